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

    Of libpq's parameters `sslmode` and `options=-csearch_path=…` are understood as libpq does.
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
    query.pop("options", None)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    return wanted.set(query=query)


def server_settings(url: str) -> dict[str, str]:
    """What libpq would send in `options`: `-cname=value`, one after the other."""
    options = make_url(url).query.get("options", "")
    text = options if isinstance(options, str) else " ".join(options)
    pairs = (piece.strip().partition("=") for piece in text.split("-c") if "=" in piece)
    return {name: value for name, _, value in pairs}
