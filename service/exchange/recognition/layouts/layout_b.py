"""Layout B of a home timetable: columns = weekday × period, or the periods of one weekday; rows = classes.

A class has one row or more: two are subjects and teachers, a third is the room; one has both in each cell. A
column may name the head teacher, and one what a row is (科目, 教师).
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from service.exchange.notation.class_labels import (
    label_and_name,
    may_be_class_label,
)
from service.exchange.notation.weekdays import day_titled
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.class_rows import (
    ClassRows,
    grade_column,
    groups,
    labels_in,
    rows_of_class,
    says_kinds,
)
from service.exchange.recognition.layouts.class_rows_headers import (
    OF_TITLES,
    BlockHeader,
    headers_over_classes,
)
from service.exchange.recognition.layouts.days_titled import day_of_table
from service.exchange.recognition.layouts.home_tables import (
    HomeSheet,
    HomeTable,
    TableCell,
    Written,
    table_class,
)
from service.exchange.recognition.layouts.table_margins import (
    is_head_teacher,
    is_remarks,
    is_too_large,
    rows_within,
    texts_of_row,
    title_of,
)
from service.exchange.recognition.tables import is_footnote, title_above


def layout_b(sheet: Sheet) -> HomeSheet | None:
    """A sheet with weekdays over periods, and class labels to their left; None for any other."""
    headers = [] if is_too_large(sheet) else list(headers_over_classes(sheet))
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


def _table(sheet: Sheet, header: BlockHeader, below: Sequence[int]) -> HomeTable | None:
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
    slots = tuple(header.slots.values())
    if any(slot.weekday == OF_TITLES for slot in slots):
        corner = [one for one in margin if one < min(header.slots)]
        if any(day_titled(sheet.plain(row, one)) for row in rows for one in margin):
            return None  # each class has its week: no layout B
        day = day_of_table(sheet, header.first_row, header.last_row, corner, list(cells.values()))
        if day is None:
            return None
        slots = tuple(replace(slot, weekday=day) for slot in slots)
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
        slots,
        cells,
        remarks=remarks,
        others=(
            *_others(header, used, of_all, classes),
            *_said_again(sheet, used - of_all, classes),
        ),
    )


def _is_of_class(sheet: Sheet, row: int, header: BlockHeader, margin: Sequence[int]) -> bool:
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


def _column_of_heads(sheet: Sheet, header: BlockHeader, margin: Sequence[int]) -> int | None:
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
    header: BlockHeader, used: AbstractSet[int], of_rows: AbstractSet[int], classes: Sequence[ClassRows]
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
