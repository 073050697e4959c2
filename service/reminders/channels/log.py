"""The log channel: what campuses and research groups are told, in the service's own log, by id."""

import logging

from service.domain.telling.audiences import ChannelName
from service.reminders.channels.channel import Message

_log = logging.getLogger(__name__)


class LogChannel:
    """Cannot fail. The body stays out: it names people."""

    name = ChannelName.LOG
    pace = None

    async def send(self, message: Message) -> None:
        key = message.key
        _log.info(
            "reminder %s for %s, event %s, %s minutes before: %s",
            key.kind.value,
            key.recipient,
            key.event,
            key.offset_minutes,
            message.title,
        )
