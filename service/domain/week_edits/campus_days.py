"""停课, 考试, 补课: days of a campus that are closed, opened again, or run another day's lessons."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from calendars.closures import Closure
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import DayRule
from service.domain.campus_terms import CampusTerm
from service.domain.district import District
from service.domain.identity import CampusId


@dataclass(frozen=True, slots=True)
class Close:
    """停课 of a campus: whole days or a span of each, of all grades or some; exams are closures, too."""

    campus_id: CampusId
    closure: Closure
    is_fact: bool = True

    @property
    def days(self) -> DateSpan:
        return self.closure.days

    def applied(self, district: District) -> District:
        return with_campus_term(
            district,
            self.campus_id,
            lambda entry: (
                entry
                if self.closure in entry.closures
                else replace(entry, closures=(*entry.closures, self.closure))
            ),
        )


@dataclass(frozen=True, slots=True)
class Reopen:
    """The days taken out of what was closed for that reason, for these grades and this span.

    What was closed for another reason stays closed: a typhoon that is over does not open the sports day.
    Where nothing was closed for that reason on those days before, it takes back a `Close` to the last detail.
    """

    campus_id: CampusId
    days: DateSpan
    reason: str
    grades: frozenset[int] | None = None
    span: ClockSpan | None = None
    is_fact: bool = True

    def applied(self, district: District) -> District:
        return with_campus_term(
            district,
            self.campus_id,
            lambda entry: replace(
                entry, closures=tuple(left for closure in entry.closures for left in self._left_of(closure))
            ),
        )

    def opens(self, closure: Closure) -> bool:
        """Whether it is one of those meant."""
        same = (closure.reason, closure.grades, closure.span) == (self.reason, self.grades, self.span)
        return same and closure.days.overlaps(self.days)

    def _left_of(self, closure: Closure) -> tuple[Closure, ...]:
        if not self.opens(closure):
            return (closure,)
        pieces = closure.days.cut([self.days])
        return tuple(replace(closure, days=piece) for piece in pieces if not piece.overlaps(self.days))


@dataclass(frozen=True, slots=True)
class Follow:
    """Whose lessons a date runs: put on top of whatever was said of it before, unless that was the same."""

    campus_id: CampusId
    rule: DayRule
    is_fact: bool = True

    @property
    def days(self) -> DateSpan:
        return DateSpan.of(self.rule.day, self.rule.day)

    def applied(self, district: District) -> District:
        return with_campus_term(
            district,
            self.campus_id,
            lambda entry: (
                entry
                if last_rule(entry, self.rule.day) == self.rule
                else replace(entry, day_rules=(*entry.day_rules, self.rule))
            ),
        )


@dataclass(frozen=True, slots=True)
class Unfollow:
    """The last word on a date taken back: what was said before it holds again."""

    campus_id: CampusId
    day: date
    is_fact: bool = True

    @property
    def days(self) -> DateSpan:
        return DateSpan.of(self.day, self.day)

    def applied(self, district: District) -> District:
        return with_campus_term(district, self.campus_id, self._without)

    def _without(self, entry: CampusTerm) -> CampusTerm:
        places = [place for place, rule in enumerate(entry.day_rules) if rule.day == self.day]
        if not places:
            return entry
        rules = (*entry.day_rules[: places[-1]], *entry.day_rules[places[-1] + 1 :])
        return replace(entry, day_rules=rules)


def last_rule(entry: CampusTerm, day: date) -> DayRule | None:
    """What was said last of whose lessons a campus runs on a day."""
    return next((rule for rule in reversed(entry.day_rules) if rule.day == day), None)


def with_campus_term(
    district: District, campus_id: CampusId, changed: Callable[[CampusTerm], CampusTerm]
) -> District:
    """The district with what that campus says of the term changed; the same district where nothing is."""
    entries = tuple(
        changed(entry) if entry.campus_id == campus_id else entry for entry in district.campus_terms
    )
    return district if entries == district.campus_terms else replace(district, campus_terms=entries)
