"""Layout A of a home timetable: rows = weekday × period, or the periods of one weekday; columns = classes.

Several tables may stand below or beside each other; the header may have two rows, 三年级 over (1)班 (2)班.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from service.exchange.notation.clock_times import is_clock_span
from service.exchange.notation.weekdays import is_weekday, leading_weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.class_headers import (
    ClassHeader,
    by_day,
    class_columns,
    class_headers,
    is_class,
)
from service.exchange.recognition.layouts.days_titled import day_of_table, is_of_exams
from service.exchange.recognition.layouts.home_tables import (
    HomeSheet,
    HomeTable,
    TableCell,
    TableSlot,
    Written,
    table_class,
)
from service.exchange.recognition.layouts.table_margins import (
    Margin,
    band,
    is_head_teacher,
    is_of_teachers,
    is_period,
    is_period_with_weekday,
    is_too_large,
    is_totals,
    margin,
    rows_within,
    texts_of_row,
    title_of,
)
from service.exchange.recognition.tables import is_footnote, title_above

_LINES = (2, 3)  # rows of a period: subject and teacher, and perhaps the room
_ABOUT_CLASSES = re.compile(r"(?:所在|班级)?教室|(?:班级|学生)?人数|班额|副班主任|配班(?:教师)?")


def layout_a(sheet: Sheet) -> HomeSheet | None:
    """A sheet whose header has classes, and beside it weekdays and periods; None for any other."""
    headers = [] if is_too_large(sheet) else list(class_headers(sheet))
    rows = [*sorted({header.row for header in headers}), sheet.last_row + 1]
    tables = []
    for header in headers:
        last = rows[bisect_right(rows, header.row)] - 1
        below = rows_within(sheet, header.last_row + 1, last)
        found = (_table(sheet, part, below, day) for day, part in by_day(sheet, header))
        tables += [table for table in found if table is not None]
    if not tables:
        return None
    first = min(header.row for header in headers)
    return HomeSheet(sheet, first, title_above(sheet, first), tuple(tables))


def _table(sheet: Sheet, header: ClassHeader, rows: Sequence[int], over: Written | None) -> HomeTable | None:
    """`over` is the weekday that stands over the classes, where each day has columns of its own."""
    side = margin(sheet, header.row, header.left, rows)
    if side is None:
        return None
    if is_of_exams(sheet, header.row) and any(
        is_clock_span(side.written(sheet, row)[0].text) for row in rows
    ):
        return None
    day = over or (_day_of(sheet, header, rows) if side.weekday is None else None)
    if day is None and not _has_weekdays(sheet, header, side, rows):
        return None
    found = class_columns(sheet, header, rows)
    heads = _head_teacher_row(sheet, header)
    slots = list(_slots(sheet, header, side, rows, heads, day))
    cells = {
        (place, at): _cell(sheet, side, row, column, teachers)
        for at, (row, _) in enumerate(slots)
        for said in [set(_said_in(sheet, side, row))]
        for place, (column, teachers) in enumerate(found.classes.items())
        if column in said or teachers in said
    }
    classes = tuple(
        table_class(
            header.labels[column],
            None if heads is None else Written(sheet.text(heads, column), heads, column),
        )
        for column in found.classes
    )
    return HomeTable(
        sheet,
        title_of(sheet, header.row if over is None else over.row),
        classes,
        tuple(slot for _, slot in slots),
        cells,
        tuple(found.headless),
        tuple(found.remarks),
        _others(sheet, header, heads),
    )


def _said_in(sheet: Sheet, side: Margin, row: int) -> tuple[int, ...]:
    """The columns that say something in a row, and in the others of a period of two or three."""
    return tuple(
        column for one in range(row, row + _lines(sheet, side, row)) for column in sheet.columns_of(one)
    )


def _lines(sheet: Sheet, side: Margin, row: int) -> int:
    """How many rows the lessons of a period have: of one that is merged over two or three rows, so many."""
    extent = sheet.extent_of(row, side.period)[0]
    return extent if extent in _LINES and sheet.anchor(row, side.period)[0] == row else 1


def _cell(sheet: Sheet, side: Margin, row: int, column: int, teachers: int | None) -> TableCell:
    """The teacher may stand beside, or below in the second row of a period; the room is in the row after."""
    below = [(one, column) for one in range(row + 1, row + _lines(sheet, side, row))]
    seen = {sheet.anchor(row, column)}
    parts: list[Written | None] = []
    for at in [(row, teachers), *below] if teachers is not None else below:
        own = sheet.anchor(*at) not in seen
        parts.append(Written(sheet.text(*at), *at) if own else None)
        seen.add(sheet.anchor(*at))
    return TableCell(Written(sheet.text(row, column), row, column), *parts[:2])


def _has_weekdays(sheet: Sheet, header: ClassHeader, side: Margin, rows: Sequence[int]) -> bool:
    if side.weekday is not None:
        return sheet.plain(header.row, side.weekday) == "星期" or any(
            is_weekday(sheet.text(row, side.weekday)) for row in rows
        )
    return any(
        is_period_with_weekday(sheet.text(row, side.period))
        or is_weekday(band(sheet, row, (*header.left, *header.columns)))
        for row in rows
    )


def _day_of(sheet: Sheet, header: ClassHeader, rows: Sequence[int]) -> Written | None:
    cells = [
        TableCell(Written(sheet.text(row, column), row, column))
        for row in rows
        for column in texts_of_row(sheet, row, header.columns)
    ]
    return day_of_table(sheet, header.row, header.last_row, header.left, cells)


def _slots(
    sheet: Sheet,
    header: ClassHeader,
    side: Margin,
    rows: Sequence[int],
    heads: int | None,
    day: Written | None,
) -> Iterator[tuple[int, TableSlot]]:
    """The rows with a period; titles, footnotes and empty rows are left out. `day` is that of all rows."""
    weekday = day or Written("", header.row, header.left[0])
    whole = (*header.left, *header.columns)
    for row in rows:
        alone = band(sheet, row, whole)
        if is_weekday(alone):
            weekday = next(Written(alone, row, column) for column in whole if sheet.plain(row, column))
        if row == heads or not _is_slot(sheet, header, side, row, alone):
            continue
        if side.weekday is not None and (text := sheet.plain(row, side.weekday)):
            weekday = Written(text, row, side.weekday)
        label, times = side.written(sheet, row)
        if alone and not label.text.strip():
            label = Written(alone, row, side.period)
        if side.weekday is None and (parts := leading_weekday(label.text)) is not None:
            weekday, label = (Written(part, row, side.period) for part in parts)
        yield row, TableSlot(weekday, label, times, side.half_of(sheet, row))


def _is_slot(sheet: Sheet, header: ClassHeader, side: Margin, row: int, alone: str) -> bool:
    """Whether a row has a period or lessons; `alone` is its text, if it has only one."""
    first, label_column = sheet.anchor(row, side.period)
    second_row = header.last_row < first < row and label_column == side.period
    if second_row or is_footnote(sheet, row) or _is_about_classes(sheet, header, row):
        return False
    label = sheet.plain(row, side.period)
    lessons = bool(texts_of_row(sheet, row, header.columns))
    if alone and not is_period(alone) and not is_period_with_weekday(alone):
        return lessons and not label
    return bool(label) or lessons


def _is_about_classes(sheet: Sheet, header: ClassHeader, row: int) -> bool:
    """Rooms, numbers of pupils and of lessons, or 课程 and 教师 over columns: nothing that is taught."""
    said = texts_of_row(sheet, row, header.columns).values()
    left = [sheet.plain(row, column) for column in header.left]
    return (
        any(map(_ABOUT_CLASSES.fullmatch, left))
        or any(map(is_of_teachers, said))
        or (any(map(is_totals, left)) and all(text.isdecimal() for text in said))
    )


def _head_teacher_row(sheet: Sheet, header: ClassHeader) -> int | None:
    for row in (header.row - 1, header.last_row + 1, header.last_row + 2):
        if 0 < row <= sheet.last_row and any(is_head_teacher(sheet.text(row, c)) for c in header.left):
            return row
    return None


def _others(sheet: Sheet, header: ClassHeader, heads: int | None) -> tuple[Written, ...]:
    rows = {header.row, header.last_row, *(() if heads is None else (heads,))}
    below = header.last_row + 1
    if any(map(is_of_teachers, texts_of_row(sheet, below, header.columns).values())):
        rows.add(below)  # 课程 and 教师
    columns = (*header.left, *(column for column in header.columns if is_class(header.labels, column)))
    return tuple(Written("", row, column) for row in sorted(rows) for column in columns)
