"""Layout B of a home timetable: columns = weekday × period, rows = one, two or three of each class.

Two rows are subjects and teachers, a third is the room; one row has both in each cell. A column may name the
head teacher, and one what a row is (科目, 教师).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from service.exchange.notation.class_labels import (
    is_class_label,
    is_grade_label,
    is_number_in_grade,
    label_and_name,
    label_in_grade,
    may_be_class_label,
)
from service.exchange.notation.clock_times import is_clock_span
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SUBJECTS
from service.exchange.notation.weekdays import is_weekday, leading_weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.home_tables import (
    HomeSheet,
    HomeTable,
    TableCell,
    TableSlot,
    Written,
    table_class,
)
from service.exchange.understanding.table_margins import (
    is_head_teacher,
    is_period,
    is_period_with_weekday,
    is_remarks,
    texts_of_row,
)
from service.exchange.understanding.tables import is_footnote, title_above

_HEADER_WITHIN = 10
_FEWEST_SLOTS = 4
_OF_SUBJECTS = re.compile(r"(?:课程|科目|学科|课)(?:名称)?")
_OF_TEACHERS = re.compile(r"(?:任课|任教|授课|科任)?(?:教师|老师)(?:姓名)?")
_OF_ROOMS = re.compile(r"(?:上课)?(?:教室|地点|场地)")


@dataclass(frozen=True)
class _Header:
    """Its rows, and the slot of each column; what stands to the left or right of them says what rows are."""

    first_row: int
    last_row: int
    slots: Mapping[int, TableSlot]

    def margin(self, sheet: Sheet) -> tuple[int, ...]:
        """The columns that hold no lessons."""
        return tuple(column for column in range(1, sheet.last_column + 1) if column not in self.slots)


@dataclass(frozen=True)
class _Rows:
    """The rows of one class by what stands in them; subjects alone where a cell holds everything."""

    label: Written
    subjects: int
    teachers: int | None
    rooms: int | None
    all: tuple[int, ...]


def layout_b(sheet: Sheet) -> HomeSheet | None:
    """A sheet with weekdays over periods, and class labels to their left; None for any other."""
    headers = list(_headers(sheet))
    tables = []
    for place, header in enumerate(headers):
        last = headers[place + 1].first_row - 1 if place + 1 < len(headers) else sheet.last_row
        table = _table(sheet, header, range(header.last_row + 1, last + 1))
        if table is not None:
            tables.append(table)
    if not tables:
        return None
    first = headers[0].first_row
    return HomeSheet(sheet, first, title_above(sheet, first), tuple(tables))


def _headers(sheet: Sheet) -> Iterator[_Header]:
    row, found = 1, False
    while row <= sheet.last_row and (found or row <= _HEADER_WITHIN):
        header = _of_two_rows(sheet, row) or _of_one_row(sheet, row)
        if header is not None:
            yield header
            row, found = header.last_row, True
        row += 1


def _of_two_rows(sheet: Sheet, row: int) -> _Header | None:
    """Weekdays over periods, or periods over weekdays; times may stand in a third row."""
    if row == sheet.last_row:
        return None
    slots = {column: TableSlot(*pair) for column, pair in _over(sheet, row, is_weekday, is_period)}
    if not _is_week(slots):
        slots = {c: TableSlot(day, period) for c, (period, day) in _over(sheet, row, is_period, is_weekday)}
    return _with_times(sheet, row, row + 1, slots) if _is_week(slots) else None


def _of_one_row(sheet: Sheet, row: int) -> _Header | None:
    """周一第1节 周一第2节 …"""
    slots: dict[int, TableSlot] = {}
    for column, text in texts_of_row(sheet, row).items():
        parts = leading_weekday(text)
        if parts is not None and is_period_with_weekday(text):
            slots[column] = TableSlot(Written(parts[0], row, column), Written(parts[1], row, column))
    return _with_times(sheet, row, row, slots) if _is_week(slots) else None


def _over(
    sheet: Sheet, row: int, is_upper: Callable[[str], bool], is_lower: Callable[[str], bool]
) -> Iterator[tuple[int, tuple[Written, Written]]]:
    """The columns with one thing over the other; the upper one holds for empty cells to its right, too."""
    upper: Written | None = None
    for column in range(1, sheet.last_column + 1):
        if text := sheet.plain(row, column):
            upper = Written(text, row, column) if is_upper(text) else None
        lower = sheet.text(row + 1, column)
        if upper is not None and sheet.anchor(row + 1, column)[0] == row + 1 and is_lower(lower):
            yield column, (upper, Written(lower, row + 1, column))


def _is_week(slots: Mapping[int, TableSlot]) -> bool:
    """Several slots on several days; with one slot a day it is no layout B."""
    days = {slot.weekday.text for slot in slots.values()}
    return len(slots) >= _FEWEST_SLOTS and 1 < len(days) < len(slots)


def _with_times(sheet: Sheet, first: int, last: int, slots: Mapping[int, TableSlot]) -> _Header:
    row = last + 1
    spans = [column for column in slots if is_clock_span(sheet.plain(row, column))]
    if 2 * len(spans) < len(slots):
        return _Header(first, last, slots)
    timed = {c: replace(s, times=(Written(sheet.text(row, c), row, c),)) for c, s in slots.items()}
    return _Header(first, row, timed)


def _table(sheet: Sheet, header: _Header, below: range) -> HomeTable | None:
    margin = header.margin(sheet)
    rows = [row for row in below if _is_of_class(sheet, row, header, margin)]
    column = max(margin, key=lambda one: _labels_in(sheet, one, rows, margin), default=0)
    if not column or not _labels_in(sheet, column, rows, margin):
        return None
    kinds = next((one for one in margin if one != column and _says_kinds(sheet, one, rows)), None)
    heads = _column_of_heads(sheet, header, margin)
    groups = [_rows_of_class(sheet, header, kinds, *group) for group in _groups(sheet, column, rows, margin)]
    cells = {
        (place, at): _cell(sheet, group, slot_column)
        for place, group in enumerate(groups)
        for at, slot_column in enumerate(header.slots)
    }
    remarks = tuple(
        Written(sheet.text(header.first_row, one), header.first_row, one)
        for one in margin
        if is_remarks(sheet.plain(header.first_row, one))
    )
    used = {column, *(one for one in (kinds, heads, _grade_column(sheet, column, rows, margin)) if one)}
    return HomeTable(
        sheet,
        title_above(sheet, header.first_row),
        tuple(table_class(group.label, _head_teacher(sheet, group, heads)) for group in groups),
        tuple(header.slots.values()),
        cells,
        remarks=remarks,
        others=tuple(_others(sheet, header, used, groups)),
    )


def _is_of_class(sheet: Sheet, row: int, header: _Header, margin: Sequence[int]) -> bool:
    """A row with lessons, or with a label; titles, footnotes and empty rows are none."""
    texts = texts_of_row(sheet, row)
    if not texts or is_footnote(sheet, row):
        return False
    if len({sheet.anchor(row, column) for column in texts}) == 1 and len(texts) > 2:
        return False  # merged over all
    return (
        any(column in header.slots for column in texts)
        or any(sheet.anchor(row, column)[0] < row for column in margin)
        or any(may_be_class_label(label_and_name(texts.get(column, ""))[0]) for column in margin)
    )


def _labels_in(sheet: Sheet, column: int, rows: Sequence[int], margin: Sequence[int]) -> int:
    """How many class labels a column has, those that need the grade beside them included."""
    texts = {sheet.anchor(row, column): sheet.plain(row, column) for row in rows}
    if _grade_column(sheet, column, rows, margin) is not None:
        return sum(is_number_in_grade(text) or is_class_label(text) for text in texts.values())
    beside = [sheet.plain(row, column + 1) for row in rows if column + 1 in margin]
    if all(is_grade_label(text) for text in texts.values() if text) and any(map(is_number_in_grade, beside)):
        return 0  # 年级 beside 班级
    return sum(may_be_class_label(label_and_name(text)[0]) for text in texts.values())


def _grade_column(sheet: Sheet, column: int, rows: Sequence[int], margin: Sequence[int]) -> int | None:
    """The column just before, if it holds grades and nothing else."""
    before = column - 1
    texts = [sheet.plain(row, before) for row in rows if before in margin]
    said = [text for text in texts if text]
    return before if said and all(map(is_grade_label, said)) else None


def _groups(
    sheet: Sheet, column: int, rows: Sequence[int], margin: Sequence[int]
) -> Iterator[tuple[Written, tuple[int, ...]]]:
    """The rows of each class: that of its label, and those below it without another."""
    grades = _grade_column(sheet, column, rows, margin)
    grade, found = "", dict[tuple[int, int], tuple[Written, list[int]]]()
    for row in rows:
        grade = (sheet.plain(row, grades) if grades is not None else "") or grade
        text = sheet.text(row, column)
        label = label_in_grade(grade, text) if grade and is_number_in_grade(text) else text
        last = next(reversed(found.values()), None)
        if plain(label) and (last is None or plain(label) != plain(last[0].text)):
            found[row, column] = Written(label, row, column), [row]
        elif last is not None:
            last[1].append(row)
    for one, of_class in found.values():
        yield one, tuple(of_class)


def _rows_of_class(
    sheet: Sheet, header: _Header, kinds: int | None, label: Written, rows: tuple[int, ...]
) -> _Rows:
    """As a column says; else the row with most names of subjects, then teachers, then rooms."""
    said = {row: sheet.plain(row, kinds) if kinds is not None else "" for row in rows}
    subjects = next((row for row in rows if _OF_SUBJECTS.fullmatch(said[row])), None)
    if subjects is None:
        subjects = max(rows, key=lambda row: (_subjects_in(sheet, header, row), -row))
    rest = [row for row in rows if row != subjects]
    teachers = next((row for row in rest if _OF_TEACHERS.fullmatch(said[row])), None)
    rooms = next((row for row in rest if _OF_ROOMS.fullmatch(said[row])), None)
    unsaid = iter(row for row in rest if row not in (teachers, rooms) and not said[row])
    teachers = next(unsaid, None) if teachers is None else teachers
    rooms = next(unsaid, None) if rooms is None else rooms
    return _Rows(label, subjects, teachers, rooms, rows)


def _subjects_in(sheet: Sheet, header: _Header, row: int) -> int:
    return sum(SUBJECTS.standard(sheet.text(row, column)) is not None for column in header.slots)


def _says_kinds(sheet: Sheet, column: int, rows: Sequence[int]) -> bool:
    texts = {text for row in rows if (text := sheet.plain(row, column))}
    forms = (_OF_SUBJECTS, _OF_TEACHERS, _OF_ROOMS)
    return len(texts) > 1 and all(any(form.fullmatch(text) for form in forms) for text in texts)


def _column_of_heads(sheet: Sheet, header: _Header, margin: Sequence[int]) -> int | None:
    rows = range(header.first_row, header.last_row + 1)
    return next((c for c in margin if any(is_head_teacher(sheet.text(row, c)) for row in rows)), None)


def _head_teacher(sheet: Sheet, group: _Rows, column: int | None) -> Written | None:
    if column is None:
        return None
    row = next((row for row in group.all if sheet.plain(row, column)), group.label.row)
    return Written(sheet.text(row, column), row, column)


def _cell(sheet: Sheet, group: _Rows, column: int) -> TableCell:
    """A merged range over subject and teacher says both at once."""
    subject = Written(sheet.text(group.subjects, column), group.subjects, column)
    seen = {sheet.anchor(group.subjects, column)}
    parts: list[Written | None] = []
    for row in (group.teachers, group.rooms):
        own = row is not None and sheet.anchor(row, column) not in seen
        parts.append(Written(sheet.text(row, column), row, column) if row is not None and own else None)
        if row is not None:
            seen.add(sheet.anchor(row, column))
    return TableCell(subject, *parts)


def _others(
    sheet: Sheet, header: _Header, used: AbstractSet[int], groups: Sequence[_Rows]
) -> Iterator[Written]:
    for row in range(header.first_row, header.last_row + 1):
        yield from (Written("", row, column) for column in (*used, *header.slots))
    for group in groups:
        yield from (Written("", row, column) for row in group.all for column in used)
