"""What a publication does to reminders already written: moved events' are rescheduled, lost ones' dropped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from service.domain.reminding.reminders import DueReminder, ReminderKey, ReminderKind


class ReminderState(StrEnum):
    WAITING = "waiting"
    LEASED = (
        "leased"  # being sent, or left behind by a dispatcher that died: then it waits for the lease to end
    )
    SENT = "sent"
    DEAD = "dead"  # given up, and shown
    DROPPED = "dropped"  # nobody needs it any more


@dataclass(frozen=True, slots=True)
class WrittenReminder:
    """A row as it stands. `content` is plain JSON."""

    id: str
    key: ReminderKey
    state: ReminderState
    due_at: datetime
    not_after: datetime
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rescheduling:
    """`waiting` rows wait (again) as the new publication has them; `dropped` ones are not sent."""

    new: tuple[DueReminder, ...]
    waiting: tuple[tuple[str, DueReminder], ...]
    dropped: tuple[str, ...]


def rescheduling(
    written: Iterable[WrittenReminder],
    wanted: Iterable[DueReminder],
    contents: Mapping[ReminderKey, Mapping[str, Any]],
    now: datetime,
) -> Rescheduling:
    """From the rows of one community and term to those wanted; `contents` are the wanted ones' as plain JSON.

    What was sent is not sent again because a topic was corrected; only where its event has moved so far that
    the reminder is due once more. Notices of earlier publications stay: each is its own cause.
    """
    standing = {row.key: row for row in written}
    new: list[DueReminder] = []
    waiting: list[tuple[str, DueReminder]] = []
    for reminder in wanted:
        row = standing.pop(reminder.key, None)
        if row is None:
            new.append(reminder)
        elif _waits_anew(row, reminder, contents[reminder.key], now):
            waiting.append((row.id, reminder))
    dropped = tuple(row.id for row in standing.values() if _is_lost(row))
    return Rescheduling(tuple(new), tuple(waiting), dropped)


def _waits_anew(
    row: WrittenReminder, reminder: DueReminder, content: Mapping[str, Any], now: datetime
) -> bool:
    moved = row.due_at != reminder.due_at
    match row.state:
        case ReminderState.WAITING:
            return moved or row.not_after != reminder.not_after or row.content != content
        case ReminderState.DROPPED:
            return True
        case _:
            # Also while it is being sent: whoever sends it holds a lease of the old time, and cannot mark it.
            return moved and reminder.due_at > now


def _is_lost(row: WrittenReminder) -> bool:
    return row.key.kind is ReminderKind.UPCOMING and row.state in (
        ReminderState.WAITING,
        ReminderState.LEASED,
    )
