"""校历: teaching weeks with their remarks, and what closes a campus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from calendars.spans import DateSpan
from calendars.teaching_days import DayRule
from calendars.weeks import Parity, TeachingWeek
from service.domain.sources import Source
from service.exchange.notation.dates_written import SchoolYear, counted_dates, date_spans
from service.exchange.notation.day_sayings import follow_rules
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.lists.calendar_grid import grid_weeks
from service.exchange.recognition.tables import Row, Table
from service.exchange.reporting.reports import Report
from service.exchange.understanding.calendars.dates_in_term import ambiguous_number

# The whole remark: 国庆主题班会, 劳动实践活动 and 寒假工作布置 are held on school days.
_HOLIDAY = r"(?:元旦|春节|清明|五一|劳动节|端午|中秋|国庆)节?"
_HOLIDAYS = re.compile(
    rf"{_HOLIDAY}(?:[、,及和暨]?{_HOLIDAY})*(?:小?长?假期?|法定节?假日)?|.*(?:放假|停课|休息|休假).*"
)
_NOT_ALL_DAY_OFF = re.compile(r"不放假|不停课|不休息|照常|放假前|放假通知|上午|下午|年级")
_BEGINS = re.compile(
    r"(?:学生|全校)?(?:正式|开始)?(?:开学|上课|行课)(?:上课|第一天|日)?|(?:正式|开始)(?:上课|开学|行课).*"
)
_ENDS = re.compile(r"(?:学生|全校)?(?:起|开始)?放?(?:寒假|暑假)(?:开始|放假)?|.*放(?:寒假|暑假).*")
_WEEK = re.compile(rf"第?({NUMBER})周?(?:\([^()]*\))?")
_NO_WEEK = re.compile(r".*(?:寒假|暑假|预备|准备|假期|机动).*|[-/—]+")


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """A row of the 校历; `parity` None where the sheet does not say it."""

    number: int
    days: DateSpan
    parity: Parity | None
    source: Source

    @property
    def monday(self) -> date:
        """The Monday in the span, else (a first week from a Tuesday on) that of its first day's week."""
        first = self.days.first
        ahead = first + timedelta(days=(8 - first.isoweekday()) % 7)
        return ahead if self.days.contains(ahead) else first - timedelta(days=first.isoweekday() - 1)

    @property
    def teaching_week(self) -> TeachingWeek:
        return TeachingWeek(self.number, self.parity or Parity.of(self.number), self.monday)


@dataclass(frozen=True, slots=True)
class DaysOff:
    days: DateSpan
    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class LessonsInstead:
    rule: DayRule
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class CalendarRemarks:
    """What the remarks of a 校历 decide. `first_day` and `last_day` where a remark says them."""

    off: tuple[DaysOff, ...] = ()
    instead: tuple[LessonsInstead, ...] = ()
    first_day: date | None = None
    last_day: date | None = None


def calendar_weeks(table: Table, year: SchoolYear, report: Report) -> tuple[CalendarWeek, ...]:
    """The teaching weeks; a week that does not come after the one above it is a problem."""
    found: list[CalendarWeek] = []
    for row, days in _days_of_weeks(table, year, report):
        count = report.read(week_number, row.text("week"), row.source("week"), "第{}周".format)
        parity = {"单": Parity.ODD, "双": Parity.EVEN}.get(row.plain("parity").removesuffix("周"))
        if row.plain("parity") and parity is None:
            report.problem("parity_unreadable", row.source("parity"), text=row.plain("parity"))
        if count is None:
            continue
        week = CalendarWeek(count, days, parity, row.source("week"))
        if found and (week.number <= found[-1].number or week.monday <= found[-1].monday):
            report.problem("weeks_do_not_rise", row.source("week"), text=row.plain("week"))
            continue
        found.append(week)
    return tuple(found)


def _days_of_weeks(table: Table, year: SchoolYear, report: Report) -> Iterator[tuple[Row, DateSpan]]:
    """Every row of a week with its dates; rows of no teaching week (寒假, 预备周) are noted."""
    if "days" not in table.columns:
        for week in grid_weeks(table, year, report):
            if _is_week(week.row, "week", report):
                yield week.row, week.days
        return
    for row in table.rows():
        if not _is_week(row, "days", report) or ambiguous_number(row, "days", report):
            continue
        days = report.read(lambda text: _one_span(text, year), row.text("days"), row.source("days"))
        if days is None:
            report.read(week_number, row.text("week"), row.source("week"), "第{}周".format)
        else:
            yield row, days


def _is_week(row: Row, role: str, report: Report) -> bool:
    text = row.plain("week")
    if text and not _NO_WEEK.fullmatch(text):
        return True
    if text or row.plain(role):
        report.note("row_not_used", row.source(role), text=row.plain(role) or text)
    return False


def calendar_remarks(table: Table, year: SchoolYear, report: Report) -> CalendarRemarks:
    """Days off, days that follow another, the first and last day of lessons; other remarks are noted."""
    off: list[DaysOff] = []
    instead: list[LessonsInstead] = []
    first_day = last_day = None
    for source, item in _remarks(table, year):
        try:
            spans, what = counted_dates(item, year)
        except NotUnderstoodError as error:
            if error.code == "date_weekday_differs":
                report.problem(error.code, source, text=item)
            else:
                report.note("remark_not_used", source, text=item)
            continue
        if (rules := follow_rules(spans, what, year)) is not None:
            instead += (LessonsInstead(rule, item, source) for rule in rules)
        elif _ENDS.fullmatch(what):
            last_day = spans[0].first - timedelta(days=1)
        elif _HOLIDAYS.fullmatch(what) and not _NOT_ALL_DAY_OFF.search(what):
            off += [DaysOff(span, what.removesuffix("放假") or what, source) for span in spans]
        elif _BEGINS.fullmatch(what):
            first_day = spans[0].first
        else:
            report.note("remark_not_used", source, text=item)
    return CalendarRemarks(tuple(off), tuple(instead), first_day, last_day)


def week_number(text: str) -> int:
    """`第2周`, `３`, `第十二周`; NotUnderstoodError `week_unreadable`."""
    match = _WEEK.fullmatch(plain(text))
    if match is None:
        raise NotUnderstoodError("week_unreadable", text)
    return number(match[1])


def _remarks(table: Table, year: SchoolYear) -> Iterator[tuple[Source, str]]:
    """Each remark with its cell; what stands beside a day number is one that begins with its date."""
    for row in table.rows():
        for item in re.split(r"[;,。\n]", row.text("remarks").replace("；", ";").replace("，", ",")):
            if plain(item):
                yield row.source("remarks"), plain(item)
    if "days" not in table.columns:
        # What is wrong with the numbers is said where the weeks are read.
        for week in grid_weeks(table, year, Report()):
            for cell in (cell for cell in week.cells if cell.text):
                day = week.monday + timedelta(days=cell.weekday - 1)
                yield cell.source, f"{day.month}月{day.day}日{cell.text}"


def _one_span(text: str, year: SchoolYear) -> DateSpan:
    spans = date_spans(text, year)
    if len(spans) != 1:
        raise NotUnderstoodError("date_unreadable", text)
    return spans[0]
