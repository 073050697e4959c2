"""Deciding an amendment: what dated changes and take-backs make of the events, and what hinders them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from service.domain.dated_changes import (
    ChangeKind,
    DatedChange,
    Hindered,
    Key,
    Leave,
    Obstacle,
    OccurrenceState,
)
from service.domain.district import District
from service.domain.publishing.feeds.marks import Mark, Marking, Marks
from service.domain.publishing.feeds.transitions import Transition
from service.domain.publishing.occurrences.names import Names
from service.domain.publishing.occurrences.published_events import EventChange, Named, PublishedEvent
from service.domain.publishing.revisions.amendments import Amendment
from service.domain.publishing.revisions.published_terms import PublishedTerm


@dataclass(frozen=True, slots=True)
class Amending:
    """What an amendment writes. `after`: the term with it; `changes`: every event that is not as it was.

    `hindered` are those of its own changes that cannot be; then nothing may be written.
    """

    amendment: Amendment
    after: PublishedTerm
    marks: tuple[Mark, ...]
    changes: tuple[EventChange, ...]
    hindered: tuple[Hindered, ...]

    @property
    def sides(self) -> Iterator[PublishedEvent]:
        """Every event that is not as it was, before and after."""
        return (event for change in self.changes for event in (change.old, change.new) if event is not None)


def amended(former: PublishedTerm, proposed: Amendment, marks: Marks, today: date) -> Amending:
    """What becomes of every event by an amendment; `proposed` is the one to be made, without departures.

    1. Put all changes in force anew on the published table. 2. Feeds that lose an event keep it as cancelled.
    3. Mark what looks different. A change that does nothing, or touches what is over, is hindered; and an act
    that carries another lesson along to where it cannot be.
    """
    after = PublishedTerm(former.revisions, (*former.amendments, proposed))
    touched = {event.uid: event for event in (*former.states.bases.values(), *after.states.bases.values())}
    lost = former.states.lost | after.states.lost
    transition = Transition(
        {uid: _in(former, event, lost) for uid, event in touched.items()},
        {uid: _in(after, event, lost) for uid, event in touched.items()},
        left_before=(departure for departure in former.departures if departure.event.uid in touched),
    )
    leaving = tuple(departure for left in transition.leaving.values() for departure in left)
    amendment = replace(proposed, departures=leaving)
    return Amending(
        amendment,
        PublishedTerm(former.revisions, (*former.amendments, amendment)),
        tuple(transition.marks(Marking(marks, proposed.made_at))),
        transition.changes,
        tuple(_hindered(former, after, proposed, transition.changes, today)),
    )


def names_in(district: District, changes: Iterable[DatedChange], cause: Leave | str) -> tuple[Named, ...]:
    """The people and places that these speak of, as the district calls them; those it knows."""
    listed = tuple(changes)
    people = [person_id for change in listed for person_id in (change.absent_id, change.substitute_id)]
    if isinstance(cause, Leave):
        people.insert(0, cause.person_id)
    names = Names(district)
    found = (
        *(names.person(person_id) for person_id in people if person_id in district.person),
        *(names.place(one.to_place_id) for one in listed if one.to_place_id in district.place),
    )
    return tuple(dict.fromkeys(named for named in found if named is not None))


def _in(term: PublishedTerm, event: PublishedEvent, lost: frozenset[Key]) -> PublishedEvent:
    """How it stands in a term; what closures took out and no change holds elsewhere is cancelled."""
    if event.key in lost and event.key not in term.states.bases:
        gone = replace(event, state=OccurrenceState.CANCELLED)
        return next((one for one in term.cancelled if one.key == event.key), gone)
    return term.states.of(event)


def _hindered(
    former: PublishedTerm,
    after: PublishedTerm,
    proposed: Amendment,
    changes: tuple[EventChange, ...],
    today: date,
) -> Iterator[Hindered]:
    added = {change.id for change in proposed.added}
    for hindered in after.states.hindered:
        if hindered.change.id in added:
            yield _said_closer(hindered, after)
    gone = set(proposed.taken_back)
    about = (*proposed.added, *(change for change in former.changes if change.id in gone))
    # A lesson that was cancelled can be made up for afterwards: nobody was there.
    past = {
        event.key
        for change in changes
        for event in (change.old, change.new)
        if event and event.day < today and event.state is not OccurrenceState.CANCELLED
    }
    closed = set(_closed(after))
    named = {key for change in about for key in change.keys}
    for key in sorted({change.new.key for change in changes if change.new} - named):
        if key in past or key in closed:
            carried = Obstacle.CARRIED_INTO_PAST if key in past else Obstacle.CARRIED_TO_CLOSED
            yield Hindered(_of(key, (*former.changes, *proposed.added)), carried)
    yield from (Hindered(change, Obstacle.DAY_PAST) for change in about if not past.isdisjoint(change.keys))
    yield from _closed_upon(tuple(one for one in proposed.added if past.isdisjoint(one.keys)), closed)


def _closed_upon(added: tuple[DatedChange, ...], closed: set[Key]) -> Iterator[Hindered]:
    """Of a lesson that gets another time it is that time: what else the act does to it is not to blame."""
    timed = {key for change in added if change.gives_another_time for key in change.keys}
    for change in added:
        if not closed.isdisjoint(change.keys if change.gives_another_time else set(change.keys) - timed):
            yield Hindered(change, Obstacle.DAY_CLOSED)


def _of(key: Key, changes: tuple[DatedChange, ...]) -> DatedChange:
    """The last change about an occurrence, said of that one: it may be the other side of a swap."""
    last = next(change for change in reversed(changes) if key in change.keys)
    lesson = last.lesson_id if last.key == key or last.swap_with is None else last.swap_with
    return replace(last, lesson_id=lesson, day=key[1])


def _said_closer(hindered: Hindered, after: PublishedTerm) -> Hindered:
    """An occurrence that is not there is of a lesson that is not, or of one on another day."""
    if hindered.obstacle is not Obstacle.OCCURRENCE_UNKNOWN:
        return hindered
    change = hindered.change
    missing = next(key for key in change.keys if key not in after.states.bases)
    return hindered if after.knows(missing[0]) else Hindered(change, Obstacle.LESSON_UNKNOWN)


def _closed(after: PublishedTerm) -> Iterator[Key]:
    """The occurrences that moved to where their campus is closed, and that nobody cancelled since."""
    silent = {hindered.change.id for hindered in after.hindered}
    last = {key: one.kind for one in after.changes if one.id not in silent for key in one.keys}
    for key, event in after.states.bases.items():
        cancelled = last.get(key) is ChangeKind.CANCEL
        if after.states.of(event).state is OccurrenceState.CANCELLED and not cancelled:
            yield key
