"""Changes as they are proposed: ready to be applied, but for an id."""

from dataclasses import replace
from datetime import date

from calendars.spans import ClockSpan
from service.domain.dated_changes import ChangeKind, DatedChange, LessonId, OccurrenceState
from service.domain.identity import (
    CampusId,
    ChangeId,
    ClassId,
    HomeLessonId,
    JointLessonId,
    PersonId,
    PlaceId,
    SessionId,
)
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEnd, PublishedEvent
from service.domain.substitution.duties import Duty, Needed

#: Whoever applies a proposal gives it an id of its own.
UNNAMED = ChangeId("")


def proposed(event: PublishedEvent, kind: ChangeKind) -> DatedChange:
    """A change of this occurrence that does not yet say what its kind needs."""
    return DatedChange(UNNAMED, kind, _lesson_id(event), event.base_day)


def substituted(gap: Needed, stands_in: PersonId | None) -> DatedChange:
    """代课, at the one end where somebody is missing; nobody: a session's member is excused."""
    return replace(
        proposed(gap.event, ChangeKind.SUBSTITUTE),
        campus_id=CampusId(gap.end.campus.id) if gap.end else None,
        absent_id=PersonId(gap.person.id),
        substitute_id=stands_in,
    )


def reverted(event: PublishedEvent, campus_id: CampusId | None) -> DatedChange:
    """转本班自上, of one end or (None) of all."""
    return replace(proposed(event, ChangeKind.REVERT), campus_id=campus_id)


def off_the_link(gap: Needed) -> DatedChange:
    """转本班自上 where somebody is missing: everywhere if she lectures, else of the ends that she assists.

    Another end of the same campus goes on.
    """
    end = gap.end
    if end is None or gap.duty is not Duty.ASSISTANT:
        return reverted(gap.event, None)
    change = reverted(gap.event, CampusId(end.campus.id))
    if not end.classes:
        return change
    beside = [one for one in gap.event.ends if one is not end and one.campus == end.campus]
    goes_on = any(one.teacher != gap.person for one in beside)
    return replace(change, class_id=ClassId(end.classes[0].id)) if goes_on else change


def moved(event: PublishedEvent, day: date, to: int | ClockSpan) -> DatedChange:
    """调课 to a period of the host's bells, or to a clock."""
    return replace(
        proposed(event, ChangeKind.MOVE),
        to_day=day,
        to_period=to if isinstance(to, int) else None,
        to_span=None if isinstance(to, int) else to,
    )


def made_up(event: PublishedEvent, move: DatedChange) -> tuple[DatedChange, ...]:
    """取消并补课: cancelled and held at another time in one act; what is off already is only held.

    Without the move, taken back alone, it stays cancelled.
    """
    if event.state is OccurrenceState.CANCELLED:
        return (move,)
    return proposed(event, ChangeKind.CANCEL), move


def in_room(event: PublishedEvent, end: PublishedEnd, place_id: PlaceId) -> DatedChange:
    """Another room for one end at the same time."""
    change = replace(proposed(event, ChangeKind.MOVE), to_place_id=place_id)
    return change if end.hosts else replace(change, campus_id=CampusId(end.campus.id))


def swapped(event: PublishedEvent, other: PublishedEvent) -> DatedChange:
    """换课 of two lessons."""
    return replace(proposed(event, ChangeKind.SWAP), swap_with=_lesson_id(other), swap_day=other.base_day)


def _lesson_id(event: PublishedEvent) -> LessonId:
    match event.kind:
        case EventKind.HOME:
            return HomeLessonId(event.lesson_id)
        case EventKind.JOINT:
            return JointLessonId(event.lesson_id)
        case EventKind.SESSION:
            return SessionId(event.lesson_id)
