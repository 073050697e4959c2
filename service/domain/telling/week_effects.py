"""What an edit of the week does to what is published: lessons that go, come or change, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from service.domain.dated_changes import OccurrenceState
from service.domain.district import grouped
from service.domain.findings import Finding, Thing, ThingKind
from service.domain.publishing.changes.fates import Fate, fate, newly_off
from service.domain.publishing.changes.revision_changes import thing_of
from service.domain.publishing.changes.stands import Stand, stand_of
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.publishing.revisions.revisions import Revision
from service.domain.telling.audiences import RecipientKind, touched_by


class EffectKind(StrEnum):
    GOES = "goes"
    COMES = "comes"
    PARTIAL = "partial"  # the lesson is held, some campuses are away
    REVERTED = "reverted"  # 转本班自上
    HELD = "held"  # all campuses take part again
    MOVED = "moved"  # another day or clock time
    CHANGED = "changed"  # other people or rooms


@dataclass(frozen=True, slots=True)
class Effect:
    """One kind of effect on one joint lesson or session, or on all home lessons of a campus together.

    `days` are where the lessons stand now (gone ones: stood); `away` the campuses that do not take part.
    `alone`: who has a lesson that comes though nobody else does, campus and classes. `was` and `now`: what a
    shared lesson that is changed has other than before, `ends` the campuses at which that is a person, a room
    or a class. `again`: what comes was cancelled before.
    """

    kind: EffectKind
    thing: Thing
    days: tuple[date, ...]
    lessons: int
    campuses: tuple[Named, ...]
    away: tuple[Named, ...] = ()
    alone: tuple[str, ...] = ()
    was: Stand | None = None
    now: Stand | None = None
    ends: tuple[Named, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Effects:
    """Joint lessons and sessions first, then the campuses' own lessons; `people` counts the teachers."""

    effects: tuple[Effect, ...] = ()
    people: int = 0

    def of(self, kind: EffectKind) -> int:
        """How many lessons of all sorts there are of one kind."""
        return sum(effect.lessons for effect in self.effects if effect.kind is kind)


@dataclass(frozen=True, slots=True)
class WeekEditReport:
    """What an edit does, or (not `written`) would do; `seen` names the state of the database then.

    `effects` are on what is published; without any revision nothing is. `findings` are those it newly brings,
    `solved` those that it takes away; with any `refusals` among the findings it is not done.
    """

    seen: str
    effects: Effects
    findings: tuple[Finding, ...]
    solved: tuple[Finding, ...]
    revisions: tuple[Revision, ...]
    since: date
    refusals: tuple[Finding, ...] = ()
    written: bool = False


def effects_of(changes: Iterable[EventChange]) -> Effects:
    """The changes of single events put together."""
    changes = tuple(changes)
    groups = grouped(
        (
            (
                _kind(change),
                _thing(_of(change)),
                _away(change),
                _alone(change),
                _stands(change),
                _ends(change),
                fate(change) is Fate.RESTORED,
            ),
            change,
        )
        for change in changes
    )
    found = [
        Effect(
            kind,
            thing,
            tuple(sorted({_of(change).day for change in group})),
            len(group),
            tuple(dict.fromkeys(end.campus for change in group for end in _of(change).ends)),
            away,
            alone,
            *stands,
            ends,
            again,
        )
        for (kind, thing, away, alone, stands, ends, again), group in groups.items()
    ]
    own = [effect for effect in found if effect.thing.kind is ThingKind.CAMPUS]
    shared = [effect for effect in found if effect.thing.kind is not ThingKind.CAMPUS]
    people = {
        recipient.id
        for change in changes
        for recipient in touched_by(change)
        if recipient.kind is RecipientKind.PERSON
    }
    return Effects((*sorted(shared, key=_order), *sorted(own, key=_order)), len(people))


def _order(effect: Effect) -> tuple[date, Thing, str]:
    return effect.days[0], effect.thing, effect.kind


def _of(change: EventChange) -> PublishedEvent:
    event = change.new or change.old
    if event is None:
        raise ValueError("a change has an event before or after it")
    return event


def _thing(event: PublishedEvent) -> Thing:
    if event.kind is not EventKind.HOME:
        return thing_of(event)
    campus = event.ends[0].campus
    return Thing(ThingKind.CAMPUS, campus.id, campus.name)


def _away(change: EventChange) -> tuple[Named, ...]:
    """Who does not take part in what goes on: of a lesson that went on before, who did until now.

    Whatever else was changed of it before: a lesson in another room is without a closed campus, too.
    """
    event, became = change.new, fate(change)
    if event is None or event.state in _NOBODY_GOES_ON:
        return ()
    if became in _COME:
        return tuple(end.campus for end in event.ends if end.attendance is not Attendance.PRESENT)
    return tuple(end.campus for end in newly_off(change)) if became in _WITHOUT_SOME else ()


def _alone(change: EventChange) -> tuple[str, ...]:
    """Of a lesson that comes off the link, where all that have it are on their own."""
    event = change.new
    if event is None or event.state is not OccurrenceState.REVERTED or fate(change) not in _COME:
        return ()
    return tuple(
        " ".join((end.campus.name, *(one.name for one in end.classes)))
        for end in event.ends
        if end.attendance is Attendance.REVERTED
    )


def _stands(change: EventChange) -> tuple[Stand | None, Stand | None]:
    if _kind(change) is not EffectKind.CHANGED or _of(change).kind is EventKind.HOME:
        return None, None
    was, now = stand_of(change.old, change.new), stand_of(change.new, change.old)
    return _of_any_day(was), _of_any_day(now)


def _ends(change: EventChange) -> tuple[Named, ...]:
    """Where a shared lesson that is changed has other people, rooms or classes."""
    old, new = change.old, change.new
    if old is None or new is None or new.kind is EventKind.HOME or _kind(change) is not EffectKind.CHANGED:
        return ()
    was = old.end_of_key
    apart = (end for key, end in new.end_of_key.items() if key not in was or _seat(end) != _seat(was[key]))
    return tuple(dict.fromkeys(end.campus for end in apart))


def _seat(end: PublishedEnd) -> tuple[object, ...]:
    return end.teacher, end.place, end.classes


def _of_any_day(stand: Stand | None) -> Stand | None:
    return None if stand is None else replace(stand, weekday=1, period=None, span=None)


def _kind(change: EventChange) -> EffectKind:
    became = fate(change)
    if became is Fate.REVERTED and _away(change):
        return EffectKind.PARTIAL  # the others go on together
    return _KINDS[became]


_NOBODY_GOES_ON = (OccurrenceState.CANCELLED, OccurrenceState.REVERTED)
_COME = (Fate.ADDED, Fate.RESTORED)
_WITHOUT_SOME = (Fate.PARTIAL, Fate.REVERTED)
_KINDS = {
    Fate.ADDED: EffectKind.COMES,
    Fate.CANCELLED: EffectKind.GOES,
    Fate.RESTORED: EffectKind.COMES,
    Fate.MOVED: EffectKind.MOVED,
    Fate.REVERTED: EffectKind.REVERTED,
    Fate.PARTIAL: EffectKind.PARTIAL,
    Fate.WHOLE: EffectKind.HELD,
    Fate.ALTERED: EffectKind.CHANGED,
}
