"""Blocks of one class each, below and beside each other on one sheet: where each ends."""

from collections.abc import Sequence
from typing import Protocol

from service.exchange.reading.sheets import Sheet


class BlockHeader(Protocol):
    """The row a block begins with, and the columns it has."""

    @property
    def row(self) -> int: ...

    @property
    def columns(self) -> tuple[int, ...]: ...


def last_rows(sheet: Sheet, headers: Sequence[BlockHeader]) -> list[int]:
    """Of each header the row before the next one in its columns; headers in the order of their rows."""
    begins: dict[int, list[int]] = {}  # of each column, from below
    found: list[int] = []
    for header in reversed(headers):
        nexts = (row for column in header.columns for row in begins.get(column, ())[-1:])
        found.append(min((row for row in nexts if row > header.row), default=sheet.last_row + 1) - 1)
        for column in header.columns:
            begins.setdefault(column, []).append(header.row)
    return found[::-1]
