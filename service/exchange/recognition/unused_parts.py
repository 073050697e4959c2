"""What stands in a sheet and is not read: said in notes, for nothing is dropped without a word."""

from collections.abc import Iterable, Iterator, Sequence

from service.domain.collecting.corrections import CorrectionKind
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Cell, Sheet
from service.exchange.recognition.bells.bells_sheet import BellSheet
from service.exchange.recognition.derived_sheets import is_own_remark
from service.exchange.recognition.layouts.home_tables import HomeSheet
from service.exchange.recognition.lists.itinerants_sheet import weekday_columns
from service.exchange.recognition.tables import Table, is_footnote
from service.exchange.recognition.unread_lessons import UnreadLessons, unread_lessons
from service.exchange.recognition.unread_weeks import unread_blocks
from service.exchange.reporting.reports import Report


def note_unused(sheet: Sheet, known: object, report: Report) -> None:
    """Hidden rows and columns are read, and noted; columns, rows and comments that are not read are noted."""
    rows = sheet.hidden_rows & {cell.row for cell in sheet.cells}
    columns = sheet.hidden_columns & {cell.column for cell in sheet.cells}
    if rows or columns:
        report.note("hidden_parts_read", sheet.whole, rows=len(rows), columns=len(columns))
    comments = [comment for comment in sheet.comments if not is_own_remark(comment.text)]
    if comments:
        # Once for a sheet: a school that works with comments has one in every other cell.
        source = sheet.source(comments[0].row, comments[0].column)
        report.note("comment_not_read", source, text=plain(comments[0].text), count=len(comments))
    _note_struck(sheet, known, report)
    for row, column in _unused_columns(known):
        if any(cell.column == column and cell.row > row for cell in sheet.cells):
            report.note("column_not_used", sheet.source(row, column), text=sheet.plain(row, column))
    _note_rows(sheet, known, report)


def _note_struck(sheet: Sheet, known: object, report: Report) -> None:
    """Once for a sheet; of the lessons of a timetable each is asked about where it is read."""
    tables = known.tables if isinstance(known, HomeSheet) else ()
    asked = frozenset[tuple[int, int]]().union(*(table.lesson_places for table in tables))
    struck = [cell for cell in sheet.struck if (cell.row, cell.column) not in asked]
    if struck:
        row, column = struck[0].row, struck[0].column
        text = sheet.plain(row, column)
        report.note("struck_out_read", sheet.source(row, column), text=text, count=len(struck))


def _note_rows(sheet: Sheet, known: object, report: Report) -> None:
    unused = set(_unused_rows(sheet, known))
    told = _told_lessons(sheet, known, report) if isinstance(known, HomeSheet) else frozenset()
    cells = [cell for cell in sheet.cells if cell.row in unused and _is_unused(known, cell)]
    of_row: dict[int, list[Cell]] = {}
    for cell in cells:
        if cell not in told:
            of_row.setdefault(cell.row, []).append(cell)
    for row, cells in sorted(of_row.items()):
        text = " ".join(dict.fromkeys(plain(cell.text) for cell in cells))
        source = sheet.source(row, cells[0].column)
        if is_own_remark(text):
            continue
        if is_footnote(sheet, row):
            report.note("footnote_not_read", source, text=text)
        else:
            report.note("row_not_used", source, text=text)


def _told_lessons(sheet: Sheet, known: HomeSheet, report: Report) -> frozenset[Cell]:
    """The cells of weeks and lessons that no table has, above the first one, too: each is a problem."""
    cells = [cell for cell in sheet.cells if _is_unused(known, cell) and not is_footnote(sheet, cell.row)]
    blocks = unread_blocks(cells)
    for block in blocks:
        _tell_block(sheet, block, report)
    told = frozenset(cell for block in blocks for cell in block)
    for lessons in unread_lessons(known, [cell for cell in cells if cell not in told]):
        if _tell_lessons(sheet, lessons, report):
            told |= frozenset(lessons.cells)
    return told


def _tell_lessons(sheet: Sheet, lessons: UnreadLessons, report: Report) -> bool:
    """Whether it is a problem: not where it was answered that they are none of the table's."""
    header = lessons.header
    source, text = sheet.source(header.row, header.column), plain(header.text)
    if report.meant(CorrectionKind.SHEET, text, source) == "":
        return False
    report.problem("lessons_not_read", source, text=text, campus="", count=len(lessons.cells))
    return True


def _tell_block(sheet: Sheet, block: Sequence[Cell], report: Report) -> None:
    """The week of a class that no layout reads: a problem, unless it was answered that it is none."""
    source, text = sheet.source(block[0].row, block[0].column), plain(block[0].text)
    if report.meant(CorrectionKind.SHEET, text, source) == "":
        report.note("row_not_used", source, text=text)
    else:
        # Nobody knows yet whose the sheet is: it is answered for every campus.
        rows = {"first": block[0].row, "last": block[-1].row}
        report.problem("block_not_read", source, text=text, campus="", **rows)


def _unused_columns(known: object) -> Iterator[tuple[int, int]]:
    """Header row and column of each header that is none of a sheet's."""
    match known:
        case Table():
            used = {*known.columns.values(), *weekday_columns(known), *known.passed_over}
            yield from _others(known.sheet, known.header_row, used)
        case HomeSheet():
            yield from ((remark.row, remark.column) for remark in known.remarks)
        case BellSheet():
            for row, columns in known.columns_used.items():
                yield from _others(known.sheet, row, columns)


def _is_unused(known: object, cell: Cell) -> bool:
    """Beside and between the tables of a sheet; remarks are noted by their columns."""
    if not isinstance(known, HomeSheet):
        return True
    return (cell.row, cell.column) not in known.places and cell.column not in known.remark_columns


def _others(sheet: Sheet, row: int, used: Iterable[int]) -> Iterator[tuple[int, int]]:
    taken = {sheet.anchor(row, column) for column in used}
    for column in range(1, sheet.last_column + 1):
        place = sheet.anchor(row, column)
        if place == (row, column) and place not in taken and sheet.plain(row, column):
            yield row, column


def _unused_rows(sheet: Sheet, known: object) -> Iterator[int]:
    """Rows below the header that are no rows of the list or table: footnotes, mostly."""
    match known:
        case Table():
            used = {row.number for row in known.rows()}
        case HomeSheet():
            used = set()  # of rows that are used in part the rest is unused
        case _:
            return
    yield from (row for row in range(known.header_row + 1, sheet.last_row + 1) if row not in used)
