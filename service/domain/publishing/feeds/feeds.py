"""Which feed holds which event, and from whose side it is seen there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from service.domain.dated_changes import OccurrenceState
from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    PublishedEnd,
    PublishedEvent,
)

HOME_VIEW = "home"
HOST_VIEW = "host"
SESSION_VIEW = "session"


class FeedKind(StrEnum):
    ROOM = "room"
    CLASS = "class"
    TEACHER = "teacher"
    CAMPUS = "campus"
    COMMUNITY = "community"
    RESEARCH_GROUP = "research_group"


@dataclass(frozen=True, slots=True, order=True)
class FeedTarget:
    """What a feed is about. A research group is a subject within a community; all others have an id."""

    kind: FeedKind
    id: str
    community_id: CommunityId | None = None


def feeds_of(district: District, community_id: CommunityId) -> tuple[FeedTarget, ...]:
    """Every feed of a community: its own, and its campuses', rooms', classes', teachers', groups'."""
    campuses = district.members(community_id)
    there = frozenset(campuses)
    subjects = dict.fromkeys(
        session.subject for session in district.sessions if session.community_id == community_id
    )
    targets = [
        FeedTarget(FeedKind.COMMUNITY, community_id),
        *(FeedTarget(FeedKind.CAMPUS, campus_id) for campus_id in campuses),
        *(FeedTarget(FeedKind.ROOM, place.id) for place in district.places if place.campus_id in there),
        *(FeedTarget(FeedKind.CLASS, group.id) for group in district.classes if group.campus_id in there),
        *(FeedTarget(FeedKind.TEACHER, post.person_id) for post in district.posts if post.campus_id in there),
        *(FeedTarget(FeedKind.RESEARCH_GROUP, subject, community_id) for subject in subjects if subject),
    ]
    return tuple(dict.fromkeys(targets))


def holders(event: PublishedEvent) -> Mapping[FeedTarget, str]:
    """The feeds that hold an event, with the view each takes of it: one per feed, the host's before others.

    A feed that holds it by the published table only (a dated change took it away) sees it leave: `left_view`.
    """
    found: dict[FeedTarget, str] = {}
    for target, view in _holding(event):
        found.setdefault(target, view)
    if event.before is not None:
        for target, _ in _holding(event.before):
            found.setdefault(target, left_view(target))
    return found


def left_view(target: FeedTarget) -> str:
    """The view of somebody who had the event: there it is cancelled, elsewhere it goes on."""
    return f"left:{target.kind}:{target.id}"


def end_of(event: PublishedEvent, view: str) -> PublishedEnd | None:
    """The end that a view is seen from."""
    return next((end for name, end in _end_views(event) if name == view), None)


def has_view(event: PublishedEvent, view: str) -> bool:
    """Whether an event can be seen from there."""
    return view in (HOME_VIEW, SESSION_VIEW) or end_of(event, view) is not None


def _holding(event: PublishedEvent) -> Iterator[tuple[FeedTarget, str]]:
    match event.kind:
        case EventKind.HOME:
            yield from _of_home(event)
        case EventKind.JOINT:
            for view, end in _end_views(event):
                yield from _of_joint_end(end, view)
            yield from _of_community(event, HOST_VIEW)
        case EventKind.SESSION:
            yield from _of_session(event)
            yield from _of_community(event, SESSION_VIEW)


def _of_home(event: PublishedEvent) -> Iterator[tuple[FeedTarget, str]]:
    for end in event.ends:
        for group in end.classes:
            yield FeedTarget(FeedKind.CLASS, group.id), HOME_VIEW
        if end.teacher is not None:
            yield FeedTarget(FeedKind.TEACHER, end.teacher.id), HOME_VIEW
        if end.place is not None and end.place.id:
            yield FeedTarget(FeedKind.ROOM, end.place.id), HOME_VIEW
        # A campus's feed would not hold its whole timetable: it gets what changed.
        if event.state is not OccurrenceState.HELD or event.before is not None:
            yield FeedTarget(FeedKind.CAMPUS, end.campus.id), HOME_VIEW


def _of_joint_end(end: PublishedEnd, view: str) -> Iterator[tuple[FeedTarget, str]]:
    if end.attendance is Attendance.ABSENT:
        return
    yield FeedTarget(FeedKind.CAMPUS, end.campus.id), view
    for group in end.classes:
        yield FeedTarget(FeedKind.CLASS, group.id), view
    if end.attendance is Attendance.REVERTED:
        # The sync room is free and the assistant is not needed: the class's own teacher is.
        for own in end.own_teachers:
            yield FeedTarget(FeedKind.TEACHER, own.id), view
        return
    if end.place is not None and end.place.id:
        yield FeedTarget(FeedKind.ROOM, end.place.id), view
    if end.teacher is not None:
        yield FeedTarget(FeedKind.TEACHER, end.teacher.id), view


def _of_session(event: PublishedEvent) -> Iterator[tuple[FeedTarget, str]]:
    for end in event.ends:
        yield FeedTarget(FeedKind.CAMPUS, end.campus.id), SESSION_VIEW
        if end.place is not None and end.place.id:
            yield FeedTarget(FeedKind.ROOM, end.place.id), SESSION_VIEW
    for person in event.attendees:
        yield FeedTarget(FeedKind.TEACHER, person.id), SESSION_VIEW
    if event.subject:
        yield FeedTarget(FeedKind.RESEARCH_GROUP, event.subject, event.community_id), SESSION_VIEW


def _of_community(event: PublishedEvent, view: str) -> Iterator[tuple[FeedTarget, str]]:
    if event.community_id is not None:
        yield FeedTarget(FeedKind.COMMUNITY, event.community_id), view


def _end_views(event: PublishedEvent) -> Iterator[tuple[str, PublishedEnd]]:
    """Every end with the name of its view: the host's, else its campus, numbered where there are several."""
    seen: dict[str, int] = {}
    for end in sorted(event.ends, key=lambda end: not end.hosts):
        if end.hosts:
            yield HOST_VIEW, end
            continue
        count = seen[end.campus.id] = seen.get(end.campus.id, 0) + 1
        yield end.campus.id if count == 1 else f"{end.campus.id}/{count}", end
