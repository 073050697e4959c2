"""Days that a ledger names by more than a date: 3月, 2026-03, 3月上旬, 3-5月, 上半年, 全年."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from calendars.spans import ClockSpan, DateSpan
from service.exchange.notation.clock_times import clock_span
from service.exchange.notation.dates_written import SomeYear, counted_dates, in_figures
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.plain_text import dashed, plain

_MONTHS = re.compile(
    rf"(?:(?P<year>20\d\d)[-./年])?(?P<first>{NUMBER})月?份?(?:-(?:20\d\d[-./年])?(?P<last>{NUMBER})月?份?)?"
)
_THIRD = re.compile(
    rf"(?:(?P<year>20\d\d)[-./年])?(?P<month>{NUMBER})月(?:份)?(?P<third>[上中下]旬|初|中|底|末)"
)
_THIRDS = {
    **dict.fromkeys(("上旬", "初"), (1, 10)),
    **dict.fromkeys(("中旬", "中"), (11, 20)),
    **dict.fromkeys(("下旬", "底", "末"), (21, 31)),
}
_HALVES = {"上半年": (1, 6), "下半年": (7, 12), **dict.fromkeys(("全年", "年内", "常年", "整年"), (1, 12))}
#: nothing is said, or that it comes again and again
_UNDATED = re.compile(r"[-/—无]*|待定|未定|不定期|另定|每[周月日天学].*|定期|随时|日常|长期")
# With a point between hour and minute 3.12-3.14 would be a time.
_CLOCK = r"(?:[上下]午|晚上)?\d{1,2}[:点时][0-5]\d分?"
_CLOCKS = re.compile(rf"{_CLOCK}\s*[-~–—〜～至到]+\s*{_CLOCK}")
_BEHIND = re.compile(
    rf"(?:[上下]午|晚上|中午|全天|前后|左右|起|开始|,|、|\(|\)|第?[\d一二三四五六七八-]+节|{_CLOCK})*"
)


@dataclass(frozen=True, slots=True)
class Days:
    """`days` None: no date is named. `span` where the text names clock times."""

    days: DateSpan | None
    span: ClockSpan | None = None


def days_of_year(text: str, year: SomeYear) -> Days:
    """NotUnderstoodError `date_unreadable`, `date_weekday_differs`, `time_unreadable`, `dates_apart`.

    Dates that follow each other are one span; those apart (10月20日、27日) would be activities of their own.
    """
    rest = " ".join(unicodedata.normalize("NFKC", text).split())
    if _UNDATED.fullmatch(plain(rest)):
        return Days(None)
    # The blank between date and clock counts: 3.12 14:00.
    clocks = _CLOCKS.search(rest)
    span = None
    if clocks is not None:
        span = clock_span(dashed(clocks[0]))
        rest = f"{rest[: clocks.start()]} {rest[clocks.end() :]}"
    whole = _months(dashed(in_figures(rest)), year, text)
    if whole is not None:
        return Days(whole, span)
    spans, behind = counted_dates(rest, year)
    if not _BEHIND.fullmatch(behind):
        raise NotUnderstoodError("date_unreadable", text)
    last = spans[-1].last or spans[-1].first
    if last < spans[0].first:
        raise NotUnderstoodError("date_unreadable", text)
    if any(later.first > earlier.end for earlier, later in pairwise(spans) if earlier.end is not None):
        raise NotUnderstoodError("dates_apart", text)
    return Days(DateSpan.of(spans[0].first, last), span)


def _months(form: str, year: SomeYear, text: str) -> DateSpan | None:
    """Whole months, or thirds of one; None where the text is neither."""
    bare = re.sub(r"^20\d\d年?(?=[上下全整年])", "", form)
    try:
        if bare in _HALVES:
            first, last = _HALVES[bare]
            return DateSpan.of(year.date_of(first, 1), _end(year.date_of(last, 1)))
        if match := _THIRD.fullmatch(form):
            first, last = _THIRDS[match["third"]]
            month = _month(match["year"], number(match["month"]), year)
            return DateSpan.of(month.replace(day=first), min(_end(month), month + timedelta(days=last - 1)))
        match = _MONTHS.fullmatch(form)
        named = "月" in form or (match is not None and match["year"] and not match["last"])
        if match is None or not named:
            return None
        month = _month(match["year"], number(match["first"]), year)
        last_month = _month(match["year"], number(match["last"]), year) if match["last"] else month
        if last_month < month:
            raise NotUnderstoodError("date_unreadable", text)
        return DateSpan.of(month, _end(last_month))
    except NotUnderstoodError:
        raise
    except ValueError:
        raise NotUnderstoodError("date_unreadable", text) from None


def _month(year: str | None, month: int, default: SomeYear) -> date:
    return date(int(year), month, 1) if year else default.date_of(month, 1)


def _end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
