"""How long something holds, as lists write it: 2025.9-2028.8, 2025—2028学年, 2026-09-01起."""

import re
from calendar import monthrange
from datetime import date

from calendars.errors import CalendarError
from calendars.spans import DateSpan
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import dashed

_DAY = r"(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})[日号]?"
_MONTH = r"(20\d\d)[-./年](\d{1,2})月?"
_MONTHS = re.compile(rf"{_MONTH}-{_MONTH}")
_DAYS = re.compile(rf"{_DAY}-{_DAY}")
_FROM_DAY = re.compile(rf"(?:自|从)?{_DAY}(?:起|开始|-今)?-?")
_FROM_MONTH = re.compile(rf"(?:自|从)?{_MONTH}(?:起|开始|-今)?-?")
_YEARS = re.compile(r"(20\d\d)年?-(20\d\d)(?:学年度?|年)?")


def term_of_years(text: str) -> DateSpan:
    """A month is meant whole, a school year from August to July; NotUnderstoodError `date_unreadable`."""
    written = dashed(text)
    try:
        return _read(written)
    except (ValueError, CalendarError):
        raise NotUnderstoodError("date_unreadable", text) from None


def _read(written: str) -> DateSpan:
    if match := _DAYS.fullmatch(written):
        first, last = (date(*map(int, match.groups()[at : at + 3])) for at in (0, 3))
        return DateSpan.of(first, last)
    if match := _MONTHS.fullmatch(written):
        year, month, last_year, last_month = map(int, match.groups())
        return DateSpan.of(date(year, month, 1), _last_of(last_year, last_month))
    if match := _FROM_DAY.fullmatch(written):
        return DateSpan(date(*map(int, match.groups())), None)
    if match := _FROM_MONTH.fullmatch(written):
        return DateSpan(date(int(match[1]), int(match[2]), 1), None)
    if match := _YEARS.fullmatch(written):
        return DateSpan.of(date(int(match[1]), 8, 1), date(int(match[2]), 7, 31))
    raise ValueError(written)


def _last_of(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first.replace(day=monthrange(year, month)[1])
