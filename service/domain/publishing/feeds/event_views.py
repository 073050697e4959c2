"""What is visible of an event from one side: the facts, without words, that feeds show and marks remember."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from calendars.bells import PeriodKind
from calendars.spans import ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.feeds.feeds import (
    HOME_VIEW,
    HOST_VIEW,
    SESSION_VIEW,
    FeedKind,
    FeedTarget,
    end_of,
    holders,
    left_view,
)
from service.domain.publishing.feeds.successors import successor
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.research_sessions import Mode


class Part(StrEnum):
    """Whose side it is seen from."""

    HOME = "home"
    HOST = "host"
    RECEIVE = "receive"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class FarEnd:
    """Another campus that takes part; not `here`: it is away on this date."""

    campus: str
    classes: tuple[str, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Former:
    """What a dated change put another in the place of, by names, each where it differs.

    `teacher`: the assistant of a receiving end, the teacher of a home lesson. `subject` and `place` are those
    of a joint lesson that the class gives itself now. `successor`: who has it now, for her who had it.
    """

    lecturer: str = ""
    teacher: str = ""
    subject: str = ""
    place: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An event as one side sees it, by names. `span` is the clock to show, `period_span` the local period's.

    `teacher` is the person of this end: lecturer, assistant, or the class's own. `was` and `was_place`: when
    and where it was before a change, each where that differs. `reason`: why a closure took it out.
    """

    uid: str
    view: str
    part: Part
    day: date
    span: ClockSpan
    state: OccurrenceState
    subject: str
    lesson_kind: str
    period_kind: PeriodKind
    topic: str
    campus: str
    place: str
    classes: tuple[str, ...]
    teacher: str
    lecturer: str
    host_campus: str
    far: tuple[FarEnd, ...]
    period: int | None
    period_span: ClockSpan | None
    was: tuple[date, ClockSpan] | None
    was_place: str
    mode: Mode | None
    chair: str
    speaker: str
    members_text: str
    reason: str
    former: Former | None = field(default=None, repr=False)

    @property
    def digest(self) -> str:
        """Equal for equal sights; UID and view are not part of it."""
        seen = repr(replace(self, uid="", view=""))
        # Beside the rest: what has none keeps the digest that it was published with.
        return sha256((seen if self.former is None else f"{seen} {self.former}").encode()).hexdigest()


def shown(event: PublishedEvent, view: str) -> Shown:
    """The event as that view sees it."""
    seat = HOST_VIEW if view in (HOME_VIEW, SESSION_VIEW) else view
    end = end_of(event, seat)
    reverted = end is not None and end.attendance is Attendance.REVERTED
    part = _part(event, view)
    host = event.host
    before = event.before
    moved = before is not None and (before.day, before.span) != (event.day, event.span)
    place = _place(end, reverted)
    was_place = _place(end_of(before, seat), reverted) if before else place
    return Shown(
        uid=event.uid,
        view=view,
        part=part,
        day=event.day,
        span=event.clock_of(end) if end else event.span,
        state=_state(event, reverted, moved or was_place != place),
        subject=(end.own_subject if reverted and end else "") or event.subject,
        lesson_kind=event.lesson_kind,
        period_kind=event.period_kind,
        topic=event.topic,
        campus=end.campus.name if end else "",
        place=place,
        classes=_names(end.classes) if end else (),
        teacher=_teacher(end, reverted),
        lecturer=event.lecturer.name if event.lecturer else "",
        host_campus=host.campus.name if host else "",
        far=_far(event) if part is Part.HOST else (),
        period=end.period if end else None,
        period_span=end.period_span if end else None,
        was=(before.day, before.span) if moved and before else None,
        was_place=was_place if was_place != place else "",
        mode=event.mode,
        chair=event.chair.name if event.chair else "",
        speaker=event.speaker.name if event.speaker else "",
        members_text=event.members_text,
        reason=event.reason if event.state is OccurrenceState.CANCELLED else "",
        former=None if before is None else _former(event, before, seat),
    )


def shown_to(event: PublishedEvent, target: FeedTarget) -> Shown | None:
    """The event as a feed shows it; None when the feed does not hold it."""
    view = holders(event).get(target)
    if view is None:
        return None
    if view == left_view(target) and event.before is not None:
        return left(event.before, target, event)
    return shown(event, view)


def left(event: PublishedEvent, target: FeedTarget, now: PublishedEvent | None = None) -> Shown | None:
    """The event as it was, cancelled for somebody who had it and has it no more; `now`: as it goes on."""
    view = holders(event).get(target)
    if view is None:
        return None
    gone = shown(replace(event, state=OccurrenceState.CANCELLED), view)
    name = successor(event, now, target.id) if now is not None and target.kind is FeedKind.TEACHER else ""
    former = replace(gone.former or Former(), successor=name) if name else gone.former
    return replace(gone, view=left_view(target), former=former)


def _former(event: PublishedEvent, before: PublishedEvent, seat: str) -> Former | None:
    """What differs for that side; None: nothing does."""
    end, was = end_of(event, seat), end_of(before, seat)
    if event.state is OccurrenceState.CANCELLED or event.kind is EventKind.SESSION:
        return None
    lecturers = [one.lecturer.name if one.lecturer else "" for one in (before, event)]
    if end is not None and end.attendance is Attendance.REVERTED:
        found = Former(lecturer=lecturers[0], subject=before.subject, place=_place(was, reverted=False))
    else:
        teachers = (
            [_teacher(one, False) for one in (was, end)]
            if event.kind is EventKind.HOME or seat != HOST_VIEW
            else [""]
        )
        found = Former(lecturer=_if_other(lecturers), teacher=_if_other(teachers))
    return found if found != Former() else None


def _if_other(names: list[str]) -> str:
    """The first, where the last is another."""
    return names[0] if names and names[0] != names[-1] else ""


def _part(event: PublishedEvent, view: str) -> Part:
    if event.kind is EventKind.HOME:
        return Part.HOME
    if event.kind is EventKind.SESSION:
        return Part.SESSION
    return Part.HOST if view == HOST_VIEW else Part.RECEIVE


def _state(event: PublishedEvent, reverted: bool, moved: bool) -> OccurrenceState:
    """An end that is there does not show that others are away, or in another room than before."""
    if event.state is OccurrenceState.CANCELLED:
        return OccurrenceState.CANCELLED
    if reverted:
        return OccurrenceState.REVERTED
    return OccurrenceState.MOVED if moved else OccurrenceState.HELD


def _place(end: PublishedEnd | None, reverted: bool) -> str:
    """The room; a class in its own classroom is there by its label."""
    if end is None:
        return ""
    if end.place is not None and not reverted:
        return end.place.name
    return "、".join(_names(end.classes))


def _teacher(end: PublishedEnd | None, reverted: bool) -> str:
    if end is None:
        return ""
    if reverted:
        return "、".join(_names(end.own_teachers))
    return end.teacher.name if end.teacher else ""


def _far(event: PublishedEvent) -> tuple[FarEnd, ...]:
    return tuple(
        FarEnd(end.campus.name, _names(end.classes), end.attendance is Attendance.PRESENT)
        for end in event.ends
        if not end.hosts
    )


def _names(named: tuple[Named, ...]) -> tuple[str, ...]:
    return tuple(one.name for one in named)
