"""A sheet as it was handed in beside the same sheet as it was understood, cell by cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.exchange.reading.sheets import Sheet, column_letters
from service.exchange.reporting.marks import Certainty, Mark, SheetUnderstood

#: What a page shows of a sheet at most; a timetable of 60 classes fits.
ROWS, COLUMNS = 300, 80


@dataclass(frozen=True, slots=True)
class CellView:
    """`understood` is "" where the cell has no meaning of its own; `certainty` "" where nothing reads it."""

    address: str
    text: str
    understood: str
    certainty: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class SheetView:
    """`columns` are the letters above the grid, `rows` row numbers with their cells; `cut`: there is more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[CellView, ...]], ...]
    cut: bool


def sheet_view(sheet: Sheet, understood: SheetUnderstood) -> SheetView:
    last_row, last_column = min(sheet.last_row, ROWS), min(sheet.last_column, COLUMNS)
    marks = understood.mark_at
    return SheetView(
        tuple(column_letters(column) for column in range(1, last_column + 1)),
        tuple(
            (row, tuple(_cells(sheet, row, last_row, last_column, marks))) for row in range(1, last_row + 1)
        ),
        sheet.last_row > ROWS or sheet.last_column > COLUMNS,
    )


def _understood(text: str, mark: Mark | None) -> str:
    """What is read as it stands has no other meaning."""
    if mark is None or not text or mark.certainty in (Certainty.QUESTION, Certainty.UNREAD):
        return ""
    return mark.meaning or text


def _cells(
    sheet: Sheet, row: int, last_row: int, last_column: int, marks: Mapping[str, Mark]
) -> Iterator[CellView]:
    for column in range(1, last_column + 1):
        if sheet.anchor(row, column) != (row, column):
            continue
        address = f"{column_letters(column)}{row}"
        text, mark = sheet.text(row, column).strip(), marks.get(address)
        rows, columns = sheet.extent_of(row, column)
        yield CellView(
            address,
            text,
            _understood(text, mark),
            ""
            if mark is None or not (text or mark.certainty is Certainty.QUESTION)
            else mark.certainty.value,
            min(rows, last_row - row + 1),
            min(columns, last_column - column + 1),
        )
