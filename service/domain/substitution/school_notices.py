"""The notices that end a change of dates: for each school what becomes different there, in order of time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from calendars.spans import ClockSpan
from service.domain.dated_changes import ChangeKind, DatedChange, OccurrenceState
from service.domain.district import District, grouped
from service.domain.identity import CampusId
from service.domain.publishing.occurrences.far_ends import new_assistants
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
    paired_ends,
)


class EndTurn(StrEnum):
    """What became different for one end."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    RESTORED = "restored"  # a cancellation was taken back
    REVERTED = "reverted"
    RELINKED = "relinked"  # a revert was taken back
    TEACHER = "teacher"  # another teacher, assistant or chair here
    LECTURER = "lecturer"  # another lecturer at the far end
    PLACE = "place"
    FAR = "far"  # other campuses teach their own; the rest goes on
    ASSISTANT = "assistant"  # the lecturer has another assistant at a far end
    EXCUSED = "excused"
    MEMBERS = "members"  # other members of a session than before


@dataclass(frozen=True, slots=True)
class Seat:
    """When, where and by whom one end has it. `period` is the campus's own, `place` "" its classroom.

    `members` are those of a session who neither chair nor speak.
    """

    day: date
    span: ClockSpan
    period: int | None
    place: str
    teachers: tuple[str, ...]
    lecturer: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One event as one campus has it. `far`: the campuses, or the person excused, that a turn is about.

    `assistants`: campus and name, as `乙小学 师5`.
    """

    campus: str
    kind: EventKind
    lesson_kind: str
    subject: str
    classes: tuple[str, ...]
    was: Seat
    now: Seat
    turns: tuple[EndTurn, ...]
    far: tuple[str, ...] = ()
    assistants: tuple[str, ...] = ()

    @property
    def goes(self) -> bool:
        """Whether it is not where it was: moved or cancelled, it is known by where it stood."""
        return EndTurn.MOVED in self.turns or EndTurn.CANCELLED in self.turns


@dataclass(frozen=True, slots=True)
class SchoolNotice:
    """What one school is told; `reason` is what was given as such, "" where nothing was.

    `takes_back`: it tells of what was told before that it does not hold any more.
    """

    school: Named
    lines: tuple[NoticeLine, ...]
    reason: str = ""
    takes_back: bool = False


def school_notices(
    district: District,
    changes: Iterable[EventChange],
    made: Sequence[DatedChange] = (),
    reason: str = "",
    *,
    takes_back: bool = False,
) -> tuple[SchoolNotice, ...]:
    """One notice for each school that anything changes for, in the order of the schools.

    `made`: the dated changes that did it; they alone say who is excused and who only has somebody in her
    place. Taking changes back excuses nobody.
    """
    lines = [
        line
        for change in changes
        if change.old and change.new
        for line in _lines(change.old, change.new, _excused(change.old, change.new, made))
    ]
    of_school = grouped(
        (district.campus[CampusId(campus_id)].school_id, line)
        for campus_id, line in sorted(lines, key=lambda one: (one[1].was.day, one[1].was.span))
    )
    return tuple(
        SchoolNotice(Named(school.id, school.name), of_school[school.id], reason, takes_back)
        for school in district.schools
        if school.id in of_school
    )


def _lines(
    old: PublishedEvent, new: PublishedEvent, excused: tuple[str, ...]
) -> Iterator[tuple[str, NoticeLine]]:
    for was, now in _ends(old, new):
        before, after = _seat(old, was), _seat(new, now)
        own = tuple(_turns(old, new, was, now))
        far = _far(old, new, now)
        turns = (*own, *((EndTurn.EXCUSED,) if excused else ())) or ((EndTurn.FAR,) if far else ())
        others = far if turns == (EndTurn.FAR,) else excused
        on_link = now.hosts and now.attendance is Attendance.PRESENT
        assistants = new_assistants(old, new) if on_link else ()
        turns = (*turns, EndTurn.ASSISTANT) if assistants else turns
        if turns:
            named = tuple(f"{campus.name} {one.name}" for campus, one in assistants)
            yield now.campus.id, replace(_line(new, now, before, after, turns, others), assistants=named)


def _ends(old: PublishedEvent, new: PublishedEvent) -> Iterator[tuple[PublishedEnd, PublishedEnd]]:
    """Each end before and after; one that a revision added or dropped is away on the side without it."""
    for was, now in paired_ends(old, new):
        if was is not None and now is not None:
            yield was, now
        elif now is not None:
            yield _away(now), now
        elif was is not None:
            yield was, _away(was)


def _away(end: PublishedEnd) -> PublishedEnd:
    return replace(end, attendance=Attendance.ABSENT, period=None, period_span=None)


def _turns(
    old: PublishedEvent, new: PublishedEvent, was: PublishedEnd, now: PublishedEnd
) -> Iterator[EndTurn]:
    before, after = _seat(old, was), _seat(new, now)
    if new.state is OccurrenceState.CANCELLED or now.attendance is Attendance.ABSENT:
        if old.state is not OccurrenceState.CANCELLED and was.attendance is not Attendance.ABSENT:
            yield EndTurn.CANCELLED
        return
    if old.state is OccurrenceState.CANCELLED:
        yield EndTurn.RESTORED
    if (old.day, old.span) != (new.day, new.span):
        yield EndTurn.MOVED
    if now.attendance is not was.attendance:
        yield from _turns_of_link(old, was, now)
        return
    if before.teachers != after.teachers:
        yield EndTurn.TEACHER
    elif before.lecturer != after.lecturer and now.attendance is Attendance.PRESENT:
        yield EndTurn.LECTURER
    if any(member not in before.members for member in after.members):
        yield EndTurn.MEMBERS
    if before.place != after.place:
        yield EndTurn.PLACE


def _turns_of_link(old: PublishedEvent, was: PublishedEnd, now: PublishedEnd) -> Iterator[EndTurn]:
    if now.attendance is Attendance.REVERTED:
        yield EndTurn.REVERTED
    elif was.attendance is Attendance.REVERTED or old.state is not OccurrenceState.CANCELLED:
        yield EndTurn.RELINKED  # of what was cancelled it is enough that it is held


def _far(old: PublishedEvent, new: PublishedEvent, here: PublishedEnd) -> tuple[str, ...]:
    """The other campuses that were there and are not any more, for an end that is."""
    if here.attendance is not Attendance.PRESENT:
        return ()
    return tuple(
        now.campus.name
        for was, now in _ends(old, new)
        if now is not here
        and was.attendance is Attendance.PRESENT
        and now.attendance is not Attendance.PRESENT
    )


def _excused(old: PublishedEvent, new: PublishedEvent, made: Sequence[DatedChange]) -> tuple[str, ...]:
    """The members whom a session goes on without: nobody comes for them, or only who came anyway."""
    there = {None, *(one.id for one in old.attendees)}
    without = {
        one.absent_id
        for one in made
        if one.key == new.key and one.kind is ChangeKind.SUBSTITUTE and one.substitute_id in there
    }
    stay = (*new.attendees, old.chair, old.speaker)  # who led it is told of as such
    return tuple(one.name for one in old.attendees if one.id in without and one not in stay)


def _line(
    event: PublishedEvent,
    end: PublishedEnd,
    was: Seat,
    now: Seat,
    turns: tuple[EndTurn, ...],
    far: tuple[str, ...],
) -> NoticeLine:
    own = end.own_subject if end.attendance is Attendance.REVERTED else ""
    return NoticeLine(
        campus=end.campus.name,
        kind=event.kind,
        lesson_kind=event.lesson_kind,
        subject=own or event.subject,
        classes=tuple(one.name for one in end.classes),
        was=was,
        now=now,
        turns=turns,
        far=far,
    )


def _seat(event: PublishedEvent, end: PublishedEnd) -> Seat:
    alone = end.attendance is Attendance.REVERTED
    if event.kind is EventKind.SESSION:
        people = tuple(one for one in (event.chair, event.speaker) if one is not None)
    else:
        people = end.own_teachers if alone else ((end.teacher,) if end.teacher else ())
    return Seat(
        day=event.day,
        span=event.clock_of(end),
        period=end.period,
        place=end.place.name if end.place and not alone else "",
        teachers=tuple(dict.fromkeys(one.name for one in people)),
        lecturer=event.lecturer.name if event.lecturer else "",
        members=tuple(one.name for one in event.attendees if one not in (event.chair, event.speaker)),
    )
