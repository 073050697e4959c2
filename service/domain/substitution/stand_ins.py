"""代课: who can stand in for somebody in one event, best first, and what is against those who nearly can."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from service.domain.dated_changes import DatedChange
from service.domain.findings import Finding
from service.domain.identity import CampusId
from service.domain.people import Post
from service.domain.publishing.occurrences.published_events import Named
from service.domain.substitution.dated_table import DatedTable
from service.domain.substitution.duties import Duty, Needed, needed
from service.domain.substitution.proposals import substituted
from service.domain.substitution.staff import Teaches

#: More of those who cannot are not read.
MOST_NEARLY = 5
#: Whoever has so many lessons on a day is asked for one more after the others.
FULL_DAY = 4


@dataclass(frozen=True, slots=True)
class StandIn:
    """Facts of one candidate. `campus` is hers; `minutes`: the way from there, 0 where she is there already.

    The loads are the lessons she has that day and week; `taken_over` of the day's are others' already.
    `against`: what her standing in would newly bring.
    """

    person: Named
    campus: Named
    teaches: Teaches
    minutes: int
    knows_class: bool
    lessons_day: int
    lessons_week: int
    taken_over: int
    against: tuple[Finding, ...]
    change: DatedChange

    @property
    def fits(self) -> bool:
        return not self.against


def stand_ins(table: DatedTable, gap: Needed) -> tuple[StandIn, ...]:
    """Those who can, best first; then the nearest of those who teach it and cannot, with what is against.

    They are teachers of that campus, and of the community's other campuses those who teach the subject.
    """
    found = tuple(_judged(table, gap))
    nearly = (one for one in found if not one.fits and one.teaches is not Teaches.OTHER)
    return (*(one for one in found if one.fits), *tuple(nearly)[:MOST_NEARLY])


def fitting(table: DatedTable, gap: Needed) -> Iterator[StandIn]:
    """Those who can, best first; one is judged when asked for: who takes a few need not wait for all."""
    return (one for one in _judged(table, gap) if one.fits)


def _judged(table: DatedTable, gap: Needed) -> Iterator[StandIn]:
    there = _campuses_of(gap)
    for one in sorted(_candidates(table, gap), key=lambda one: _rank(one, gap.duty, there)):
        against = table.findings((one.change,))
        if against is not None:
            yield replace(one, against=against)


def _candidates(table: DatedTable, gap: Needed) -> Iterator[StandIn]:
    district, event = table.district, gap.event
    there = _campuses_of(gap)
    nearby = _campuses_nearby(table, there, event.day)
    seen: set[str] = {one.person.id for one in needed(event) if one.duty is not Duty.MEMBER}
    for post in sorted(district.posts, key=lambda post: post.campus_id not in there):
        if post.person_id in seen or post.campus_id not in nearby or not post.valid.contains(event.day):
            continue
        seen.add(post.person_id)
        made = None if district.person[post.person_id].placeholder else _stand_in(table, gap, post, there)
        if made is not None:
            yield made


def _stand_in(table: DatedTable, gap: Needed, post: Post, there: set[CampusId]) -> StandIn | None:
    district, event, end = table.district, gap.event, gap.end
    person_id, is_there = post.person_id, post.campus_id in there
    subject = (end.own_subject if gap.duty is Duty.TEACHER and end else "") or event.subject
    teaches = table.staff.teaches(person_id, subject)
    if not is_there and teaches is not Teaches.SUBJECT:
        return None
    way = frozenset({post.campus_id, CampusId(end.campus.id)}) if end else frozenset[CampusId]()
    return StandIn(
        person=Named(person_id, district.person[person_id].name),
        campus=Named(post.campus_id, district.campus[post.campus_id].name),
        teaches=teaches,
        minutes=0 if is_there else district.travel_minutes.get(way, 0),
        knows_class=any(table.staff.knows(person_id, one.id) for one in (end.classes if end else ())),
        lessons_day=table.lessons_on(person_id, event.day),
        lessons_week=table.lessons_in_week(person_id, event.day),
        taken_over=table.taken_over_on(person_id, event.day),
        against=(),
        change=substituted(gap, person_id),
    )


def _campuses_nearby(table: DatedTable, there: set[CampusId], day: date) -> frozenset[CampusId]:
    """The campuses of the event and of every community that they belong to then."""
    district = table.district
    return frozenset(there).union(
        *(
            members
            for community in district.communities
            if not there.isdisjoint(members := district.members(community.id, day))
        )
    )


def _campuses_of(gap: Needed) -> set[CampusId]:
    return {CampusId(end.campus.id) for end in ((gap.end,) if gap.end else gap.event.ends)}


def _rank(one: StandIn, duty: Duty, there: set[CampusId]) -> tuple[object, ...]:
    """A lecturer has to teach the subject; any other gap is filled by a colleague of that campus first.

    What is given away on one day is spread: who stands in already, or has a full day, comes after the others.
    """
    comes_over = one.campus.id not in there
    burden = (one.taken_over, max(0, one.lessons_day + 1 - FULL_DAY))
    if duty is Duty.LECTURER:
        first: tuple[object, ...] = (one.teaches, comes_over, burden)
    else:
        first = (comes_over, burden, one.teaches)
    return (
        *first,
        not one.knows_class,
        one.lessons_day,
        one.lessons_week,
        one.minutes,
        one.person,
    )
