"""The e-mail channel: one letter to one person, by way of the mail server of the settings."""

import ipaddress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import aiosmtplib
from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from service.domain.reminding.deliveries import ChannelError
from service.domain.telling.audiences import ChannelName
from service.reminders.channels.channel import Message
from service.reminders.pacing import TokenBucket

#: The port of TLS from the first byte (RFC 8314, 3.3); elsewhere STARTTLS, where it is offered.
_TLS_PORT = 465
#: "Service not available, closing transmission channel" (RFC 5321, 4.2.3): of the server, not of the letter.
_CLOSING = 421
_SENDER_NAME = "同课"


class EmailChannel:
    """A password is only sent over TLS, or to this machine itself."""

    name = ChannelName.EMAIL

    def __init__(
        self,
        host: str,
        port: int,
        sender: str,
        *,
        user: str | None = None,
        password: str | None = None,
        timeout: float = 30.0,
    ) -> None:
        self.pace = TokenBucket(per_second=5, burst=20)
        self._host = host
        self._port = port
        self._sender = Address(_SENDER_NAME, addr_spec=sender)
        self._user = user
        self._password = password
        self._timeout = timeout

    async def send(self, message: Message) -> None:
        """Permanent is what the server says (5xx) of this letter or its recipient (RFC 5321, 4.2.1).

        What it says of itself, of our sign-in or sender holds for every letter: the channel pauses, and no
        reminder dies of it at once. Errors carry the code, never the server's text: that quotes addresses.
        """
        try:
            await aiosmtplib.send(
                self._letter(message),
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                # Else it would look this machine's name up, and wait where there is no DNS.
                local_hostname=self._sender.domain,
                timeout=self._timeout,
                use_tls=self._port == _TLS_PORT,
                start_tls=self._start_tls(),
            )
        except SMTPRecipientsRefused as refused:
            raise _of_code(min(recipient.code for recipient in refused.recipients)) from None
        except (SMTPConnectError, SMTPHeloError, SMTPAuthenticationError, SMTPSenderRefused) as refused:
            raise ChannelError(_name(refused), permanent=False, pauses=True) from None
        except SMTPResponseException as refused:
            raise _of_code(refused.code) from None
        except (aiosmtplib.SMTPException, OSError) as failed:
            raise ChannelError(_name(failed), permanent=False, pauses=True) from None

    def _start_tls(self) -> bool | None:
        """None: where it is offered."""
        if self._port == _TLS_PORT:
            return False
        return True if self._user is not None and not _is_this_machine(self._host) else None

    def _letter(self, message: Message) -> EmailMessage:
        letter = EmailMessage(policy=SMTP)
        letter["From"] = self._sender
        letter["To"] = Address(addr_spec=message.address or "")
        letter["Subject"] = message.title
        letter["Date"] = format_datetime(message.made_at)
        # The same at each attempt: a mailbox that gets it twice can tell.
        letter["Message-ID"] = f"<{message.identity}@{self._sender.domain}>"
        # So that no holiday notice answers it (RFC 3834, 5).
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.body)
        return letter


def _of_code(code: int) -> ChannelError:
    return ChannelError(f"smtp {code}", permanent=code >= 500, pauses=code == _CLOSING)


def _name(error: Exception) -> str:
    code = getattr(error, "code", None)
    return type(error).__name__ if code is None else f"{type(error).__name__} {code}"


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
