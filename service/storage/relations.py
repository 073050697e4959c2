"""How one tuple of a District is kept in tables: an entity is a root row and the rows that belong to it."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import ColumnElement, RowMapping, Select, Table, and_, false, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.district import District
from service.domain.identity import TermId
from service.storage.change_log import Changed
from service.storage.errors import Duplicate
from service.storage.records import Row
from service.storage.scopes import Scope

E = TypeVar("E")
Key = tuple[Any, ...]


class Parts:
    """The rows that belong to the roots, found by the first columns of their keys, in order."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Table, int], dict[Key, list[RowMapping]]] = {}
        self._all: dict[Table, Sequence[RowMapping]] = {}

    def add(self, table: Table, rows: Sequence[RowMapping]) -> None:
        self._all[table] = rows

    def of(self, table: Table, *prefix: Any) -> list[RowMapping]:
        depth = len(prefix)
        if (table, depth) not in self._rows:
            names = [column.name for column in table.primary_key][:depth]
            groups: dict[Key, list[RowMapping]] = defaultdict(list)
            for row in self._all[table]:
                groups[tuple(row[name] for name in names)].append(row)
            self._rows[table, depth] = groups
        return self._rows[table, depth].get(prefix, [])


@dataclass(frozen=True, slots=True)
class Kept(Generic[E]):
    """An entity as the database has it."""

    entity: E
    ordinal: int
    version: int


@dataclass(frozen=True)
class Relation(Generic[E]):
    """One tuple of a District.

    `rows` gives the root row (without ordinal and version) and then the others. `within` is the part that a
    scope means. `changed` says what followers are told. `versioned`: the entity itself carries the version.
    `for_all`: it belongs to the whole district, and only a write that locked all of it may change it.
    `concise` leaves out of two versions what the audit log need not repeat.
    """

    kind: str
    root: Table
    of: Callable[[District], tuple[E, ...]]
    rows: Callable[[E, TermId], Iterable[tuple[Table, Row]]]
    entity: Callable[[RowMapping, Parts], E]
    within: Callable[[Scope], ColumnElement[bool]]
    parts: tuple[Table, ...] = ()
    changed: Callable[[E, District], Changed] | None = None
    versioned: bool = False
    for_all: bool = False
    concise: Callable[[E | None, E | None], tuple[Any, Any]] = lambda before, after: (before, after)

    def key(self, entity: E, term_id: TermId) -> Key:
        table, row = next(iter(self.rows(entity, term_id)))
        return tuple(row[column.name] for column in table.primary_key)

    def keyed(self, district: District | None) -> dict[Key, E]:
        """The entities of a district by their keys, in order; Duplicate where two have one key."""
        entities: dict[Key, E] = {}
        if district is None:
            return entities
        for entity in self.of(district):
            key = self.key(entity, district.term.id)
            if key in entities:
                raise Duplicate(self.kind, identity(key))
            entities[key] = entity
        return entities

    async def load(self, connection: AsyncConnection, scope: Scope) -> dict[Key, Kept[E]]:
        """The entities of a scope, in order: one query for each table."""
        meant = self.within(scope)
        order = (self.root.c.ordinal, *self.root.primary_key)
        roots = (await connection.execute(select(self.root).where(meant).order_by(*order))).mappings().all()
        parts = Parts()
        for table in self.parts:
            parts.add(table, (await connection.execute(self._parts_of(table, meant))).mappings().all())
        names = [column.name for column in self.root.primary_key]
        return {
            tuple(row[name] for name in names): Kept(self.entity(row, parts), row["ordinal"], row["version"])
            for row in roots
        }

    def _parts_of(self, table: Table, meant: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
        """The first columns of a part's key are the key of its root, under whatever name."""
        link = and_(
            *(part == root for part, root in zip(table.primary_key, self.root.primary_key, strict=False))
        )
        order = [table.c[name] for name in ("ordinal",) if name in table.c]
        prefix = [column for column in table.primary_key if column.name != "ordinal"]
        return select(table).join(self.root, link).where(meant).order_by(*prefix, *order)


def identity(key: Key) -> str:
    """A key as one text, for logs and messages."""
    return "/".join(str(part) for part in key)


def digest(value: object) -> str:
    """The key of what has no name: it is what it says."""
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:32]


def among(column: ColumnElement[Any], scope: Scope, kind: str) -> ColumnElement[bool]:
    """Whether a column names one of the scope's things of that kind."""
    ids = scope.ids(kind)
    if ids is None:
        return true()
    return column.in_(ids) if ids else false()


def ordered(keys: Iterable[Key], known: dict[Key, int]) -> Iterator[tuple[Key, int]]:
    """A place for each key, rising; places that are in order already stay."""
    last = -1
    for key in keys:
        place = known.get(key)
        last = place if place is not None and place > last else last + 1
        yield key, last
