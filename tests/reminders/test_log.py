"""What the log says: ids, and no names of people."""

import logging

import pytest

from service.domain.reminding.reminders import ReminderKey, ReminderKind
from service.domain.telling.audiences import ChannelName
from service.reminders.channels.channel import Message
from service.reminders.channels.log import LogChannel
from tests.reminding import NOW


async def test_a_line_names_the_audience_by_id_and_leaves_the_body_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    key = ReminderKey("J01@tongke", ReminderKind.UPCOMING, 30, ChannelName.LOG, "campus:near")
    await LogChannel().send(Message("1", key, NOW, "9月7日(周一) 10:00 音乐", "主讲教师：陈琳"))
    assert [record.getMessage() for record in caplog.records] == [
        "reminder upcoming for campus:near, event J01@tongke, 30 minutes before: 9月7日(周一) 10:00 音乐"
    ]
