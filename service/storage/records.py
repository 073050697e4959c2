"""How a dataclass of the domain is written into the columns of a row, and back.

A field is the column of its name. A field that is a span, a slot, a source … is several: its name, and its
part's. Every field is written unless it is named as left out: one that the tables do not know fails at once.
"""

from collections.abc import Mapping
from dataclasses import fields
from types import UnionType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import RowMapping

from calendars.spans import ClockSpan, DateSpan
from service.domain.joint_lessons import Replaces
from service.domain.slots import Slot
from service.domain.sources import Source

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

E = TypeVar("E", bound="DataclassInstance")
Row = dict[str, Any]

#: Values that are several columns; where the first is NULL, there is no value.
_COMPOSITES: Mapping[type, tuple[str, ...]] = {
    DateSpan: ("first", "end"),
    ClockSpan: ("start", "end"),
    Slot: ("weekday", "period"),
    Replaces: ("kind", "subject"),
    Source: ("file", "sheet", "cell"),
}


def _composite(hint: Any) -> type | None:
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return next((option for option in options if option in _COMPOSITES), None)


class Record(Generic[E]):
    """The fields of `cls` but those named in `without`, which are kept in tables of their own."""

    def __init__(self, cls: type[E], *without: str) -> None:
        self._cls = cls
        self._plain: list[str] = []
        self._composite: list[tuple[str, type, list[tuple[str, str]]]] = []
        hints = get_type_hints(cls)
        for field in fields(cls):
            if field.name in without:
                continue
            kind = _composite(hints[field.name])
            if kind is None:
                self._plain.append(field.name)
            else:
                columns = [(f"{field.name}_{part}", part) for part in _COMPOSITES[kind]]
                self._composite.append((field.name, kind, columns))

    def row(self, entity: E) -> Row:
        """The columns of one entity."""
        row = {name: getattr(entity, name) for name in self._plain}
        for name, _, columns in self._composite:
            value = getattr(entity, name)
            for column, part in columns:
                row[column] = None if value is None else getattr(value, part)
        return row

    def entity(self, row: RowMapping, **rest: Any) -> E:
        """One entity from its columns and the fields that were left out."""
        given = {name: row[name] for name in self._plain}
        for name, kind, columns in self._composite:
            values = [row[column] for column, _ in columns]
            given[name] = None if values[0] is None else kind(*values)
        return self._cls(**given, **rest)
