"""What storage can refuse. The docstring is the message; no message holds a value of a row."""

import sqlite3
from datetime import datetime

from sqlalchemy.exc import DBAPIError, IntegrityError


class StorageError(Exception):
    """The database refused."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class UnknownDatabase(StorageError):
    """A database is named as sqlite:///path or postgresql://host/name."""


class SchemaOutdated(StorageError):
    """The database is not at the newest schema: run `tongke migrate`."""


class SchemaTooNew(StorageError):
    """The database was made by a newer release than this one: install that, or a newer one."""


class TermUnclear(StorageError):
    """The database has no such term, or several. `names` are those it has, the newest last."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"the database has no such term, or several: {', '.join(names)}")
        self.names = names


class CommunityUnknown(StorageError):
    """The database has no such community in it."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"the database has no such community; it has: {', '.join(names)}")
        self.names = names


class NotLocked(StorageError):
    """A write may only touch the campuses it locked; what belongs to all needs the whole district locked."""


class Duplicate(StorageError):
    """The same thing is given twice."""

    def __init__(self, kind: str, identity: str) -> None:
        super().__init__(f"{kind} {identity} is given twice")


class StaleVersion(StorageError):
    """Somebody changed it in the meantime. `actor` and `at` are None where the audit log does not say."""

    def __init__(self, kind: str, identity: str, actor: str | None, at: datetime | None) -> None:
        who = "somebody" if actor is None else actor
        when = "" if at is None else f" at {at.isoformat(timespec='seconds')}"
        super().__init__(f"{kind} {identity} was changed by {who}{when}: read it again")
        self.kind = kind
        self.identity = identity
        self.actor = actor
        self.at = at


class DatabaseFailed(StorageError):
    """The database failed, or cannot be reached."""


class ConstraintViolated(DatabaseFailed):
    """A constraint of the database does not hold."""


def translated(error: DBAPIError) -> DatabaseFailed:
    """The failure without its values: PostgreSQL quotes rows and keys, in which there may be a contact.

    What SQLite says of a constraint names columns only.
    """
    cause = (error.orig and error.orig.__cause__) or error.orig or error
    if not isinstance(error, IntegrityError):
        return DatabaseFailed(f"the database failed: {type(cause).__name__}")
    said = (
        str(cause) if isinstance(cause, sqlite3.IntegrityError) else getattr(cause, "constraint_name", None)
    )
    return ConstraintViolated(f"a constraint of the database does not hold: {said or type(cause).__name__}")
