"""Sheets that are lists: a header row, found by what it says, and rows below it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet

HEADER_WITHIN = 12  # rows from the top: titles and remarks stand above a header
_FOOTNOTE = re.compile(
    r"(?:填[表报写]|编[制排]|其[他它]|几点|有关|特别|补充|备注|温馨)?(?:备?注(?:意(?:事项)?)?|说明|附|提示)\d*[:.、]"
    r"|(?:制表|填[表报]|审核|联系|负责|编制)人?:|※|\*"
)

ROW_NUMBERS = "序号"

Columns = Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A sheet with its header row and the column of each role found in it.

    `passed_over` are columns that say nothing of timetables in any district: no word is needed for them.
    """

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    passed_over: frozenset[int] = frozenset()

    def rows(self) -> Iterator["Row"]:
        """Every row below the header that holds something in one of the columns; footnotes are none."""
        for row in range(self.header_row + 1, self.sheet.last_row + 1):
            if any(self.sheet.plain(row, column) for column in self.columns.values()) and not is_footnote(
                self.sheet, row
            ):
                yield Row(self, row)

    @cached_property
    def title(self) -> str:
        """What stands above the header, plain."""
        return title_above(self.sheet, self.header_row)


@dataclass(frozen=True)
class Row:
    table: Table
    number: int

    def text(self, role: str) -> str:
        """What stands in the column of that role as typed; "" when the sheet has no such column."""
        column = self.table.columns.get(role)
        return "" if column is None else self.table.sheet.text(self.number, column)

    def plain(self, role: str) -> str:
        return plain(self.text(role))

    def source(self, role: str) -> Source:
        """The cell of that role, or the row's first one."""
        column = self.table.columns.get(role, min(self.table.columns.values()))
        return self.table.sheet.source(self.number, column)


def find_table(sheet: Sheet, needed: Columns, optional: Columns) -> Table | None:
    """The first row with every needed column. Roles map to patterns of the whole plain header."""
    for row in range(1, min(sheet.last_row, HEADER_WITHIN) + 1):
        columns = columns_in(sheet, row, {**needed, **optional})
        if needed.keys() <= columns.keys():
            return Table(sheet, row, columns)
    return None


def columns_in(sheet: Sheet, row: int, roles: Columns) -> Mapping[str, int]:
    """The first column of each role in a row; a column has one role, the first that is still free.

    序号 only counts the rows: where 编号 stands beside it, that is what things are called by.
    """
    found: dict[str, int] = {}
    for column in sheet.columns_of(row):
        header = sheet.plain(row, column)
        if not header or sheet.anchor(row, column)[1] != column:
            continue
        free = (
            role
            for role, form in roles.items()
            if (role not in found or sheet.plain(row, found[role]) == ROW_NUMBERS)
            and re.fullmatch(form, header)
        )
        if (role := next(free, None)) is not None:
            found[role] = column
    return found


def is_footnote(sheet: Sheet, row: int) -> bool:
    """A row whose only text is a remark such as `注:1.…`."""
    texts = sheet.texts_in(row)
    return len(texts) == 1 and says_footnote(next(iter(texts)))


def says_footnote(text: str) -> bool:
    return _FOOTNOTE.match(text) is not None


def title_above(sheet: Sheet, row: int) -> str:
    """The texts above a row, plain, each once."""
    above = sheet.rows[: bisect_left(sheet.rows, row)]
    texts = (sheet.plain(one, column) for one in above for column in sheet.columns_of(one))
    return " ".join(dict.fromkeys(text for text in texts if text))
