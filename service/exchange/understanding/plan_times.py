"""定时间 of a plan: 9.8 13:50—15:25 · 9月15日(星期二)13:50-15:25 · 周二下午第5-6节 · 周二 13:50-15:25."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from calendars.spans import ClockSpan
from service.exchange.notation.clock_times import CLOCK, clock_span
from service.exchange.notation.dates_written import SchoolYear, one_date
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import lesson_numbers
from service.exchange.notation.plain_text import dashed, plain
from service.exchange.notation.weekdays import weekday

_CLOCKS = re.compile(rf"(?<!\d){CLOCK}\s*[-~–—―〜～至到]+\s*{CLOCK}")
_PERIODS = re.compile(
    r"(?:上午|下午|晚上)?第?\s*[\d一二三四五六七八九十]+(?:\s*[-~–—―〜～至到、,]+\s*第?[\d一二三四五六七八九十]+)?\s*节课?"
)
_WEEKDAY = re.compile(r"(?:每)?(?:星期|周|礼拜)\s*[一二三四五六日天]")


@dataclass(frozen=True, slots=True)
class PlanTime:
    """A date, or a weekday of the week the plan names; clock times, or lessons of the host's bells."""

    day: date | None = None
    weekday: int | None = None
    span: ClockSpan | None = None
    periods: tuple[int, ...] = ()


def plan_time(text: str, year: SchoolYear) -> PlanTime:
    """NotUnderstoodError `plan_time_unreadable` when a part of it cannot be read; parts may be missing."""
    # The blank between date and clock counts here: without it 9.8 13:50 is 9.813:50.
    rest = " ".join(unicodedata.normalize("NFKC", text).split())
    span: ClockSpan | None = None
    periods: tuple[int, ...] = ()
    if match := _CLOCKS.search(rest):
        span = clock_span(dashed(match[0]))
    elif match := _PERIODS.search(rest):
        periods = lesson_numbers(match[0])
    rest = rest if match is None else f"{rest[: match.start()]} {rest[match.end() :]}"
    day = on_weekday = None
    if re.match(r"\s*\d", rest):
        day = _day(rest, year, text)
    elif match := _WEEKDAY.search(rest):
        on_weekday = weekday(match[0].replace("每", ""))
        rest = rest.replace(match[0], "")
        if plain(rest) not in ("", "上午", "下午", "晚上"):
            raise NotUnderstoodError("plan_time_unreadable", text)
    elif plain(rest):
        raise NotUnderstoodError("plan_time_unreadable", text)
    return PlanTime(day, on_weekday, span, periods)


def _day(rest: str, year: SchoolYear, text: str) -> date:
    """`9月15日星期二` may have its weekday without brackets, and 下午 behind it."""
    written = re.sub(r"[上下]午|晚上", "", plain(rest))
    written = re.sub(r"(?<!\()((?:星期|周)[一二三四五六日天])$", r"(\1)", written)
    try:
        return one_date(written, year)
    except NotUnderstoodError as error:
        code = error.code if error.code == "date_weekday_differs" else "plan_time_unreadable"
        raise NotUnderstoodError(code, text) from None
