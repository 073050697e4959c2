"""What every channel can do: deliver one message, or say why not."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from service.domain.reminding.reminders import ReminderKey
from service.domain.telling.audiences import ChannelName
from service.reminders.pacing import TokenBucket


@dataclass(frozen=True, slots=True)
class Message:
    """One reminder in words. `identity` stays the same when it is tried again.

    `title` names no person; `body` may. `address` is set where the channel needs one, and never shown.
    """

    identity: str
    key: ReminderKey
    made_at: datetime
    title: str
    body: str = field(repr=False)
    address: str | None = field(default=None, repr=False)


class Channel(Protocol):
    """A way of telling people."""

    @property
    def name(self) -> ChannelName: ...

    @property
    def pace(self) -> TokenBucket | None:
        """How fast it may go; None = as fast as it can."""
        ...

    async def send(self, message: Message) -> None:
        """Returns when the message is delivered, as far as the channel can know; else raises ChannelError."""
        ...
