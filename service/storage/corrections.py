"""Corrections: of no term and no district, for a workbook is asked about before either is known."""

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.collecting.corrections import Correction
from service.storage.audit import AuditEntry
from service.storage.change_log import Changed
from service.storage.records import Record
from service.storage.tables.corrections import correction as table

KIND = "correction"
CHANGED = Changed(KIND)
_RECORD = Record(Correction)


async def known(connection: AsyncConnection) -> tuple[Correction, ...]:
    """All of them, in the order of campus, kind and text."""
    rows = await connection.execute(select(table).order_by(table.c.campus, table.c.kind, table.c.written))
    return tuple(_RECORD.entity(row) for row in rows.mappings())


async def keep(connection: AsyncConnection, new: Iterable[Correction]) -> list[AuditEntry]:
    """Each in the place of the one of the same text, if there is one; what is known changes nothing."""
    before = {_identity(one): one for one in await known(connection)}
    changed = [one for one in _last(new) if before.get(_identity(one)) != one]
    for one in changed:
        await connection.execute(delete(table).where(_same(one)))
        await connection.execute(insert(table).values(**_RECORD.row(one)))
    return [_entry(before.get(_identity(one)), one) for one in changed]


async def drop(connection: AsyncConnection, old: Iterable[Correction]) -> list[AuditEntry]:
    """Those of the same text, whatever they say."""
    before = {_identity(one): one for one in await known(connection)}
    gone = [before[name] for one in old if (name := _identity(one)) in before]
    for one in gone:
        await connection.execute(delete(table).where(_same(one)))
    return [AuditEntry("removed", KIND, _identity(one), one, None) for one in gone]


def _entry(was: Correction | None, now: Correction) -> AuditEntry:
    return AuditEntry("made" if was is None else "changed", KIND, _identity(now), was, now)


def _last(corrections: Iterable[Correction]) -> Iterator[Correction]:
    """Of two answers to one question the later one."""
    yield from {_identity(one): one for one in corrections}.values()


def _identity(one: Correction) -> str:
    return f"{one.campus}/{one.kind}/{one.written}"


def _same(one: Correction) -> ColumnElement[bool]:
    return and_(table.c.campus == one.campus, table.c.kind == one.kind, table.c.written == one.written)
