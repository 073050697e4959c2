"""What came with a revision that says why it was made: what its community's one before did not have."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from calendars.spans import DateSpan
from calendars.teaching_days import DayRule
from service.domain.campus_terms import CampusTerm
from service.domain.district import District, grouped
from service.domain.publishing.revisions.revisions import Revision

_Fact = TypeVar("_Fact", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RevisionCause:
    """`reasons` of closures; by whose lessons a day runs, and by which bells are rung when, the campuses.

    Bells are those laid upon a school's own timetable of bells. `notices` are years.
    """

    reasons: tuple[str, ...] = ()
    rules: Mapping[DayRule, tuple[str, ...]] = field(default_factory=dict)
    bells: Mapping[tuple[str, DateSpan], tuple[str, ...]] = field(default_factory=dict)
    notices: tuple[int, ...] = ()


def revision_cause(revision: Revision, earlier: Iterable[Revision]) -> RevisionCause:
    """Of a first revision there is nothing to say: all is new."""
    own = [one for one in earlier if one.community_id == revision.community_id]
    if not own:
        return RevisionCause()
    before, after = own[-1].content.district, revision.content.district
    closures = _new(before, after, lambda entry: entry.closures)
    known = set(before.holidays.years)
    return RevisionCause(
        reasons=tuple(dict.fromkeys(closure.reason for closure in closures if closure.reason)),
        rules=_new(before, after, _answers),
        bells=_new(before, after, _laid_bells),
        notices=tuple(notice.year for notice in after.holidays.years if notice not in known),
    )


def _new(
    before: District, after: District, facts: Callable[[CampusTerm], Iterable[_Fact]]
) -> Mapping[_Fact, tuple[str, ...]]:
    known = {(entry.campus_id, fact) for entry in before.campus_terms for fact in facts(entry)}
    return grouped(
        (fact, after.campus[entry.campus_id].name)
        for entry in after.campus_terms
        for fact in dict.fromkeys(facts(entry))
        if (entry.campus_id, fact) not in known
    )


def _answers(entry: CampusTerm) -> Iterator[DayRule]:
    return (rule for rule in entry.day_rules if rule.follows is not None)


def _laid_bells(entry: CampusTerm) -> Iterator[tuple[str, DateSpan]]:
    return ((one.name, one.valid) for one in entry.bells.schedules if one.layer)
