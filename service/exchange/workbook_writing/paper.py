"""How a sheet looks: a merged title, a header, bordered cells, columns as wide as what they hold."""

from collections.abc import Iterable, Sequence

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_LINE = Side(style="thin", color="9AA5B1")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HEADER_FILL = PatternFill("solid", fgColor="E4EBF3")
_WIDEST = 48
_NARROWEST = 6
#: Excel's own limit, and the signs it does not allow in the name of a sheet
_NAME_LENGTH = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\"))

Value = str | int


class Paper:
    """One sheet that is written from above; rows and columns count from 1."""

    def __init__(self, book: Workbook, name: str) -> None:
        sheet: Worksheet = book.create_sheet(name.translate(_NOT_IN_NAMES)[:_NAME_LENGTH])
        self.sheet = sheet
        self.row = 0

    def title(self, text: str, columns: int) -> None:
        """A row of its own, merged over the columns."""
        self.row += 1
        cell = self._put(self.row, 1, text)
        cell.font = Font(bold=True, size=14)
        self.merge(self.row, 1, self.row, columns)

    def header(self, texts: Sequence[str]) -> None:
        """The names of the columns; the sheet scrolls below them."""
        self.write(texts)
        for column in range(1, len(texts) + 1):
            cell = self.sheet.cell(self.row, column)
            cell.font, cell.fill = Font(bold=True), _HEADER_FILL
        self.sheet.freeze_panes = f"A{self.row + 1}"

    def write(self, values: Iterable[Value]) -> int:
        """The next row, its number."""
        self.row += 1
        for column, value in enumerate(values, start=1):
            self._put(self.row, column, value)
        return self.row

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        if (first_row, first_column) != (last_row, last_column):
            self.sheet.merge_cells(
                start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column
            )

    def fit(self, first_row: int) -> None:
        """Each column as wide as its longest line from that row on (a Chinese sign takes two)."""
        for column in range(1, self.sheet.max_column + 1):
            values = (self.sheet.cell(row, column).value for row in range(first_row, self.row + 1))
            longest = max(
                (_width(line) for value in values if value is not None for line in str(value).splitlines()),
                default=0,
            )
            width = min(max(longest + 2, _NARROWEST), _WIDEST)
            self.sheet.column_dimensions[get_column_letter(column)].width = width

    def _put(self, row: int, column: int, value: Value) -> Cell:
        cell = self.sheet.cell(row, column)
        if not isinstance(cell, Cell):
            raise ValueError(f"{cell.coordinate} is merged already: what is merged is written first")
        # A text that begins like a formula stays a text.
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
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


def _width(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)
