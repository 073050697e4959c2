"""Dates as schools write them, most without a year: 9.20(日), 10.1-10.7, 10月29日—30日, 2026-10-29、30."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from calendars.errors import CalendarError
from calendars.spans import DateSpan
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import CHINESE, number
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import weekday

# 9.20(日), 9月20日周日; but 9.20周一课 says whose lessons run.
_WEEKDAY = (
    r"(?:\((?:星期|周|礼拜)?(?P<weekday>[一二三四五六日天])\)"
    r"|(?:星期|周|礼拜)(?P<bare>[一二三四五六日天])(?!的?课))?"
)
_DATE = (
    r"(?:(?P<year>\d{4})[-./年]|[次翌]年)?"
    r"(?P<month>1[0-2]|0?[1-9])[-./月](?P<day>3[01]|[12]\d|0?[1-9])[日号]?"
)
#: a date that may carry its weekday, in a text without blanks
_FIRST = re.compile(_DATE + _WEEKDAY)
_LATER_DAY = re.compile(r"(?P<day>3[01]|[12]\d|0?[1-9])[日号]?" + _WEEKDAY + r"(?![-./月:\d])")
_THROUGH = re.compile(r"[-~–—―〜～至到]+")
_AND = re.compile(r"[、,和及]")
#: 共7天, behind dates
_COUNT = re.compile(r"[(,]?共?(?:放假|计|调休)?(?P<days>\d{1,2})天\)?")
# Forms that stand for one of the others: 二〇二六年十月一日, 20261001, 26年10月1日.
_CHINESE_DATE = re.compile(rf"({CHINESE})月({CHINESE})([日号])")
_CHINESE_DAY = re.compile(rf"(?<=[-~–—―〜～至到、])({CHINESE})([日号])")
_CHINESE_YEAR = re.compile("二([〇零○一二三四五六七八九]{3})年")
_CHINESE_FIGURES = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_FIGURES = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(2\d)年(?=\d{1,2}月)")
#: a date as Excel stores it where the cell is not formatted as one: 46295 is 2026-09-30
_SERIAL = re.compile(r"4[3-9]\d{3}|5[0-4]\d{3}")
_SERIAL_ZERO = date(1899, 12, 30)

_BETWEEN_YEARS = "[-~–—―〜～至到/]+"
_YEARS = re.compile(rf"(?P<year>20\d\d)(?:{_BETWEEN_YEARS}(?:20)?\d\d)?学年")
#: 2026—2027第一学期, without 学年
_TWO_YEARS = re.compile(rf"(?<!\d)(?P<year>20\d\d){_BETWEEN_YEARS}(?P<next>20\d\d)(?!\d)")
# 春季学期 and 春季课表; 春季作息 is of bells.
#: what makes a season a term
OF_TERM = r"(?:季?学期|季?(?=(?:班级|教学)?(?:总|大|日)?课))"
_SEASON = rf"(?P<season>[秋春]){OF_TERM}"
_SEMESTER = re.compile(
    r"第?(?P<count>[一二])学期|第(?P<figure>[12])学期|(?P<part>[上下])学期|学年度?\(?(?P<of_year>[上下])[期)]"
    rf"|(?:年度?|20\d\d){_SEASON}|(?<=年)度?(?P<half>[上下])半年"
)
#: 2026年秋季学期, 2027年上半年: the half of a year of the calendar, and so a term
_HALF_YEAR = re.compile(rf"(?P<year>20\d\d)(?:年度?)?(?:{_SEASON}|(?<=[年度])(?P<half>[上下])半年)")
_FULL_DATE = re.compile(r"(20\d\d)[-./年](\d{1,2})(?:[-./月](\d{1,2}))?")


_HALF_A_YEAR = timedelta(days=183)

Mondays = tuple[tuple[int, date], ...]  # number and Monday of each teaching week


class Days(Protocol):
    """What gives a date without a year its year."""

    def date_of(self, month: int, day: int) -> date: ...


class SomeYear(Days, Protocol):
    """It knows the teaching weeks of the term, too, as far as they are known."""

    @property
    def mondays(self) -> Mondays: ...


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """January to December: a ledger is kept by it."""

    year: int
    mondays: Mondays = ()

    def date_of(self, month: int, day: int) -> date:
        """ValueError when the month has no such day."""
        return date(self.year, month, day)


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The year in which a school year begins; it runs from August to July."""

    begins: int
    mondays: Mondays = ()

    def date_of(self, month: int, day: int) -> date:
        """ValueError when the month has no such day."""
        return date(self.begins if month >= 8 else self.begins + 1, month, day)


@dataclass(frozen=True, slots=True)
class _YearOf:
    """A date without a year behind one that has one, in a list: 2026-12-28、1-4, 2026年10月10日、9月20日.

    It is of the same year; a list need not be in order, but where it would go back by more than half a year
    the next such day is meant.
    """

    before: date

    def date_of(self, month: int, day: int) -> date:
        same = date(self.before.year, month, day)
        return _YearAfter(self.before).date_of(month, day) if self.before - same > _HALF_A_YEAR else same


@dataclass(frozen=True, slots=True)
class _YearAfter:
    """The same at the end of a span, 2026-12-28至01-03: the next such day."""

    before: date

    def date_of(self, month: int, day: int) -> date:
        earlier = (month, day) < (self.before.month, self.before.day)
        return date(self.before.year + earlier, month, day)


def stated_school_year(text: str) -> int | None:
    """2026 of `2026—2027学年度第一学期`, `2026学年`, `2027年上半年`; None where nothing says it."""
    if match := _YEARS.search(plain(text)):
        return int(match["year"])
    if (match := _TWO_YEARS.search(plain(text))) and int(match["next"]) == int(match["year"]) + 1:
        return int(match["year"])
    if match := _HALF_YEAR.search(plain(text)):
        return int(match["year"]) - (match["season"] == "春" or match["half"] == "上")
    return None


def school_year_of_a_date(text: str) -> int | None:
    """That of the first full date in a text: 2026 of `教务处制 2026.8.28` and of `2027年3月1日起`."""
    match = _FULL_DATE.search(plain(text))
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return year if month >= 8 else year - 1


def stated_semester(text: str) -> int | None:
    """1 or 2; None where nothing says it."""
    match = _SEMESTER.search(plain(text))
    if match is None:
        return None
    if match["half"]:
        return 2 if match["half"] == "上" else 1  # of a year of the calendar
    return 1 if match[match.lastgroup or 0] in ("一", "1", "上", "秋") else 2


def date_spans(text: str, year: Days) -> tuple[DateSpan, ...]:
    """All the dates of a text that holds nothing else, but for how many they are; see `leading_dates`.

    NotUnderstoodError `date_count_differs` where they are not as many.
    """
    spans, rest = counted_dates(text, year)
    if rest:
        raise NotUnderstoodError("date_unreadable", text)
    return spans


def counted_dates(text: str, year: Days) -> tuple[tuple[DateSpan, ...], str]:
    """`leading_dates`, what follows them without 共7天; `date_count_differs` where they are not as many."""
    spans, rest = leading_dates(text, year)
    count = _COUNT.match(rest)
    if count is None:
        return spans, rest
    if sum(1 for span in spans for _ in span.days()) != int(count["days"]):
        raise NotUnderstoodError("date_count_differs", text)
    return spans, rest[count.end() :]


def leading_dates(text: str, year: Days) -> tuple[tuple[DateSpan, ...], str]:
    """The dates a text begins with, and what follows them (plain).

    NotUnderstoodError: `date_unreadable` when it begins with none, `date_weekday_differs`.
    """
    rest = in_figures(text)
    if _SERIAL.fullmatch(rest):
        day = _SERIAL_ZERO + timedelta(days=int(rest))
        return (DateSpan.of(day, day),), ""
    match = _FIRST.match(rest)
    if match is None:
        raise NotUnderstoodError("date_unreadable", text)
    last = _resolved(match, year, None, text)
    dated = last if match["year"] else None
    spans = [DateSpan.of(last, last)]
    rest = rest[match.end() :]
    while True:
        through = _THROUGH.match(rest)
        joint = through or _AND.match(rest)
        if joint is None:
            return tuple(spans), rest
        match = _FIRST.match(rest, joint.end()) or _LATER_DAY.match(rest, joint.end())
        if match is None:
            return tuple(spans), rest
        beside: Days = year if dated is None else _YearAfter(dated) if through else _YearOf(dated)
        following = _resolved(match, beside, last, text)
        dated = following if match.groupdict().get("year") else dated
        first = spans.pop().first if through else following
        spans.append(_span(first, following, text))
        last, rest = following, rest[match.end() :]


def in_figures(text: str) -> str:
    """Plain, and its dates in figures with signs between them."""
    form = _CHINESE_YEAR.sub(lambda m: f"2{m[1].translate(_CHINESE_FIGURES)}年", plain(text))
    form = _CHINESE_DATE.sub(lambda m: f"{number(m[1])}月{number(m[2])}{m[3]}", form)
    form = _CHINESE_DAY.sub(lambda m: f"{number(m[1])}{m[2]}", form)
    return _SHORT_YEAR.sub(r"20\1年", _FIGURES.sub(r"\1-\2-\3", form))


def _resolved(match: re.Match[str], year: Days, before: date | None, text: str) -> date:
    """A day without a month is in that of the date before it, a date without a year in the school year."""
    parts = match.groupdict()
    try:
        if parts.get("month") is None:
            if before is None:
                raise NotUnderstoodError("date_unreadable", text)
            found = before.replace(day=int(parts["day"]))
            if found <= before:
                raise NotUnderstoodError("date_unreadable", text)  # 9.29、30、1: of which month?
        elif parts["year"] is None:
            found = year.date_of(int(parts["month"]), int(parts["day"]))
        else:
            found = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except ValueError as error:
        if isinstance(error, NotUnderstoodError):
            raise
        raise NotUnderstoodError("date_unreadable", text) from None
    said = parts["weekday"] or parts["bare"]
    if said is not None and weekday(said) != found.isoweekday():
        raise NotUnderstoodError("date_weekday_differs", text)
    return found


def _span(first: date, last: date, text: str) -> DateSpan:
    try:
        return DateSpan.of(first, last)
    except CalendarError:
        raise NotUnderstoodError("date_unreadable", text) from None
