"""Layout C of a home timetable: one block per class, columns = weekdays, rows = periods.

Blocks stand below or beside each other, or one on each sheet. Title or sheet name say whose they are:
三(1)班课程表  班主任：张三.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.exchange.notation.class_labels import (
    class_label_in,
)
from service.exchange.notation.person_names import looks_like_a_name
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import is_weekday, weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.blocks import last_rows
from service.exchange.recognition.layouts.class_titles import (
    class_titled,
    head_teacher_titled,
    holds_lessons,
    written_above,
)
from service.exchange.recognition.layouts.home_tables import (
    HomeSheet,
    HomeTable,
    TableCell,
    TableClass,
    TableSlot,
    Written,
)
from service.exchange.recognition.layouts.table_margins import (
    Margin,
    begins_with_half,
    is_left_header,
    is_period,
    is_too_large,
    margin,
    rows_within,
    texts_of_row,
)
from service.exchange.recognition.tables import is_footnote, title_above

_HEADER_WITHIN = 12
_FEWEST_DAYS = 3
_WIDEST_MARGIN = 8  # columns
_WEEKS = re.compile(r"周次|周数|第?周|教学周|月份?")
_TEACHER = re.compile(r"(?:任课|任教)?(?:教师|老师)")


@dataclass(frozen=True)
class _Header:
    """The weekdays of a block by column, the columns before them, and those of teachers beside the days."""

    row: int
    left: tuple[int, ...]
    days: Mapping[int, Written]
    teachers: Mapping[int, int]

    @property
    def columns(self) -> tuple[int, ...]:
        return (*self.left, *self.days, *self.teachers.values())

    @property
    def first_row(self) -> int:
        """The first below the header, which has two rows where teachers stand beside subjects."""
        return self.row + (2 if self.teachers else 1)


def layout_c(sheet: Sheet) -> HomeSheet | None:
    """A sheet with blocks of weekdays over periods, each of a class; None for any other."""
    headers = [] if is_too_large(sheet) else list(_headers(sheet))
    tables: list[HomeTable] = []
    ends: dict[int, int] = {}  # the last row of the block above, by column
    for header, last in zip(headers, last_rows(sheet, headers), strict=True):
        rows = rows_within(sheet, header.first_row, last)
        side = margin(sheet, header.row, header.left, rows, days_across=True)
        if side is None or _has_days_below(sheet, header, side, rows):
            continue
        top = max((ends.get(column, 0) for column in header.columns), default=0)
        table = _block(
            sheet,
            header,
            side,
            written_above(sheet, header.row, header.columns, top),
            _period_rows(sheet, header, side, rows),
        )
        if table is not None:
            tables.append(table)
            ends |= dict.fromkeys(header.columns, max(slot.period.row for slot in table.slots))
    if not tables:
        return None
    first = min(header.row for header in headers)
    return HomeSheet(sheet, first, title_above(sheet, first), tuple(tables))


def _headers(sheet: Sheet) -> Iterator[_Header]:
    found = False
    for row in sheet.rows:
        if not found and row > _HEADER_WITHIN:
            return
        before = 0
        for days in _runs_of_days(sheet, row):
            left = tuple(range(max(before + 1, min(days) - _WIDEST_MARGIN), min(days)))
            teachers = _teacher_columns(sheet, row, days)
            before = max((*days, *teachers.values()))
            if left and not any(_WEEKS.fullmatch(sheet.plain(row, column)) for column in left):
                found = True
                yield _Header(row, _beside(sheet, row, left), days, teachers)


def _runs_of_days(sheet: Sheet, row: int) -> Iterator[Mapping[int, Written]]:
    """Each run of weekdays in any order, each once, by the first column of each."""
    run: dict[int, Written] = {}
    seen: set[int] = set()
    last_anchor = (0, 0)
    columns, before = sheet.columns_of(row), 0
    for column in (*columns, sheet.last_column + 2):
        text, anchor = sheet.plain(row, column), sheet.anchor(row, column)
        beside, before = column == before + 1, column
        if text and anchor == last_anchor:
            continue
        last_anchor = anchor
        day = weekday(text) if is_weekday(text) else 0
        if not day or day in seen or not beside:
            if len(run) >= _FEWEST_DAYS:
                yield run
            run, seen = {}, set()
        if day:
            run[column] = Written(sheet.text(row, column), row, column)
            seen.add(day)


def _has_days_below(sheet: Sheet, header: _Header, side: Margin, rows: Sequence[int]) -> bool:
    """一 to 六 over 一 to 五: periods across and days down, for no week has more days than periods."""
    texts = {text for row in rows if (text := sheet.plain(row, side.period))}
    bare = all(len(plain(one.text)) == 1 for one in header.days.values())
    return bare and len(header.days) > len(texts) and all(map(is_weekday, texts))


def _beside(sheet: Sheet, row: int, left: tuple[int, ...]) -> tuple[int, ...]:
    """The margin of a block begins behind the last empty column, and behind remarks of the block before.

    上午 and 下午 may stand in a column without a header, and the title of the block over them.
    """
    heads = [column for column in left if is_left_header(sheet.plain(row, column))]
    first = min(heads, default=left[0])
    return tuple(
        column
        for column in left
        if column >= first or (column == first - 1 and begins_with_half(sheet, row, column))
    )


def _teacher_columns(sheet: Sheet, row: int, days: Mapping[int, Written]) -> Mapping[int, int]:
    """Where each day has two columns, subjects and teachers."""
    return {c: c + 1 for c in days if _TEACHER.fullmatch(sheet.plain(row + 1, c + 1)) and c + 1 not in days}


def _period_rows(sheet: Sheet, header: _Header, side: Margin, rows: Sequence[int]) -> Iterator[int]:
    """Until the titles of the next block; titles, footnotes and empty rows are none.

    A name alone, right below a period and on one of the days, may be that of the only teacher named there.
    """
    before = 0
    for row in rows:
        texts = texts_of_row(sheet, row, header.columns)
        label = side.written(sheet, row)[0].text
        if not texts or is_footnote(sheet, row):
            continue
        if is_period(label):
            if sheet.anchor(row, side.period)[0] == row:
                before = row
                yield row
        elif any(class_label_in(text) or "班主任" in text for text in texts.values()):
            return
        elif len({sheet.anchor(row, column) for column in texts}) > 1 or (
            row == before + 1
            and all(column in header.days and looks_like_a_name(text) for column, text in texts.items())
        ):
            yield row


def _block(
    sheet: Sheet, header: _Header, side: Margin, above: tuple[Written, ...], rows: Iterator[int]
) -> HomeTable | None:
    slots: list[TableSlot] = []
    cells: dict[tuple[int, int], TableCell] = {}
    for row in rows:
        label, times = side.written(sheet, row)
        for column, day in header.days.items():
            cells[0, len(slots)] = _cell(sheet, header, side, row, column)
            slots.append(TableSlot(day, label, times, side.half_of(sheet, row)))
    said = class_titled(sheet, above)
    if not slots or (said is None and not holds_lessons(list(cells.values()))):
        return None
    title = " ".join(dict.fromkeys(plain(one.text) for one in reversed(above)))
    name = said or (above[-1] if above else Written(sheet.name, 0, 0))
    margin_cells = (
        Written("", row, column) for row in range(header.row, header.first_row) for column in header.columns
    )
    beside = [column for column in (side.period, *side.times, side.half) if column is not None]
    halves = (Written("", slot.period.row, column) for slot in slots for column in beside)
    return HomeTable(
        sheet,
        title,
        (TableClass(name, head_teacher_titled(above)),),
        tuple(slots),
        cells,
        others=(*above, *margin_cells, *halves),
    )


def _cell(sheet: Sheet, header: _Header, side: Margin, row: int, column: int) -> TableCell:
    """The teacher may stand in the column beside, or in the second row of a period that has two."""
    subject = Written(sheet.text(row, column), row, column)
    at = (row, header.teachers[column]) if column in header.teachers else (row + 1, column)
    of_two = column in header.teachers or sheet.extent_of(row, side.period)[0] == 2
    if not of_two or sheet.anchor(*at) == sheet.anchor(row, column):
        return TableCell(subject)
    return TableCell(subject, Written(sheet.text(*at), *at))
