"""In which slots of the host's week a wish may stand, and in which not."""

from calendars.bells import BellBook
from service.domain.communities import Campus
from service.domain.slots import NO_LIMITS, Slot, SlotLimits, SlotRange
from service.domain.sources import Source
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import NOT_SAID, plain
from service.exchange.notation.slots_written import Sign, WrittenRange, limits_written
from service.exchange.notation.weekdays import weekday_name
from service.exchange.recognition.lists.wishes_sheet import WishRows
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.joint_work.half_days import numbers_in_half
from service.exchange.understanding.joint_work.wish_columns import written_time

_SCHOOL_DAYS = range(1, 6)
_ANY = NOT_SAID | {"不限", "均可", "都可", "任意", "协商"}


def limits_of(bench: Bench, rows: WishRows, host: Campus) -> SlotLimits:
    """As 可排时段 and 不排时段 say together."""
    found = NO_LIMITS
    for role, sign in (("allowed", Sign.ALLOWED), ("forbidden", Sign.FORBIDDEN)):
        if rows.plain(role):
            found = found.both(limits_at(bench, rows.text(role), rows.source(role), host, sign))
    return found


def limits_at(
    bench: Bench, text: str, source: Source, host: Campus, unsaid: Sign | None = None
) -> SlotLimits:
    """Of one cell; none, and a problem, where it cannot be read. `unsaid` as for `limits_written`.

    What is answered of a time are slots that are allowed.
    """
    bells = bench.bells.get(host.id)

    def read(said: str) -> SlotLimits:
        if plain(said) in _ANY:
            return NO_LIMITS
        written = limits_written(said, unsaid if said == text else unsaid or Sign.ALLOWED)
        return SlotLimits(
            *(
                tuple(_range(one, bells, said) for one in ranges)
                for ranges in (written.allowed, written.forbidden)
            )
        )

    return bench.report.read(read, text, source, lambda _: plain(text)) or NO_LIMITS


def report_contradiction(
    bench: Bench, rows: WishRows, wished: Slot | None, limits: SlotLimits, time: Source
) -> None:
    """The slot that a wish asks for is one that it rules out; `time` is the cell that asks."""
    if wished is None or limits.allow(wished):
        return
    forbids = any(one.holds(wished) for one in limits.forbidden) and rows.plain("forbidden")
    role = "forbidden" if forbids or not rows.plain("allowed") else "allowed"
    bench.report.problem(
        "limits_contradict",
        rows.source(role),
        text=rows.plain(role),
        wished=f"{weekday_name(wished.weekday)}第{wished.period}节",
        other=time.cell,
    )


def report_nothing_left(
    bench: Bench, rows: WishRows, limits: SlotLimits, host: Campus, time: Source | None, asked: int
) -> None:
    """No slot of the host's week is left by what the limits say together (可排周一 and 不排周一), or fewer
    days than the `asked` lessons or double periods that stand on different ones (每周2节 and 周二).

    `time` is the cell of the time, where that limits as well.
    """
    if limits == NO_LIMITS:
        return
    bells = bench.bells.get(host.id)
    numbers = numbers_in_half("", () if bells is None else bells.schedules) or (1,)
    days = sum(any(limits.allow(Slot(day, number)) for number in numbers) for day in _SCHOOL_DAYS)
    if days >= asked:
        return
    said = {rows.source(role): rows.plain(role) for role in ("allowed", "forbidden") if rows.plain(role)}
    if time is not None:
        said = {time: plain(written_time(rows)), **said}
    source, text = tuple(said)[-1], "；".join(dict.fromkeys(said.values()))
    cells = tuple(source.cell for source in said)
    if days:
        bench.report.problem(
            "limits_leave_few_days", source, text=text, cells=cells, campus=host.name, found=days, asked=asked
        )
    else:
        bench.report.problem("limits_leave_nothing", source, text=text, cells=cells, campus=host.name)


def _range(written: WrittenRange, bells: BellBook | None, text: str) -> SlotRange:
    """NotUnderstoodError `limits_without_period` where the host's bells lack one of the periods."""
    if not written.periods and not written.half:
        return SlotRange(written.weekdays)
    there = frozenset(numbers_in_half(written.half, () if bells is None else bells.schedules))
    periods = there & written.periods if written.periods else there
    if not periods or written.periods - there:
        raise NotUnderstoodError("limits_without_period", text)
    return SlotRange(written.weekdays, periods)
