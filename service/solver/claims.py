"""Who and what a joint lesson needs, and when: lecturer, assistants, classes and places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import TeachingDay, resolve
from service.domain.district import District, grouped
from service.domain.identity import CampusId, ClassId, PersonId, PlaceId
from service.domain.joint_lessons import End, JointLesson, OneOff
from service.domain.people import Unavailability
from service.domain.places import only_linked_room
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.sittings.single_dates import span_of
from service.domain.sittings.standings import Season, clock_seasons
from service.solver.clocks import Clock, Hold, Timeline


class Resource(NamedTuple):
    """Somebody or something that can be in one place at a time only."""

    kind: Literal["class", "person", "place"]
    id: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A resource held for a weekly stretch of time, at a campus (None: she is not to be had anywhere)."""

    resource: Resource
    hold: Hold
    campus_id: CampusId | None


def by_day(claims: Iterable[Claim]) -> Mapping[tuple[Resource, int], tuple[Claim, ...]]:
    """Claims by resource and weekday."""
    return grouped(((claim.resource, claim.hold.weekday), claim) for claim in claims)


def class_resource(class_id: ClassId) -> Resource:
    return Resource("class", class_id)


def person_resource(person_id: PersonId) -> Resource:
    return Resource("person", person_id)


def place_resource(place_id: PlaceId) -> Resource:
    return Resource("place", place_id)


def resources_of(
    class_id: ClassId, teacher_id: PersonId | None, place_id: PlaceId | None
) -> Iterator[Resource]:
    """What a home lesson holds, as far as it is known."""
    yield class_resource(class_id)
    if teacher_id is not None:
        yield person_resource(teacher_id)
    if place_id is not None:
        yield place_resource(place_id)


def place_of(district: District, end: End) -> PlaceId | None:
    """The named place; else a receiver's campus's only linked room; else None, its own classroom."""
    return end.place_id if end.hosts else end.place_id or only_linked_room(district.places, end.campus_id)


def places_of(district: District, lesson: JointLesson, end: End) -> tuple[PlaceId, ...]:
    """Every room an end is in on any day: it may be handed over to another in the middle of the term."""
    found = (place_of(district, each) for each in lesson.through_the_term(end))
    return tuple(dict.fromkeys(place_id for place_id in found if place_id is not None))


def claims_in(
    district: District, timeline: Timeline, lesson: JointLesson, seasons: Iterable[Season], weeks: int
) -> tuple[Claim, ...]:
    """What a lesson claims at one host slot, of which `seasons` are the seasons, in those weeks.

    Whoever or whatever serves two ends of a campus is claimed once; a class of two ends, twice.
    """
    seasons = tuple(seasons)
    claims: dict[tuple[Resource, CampusId | int | None], Claim] = {}
    for place, end in enumerate(lesson.ends):
        for claim in _end_claims(district, timeline, lesson, end, seasons, weeks):
            key = claim.resource, place if claim.resource.kind == "class" else claim.campus_id
            claims[key] = _both(claims[key], claim) if key in claims else claim
    return tuple(claims.values())


def _both(one: Claim, other: Claim) -> Claim:
    """The hull of two claims of the same slot."""
    clock = tuple(
        b if a is None else a if b is None else a.hull(b)
        for a, b in zip(one.hold.clock, other.hold.clock, strict=True)
    )
    return replace(one, hold=replace(one.hold, clock=clock))


def _end_claims(
    district: District,
    timeline: Timeline,
    lesson: JointLesson,
    end: End,
    seasons: tuple[Season, ...],
    weeks: int,
) -> Iterator[Claim]:
    weekday = seasons[0].slot.weekday
    whole = Hold(weekday, weeks, _clock(timeline, seasons, end, None))
    for class_id in end.class_ids:
        hold = Hold(weekday, weeks, _clock(timeline, seasons, end, class_id))
        yield Claim(class_resource(class_id), hold, end.campus_id)
    for person_id in lesson.teachers_at(end):
        yield Claim(person_resource(person_id), whole, end.campus_id)
    for place_id in places_of(district, lesson, end):
        yield Claim(place_resource(place_id), whole, end.campus_id)


def _clock(timeline: Timeline, seasons: tuple[Season, ...], end: End, class_id: ClassId | None) -> Clock:
    """When an end (`class_id`: one class of it) is needed, in each season of the timeline."""
    return tuple(
        next((_hull(season, end, class_id) for season in seasons if season.days.overlaps(span)), None)
        for span in timeline.seasons
    )


def _hull(season: Season, end: End, class_id: ClassId | None) -> ClockSpan:
    hull = season.span
    for standing in season.standings:
        if standing.end == end and class_id in (None, standing.class_id):
            hull = hull.hull(standing.claimed)
    return hull


def standing_claims(district: District, timeline: Timeline, lesson: JointLesson) -> Iterator[Claim]:
    """What a joint lesson claims where it stands: by its placements, or on its single dates."""
    for placement in lesson.placements:
        seasons = clock_seasons(district, lesson, placement.slot, placement.days)
        weeks, _ = timeline.weeks_within(lesson.weeks, placement.days)
        if seasons:
            yield from claims_in(district, timeline, lesson, seasons, weeks)
    for one_off in lesson.one_offs:
        yield from _dated_claims(district, timeline, lesson, one_off)


def _dated_claims(
    district: District, timeline: Timeline, lesson: JointLesson, one_off: OneOff
) -> Iterator[Claim]:
    span = span_of(district, lesson, one_off)
    if span is None:
        return
    for end in lesson.ends:
        hold = dated_hold(district, timeline, end.campus_id, one_off.day, span)
        if hold is None:
            continue
        resources = [class_resource(class_id) for class_id in end.class_ids]
        resources += [person_resource(person_id) for person_id in lesson.teachers_at(end)]
        resources += [place_resource(place_id) for place_id in places_of(district, lesson, end)]
        for resource in dict.fromkeys(resources):
            yield Claim(resource, hold, end.campus_id)


def dated_hold(
    district: District, timeline: Timeline, campus_id: CampusId, day: date, span: ClockSpan
) -> Hold | None:
    """The weekly time that something on one date takes away at a campus; None where it is closed then."""
    calendar = district.calendars.get(campus_id)
    answer = None if calendar is None else resolve(calendar, day)
    if not isinstance(answer, TeachingDay):
        return None
    one_day = DateSpan(day, day + timedelta(days=1))
    return Hold(answer.weekday, timeline.bits((answer.week.monday,)), timeline.fixed(span, one_day))


def unavailable(district: District, timeline: Timeline) -> Iterator[Claim]:
    """Declared unavailabilities."""
    for entry in district.unavailabilities:
        yield from unavailability_claims(timeline, entry)


def unavailability_claims(timeline: Timeline, entry: Unavailability) -> Iterator[Claim]:
    """One of them; without a weekday it holds on every day of the weeks that it touches."""
    touched, _ = timeline.weeks_within(entry.weeks, entry.days)
    for weekday in range(1, 8) if entry.weekday is None else (entry.weekday,):
        hold = Hold(weekday, touched, timeline.fixed(entry.span, entry.days))
        yield Claim(person_resource(entry.person_id), hold, None)


def attending(district: District, timeline: Timeline) -> Iterator[Claim]:
    """When people attend sessions."""
    for session in district.sessions:
        yield from session_claims(district, timeline, session)


def session_claims(district: District, timeline: Timeline, session: ResearchSession) -> Iterator[Claim]:
    """A session as weekly holds: by the weekday and week whose lessons each campus runs on that date.

    One on site also needs the way there.
    """
    if session.day is None or session.span is None or not timeline.days.contains(session.day):
        return
    on_site = session.host_campus_id if session.mode is Mode.ON_SITE else None
    holds: dict[CampusId, Hold | None] = {}
    for person_id in session.attendees:
        campus_ids = {post.campus_id for post in district.posts_of.get(person_id, ())}
        for campus_id in sorted(campus_ids):
            if campus_id not in holds:
                holds[campus_id] = dated_hold(district, timeline, campus_id, session.day, session.span)
            if (hold := holds[campus_id]) is not None:
                yield Claim(person_resource(person_id), hold, on_site)
