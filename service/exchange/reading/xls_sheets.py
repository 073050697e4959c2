"""From an .xls file (BIFF, Excel 5 to 2003, and what WPS calls .et) to sheets, in a child process only."""

import io
from collections.abc import Sequence

import xlrd
from xlrd.compdoc import CompDoc

from service.exchange.reading.drafts import Budget, Draft
from service.exchange.reading.number_formats import Kind, kind_of_format, number_text
from service.exchange.reading.refusals import NotAWorkbookError
from service.exchange.reading.sheets import Sheet

# A stream of this name says that an .xlsx was encrypted; it is looked for in damaged files, too.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: Below, the code of a format is built in; xlrd fills in that of an English Excel.
_OWN_FORMATS = 164
_WORKBOOK = frozenset({"workbook", "book"})
_OTHERS = {"worddocument": "Word (.doc)", "powerpoint document": "PowerPoint (.ppt)"}


def refuse_other_ole(data: bytes, suffix: str) -> None:
    """Word, PowerPoint, WPS and encrypted workbooks come in the same container as old workbooks."""
    if _ENCRYPTED in data:
        raise NotAWorkbookError("file_locked")
    try:
        streams = CompDoc(data, logfile=io.StringIO()).dirlist
        names = {streams[number].name.lower() for number in streams[0].children}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a damaged one: where its name says nothing, xlrd says whether it is read
        names = set() if suffix else set(_WORKBOOK)
    if names & _WORKBOOK:
        return
    kinds = [kind for name, kind in _OTHERS.items() if name in names]
    raise NotAWorkbookError("file_not_xlsx", looks_like=kinds[0] if kinds else suffix or "OLE")


def sheets_in_xls(data: bytes, file: str, budget: Budget) -> tuple[Sheet, ...]:
    """Every worksheet in order, formulas by their last result; else NotAWorkbookError."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return tuple(_sheet(sheet, book, file, budget) for sheet in book.sheets())
    except (NotAWorkbookError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever xlrd meets in strangers' bytes is one problem
        if "encrypted" in str(error):
            raise NotAWorkbookError("file_locked") from None
        raise NotAWorkbookError("file_unreadable", why=type(error).__name__) from None


def _sheet(sheet: xlrd.sheet.Sheet, book: xlrd.Book, file: str, budget: Budget) -> Sheet:
    draft = Draft(file, sheet.name, budget)
    draft.hidden = sheet.visibility != 0
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            _put(cell, book, row + 1, column + 1, draft)
            left = _left_unstruck(cell, sheet.rich_text_runlist_map.get((row, column), []), book)
            if left is not None:
                draft.strike(row + 1, column + 1, left)
    for first_row, last_row, first_column, last_column in sheet.merged_cells:  # half-open, from 0
        draft.merge(first_row + 1, first_column + 1, last_row, last_column)
    draft.hidden_rows |= {row + 1 for row, shape in sheet.rowinfo_map.items() if shape.hidden}
    for column, shape in sheet.colinfo_map.items():
        if shape.hidden:
            draft.hide_columns(column + 1, column + 1)
    for (row, column), note in sheet.cell_note_map.items():
        draft.note(row + 1, column + 1, note.text)
    return draft.sheet()


def _put(cell: xlrd.sheet.Cell, book: xlrd.Book, row: int, column: int, draft: Draft) -> None:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            draft.put(row, column, str(cell.value).replace("\r\n", "\n").replace("\r", "\n"))
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            shows = _kind(cell, book)
            text = number_text(float(cell.value), shows, from_1904=book.datemode == 1)
            draft.put(row, column, text, number=shows == "number")
        case xlrd.XL_CELL_BOOLEAN:
            draft.put(row, column, "TRUE" if cell.value else "FALSE", number=True)
        case xlrd.XL_CELL_ERROR:
            draft.fail(row, column, xlrd.error_text_from_code[int(cell.value)])


def _left_unstruck(cell: xlrd.sheet.Cell, fonts: Sequence[tuple[int, int]], book: xlrd.Book) -> str | None:
    """What is left of a text that is struck out; `fonts` are those of its parts from a character on."""
    own = book.xf_list[cell.xf_index or 0].font_index
    if cell.ctype != xlrd.XL_CELL_TEXT:
        return "" if book.font_list[own].struck_out else None
    text, runs = str(cell.value), [(0, own), *fonts]
    ends = [*(start for start, _ in runs[1:]), len(text)]
    parts = [
        (text[start:end], bool(book.font_list[font].struck_out))
        for (start, font), end in zip(runs, ends, strict=True)
        if start < end
    ]
    if not any(struck for _, struck in parts):
        return None
    return "".join(part for part, struck in parts if not struck)


def _kind(cell: xlrd.sheet.Cell, book: xlrd.Book) -> Kind:
    number = book.xf_list[cell.xf_index or 0].format_key
    return kind_of_format(number, None if number < _OWN_FORMATS else book.format_map[number].format_str)
