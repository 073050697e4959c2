"""Letters through a true mail server: what arrives, and what its refusals mean."""

import socket
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from service.actions.set_contact import set_contact
from service.domain.reminding.deliveries import ChannelError
from service.domain.reminding.reminders import ReminderKey, ReminderKind
from service.domain.reminding.rescheduling import ReminderState
from service.domain.telling.audiences import ChannelName
from service.reminders.channels.channel import Message
from service.reminders.channels.email import EmailChannel
from service.reminders.dispatcher import Dispatcher
from service.storage import reminder_queue
from service.storage.database import Database
from tests.reminders.mail_servers import CERTIFICATE, PASSWORD, USER, Mailbox, mail_server
from tests.reminders.test_dispatcher import dispatcher
from tests.reminding import NOW, letter, publish

ADDRESS = "chen.lin@example.org"
KEY = ReminderKey("J01@tongke", ReminderKind.UPCOMING, 30, ChannelName.EMAIL, "person:p1")
MESSAGE = Message(
    "id.202609010200", KEY, NOW, "即将开始:10:00 音乐 同步课", "时间：9月7日\n地点：中心小学\n", ADDRESS
)
MINUTE = timedelta(minutes=1)


def channel(mailbox: Mailbox, host: str = "127.0.0.1", **sign_in: Any) -> EmailChannel:
    return EmailChannel(host, mailbox.port, "tongke@school.example.org", **sign_in)


async def refusal(mailbox: Mailbox, host: str = "127.0.0.1", **sign_in: str) -> tuple[str, bool, bool]:
    with pytest.raises(ChannelError) as refused:
        await channel(mailbox, host, **sign_in).send(MESSAGE)
    assert ADDRESS not in str(refused.value)
    assert (refused.value.__cause__, refused.value.__suppress_context__) == (None, True)
    return refused.value.code, refused.value.permanent, refused.value.pauses


async def test_a_chinese_letter_arrives_as_it_was_written() -> None:
    async with mail_server() as mailbox:
        await channel(mailbox).send(MESSAGE)
    (arrived,) = mailbox.letters
    assert arrived["Subject"] == "即将开始:10:00 音乐 同步课"
    assert arrived.get_content().replace("\r\n", "\n") == "时间：9月7日\n地点：中心小学\n"
    assert (arrived.get_content_type(), arrived.get_content_charset()) == ("text/plain", "utf-8")
    assert arrived["To"] == ADDRESS
    assert [address.display_name for address in arrived["From"].addresses] == ["同课"]
    assert [address.addr_spec for address in arrived["From"].addresses] == ["tongke@school.example.org"]
    assert arrived["Message-ID"] == "<id.202609010200@school.example.org>"
    assert parsedate_to_datetime(str(arrived["Date"])) == NOW
    assert arrived["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("answer", "permanent", "pauses"),
    [
        ("450 mailbox busy: chen.lin@example.org", False, False),
        ("421 closing", False, True),
        ("550 no such user: chen.lin@example.org", True, False),
    ],
)
async def test_what_the_server_says_of_the_recipient(answer: str, permanent: bool, pauses: bool) -> None:
    async with mail_server(Mailbox(of_recipient={ADDRESS: answer})) as mailbox:
        assert await refusal(mailbox) == (f"smtp {answer[:3]}", permanent, pauses)
    assert mailbox.letters == []


@pytest.mark.parametrize(("answer", "permanent"), [("451 later", False), ("554 spam", True)])
async def test_what_the_server_says_of_the_letter(answer: str, permanent: bool) -> None:
    async with mail_server(Mailbox(of_letter=answer)) as mailbox:
        assert await refusal(mailbox) == (f"smtp {answer[:3]}", permanent, False)


async def test_what_the_server_says_of_us_kills_no_reminder() -> None:
    async with mail_server(Mailbox(of_sender="553 not yours")) as mailbox:
        assert await refusal(mailbox) == ("SMTPSenderRefused 553", False, True)


async def test_nobody_there_may_pass() -> None:
    with socket.socket() as bound:  # bound, but it does not listen: the port answers nobody
        bound.bind(("127.0.0.1", 0))
        mailbox = Mailbox(port=bound.getsockname()[1])
        assert await refusal(mailbox) == ("SMTPConnectError", False, True)


async def test_it_signs_in() -> None:
    async with mail_server(sign_in=True) as mailbox:
        await channel(mailbox, user=USER, password=PASSWORD).send(MESSAGE)
        assert await refusal(mailbox, user=USER, password="wrong") == (
            "SMTPAuthenticationError 535",
            False,
            True,
        )
    assert len(mailbox.letters) == 1


async def test_tls_is_used_where_it_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with mail_server(tls=True) as mailbox:
        await channel(mailbox).send(MESSAGE)
    assert mailbox.over_tls == [True]


async def test_a_server_that_cannot_prove_its_name_gets_no_letter() -> None:
    async with mail_server(tls=True) as mailbox:
        code, permanent, pauses = await refusal(mailbox)
    assert (permanent, pauses, mailbox.letters) == (False, True, [])
    assert code == "SSLCertVerificationError"


async def test_a_password_goes_to_another_machine_over_tls_only() -> None:
    async with mail_server(sign_in=True) as mailbox:
        # It leads to this machine, too, but it is no loopback address.
        refused = await refusal(mailbox, host="0.0.0.0", user=USER, password=PASSWORD)
    assert refused == ("SMTPException", False, True)
    assert mailbox.letters == []


async def to_head(database: Database, mailbox: Mailbox) -> Dispatcher:
    await publish(database, letter())
    await set_contact(database, "head-a", ADDRESS, actor="王主任", now=NOW)
    return dispatcher(database, channel(mailbox))


async def counts(database: Database) -> dict[ReminderState, int]:
    async with database.reading() as store:
        return dict(await reminder_queue.count_by_state(store.connection))


async def test_a_reminder_becomes_a_letter(database: Database) -> None:
    async with mail_server() as mailbox:
        await (await to_head(database, mailbox)).send_due()
    assert [arrived["Subject"] for arrived in mailbox.letters] == [
        "即将开始：10:00 音乐 同步课，9月7日(周一)"
    ]
    assert await counts(database) == {ReminderState.SENT: 1}


async def test_a_mailbox_that_is_busy_gets_it_later(database: Database) -> None:
    async with mail_server(Mailbox(of_letter="451 later")) as mailbox:
        await (await to_head(database, mailbox)).send_due()
        mailbox.of_letter = ""
        await dispatcher(database, channel(mailbox), after=MINUTE - timedelta(seconds=1)).send_due()
        assert mailbox.letters == []
        await dispatcher(database, channel(mailbox), after=MINUTE).send_due()
    assert len(mailbox.letters) == 1
    assert await counts(database) == {ReminderState.SENT: 1}


async def test_a_mailbox_that_does_not_exist_is_dead_and_visible(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with mail_server(Mailbox(of_recipient={ADDRESS: f"550 no such user: {ADDRESS}"})) as mailbox:
        await (await to_head(database, mailbox)).send_due()
        await dispatcher(database, channel(mailbox), after=60 * MINUTE).send_due()
    async with database.reading() as store:
        dead = await reminder_queue.dead(store.connection)
    assert [(one.key.recipient, one.attempts, one.error) for one in dead] == [
        ("person:head-a", 1, "smtp 550")
    ]
    assert "smtp 550" in caplog.text
    assert ADDRESS not in caplog.text + repr(dead)
