"""The address of a database as people write it, and as the drivers want it."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from service.storage.errors import UnknownDatabase

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


def driver_url(url: str) -> URL:
    """`sqlite:///path` or `postgresql://…` for the async drivers; UnknownDatabase otherwise.

    `sslmode`, `application_name` and `options=-cname=value` mean what they mean to libpq.
    """
    try:
        given = make_url(url)
    except (ArgumentError, ValueError):
        raise UnknownDatabase from None  # the text may hold a password
    if given.drivername not in _DRIVERS:
        raise UnknownDatabase
    wanted = given.set(drivername=_DRIVERS[given.drivername])
    if wanted.get_backend_name() == "sqlite":
        if not wanted.database or wanted.database == ":memory:":
            raise UnknownDatabase
        return wanted
    query = dict(wanted.query)
    for setting in ("application_name", "options"):
        query.pop(setting, None)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    return wanted.set(query=query)


def server_settings(url: str) -> dict[str, str]:
    """What libpq would tell the server: `application_name`, and `options` (`-cname=value …`)."""
    query = make_url(url).normalized_query
    settings = {"application_name": query.get("application_name", ("tongke",))[-1]}
    for text in query.get("options", ()):
        pairs = (piece.strip().partition("=") for piece in text.split("-c") if "=" in piece)
        settings.update({name: value for name, _, value in pairs})
    return settings
