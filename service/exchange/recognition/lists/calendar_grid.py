"""A 校历 as a grid: a row per week, a column per weekday, day numbers in the cells, months here and there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from calendars.spans import DateSpan
from service.domain.sources import Source
from service.exchange.notation.dates_written import SchoolYear, in_figures
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import is_weekday, weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Row, Table, columns_in
from service.exchange.reporting.reports import Report

_HEADER_WITHIN = 12
_ROLES = {
    "week": r"周次|教学周|周别|周数|周",
    "month": r"月份?",
    "parity": r"单/?双周?|单双",
    "remarks": r"备注|说明|事项|主要工作|重要事项|安排|(?:主要|教育教学)?(?:工作|活动)(?:安排)?|大事记",
}
DAY_ROLES = tuple(f"day{number}" for number in range(1, 8))
_DAY = re.compile(
    r"(?:20\d\d[-./年])?(?:(?P<month>1[0-2]|0?[1-9])[-./月](?P<first>3[01]|[12]\d|0?[1-9])[日号]?"
    r"|(?P<alone>1[0-2]|[1-9])月|(?P<day>3[01]|[12]\d|0?[1-9])[日号]?(?:/(?P<behind>1[0-2]|[1-9]))?)"
)
_MONTH = re.compile(rf"(?:20\d\d年)?(?P<month>{NUMBER})月份?")
_TERM_BEGINS = (8, 9, 1, 2, 3)
_MONTHS = range(1, 13)
_MOST_WEEKS_OUT = 4  # a grid may leave out the weeks of a holiday


@dataclass(frozen=True, slots=True)
class GridDay:
    """A cell: the months (None: not said) and days it may mean, and what else stands there.

    `10/1` and `1/10` are both the first of October where they stand in its place.
    """

    weekday: int
    readings: tuple[tuple[int | None, int], ...]
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class GridWeek:
    """A row with its Monday and the days it has numbers for, the first and the last included."""

    row: Row
    monday: date
    days: DateSpan
    cells: tuple[GridDay, ...]


def calendar_grid(sheet: Sheet) -> Table | None:
    """周次, and at least five columns headed by weekdays, over day numbers."""
    for row in range(1, min(sheet.last_row, _HEADER_WITHIN) + 1):
        columns = dict(columns_in(sheet, row, _ROLES))
        for column in range(1, sheet.last_column + 1):
            text = sheet.plain(row, column)
            if is_weekday(text) and column not in columns.values():
                columns.setdefault(f"day{weekday(text)}", column)
        table = Table(sheet, row, columns)
        if "week" in columns and all(role in columns for role in DAY_ROLES[:5]) and _has_days(table):
            return table
    return None


def grid_weeks(table: Table, year: SchoolYear, report: Report) -> tuple[GridWeek, ...]:
    """Every row of day numbers with its dates: the weeks of that school year that the numbers fit.

    A number that is not the day of its row and column is a problem; so is a grid that fits nowhere.
    """
    rows = [(row, cells) for row in table.rows() if (cells := tuple(_cells(row)))]
    begins = _first_monday([cells for _, cells in rows], _first_month(table), year) if rows else None
    if begins is None:
        report.problem("calendar_grid_unclear", table.sheet.source(table.header_row, table.columns["week"]))
        return ()
    found: list[GridWeek] = []
    for (row, cells), monday in zip(rows, _mondays([cells for _, cells in rows], begins), strict=True):
        for cell in cells:
            meant = monday + timedelta(days=cell.weekday - 1)
            if not _fits(cell, monday):
                text = plain(table.sheet.text(row.number, table.columns[f"day{cell.weekday}"]))
                expected = f"{meant.month}月{meant.day}日"
                report.problem("calendar_day_differs", cell.source, text=text, expected=expected)
        first, last = (monday + timedelta(days=cells[place].weekday - 1) for place in (0, -1))
        found.append(GridWeek(row, monday, DateSpan.of(first, last), cells))
    return tuple(found)


def _has_days(table: Table) -> bool:
    cells = [cell for row in table.rows() for cell in _cells(row)]
    return len(cells) >= len(DAY_ROLES)


def _cells(row: Row) -> Iterator[GridDay]:
    for place, role in enumerate(DAY_ROLES, 1):
        form = in_figures(row.text(role))
        if (match := _DAY.match(form)) is not None:
            text = form[match.end() :].strip("():,")
            yield GridDay(place, tuple(_readings(match)), text, row.source(role))


def _readings(match: re.Match[str]) -> Iterator[tuple[int | None, int]]:
    """`9/1` as (9, 1) and (1, 9), `9月` as the first of it, `17` as that day of any month."""
    if match["alone"]:
        yield int(match["alone"]), 1
    elif match["month"]:
        month, day = int(match["month"]), int(match["first"])
        yield month, day
        if "/" in match[0] and day in _MONTHS:
            yield day, month
    else:
        yield int(match["behind"]) if match["behind"] else None, int(match["day"])


def _fits(cell: GridDay, monday: date) -> bool:
    day = monday + timedelta(days=cell.weekday - 1)
    return any(day.day == number and month in (None, day.month) for month, number in cell.readings)


def _misfits(cells: Sequence[GridDay], monday: date) -> int:
    return sum(not _fits(cell, monday) for cell in cells)


def _mondays(rows: Sequence[Sequence[GridDay]], begins: date) -> Iterator[date]:
    """The Monday of each row: the next one that fits best, from the week after the row above it on."""
    monday = begins
    for place, cells in enumerate(rows):
        if place:
            ahead = [monday + timedelta(weeks=weeks) for weeks in range(1, _MOST_WEEKS_OUT + 1)]
            monday = min(ahead, key=lambda candidate: _misfits(cells, candidate))
        yield monday


def _first_month(table: Table) -> int | None:
    """The month that the first row of a column 月份 says."""
    first = next((row.plain("month") for row in table.rows() if row.plain("month")), "")
    match = _MONTH.fullmatch(first)
    return number(match["month"]) if match else None


def _first_monday(rows: Sequence[Sequence[GridDay]], month: int | None, year: SchoolYear) -> date | None:
    """The Monday of the first row: of all of the school year the one with which most numbers fit.

    Of equals the one that leaves out the fewest weeks; None where that is not one, or a fifth does not fit.
    """
    first = year.date_of(8, 1)
    first -= timedelta(days=first.isoweekday() - 1)
    counts: dict[date, tuple[int, int]] = {}
    for weeks in range(53):
        begins = first + timedelta(weeks=weeks)
        if _misfits(rows[0], begins) * 2 > len(rows[0]):
            continue
        mondays = tuple(_mondays(rows, begins))
        misfits = sum(_misfits(cells, monday) for cells, monday in zip(rows, mondays, strict=True))
        counts[begins] = misfits, (mondays[-1] - begins).days
    fewest = min(counts.values(), default=(0, 0))
    best = [begins for begins, count in counts.items() if count == fewest]
    if len(best) > 1 and month is not None:
        best = [begins for begins in best if month in (begins.month, (begins + timedelta(days=6)).month)]
    if len(best) > 1:
        # May to July are like August to October; no term begins in May.
        best = [begins for begins in best if begins.month in _TERM_BEGINS]
    cells = sum(map(len, rows))
    return best[0] if len(best) == 1 and fewest[0] * 5 <= cells else None
