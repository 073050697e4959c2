"""The slots of a home timetable in which classes are taught, with the periods of the bells they stand in."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from calendars.bells import BellBook, Period, PeriodKind
from service.domain.corrections import CorrectionKind
from service.exchange.notation.clock_times import clock_span
from service.exchange.notation.lesson_cells import is_no_lesson
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import PeriodLabel, period_label
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import weekday
from service.exchange.understanding.home_tables import HomeTable, TableSlot, Written
from service.exchange.understanding.reports import Report

T = TypeVar("T")

_TAUGHT = frozenset({PeriodKind.LESSON, PeriodKind.READING, PeriodKind.AFTER, PeriodKind.EVENING})


@dataclass(frozen=True, slots=True)
class TaughtSlot:
    """`place` is that of the slot in its table."""

    place: int
    weekday: int
    period: Period


def taught_slots(table: HomeTable, bells: BellBook, report: Report) -> Iterator[TaughtSlot]:
    """Slots of breaks say nothing of classes; the second reading of a day is the second of the bells."""
    places: Counter[tuple[int, PeriodKind]] = Counter()
    seen: set[tuple[int, int]] = set()
    days = _each_once(weekday, (slot.weekday for slot in table.slots), table, report)
    labels = _each_once(period_label, (slot.period for slot in table.slots), table, report)
    for place, slot in enumerate(table.slots):
        day, label = days[slot.weekday], labels[slot.period]
        if day is None or label is None:
            continue
        if label.kind not in _TAUGHT:
            _note_other_texts(table, place, label, report)
            continue
        source = table.source(slot.period)
        of_kind = places[day, label.kind]
        places[day, label.kind] += 1
        period = _period(bells, label, of_kind) or _answered(bells, slot, table, of_kind, report)
        if period is None:
            numbers = tuple(str(lesson.number) for lesson in bells.schedules[0].lessons)
            report.problem("period_unknown", source, text=plain(slot.period.text), candidates=numbers)
        elif (day, period.number) in seen:
            report.problem("period_twice", source, text=plain(slot.period.text))
        else:
            seen.add((day, period.number))
            _compare_times(table, slot, period, bells, report)
            yield TaughtSlot(place, day, period)


def _each_once(
    parse: Callable[[str], T], written: Iterable[Written], table: HomeTable, report: Report
) -> dict[Written, T | None]:
    """A weekday is that of many slots, and a period that of five."""
    return {one: report.read(parse, one.text, table.source(one)) for one in dict.fromkeys(written)}


def _note_other_texts(table: HomeTable, place: int, label: PeriodLabel, report: Report) -> None:
    """What a break's cells say besides its name: 升旗仪式, or lessons that stand in the wrong row."""
    for of_class in range(len(table.classes)):
        cell = table.cells.get((of_class, place))
        text = "" if cell is None else plain(cell.text)
        if cell is not None and text not in (label.text, "") and not is_no_lesson(text):
            report.note("break_with_text", table.source(cell.subject), text=text)


def _period(bells: BellBook, label: PeriodLabel, place: int) -> Period | None:
    """A lesson by its number; of the other kinds the one that comes at that place of the day."""
    schedule = bells.schedules[0]
    if label.kind is PeriodKind.LESSON and label.number is not None:
        period = schedule.period(label.number)
        return period if period is not None and period.kind is PeriodKind.LESSON else None
    of_kind = [period for period in schedule.periods if period.kind is label.kind]
    return of_kind[place] if place < len(of_kind) else None


def _answered(
    bells: BellBook, slot: TableSlot, table: HomeTable, place: int, report: Report
) -> Period | None:
    """The period that a label the bells do not have was answered to mean."""
    meant = report.meant(CorrectionKind.PERIOD, slot.period.text, table.source(slot.period))
    try:
        return None if meant is None else _period(bells, period_label(meant), place)
    except NotUnderstoodError:
        return None


def _compare_times(
    table: HomeTable, slot: TableSlot, period: Period, bells: BellBook, report: Report
) -> None:
    if not slot.time_text:
        return
    source = table.source(slot.times[0])
    span = report.read(clock_span, slot.time_text, source)
    spans = {
        other.span for schedule in bells.schedules if (other := schedule.period(period.number)) is not None
    }
    if span is not None and span not in spans:
        report.note("time_differs", source, text=plain(slot.time_text), bells=str(period.span))
