"""What a revision changed against the one before: one entry per lesson and kind of change, with its dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.spans import ClockSpan
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.district import District
from service.domain.findings import Thing, ThingKind
from service.domain.home_timetables import HomeLesson, Move
from service.domain.identity import CommunityId
from service.domain.moved_lessons import moved_lessons
from service.domain.publishing.names import Names
from service.domain.publishing.published_events import EventChange, EventKind, Named, PublishedEvent


class RevisionChangeKind(StrEnum):
    ADDED = "added"
    CANCELLED = "cancelled"
    MOVED = "moved"  # another day or clock time
    CHANGED = "changed"  # other people, rooms, classes or ends


@dataclass(frozen=True, slots=True)
class Stand:
    """Where and how something stands. `period` is the host's; `span` None: as the bells of each date say.

    `weeks` tells places of the week apart; what has dates has no need of it.
    """

    weekday: int
    period: int | None
    span: ClockSpan | None
    place: str = ""
    teacher: str = ""
    weeks: Weeks = ALL_WEEKS


@dataclass(frozen=True, slots=True)
class RevisionChange:
    """One lesson's change; `days` are the dates where it stands now (cancelled: stood). () is every week.

    `people`, `classes`, `places` and `campuses` are all whom it concerns, before or after.
    """

    kind: RevisionChangeKind
    thing: Thing
    old: Stand | None
    new: Stand | None
    days: tuple[date, ...]
    people: tuple[Named, ...] = ()
    classes: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    campuses: tuple[Named, ...] = ()


_THINGS = {
    EventKind.HOME: ThingKind.HOME_LESSON,
    EventKind.JOINT: ThingKind.JOINT_LESSON,
    EventKind.SESSION: ThingKind.RESEARCH_SESSION,
}


def revision_changes(changes: Iterable[EventChange]) -> tuple[RevisionChange, ...]:
    """The changes of single events put together, in the order of their first dates."""
    groups: dict[tuple[object, ...], list[EventChange]] = {}
    for change in changes:
        event = _of(change)
        key = (_kind(change), event.lesson_id, _stand(change.old), _stand(change.new))
        groups.setdefault(key, []).append(change)
    found = [_change(group) for group in groups.values()]
    return tuple(sorted(found, key=lambda change: (change.days[0], change.thing)))


def moves_from_base(district: District, community_id: CommunityId) -> tuple[RevisionChange, ...]:
    """The home lessons that a community's draft moves from where the schools' own workbooks have them."""
    names = Names(district)
    return tuple(
        _moved_from_base(district, names, lesson, move)
        for lesson, move in moved_lessons(district, community_id)
    )


def _moved_from_base(district: District, names: Names, lesson: HomeLesson, move: Move) -> RevisionChange:
    teacher = names.person(lesson.teacher_id)
    group = names.class_(lesson.class_id)
    by = _teacher(names, lesson)
    return RevisionChange(
        kind=RevisionChangeKind.MOVED,
        thing=Thing(ThingKind.HOME_LESSON, lesson.id, f"{group.name} {lesson.subject}"),
        old=Stand(lesson.weekday, lesson.period, None, teacher=by, weeks=lesson.weeks),
        new=Stand(move.weekday, move.period, None, teacher=by, weeks=move.weeks),
        days=(),
        people=(teacher,) if teacher else (),
        classes=(group,),
        campuses=(names.campus(district.class_group[lesson.class_id].campus_id),),
    )


def _teacher(names: Names, lesson: HomeLesson) -> str:
    teacher = names.person(lesson.teacher_id)
    return teacher.name if teacher else ""


def _change(group: list[EventChange]) -> RevisionChange:
    event = _of(group[0])
    sides = [side for change in group for side in (change.old, change.new) if side is not None]
    ends = [end for side in sides for end in side.ends]
    return RevisionChange(
        kind=_kind(group[0]),
        thing=thing_of(event),
        old=_stand(group[0].old),
        new=_stand(group[0].new),
        days=tuple(sorted({_of(change).day for change in group})),
        people=_named(person for side in sides for person in _people(side)),
        classes=_named(one for end in ends for one in end.classes),
        places=_named(end.place for end in ends),
        campuses=_named(end.campus for end in ends),
    )


def _of(change: EventChange) -> PublishedEvent:
    event = change.new or change.old
    if event is None:
        raise ValueError("a change has an event before or after it")
    return event


def _kind(change: EventChange) -> RevisionChangeKind:
    if change.old is None:
        return RevisionChangeKind.ADDED
    if change.new is None:
        return RevisionChangeKind.CANCELLED
    if (change.old.day, change.old.span) != (change.new.day, change.new.span):
        return RevisionChangeKind.MOVED
    return RevisionChangeKind.CHANGED


def _stand(event: PublishedEvent | None) -> Stand | None:
    if event is None:
        return None
    host = event.host
    lead = event.lecturer or event.chair
    return Stand(
        weekday=event.day.isoweekday(),
        period=host.period if host else None,
        span=event.span,
        place=host.place.name if host and host.place else "",
        teacher=lead.name if lead else "",
    )


def thing_of(event: PublishedEvent) -> Thing:
    """What an event is an occurrence of, with a name to show."""
    classes = [group.name for end in event.ends if end.hosts for group in end.classes]
    if event.kind is EventKind.HOME:
        name = " ".join([*classes, event.subject])
    elif event.kind is EventKind.JOINT:
        name = " ".join([event.subject, *classes])
    else:
        name = event.topic or event.subject
    outward_id = "" if event.kind is EventKind.HOME else event.lesson_id
    return Thing(_THINGS[event.kind], event.code or event.lesson_id, name, outward_id)


def _people(event: PublishedEvent) -> Iterator[Named | None]:
    yield event.lecturer
    yield from event.attendees
    for end in event.ends:
        yield end.teacher
        yield from end.own_teachers


def _named(named: Iterable[Named | None]) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(one for one in named if one is not None))
