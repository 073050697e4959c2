"""Layout C the other way round: one block per class, rows = weekdays, columns = periods."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.exchange.notation.class_labels import class_label_in
from service.exchange.notation.weekdays import is_weekday, weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.blocks import last_rows
from service.exchange.recognition.layouts.class_titles import (
    class_titled,
    head_teacher_titled,
    holds_lessons,
    names_subject,
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
_HEADER_ROWS = 2  # below a header the weekdays begin, behind a row of times perhaps

_Period = tuple[Written, tuple[Written, ...]]


@dataclass(frozen=True)
class _Header:
    """The periods of a block with their times by column, and the column of its weekdays."""

    row: int
    day_column: int
    periods: Mapping[int, _Period]

    @property
    def columns(self) -> tuple[int, ...]:
        return (self.day_column, *self.periods)


@dataclass(frozen=True)
class _Block:
    """`says_lessons`: its cells do; those of a list of duties, titled with a class too, do not."""

    table: HomeTable
    says_lessons: bool


def layout_c_across(sheet: Sheet) -> HomeSheet | None:
    """A sheet with blocks of periods over weekdays, below or beside each other; None for any other.

    Beside blocks of lessons one that is titled with a class is one, too, whatever it says.
    """
    blocks = _blocks(sheet)
    if not any(block.says_lessons for block in blocks):
        return None
    first = min(block.table.slots[0].period.row for block in blocks)
    return HomeSheet(sheet, first, title_above(sheet, first), tuple(block.table for block in blocks))


def classes_without_lessons(sheet: Sheet) -> tuple[Written, ...]:
    """The titles of blocks laid out as the week of a class, on a sheet where none says a lesson."""
    return tuple(block.table.classes[0].label for block in _blocks(sheet) if not block.says_lessons)


def _blocks(sheet: Sheet) -> list[_Block]:
    headers = [] if is_too_large(sheet) else list(_headers(sheet))
    blocks: list[_Block] = []
    ends: dict[int, int] = {}  # the last row of the block above, by column
    for header, last in zip(headers, last_rows(sheet, headers), strict=True):
        days = _day_rows(sheet, header, rows_within(sheet, header.row + 1, last))
        # A block beside it that has the same weekdays is not above it.
        top = max((end for column in header.columns if (end := ends.get(column, 0)) < header.row), default=0)
        if (block := _block(sheet, header, days, top)) is not None:
            blocks.append(block)
            ends |= dict.fromkeys(header.columns, max(days))
    return blocks


def _headers(sheet: Sheet) -> Iterator[_Header]:
    """Rows of periods, each run of them behind a column of weekdays that is headed 星期 or not at all."""
    for row in sheet.rows:
        side = {column: Margin(None, column, ()).written(sheet, row) for column in sheet.columns_of(row)}
        periods = {
            column: written
            for column, written in side.items()
            if sheet.anchor(row, column) == (row, column) and is_period(written[0].text)
        }
        left = min(periods, default=1) - 1
        headed = sheet.plain(row, left) if left else ""
        if not left or len(periods) < _FEWEST or (headed and not is_left_header(headed)):
            continue
        if any(is_weekday(sheet.plain(row, column)) for column in side if column < left):
            continue  # a day whose lessons, 班会 and 作业辅导 of several blocks, could be called periods, too
        for day_column, run in _runs(sheet, row, left, periods):
            if len(run) >= _FEWEST:
                yield _Header(row, day_column, run)


def _runs(
    sheet: Sheet, row: int, left: int, periods: Mapping[int, _Period]
) -> Iterator[tuple[int, Mapping[int, _Period]]]:
    """The periods of each block of a row. Blocks beside each other may share the weekdays of the first."""
    run: dict[int, _Period] = {}
    day_column, before = left, left
    for column, period in periods.items():
        own = next((at for at in range(before + 1, column) if _holds_weekdays(sheet, row, at)), None)
        if own is not None or (run and _begins_class(sheet, row, column)):
            yield day_column, run
            run, day_column = {}, own or day_column
        run[column] = period
        before = column
    yield day_column, run


def _holds_weekdays(sheet: Sheet, row: int, column: int) -> bool:
    headed = sheet.plain(row, column)
    rows = rows_within(sheet, row + 1, row + _HEADER_ROWS)
    below = next((text for at in rows if (text := sheet.plain(at, column))), "")
    return (not headed or is_left_header(headed)) and is_weekday(below)


def _begins_class(sheet: Sheet, row: int, column: int) -> bool:
    """The title of another class begins over this column."""
    over = row - 1
    return sheet.anchor(over, column)[1] == column and class_label_in(sheet.text(over, column)) is not None


def _day_rows(sheet: Sheet, header: _Header, rows: Sequence[int]) -> dict[int, Written]:
    """The weekdays in any order, each once, by the first row of each."""
    found: dict[int, Written] = {}
    seen: set[int] = set()
    for row in rows:
        text = sheet.plain(row, header.day_column)
        if sheet.anchor(row, header.day_column)[0] != row or not is_weekday(text):
            continue
        if weekday(text) in seen:
            break
        seen.add(weekday(text))
        found[row] = Written(sheet.text(row, header.day_column), row, header.day_column)
    return found


def _block(sheet: Sheet, header: _Header, days: Mapping[int, Written], top: int) -> _Block | None:
    if len(days) < _FEWEST:
        return None
    slots: list[TableSlot] = []
    cells: dict[tuple[int, int], TableCell] = {}
    for row, day in days.items():
        for column, (label, times) in header.periods.items():
            cells[0, len(slots)] = _cell(sheet, header, row, column)
            slots.append(TableSlot(day, label, times))
    above = written_above(sheet, header.row, header.columns, top)
    said = class_titled(sheet, above)
    says_lessons = holds_lessons(list(cells.values()))
    if said is None and not says_lessons:
        return None
    name = said or (above[-1] if above else Written(sheet.name, 0, 0))
    corner = Written(sheet.text(header.row, header.day_column), header.row, header.day_column)
    table = HomeTable(
        sheet,
        " ".join(dict.fromkeys(one.text for one in reversed(above))),
        (TableClass(name, head_teacher_titled(above)),),
        tuple(slots),
        cells,
        others=(*above, corner),
    )
    return _Block(table, says_lessons or names_subject(cells.values()))


def _cell(sheet: Sheet, header: _Header, row: int, column: int) -> TableCell:
    """The teacher may stand in the second row of a weekday that has two."""
    subject = Written(sheet.text(row, column), row, column)
    below = (row + 1, column)
    if sheet.extent_of(row, header.day_column)[0] != 2 or sheet.anchor(*below) == sheet.anchor(row, column):
        return TableCell(subject)
    return TableCell(subject, Written(sheet.text(*below), *below))
