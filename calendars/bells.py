"""Bell schedules 作息时间表: which period is when, by date, weekday and grade."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import count, pairwise

from calendars.errors import CalendarError
from calendars.grades import Grade, highest_first
from calendars.spans import ALWAYS, ClockSpan, DateSpan

EVERY_WEEKDAY = frozenset(range(1, 8))


class PeriodKind(StrEnum):
    LESSON = "lesson"
    READING = "reading"  # 早读, 午读
    BREAK = "break"  # 大课间, 眼保健操
    ASSEMBLY = "assembly"  # 升旗, 晨会, 班会 outside the lessons
    NOON = "noon"  # 午餐, 午休
    AFTER = "after"  # 课后服务
    EVENING = "evening"  # 晚自习


# From where each kind is numbered, in which direction, and how many numbers it has.
_NUMBERS = {
    PeriodKind.LESSON: range(1, 70),
    PeriodKind.READING: range(0, -10, -1),
    PeriodKind.NOON: range(70, 80),
    PeriodKind.BREAK: range(80, 90),
    PeriodKind.ASSEMBLY: range(80, 90),
    PeriodKind.AFTER: range(90, 95),
    PeriodKind.EVENING: range(95, 100),
}
_LESSON_NUMBER = re.compile(r"第?(\d{1,2}|十?[一二三四五六七八九]|十)节?课?")


@dataclass(frozen=True, slots=True)
class Period:
    """One row of a bell schedule. `number` is its identity there, `label` what the school calls it."""

    number: int
    kind: PeriodKind
    label: str
    span: ClockSpan

    def __str__(self) -> str:
        return f"{self.label} {self.span}"


@dataclass(frozen=True, slots=True)
class BellSchedule:
    """The periods of a day, and the dates, weekdays (1-7) and grades (None = all) they hold for.

    Periods are kept in the order of the clock and must not overlap. `layer` 0 is what the school's own
    timetable of bells says; what is said of some days afterwards lies on top of it, layer by layer.
    """

    name: str
    periods: tuple[Period, ...]
    valid: DateSpan
    weekdays: frozenset[int] = EVERY_WEEKDAY
    grades: frozenset[int] | None = None
    layer: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "periods", tuple(sorted(self.periods, key=lambda period: period.span)))
        for one, other in pairwise(self.periods):
            if one.span.overlaps(other.span):
                raise CalendarError(f"bell schedule {self.name}: {one} and {other} overlap")
        seen: dict[int, Period] = {}
        for period in self.periods:
            if (twin := seen.setdefault(period.number, period)) is not period:
                raise CalendarError(f"bell schedule {self.name}: {twin} and {period} share a number")
        if not self.weekdays or not self.weekdays <= EVERY_WEEKDAY:
            raise CalendarError(f"bell schedule {self.name}: weekdays {sorted(self.weekdays)} are not of 1-7")

    def period(self, number: int) -> Period | None:
        return next((period for period in self.periods if period.number == number), None)

    @property
    def lessons(self) -> tuple[Period, ...]:
        return tuple(period for period in self.periods if period.kind is PeriodKind.LESSON)

    def right_after(self, number: int) -> Period | None:
        """The lesson right after one, with no noon break between; None after the last of a half-day."""
        rest = [period for period in self.periods if period.kind in (PeriodKind.LESSON, PeriodKind.NOON)]
        here = next((place for place, period in enumerate(rest) if period.number == number), len(rest))
        after = rest[here + 1] if here + 1 < len(rest) else None
        return None if after is None or after.kind is PeriodKind.NOON else after

    def standing(self, span: ClockSpan) -> tuple[Period, int] | None:
        """The lesson period in which something at `span` stands, and the minutes of overlap.

        It is the one with the largest overlap, the earlier of equals; None when no lesson overlaps.
        """
        best: tuple[Period, int] | None = None
        for period in self.lessons:
            minutes = period.span.overlap(span)
            if minutes > (0 if best is None else best[1]):
                best = period, minutes
        return best

    def holds(self, day: date, weekday: int, grade: int | None) -> bool:
        """Whether it holds on that date with that weekday in force, for that grade (None = all grades)."""
        of_grade = self.grades is None or (grade is not None and grade in self.grades)
        return of_grade and weekday in self.weekdays and self.valid.contains(day)

    @property
    def precedence(self) -> tuple[int, date, bool]:
        """The greatest wins where several hold (`BellBook.on`)."""
        by_grade, by_weekday = self.grades is not None, self.weekdays != EVERY_WEEKDAY
        return by_grade + by_weekday, self.valid.first, by_grade


@dataclass(frozen=True)
class BellBook:
    """Every bell schedule of a campus. What is on top when is found once, when first asked for."""

    schedules: tuple[BellSchedule, ...]

    def on(self, day: date, grade: Grade | None, weekday: int | None = None) -> BellSchedule | None:
        """The schedule in force; None when there is none.

        `weekday` is the one whose lessons run (default: the date's own). Only the topmost layer of a date
        speaks of it: bells rung for some days hide the others on them. In it the most specific wins: one that
        names grades and weekdays over one that names either over one that names neither; then the one that
        began last; then the one that names grades; then the one listed first. A combined class: see `grades`.
        """
        in_force = day.isoweekday() if weekday is None else weekday
        on_top = self._on_top(day)
        found = (
            max(
                (schedule for schedule in on_top if schedule.holds(day, in_force, one)),
                key=lambda schedule: schedule.precedence,
                default=None,
            )
            for one in highest_first(grade)
        )
        return next((schedule for schedule in found if schedule is not None), None)

    def on_for_any(self, day: date, weekday: int) -> BellSchedule | None:
        """The schedule of the campus as a whole, else that of some of its grades; None: nobody is there."""
        for_all = self.on(day, None, weekday)
        some = (schedule for schedule in self._on_top(day) if weekday in schedule.weekdays)
        return for_all or max(some, key=lambda schedule: schedule.precedence, default=None)

    def seasons(
        self, days: DateSpan, weekday: int, grade: Grade | None
    ) -> tuple[tuple[DateSpan, BellSchedule], ...]:
        """The longest runs of dates with one schedule, for that weekday's lessons and grade, in order.

        Dates without any schedule are left out. `days` may be open: then so is the last run.
        """
        runs: list[tuple[DateSpan, BellSchedule]] = []
        for piece in days.cut(schedule.valid for schedule in self.schedules):
            schedule = self.on(piece.first, grade, weekday)
            if schedule is None:
                continue
            if runs and _rings_alike(runs[-1][1], schedule) and runs[-1][0].end == piece.first:
                piece = DateSpan(runs.pop()[0].first, piece.end)
            runs.append((piece, schedule))
        return tuple(runs)

    def laid_flat(self) -> "BellBook":
        """The same bells in one layer: of each schedule the dates on which it rings for anybody.

        One for some grades and one for some weekdays, of which the one that began last wins, may change
        places on days of both: where a layer hid one of them, it begins anew after it.
        """
        spans: dict[BellSchedule, list[DateSpan]] = {}
        for piece in ALWAYS.cut(schedule.valid for schedule in self.schedules):
            for schedule in self._ringing(piece.first):
                held = spans.setdefault(replace(schedule, valid=ALWAYS, layer=0), [])
                # Each its own: what one rings since says nothing of those that ring beside it.
                since = held.pop().first if held and held[-1].end == piece.first else piece.first
                held.append(DateSpan(since, piece.end))
        return BellBook(tuple(replace(one, valid=span) for one, held in spans.items() for span in held))

    def written(self) -> "BellBook":
        """As a reader knows them who knows no layers: as the school wrote them, if nothing lies on top."""
        return self.laid_flat() if any(schedule.layer for schedule in self.schedules) else self

    def rings_as(self, other: "BellBook") -> bool:
        """Whether both ring alike on every day, in however many layers that is said."""
        return set(self.laid_flat().schedules) == set(other.laid_flat().schedules)

    def said_again_by(self, written: "BellBook") -> bool:
        """Whether a school that writes this says nothing new: its own bells as they were, or as all ring.

        What lies on top of its own is not the school's to write.
        """
        own = BellBook(tuple(schedule for schedule in self.schedules if not schedule.layer))
        return written.rings_as(own) or written.rings_as(self)

    def _on_top(self, day: date) -> tuple[BellSchedule, ...]:
        return self._tops[bisect_right(self._tops, day, key=lambda run: run[0]) - 1][1]

    @cached_property
    def _tops(self) -> tuple[tuple[date, tuple[BellSchedule, ...]], ...]:
        """Since which day which schedules are in the topmost layer, in order."""
        return tuple(
            (piece.first, self._topmost(piece.first))
            for piece in ALWAYS.cut(schedule.valid for schedule in self.schedules)
        )

    def _topmost(self, day: date) -> tuple[BellSchedule, ...]:
        valid = tuple(schedule for schedule in self.schedules if schedule.valid.contains(day))
        top = max((schedule.layer for schedule in valid), default=0)
        return tuple(schedule for schedule in valid if schedule.layer == top)

    def _ringing(self, day: date) -> tuple[BellSchedule, ...]:
        """Those that ring for some grade on some weekday, were `day` one."""
        there = self._on_top(day)
        grades = {None, *(grade for schedule in there for grade in schedule.grades or ())}
        ringing = {self.on(day, grade, weekday) for grade in grades for weekday in EVERY_WEEKDAY}
        return tuple(schedule for schedule in there if schedule in ringing)


def _rings_alike(one: BellSchedule, other: BellSchedule) -> bool:
    """Whether they are told apart by their dates alone."""
    return (one.name, one.periods, one.grades, one.weekdays) == (
        other.name,
        other.periods,
        other.grades,
        other.weekdays,
    )


def numbered(rows: Iterable[tuple[PeriodKind, str, ClockSpan]]) -> tuple[Period, ...]:
    """A day's rows (kind, label, span) in their order, numbered.

    Lessons have the numbers of their labels (`3`, `第3节`, `第三节`) where all have one and these rise,
    else 1, 2, … ; readings 0, -1, …; noon 70…; breaks and assemblies 80…; after-school 90…; evenings 95….
    """
    rows = tuple(rows)
    lessons = [label for kind, label, _ in rows if kind is PeriodKind.LESSON]
    given = [_number_in(label) for label in lessons]
    numbers = [number for number in given if number is not None]
    if len(numbers) < len(lessons) or any(later <= earlier for earlier, later in pairwise(numbers)):
        numbers = list(_NUMBERS[PeriodKind.LESSON][: len(lessons)])
    lesson_numbers = iter(numbers)
    places = {numbers_of_kind: count() for numbers_of_kind in _NUMBERS.values()}
    periods = []
    for kind, label, span in rows:
        place = next(places[_NUMBERS[kind]])
        if place >= len(_NUMBERS[kind]):
            raise CalendarError(f"a day has at most {len(_NUMBERS[kind])} rows of kind {kind}: {label}")
        number = next(lesson_numbers) if kind is PeriodKind.LESSON else _NUMBERS[kind][place]
        periods.append(Period(number, kind, label, span))
    return tuple(periods)


def _number_in(label: str) -> int | None:
    match = _LESSON_NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", label).split()))
    if match is None:
        return None
    if match[1].isdecimal():
        return int(match[1]) or None
    tens, units = match[1].count("十"), match[1].strip("十")
    return 10 * tens + (" 一二三四五六七八九".index(units) if units else 0)
