"""Weekly patterns on teaching days: the dates on which a weekly lesson really runs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from calendars.bells import EVERY_WEEKDAY
from calendars.errors import CalendarError
from calendars.grades import Grade
from calendars.spans import DateSpan
from calendars.teaching_days import ClosedDay, SchoolCalendar, TeachingDay, WhyClosed, resolve
from calendars.weeks import TeachingWeek, Weeks


@dataclass(frozen=True, slots=True)
class WeeklyPattern:
    """Every such weekday (1-7) of these weeks, on these dates."""

    weekday: int
    weeks: Weeks
    days: DateSpan

    def __post_init__(self) -> None:
        if self.weekday not in EVERY_WEEKDAY:
            raise CalendarError(f"{self.weekday} is no weekday: expected 1-7")


@dataclass(frozen=True, slots=True)
class Occurrence:
    day: date
    teaching_day: TeachingDay


class ResolvedTerm:
    """A school calendar, resolved once for one grade: what to hold on to for many patterns."""

    def __init__(self, calendar: SchoolCalendar, grade: Grade | None = None) -> None:
        self.days: dict[date, TeachingDay | ClosedDay] = {}
        self._open: defaultdict[int, list[TeachingDay]] = defaultdict(list)
        self._nominal: defaultdict[int, list[tuple[date, TeachingWeek]]] = defaultdict(list)
        lesson_weeks = calendar.term.lesson_weeks
        for day in calendar.term.days.days():
            answer = self.days[day] = resolve(calendar, day, grade)
            if isinstance(answer, TeachingDay) and answer.week.number in lesson_weeks:
                self._open[answer.weekday].append(answer)
            week = calendar.term.week_of(day)
            if week is not None and week.number in lesson_weeks:
                self._nominal[day.isoweekday()].append((day, week))

    def occurrences(self, pattern: WeeklyPattern) -> tuple[Occurrence, ...]:
        """The dates on which the pattern runs, by weekday and week in force, in the lesson weeks."""
        return tuple(
            Occurrence(open_day.day, open_day)
            for open_day in self._open[pattern.weekday]
            if pattern.days.contains(open_day.day) and pattern.weeks.includes(open_day.week)
        )

    def lost(self, pattern: WeeklyPattern) -> tuple[ClosedDay, ...]:
        """The dates on which the pattern would run by the plain calendar, but does not, and why.

        Where the day is open for another day's lessons, `why` is OTHER_LESSONS.
        """
        running = {occurrence.day for occurrence in self.occurrences(pattern)}
        return tuple(
            self._why_not(day)
            for day, week in self._nominal[pattern.weekday]
            if pattern.days.contains(day) and pattern.weeks.includes(week) and day not in running
        )

    def _why_not(self, day: date) -> ClosedDay:
        answer = self.days[day]
        return answer if isinstance(answer, ClosedDay) else ClosedDay(day, WhyClosed.OTHER_LESSONS)


@lru_cache(maxsize=256)
def resolved_term(calendar: SchoolCalendar, grade: Grade | None = None) -> ResolvedTerm:
    """The resolved term, kept for the next question about an equal calendar."""
    return ResolvedTerm(calendar, grade)


def occurrences(
    pattern: WeeklyPattern, calendar: SchoolCalendar, grade: Grade | None
) -> tuple[Occurrence, ...]:
    """See `ResolvedTerm.occurrences`; for very many patterns hold on to a ResolvedTerm."""
    return resolved_term(calendar, grade).occurrences(pattern)


def lost(pattern: WeeklyPattern, calendar: SchoolCalendar, grade: Grade | None) -> tuple[ClosedDay, ...]:
    """See `ResolvedTerm.lost`."""
    return resolved_term(calendar, grade).lost(pattern)
