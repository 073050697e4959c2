"""How a sheet looks and prints: titles, a header, bordered cells, columns as wide as what they hold."""

from collections.abc import Iterable, Sequence
from math import ceil

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from service.exchange.workbook_writing.cell_texts import CellLook

_LINE = Side(style="thin", color="9AA5B1")
_THICK = Side(style="medium", color="B26A00")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MOVED_BORDER = Border(left=_THICK, right=_THICK, top=_THICK, bottom=_THICK)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_HEADER_FILL = PatternFill("solid", fgColor="E4EBF3")
_FILLS = {
    CellLook.MOVED: PatternFill("solid", fgColor="FFF2B3"),
    CellLook.JOINT: PatternFill("solid", fgColor="D6EAF8"),
}
#: what every machine of a school has
_FONT = "宋体"
_WIDEST = 48
#: a column of a timetable: seven Chinese signs, longer lines are broken
LESSON_WIDTH = 16
#: four Chinese signs and a margin
_NARROWEST = 10
_LINE_POINTS = 15.5
#: Excel's own limit, and the signs it does not allow in the name of a sheet
_NAME_LENGTH = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_PAPERS = {"A3": 8, "A4": 9}

Value = str | int


class Paper:
    """One sheet that is written from above; rows and columns count from 1."""

    def __init__(self, book: Workbook, name: str) -> None:
        sheet: Worksheet = book.create_sheet(sheet_name(book, name))
        self.sheet = sheet
        self.row = 0

    def title(self, text: str, columns: int, size: int = 14) -> None:
        """A row of its own, merged over the columns."""
        self.row += 1
        cell = self._put(self.row, 1, text)
        cell.font = Font(name=_FONT, bold=True, size=size)
        self.merge(self.row, 1, self.row, columns)
        self.sheet.row_dimensions[self.row].height = size * 1.8

    def note(self, text: str, columns: int) -> None:
        """A remark over all columns, without a border."""
        self.row += 1
        cell = self._put(self.row, 1, text)
        cell.alignment, cell.border = _LEFT, Border()
        cell.font = Font(name=_FONT, size=9, color="555555")
        self.merge(self.row, 1, self.row, columns)
        self.sheet.row_dimensions[self.row].height = 30

    def header(self, texts: Sequence[str]) -> None:
        """The names of the columns; the sheet scrolls below them."""
        self.write(texts)
        for column in range(1, len(texts) + 1):
            cell = self.sheet.cell(self.row, column)
            cell.font, cell.fill = Font(name=_FONT, bold=True), _HEADER_FILL
        self.sheet.freeze_panes = f"A{self.row + 1}"

    def write(self, values: Iterable[Value]) -> int:
        """The next row, its number."""
        self.row += 1
        for column, value in enumerate(values, start=1):
            self._put(self.row, column, value)
        return self.row

    def skip(self) -> None:
        """An empty row."""
        self.row += 1

    def look(self, row: int, column: int, look: CellLook) -> None:
        cell = self.sheet.cell(row, column)
        cell.fill = _FILLS[look]
        if look is CellLook.MOVED:
            cell.border = _MOVED_BORDER

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        if (first_row, first_column) != (last_row, last_column):
            self.sheet.merge_cells(
                start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column
            )

    def print_on(self, paper: str, *, titles: str = "", columns: str = "") -> None:
        """Landscape, as wide as one page; `titles` (`3:4`) and `columns` (`A:C`) stand on every page."""
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _PAPERS[paper]
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.5
        if titles:
            sheet.print_title_rows = titles
        if columns:
            sheet.print_title_cols = columns

    def fit(self, first_row: int, widest: int = _WIDEST) -> None:
        """Each column as wide as its longest line from that row on (a Chinese sign is two), rows as high."""
        merged = {
            (row, column)
            for span in self.sheet.merged_cells.ranges
            for row in range(span.min_row, span.max_row + 1)
            for column in range(span.min_col, span.max_col + 1)
        }
        lines: dict[int, int] = {}
        for column in range(1, self.sheet.max_column + 1):
            texts = {
                row: str(value)
                for row in range(first_row, self.row + 1)
                if (row, column) not in merged and (value := self.sheet.cell(row, column).value) is not None
            }
            longest = max((_width(line) for text in texts.values() for line in text.splitlines()), default=0)
            width = min(max(longest + 2, _NARROWEST), widest)
            self.sheet.column_dimensions[get_column_letter(column)].width = width
            for row, text in texts.items():
                needed = sum(max(1, ceil(_width(line) / (width - 1))) for line in text.splitlines())
                lines[row] = max(lines.get(row, 1), needed)
        for row, count in lines.items():
            self.sheet.row_dimensions[row].height = _LINE_POINTS * count + 4

    def _put(self, row: int, column: int, value: Value) -> Cell:
        cell = self.sheet.cell(row, column)
        if not isinstance(cell, Cell):
            raise ValueError(f"{cell.coordinate} is merged already: what is merged is written first")
        # A text that begins like a formula stays a text, in this program and where it is edited again.
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
        cell.font = Font(name=_FONT)
        cell.alignment, cell.border = _MIDDLE, _BORDER
        return cell


def table(
    book: Workbook, name: str, title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """A list: title, header, rows."""
    paper = Paper(book, name)
    paper.title(title, len(header))
    paper.header(header)
    for row in rows:
        paper.write(row)
    paper.fit(2)
    paper.print_on("A4", titles="2:2")


def sheet_name(book: Workbook, name: str) -> str:
    """As Excel allows it: 31 signs, none of those it refuses, and no other sheet of the book has it."""
    clean = name.translate(_NOT_IN_NAMES)[:_NAME_LENGTH]
    taken = {other.casefold() for other in book.sheetnames}
    number = 2
    found = clean
    while found.casefold() in taken:
        found = f"{clean[: _NAME_LENGTH - len(str(number))]}{number}"
        number += 1
    return found


def _width(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)
