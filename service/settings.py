"""The only reader of the environment: how the service runs.

What the field decides (thresholds, weeks, weights) lives in the database, not here.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

LANGUAGES = ("zh", "en")
#: At the ends of the calendar a day more, or another zone, has no date.
_YEARS = range(2000, 2101)


class SettingInvalid(ValueError):
    """A setting of the environment cannot be used. The message names it, and shows no secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One field per setting; its variable is `TONGKE_` and the field's name in capitals.

    What is hidden from `repr` is a secret: `…_FILE` may give it instead, the path of a file that holds it.
    """

    #: Where everything is kept: `sqlite:///path` or `postgresql://…`, which may hold a password.
    database: str = field(default="sqlite:///tongke.sqlite", repr=False)
    #: The address under which phones and displays reach the service, without a slash at its end.
    #: None: the address it listens on; pages then say 仅校内网可用.
    public_url: str | None = None
    #: Whether whoever connects from this machine is on this machine, although there is a public address: then
    #: the proxy that stands there marks what it forwards. Else nobody sees the coordinator's pages.
    trust_loopback: bool = False
    #: What the addresses of feeds and displays are signed with.
    #: None: the service makes one at its first start and keeps it in the database.
    secret: str | None = field(default=None, repr=False)
    #: The address to listen on. Loopback until there is a sign-in.
    host: str = "127.0.0.1"
    #: The port to listen on; 0 takes a free one.
    port: int = 8080
    #: The folder in which the last good feeds and displays are kept, for days without a database.
    spool: str = "tongke.spool"
    #: The mail server of the reminders. None: no e-mail channel.
    smtp_host: str | None = None
    #: 587 is submission (RFC 6409); STARTTLS is used where the server offers it.
    smtp_port: int = 587
    #: The address that reminders come from; needed with `smtp_host`.
    smtp_sender: str | None = None
    #: None: the mail server wants no sign-in.
    smtp_user: str | None = None
    #: Goes with `smtp_user`.
    smtp_password: str | None = field(default=None, repr=False)
    #: The language of pages and messages for those who ask for none: zh or en.
    language: str = "zh"
    #: The scheduler of a Dask cluster whose workers solve, as `tcp://10.0.0.5:8786` (needs the extra `dask`).
    #: None: processes of this machine do.
    dask: str | None = None
    #: The moment that the process takes for now when it starts, to try the service out in the middle of a
    #: term; no reminder is sent or given up then, and no week begins. None: the machine's clock.
    now: datetime | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """What the environment gives, else the defaults; an empty variable counts as not given.

        Raises SettingInvalid, naming the variable, for a value that cannot be used.
        """
        given: dict[str, Any] = {}
        for setting in fields(cls):
            variable = variable_of(setting.name)
            text = _read(environment, variable, secret=not setting.repr)
            if text:
                given[setting.name] = _READERS.get(setting.name, _as_it_is)(variable, text)
        settings = cls(**given)
        if settings.smtp_host and not settings.smtp_sender:
            raise SettingInvalid("TONGKE_SMTP_HOST needs TONGKE_SMTP_SENDER")
        return settings


def variable_of(setting: str) -> str:
    """The environment variable of a field of Settings."""
    return f"TONGKE_{setting.upper()}"


def variables() -> list[str]:
    """Every variable that is read, in the order of the settings."""
    names: list[str] = []
    for setting in fields(Settings):
        names.append(variable_of(setting.name))
        if not setting.repr:
            names.append(f"{variable_of(setting.name)}_FILE")
    return names


def _read(environment: Mapping[str, str], variable: str, *, secret: bool) -> str:
    value = environment.get(variable, "")
    path = environment.get(f"{variable}_FILE", "") if secret else ""
    if value and path:
        raise SettingInvalid(f"{variable} and {variable}_FILE are both given")
    if not path:
        return value
    try:
        # Files of secrets end with a line break that is not part of the secret.
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingInvalid(f"{variable}_FILE: {path} cannot be read") from problem


def _as_it_is(_variable: str, text: str) -> str:
    return text


def _port(variable: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise SettingInvalid(f"{variable}: {text} is no port, a number from 0 to 65535")
    return int(text)


def _web_address(variable: str, text: str) -> str:
    complaint = f"{variable}: {text} is no address like https://tongke.example.org"
    try:
        parts = urlsplit(text)
    except ValueError as problem:
        raise SettingInvalid(complaint) from problem
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SettingInvalid(complaint)
    return text.rstrip("/")


def _language(variable: str, text: str) -> str:
    if text not in LANGUAGES:
        raise SettingInvalid(f"{variable}: {text} is none of {', '.join(LANGUAGES)}")
    return text


def _moment(variable: str, text: str) -> datetime:
    complaint = f"{variable}: {text} is no moment like 2026-10-12T08:00+08:00, in {_YEARS[0]} to {_YEARS[-1]}"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise SettingInvalid(complaint) from problem
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise SettingInvalid(complaint)
    return moment


def _yes(variable: str, text: str) -> bool:
    if text not in ("yes", "no"):
        raise SettingInvalid(f"{variable}: {text} is neither yes nor no")
    return text == "yes"


#: What turns the text of a variable into the value of a setting, where it is more than the text.
_READERS: Mapping[str, Callable[[str, str], str | int | datetime]] = {
    "public_url": _web_address,
    "trust_loopback": _yes,
    "port": _port,
    "smtp_port": _port,
    "language": _language,
    "now": _moment,
}
