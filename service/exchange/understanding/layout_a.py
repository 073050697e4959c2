"""Layout A of a home timetable 总课表: rows = weekday × period, columns = classes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from service.exchange.notation.class_labels import is_class_label
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import is_weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.tables import is_footnote, title_above

_HEADER_WITHIN = 10
_PERIOD = re.compile(r"节次|课次|节数|时段|课时")
_TIME = re.compile(r"时间|起止时间|作息时间")
_REMARKS = re.compile(r"备注|说明")
_HEAD_TEACHER = re.compile(r"班主任(?:姓名)?")
_NOT_ITS_CAMPUS = re.compile(
    r"20\d\d(?:[-~–—―至/]\d+)?学?年度?|第?[一二上下]学期|总课表|课程总?表|课表|日课表|全校|\(?试行稿\)?"
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """Weekday (the last one above where the cell is empty), label and time of a row, as written."""

    row: int
    weekday: str
    weekday_row: int
    label: str
    time: str


@dataclass(frozen=True)
class HomeTable:
    """`class_columns` have a class label as header; `class_like` stand among them and have something else.

    `remark_columns` are for remarks, `headless` columns hold something and have no header at all.
    """

    sheet: Sheet
    header_row: int
    weekday_column: int
    period_column: int
    time_column: int | None
    class_columns: tuple[int, ...]
    class_like: tuple[int, ...]
    head_teacher_row: int | None
    remark_columns: tuple[int, ...] = ()
    headless: tuple[int, ...] = ()

    @cached_property
    def title(self) -> str:
        return title_above(self.sheet, self.header_row)

    @property
    def campus_texts(self) -> tuple[str, ...]:
        """What may name the campus: the title's first line, the sheet's name, the rest of the title."""
        first, _, rest = self.title.partition(" ")
        name = re.sub(r"^(?:总课表|课表|课程表)[_\-—]*", "", plain(self.sheet.name))
        texts = [_NOT_ITS_CAMPUS.sub("", first), _NOT_ITS_CAMPUS.sub("", name), rest]
        return tuple(text for text in texts if text)

    def rows(self) -> Iterator[TableRow]:
        """The rows with a period; titles, footnotes and empty rows are left out."""
        weekday, weekday_row = "", self.header_row
        for row in range(self.header_row + 1, self.sheet.last_row + 1):
            if row == self.head_teacher_row or is_footnote(self.sheet, row):
                continue
            if text := self.sheet.plain(row, self.weekday_column):
                weekday, weekday_row = text, row
            label = self.sheet.text(row, self.period_column)
            time = "" if self.time_column is None else self.sheet.text(row, self.time_column)
            if plain(label) or any(self.sheet.plain(row, column) for column in self.class_columns):
                yield TableRow(row, weekday, weekday_row, label, time)

    def head_teacher(self, column: int) -> str:
        return "" if self.head_teacher_row is None else self.sheet.plain(self.head_teacher_row, column)


def home_table(sheet: Sheet) -> HomeTable | None:
    """A sheet whose header has 节次 and classes, with weekdays in the first column; None for any other."""
    for row in range(1, min(sheet.last_row, _HEADER_WITHIN) + 1):
        texts = {column: sheet.plain(row, column) for column in range(1, sheet.last_column + 1)}
        period = next((column for column, text in texts.items() if _PERIOD.fullmatch(text)), None)
        if period is None or period == 1:
            continue
        time = next((column for column, text in texts.items() if _TIME.fullmatch(text)), None)
        behind = max(period, time or 0)
        classes = tuple(column for column, text in texts.items() if column > behind and is_class_label(text))
        if not classes or not _has_weekdays(sheet, row, period - 1):
            continue
        others = {c: text for c, text in texts.items() if c > behind and c not in classes}
        remarks = tuple(c for c, text in others.items() if _REMARKS.fullmatch(text))
        return HomeTable(
            sheet,
            row,
            period - 1,
            period,
            time,
            classes,
            tuple(c for c, text in others.items() if text and c not in remarks),
            _head_teacher_row(sheet, row),
            remarks,
            tuple(c for c, text in others.items() if not text and _holds_something(sheet, row, c)),
        )
    return None


def _holds_something(sheet: Sheet, header_row: int, column: int) -> bool:
    return any(cell.column == column and cell.row > header_row for cell in sheet.cells)


def is_period_header(text: str) -> bool:
    """Below the header: another table begins there."""
    return _PERIOD.fullmatch(plain(text)) is not None


def _has_weekdays(sheet: Sheet, header_row: int, column: int) -> bool:
    below = range(header_row + 1, sheet.last_row + 1)
    return sheet.plain(header_row, column) == "星期" or any(
        is_weekday(sheet.text(row, column)) for row in below
    )


def _head_teacher_row(sheet: Sheet, header_row: int) -> int | None:
    for row in (header_row - 1, header_row + 1):
        if row > 0 and any(_HEAD_TEACHER.fullmatch(sheet.plain(row, column)) for column in range(1, 4)):
            return row
    return None
