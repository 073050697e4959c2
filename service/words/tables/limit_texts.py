"""In which slots of the week a wish may stand, in words."""

from collections.abc import Iterable

from calendars.runs import runs
from service.domain.slots import SlotLimits, SlotRange
from service.words.catalogue import Words


def limits_text(limits: SlotLimits, words: Words) -> str:
    """`只排周一至周三第1–4节；不排周五`; `only Mon to Wed periods 1–4; not on Fri`; "" of none."""
    told = (("only {slots}", limits.allowed), ("not {slots}", limits.forbidden))
    parts = [words.text(template, slots=_slots(ranges, words)) for template, ranges in told if ranges]
    return words.text("; ").join(parts)


def _slots(ranges: Iterable[SlotRange], words: Words) -> str:
    return words.text("; ").join(_range(one, words) for one in ranges)


def _range(one: SlotRange, words: Words) -> str:
    days = words.list(tuple(_days(first, last, words) for first, last in runs(one.weekdays)))
    periods = _periods(one.periods, words)
    return words.text("{weekday} {period}", weekday=days, period=periods).strip() or words.text("every day")


def _periods(numbers: frozenset[int], words: Words) -> str:
    if len(numbers) < 2:
        return "".join(map(words.period, numbers))
    return words.text("periods {numbers}", numbers=words.numbers(numbers))


def _days(first: int, last: int, words: Words) -> str:
    if first == last:
        return words.weekday(first)
    return words.text("{first} to {last}", first=words.weekday(first), last=words.weekday(last))
