"""What a campus says about a term: its bells, its closures, and which day's lessons its make-up days run."""

from dataclasses import dataclass, replace

from calendars.bells import BellBook
from calendars.closures import Closure, Holidays
from calendars.spans import DateSpan
from calendars.teaching_days import DayRule, SchoolCalendar
from calendars.terms import Term
from calendars.weeks import TeachingWeek
from service.domain.identity import CampusId, TermId


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term as the database knows it: the id beside the pure calendar facts."""

    id: TermId
    term: Term


@dataclass(frozen=True, slots=True)
class CampusTerm:
    """The 校历 and 作息 of one campus in one term; `own_days` is the span in which its own 校历 speaks."""

    campus_id: CampusId
    term_id: TermId
    bells: BellBook
    closures: tuple[Closure, ...] = ()
    day_rules: tuple[DayRule, ...] = ()
    own_days: DateSpan | None = None
    weeks_given: tuple[TeachingWeek, ...] = ()
    teaching_weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})

    def in_order(self) -> "CampusTerm":
        """With its closures and rules by their days: in which sheet they stood is no difference."""
        closures = sorted(self.closures, key=lambda closure: closure.days)
        rules = sorted(self.day_rules, key=lambda rule: rule.day)
        return replace(self, closures=tuple(closures), day_rules=tuple(rules))

    def calendar(self, term: Term, holidays: Holidays) -> SchoolCalendar:
        """The resolver's view of this campus."""
        if self.weeks_given:
            term = Term(
                name=term.name,
                first_day=term.first_day,
                last_day=term.last_day,
                week_one=term.week_one,
                lesson_weeks=term.lesson_weeks,
                weeks_given=self.weeks_given,
            )
        return SchoolCalendar(
            term=term,
            bells=self.bells,
            holidays=holidays,
            closures=self.closures,
            day_rules=self.day_rules,
            own_days=self.own_days,
            teaching_weekdays=self.teaching_weekdays,
        )
