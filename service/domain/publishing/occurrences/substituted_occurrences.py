"""代课 of one occurrence: somebody in another's place, or a session without one of its members."""

from collections.abc import Mapping
from dataclasses import replace

from service.domain.dated_changes import DatedChange, Obstacle
from service.domain.identity import PersonId
from service.domain.publishing.occurrences.published_events import (
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)


def substituted(
    event: PublishedEvent, change: DatedChange, names: Mapping[str, Named]
) -> PublishedEvent | Obstacle:
    """The event with somebody in another's place, at every end or the one meant; nobody: she is excused."""
    if change.absent_id is None:
        return Obstacle.INCOMPLETE
    if change.substitute_id is None:
        return _excused(event, change.absent_id)
    absent, stands_in = change.absent_id, names.get(change.substitute_id)
    if stands_in is None:
        return Obstacle.PERSON_UNKNOWN

    def instead(person: Named | None) -> Named | None:
        return stands_in if person is not None and person.id == absent else person

    def each(people: tuple[Named, ...]) -> tuple[Named, ...]:
        return tuple(dict.fromkeys(stands_in if one.id == absent else one for one in people))

    leads = event.host is None or concerns(change, event.host)
    made = replace(
        event,
        lecturer=instead(event.lecturer) if leads else event.lecturer,
        chair=instead(event.chair),
        speaker=instead(event.speaker),
        attendees=each(event.attendees),
        ends=tuple(
            replace(end, teacher=instead(end.teacher), own_teachers=each(end.own_teachers))
            if concerns(change, end)
            else end
            for end in event.ends
        ),
    )
    return Obstacle.NOT_IN_IT if made == event else made


def _excused(event: PublishedEvent, absent: PersonId) -> PublishedEvent | Obstacle:
    """A session goes on without one of its members; whoever else is away needs somebody in her place."""
    if any(one is not None and one.id == absent for one in (event.chair, event.speaker)):
        return Obstacle.INCOMPLETE
    if all(one.id != absent for one in event.attendees):
        return Obstacle.INCOMPLETE if event.kind is not EventKind.SESSION else Obstacle.NOT_IN_IT
    return replace(event, attendees=tuple(one for one in event.attendees if one.id != absent))


def concerns(change: DatedChange, end: PublishedEnd) -> bool:
    """Whether a change is about this end, among others or alone."""
    return change.campus_id in (None, end.campus.id) and (
        change.class_id is None or any(one.id == change.class_id for one in end.classes)
    )
