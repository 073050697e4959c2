"""A term and its teaching weeks."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from calendars.errors import CalendarError
from calendars.spans import DateSpan
from calendars.weeks import Parity, TeachingWeek

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a community or a campus, first and last day included.

    Week 1 begins on the Monday `week_one`. Weekly lessons run in `lesson_weeks` only; the last weeks
    are review and exams. `weeks_given` are the weeks as the school's own 校历 counts them, where a
    holiday disturbed number or parity; a week it leaves out is no teaching week.
    """

    name: str
    first_day: date
    last_day: date
    week_one: date
    lesson_weeks: frozenset[int]
    weeks_given: tuple[TeachingWeek, ...] = ()

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise CalendarError(f"term {self.name} ends {self.last_day}, before it begins {self.first_day}")
        if self.week_one.isoweekday() != 1:
            raise CalendarError(f"week 1 of term {self.name} begins on {self.week_one}, which is no Monday")
        for one, next_one in pairwise(self.weeks_given):
            if next_one.monday <= one.monday or next_one.number <= one.number:
                raise CalendarError(
                    f"the weeks of term {self.name} must rise: week {one.number} from {one.monday} "
                    f"is followed by week {next_one.number} from {next_one.monday}"
                )

    @property
    def days(self) -> DateSpan:
        return DateSpan.of(self.first_day, self.last_day)

    @property
    def weeks(self) -> tuple[TeachingWeek, ...]:
        """Every teaching week from the first to the last day, in order."""
        if self.weeks_given:
            return self.weeks_given
        first, last = monday_of(self.first_day), monday_of(self.last_day)
        return tuple(self._derived(first + n * _WEEK) for n in range((last - first) // _WEEK + 1))

    def week_of(self, day: date) -> TeachingWeek | None:
        """The teaching week of a date; None outside the term and in a week that the school does not count."""
        if not self.days.contains(day):
            return None
        monday = monday_of(day)
        if self.weeks_given:
            return next((week for week in self.weeks_given if week.monday == monday), None)
        return self._derived(monday)

    def lesson_week_list(self) -> tuple[TeachingWeek, ...]:
        """The weeks in which weekly lessons run, in order."""
        return tuple(week for week in self.weeks if week.number in self.lesson_weeks)

    @property
    def school_year(self) -> int:
        """The year in which the school year of this term began; school years run from August to July."""
        return self.first_day.year if self.first_day.month >= 8 else self.first_day.year - 1

    def _derived(self, monday: date) -> TeachingWeek:
        number = (monday - self.week_one) // _WEEK + 1
        return TeachingWeek(number, Parity.of(number), monday)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.isoweekday() - 1)
