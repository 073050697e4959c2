"""A sheet of a workbook as a plain grid of texts: all that leaves the child process that read the file."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from service.domain.sources import Source
from service.exchange.notation.plain_text import plain


class Cell(NamedTuple):
    """A cell that holds something. `number`: it was typed as a number, so `10.1` may have been `10.10`."""

    row: int
    column: int
    text: str
    number: bool = False


class Merged(NamedTuple):
    """A merged range, first and last row and column included (1-based), within the limits of a sheet."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


_FIRST_COLUMN = attrgetter("first_column")


@dataclass(frozen=True)
class Sheet:
    """Rows and columns count from 1. `file` is what problems call the workbook.

    `comments` are the notes that hang on cells. `failed` are the formulas without a value: `#REF!` and the
    like, and "" where no result is stored; they are not among the cells. `struck` are the cells that are
    struck out, whole or in part, each with what is left of its text.
    """

    file: str
    name: str
    cells: tuple[Cell, ...]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: tuple[Cell, ...] = ()
    failed: tuple[Cell, ...] = ()
    struck: tuple[Cell, ...] = ()

    @cached_property
    def _left_of_struck(self) -> Mapping[tuple[int, int], str]:
        return {(cell.row, cell.column): cell.text for cell in self.struck}

    @cached_property
    def _grid(self) -> Mapping[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    @cached_property
    def _filled(self) -> tuple[Merged, ...]:
        """The merged ranges that say something."""
        return tuple(
            merged for merged in self.merged if (merged.first_row, merged.first_column) in self._grid
        )

    @cached_property
    def _merged_in_row(self) -> Mapping[int, tuple[Merged, ...]]:
        """From left to right; they do not overlap."""
        found: dict[int, list[Merged]] = {}
        for merged in sorted(self._filled, key=_FIRST_COLUMN):
            for row in range(merged.first_row, merged.last_row + 1):
                found.setdefault(row, []).append(merged)
        return {row: tuple(ranges) for row, ranges in found.items()}

    @cached_property
    def _columns_in_row(self) -> Mapping[int, tuple[int, ...]]:
        found: dict[int, list[int]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell.column)
        return {row: tuple(columns) for row, columns in found.items()}

    @cached_property
    def last_row(self) -> int:
        """The last row that says something, by a cell of its own or a merged one."""
        cells, merged = (cell.row for cell in self.cells), (area.last_row for area in self._filled)
        return max((*cells, *merged), default=0)

    @cached_property
    def last_column(self) -> int:
        cells, merged = (cell.column for cell in self.cells), (area.last_column for area in self._filled)
        return max((*cells, *merged), default=0)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged range that a cell is in, else the cell itself."""
        ranges = self._merged_in_row.get(row)
        if ranges is not None:
            place = bisect_right(ranges, column, key=_FIRST_COLUMN) - 1
            if place >= 0 and column <= ranges[place].last_column:
                return ranges[place].first_row, ranges[place].first_column
        return row, column

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that say something, by a cell of their own or a merged one."""
        return tuple(sorted({*self._columns_in_row, *self._merged_in_row}))

    def columns_of(self, row: int) -> tuple[int, ...]:
        """The columns of a row that say something, by a cell of their own or a merged one."""
        own, ranges = self._columns_in_row.get(row, ()), self._merged_in_row.get(row)
        if ranges is None:
            return own
        merged = (range(area.first_column, area.last_column + 1) for area in ranges)
        return tuple(sorted({*own, *chain.from_iterable(merged)}))

    @cached_property
    def _texts_in_row(self) -> Mapping[int, frozenset[str]]:
        return {
            row: frozenset(text for column in self.columns_of(row) if (text := self.plain(row, column)))
            for row in self.rows
        }

    def texts_in(self, row: int) -> frozenset[str]:
        """What a row says, plain, each text once; asked for each line of each block of a sheet."""
        return self._texts_in_row.get(row, frozenset())

    @cached_property
    def area(self) -> int:
        """How many cells say something, each of a merged range counted."""
        merged = (
            (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)
            for area in self._filled
        )
        return len(self.cells) + sum(merged)

    def text(self, row: int, column: int) -> str:
        """What stands there as it was typed; a merged range says the same in each of its cells."""
        cell = self._grid.get(self.anchor(row, column))
        return "" if cell is None else cell.text

    def left_unstruck(self, row: int, column: int) -> str | None:
        """What is left of a cell that is struck out, "" of a whole one; None where nothing of it is."""
        return self._left_of_struck.get(self.anchor(row, column)) if self.struck else None

    def plain(self, row: int, column: int) -> str:
        return plain(self.text(row, column))

    def typed_as_number(self, row: int, column: int) -> bool:
        cell = self._grid.get(self.anchor(row, column))
        return cell is not None and cell.number

    def extent_of(self, row: int, column: int) -> tuple[int, int]:
        """How many rows and columns the merged range of a cell covers; 1 and 1 when it is not merged."""
        for merged in self._merged_in_row.get(row, ()):
            if merged.holds(row, column):
                return (
                    merged.last_row - merged.first_row + 1,
                    merged.last_column - merged.first_column + 1,
                )
        return 1, 1

    def source(self, row: int, column: int) -> Source:
        row, column = self.anchor(row, column)
        return Source(self.file, self.name, f"{column_letters(column)}{row}")

    @property
    def whole(self) -> Source:
        return Source(self.file, self.name, "")


@lru_cache
def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
