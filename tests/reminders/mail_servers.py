"""A true mail server on loopback, in the test's own event loop."""

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

#: A key and a certificate for localhost, made for these tests; nobody trusts it.
CERTIFICATE = Path(__file__).with_name("loopback.pem")
USER, PASSWORD = "tongke", "geheim"


@dataclass
class Mailbox:
    """What arrived, and what the server answers: to RCPT by recipient, to MAIL and to DATA always."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    over_tls: list[bool] = field(default_factory=list)
    of_recipient: Mapping[str, str] = field(default_factory=dict)
    of_sender: str = ""
    of_letter: str = ""

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.of_recipient.get(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if not self.of_sender:
            envelope.mail_from = address
        return self.of_sender or "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.of_letter:
            return self.of_letter
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.over_tls.append(session.ssl is not None)
        return "250 OK"


def _signs_in(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object
) -> AuthResult:
    good = given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=good)


@asynccontextmanager
async def mail_server(
    mailbox: Mailbox | None = None, *, tls: bool = False, sign_in: bool = False
) -> AsyncIterator[Mailbox]:
    """A server that answers what its mailbox says; with `tls` it wants STARTTLS, with `sign_in` a user."""
    mailbox = mailbox or Mailbox()
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
    loop = asyncio.get_running_loop()

    def answering() -> SMTP:
        with warnings.catch_warnings():
            # It warns of a sign-in without TLS: that is what some of these tests are about.
            warnings.simplefilter("ignore", UserWarning)
            return SMTP(
                mailbox,
                hostname="localhost",
                loop=loop,
                tls_context=context,
                require_starttls=tls,
                auth_required=sign_in,
                auth_require_tls=False,
                authenticator=_signs_in,
            )

    server = await loop.create_server(answering, "127.0.0.1")
    mailbox.port = server.sockets[0].getsockname()[1]
    try:
        yield mailbox
    finally:
        server.close()
