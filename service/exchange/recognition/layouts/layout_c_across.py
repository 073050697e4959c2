"""Layout C the other way round: one block per class, rows = weekdays, columns = periods."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.exchange.notation.weekdays import is_weekday, weekday
from service.exchange.reading.sheets import Sheet
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
    is_left_header,
    is_period,
    is_too_large,
    rows_within,
)
from service.exchange.recognition.tables import title_above

_FEWEST = 3  # periods, and days


@dataclass(frozen=True)
class _Header:
    """The periods of a block with their times by column, and the column of its weekdays."""

    row: int
    day_column: int
    periods: Mapping[int, tuple[Written, tuple[Written, ...]]]


def layout_c_across(sheet: Sheet) -> HomeSheet | None:
    """A sheet with blocks of periods over weekdays, one below the other; None for any other."""
    headers = [] if is_too_large(sheet) else list(_headers(sheet))
    tables: list[HomeTable] = []
    top = 0
    ends = [*(header.row - 1 for header in headers[1:]), sheet.last_row]
    for header, last in zip(headers, ends, strict=True) if headers else ():
        days = _day_rows(sheet, header, rows_within(sheet, header.row + 1, last))
        if (table := _block(sheet, header, days, top)) is not None:
            tables.append(table)
            top = max(days)
    if not tables:
        return None
    first = headers[0].row
    return HomeSheet(sheet, first, title_above(sheet, first), tuple(tables))


def _headers(sheet: Sheet) -> Iterator[_Header]:
    """Rows of periods whose first column, headed 星期 or not at all, holds none."""
    for row in sheet.rows:
        side = {column: Margin(None, column, ()).written(sheet, row) for column in sheet.columns_of(row)}
        periods = {
            column: written
            for column, written in side.items()
            if sheet.anchor(row, column) == (row, column) and is_period(written[0].text)
        }
        left = min(periods, default=1) - 1
        headed = sheet.plain(row, left) if left else ""
        if left and len(periods) >= _FEWEST and (not headed or is_left_header(headed)):
            yield _Header(row, left, periods)


def _day_rows(sheet: Sheet, header: _Header, rows: Sequence[int]) -> dict[int, Written]:
    """The weekdays, rising, by the first row of each."""
    found: dict[int, Written] = {}
    latest = 0
    for row in rows:
        text = sheet.plain(row, header.day_column)
        if sheet.anchor(row, header.day_column)[0] != row or not is_weekday(text):
            continue
        if weekday(text) <= latest:
            break
        latest = weekday(text)
        found[row] = Written(sheet.text(row, header.day_column), row, header.day_column)
    return found


def _block(sheet: Sheet, header: _Header, days: Mapping[int, Written], top: int) -> HomeTable | None:
    if len(days) < _FEWEST:
        return None
    columns = (header.day_column, *header.periods)
    slots: list[TableSlot] = []
    cells: dict[tuple[int, int], TableCell] = {}
    for row, day in days.items():
        for column, (label, times) in header.periods.items():
            cells[0, len(slots)] = _cell(sheet, header, row, column)
            slots.append(TableSlot(day, label, times))
    above = written_above(sheet, header.row, columns, top)
    said = class_titled(sheet, above)
    if not holds_lessons(list(cells.values())):
        return None
    name = said or (above[-1] if above else Written(sheet.name, 0, 0))
    corner = Written(sheet.text(header.row, header.day_column), header.row, header.day_column)
    return HomeTable(
        sheet,
        " ".join(dict.fromkeys(one.text for one in reversed(above))),
        (TableClass(name, head_teacher_titled(above)),),
        tuple(slots),
        cells,
        others=(*above, corner),
    )


def _cell(sheet: Sheet, header: _Header, row: int, column: int) -> TableCell:
    """The teacher may stand in the second row of a weekday that has two."""
    subject = Written(sheet.text(row, column), row, column)
    below = (row + 1, column)
    if sheet.extent_of(row, header.day_column)[0] != 2 or sheet.anchor(*below) == sheet.anchor(row, column):
        return TableCell(subject)
    return TableCell(subject, Written(sheet.text(*below), *below))
