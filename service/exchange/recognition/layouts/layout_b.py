"""Layout B of a home timetable: columns = weekday × period, rows = one, two or three of each class.

Two rows are subjects and teachers, a third is the room; one row has both in each cell. A column may name the
head teacher, and one what a row is (科目, 教师).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from service.exchange.notation.class_labels import (
    label_and_name,
    may_be_class_label,
)
from service.exchange.notation.clock_times import is_clock_span
from service.exchange.notation.weekdays import is_weekday, leading_weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.class_rows import (
    ClassRows,
    grade_column,
    groups,
    labels_in,
    rows_of_class,
    says_kinds,
)
from service.exchange.recognition.layouts.home_tables import (
    HomeSheet,
    HomeTable,
    TableCell,
    TableSlot,
    Written,
    table_class,
)
from service.exchange.recognition.layouts.table_margins import (
    is_head_teacher,
    is_period,
    is_period_with_weekday,
    is_remarks,
    is_too_large,
    rows_within,
    texts_of_row,
    title_of,
)
from service.exchange.recognition.tables import is_footnote, title_above

_HEADER_WITHIN = 10
_FEWEST_SLOTS = 4
_WIDEST_MARGIN, _BEHIND = 8, 3  # columns before and behind the slots


@dataclass(frozen=True)
class _Header:
    """Its rows, and the slot of each column; what stands to the left or right of them says what rows are."""

    first_row: int
    last_row: int
    slots: Mapping[int, TableSlot]

    @property
    def margin(self) -> tuple[int, ...]:
        """The columns beside the lessons that may say whose they are."""
        first, last = min(self.slots), max(self.slots)
        return (*range(max(1, first - _WIDEST_MARGIN), first), *range(last + 1, last + 1 + _BEHIND))


def layout_b(sheet: Sheet) -> HomeSheet | None:
    """A sheet with weekdays over periods, and class labels to their left; None for any other."""
    headers = [] if is_too_large(sheet) else list(_headers(sheet))
    tables = []
    for place, header in enumerate(headers):
        last = headers[place + 1].first_row - 1 if place + 1 < len(headers) else sheet.last_row
        table = _table(sheet, header, rows_within(sheet, header.last_row + 1, last))
        if table is not None:
            tables.append(table)
    if not tables:
        return None
    first = headers[0].first_row
    return HomeSheet(sheet, first, title_above(sheet, first), tuple(tables))


def _headers(sheet: Sheet) -> Iterator[_Header]:
    done = 0
    for row in sheet.rows:
        if row <= done:
            continue
        if not done and row > _HEADER_WITHIN:
            return
        header = _of_two_rows(sheet, row) or _of_one_row(sheet, row)
        if header is not None:
            yield header
            done = header.last_row


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
    for column in sorted({*sheet.columns_of(row), *sheet.columns_of(row + 1)}):
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


def _table(sheet: Sheet, header: _Header, below: Sequence[int]) -> HomeTable | None:
    margin = header.margin
    rows = [row for row in below if _is_of_class(sheet, row, header, margin)]
    column = max(margin, key=lambda one: labels_in(sheet, one, rows, margin), default=0)
    if not column or not labels_in(sheet, column, rows, margin):
        return None
    kinds = next((one for one in margin if one != column and says_kinds(sheet, one, rows)), None)
    heads = _column_of_heads(sheet, header, margin)
    classes = [
        rows_of_class(sheet, tuple(header.slots), kinds, *group)
        for group in groups(sheet, column, rows, margin)
    ]
    cells = {
        (place, at): _cell(sheet, group, slot_column)
        for place, group in enumerate(classes)
        for said in [{column for row in group.all for column in sheet.columns_of(row)}]
        for at, slot_column in enumerate(header.slots)
        if slot_column in said
    }
    remarks = tuple(
        Written(sheet.text(header.first_row, one), header.first_row, one)
        for one in margin
        if is_remarks(sheet.plain(header.first_row, one))
    )
    of_all = {one for one in (kinds, grade_column(sheet, column, rows, margin)) if one}
    used = {column, *of_all, *(() if heads is None else (heads,))}
    return HomeTable(
        sheet,
        title_of(sheet, header.first_row),
        tuple(table_class(group.label, _head_teacher(sheet, group, heads)) for group in classes),
        tuple(header.slots.values()),
        cells,
        remarks=remarks,
        others=(
            *_others(header, used, of_all, classes),
            *_said_again(sheet, used - of_all, classes),
        ),
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


def _column_of_heads(sheet: Sheet, header: _Header, margin: Sequence[int]) -> int | None:
    rows = range(header.first_row, header.last_row + 1)
    return next((c for c in margin if any(is_head_teacher(sheet.text(row, c)) for row in rows)), None)


def _head_teacher(sheet: Sheet, group: ClassRows, column: int | None) -> Written | None:
    if column is None:
        return None
    row = next((row for row in group.all if sheet.plain(row, column)), group.label.row)
    return Written(sheet.text(row, column), row, column)


def _cell(sheet: Sheet, group: ClassRows, column: int) -> TableCell:
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
    header: _Header, used: AbstractSet[int], of_rows: AbstractSet[int], classes: Sequence[ClassRows]
) -> Iterator[Written]:
    """The cells of the header, and in the rows of classes the columns that say what each row is."""
    for row in range(header.first_row, header.last_row + 1):
        yield from (Written("", row, column) for column in (*used, *header.slots))
    for group in classes:
        yield from (Written("", row, column) for row in group.all for column in of_rows)


def _said_again(sheet: Sheet, columns: AbstractSet[int], classes: Sequence[ClassRows]) -> Iterator[Written]:
    """Label and head teacher in each row of a class; whatever else stands below them is not read."""
    for group in classes:
        for column in columns:
            said = next((text for row in group.all if (text := sheet.plain(row, column))), "")
            yield from (Written("", row, column) for row in group.all if sheet.plain(row, column) == said)
