"""Rows of one kind before and after: which is which, and in what fields they differ."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from calendars.bells import Period
from service.domain.differences.difference import Difference, FieldChange, Kind, Name, Owner, Value, What
from service.domain.differences.naming import Naming
from service.domain.district import District
from service.domain.joint_lessons import End

T = TypeVar("T")
Pair = tuple[T | None, T | None]
Key = Callable[[T], Hashable]

#: Ids are minted, the term is the one that is compared, and versions only count.
_UNTOLD = frozenset({"id", "term_id", "version"})
#: How many items two lists may have together to be told whole: two sets of weekdays are.
_WHOLE = 14


@dataclass(frozen=True, slots=True)
class Sides:
    """Two districts of one term. `new_term`: nothing was known of the term before."""

    before: District
    after: District
    was: Naming
    now: Naming
    new_term: bool = False


@dataclass(frozen=True, slots=True)
class Section(Generic[T]):
    """Rows of one kind: by what they are known, whose they are, what they are called.

    A row is known by `identity`, else by owner and name: what has a new id is still what it is called.
    `told` are the fields that say what a new one is, but for those that are `idle` in it.
    """

    kind: Kind
    identity: Key[T]
    owner: Callable[[Naming, T], Owner]
    name: Callable[[Naming, T], Name]
    told: tuple[str, ...] = ()
    idle: Callable[[T], frozenset[str]] = lambda row: frozenset()

    def differences(self, sides: Sides, before: Sequence[T], after: Sequence[T]) -> Iterator[Difference]:
        """In the order of the rows after, what is gone last; where only sources differ, one per owner."""
        reread: Counter[Owner] = Counter()
        for was, now in self.paired(sides, before, after):
            if now is None and was is not None:
                yield self.difference(What.GONE, sides.was, was, self._told(sides.was, was, gone=True))
            elif now is not None and was is None:
                yield self.difference(What.NEW, sides.now, now, self._told(sides.now, now, gone=False))
            elif was is not None and now is not None:
                changes = field_changes(sides, was, now)
                if changes:
                    yield self.difference(What.CHANGED, sides.now, now, changes)
                elif getattr(was, "source", None) != getattr(now, "source", None):
                    reread[self.owner(sides.now, now)] += 1
        for owner, count in reread.items():
            yield Difference(self.kind, What.CHANGED, owner, (), (FieldChange("source", None, count),))

    def paired(self, sides: Sides, before: Sequence[T], after: Sequence[T]) -> tuple[Pair[T], ...]:
        def called(naming: Naming) -> Key[T]:
            return lambda row: (self.owner(naming, row), self.name(naming, row))

        same: Key[T] = lambda row: row  # noqa: E731
        known = (self.identity, self.identity)
        return paired(before, after, (same, same), known, (called(sides.was), called(sides.now)))

    def difference(self, what: What, naming: Naming, row: T, changes: tuple[FieldChange, ...]) -> Difference:
        return Difference(self.kind, what, self.owner(naming, row), self.name(naming, row), changes)

    def _told(self, naming: Naming, row: T, *, gone: bool) -> tuple[FieldChange, ...]:
        idle = self.idle(row)
        values = ((name, naming.value(name, getattr(row, name))) for name in self.told if name not in idle)
        return tuple(
            FieldChange(name, value, None) if gone else FieldChange(name, None, value)
            for name, value in values
            if value not in (None, "", ())
        )


def paired(before: Sequence[T], after: Sequence[T], *passes: tuple[Key[T], Key[T]]) -> tuple[Pair[T], ...]:
    """Each row after with the one it was, by the first pass (keys before, keys after) that finds one.

    Of several with one key the first goes with the first. What is gone comes last, with None after.
    """
    partner: dict[int, int] = {}
    left = list(range(len(before)))
    for was_key, now_key in passes:
        waiting: dict[Hashable, list[int]] = {}
        for place in left:
            waiting.setdefault(was_key(before[place]), []).append(place)
        for place, row in enumerate(after):
            if place not in partner and (found := waiting.get(now_key(row))):
                partner[place] = found.pop(0)
        taken = set(partner.values())
        left = [place for place in left if place not in taken]
    pairs = [(before[partner[n]] if n in partner else None, row) for n, row in enumerate(after)]
    return (*pairs, *((before[place], None) for place in left))


def field_changes(
    sides: Sides, was: Any, now: Any, said: frozenset[str] = frozenset(), at: str = ""
) -> tuple[FieldChange, ...]:
    """The fields in which two rows differ; source, ids and what is `said` already are left out."""
    found: list[FieldChange] = []
    for field in fields(now):
        old, new = getattr(was, field.name), getattr(now, field.name)
        if field.name in _UNTOLD | said | {"source"} or old == new:
            continue
        if _has_parts(old) or _has_parts(new):
            found.extend(_part_changes(sides, field.name, old, new))
        else:
            found.append(_change(sides, field.name, old, new, at))
    return tuple(found)


def _change(sides: Sides, field: str, old: Any, new: Any, at: str) -> FieldChange:
    """Of long lists only what differs."""
    was, now = sides.was.value(field, old), sides.now.value(field, new)
    if isinstance(was, tuple) and isinstance(now, tuple) and len(was) + len(now) > _WHOLE:
        gone, new_ones = _without(was, now), _without(now, was)
        if gone or new_ones:
            was, now = gone, new_ones
    return FieldChange(field, was, now, at)


def _without(items: tuple[Value, ...], others: tuple[Value, ...]) -> tuple[Value, ...]:
    left = frozenset(others)
    return tuple(item for item in items if item not in left)


def _has_parts(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(part, (End, Period)) for part in value)


def _part_changes(sides: Sides, field: str, old: Any, new: Any) -> Iterator[FieldChange]:
    """Ends by their campus, periods by their number."""
    same: Key[Any] = lambda part: part  # noqa: E731
    pairs = paired(old, new, (same, same), (_part_key, _part_key))
    found = False
    for was, now in pairs:
        if was == now:
            continue
        found = True
        if isinstance(was, End) and isinstance(now, End):
            yield from field_changes(
                sides, was, now, frozenset({"campus_id"}), sides.now.campus(now.campus_id)
            )
        else:
            yield _part_change(sides, field, was, now)
    if not found:
        yield FieldChange(field, sides.was.value(field, old), sides.now.value(field, new))


def _part_change(sides: Sides, field: str, was: Any, now: Any) -> FieldChange:
    if isinstance(was, Period) and isinstance(now, Period) and (was.label, was.kind) == (now.label, now.kind):
        return FieldChange(field, was.span, now.span, now.label)
    return FieldChange(
        field,
        None if was is None else sides.was.value(field, (was,)),
        None if now is None else sides.now.value(field, (now,)),
    )


def _part_key(part: End | Period) -> Hashable:
    return part.number if isinstance(part, Period) else (part.campus_id, part.hosts)
