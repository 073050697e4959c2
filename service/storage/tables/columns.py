"""The metadata every table belongs to, and the columns that many of them have.

A field of the domain that is a span, a slot or a source is several columns: its name, then the part's.
"""

from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Integer, MetaData, String

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key(name: str = "id") -> Column[str]:
    """A part of the primary key that is text."""
    return Column(name, String, primary_key=True)


def owner(name: str, target: str) -> Column[str]:
    """A part of the primary key that names the row it belongs to."""
    return Column(name, String, ForeignKey(target), primary_key=True)


def place_in_order() -> Column[int]:
    """The place in the order of the domain's tuple, as part of the key of what has no other name."""
    return Column("ordinal", Integer, primary_key=True, autoincrement=False)


def standing() -> list[Column[Any]]:
    """What every editable row has: its place in the order, and its version, raised by each change."""
    return [Column("ordinal", Integer, nullable=False), Column("version", Integer, nullable=False)]


def text(name: str) -> Column[str]:
    return Column(name, String, nullable=False)


def number(name: str, *, optional: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=optional)


def reference(name: str, target: str, *, optional: bool = False) -> Column[str]:
    """A foreign key that is searched by."""
    return Column(name, String, ForeignKey(target), nullable=optional, index=True)


def dates(name: str, *, optional: bool = False) -> list[Column[Any]]:
    """A DateSpan: `end` is not included, NULL is open."""
    return [Column(f"{name}_first", Date, nullable=optional), Column(f"{name}_end", Date)]


def clock(name: str) -> list[Column[Any]]:
    """A ClockSpan or None: minutes since midnight, the end not included."""
    return [Column(f"{name}_start", Integer), Column(f"{name}_end", Integer)]


def source(*, optional: bool = False) -> list[Column[Any]]:
    """The cell of the workbook a fact was read in."""
    return [Column(f"source_{part}", String, nullable=optional) for part in ("file", "sheet", "cell")]
