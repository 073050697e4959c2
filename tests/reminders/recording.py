"""A channel that keeps what it is given, and can be told to fail."""

from collections.abc import Callable

from service.domain.reminding.deliveries import ChannelError
from service.domain.telling.audiences import ChannelName
from service.reminders.channels.channel import Message
from service.reminders.pacing import TokenBucket


class RecordingChannel:
    """`failing` gives the error for a message; None = it is delivered."""

    def __init__(
        self,
        name: ChannelName = ChannelName.LOG,
        failing: Callable[[Message], ChannelError | None] = lambda _: None,
        pace: TokenBucket | None = None,
    ) -> None:
        self.name = name
        self.pace = pace
        self.sent: list[Message] = []
        self.tried = 0
        self._failing = failing

    async def send(self, message: Message) -> None:
        self.tried += 1
        failure = self._failing(message)
        if failure is not None:
            raise failure
        self.sent.append(message)

    @property
    def events(self) -> list[str]:
        return [message.key.event for message in self.sent]
