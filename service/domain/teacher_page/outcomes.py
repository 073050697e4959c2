"""What became of a joint lesson at one receiving end: said in one tap by its assistant, the same day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from calendars.zones import at
from service.domain.identity import CampusId, PersonId
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    PublishedEnd,
    PublishedEvent,
)

#: Minute of the day until which an outcome can be said or changed; who has said none by then never held it.
_ANSWERED_BY = 18 * 60
#: How long after its end, where it is not over by then.
_AFTERWARDS = timedelta(hours=2)


class OutcomeKind(StrEnum):
    COMPLETED = "completed"  # 完成
    INTERRUPTED = "interrupted"  # 中断,本班续上
    NOT_CONNECTED = "not_connected"  # 未连通
    UNKNOWN = "unknown"  # nobody has said; counts as not held


#: What can be said.
SAYABLE = tuple(kind for kind in OutcomeKind if kind is not OutcomeKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The last word of one end on one occurrence. `uid` names the occurrence, moved or not."""

    uid: str
    campus_id: CampusId
    kind: OutcomeKind
    by: PersonId
    said_at: datetime


def answered_by(event: PublishedEvent) -> datetime:
    """Until when its outcome can be said or changed."""
    end, evening = at(event.day, event.span.end), at(event.day, _ANSWERED_BY)
    return evening if end < evening else end + _AFTERWARDS


def asked_of(event: PublishedEvent, person_id: PersonId, now: datetime) -> tuple[CampusId, ...]:
    """The ends whose outcome she is asked for now: where she assists, from the lesson's start on."""
    if not at(event.day, event.span.start) <= now < answered_by(event):
        return ()
    return tuple(
        CampusId(end.campus.id)
        for end in answering_ends(event)
        if end.teacher is not None and end.teacher.id == person_id
    )


def outcomes_of(event: PublishedEvent, said: Iterable[Outcome]) -> Mapping[CampusId, OutcomeKind]:
    """The outcome at every receiving end that was to take part; `said` may speak of other events, too."""
    words = {(outcome.uid, outcome.campus_id): outcome.kind for outcome in said}
    ends = (CampusId(end.campus.id) for end in answering_ends(event))
    return {campus_id: words.get((event.uid, campus_id), OutcomeKind.UNKNOWN) for campus_id in ends}


def answering_ends(event: PublishedEvent) -> tuple[PublishedEnd, ...]:
    """The receiving ends on the link on that date; none of what is no joint lesson."""
    if event.kind is not EventKind.JOINT:
        return ()
    return tuple(end for end in event.ends if not end.hosts and end.attendance is Attendance.PRESENT)
