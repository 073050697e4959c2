"""Who is told of an event: the teachers in person, and the campuses or the research group as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from service.domain.publishing.changes.fates import ends_apart, where_somebody_is
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)


class ChannelName(StrEnum):
    LOG = "log"
    EMAIL = "email"

    @property
    def needs_address(self) -> bool:
        return self is ChannelName.EMAIL


class RecipientKind(StrEnum):
    PERSON = "person"
    CAMPUS = "campus"
    RESEARCH_GROUP = "research_group"
    COMMUNITY = "community"  # whoever coordinates it


@dataclass(frozen=True, slots=True, order=True)
class Recipient:
    """Somebody by id, never by address; a research group's id is its community's and its subject."""

    kind: RecipientKind
    id: str

    @property
    def channel(self) -> ChannelName:
        """People get a letter of their own; the rest is told together."""
        return ChannelName.EMAIL if self.kind is RecipientKind.PERSON else ChannelName.LOG

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class Part(StrEnum):
    """What a recipient has to do with an event."""

    LECTURES = "lectures"  # 主讲
    ASSISTS = "assists"  # 辅助
    TEACHES_ALONE = "teaches_alone"  # 自上: the class's own teacher, at an end that is off the link
    CHAIRS = "chairs"  # 主持
    SPEAKS = "speaks"  # 主讲/主备
    ATTENDS = "attends"  # 参加
    TAKES_PART = "takes_part"  # a campus or a group as a whole


@dataclass(frozen=True, slots=True)
class Concerned:
    """One recipient of an event, with the end she sits at; None = the session's own place."""

    recipient: Recipient
    part: Part
    end: PublishedEnd | None


def person(id: str) -> Recipient:
    return Recipient(RecipientKind.PERSON, id)


def concerned(event: PublishedEvent) -> tuple[Concerned, ...]:
    """Everybody who has to be there, each once, in the first part she plays; not the ends that stay away."""
    found: dict[Recipient, Concerned] = {}
    for one in _of_session(event) if event.kind is EventKind.SESSION else _of_lesson(event):
        if one.recipient.id:
            found.setdefault(one.recipient, one)
    return tuple(found.values())


def touched(event: PublishedEvent) -> tuple[Recipient, ...]:
    """Whom a change of the event concerns: also ends that stay away, and teachers somebody stands in for."""
    recipients = [one.recipient for one in concerned(event)]
    if event.kind is not EventKind.SESSION:
        recipients += [Recipient(RecipientKind.CAMPUS, end.campus.id) for end in event.ends]
        recipients += [person(end.teacher.id) for end in event.ends if end.teacher]
    if event.before is not None:
        recipients += touched(event.before)
    return tuple(dict.fromkeys(recipient for recipient in recipients if recipient.id))


def touched_by(change: EventChange) -> tuple[Recipient, ...]:
    """Whom a change concerns: everybody of before and after who is not away in both, but of other rooms, or
    of a campus's own bells, those alone who sit there."""
    if pairs := ends_apart(change):
        return _of_ends(change, pairs)
    sides = where_somebody_is([side for side in (change.old, change.new) if side is not None])
    return tuple(dict.fromkeys(one for event in sides for one in touched(event)))


def _of_ends(
    change: EventChange, pairs: tuple[tuple[PublishedEnd, PublishedEnd], ...]
) -> tuple[Recipient, ...]:
    people = [one for pair in pairs for end in pair for one in (end.teacher, *_alone(end)) if one]
    if change.new and change.new.lecturer and any(end.hosts for _, end in pairs):
        people.append(change.new.lecturer)
    campuses = [Recipient(RecipientKind.CAMPUS, end.campus.id) for _, end in pairs]
    return tuple(dict.fromkeys((*campuses, *(person(one.id) for one in people if one.id))))


def _alone(end: PublishedEnd) -> tuple[Named, ...]:
    return end.own_teachers if end.attendance is Attendance.REVERTED else ()


def _of_lesson(event: PublishedEvent) -> Iterator[Concerned]:
    there = [end for end in event.ends if end.attendance is Attendance.PRESENT]
    for end in sorted(there, key=lambda end: not end.hosts):
        if end.hosts and event.lecturer:
            yield Concerned(person(event.lecturer.id), Part.LECTURES, end)
        if end.teacher:
            yield Concerned(person(end.teacher.id), Part.LECTURES if end.hosts else Part.ASSISTS, end)
    for end in event.ends:
        if end.attendance is Attendance.REVERTED:
            yield from (Concerned(person(own.id), Part.TEACHES_ALONE, end) for own in end.own_teachers)
    for end in there:
        yield Concerned(Recipient(RecipientKind.CAMPUS, end.campus.id), Part.TAKES_PART, end)


def _of_session(event: PublishedEvent) -> Iterator[Concerned]:
    parts: list[tuple[Named | None, Part]] = [(event.chair, Part.CHAIRS), (event.speaker, Part.SPEAKS)]
    parts += [(member, Part.ATTENDS) for member in event.attendees]
    for name, part in parts:
        if name:
            yield Concerned(person(name.id), part, None)
    group = f"{event.community_id}:{event.subject}"
    yield Concerned(Recipient(RecipientKind.RESEARCH_GROUP, group), Part.TAKES_PART, None)
