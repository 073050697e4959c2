"""From an .xlsx file to sheets, in a child process only (see files.py): openpyxl meets untrusted bytes."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet.worksheet import Worksheet

from service.exchange.reading.formulas import without_result
from service.exchange.reading.limits import Limits
from service.exchange.reading.sheets import Cell, Merged, Sheet
from service.exchange.reading.zip_contents import NotAWorkbookError


def sheets_of(path: Path, file: str, limits: Limits) -> tuple[Sheet, ...]:
    """Every worksheet in order, values only (formulas by their last result); else NotAWorkbookError."""
    if not openpyxl.DEFUSEDXML:
        raise NotAWorkbookError("file_unreadable", why="defusedxml is not installed")
    try:
        reader = ExcelReader(path, data_only=True, keep_links=False)
        reader.read()
        worksheets = reader.wb.worksheets
        members = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
        empty = {one.title: without_result(path, members[one.title]) for one in worksheets}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever openpyxl meets in strangers' bytes is one problem
        raise NotAWorkbookError("file_unreadable", why=type(error).__name__) from None
    if len(worksheets) > limits.sheets:
        raise NotAWorkbookError("file_too_many_sheets", count=len(worksheets), limit=limits.sheets)
    return tuple(_sheet(worksheet, empty[worksheet.title], file, limits) for worksheet in worksheets)


def _sheet(worksheet: Worksheet, empty: frozenset[tuple[int, int]], file: str, limits: Limits) -> Sheet:
    title = worksheet.title
    cells: list[Cell] = []
    comments: list[Cell] = []
    failed = [Cell(row, column, "") for row, column in empty]
    # Not iter_rows: it makes a cell of every gap, up to the last column a stray format touches.
    for (row, column), stored in worksheet._cells.items():  # noqa: SLF001
        text = _text(stored.value)
        if stored.data_type == "e":
            failed.append(Cell(row, column, text))
        elif text.strip():
            cells.append(Cell(row, column, text, isinstance(stored.value, int | float)))
        if stored.comment is not None:
            comments.append(Cell(row, column, stored.comment.text))
    too_far = any(cell.row > limits.row or cell.column > limits.column for cell in cells)
    if len(cells) > limits.cells or too_far:
        raise NotAWorkbookError("sheet_too_large", sheet=title, count=len(cells), limit=limits.cells)
    for cell in cells:
        if len(cell.text) > limits.cell_text:
            raise NotAWorkbookError(
                "cell_too_long", sheet=title, count=len(cell.text), limit=limits.cell_text
            )
    return Sheet(
        file=file,
        name=title,
        cells=tuple(sorted(cells)),
        merged=tuple(sorted(_merged(worksheet, limits))),
        hidden=worksheet.sheet_state != "visible",
        hidden_rows=frozenset(row for row, shape in worksheet.row_dimensions.items() if shape.hidden),
        hidden_columns=frozenset(_hidden_columns(worksheet, limits)),
        comments=tuple(sorted(comments)),
        failed=tuple(sorted(failed)),
    )


def _merged(worksheet: Worksheet, limits: Limits) -> Iterator[Merged]:
    for area in worksheet.merged_cells:
        last_row, last_column = min(area.max_row, limits.row), min(area.max_col, limits.column)
        yield Merged(area.min_row, area.min_col, last_row, last_column)


def _hidden_columns(worksheet: Worksheet, limits: Limits) -> Iterator[int]:
    for shape in worksheet.column_dimensions.values():
        if shape.hidden and shape.min is not None and shape.max is not None:
            yield from range(shape.min, min(shape.max, limits.column) + 1)


def _text(value: object) -> str:
    """The value as it would be typed: 3.0 is `3`, a date is ISO, a time is `08:30`."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            day = value.date().isoformat()
            return day if value.time() == time() else f"{day} {value:%H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case _:
            return str(value)
