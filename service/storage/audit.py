"""The audit log: who changed what, when, what was, what is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.minting import mint
from service.storage.tables.audit import audit


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change of one thing. `before` None: it was made; `after` None: it was removed. Never a contact."""

    action: str
    entity_kind: str
    entity_id: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """An entry as it was written; `before` and `after` are plain JSON values."""

    at: datetime
    actor: str
    entry: AuditEntry


async def write(connection: AsyncConnection, entries: list[AuditEntry], actor: str, now: datetime) -> None:
    """Dataclasses of the domain become JSON documents."""
    if not entries:
        return
    await connection.execute(
        insert(audit),
        [
            {
                "id": mint(now),
                "at": now,
                "actor": actor,
                "action": entry.action,
                "entity_kind": entry.entity_kind,
                "entity_id": entry.entity_id,
                "before": _plain(entry.before),
                "after": _plain(entry.after),
            }
            for entry in entries
        ],
    )


async def of(connection: AsyncConnection, kind: str, identity: str) -> tuple[AuditRecord, ...]:
    """The history of one thing, the last change first."""
    rows = await connection.execute(
        select(audit)
        .where(audit.c.entity_kind == kind, audit.c.entity_id == identity)
        .order_by(audit.c.id.desc())
    )
    return tuple(
        AuditRecord(
            row.at, row.actor, AuditEntry(row.action, row.entity_kind, row.entity_id, row.before, row.after)
        )
        for row in rows
    )


def _plain(value: Any) -> Any:
    return None if value is None else msgspec.to_builtins(value, order="deterministic")
