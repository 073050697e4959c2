"""Submissions as they are kept: listed without their sheets, which are opaque here."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.collecting.submissions import Submission
from service.domain.identity import SubmissionId
from service.storage.audit import AuditEntry
from service.storage.change_log import Changed
from service.storage.errors import StaleVersion
from service.storage.tables.submissions import submission as table

KIND = "submission"

#: What of a submission changes after it was handed in.
_CHANGING = ("campuses", "state", "questions", "problems", "asking")
_LISTED = [column for column in table.c if column.name != "sheets"]


async def of_term(connection: AsyncConnection, term_name: str) -> tuple[Submission, ...]:
    """Those of a term, the earliest received first."""
    rows = await connection.execute(
        select(*_LISTED).where(table.c.term_name == term_name).order_by(table.c.received_at, table.c.id)
    )
    return tuple(_submission(row) for row in rows)


async def by_id(connection: AsyncConnection, submission_id: str) -> Submission | None:
    row = (await connection.execute(select(*_LISTED).where(table.c.id == submission_id))).one_or_none()
    return None if row is None else _submission(row)


async def sheets_of(connection: AsyncConnection, submission_id: str) -> bytes | None:
    """The sheets of one, as they were given to `add`; None = there is no such submission."""
    sheets = select(table.c.sheets).where(table.c.id == submission_id)
    return (await connection.execute(sheets)).scalar_one_or_none()


async def add(connection: AsyncConnection, entry: Submission, sheets: bytes) -> AuditEntry:
    """Keep a new one. What it says of itself is audited, its sheets are not."""
    await connection.execute(insert(table).values(**_row(entry), sheets=sheets))
    return AuditEntry("made", KIND, entry.id, None, entry)


async def change(connection: AsyncConnection, before: Submission, after: Submission) -> AuditEntry:
    """Its campuses, state and counters; StaleVersion where they are no longer as before."""
    was, now = _row(before), _row(after)
    as_it_was = and_(*(table.c[name] == was[name] for name in ("id", "state", "questions", "problems")))
    changed = {name: now[name] for name in _CHANGING}
    done = await connection.execute(update(table).where(as_it_was).values(changed))
    if done.rowcount != 1:
        raise StaleVersion(KIND, before.id, None, None)
    return AuditEntry("changed", KIND, before.id, before, after)


def told(entry: Submission) -> Changed:
    """What followers are told."""
    return Changed(KIND, entry.id)


def _row(entry: Submission) -> Mapping[str, Any]:
    return {column.name: getattr(entry, column.name) for column in _LISTED}


def _submission(row: Row[Any]) -> Submission:
    values = row._asdict()
    return Submission(**{**values, "id": SubmissionId(values["id"])})
