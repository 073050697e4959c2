"""Reminders as rows, written with the publication or amendment that makes them due."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, insert, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import CommunityId, RevisionId, TermId
from service.domain.reminding.reminders import Content, DueReminder, ReminderKey, ReminderKind
from service.domain.reminding.rescheduling import ReminderState, WrittenReminder, rescheduling
from service.domain.telling.audiences import ChannelName
from service.storage.tables.publications import revision
from service.storage.tables.reminders import reminder

_columns = reminder.c


@dataclass(frozen=True, slots=True)
class Scheduled:
    """How many rows a publication wrote, changed and dropped."""

    new: int
    waiting: int
    dropped: int


async def schedule(
    connection: AsyncConnection,
    revision_id: RevisionId,
    wanted: Sequence[DueReminder],
    *,
    now: datetime,
    mint: Callable[[], str],
    events: Collection[str] | None = None,
) -> Scheduled:
    """Write what a publication made due, in its transaction; the revision is already there.

    Unsent reminders of the same community and term (of these events alone, by UID, where an amendment
    changed no others) that are no longer wanted are dropped.
    """
    written = await _written(connection, revision_id, events)
    contents = {wish.key: _plain(wish.content) for wish in wanted}
    decided = rescheduling(written, wanted, contents, now)
    await _add(connection, decided.new, revision_id, contents, mint)
    changes = [{"row": row, **_as_wanted(wish, revision_id, contents)} for row, wish in decided.waiting]
    if changes:
        again: dict[str, Any] = {name: bindparam(name) for name in changes[0] if name != "row"}
        await connection.execute(
            update(reminder).where(_columns.id == bindparam("row")).values(_UNLEASED | again), changes
        )
    if decided.dropped:
        drop = update(reminder).where(_columns.id == bindparam("row"))
        await connection.execute(
            drop.values(_UNLEASED | {"state": ReminderState.DROPPED.value}),
            [{"row": row} for row in decided.dropped],
        )
    return Scheduled(len(decided.new), len(changes), len(decided.dropped))


async def add(connection: AsyncConnection, wanted: Sequence[DueReminder], mint: Callable[[], str]) -> None:
    """Write what no publication made due; their keys are new."""
    await _add(connection, wanted, None, {wish.key: _plain(wish.content) for wish in wanted}, mint)


async def _add(
    connection: AsyncConnection,
    new: Sequence[DueReminder],
    revision_id: RevisionId | None,
    contents: Mapping[ReminderKey, Any],
    mint: Callable[[], str],
) -> None:
    rows = [
        {
            "id": mint(),
            "event_key": wish.key.event,
            "kind": wish.key.kind.value,
            "offset_minutes": wish.key.offset_minutes,
            "channel": wish.key.channel.value,
            "recipient": wish.key.recipient,
            "attempts": 0,
            **_as_wanted(wish, revision_id, contents),
        }
        for wish in new
    ]
    if rows:
        await connection.execute(insert(reminder), rows)


_UNLEASED: dict[str, Any] = {"attempts": 0, "lease_owner": None, "lease_until": None, "last_error": None}


def _as_wanted(
    wish: DueReminder, revision_id: RevisionId | None, contents: Mapping[ReminderKey, Any]
) -> dict[str, Any]:
    return {
        "revision_id": revision_id,
        "due_at": wish.due_at,
        "not_after": wish.not_after,
        "state": ReminderState.WAITING.value,
        "payload": contents[wish.key],
    }


async def _written(
    connection: AsyncConnection, revision_id: RevisionId, events: Collection[str] | None
) -> list[WrittenReminder]:
    """The rows of the revision's community and term, held against dispatchers until the commit."""
    owner = select(revision.c.community_id, revision.c.term_id).where(revision.c.id == revision_id)
    community_id, term_id = (await connection.execute(owner)).one()
    theirs = select(revision.c.id).where(
        revision.c.community_id == CommunityId(community_id), revision.c.term_id == TermId(term_id)
    )
    rows = await connection.execute(
        select(reminder)
        .where(
            _columns.revision_id.in_(theirs),
            true() if events is None else _columns.event_key.in_(events),
        )
        .order_by(_columns.id)
        .with_for_update()
    )
    return [
        WrittenReminder(row.id, key_of(row), ReminderState(row.state), row.due_at, row.not_after, row.payload)
        for row in rows
    ]


def _plain(content: Content) -> Any:
    """As it comes back from the database: by way of JSON."""
    return msgspec.json.decode(msgspec.json.encode(content))


def key_of(row: Any) -> ReminderKey:
    """The key that a row has."""
    return ReminderKey(
        row.event_key, ReminderKind(row.kind), row.offset_minutes, ChannelName(row.channel), row.recipient
    )
