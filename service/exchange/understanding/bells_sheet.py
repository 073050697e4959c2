"""统一作息, 作息_<campus>: 节次 with 开始 and 结束, or one 时间; seasons side by side or stacked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from calendars.bells import PeriodKind
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from service.domain.sources import Source
from service.exchange.notation.class_labels import is_class_label
from service.exchange.notation.clock_times import clock_span, clock_span_of
from service.exchange.notation.dates_written import SchoolYear, leading_dates
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import period_label
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.reports import Report
from service.exchange.understanding.tables import is_footnote, title_above

_PERIOD = re.compile(r"节次|课次|时段|节数|项目|内容")
_START = re.compile(r"开始(?:时间)?|上课(?:时间)?|起")
_END = re.compile(r"结束(?:时间)?|下课(?:时间)?|止")
_TIME = re.compile(r"时间|起止时间|作息时间|起讫时间")
_SEASON = re.compile(r".*(?:[夏冬春秋][令季]|[夏冬]|起\)?$|作息).*")
_SEASON_DATES = re.compile(r"\(?(?:从|自)?(?P<dates>\d{1,4}[年月.\-/].*?)(?P<open>起|开始)?(?:执行)?\)?$")
_CAMPUS = re.compile(r"作息(?:时间)?表?[_\-—:]*(?P<campus>.*)")

BellRow = tuple[PeriodKind, str, ClockSpan]


@dataclass(frozen=True, slots=True)
class BellColumn:
    """One season of a bell sheet: where its times stand. `time_columns` are one (both times) or two."""

    season: str
    header_row: int
    last_row: int
    period_column: int
    time_columns: tuple[int, ...]


@dataclass(frozen=True)
class BellSheet:
    """`campus` is the campus as the sheet's name calls it, "" for bells that all campuses share."""

    sheet: Sheet
    campus: str
    seasons: tuple[BellColumn, ...]


def bell_sheet(sheet: Sheet) -> BellSheet | None:
    """A sheet whose header has 节次 and times, but neither weekdays nor classes."""
    headers = [
        (row, column) for row in range(1, sheet.last_row + 1) if (column := _period_column(sheet, row))
    ]
    seasons: list[BellColumn] = []
    for place, (row, period_column) in enumerate(headers):
        last = headers[place + 1][0] - 1 if place + 1 < len(headers) else sheet.last_row
        seasons += _seasons(sheet, row, last, period_column)
    if not seasons:
        return None
    named = _CAMPUS.search(plain(sheet.name))
    campus = named["campus"] if named else ""
    return BellSheet(sheet, "" if plain(sheet.name).startswith("统一") else campus, tuple(seasons))


def _period_column(sheet: Sheet, row: int) -> int | None:
    texts = {column: sheet.plain(row, column) for column in range(1, sheet.last_column + 1)}
    if any(text == "星期" or is_class_label(text) for text in texts.values()):
        return None
    return next((column for column, text in texts.items() if _PERIOD.fullmatch(text)), None)


def _seasons(sheet: Sheet, row: int, last: int, period_column: int) -> Iterator[BellColumn]:
    column = period_column + 1
    while column <= sheet.last_column:
        text = sheet.plain(row, column)
        above = sheet.plain(row - 1, column) or sheet.plain(row - 1, period_column)
        season = above if _SEASON.fullmatch(above) and "作息" not in above else ""
        if _START.fullmatch(text) and _END.fullmatch(sheet.plain(row, column + 1)):
            yield BellColumn(season, row, last, period_column, (column, column + 1))
            column += 1
        elif _TIME.fullmatch(text):
            yield BellColumn(season, row, last, period_column, (column,))
        elif text and _SEASON.fullmatch(text):
            yield BellColumn(text, row, last, period_column, (column,))
        column += 1


def bell_rows(sheet: BellSheet, season: BellColumn, report: Report) -> tuple[BellRow, ...]:
    """Kind, label and span of every row; what cannot be read is a problem."""
    grid, found = sheet.sheet, []
    for row in range(season.header_row + 1, season.last_row + 1):
        text = grid.text(row, season.period_column)
        times = [grid.text(row, column) for column in season.time_columns]
        if not any(time.strip() for time in times):
            if plain(text):
                report.note("bell_without_time", grid.source(row, season.period_column), text=plain(text))
            continue
        if is_footnote(grid, row):
            report.note("footnote_not_read", grid.source(row, season.period_column), text=plain(text))
            continue
        if plain(text) == plain(times[0]):
            continue  # the title of the next season, merged over all columns
        label = report.read(period_label, text, grid.source(row, season.period_column))
        try:
            span = clock_span(times[0]) if len(times) == 1 else clock_span_of(*times)
        except NotUnderstoodError as error:
            report.problem(error.code, grid.source(row, season.time_columns[0]), text=error.text)
            continue
        if label is not None:
            found.append((label.kind, label.text, span))
    return tuple(found)


def season_dates(season: BellColumn, year: SchoolYear, source: Source, report: Report) -> DateSpan:
    """`冬令(10月8日起)` begins then; a season without a date holds until another begins."""
    match = _SEASON_DATES.search(season.season)
    if match is None or "学年" in season.season:
        return ALWAYS
    read = report.read(lambda text: leading_dates(text, year), match["dates"], source)
    if read is None:
        return ALWAYS
    spans, _ = read
    return DateSpan(spans[0].first, None) if spans[0].first == spans[0].last else spans[0]


def bells_title(sheet: BellSheet) -> str:
    return title_above(sheet.sheet, sheet.seasons[0].header_row)
