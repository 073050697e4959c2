"""Dates as schools write them, most without a year: 9.20(日), 10.1-10.7, 10月29日—30日, 2026-10-29、30."""

import re
from dataclasses import dataclass
from datetime import date

from calendars.errors import CalendarError
from calendars.spans import DateSpan
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import weekday

_WEEKDAY = r"(?:\((?:星期|周)?(?P<weekday{n}>[一二三四五六日天])\))?"
_DATE = r"(?:(?P<year>\d{4})[-./年])?(?P<month>1[0-2]|0?[1-9])[-./月](?P<day>3[01]|[12]\d|0?[1-9])[日号]?"
#: a date that may carry its weekday, in a text without blanks
_FIRST = re.compile(_DATE + _WEEKDAY.format(n=""))
_LATER_DAY = re.compile(r"(?P<day>3[01]|[12]\d|0?[1-9])[日号]?" + _WEEKDAY.format(n="") + r"(?![-./月:\d])")
_THROUGH = re.compile(r"[-~–—―〜～至到]+")
_AND = re.compile(r"[、,和]")

_YEARS = re.compile(r"(?P<year>20\d\d)(?:[-~–—―〜～至/]+(?:20)?\d\d)?学年")
_SEMESTER = re.compile(r"第?([一二])学期|([上下])学期")
_FULL_DATE = re.compile(r"(20\d\d)[-./年](\d{1,2})(?:[-./月](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The year in which a school year begins; it runs from August to July."""

    begins: int

    def date_of(self, month: int, day: int) -> date:
        """ValueError when the month has no such day."""
        return date(self.begins if month >= 8 else self.begins + 1, month, day)


def stated_school_year(text: str) -> int | None:
    """`2026—2027学年度第一学期`, `2026学年`: 2026. None where nothing says it."""
    match = _YEARS.search(plain(text))
    return int(match["year"]) if match else None


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
    return 1 if (match[1] or match[2]) in ("一", "上") else 2


def date_spans(text: str, year: SchoolYear) -> tuple[DateSpan, ...]:
    """All the dates of a text that holds nothing else; see `leading_dates`."""
    spans, rest = leading_dates(text, year)
    if rest:
        raise NotUnderstoodError("date_unreadable", text)
    return spans


def one_date(text: str, year: SchoolYear) -> date:
    """A text that is one date; NotUnderstoodError otherwise."""
    spans = date_spans(text, year)
    if len(spans) != 1 or spans[0].first != spans[0].last:
        raise NotUnderstoodError("date_unreadable", text)
    return spans[0].first


def leading_dates(text: str, year: SchoolYear) -> tuple[tuple[DateSpan, ...], str]:
    """The dates a text begins with, and what follows them (plain).

    NotUnderstoodError: `date_unreadable` when it begins with none, `date_weekday_differs`.
    """
    rest = plain(text)
    match = _FIRST.match(rest)
    if match is None:
        raise NotUnderstoodError("date_unreadable", text)
    last = _resolved(match, year, None, text)
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
        following = _resolved(match, year, last, text)
        first = spans.pop().first if through else following
        spans.append(_span(first, following, text))
        last, rest = following, rest[match.end() :]


def _resolved(match: re.Match[str], year: SchoolYear, before: date | None, text: str) -> date:
    """A day without a month is in that of the date before it, a date without a year in the school year."""
    parts = match.groupdict()
    try:
        if parts.get("month") is None:
            if before is None:
                raise NotUnderstoodError("date_unreadable", text)
            found = before.replace(day=int(parts["day"]))
        elif parts["year"] is None:
            found = year.date_of(int(parts["month"]), int(parts["day"]))
        else:
            found = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except ValueError as error:
        if isinstance(error, NotUnderstoodError):
            raise
        raise NotUnderstoodError("date_unreadable", text) from None
    if parts["weekday"] is not None and weekday(parts["weekday"]) != found.isoweekday():
        raise NotUnderstoodError("date_weekday_differs", text)
    return found


def _span(first: date, last: date, text: str) -> DateSpan:
    try:
        return DateSpan.of(first, last)
    except CalendarError:
        raise NotUnderstoodError("date_unreadable", text) from None
