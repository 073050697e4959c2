"""The dated research sessions of a community."""

from service.domain.district import District
from service.domain.publishing.occurrences.names import Names
from service.domain.publishing.occurrences.published_events import (
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
    compact,
    derived_uid,
)
from service.domain.research_sessions import ResearchSession


def session_event(district: District, names: Names, session: ResearchSession) -> PublishedEvent | None:
    """The event of a session; None without a day and a time. Its ends are the campuses that take part."""
    if session.day is None or session.span is None:
        return None
    return PublishedEvent(
        uid=derived_uid(session.id, compact(session.day)),
        kind=EventKind.SESSION,
        lesson_id=session.id,
        base_day=session.day,
        day=session.day,
        span=session.span,
        subject=session.subject,
        ends=_ends(district, names, session),
        community_id=session.community_id,
        code=session.code,
        lesson_kind=session.kind,
        topic=session.topic,
        mode=session.mode,
        chair=names.person(session.chair_id),
        speaker=names.person(session.speaker_id),
        attendees=names.people(session.attendees),
        members_text=session.members_text,
    )


def _ends(district: District, names: Names, session: ResearchSession) -> tuple[PublishedEnd, ...]:
    """The hosting campus with the place, then the community's other campuses whose teachers attend."""
    place = names.place(session.place_id) or (Named("", session.place_text) if session.place_text else None)
    members = district.members(session.community_id, session.day)
    others = {
        post.campus_id
        for person_id in session.attendees
        for post in district.posts_of.get(person_id, ())
        if session.day is not None and post.valid.contains(session.day)
    }
    guests = tuple(
        PublishedEnd(names.campus(campus_id))
        for campus_id in members
        if campus_id in others and campus_id != session.host_campus_id
    )
    if session.host_campus_id is None:
        return guests
    return (PublishedEnd(names.campus(session.host_campus_id), place=place, hosts=True), *guests)
