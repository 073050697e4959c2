"""The rows to insert, update and delete, collected from all tables and written in bulk."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.records import Row
from service.storage.relations import Key
from service.storage.tables import METADATA

TableRow = tuple[Table, Row]


class Differences:
    """Rows by table. A row is known by its primary key."""

    def __init__(self) -> None:
        self._new: dict[Table, list[Row]] = defaultdict(list)
        self._changed: dict[Table, list[Row]] = defaultdict(list)
        self._gone: dict[Table, list[Row]] = defaultdict(list)

    def add(self, before: Iterable[TableRow], after: Iterable[TableRow]) -> None:
        """What turns the rows before into those after."""
        was = {_place(table, row): (table, row) for table, row in before}
        now = {_place(table, row): (table, row) for table, row in after}
        for place, (table, row) in now.items():
            if place not in was:
                self._new[table].append(row)
            elif was[place][1] != row:
                self._changed[table].append(row)
        for place, (table, row) in was.items():
            if place not in now:
                self._gone[table].append(row)

    async def write(self, connection: AsyncConnection) -> None:
        """New rows first, then changed ones, then those gone, so that no reference ever hangs in the air."""
        tables = METADATA.sorted_tables
        for table in tables:
            if rows := self._new[table]:
                await connection.execute(insert(table), rows)
        for table in tables:
            for columns, rows in _by_columns(self._changed[table]).items():
                changed = [name for name in columns if name not in table.primary_key]
                statement = (
                    update(table).where(_named(table)).values({name: bindparam(name) for name in changed})
                )
                await connection.execute(statement, [_with_key(table, row) for row in rows])
        for table in reversed(tables):
            if rows := self._gone[table]:
                keys = [
                    {f"key_{column.name}": row[column.name] for column in table.primary_key} for row in rows
                ]
                await connection.execute(delete(table).where(_named(table)), keys)


def _place(table: Table, row: Row) -> tuple[str, Key]:
    return table.name, tuple(row[column.name] for column in table.primary_key)


def _named(table: Table) -> ColumnElement[bool]:
    return and_(*(column == bindparam(f"key_{column.name}") for column in table.primary_key))


def _with_key(table: Table, row: Row) -> Row:
    key = {f"key_{column.name}": row[column.name] for column in table.primary_key}
    return {**key, **{name: value for name, value in row.items() if name not in table.primary_key}}


def _by_columns(rows: list[Row]) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row)].append(row)
    return groups
