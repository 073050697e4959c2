"""The periods that the slots of a table say they are: by 节次, else by their times in the bells."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from calendars.bells import BellBook, BellSchedule, PeriodKind
from calendars.spans import ClockSpan
from service.exchange.notation.clock_times import clock_span, is_clock_span
from service.exchange.notation.lesson_cells import is_no_lesson
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import PeriodLabel, period_labels
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.layouts.home_tables import HomeTable, TableSlot, Written
from service.exchange.reporting.reports import Report

#: A label each; of a double period (第1-2节) two; None: it says nothing, or a problem.
SlotLabels = tuple[PeriodLabel, ...] | None


def schedules_on(weekday: int, bells: BellBook) -> tuple[BellSchedule, ...]:
    """Those of that weekday; where nobody has bells on it, those of the others."""
    return tuple(one for one in bells.schedules if weekday in one.weekdays) or bells.schedules


def slot_labels(
    table: HomeTable, days: Mapping[Written, int | None], bells: BellBook, report: Report
) -> Sequence[SlotLabels]:
    """Of each slot of the table, in order."""
    says = [_says(table, place, slot) for place, slot in enumerate(table.slots)]
    times = _times_by_day(compress(table.slots, says), days)
    rung = {day: _bells_meant(day, times, bells) for day in times}
    found: dict[tuple[Written, int], SlotLabels] = {}

    def label(slot: TableSlot) -> SlotLabels:
        day = days[slot.weekday]
        if day is None:
            return None
        # A period stands in many slots and is read once; a time once for each day.
        key = slot.period, day if is_clock_span(slot.period.text) else 0
        if key not in found:
            source = table.source(slot.period)
            found[key] = report.read(lambda text: _labels(text, rung.get(day, ())), slot.period.text, source)
        return found[key]

    return [label(slot) if one else None for slot, one in zip(table.slots, says, strict=True)]


def _says(table: HomeTable, place: int, slot: TableSlot) -> bool:
    """Whether a slot says anything: a row of times beside which nobody is taught is a break."""
    if not is_clock_span(slot.period.text):
        return True
    of_slot = (table.cells.get((of_class, place)) for of_class in range(len(table.classes)))
    return any(cell is not None and not is_no_lesson(cell.text) for cell in of_slot)


def _times_by_day(
    slots: Iterable[TableSlot], days: Mapping[Written, int | None]
) -> Mapping[int, frozenset[ClockSpan]]:
    found: dict[int, set[ClockSpan]] = {}
    for slot in slots:
        day = days[slot.weekday]
        if day is not None and is_clock_span(slot.period.text):
            found.setdefault(day, set()).add(clock_span(slot.period.text))
    return {day: frozenset(spans) for day, spans in found.items()}


def _bells_meant(
    day: int, times: Mapping[int, frozenset[ClockSpan]], bells: BellBook
) -> tuple[BellSchedule, ...]:
    """A table has the times of one season: of a season's bells, on each of its days, where some have all.

    Of those that ring on the day, in a weekday's or some grades' way, too, those that have all its times.
    """
    of_day = schedules_on(day, bells)
    seasons = {
        valid
        for valid in (one.valid for one in of_day)
        if all(
            spans <= _spans(one for one in schedules_on(other, bells) if one.valid == valid)
            for other, spans in times.items()
        )
    }
    in_season = tuple(one for one in of_day if one.valid in seasons) or of_day
    return tuple(one for one in in_season if times[day] <= _spans([one])) or in_season


def _spans(schedules: Iterable[BellSchedule]) -> frozenset[ClockSpan]:
    return frozenset(period.span for schedule in schedules for period in schedule.periods)


def _labels(text: str, rung: Sequence[BellSchedule]) -> tuple[PeriodLabel, ...]:
    """Of a table that has times and no 节次 the period of the bells at that time, where it is one."""
    if not is_clock_span(text):
        return period_labels(text)
    span = clock_span(text)
    at_that_time = {
        (one.kind, one.number if one.kind is PeriodKind.LESSON else None): one.label
        for bell in rung
        for one in bell.periods
        if one.span == span
    }
    if not at_that_time:
        raise NotUnderstoodError("period_unreadable", text)
    if len(at_that_time) > 1:  # the second lesson of winter and the third of summer
        raise NotUnderstoodError("time_of_several_periods", text, tuple(at_that_time.values()))
    ((kind, number),) = at_that_time
    return (PeriodLabel(kind, number, plain(text)),)
