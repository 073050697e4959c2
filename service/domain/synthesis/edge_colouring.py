"""Lessons into slots: an edge colouring of the bipartite multigraph of classes and teachers, with lists.

Without lists König's theorem gives every class and teacher a slot per lesson by alternating paths (König
1916); here classes and teachers may each lack some slots, so a path can fail. Then a lesson that stands in
the way is taken out and put back later. Deterministic for a given Random.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from service.domain.slots import Slot

_EVICTIONS_PER_LESSON = 200


@dataclass(frozen=True, slots=True)
class Edge:
    """One weekly lesson: a class, a teacher (both by id) and the subject."""

    class_id: str
    teacher_id: str
    subject: str

    def other(self, node: str) -> str:
        return self.teacher_id if node == self.class_id else self.class_id


Cost = Callable[[Edge, Slot, Mapping[tuple[str, Slot], Edge]], float]


class NotColourable(ValueError):
    """The lessons do not fit into the slots."""


@dataclass
class _Week:
    """The lessons placed so far, by node and slot. Edges are told apart by identity: twins are common."""

    slots: Mapping[str, frozenset[Slot]]
    rng: Random
    at: dict[tuple[str, Slot], Edge] = field(default_factory=dict)

    def is_free(self, node: str, slot: Slot) -> bool:
        return slot in self.slots[node] and (node, slot) not in self.at

    def put(self, edge: Edge, slot: Slot) -> None:
        self.at[edge.class_id, slot] = self.at[edge.teacher_id, slot] = edge

    def take(self, edge: Edge, slot: Slot) -> None:
        del self.at[edge.class_id, slot], self.at[edge.teacher_id, slot]

    def free(self, node: str) -> list[Slot]:
        return [slot for slot in sorted(self.slots[node]) if (node, slot) not in self.at]

    def both_free(self, edge: Edge) -> list[Slot]:
        return [slot for slot in self.free(edge.class_id) if self.is_free(edge.teacher_id, slot)]

    def clear(self, node: str, here: Slot, there: Slot) -> bool:
        """Free `here` at a node: exchange the two slots along the path that begins there, if lists allow."""
        path: list[tuple[Edge, Slot, Slot]] = []
        while (edge := self.at.get((node, here))) is not None:
            if there not in self.slots[edge.class_id] or there not in self.slots[edge.teacher_id]:
                return False
            path.append((edge, here, there))
            node = edge.other(node)
            here, there = there, here
        for edge, old, _ in path:
            self.take(edge, old)
        for edge, _, new in path:
            self.put(edge, new)
        return True

    def make_way(self, edge: Edge) -> Slot | None:
        """A slot that is free for both after an exchange along one alternating path."""
        ours, theirs = self.free(edge.class_id), self.free(edge.teacher_id)
        pairs = [(mine, yours) for mine in ours for yours in theirs]
        self.rng.shuffle(pairs)
        for mine, yours in pairs:
            if mine in self.slots[edge.teacher_id] and self.clear(edge.teacher_id, mine, yours):
                return mine
            if yours in self.slots[edge.class_id] and self.clear(edge.class_id, yours, mine):
                return yours
        return None

    def evict(self, edge: Edge) -> tuple[Slot, list[Edge]]:
        """Any slot that both have at all, and the lessons taken out of it."""
        candidates = sorted(self.slots[edge.class_id] & self.slots[edge.teacher_id])
        if not candidates:
            raise NotColourable(f"{edge} has no slot that both its class and its teacher have")
        slot = self.rng.choice(candidates)
        out = {id(e): e for node in (edge.class_id, edge.teacher_id) if (e := self.at.get((node, slot)))}
        for other in out.values():
            self.take(other, slot)
        return slot, list(out.values())


def coloured(
    edges: Sequence[Edge], slots: Mapping[str, frozenset[Slot]], cost: Cost, rng: Random
) -> tuple[tuple[Edge, Slot], ...]:
    """Each edge with its slot, in the order given; `slots` are those of each class and teacher.

    `cost` chooses among slots that are free for both. NotColourable when the lessons do not fit.
    """
    week = _Week(slots, rng)
    waiting = deque(edges)
    evictions = _EVICTIONS_PER_LESSON * len(edges)
    while waiting:
        edge = waiting.popleft()
        if common := week.both_free(edge):
            week.put(edge, min(common, key=lambda slot: cost(edge, slot, week.at)))
        elif (slot := week.make_way(edge)) is not None:
            week.put(edge, slot)
        else:
            evictions -= 1
            if evictions < 0:
                raise NotColourable(f"{edge} found no place")
            slot, out = week.evict(edge)
            week.put(edge, slot)
            waiting.extend(out)
    found: dict[int, Slot] = {id(edge): slot for (_, slot), edge in week.at.items()}
    return tuple((edge, found[id(edge)]) for edge in edges)
