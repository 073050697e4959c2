"""The rows of a campus's week on paper: every period of each weekday, with its clock times."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calendars.bells import BellSchedule, PeriodKind
from calendars.spans import MINUTES_A_DAY, ClockSpan
from service.domain.district import Cell, District
from service.domain.identity import CampusId

#: The kinds of period in which nobody is taught: a row of its own, across all classes.
NOT_TAUGHT = frozenset({PeriodKind.BREAK, PeriodKind.NOON, PeriodKind.ASSEMBLY})
_SCHOOL_DAYS = frozenset(range(1, 6))


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A period of one weekday. `spans` are its clock times, several where grades ring differently.

    `label` is the school's own word for it, "" (and no spans) where something stands in a period that the
    bells do not have.
    """

    number: int
    kind: PeriodKind
    label: str
    spans: tuple[ClockSpan, ...]

    @property
    def taught(self) -> bool:
        return self.kind not in NOT_TAUGHT


def shown_rows(
    district: District, campus_id: CampusId, day: date, taken: Iterable[Cell]
) -> Mapping[int, tuple[ShownRow, ...]]:
    """By weekday, in the order of the clock, by the bells in force on a day.

    `taken` are the cells with something in them: they have their row even where the bells have none.
    """
    cells = frozenset((weekday, period) for _, weekday, period in taken)
    calendar = district.calendars.get(campus_id)
    open_days = _SCHOOL_DAYS if calendar is None else calendar.teaching_weekdays
    weekdays = sorted(open_days | {weekday for weekday, _ in cells})
    return {
        weekday: _of_day(
            tuple(_schedules(district, campus_id, day, weekday)),
            frozenset(period for on, period in cells if on == weekday),
        )
        for weekday in weekdays
    }


def week_lines(rows: Mapping[int, tuple[ShownRow, ...]]) -> Sequence[ShownRow]:
    """One line per period for the whole week, in the order of the clock; its times where all days agree."""
    found: dict[tuple[int, str], ShownRow] = {}
    for weekday in sorted(rows):
        for row in rows[weekday]:
            key = (row.number, "" if row.taught else row.label)
            before = found.get(key)
            spans = row.spans if before is None else tuple(dict.fromkeys((*before.spans, *row.spans)))
            found[key] = ShownRow(row.number, row.kind, before.label if before else row.label, spans)
    return sorted(found.values(), key=_clock)


def _clock(row: ShownRow) -> tuple[int, int]:
    """Periods that the bells do not have come last."""
    return (min(span.start for span in row.spans) if row.spans else MINUTES_A_DAY), row.number


def _schedules(district: District, campus_id: CampusId, day: date, weekday: int) -> Iterator[BellSchedule]:
    """Those of the campus's grades, each once."""
    calendar = district.calendars.get(campus_id)
    if calendar is None:
        return
    grades = district.grades_at(campus_id) or (None,)
    found = (calendar.bells.on(day, grade, weekday) for grade in grades)
    yield from dict.fromkeys(schedule for schedule in found if schedule is not None)


def _of_day(schedules: tuple[BellSchedule, ...], taken: frozenset[int]) -> tuple[ShownRow, ...]:
    rows: dict[tuple[int, str], ShownRow] = {}
    for schedule in schedules:
        for period in schedule.periods:
            # Breaks of two sections may share a number without being one break.
            key = (period.number, period.label if period.kind in NOT_TAUGHT else "")
            row = rows.get(key) or ShownRow(period.number, period.kind, period.label, ())
            spans = dict.fromkeys((*row.spans, period.span))
            rows[key] = ShownRow(row.number, row.kind, row.label, tuple(spans))
    belled = sorted(rows.values(), key=lambda row: (min(row.spans), row.number))
    known = {row.number for row in belled if row.taught}
    unbelled = [ShownRow(number, _kind(number), "", ()) for number in sorted(taken - known)]
    before = [row for row in unbelled if row.kind is PeriodKind.READING]
    return (*before, *belled, *(row for row in unbelled if row not in before))


def _kind(number: int) -> PeriodKind:
    """By where each kind is numbered from (`calendars.bells`)."""
    if number <= 0:
        return PeriodKind.READING
    if number >= 95:
        return PeriodKind.EVENING
    return PeriodKind.AFTER if number >= 90 else PeriodKind.LESSON
