"""When a season of bells holds: 10月8日起, 10.8—次年4.30, 5月1日-9月30日, 5月至9月, 9月30日止."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from calendars.spans import DateSpan
from service.exchange.notation.dates_written import in_figures
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import dashed

_DAY = (
    r"(?:(?P<y{n}>20\d\d)[-./年]|[次翌明]年)?"
    r"(?:(?P<m{n}>1[0-2]|0?[1-9])(?:月(?:(?P<d{n}>3[01]|[12]\d|0?[1-9])[日号]?|份?底?)"
    r"|[./-](?P<s{n}>3[01]|[12]\d|0?[1-9])(?![\d:月年])))"
)
_SEASON = re.compile(
    rf"(?P<until>(?<![\d日号月])-|截[止至]-?)?(?:从|自|由)?{_DAY.format(n=1)}(?:\([一二三四五六日周星期]+\))?"
    rf"(?:(?:起|开始)?-{_DAY.format(n=2)}|(?P<before>以?前)|(?P<last>止|为止))?"
    r"(?:-?(?:起|开始|以后|之后))?(?:执行|实施|实行|启用|止)*"
)


#: 5-9月 as 5月-9月
_MONTHS = re.compile(r"(?<![\d月.-])(1[0-2]|[1-9])-((?:[次翌明]年)?(?:1[0-2]|[1-9]))月(?!\d)")


@dataclass(frozen=True, slots=True)
class SeasonWritten:
    """`days` may be open: a season holds until another begins. `rest` is the text (dashed) without them."""

    days: DateSpan
    rest: str


def season_written(text: str, last_day: date) -> SeasonWritten | None:
    """The dates in the name of a season; None where it has none. NotUnderstoodError `date_unreadable`.

    A day without a year is the last such one until `last_day` of the term: in autumn 5月1日起 is May past.
    """
    form = _MONTHS.sub(r"\1月-\2月", dashed(in_figures(text)))
    match = _SEASON.search(form)
    if match is None:
        return None
    try:
        first = _first(match, last_day)
        if match["before"]:
            days = DateSpan(date.min, first)
        elif match["until"] or match["last"]:
            days = DateSpan.of(date.min, _end_of(match, 1, first))
        elif match["m2"]:
            days = DateSpan.of(first, _end(match, first))
        else:
            days = DateSpan(first, None)
    except ValueError:
        raise NotUnderstoodError("date_unreadable", match[0]) from None
    return SeasonWritten(days, form.replace(match[0], "", 1))


def _first(match: re.Match[str], last_day: date) -> date:
    month, day = int(match["m1"]), int(match["d1"] or match["s1"] or 1)
    if match["y1"]:
        return date(int(match["y1"]), month, day)
    found = date(last_day.year, month, day)
    return found if found <= last_day else date(last_day.year - 1, month, day)


def _end(match: re.Match[str], first: date) -> date:
    month = int(match["m2"])
    if match["y2"]:
        return _end_of(match, 2, date(int(match["y2"]), month, 1))
    day = int(match["d2"] or match["s2"] or 31)
    earlier = (month, day) < (first.month, first.day)
    return _end_of(match, 2, date(first.year + earlier, month, 1))


def _end_of(match: re.Match[str], place: int, month: date) -> date:
    """The day said, else the last one of the month."""
    said = match[f"d{place}"] or match[f"s{place}"]
    return month.replace(day=int(said) if said else monthrange(month.year, month.month)[1])
