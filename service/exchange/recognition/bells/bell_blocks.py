"""The schedules of a sheet of bells as they stand: rows, times, and what is written over them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.exchange.notation.clock_times import is_clock_span, is_clock_text
from service.exchange.notation.for_whom_written import is_for_some
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.bells.bell_headers import (
    END,
    LABELS,
    START,
    TIME,
    Header,
    Place,
    first_column,
    is_subtitle,
    period_columns,
    says_nothing,
    titles,
)

_MINUTES = re.compile(r"时长|分钟数?|(?:时长|时间|课时|时数)\(?分钟?\)?|用时|共计")
#: the columns that say whose rows these are; a blank continues what stands above
_WHOSE = re.compile(
    r"学校(?:名称)?|校区|单位|教学点|季节|季令|令时|时令|作息类型|(?:执行|生效|适用|起止)(?:日期|时间)"
)
#: the columns that say for whom a row is, within its schedule
_FOR_WHOM = re.compile(r"(?:适用)?(?:年级|学段|学部|对象|范围|星期|日)|部别")
_REMARKS = re.compile(r"备注|说明|序号")


@dataclass(frozen=True, slots=True)
class BellLine:
    """Where a row's label stands (the first that can be read counts), its times, its minutes, its grades."""

    labels: tuple[Place, ...]
    times: tuple[Place, ...]
    minutes: Place | None = None
    for_whom: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        minutes = () if self.minutes is None else (self.minutes,)
        return (*self.labels, *self.times, *self.for_whom, *minutes)


@dataclass(frozen=True, slots=True)
class BellBlock:
    """One schedule as written.

    `headings` say whose and when it is, the nearest first; so do `whose`, the cells of columns such as 学校.
    """

    headings: tuple[Place, ...]
    whose: tuple[Place, ...]
    lines: tuple[BellLine, ...]

    @property
    def place(self) -> Place:
        """Where a problem with the whole of it is shown: over its times."""
        row, column = self.lines[0].times[0]
        return row - 1 or row, column


@dataclass(frozen=True, slots=True)
class _Times:
    """The one or two columns of a schedule, with the columns of its labels and minutes."""

    columns: tuple[int, ...]
    labels: tuple[int, ...]
    minutes: int | None


def upright(sheet: Sheet, header: Header) -> Iterator[BellBlock]:
    whose, for_whom, remarks = (_columns(sheet, header, form) for form in (_WHOSE, _FOR_WHOM, _REMARKS))
    for_whom += tuple(c for c in remarks if any(map(is_for_some, _below(sheet, header, c))))
    above = titles(sheet, header)
    for times in _time_columns(sheet, header, {*header.labels, *whose, *for_whom}):
        over = _headings(sheet, header, times.columns[0])
        parts: dict[tuple[Place, ...], list[BellLine]] = {}
        subtitle: tuple[Place, ...] = ()
        keys: tuple[Place, ...] = ()
        for row in range(header.bottom + 1, header.last + 1):
            if is_subtitle(sheet, row):
                subtitle = (sheet.anchor(row, first_column(sheet, row)),)
                continue
            keys = _continued(sheet, row, whose, keys)
            line = BellLine(
                tuple((row, column) for column in times.labels),
                tuple((row, column) for column in times.columns),
                None if times.minutes is None else (row, times.minutes),
                tuple((row, column) for column in for_whom),
            )
            if any(sheet.plain(*place) for place in (*line.labels, *line.times)):
                parts.setdefault((*keys, *subtitle), []).append(line)
        for part, lines in parts.items():
            own = tuple(place for place in part if place[1] in whose and place not in subtitle)
            rest = tuple(place for place in part if place not in own)
            if any(sheet.plain(*line.times[0]) for line in lines):
                yield BellBlock((*over, *rest, *above), own, tuple(lines))


def _columns(sheet: Sheet, header: Header, form: re.Pattern[str]) -> tuple[int, ...]:
    return tuple(
        column
        for column in range(1, sheet.last_column + 1)
        if form.fullmatch(sheet.plain(header.bottom, column)) and not _is_timely(sheet, header, column)
    )


def _time_columns(sheet: Sheet, header: Header, taken: set[int]) -> Iterator[_Times]:
    """Each schedule's columns, from the left."""
    column = 1
    while column <= sheet.last_column:
        if column in taken or not _is_times(sheet, header, column):
            column += 1
            continue
        columns = (column, column + 1) if _ends(sheet, header, column) else (column,)
        after = columns[-1] + 1
        minutes = after if _MINUTES.fullmatch(sheet.plain(header.bottom, after)) else None
        yield _Times(columns, _nearest(sheet, header, column), minutes)
        column = after


def _nearest(sheet: Sheet, header: Header, column: int) -> tuple[int, ...]:
    """Of 节次|时间|节次|时间 each time has the labels that stand next to it on its left."""
    found: list[int] = []
    for at in range(column - 1, 0, -1):
        if at in header.labels:
            found.append(at)
        elif found and _is_times(sheet, header, at):
            break
    # 时间|内容 has its labels behind the times.
    return tuple(at for at in header.labels if at in found) or header.labels


def _is_times(sheet: Sheet, header: Header, column: int) -> bool:
    """By its header, else by what stands there."""
    text = sheet.plain(header.bottom, column)
    return bool(START.fullmatch(text) or TIME.fullmatch(text)) or _is_timely(sheet, header, column)


def _is_timely(sheet: Sheet, header: Header, column: int) -> bool:
    texts = [text for text in _below(sheet, header, column) if not says_nothing(text)]
    return sum(map(is_clock_text, texts)) * 2 > len(texts)


def _ends(sheet: Sheet, header: Header, column: int) -> bool:
    """Whether the next column has the ends of this one's times."""
    if END.fullmatch(sheet.plain(header.bottom, column + 1)):
        return True
    if column + 1 in header.labels or not _is_timely(sheet, header, column + 1):
        return False
    pair = [text for at in (column, column + 1) for text in _below(sheet, header, at) if text]
    headed = sheet.anchor(header.bottom, column) == sheet.anchor(header.bottom, column + 1)
    return (headed or not sheet.plain(header.bottom, column + 1)) and not any(map(is_clock_span, pair))


def _below(sheet: Sheet, header: Header, column: int) -> list[str]:
    return [sheet.text(row, column).strip() for row in range(header.bottom + 1, header.last + 1)]


def across(sheet: Sheet, header: Header) -> Iterator[BellBlock]:
    columns = period_columns(sheet, header.top)
    periods: dict[Place, list[int]] = {}
    for column in columns:
        periods.setdefault(sheet.anchor(header.top, column), []).append(column)
    others = [column for column in range(1, sheet.last_column + 1) if column not in columns]
    whose = [c for c in others if _WHOSE.fullmatch(sheet.plain(header.top, c))]
    keys: tuple[Place, ...] = ()
    for row in range(header.bottom + 1, header.last + 1):
        keys = _continued(sheet, row, whose, keys)
        lines = tuple(
            BellLine((label,), tuple((row, column) for column in pair[:2]))
            for label, pair in periods.items()
            if sheet.plain(row, pair[0])
        )
        said = tuple((row, c) for c in others if c not in whose and sheet.plain(row, c))
        said = tuple(p for p in said if not _REMARKS.fullmatch(sheet.plain(header.top, p[1])))
        if lines and any(is_clock_text(sheet.text(*line.times[0])) for line in lines):
            yield BellBlock((*said, *titles(sheet, header)), keys, lines)


def _headings(sheet: Sheet, header: Header, column: int) -> tuple[Place, ...]:
    """What stands over a column in the rows of a header, the lowest first; it reaches to the right."""
    found: list[Place] = []
    for row in range(header.bottom, header.top - 1, -1):
        at = column
        while row < header.bottom and at > 1 and not sheet.plain(row, at):
            at -= 1
        place = sheet.anchor(row, at)
        text = sheet.plain(*place)
        if text and not any(form.fullmatch(text) for form in (START, END, TIME, *LABELS)):
            found.append(place)
    return tuple(dict.fromkeys(found))


def _continued(
    sheet: Sheet, row: int, columns: Iterable[int], before: tuple[Place, ...]
) -> tuple[Place, ...]:
    """The cells of the key columns; a blank one continues what stands above, unless one left of it is new."""
    above = {place[1]: place for place in before}
    found: list[Place] = []
    fresh = False
    for column in columns:
        if sheet.plain(row, column):
            place = sheet.anchor(row, column)
            same = column in above and sheet.plain(*above[column]) == sheet.plain(*place)
            fresh = fresh or not same
            found.append(above[column] if same else place)
        elif not fresh and column in above:
            found.append(above[column])
    return tuple(found)
