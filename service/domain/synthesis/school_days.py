"""What a campus says about its term: holidays, which day's lessons the make-up days run, a sports day."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from random import Random

from calendars.closures import Closure, DayStatus, Holidays
from calendars.notices import NOTICES
from calendars.spans import DateSpan
from calendars.teaching_days import DayRule
from calendars.terms import Term
from service.domain.campus_terms import CampusTerm
from service.domain.identity import TermId
from service.domain.synthesis.sites import Site

HOLIDAYS: Holidays = NOTICES
# No notice says whose lessons a make-up day runs; these schools have agreed on it.
AGREED = (
    DayRule(date(2026, 9, 20), date(2026, 10, 6)),
    DayRule(date(2026, 10, 10), date(2026, 10, 7)),
)
_SPORTS_WEEKS = range(7, 12)


def campus_term(site: Site, term_id: TermId, term: Term, sports_days: DateSpan | None) -> CampusTerm:
    """The campus's own 校历 speaks of the whole weeks of the term."""
    weeks = term.weeks
    sunday = date.fromordinal(weeks[-1].monday.toordinal() + 6)
    closures = (*holidays_of(term), *_sports(sports_days))
    rules = tuple(rule for rule in AGREED if term.days.contains(rule.day))
    own_days = DateSpan.of(weeks[0].monday, sunday)
    return CampusTerm(site.id, term_id, site.bells, closures, rules, own_days).in_order()


def sports_days(term: Term, rng: Random) -> DateSpan | None:
    """Two days, a Thursday and a Friday in mid-term, or none; half of the campuses have some."""
    weeks = [week for week in term.weeks if week.number in _SPORTS_WEEKS]
    if not weeks or rng.random() < 0.5:
        return None
    thursday = rng.choice(weeks).monday.toordinal() + 3
    return DateSpan.of(date.fromordinal(thursday), date.fromordinal(thursday + 1))


def holidays_of(term: Term) -> tuple[Closure, ...]:
    """The holidays within the term as its 校历 lists them; New Year's Day also where no notice is out yet."""
    named = [(day, _holiday(day)) for day in term.days.days()]
    return tuple(
        Closure(DateSpan.of(days[0][0], days[-1][0]), name)
        for name, group in groupby(named, key=lambda pair: pair[1])
        if name and (days := list(group))
    )


def _holiday(day: date) -> str:
    status = HOLIDAYS.status(day)
    if status is DayStatus.UNKNOWN and (day.month, day.day) == (1, 1):
        return "元旦"
    return (HOLIDAYS.name(day) or "") if status is DayStatus.OFF else ""


def _sports(days: DateSpan | None) -> Iterable[Closure]:
    if days is not None:
        yield Closure(days, "秋季运动会")
