"""What a date is at a campus: closed, or which weekday's lessons run, in which week, by which bells.

The only resolver. Campuses, and grades of one campus, may differ: one lesson spans several of these.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import reduce

from calendars.bells import EVERY_WEEKDAY, BellBook, BellSchedule
from calendars.closures import Closure, DayStatus, Holidays
from calendars.errors import CalendarError
from calendars.grades import Grade
from calendars.spans import ClockSpan, DateSpan
from calendars.terms import Term
from calendars.weeks import TeachingWeek

#: In the place of a weekday: the day runs nobody's lessons.
NOBODYS = 0


@dataclass(frozen=True, slots=True)
class DayRule:
    """Whose lessons run on `day`: a weekday's (1-7), another date's, nobody's (0); not said yet (None).

    A date brings its own weekday, week and parity with it; a weekday keeps the week of `day`.
    """

    day: date
    follows: int | date | None

    def __post_init__(self) -> None:
        if isinstance(self.follows, int) and self.follows not in {NOBODYS, *EVERY_WEEKDAY}:
            raise CalendarError(f"{self.day} cannot follow weekday {self.follows}: expected 1-7")


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Everything that decides what a date is at one campus in one term.

    Of several day rules for one date the last holds, so that a change can be put on top of a change.
    `own_days` is the span in which the school's own 校历 speaks: there a year whose notice is not
    known yet is not reported as unknown.
    """

    term: Term
    bells: BellBook
    holidays: Holidays
    closures: tuple[Closure, ...] = ()
    day_rules: tuple[DayRule, ...] = ()
    own_days: DateSpan | None = None
    teaching_weekdays: frozenset[int] = frozenset(range(1, 6))


@dataclass(frozen=True, slots=True)
class TeachingDay:
    """An open date: the weekday (1-7) and week in force, its bells, and the spans closed within it."""

    day: date
    weekday: int
    week: TeachingWeek
    bells: BellSchedule
    closed: tuple[ClockSpan, ...] = ()


class WhyClosed(StrEnum):
    OUTSIDE_TERM = "outside_term"  # or in a week that the school's own calendar does not count
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    MAKEUP_UNDECIDED = "makeup_undecided"
    NO_BELLS = "no_bells"
    OTHER_LESSONS = "other_lessons"  # open, but another day's lessons run; said by `occurrences.lost` only


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A date without lessons, and why; `name` is the holiday or the closure's reason, else empty."""

    day: date
    why: WhyClosed
    name: str = ""


def resolve(calendar: SchoolCalendar, day: date, grade: Grade | None = None) -> TeachingDay | ClosedDay:
    """What `day` is for one grade, or (None) for the campus as a whole, of which single grades may differ.

    1. Outside the term there is nothing.
    2. A closure of the whole day beats everything else.
    3. A day rule makes any date a teaching day, holiday and weekend included, or one of nobody's lessons;
       None asks.
    4. A holiday is closed; a make-up day of which nobody said whose lessons run asks. A year without a
       known notice counts as ordinary.
    5. Other weekends are closed.
    6. What is left is open in a counted week and by the bells of the date itself, where they depend on
       the weekday by the weekday in force. Closures of a part of the day are listed in it. A campus with
       bells for each section and none for all is open as a whole, by those of a section.
    7. A combined class is open where one of its grades is, and closed for the minutes that all of them are.
    """
    if isinstance(grade, tuple):
        return _of_combined_class(calendar, day, grade)
    if not calendar.term.days.contains(day):
        return ClosedDay(day, WhyClosed.OUTSIDE_TERM)
    closures = [closure for closure in calendar.closures if closure.concerns(day, grade)]
    for closure in closures:
        if closure.span is None:
            return ClosedDay(day, WhyClosed.CLOSURE, closure.reason)
    in_force = _in_force(calendar, day)
    if isinstance(in_force, ClosedDay):
        return in_force
    weekday, week = in_force
    book = calendar.bells
    bells = book.on_for_any(day, weekday) if grade is None else book.on(day, grade, weekday)
    if bells is None:
        return ClosedDay(day, WhyClosed.NO_BELLS)
    return TeachingDay(day, weekday, week, bells, _merged(c.span for c in closures if c.span is not None))


def _of_combined_class(
    calendar: SchoolCalendar, day: date, grades: tuple[int, ...]
) -> TeachingDay | ClosedDay:
    """See `grades`; closed it is for the reason of the highest."""
    answers = [resolve(calendar, day, grade) for grade in grades]
    there = [answer for answer in answers if isinstance(answer, TeachingDay)]
    if not there:
        return answers[-1]
    last = there[-1]
    bells = calendar.bells.on(day, grades, last.weekday)
    return replace(
        last, bells=bells or last.bells, closed=reduce(_common, (answer.closed for answer in there))
    )


def undecided_days(calendar: SchoolCalendar) -> tuple[date, ...]:
    """The dates of the term of which somebody has to say whose lessons run; none where no lessons do."""
    term = calendar.term
    answers = (
        resolve(calendar, day)
        for day in term.days.days()
        if (week := term.week_of(day)) is not None and week.number in term.lesson_weeks
    )
    return tuple(
        answer.day
        for answer in answers
        if isinstance(answer, ClosedDay) and answer.why is WhyClosed.MAKEUP_UNDECIDED
    )


def unknown_years(calendar: SchoolCalendar) -> tuple[int, ...]:
    """The years of the term without a known notice, but for those the school's own calendar covers."""
    own = calendar.own_days
    days = (day for day in calendar.term.days.days() if own is None or not own.contains(day))
    return tuple(sorted({day.year for day in days if not calendar.holidays.knows(day.year)}))


def _in_force(calendar: SchoolCalendar, day: date) -> tuple[int, TeachingWeek] | ClosedDay:
    """The weekday and week whose lessons run."""
    rule = next((rule for rule in reversed(calendar.day_rules) if rule.day == day), None)
    source = day
    weekday = day.isoweekday()
    if rule is not None:
        if rule.follows is None:
            return ClosedDay(day, WhyClosed.MAKEUP_UNDECIDED)
        if rule.follows == NOBODYS:
            return ClosedDay(day, WhyClosed.CLOSURE)
        if isinstance(rule.follows, date):
            # What that date is by the calendar, never what a rule of its own makes of it: two days that
            # are swapped follow each other.
            source, weekday = rule.follows, rule.follows.isoweekday()
        else:
            weekday = rule.follows
    elif (closed := _closed_by_calendar(calendar, day)) is not None:
        return closed
    # A date outside the term has a weekday to follow, but no week.
    week = calendar.term.week_of(source) or calendar.term.week_of(day)
    return ClosedDay(day, WhyClosed.OUTSIDE_TERM) if week is None else (weekday, week)


def _closed_by_calendar(calendar: SchoolCalendar, day: date) -> ClosedDay | None:
    """Whether holidays or the weekend close a date of which no rule speaks."""
    status = calendar.holidays.status(day)
    if status is DayStatus.OFF:
        return ClosedDay(day, WhyClosed.HOLIDAY, calendar.holidays.name(day) or "")
    if status is DayStatus.MAKE_UP:
        return ClosedDay(day, WhyClosed.MAKEUP_UNDECIDED)
    if day.isoweekday() not in calendar.teaching_weekdays:
        return ClosedDay(day, WhyClosed.WEEKEND)
    return None


def _common(some: tuple[ClockSpan, ...], others: tuple[ClockSpan, ...]) -> tuple[ClockSpan, ...]:
    both = (one.intersection(other) for one in some for other in others)
    return tuple(span for span in both if span is not None)


def _merged(spans: Iterable[ClockSpan]) -> tuple[ClockSpan, ...]:
    """The same minutes in the fewest spans, in order."""
    merged: list[ClockSpan] = []
    for span in sorted(spans):
        if merged and merged[-1].gap(span) == 0:
            span = merged.pop().hull(span)
        merged.append(span)
    return tuple(merged)
