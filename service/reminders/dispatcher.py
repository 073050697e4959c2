"""The dispatcher: sends what is due. Every replica runs one; the database decides who sends what."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from service.actions.clear_reminders import clear_reminders
from service.actions.send_due_reminder import Outcome, SendReport, send_due_reminder
from service.domain.reminding.deliveries import DEFAULT_DELIVERY, DeliveryRules
from service.reminders.channels.channel import Channel, Message
from service.storage import reminder_queue
from service.storage.database import Database
from service.storage.reminder_queue import Claim, DeadReminder
from service.words.catalogue import Words
from service.words.feeds.reminder_texts import reminder_text

_log = logging.getLogger(__name__)
#: A bucket that is empty is left alone for at least so long, in seconds.
_SHORTEST_PAUSE = 1.0


class Dispatcher:
    """Sends through its channels; several may work on one database at once."""

    def __init__(
        self,
        database: Database,
        channels: tuple[Channel, ...],
        words: Words,
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        stop: asyncio.Event,
        rules: DeliveryRules = DEFAULT_DELIVERY,
    ) -> None:
        self._database = database
        self._channels = channels
        self._words = words
        self._clock = clock
        self._monotonic = monotonic
        self._stop = stop
        self._rules = rules

    async def send_due(self) -> float | None:
        """One round: all that is due now; the seconds after which a channel that goes slowly has more to do.

        1. Look, without a lock. 2. Give up what is too late. 3. Send, the channels side by side, so that one
        that hangs holds up no other. Once `stop` is set, nothing more is begun.
        """
        now = self._clock()
        async with self._database.reading() as store:
            if not await reminder_queue.anything_due(store.connection, now):
                return None
        _say_dead(await clear_reminders(self._database, now=now, rules=self._rules))
        # Each to its end: a failure of one may not break off what another is sending.
        rounds = await asyncio.gather(*map(self._drain, self._channels), return_exceptions=True)
        waits: list[float] = []
        for done in rounds:
            if isinstance(done, BaseException):
                raise done
            if done is not None:
                waits.append(done)
        return min(waits, default=None)

    async def _drain(self, channel: Channel) -> float | None:
        while not self._stop.is_set():
            wait = channel.pace.wait(self._monotonic()) if channel.pace else 0.0
            if wait > 0:
                return max(wait, _SHORTEST_PAUSE)
            report = await send_due_reminder(
                self._database,
                channel.name,
                lambda claim: channel.send(self._message(claim)),
                clock=self._clock,
                rules=self._rules,
            )
            if report is None:
                return None
            _say(report)
            if report.failure is not None and report.failure.pauses:
                return None
        return None

    def _message(self, claim: Claim) -> Message:
        text = reminder_text(claim.content, claim.key.offset_minutes, self._words)
        return Message(
            # With the time it is due at: a reminder of a moved event is another letter.
            identity=f"{claim.id}.{claim.due_at.astimezone(UTC):%Y%m%d%H%M}",
            key=claim.key,
            made_at=self._clock(),
            title=text.title,
            body=text.body,
            address=claim.address,
        )


def _say(report: SendReport) -> None:
    """By ids; an error by its code."""
    claim, failure = report.claim, report.failure
    match report.outcome:
        case Outcome.DEAD:
            _log.error("reminder %s is given up at attempt %s: %s", claim.id, claim.attempt, failure)
        case Outcome.TO_RETRY:
            _log.warning("reminder %s failed at attempt %s: %s", claim.id, claim.attempt, failure)
        case Outcome.TAKEN_OVER:
            _log.warning("reminder %s was taken over during attempt %s", claim.id, claim.attempt)
        case Outcome.SENT:
            _log.debug("reminder %s sent at attempt %s", claim.id, claim.attempt)


def _say_dead(dead: Sequence[DeadReminder]) -> None:
    """Each that failed; those that nobody came to in time together: after a pause they are hundreds."""
    late = [one for one in dead if one.error == reminder_queue.TOO_LATE and one.attempts == 0]
    if late:
        _log.warning("%s reminders are given up, for it is too late for them", len(late))
    for one in dead:
        if one not in late:
            _log.error("reminder %s is given up after %s attempts: %s", one.id, one.attempts, one.error)
