"""The headers of layout B, over the rows of classes: weekdays and periods, or the periods of one weekday."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from service.exchange.notation.clock_times import is_clock_span
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import lesson_numbers
from service.exchange.notation.weekdays import is_weekday, leading_weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.home_tables import TableSlot, Written
from service.exchange.recognition.layouts.table_margins import (
    is_period,
    is_period_with_weekday,
    label_and_span,
    texts_of_row,
)

_HEADER_WITHIN = 10
_FEWEST_SLOTS, _FEWEST_OF_DAY = 4, 3
_HALVES = frozenset({"上午", "下午", "晚上"})
_WIDEST_MARGIN, _BEHIND = 8, 3  # columns before and behind the slots
#: the weekday of the slots of a header that has none
OF_TITLES = Written("", 0, 0)


@dataclass(frozen=True)
class BlockHeader:
    """Its rows, and the slot of each column; what stands to the left or right of them says what rows are."""

    first_row: int
    last_row: int
    slots: Mapping[int, TableSlot]

    @property
    def margin(self) -> tuple[int, ...]:
        """The columns beside the lessons that may say whose they are."""
        first, last = min(self.slots), max(self.slots)
        return (*range(max(1, first - _WIDEST_MARGIN), first), *range(last + 1, last + 1 + _BEHIND))


def headers_over_classes(sheet: Sheet) -> Iterator[BlockHeader]:
    done = 0
    for row in sheet.rows:
        if row <= done:
            continue
        if not done and row > _HEADER_WITHIN:
            return
        header = _of_two_rows(sheet, row) or _of_one_row(sheet, row) or _of_one_day(sheet, row)
        if header is not None:
            yield header
            done = header.last_row


def _of_two_rows(sheet: Sheet, row: int) -> BlockHeader | None:
    """Weekdays over periods or times, or periods over weekdays; times may stand in a third row."""
    if row == sheet.last_row:
        return None
    slots = {column: TableSlot(*pair) for column, pair in _over(sheet, row, is_weekday, _is_period)}
    if not _is_week(slots):
        slots = {column: TableSlot(*pair) for column, pair in _over(sheet, row, is_weekday, is_clock_span)}
    if not _is_week(slots):
        slots = {c: TableSlot(day, period) for c, (period, day) in _over(sheet, row, _is_period, is_weekday)}
    return _with_times(sheet, row, row + 1, slots) if _is_week(slots) else None


def _of_one_row(sheet: Sheet, row: int) -> BlockHeader | None:
    """周一第1节 周一第2节 …"""
    slots: dict[int, TableSlot] = {}
    for column, text in texts_of_row(sheet, row).items():
        parts = leading_weekday(text)
        if parts is not None and is_period_with_weekday(label_and_span(text)[0]):
            slots[column] = TableSlot(Written(parts[0], row, column), Written(parts[1], row, column))
    return _with_times(sheet, row, row, slots) if _is_week(slots) else None


def _of_one_day(sheet: Sheet, row: int) -> BlockHeader | None:
    """第1节 第2节 … or times alone, maybe 上午 and 下午 over them; which day it is the table's titles say."""
    texts = texts_of_row(sheet, row)
    for is_label, is_sure in ((_is_period, _is_numbered), (is_clock_span, is_clock_span)):
        slots = {
            column: TableSlot(OF_TITLES, Written(text, row, column), half=_half_over(sheet, row, column))
            for column, text in texts.items()
            if is_label(text)
        }
        # A class may have 班会 and 课后服务 several times a week: no row of lessons is a header.
        sure = sum(is_sure(texts[column]) for column in slots)
        if sure >= _FEWEST_OF_DAY and not any(_is_numbered(sheet.plain(row + 1, one)) for one in slots):
            return _with_times(sheet, row, row, slots)
    return None


def _is_period(text: str) -> bool:
    """With its time in the same cell, too."""
    return is_period(label_and_span(text)[0])


def _is_numbered(text: str) -> bool:
    try:
        return bool(lesson_numbers(label_and_span(text)[0]))
    except NotUnderstoodError:
        return False


def _half_over(sheet: Sheet, row: int, column: int) -> Written | None:
    text = sheet.plain(row - 1, column)
    return Written(text, row - 1, column) if text in _HALVES else None


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


def _with_times(sheet: Sheet, first: int, last: int, slots: Mapping[int, TableSlot]) -> BlockHeader:
    slots = {column: _parted(slot) for column, slot in slots.items()}
    row = last + 1
    spans = [column for column in slots if is_clock_span(sheet.plain(row, column))]
    if 2 * len(spans) < len(slots):
        return BlockHeader(first, last, slots)
    timed = {c: replace(s, times=(Written(sheet.text(row, c), row, c),)) for c, s in slots.items()}
    return BlockHeader(first, row, timed)


def _parted(slot: TableSlot) -> TableSlot:
    """The label of a period without the time that stands in its cell; a time alone is the label."""
    label, span = label_and_span(slot.period.text)
    if not span or not label.strip():
        return slot
    return replace(slot, period=slot.period._replace(text=label), times=(slot.period._replace(text=span),))
