"""The rows a write locks before it reads, so that two writes that could clash wait for each other.

First the row of the whole district, locked alone by what concerns all, shared by what concerns some
campuses; then the row of what is published of a term; then campus rows in the order of their ids. One order
for everybody: no deadlock.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import CampusId, TermId
from service.storage.errors import NotLocked
from service.storage.tables.change_log import campus_term_lock

_DISTRICT = ("*", "*")
#: In the place of a campus, with a term. (It sorts before every id.)
_PUBLISHED = "*"


async def lock(
    connection: AsyncConnection,
    campus_ids: frozenset[CampusId] | None,
    term_id: TermId | None,
    *,
    publishing: bool = False,
) -> None:
    """Lock these campuses in this term, or the whole district (`campus_ids` None).

    `publishing`: and what is published of the term, for revisions and amendments are numbered, and put one
    upon the other, whichever campuses they touch.

    On SQLite nothing is left to do: BEGIN IMMEDIATE has locked everything. NotLocked where campuses are named
    without a term: nobody would be kept out.
    """
    if campus_ids and term_id is None:
        raise NotLocked("campuses are locked in a term: name it")
    if connection.dialect.name != "postgresql":
        return
    await _lock(connection, [_DISTRICT], shared=campus_ids is not None)
    named = {*(campus_ids or ()), *([_PUBLISHED] if publishing else [])}
    keys = sorted((name, term_id or "") for name in named)
    if keys:
        # Who makes the same row at the same time is waited for. (The district's came with the tables.)
        new = postgresql.insert(campus_term_lock).on_conflict_do_nothing()
        await connection.execute(new, [{"campus_id": campus, "term_id": term} for campus, term in keys])
        await _lock(connection, keys, shared=False)


async def _lock(connection: AsyncConnection, keys: Sequence[tuple[str, str]], *, shared: bool) -> None:
    columns = campus_term_lock.c
    named: ColumnElement[bool] = tuple_(columns.campus_id, columns.term_id).in_(keys)
    rows = select(columns.campus_id).where(named).order_by(columns.campus_id, columns.term_id)
    await connection.execute(rows.with_for_update(read=shared))
