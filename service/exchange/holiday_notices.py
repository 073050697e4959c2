"""The holiday notice of a year as a file: JSON in the shape of holiday-cn, or a list in a table."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from calendars.closures import HolidayYear, NoticeDay, holiday_year_from_holiday_cn
from calendars.errors import CalendarError
from calendars.notices import NOTICES
from service.exchange.notation.dates_written import CalendarYear, date_spans
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import NOT_SAID, plain
from service.exchange.reading.files import read_sheets
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Row, Table, find_table

#: A notice has some forty days; what is larger is something else.
_LARGEST = 1024 * 1024
_ROLES = {
    "name": r"节日|节假日|假日|假期|(?:节日|节假日|假期|假日)?名称",
    "off": r"(?:放假|休假)(?:日期|时间|安排)?|放假起止(?:日期|时间)",
    "makeup": r"(?:调休|补班|上班|调休上班|调休上课|补课)(?:上班|上课)?(?:日期|时间|安排|日)?",
}
_YEAR = re.compile(r"(20\d\d)年")


class NoticeUnreadable(Exception):
    """A file that holds no holiday notice: `place` in it, what stands there, and what was expected.

    `expected` is one of: file, json, table, year, dates, and of JSON: shape, missing, no_year, unannounced,
    contradiction, other_year, and of its day `number` (from 1): day_shape, day_missing, day_date.
    """

    def __init__(self, place: str, expected: str, text: str = "", number: int = 0) -> None:
        super().__init__(f"{place}: {expected} expected, not {text!r}")
        self.place = place
        self.expected = expected
        self.text = text
        self.number = number


def notices_of(sources: Sequence[str]) -> tuple[HolidayYear, ...]:
    """The notices in files, and (a number) those that come with this release, one a year, the last holds."""
    found = [notice for source in sources for notice in _notices(source)]
    return tuple({notice.year: notice for notice in found}.values())


def _notices(source: str) -> Iterable[HolidayYear]:
    shipped = [notice for notice in NOTICES.years if str(notice.year) == source]
    if shipped:
        return shipped
    path = Path(source)
    if path.suffix.lower() == ".json":
        return [_of_json(path)]
    return _of_tables(path)


def notice_of(text: str | bytes, place: str) -> HolidayYear:
    """A notice as JSON; `place` is what it is called where it is no notice, or names no papers."""
    try:
        document = json.loads(text)
    except ValueError as error:  # JSONDecodeError, UnicodeDecodeError
        raise NoticeUnreadable(place, "json") from error
    if not isinstance(document, dict):
        raise NoticeUnreadable(place, "shape")
    for key in ("year", "days"):
        if key not in document:
            raise NoticeUnreadable(place, "missing", key)
    year, days = document["year"], document["days"]
    if not isinstance(year, int) or not date.min.year <= year <= date.max.year:
        raise NoticeUnreadable(place, "no_year", str(year))
    if not isinstance(days, list):
        raise NoticeUnreadable(place, "shape")
    for number, entry in enumerate(days, 1):
        _check_day(entry, number, place)
    if not days:
        raise NoticeUnreadable(place, "unannounced", str(year))
    try:
        notice = holiday_year_from_holiday_cn(document, year, place)
    except CalendarError as error:
        raise NoticeUnreadable(place, "contradiction", str(year)) from error
    return _of_its_year(notice, place)


def _check_day(entry: object, number: int, place: str) -> None:
    """A day as holiday-cn has it; NoticeUnreadable says which is not, counted from 1."""
    if not isinstance(entry, dict):
        raise NoticeUnreadable(place, "day_shape", str(number))
    for key in ("name", "date", "isOffDay"):
        if key not in entry:
            raise NoticeUnreadable(place, "day_missing", key, number)
    text = entry["date"]
    try:
        date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise NoticeUnreadable(place, "day_date", str(text), number) from error


def _of_its_year(notice: HolidayYear, place: str) -> HolidayYear:
    """A notice all of whose days are of other years is one of another year, wrongly labelled."""
    if not notice.off and not notice.makeup:
        raise NoticeUnreadable(place, "other_year", str(notice.year))
    return notice


def _of_json(path: Path) -> HolidayYear:
    if path.stat().st_size > _LARGEST:
        raise NoticeUnreadable(path.name, "json")
    return notice_of(path.read_bytes(), path.name)


def _of_tables(path: Path) -> Iterator[HolidayYear]:
    reading = read_sheets([path])
    if not reading.sheets:
        raise NoticeUnreadable(path.name, "file")
    tables = [table for sheet in reading.sheets if (table := _table(sheet)) is not None]
    if not tables:
        raise NoticeUnreadable(path.name, "table")
    for table in tables:
        year = _year(table)
        days = [day for row in table.rows() for day in _days(row, CalendarYear(year))]
        try:
            yield _of_its_year(HolidayYear.of(year, days, table.title or path.name), path.name)
        except CalendarError as error:
            raise NoticeUnreadable(path.name, "contradiction", str(year)) from error


def _table(sheet: Sheet) -> Table | None:
    return find_table(sheet, {role: _ROLES[role] for role in ("name", "off")}, _ROLES)


def _year(table: Table) -> int:
    """As the title or the sheet's name says: 2027年."""
    match = _YEAR.search(table.title) or _YEAR.search(plain(table.sheet.name)) or _YEAR.search(
        plain(table.sheet.file)
    )  # fmt: skip
    if match is None:
        raise NoticeUnreadable(str(table.sheet.source(table.header_row, 1)), "year", table.title)
    return int(match[1])


def _days(row: Row, year: CalendarYear) -> Iterator[NoticeDay]:
    name = row.plain("name")
    for role in ("off", "makeup"):
        text = row.plain(role)
        if text in NOT_SAID:
            continue
        try:
            spans = date_spans(text, year)
        except (NotUnderstoodError, ValueError) as error:
            raise NoticeUnreadable(_place(row, role), "dates", text) from error
        for span in spans:
            yield from (NoticeDay(day, name, off=role == "off") for day in span.days())


def _place(row: Row, role: str) -> str:
    return str(row.source(role))
