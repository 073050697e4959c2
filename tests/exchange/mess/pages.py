"""A sheet in the making: written to a workbook, or read as it is."""

from dataclasses import dataclass, field

from openpyxl.workbook import Workbook

from service.exchange.reading.sheets import Cell, Merged, Sheet, column_letters


@dataclass
class Page:
    """Cells by row and column (from 1), merged ranges, hidden columns. Empty texts are not kept."""

    name: str
    cells: dict[tuple[int, int], str | int] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=0)

    def put(self, row: int, column: int, text: str | int) -> None:
        if str(text).strip():
            self.cells[row, column] = text

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Only the first cell of the range keeps its text."""
        if (first_row, first_column) == (last_row, last_column):
            return
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                if (row, column) != (first_row, first_column):
                    self.cells.pop((row, column), None)
        self.merged.append(Merged(first_row, first_column, last_row, last_column))

    def sheet(self, file: str) -> Sheet:
        return Sheet(
            file,
            self.name,
            tuple(
                Cell(row, column, str(text), isinstance(text, int))
                for (row, column), text in sorted(self.cells.items())
            ),
            tuple(sorted(self.merged)),
            hidden_columns=frozenset(self.hidden_columns),
        )

    def write(self, book: Workbook) -> None:
        worksheet = book.create_sheet(self.name)
        for (row, column), text in self.cells.items():
            worksheet.cell(row, column, text)
        for area in self.merged:
            worksheet.merge_cells(
                start_row=area.first_row,
                start_column=area.first_column,
                end_row=area.last_row,
                end_column=area.last_column,
            )
        for column in self.hidden_columns:
            worksheet.column_dimensions[column_letters(column)].hidden = True
