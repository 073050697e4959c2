"""A sheet while it is read: every reader writes into one, and none reads on beyond the limits."""

from itertools import chain

from service.exchange.reading.limits import Limits
from service.exchange.reading.refusals import NotAWorkbookError, SpentError
from service.exchange.reading.sheets import Cell, Merged, Sheet, column_letters

#: How far a merged range may reach beyond the last cell: a day's name stands merged beside empty lessons.
_BEYOND = 100
#: What nobody sees or types: chats, web pages and old programs leave it in what is pasted, and 张三 is not
#: 张三 any more. PostgreSQL and workbooks keep no control characters; 0B and 0C are line breaks of Word.
_INVISIBLE = (
    *(range(0x09), range(0x0E, 0x20), range(0x7F, 0xA0), range(0xAD, 0xAE), range(0x200B, 0x2010)),
    *(range(0x202A, 0x202F), range(0x2060, 0x2070), range(0xFE00, 0xFE10), range(0xFEFF, 0xFF00)),
    range(0xE0100, 0xE01F0),
)
_SEEN = {**dict.fromkeys(chain(*_INVISIBLE)), 0x0B: "\n", 0x0C: "\n", 0x85: "\n"}


class Budget:
    """What one file has used of its limits, over all of its sheets and, in a zip, of its workbooks."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._sheets = self._cells = self._characters = self._members = self._unpacked = 0

    def unpack(self, members: int, size: int) -> None:
        """So many members of a zip that say they unpack to so many bytes."""
        self._members += members
        self._unpacked += size
        if self._members > self.limits.members or self._unpacked > self.limits.unpacked_bytes:
            limit = self.limits.unpacked_bytes
            raise SpentError("file_unpacks_too_large", size=self._unpacked, limit=limit)

    def add_sheet(self) -> None:
        self._sheets += 1
        if self._sheets > self.limits.sheets:
            raise SpentError("file_too_many_sheets", count=self._sheets, limit=self.limits.sheets)

    def add_cells(self, sheet: str, cells: int, characters: int = 0) -> None:
        self._cells += cells
        self._characters += characters
        if self._cells > self.limits.cells:
            raise SpentError("sheet_too_large", sheet=sheet, limit=self.limits.cells)
        if self._characters > self.limits.characters:
            raise SpentError("file_too_much_text", limit=self.limits.characters)


def refuse_far(row: int, column: int, sheet: str, limits: Limits) -> None:
    """Raises NotAWorkbookError for a cell that holds something beyond the last row or column."""
    if row > limits.row or column > limits.column:
        place = f"{column_letters(column)}{row}"
        raise NotAWorkbookError(
            "sheet_too_far", sheet=sheet, cell=place, rows=limits.row, columns=limits.column
        )


class Draft:
    """Rows and columns count from 1. Blank texts are no cells."""

    def __init__(self, file: str, name: str, budget: Budget) -> None:
        budget.add_sheet()
        self.name = name
        self.hidden = False
        self.hidden_rows: set[int] = set()
        self._file = file
        self._budget = budget
        self._cells: dict[tuple[int, int], Cell] = {}
        self._failed: dict[tuple[int, int], Cell] = {}
        self._comments: dict[tuple[int, int], Cell] = {}
        self._struck: dict[tuple[int, int], Cell] = {}
        self._merged: list[Merged] = []
        self._hidden_columns: set[int] = set()

    def put(self, row: int, column: int, text: str, number: bool = False) -> None:
        seen = text.translate(_SEEN)
        if seen and not seen.isspace():
            self._cells[row, column] = self._kept(row, column, seen, number)

    def strike(self, row: int, column: int, left: str = "") -> None:
        """Of a cell that was put and holds something: all of it is struck out, or all but what is `left`."""
        cell, left = self._cells.get((row, column)), left.translate(_SEEN).strip()
        if cell is not None and left.split() != cell.text.split():  # a struck blank says nothing
            self._struck[row, column] = self._kept(row, column, left)

    def fail(self, row: int, column: int, text: str = "") -> None:
        """A formula without a value: an error such as `#REF!`, or "" where no result is stored."""
        self._failed[row, column] = self._kept(row, column, text)

    def note(self, row: int, column: int, text: str) -> None:
        self._comments[row, column] = self._kept(row, column, text.translate(_SEEN))

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        self._budget.add_cells(self.name, 1)
        if first_row <= last_row and first_column <= last_column:
            self._merged.append(Merged(first_row, first_column, last_row, last_column))

    def hide_columns(self, first: int, last: int) -> None:
        self._hidden_columns.update(range(first, min(last, self._budget.limits.column) + 1))

    def sheet(self) -> Sheet:
        return Sheet(
            file=self._file,
            name=self.name,
            cells=tuple(sorted(self._cells.values())),
            merged=self._clipped(),
            hidden=self.hidden,
            hidden_rows=frozenset(row for row in self.hidden_rows if row <= self._budget.limits.row),
            hidden_columns=frozenset(self._hidden_columns),
            comments=tuple(sorted(self._comments.values())),
            failed=tuple(sorted(self._failed.values())),
            struck=tuple(sorted(self._struck.values())),
        )

    def _kept(self, row: int, column: int, text: str, number: bool = False) -> Cell:
        limits = self._budget.limits
        refuse_far(row, column, self.name, limits)
        if len(text) > limits.cell_text:
            place = f"{column_letters(column)}{row}"
            raise NotAWorkbookError(
                "cell_too_long", sheet=self.name, cell=place, count=len(text), limit=limits.cell_text
            )
        self._budget.add_cells(self.name, 1, len(text))
        return Cell(row, column, text, number)

    def _clipped(self) -> tuple[Merged, ...]:
        """Whole columns may be merged: a few bytes that would make a sheet of a million rows."""
        limits = self._budget.limits
        last_row = min(max((row for row, _ in self._cells), default=0) + _BEYOND, limits.row)
        last_column = min(max((column for _, column in self._cells), default=0) + _BEYOND, limits.column)
        clipped = [
            Merged(
                area.first_row,
                area.first_column,
                min(area.last_row, last_row),
                min(area.last_column, last_column),
            )
            for area in self._merged
            if area.first_row <= last_row and area.first_column <= last_column
        ]
        self._budget.add_cells(self.name, sum(area.last_row - area.first_row for area in clipped))
        return tuple(sorted(clipped))
