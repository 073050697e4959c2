"""The header rows of a sheet of bells: where its blocks begin and end, and what stands over them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from service.exchange.notation.clock_times import is_clock_text
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import period_label
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import is_weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import is_footnote

Place = tuple[int, int]  # row and column

# The first that fits: 节次 says more than 内容, and that more than 时段 (上午, 下午).
LABELS = tuple(
    map(
        re.compile,
        (
            r"节次|课次|课节|节数|课时",
            r"(?:作息|活动)?(?:内容|项目|环节|名称)|课程|事项|活动|作息|安排",
            r"时段",
        ),
    )
)
START = re.compile(r"(?:开始|上课|起始)(?:时间)?|起|始|时间起")
END = re.compile(r"(?:结束|下课|终止|截止)(?:时间)?|止|终|时间止")
TIME = re.compile(r"(?:上课|作息|起止|起讫|具体)?时间(?:段|安排)?|起止")
_SUBTITLE = re.compile(
    r"[夏冬春秋][季令]|[小初高中][学中]?部|年级|[低中高]段|周[一二三四五]|星期[一二三四五]|作息"
    r"|(?:学校|小学|中学|校区|教学点)$|起\)?$"
)
_NOTHING = re.compile(r"[-/—无×xX]*")
BETWEEN = re.compile(r"[上下]午|中午|晚上|晚间|早上|午间")
_ACROSS = 3  # that many periods in one row are a header
_TALLEST = 8  # rows of a header above its last: it is not looked for through a whole sheet of headers


@dataclass(frozen=True, slots=True)
class Header:
    """Rows `top` to `bottom`; the data reach to `last`. Without a header `bottom` is the row above the data.

    `labels` are the columns headed 节次 or the like, the most telling first; none where the periods stand
    across the top.
    """

    top: int
    bottom: int
    last: int
    labels: tuple[int, ...]


def headers(sheet: Sheet) -> tuple[Header, ...]:
    rows = [row for row in range(1, sheet.last_row + 1) if _label_columns(sheet, row)]
    # 节次 merged over two rows of a header is one header.
    bottoms = [row for row in rows if row + 1 not in rows or not _same_labels(sheet, row)]
    bottoms = [row + 1 if _is_second_row(sheet, row + 1) else row for row in bottoms]
    if not bottoms:
        return _without_labels(sheet)
    tops = [_top(sheet, bottom, rows) for bottom in bottoms]
    lasts = [*(_last_above(sheet, top) for top in tops[1:]), sheet.last_row]
    return tuple(
        Header(top, bottom, last, _label_columns(sheet, bottom) or _label_columns(sheet, bottom - 1))
        for top, bottom, last in zip(tops, bottoms, lasts, strict=True)
        if not _is_timetable(sheet, bottom)
    )


def _label_columns(sheet: Sheet, row: int) -> tuple[int, ...]:
    """The columns headed 节次 or the like, the most telling first; none where no other cell is a header."""
    texts = {column: sheet.plain(row, column) for column in range(1, sheet.last_column + 1)}
    found = [column for form in LABELS for column, text in texts.items() if form.fullmatch(text)]
    others = {text for column, text in texts.items() if text and column not in found}
    return () if not others or any(map(is_clock_text, others)) else tuple(found)


def _same_labels(sheet: Sheet, row: int) -> bool:
    columns = _label_columns(sheet, row)
    return any(sheet.anchor(row, column) == sheet.anchor(row + 1, column) for column in columns)


def _is_second_row(sheet: Sheet, row: int) -> bool:
    """开始 and 结束 below a header 节次 that is not merged down to them."""
    texts = [sheet.plain(row, column) for column in range(1, sheet.last_column + 1)]
    return sum(bool(START.fullmatch(text) or TIME.fullmatch(text)) for text in texts) > 0 and not any(
        form.fullmatch(text) for text in texts for form in LABELS
    )


def _top(sheet: Sheet, bottom: int, rows: Iterable[int]) -> int:
    """The first row of a header: rows above it that say several things, and no times, belong to it."""
    top = bottom
    while top > max(1, bottom - _TALLEST):
        texts = sheet.texts_in(top - 1)
        if top - 1 not in rows and (len(texts) < 2 or any(map(is_clock_text, texts))):
            break
        if any(is_clock_text(text) or is_period(text) for text in texts):
            break
        top -= 1
    return top


def _last_above(sheet: Sheet, top: int) -> int:
    """The last row of the data above a header: titles in between belong to what follows."""
    row = top - 1
    while row > 1:
        texts = sheet.texts_in(row)
        if len(texts) > 1 or any(is_period(text) or is_footnote(sheet, row) for text in texts):
            break
        row -= 1
    return row


def _is_timetable(sheet: Sheet, row: int) -> bool:
    """Weekdays over cells that are no times: a class's timetable has 节次, too."""
    columns = [c for c in range(1, sheet.last_column + 1) if is_weekday(sheet.plain(row, c))]
    return len(columns) >= _ACROSS and not any(
        is_clock_text(sheet.text(row + 1, column)) for column in columns
    )


def _without_labels(sheet: Sheet) -> tuple[Header, ...]:
    """Periods across the top; else rows of a label and times without any header."""
    for row in range(1, sheet.last_row):
        columns = period_columns(sheet, row)
        if len(columns) >= _ACROSS:
            bottom = row + 1 if _is_second_row(sheet, row + 1) else row
            if any(is_clock_text(sheet.text(bottom + 1, column)) for column in columns):
                return (Header(row, bottom, sheet.last_row, ()),)
    for column in range(1, sheet.last_column):
        labelled = [
            row
            for row in range(1, sheet.last_row + 1)
            if is_period(sheet.plain(row, column)) and is_clock_text(sheet.text(row, column + 1))
        ]
        if len(labelled) > 1:
            above = _last_above(sheet, labelled[0]) if labelled[0] > 1 else 0
            return (Header(above + 1, labelled[0] - 1, sheet.last_row, (column,)),)
    return ()


def titles(sheet: Sheet, header: Header) -> tuple[Place, ...]:
    """The rows above a header that say one thing, the lowest first, up to other rows."""
    found: list[Place] = []
    for row in range(header.top - 1, 0, -1):
        texts = sheet.texts_in(row)
        if len(texts) > 1 or any(map(is_period, texts)) or is_footnote(sheet, row):
            break
        if texts:
            found.append(sheet.anchor(row, first_column(sheet, row)))
    return tuple(found)


def is_subtitle(sheet: Sheet, row: int) -> bool:
    """冬令(10月8日起) alone in a row among the periods: what follows is another schedule."""
    texts = sheet.texts_in(row)
    if len(texts) != 1 or is_footnote(sheet, row):
        return False
    (text,) = texts
    return bool(_SUBTITLE.search(text)) and not is_period(text) and not is_clock_text(text)


def period_columns(sheet: Sheet, row: int) -> tuple[int, ...]:
    return tuple(c for c in range(1, sheet.last_column + 1) if is_period(sheet.plain(row, c)))


def first_column(sheet: Sheet, row: int) -> int:
    return next(column for column in range(1, sheet.last_column + 1) if sheet.plain(row, column))


def is_period(text: str) -> bool:
    """Whether a text is a label of a period; 上午 between the periods is none."""
    if not text or BETWEEN.fullmatch(text):
        return False
    try:
        period_label(text)
    except NotUnderstoodError:
        return False
    return True


def says_nothing(text: str) -> bool:
    """Whether a time is blank, or struck out: 周三 has no sixth lesson."""
    return _NOTHING.fullmatch(plain(text)) is not None
