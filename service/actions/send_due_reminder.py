"""Send one reminder: claim it, send it, and only then mark it.

A crash between sending and marking sends it once more when the lease has ended; nothing is ever lost.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.reminding.deliveries import ChannelError, DeliveryRules
from service.domain.telling.audiences import ChannelName
from service.storage import reminder_queue
from service.storage.database import Database
from service.storage.minting import mint
from service.storage.reminder_queue import Claim


class Outcome(StrEnum):
    SENT = "sent"
    TO_RETRY = "to_retry"
    DEAD = "dead"
    TAKEN_OVER = "taken_over"  # sent, or tried, when the lease was over or the event had moved


@dataclass(frozen=True, slots=True)
class SendReport:
    """What became of one reminder; `failure` None = it was delivered."""

    claim: Claim
    outcome: Outcome
    failure: ChannelError | None = None


async def send_due_reminder(
    database: Database,
    channel: ChannelName,
    deliver: Callable[[Claim], Awaitable[None]],
    *,
    clock: Callable[[], datetime],
    rules: DeliveryRules,
) -> SendReport | None:
    """The most urgent one due in a channel; None = nothing is due. `deliver` raises ChannelError.

    `clock` instead of `now`, for sending takes a while. Changes no fact: nobody is written down for it.
    """
    now = clock()
    async with database.bookkeeping() as connection:
        claim = await reminder_queue.claim(
            connection, channel, owner=mint(now), now=now, lease=rules.lease, attempts=rules.attempts
        )
    if claim is None:
        return None
    failure = await _attempt(deliver, claim, rules)
    now = clock()
    async with database.bookkeeping() as connection:
        if failure is None:
            outcome, marked = Outcome.SENT, await reminder_queue.mark_sent(connection, claim, now)
        else:
            retry_at = None if failure.permanent else rules.retry_at(claim.attempt, now, claim.not_after)
            outcome = Outcome.DEAD if retry_at is None else Outcome.TO_RETRY
            marked = await reminder_queue.mark_failed(connection, claim, failure.code, retry_at)
    return SendReport(claim, outcome if marked else Outcome.TAKEN_OVER, failure)


async def _attempt(
    deliver: Callable[[Claim], Awaitable[None]], claim: Claim, rules: DeliveryRules
) -> ChannelError | None:
    """Why it was not delivered; None = it was."""
    try:
        async with asyncio.timeout(rules.timeout.total_seconds()):
            await deliver(claim)
    except ChannelError as failure:
        return failure
    except TimeoutError:
        return ChannelError("timeout", permanent=False, pauses=True)
    except Exception as defect:  # noqa: BLE001 - one message that cannot be made must not stop the others
        # The kind alone: the text of an error may quote what was being sent, and to whom.
        return ChannelError(type(defect).__name__, permanent=False)
    return None
