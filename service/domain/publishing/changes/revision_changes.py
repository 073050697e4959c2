"""What a revision or amendment changed: one entry per lesson and kind of change, with its dates."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from calendars.closures import Closure
from service.domain.district import District
from service.domain.findings import Thing, ThingKind
from service.domain.home_timetables import HomeLesson, Move
from service.domain.identity import CommunityId
from service.domain.publishing.changes.fates import Fate, ends_apart, fate, newly_off, where_somebody_is
from service.domain.publishing.changes.stands import Stand, stand_of
from service.domain.publishing.occurrences.names import Names
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.sittings.moved_lessons import moved_lessons


class RevisionChangeKind(StrEnum):
    ADDED = "added"
    CANCELLED = "cancelled"
    MOVED = "moved"  # another day or clock time
    REVERTED = "reverted"  # 转本班自上, at one end or at all
    PARTIAL = "partial"  # some campuses are away
    RESTORED = "restored"  # held again, by all
    CHANGED = "changed"  # other people, rooms, classes or topic


@dataclass(frozen=True, slots=True)
class RevisionChange:
    """One lesson's change; `days` are the dates where it stands now (cancelled: stood). () is every week.

    `old_days` are those where it stood, if others. `ends` are the campuses that teach alone now, or are away.
    `closure` is what took it or an end of it out, where the days of one did: those of `days` had a lesson.
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
    old_days: tuple[date, ...] = ()
    ends: tuple[Named, ...] = ()
    closure: Closure | None = None

    @property
    def rings_otherwise(self) -> bool:
        """Whether nothing but the own periods of receiving ends differ: their bells changed."""
        if self.kind is not RevisionChangeKind.CHANGED or self.old is None or self.new is None:
            return False
        return replace(self.old, local=()) == replace(self.new, local=())


_THINGS = {
    EventKind.HOME: ThingKind.HOME_LESSON,
    EventKind.JOINT: ThingKind.JOINT_LESSON,
    EventKind.SESSION: ThingKind.RESEARCH_SESSION,
}


#: What closed these ends of an event, the first that is closed; None: no closure did.
WhatClosed = Callable[[PublishedEvent, Iterable[PublishedEnd]], Closure | None]


def revision_changes(
    changes: Iterable[EventChange], what_closed: WhatClosed = lambda *_: None
) -> tuple[RevisionChange, ...]:
    """The changes of single events put together, in the order of their first dates."""
    groups: dict[tuple[object, ...], list[EventChange]] = {}
    closures: dict[tuple[object, ...], Closure | None] = {}
    for change in changes:
        event = _of(change)
        closure = what_closed(event, _ends_off(change))
        key = (
            _kind(change),
            closure,
            event.lesson_id,
            stand_of(change.old, change.new),
            stand_of(change.new, change.old),
            _ends(change),
        )
        groups.setdefault(key, []).append(change)
        closures[key] = closure
    found = [replace(_change(group), closure=closures[key]) for key, group in groups.items()]
    return tuple(sorted(found, key=_order))


def _order(change: RevisionChange) -> tuple[date, int, Thing]:
    """By the first date, and the clock of the day."""
    stands = change.new or change.old
    return change.days[0], stands.span.start if stands and stands.span else 0, change.thing


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
    sides = where_somebody_is([side for one in group for side in (one.old, one.new) if side is not None])
    apart = [end for change in group for pair in ends_apart(change) for end in pair]
    ends = apart or [end for side in sides for end in side.ends]
    people = _of_ends(apart) if apart else (person for side in sides for person in _people(side))
    days = tuple(sorted({_of(change).day for change in group}))
    old_days = tuple(sorted({change.old.day for change in group if change.old}))
    return RevisionChange(
        kind=_kind(group[0]),
        thing=thing_of(event),
        old=stand_of(group[0].old, group[0].new),
        new=stand_of(group[0].new, group[0].old),
        days=days,
        people=_named(people),
        classes=_named(one for end in ends for one in end.classes),
        places=_named(end.place for end in ends),
        campuses=_named(end.campus for end in ends),
        old_days=() if old_days == days else old_days,
        ends=_ends(group[0]),
    )


def _of(change: EventChange) -> PublishedEvent:
    event = change.new or change.old
    if event is None:
        raise ValueError("a change has an event before or after it")
    return event


_KINDS = {
    Fate.ADDED: RevisionChangeKind.ADDED,
    Fate.CANCELLED: RevisionChangeKind.CANCELLED,
    Fate.RESTORED: RevisionChangeKind.RESTORED,
    Fate.MOVED: RevisionChangeKind.MOVED,
    Fate.REVERTED: RevisionChangeKind.REVERTED,
    Fate.PARTIAL: RevisionChangeKind.PARTIAL,
    Fate.WHOLE: RevisionChangeKind.RESTORED,
    Fate.ALTERED: RevisionChangeKind.CHANGED,
}


def _kind(change: EventChange) -> RevisionChangeKind:
    return _KINDS[fate(change)]


def _ends(change: EventChange) -> tuple[Named, ...]:
    """The campuses that teach alone now; where none does, those that are away now."""
    off = newly_off(change)
    alone = [end for end in off if end.attendance is Attendance.REVERTED]
    return _named(end.campus for end in alone or off)


def _ends_off(change: EventChange) -> tuple[PublishedEnd, ...]:
    """The ends that do not take part any more, because nobody is there."""
    if _kind(change) is RevisionChangeKind.CANCELLED:
        return _of(change).ends
    return tuple(end for end in newly_off(change) if end.attendance is Attendance.ABSENT)


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
    if event.kind is not EventKind.JOINT or event.host is not None:
        yield event.lecturer
    yield from event.attendees
    for end in event.ends:
        yield end.teacher
        yield from end.own_teachers


def _of_ends(ends: Iterable[PublishedEnd]) -> Iterator[Named | None]:
    for end in ends:
        yield end.teacher
        if end.attendance is Attendance.REVERTED:
            yield from end.own_teachers


def _named(named: Iterable[Named | None]) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(one for one in named if one is not None))
