"""The queue of reminders: claimed under a lease, marked once sent, given up where they cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.identity import RevisionId
from service.domain.reminding.change_notices import ChangeNotice
from service.domain.reminding.incident_notices import IncidentNotice
from service.domain.reminding.reminders import Content, ReminderKey, ReminderKind, Upcoming
from service.domain.reminding.rescheduling import ReminderState
from service.domain.telling.audiences import ChannelName
from service.storage.reminders import key_of
from service.storage.tables.reminders import contact, reminder

_CONTENTS: Mapping[ReminderKind, type[Content]] = {
    ReminderKind.UPCOMING: Upcoming,
    ReminderKind.CHANGED: ChangeNotice,
    ReminderKind.INCIDENT: IncidentNotice,
}
_ADDRESSED = [channel.value for channel in ChannelName if channel.needs_address]
_columns = reminder.c
#: The rest waits for the next time: a statement takes some 30,000 parameters, no more.
_AT_ONCE = 1000

TOO_LATE = "too_late"
NO_ADDRESS = "no_address"
NEVER_FINISHED = "never_finished"


@dataclass(frozen=True, slots=True)
class Claim:
    """A reminder that `owner` alone may send, until its lease ends. `attempt` counts from 1."""

    id: str
    key: ReminderKey
    revision_id: RevisionId | None
    owner: str
    attempt: int
    due_at: datetime
    not_after: datetime
    content: Content
    #: None where the channel needs none. Never in a text, a log or an error.
    address: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class DeadReminder:
    """A reminder that was given up; `error` names what happened, and no address."""

    id: str
    key: ReminderKey
    due_at: datetime
    attempts: int
    error: str


async def anything_due(connection: AsyncConnection, now: datetime) -> bool:
    """Whether there may be something to send or to give up: a look that locks nothing."""
    return bool((await connection.execute(select(select(_columns.id).where(_is_due(now)).exists()))).scalar())


async def claim(
    connection: AsyncConnection,
    channel: ChannelName,
    *,
    owner: str,
    now: datetime,
    lease: timedelta,
    attempts: int,
) -> Claim | None:
    """Lease the one that becomes useless first among those due in a channel; None = nothing is due.

    `owner` is of this claim alone: with the attempt it tells this lease from every other. Rows that another
    dispatcher is claiming right now are passed over (SKIP LOCKED; on SQLite the transaction is alone). No
    lease is taken over before it has ended, and no row that was tried `attempts` times already.
    """
    due = (
        select(reminder, contact.c.address)
        .outerjoin(
            contact, (contact.c.recipient == _columns.recipient) & (contact.c.channel == _columns.channel)
        )
        .where(
            _columns.channel == channel.value,
            _is_due(now),
            _columns.not_after > now,
            _columns.attempts < attempts,
            or_(_columns.channel.not_in(_ADDRESSED), contact.c.address.is_not(None)),
        )
        .order_by(_columns.not_after, _columns.due_at, _columns.id)
        .limit(1)
        .with_for_update(of=reminder, skip_locked=True)
    )
    row = (await connection.execute(due)).one_or_none()
    if row is None:
        return None
    attempt = row.attempts + 1
    await connection.execute(
        update(reminder)
        .where(_columns.id == row.id)
        .values(
            state=ReminderState.LEASED.value, attempts=attempt, lease_owner=owner, lease_until=now + lease
        )
    )
    key = key_of(row)
    return Claim(
        id=row.id,
        key=key,
        revision_id=row.revision_id,
        owner=owner,
        attempt=attempt,
        due_at=row.due_at,
        not_after=row.not_after,
        content=msgspec.convert(row.payload, _CONTENTS[key.kind]),
        address=row.address if channel.needs_address else None,
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    # Written out: a planner that sees a parameter cannot know that the index of these rows alone will do.
    waiting = literal(ReminderState.WAITING.value, literal_execute=True)
    leased = literal(ReminderState.LEASED.value, literal_execute=True)
    return or_(
        (_columns.state == waiting) & (_columns.due_at <= now),
        (_columns.state == leased) & (_columns.lease_until <= now),
    )


async def mark_sent(connection: AsyncConnection, claimed: Claim, now: datetime) -> bool:
    """Whether it was still this claim's to mark: not when its lease was taken over, or its event moved."""
    return await _settle(
        connection, claimed, {"state": ReminderState.SENT.value, "sent_at": now, "last_error": None}
    )


async def mark_failed(
    connection: AsyncConnection, claimed: Claim, error: str, retry_at: datetime | None
) -> bool:
    """Try again from `retry_at` on; None = it is dead. Gives what `mark_sent` gives.

    Until then it is a lease that nobody holds, so that `due_at` stays the time it was wanted at.
    """
    state = ReminderState.DEAD if retry_at is None else ReminderState.LEASED
    return await _settle(
        connection, claimed, {"state": state.value, "lease_until": retry_at, "last_error": error}
    )


async def _settle(connection: AsyncConnection, claimed: Claim, values: Mapping[str, Any]) -> bool:
    ours = (
        (_columns.id == claimed.id)
        & (_columns.state == ReminderState.LEASED.value)
        & (_columns.lease_owner == claimed.owner)
        & (_columns.attempts == claimed.attempt)
    )
    done = await connection.execute(
        update(reminder).where(ours).values({"lease_owner": None, "lease_until": None, **values})
    )
    return done.rowcount == 1


async def clear(connection: AsyncConnection, now: datetime, attempts: int) -> tuple[DeadReminder, ...]:
    """Take out of the queue what can no longer be sent; gives what is newly dead.

    Dropped: nobody knew an address in time. Dead: its time is over, or its last attempt never came back.
    """
    known = (
        select(contact.c.address)
        .where(contact.c.recipient == _columns.recipient, contact.c.channel == _columns.channel)
        .exists()
    )
    over = _columns.not_after <= now
    await _give_up(
        connection, now, over & _columns.channel.in_(_ADDRESSED) & ~known, ReminderState.DROPPED, NO_ADDRESS
    )
    late = await _give_up(connection, now, over, ReminderState.DEAD, TOO_LATE)
    tried = _columns.attempts >= attempts
    return (*late, *await _give_up(connection, now, tried, ReminderState.DEAD, NEVER_FINISHED))


async def _give_up(
    connection: AsyncConnection,
    now: datetime,
    which: ColumnElement[bool],
    state: ReminderState,
    error: str,
) -> list[DeadReminder]:
    """Locks first, passing over what others hold: to wait for several rows could deadlock a publication."""
    found = select(_columns.id).where(_is_due(now), which).limit(_AT_ONCE).with_for_update(skip_locked=True)
    ids = list((await connection.execute(found)).scalars())
    if not ids:
        return []
    rows = await connection.execute(
        update(reminder)
        .where(_columns.id.in_(ids))
        .values(
            state=state.value,
            lease_owner=None,
            lease_until=None,
            # What went wrong at the last attempt says more than that the time is over.
            last_error=func.coalesce(_columns.last_error, error),
        )
        .returning(reminder)
    )
    return [_dead(row) for row in rows]


async def dead(connection: AsyncConnection) -> tuple[DeadReminder, ...]:
    """Every reminder that was given up, the latest first."""
    rows = await connection.execute(
        select(reminder)
        .where(_columns.state == ReminderState.DEAD.value)
        .order_by(_columns.due_at.desc(), _columns.id)
    )
    return tuple(_dead(row) for row in rows)


def _dead(row: Any) -> DeadReminder:
    return DeadReminder(row.id, key_of(row), row.due_at, row.attempts, row.last_error or "")


async def count_by_state(connection: AsyncConnection) -> Mapping[ReminderState, int]:
    """How many reminders stand where; a state without any is not in it."""
    rows = await connection.execute(select(_columns.state, func.count()).group_by(_columns.state))
    return {ReminderState(state): count for state, count in rows}
