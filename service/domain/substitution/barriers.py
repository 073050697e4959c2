"""Where no time is free for a lesson: what stands in the way, and chains of moves that would clear it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from calendars.spans import DateSpan
from service.domain.dated_changes import DatedChange
from service.domain.findings import Finding, Thing, ThingKind
from service.domain.identity import ClassId, PlaceId
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent
from service.domain.substitution.dated_table import DatedTable
from service.domain.substitution.free_slots import FreeSlot, free_slots, slots

#: So many are named, so many chains offered, and so many times looked at for one: the nearest.
MOST_BARRIERS = 4
MOST_CHAINS = 3
_NEAREST = 16
#: The lesson itself and those that make room for it.
_MOST_MOVES = 3
_RESOURCES = frozenset({ThingKind.CLASS, ThingKind.PERSON, ThingKind.PLACE, ThingKind.CAMPUS})


@dataclass(frozen=True, slots=True)
class Barrier:
    """A class, person, room or campus that is not free at `times` of all the `of` times looked at.

    `name` is with the campus where the thing is one of a campus.
    """

    kind: ThingKind
    name: str
    times: int
    of: int


@dataclass(frozen=True, slots=True)
class Chain:
    """The lesson goes to `slot` when each of these others has gone to its own first: one act."""

    slot: FreeSlot
    others: tuple[tuple[PublishedEvent, FreeSlot], ...]

    @property
    def id(self) -> str:
        """A short name that follows from its moves: it never means others, whatever is offered later."""
        return sha256(repr(self.changes).encode()).hexdigest()[:6]

    @property
    def changes(self) -> tuple[DatedChange, ...]:
        return (self.slot.change, *(slot.change for _, slot in self.others))


def barriers(table: DatedTable, event: PublishedEvent, days: DateSpan) -> tuple[Barrier, ...]:
    """What is in the way of most times, the most often first."""
    looked = [found for slot in slots(table, event, days) if (found := table.findings((slot.change,)))]
    times = Counter(thing for found in looked for thing in {one for f in found for one in _resources(f)})
    ordered = sorted(times.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        Barrier(thing.kind, _name(table, thing), count, len(looked))
        for thing, count in ordered[:MOST_BARRIERS]
    )


def chains(table: DatedTable, event: PublishedEvent, days: DateSpan) -> tuple[Chain, ...]:
    """The nearest times that one or two home lessons could clear by moves of their own."""
    return tuple(islice(_chains(table, event, days), MOST_CHAINS))


def _chains(table: DatedTable, event: PublishedEvent, days: DateSpan) -> Iterator[Chain]:
    for slot in islice(slots(table, event, days), _NEAREST):
        found = table.findings((slot.change,))
        inside = _in_the_way(table, event, slot, found) if found else ()
        if not inside:
            continue
        chain = Chain(slot, tuple(_cleared(table.supposing((slot.change,)), inside, days)))
        whole = len(chain.others) == len(inside) and not _is_swap(event, chain)
        if whole and table.findings(chain.changes) == ():
            yield chain


def _is_swap(event: PublishedEvent, chain: Chain) -> bool:
    """Two home lessons that change places are offered as that."""
    back = [(slot.day, slot.span) for _, slot in chain.others]
    return event.kind is EventKind.HOME and back == [(event.day, event.span)]


def _cleared(
    table: DatedTable, inside: tuple[PublishedEvent, ...], days: DateSpan
) -> Iterator[tuple[PublishedEvent, FreeSlot]]:
    """A free time for each; fewer where one finds none."""
    for other in inside:
        free = next(free_slots(table, other, days), None)
        if free is None:
            return
        yield other, free
        table = table.supposing((free.change,))


def _in_the_way(
    table: DatedTable, event: PublishedEvent, slot: FreeSlot, found: tuple[Finding, ...]
) -> tuple[PublishedEvent, ...]:
    """The home lessons that are all there is against a time; () where it is something else, or too many."""
    lessons = [{one.id for one in f.things if one.kind is ThingKind.HOME_LESSON} for f in found]
    wanted = set[str]().union(*lessons) - {event.lesson_id}
    if not all(one - {event.lesson_id} for one in lessons) or len(wanted) >= _MOST_MOVES:
        return ()
    there = table.on(DateSpan.of(slot.day, slot.day))
    return tuple(one for one in there if one.kind is EventKind.HOME and one.lesson_id in wanted)


def _name(table: DatedTable, thing: Thing) -> str:
    district = table.district
    if thing.kind is ThingKind.CLASS:
        return f"{district.campus[district.class_group[ClassId(thing.id)].campus_id].name} {thing.name}"
    if thing.kind is ThingKind.PLACE and (place := district.place.get(PlaceId(thing.id))) is not None:
        return f"{district.campus[place.campus_id].name} {place.name}"
    return thing.name


def _resources(finding: Finding) -> Iterator[Thing]:
    return (thing for thing in finding.concerns if thing.kind in _RESOURCES)
