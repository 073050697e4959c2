"""A whole District out of the tables, and the differences of two into them."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from calendars.closures import Holidays
from service.domain.district import District
from service.domain.identity import CampusId, TermId
from service.domain.preferences import Preferences
from service.storage import audit
from service.storage.aggregates import RELATIONS
from service.storage.audit import AuditEntry
from service.storage.change_log import Changed
from service.storage.differences import Differences
from service.storage.errors import CommunityUnknown, NotLocked, StaleVersion, TermUnclear
from service.storage.records import Row
from service.storage.relations import Kept, Key, Relation, identity, ordered
from service.storage.scopes import Scope, components, nodes_of, reachable
from service.storage.tables.communities import community as community_table
from service.storage.tables.terms import term as term_table

#: By field of District and key.
AllKept = dict[str, dict[Key, Kept[Any]]]


async def load(connection: AsyncConnection, term: str | None, community: str | None) -> District | None:
    """One term, whole or what hangs together with one community; None = there is no term yet."""
    term_id = await _term_id(connection, term)
    if term_id is None:
        return None
    scope = Scope(term_id)
    if community is not None:
        found = await _community_id(connection, community)
        scope = await reachable(connection, term_id, [("community", found)])
    return _district(await _kept(connection, scope))


async def parts(connection: AsyncConnection, term: str | None) -> tuple[Scope, ...]:
    """What of a term hangs together, part by part."""
    term_id = await _term_id(connection, term)
    return () if term_id is None else await components(connection, term_id)


async def load_part(connection: AsyncConnection, part: Scope) -> District:
    """One of these parts."""
    return _district(await _kept(connection, part))


@dataclass
class Saved:
    """What a save did: the district as it now stands, and what the audit and change logs say of it."""

    district: District
    entries: list[AuditEntry] = field(default_factory=list)
    changes: list[Changed] = field(default_factory=list)


async def save(
    connection: AsyncConnection,
    before: District | None,
    after: District,
    locked: frozenset[CampusId] | None,
) -> Saved:
    """1. Refuse what was not locked. 2. Refuse what somebody changed meanwhile. 3. Write the differences."""
    if before is not None and before.term.id != after.term.id:
        raise NotLocked("a district is saved under its own term")
    _refuse_unlocked(before, after, locked)
    kept = await _base(connection, before, after)
    saved = Saved(after)
    differences = Differences()
    for name, relation in RELATIONS.items():
        versioned = _differ(relation, kept[name], before, after, saved, differences)
        if relation.versioned:
            values: dict[str, Any] = {name: versioned}
            saved.district = replace(saved.district, **values)
    await differences.write(connection)
    saved.changes = _condensed(saved.changes)
    return saved


def _differ(
    relation: Relation[Any],
    kept: dict[Key, Kept[Any]],
    before: District | None,
    after: District,
    saved: Saved,
    differences: Differences,
) -> tuple[Any, ...]:
    """The differences of one relation; gives its entities as they will stand."""
    wanted = relation.keyed(after)
    places = dict(ordered(wanted, {key: held.ordinal for key, held in kept.items()}))
    stand: list[Any] = []
    for key, entity in wanted.items():
        held = kept.get(key)
        changed = held is None or held.entity != entity
        first = entity.version if relation.versioned else 1
        version = first if held is None else held.version + changed
        if relation.versioned and entity.version != version:
            entity = replace(entity, version=version)
        stand.append(entity)
        standing = Kept(entity, places[key], version)
        if changed:
            _note(relation, key, held, standing, after, saved)
        if standing != held:
            was = [] if held is None else _rows(relation, held, after.term.id)
            differences.add(was, _rows(relation, standing, after.term.id))
    for key in kept.keys() - wanted.keys() if before is not None else ():
        _note(relation, key, kept[key], None, before or after, saved)
        differences.add(_rows(relation, kept[key], after.term.id), [])
    return tuple(stand)


def _note(
    relation: Relation[Any],
    key: Key,
    before: Kept[Any] | None,
    after: Kept[Any] | None,
    district: District,
    saved: Saved,
) -> None:
    action = "made" if before is None else "removed" if after is None else "changed"
    was, now = relation.concise(before and before.entity, after and after.entity)
    saved.entries.append(AuditEntry(action, relation.kind, identity(key), was, now))
    held = after or before
    if held is not None:
        told = relation.changed
        saved.changes.append(Changed(relation.kind) if told is None else told(held.entity, district))


def _rows(relation: Relation[Any], kept: Kept[Any], term_id: TermId) -> list[tuple[Any, Row]]:
    (root, row), *parts = relation.rows(kept.entity, term_id)
    return [(root, {**row, "ordinal": kept.ordinal, "version": kept.version}), *parts]


def _condensed(changes: list[Changed]) -> list[Changed]:
    """One entry per kind and owner; it names its subject where it is one only."""
    groups: dict[Changed, list[Changed]] = defaultdict(list)
    for change in changes:
        groups[replace(change, subject_id=None)].append(change)
    return [group[0] if len(group) == 1 else common for common, group in groups.items()]


def _refuse_unlocked(before: District | None, after: District, locked: frozenset[CampusId] | None) -> None:
    if locked is None:
        return
    campuses = {campus.id for district in (before, after) if district for campus in district.campuses}
    if not campuses <= locked:
        raise NotLocked
    for relation in RELATIONS.values():
        if relation.for_all and (before is None or relation.of(before) != relation.of(after)):
            raise NotLocked


async def _base(connection: AsyncConnection, before: District | None, after: District) -> AllKept:
    """What the database holds of what `before` holds; StaleVersion where the two differ."""
    if before is None:
        known = await connection.execute(
            select(term_table.c.id).where(
                (term_table.c.id == after.term.id) | (term_table.c.name == after.term.term.name)
            )
        )
        if known.first() is not None:
            raise await _stale(connection, "term", (after.term.id,))
        return await _kept(connection, Scope(after.term.id))
    kept = await _kept(connection, await reachable(connection, before.term.id, nodes_of(before)))
    for name, relation in RELATIONS.items():
        expected, held = relation.keyed(before), kept[name]
        for key in [*expected, *(key for key in held if key not in expected)]:
            if key not in held or held[key].entity != expected.get(key):
                raise await _stale(connection, relation.kind, key)
    return kept


async def _stale(connection: AsyncConnection, kind: str, key: Key) -> StaleVersion:
    history = await audit.of(connection, kind, identity(key))
    actor, at = (history[0].actor, history[0].at) if history else (None, None)
    return StaleVersion(kind, identity(key), actor, at)


async def _kept(connection: AsyncConnection, scope: Scope) -> AllKept:
    return {name: await relation.load(connection, scope) for name, relation in RELATIONS.items()}


def _district(kept: AllKept) -> District:
    values: dict[str, Any] = {
        name: tuple(held.entity for held in entities.values()) for name, entities in kept.items()
    }
    (values["term"],) = values["term"]
    values["holidays"] = Holidays(values["holidays"])
    (values["preferences"],) = values["preferences"] or (Preferences(),)
    return District(**values)


async def _term_id(connection: AsyncConnection, term: str | None) -> TermId | None:
    terms = select(term_table.c.id, term_table.c.name).order_by(term_table.c.first_day, term_table.c.id)
    rows = (await connection.execute(terms)).all()
    named = [row for row in rows if term is None or term in (row.id, row.name)]
    if not rows or len(named) == 1:
        return TermId(named[0].id) if named else None
    raise TermUnclear(tuple(row.name for row in rows))


async def _community_id(connection: AsyncConnection, community: str) -> str:
    rows = (await connection.execute(select(community_table.c.id, community_table.c.name))).all()
    named = [row for row in rows if community in (row.id, row.name)]
    if len(named) != 1:
        raise CommunityUnknown(tuple(sorted(row.name for row in rows)))
    return str(named[0].id)
