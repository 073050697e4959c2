"""The slots of a home timetable in which classes are taught, with the periods of the bells they stand in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from calendars.bells import BellBook, BellSchedule, Period, PeriodKind
from service.domain.collecting.corrections import CorrectionKind
from service.exchange.notation.clock_times import clock_span
from service.exchange.notation.lesson_cells import is_no_lesson
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import PeriodLabel, period_label
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import weekday, weekday_name
from service.exchange.recognition.layouts.home_tables import HomeTable, TableSlot, Written
from service.exchange.reporting.reports import Report
from service.exchange.understanding.timetables.slot_labels import SlotLabels, schedules_on, slot_labels

_NOON = 12 * 60
_TAUGHT = frozenset({PeriodKind.LESSON, PeriodKind.READING, PeriodKind.AFTER, PeriodKind.EVENING})


@dataclass(frozen=True, slots=True)
class TaughtSlot:
    """`place` is that of the slot in its table."""

    place: int
    weekday: int
    period: Period


def taught_slots(table: HomeTable, bells: BellBook, report: Report) -> Iterator[TaughtSlot]:
    """Slots of breaks say nothing of classes; a row of a double period (第1-2节) is both of them."""
    weekdays = dict.fromkeys(slot.weekday for slot in table.slots)  # each is that of many slots
    days = {one: report.read(weekday, one.text, table.source(one), weekday_name) for one in weekdays}
    labels = slot_labels(table, days, bells, report)
    week = _Week(table, bells, report, _lessons_a_day(table, days, labels))
    for place, slot in enumerate(table.slots):
        day, of_slot = days[slot.weekday], labels[place]
        if day is None or of_slot is None:
            continue
        for label in of_slot:
            if label.kind not in _TAUGHT:
                week.pause(day, label)
                _note_other_texts(table, place, label, report)
            elif (period := week.period(day, label, slot)) is not None:
                if len(of_slot) == 1:
                    _compare_times(table, slot, period, bells, report)
                yield TaughtSlot(place, day, period)
    week.tell_twice()


class _Week:
    """The periods of a table as they come, day by day."""

    def __init__(
        self, table: HomeTable, bells: BellBook, report: Report, lessons_a_day: Mapping[int, int]
    ) -> None:
        self._table, self._bells, self._report = table, bells, report
        self._lessons_a_day = lessons_a_day
        self._places: Counter[tuple[int, PeriodKind]] = Counter()
        self._seen: set[tuple[int, int]] = set()
        self._latest: dict[int, int] = {}  # the number of each day's last lesson
        self._afternoons: set[int] = set()
        self._before_noon: dict[int, int] = {}  # of days whose afternoon begins with 1 again
        self._noted = False
        self._twice: list[tuple[int, TableSlot]] = []

    def pause(self, day: int, label: PeriodLabel) -> None:
        if label.kind is PeriodKind.NOON:
            self._afternoons.add(day)

    def period(self, day: int, label: PeriodLabel, slot: TableSlot) -> Period | None:
        """None, and a problem, for one the bells do not have and one that stands twice.

        The second reading of a day is the second of the bells, and where the afternoon begins with 1 again
        its lessons are counted on.
        """
        source, text = self._table.source(slot.period), plain(slot.period.text)
        of_kind = self._places[day, label.kind]
        self._places[day, label.kind] += 1
        of_day = schedules_on(day, self._bells)
        period = _period(of_day, self._counted_on(day, label, slot), of_kind) or self._answered(
            slot, day, of_kind
        )
        if period is None:
            numbers = tuple(map(str, self._lessons(day)))
            self._report.problem("period_unknown", source, text=text, candidates=numbers)
        elif (day, period.number) in self._seen:
            self._twice.append((day, slot))
        else:
            self._seen.add((day, period.number))
            return period
        return None

    def tell_twice(self) -> None:
        """After all slots, for what is free on a day is known only then: of the numbers of its bells."""
        for day, slot in self._twice:
            source, text = self._table.source(slot.period), plain(slot.period.text)
            free = tuple(str(number) for number in self._lessons(day) if (day, number) not in self._seen)
            if free:
                self._report.problem("period_twice", source, text=text, candidates=free)
            else:
                self._report.problem("periods_too_many", source, text=text, count=len(self._lessons(day)))

    def _lessons(self, day: int) -> list[int]:
        of_day = schedules_on(day, self._bells)
        return sorted({lesson.number for schedule in of_day for lesson in schedule.lessons})

    def _counted_on(self, day: int, label: PeriodLabel, slot: TableSlot) -> PeriodLabel:
        if label.kind is not PeriodKind.LESSON or label.number is None:
            return label
        latest = self._latest.get(day, 0)
        if label.number == 1 and day not in self._before_noon:
            before = max(latest, self._morning(day))  # a table may leave out what is empty
            if day in self._afternoons or "下午" in label.text:
                self._before_noon[day] = before
            elif latest and (_is_after_noon(slot) or self._fits_bells(day, latest)):
                self._before_noon[day] = before
                self._note_afternoon(slot, before + 1)
        number = label.number + self._before_noon.get(day, 0)
        self._latest[day] = max(latest, number)
        return replace(label, number=number)

    def _morning(self, day: int) -> int:
        """How many lessons of the bells begin before noon."""
        return sum(one.span.start < _NOON for one in schedules_on(day, self._bells)[0].lessons)

    def _fits_bells(self, day: int, latest: int) -> bool:
        """Whether the bells have as many lessons before noon as came, and as many that day as the table."""
        lessons = len(schedules_on(day, self._bells)[0].lessons)
        return self._morning(day) == latest < lessons == self._lessons_a_day[day]

    def _note_afternoon(self, slot: TableSlot, number: int) -> None:
        """Once for a table."""
        if not self._noted:
            self._noted = True
            source, text = self._table.source(slot.period), plain(slot.period.text)
            self._report.note("afternoon_counted_on", source, text=text, number=number)

    def _answered(self, slot: TableSlot, day: int, place: int) -> Period | None:
        """The period that a label the bells do not have was answered to mean."""
        source = self._table.source(slot.period)
        meant = self._report.meant(CorrectionKind.PERIOD, slot.period.text, source)
        try:
            return (
                None if meant is None else _period(schedules_on(day, self._bells), period_label(meant), place)
            )
        except NotUnderstoodError:
            return None


def _lessons_a_day(
    table: HomeTable,
    days: Mapping[Written, int | None],
    labels: Sequence[SlotLabels],
) -> Counter[int]:
    """How many rows or columns of lessons each weekday has, whatever their numbers."""
    found: Counter[int] = Counter()
    for slot, of_slot in zip(table.slots, labels, strict=True):
        day = days[slot.weekday]
        if day is not None:
            found[day] += sum(one.kind is PeriodKind.LESSON for one in of_slot or ())
    return found


def _is_after_noon(slot: TableSlot) -> bool:
    """As the column beside the periods says, or the row's own times."""
    if slot.half is not None and plain(slot.half.text):
        return plain(slot.half.text) == "下午"
    try:
        return bool(slot.time_text) and clock_span(slot.time_text).start >= _NOON
    except NotUnderstoodError:
        return False


def _note_other_texts(table: HomeTable, place: int, label: PeriodLabel, report: Report) -> None:
    """What a break's cells say besides its name: 升旗仪式, or lessons that stand in the wrong row."""
    for of_class in range(len(table.classes)):
        cell = table.cells.get((of_class, place))
        text = "" if cell is None else plain(cell.text)
        if cell is not None and text not in (label.text, "") and not is_no_lesson(text):
            report.note("break_with_text", table.source(cell.subject), text=text)


def _period(schedules: Iterable[BellSchedule], label: PeriodLabel, place: int) -> Period | None:
    """That of the first schedule that has it: a later season may have a lesson more."""
    found = (_period_in(schedule, label, place) for schedule in schedules)
    return next((period for period in found if period is not None), None)


def _period_in(schedule: BellSchedule, label: PeriodLabel, place: int) -> Period | None:
    """A lesson by its number; of the other kinds the one that comes at that place of the day."""
    if label.kind is PeriodKind.LESSON and label.number is not None:
        period = schedule.period(label.number)
        return period if period is not None and period.kind is PeriodKind.LESSON else None
    of_kind = [period for period in schedule.periods if period.kind is label.kind]
    return of_kind[place] if place < len(of_kind) else None


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
