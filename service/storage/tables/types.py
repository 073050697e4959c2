"""What a column holds, as the domain says it: choices, small value sets as JSON, moments in UTC."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

import msgspec
from sqlalchemy import JSON, DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

C = TypeVar("C", bound=StrEnum)


class Choice(TypeDecorator[C]):
    """One of a StrEnum, kept as its text."""

    impl = String
    cache_ok = True

    def __init__(self, of: type[C]) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(self, value: C | None, dialect: Dialect) -> str | None:
        return None if value is None else self.of(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> C | None:
        return None if value is None else self.of(value)


class Json(TypeDecorator[Any]):
    """A small value of the domain, checked when it is read; None is NULL. Sets are kept sorted."""

    impl = JSON
    cache_ok = True

    def __init__(self, of: Any) -> None:
        super().__init__(none_as_null=True)
        self.of = of

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else msgspec.to_builtins(value, order="deterministic")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else msgspec.convert(value, self.of)


class Instant(TypeDecorator[datetime]):
    """An aware moment; given back in UTC. SQLite knows no zones and keeps the wall clock of UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone is not stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
