"""Clock times: 08：40—09：20, 8.40-9.20, 上午8点40分, 下午2:10, 8:40(40分钟), Excel's 0.361."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from calendars.errors import CalendarError
from calendars.spans import MINUTES_A_DAY, ClockSpan
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import dashed, plain

CLOCK = r"(?:[01]?\d|2[0-4])[:.点时][0-5]\d(?::\d\d)?分?"
_HALF = r"(?P<half>凌晨|清晨|早上|早晨|早|上午|中午|下午|午后|傍晚|晚上|晚)?"
#: as CLOCK, and 8点, 8点整, 8点半, 0840, and 8.4, which is 8.40 typed as a number
_TIME = re.compile(
    rf"{_HALF}(?:(?P<hour>[01]?\d|2[0-4])"
    r"(?:[:.点时](?P<minute>[0-5]\d)(?::\d\d)?分?|\.(?P<tens>[1-5])|[点时](?P<word>整|半|一刻|三刻)?)"
    r"|(?P<figures>(?:[01]\d|2[0-4])[0-5]\d))"
)
_FRACTION = re.compile(r"0?\.\d+")  # before any clock time: no school rings at 0.50
_WORDS = {"整": 0, None: 0, "半": 30, "一刻": 15, "三刻": 45}
_AFTER_NOON = ("下午", "午后", "傍晚", "晚上", "晚")
_NOON = 12 * 60
_MINUTES = re.compile(r"[(,]?(?:共|时长|计)?(?P<minutes>\d{1,3})(?:分钟?|min|['′])?\)?", re.IGNORECASE)
_LASTING = re.compile(
    r"(?P<start>.+?)(?:开始|起)?[(,]?(?:共|时长|计)?(?P<minutes>\d{1,3})(?:分钟|min|['′])\)?"
)
# Without a dash a blank may divide start and end; 8:40 09:20 without it would be 8:4009:20.
_BLANK = re.compile(r"(?<=[\d分点时半整])\s+(?=\d|上午|下午|中午|晚)")


@dataclass(frozen=True, slots=True)
class ClockText:
    """A time cell: its start, and its end where it says one or how long it lasts. Minutes since midnight."""

    start: int
    end: int | None = None


@lru_cache(maxsize=1024)
def clock_text(text: str) -> ClockText:
    """Start and end, start and minutes, or a start alone; NotUnderstoodError `time_unreadable`."""
    form = dashed(_BLANK.sub("-", unicodedata.normalize("NFKC", text).strip()))
    form = form[1:-1] if form.startswith("(") and form.endswith(")") else form
    lasting = _LASTING.fullmatch(form)
    said = lasting["start"] if lasting is not None else form
    first, dash, last = said.partition("-")
    start = _minute(first, text)
    if start >= MINUTES_A_DAY:
        raise NotUnderstoodError("time_unreadable", text)
    if dash:
        end = _minute(last, text)
        # 下午2:10-2:50 says it once, 12:10-1:30 does not at all.
        said_once = first.startswith(_AFTER_NOON) or start < _NOON + 60
        if said_once and end < start and end + _NOON > start >= _NOON:
            end += _NOON
        differs = lasting is not None and end - start != int(lasting["minutes"])
        if differs or end > MINUTES_A_DAY:
            raise NotUnderstoodError("time_unreadable", text)
        return ClockText(start, end)
    return ClockText(start, None if lasting is None else start + int(lasting["minutes"]))


def clock_span(text: str) -> ClockSpan:
    """Both times in one cell; NotUnderstoodError `time_unreadable`."""
    found = clock_text(text)
    return _span(found.start, found.end, text)


def minutes_written(text: str) -> int:
    """`40`, `40分钟`, `40min`; NotUnderstoodError `minutes_unreadable`."""
    match = _MINUTES.fullmatch(plain(text))
    if match is None or not int(match["minutes"]):
        raise NotUnderstoodError("minutes_unreadable", text)
    return int(match["minutes"])


def is_clock_span(text: str) -> bool:
    """Whether it has a start and an end, sensible or not."""
    first, dash, last = dashed(text).partition("-")
    return bool(dash) and all(_TIME.fullmatch(part) for part in (first, last))


def is_clock_text(text: str) -> bool:
    """Whether it is a time at all."""
    try:
        clock_text(text)
    except NotUnderstoodError:
        return False
    return True


def _minute(form: str, text: str) -> int:
    if _FRACTION.fullmatch(form):
        return round(float(form) * MINUTES_A_DAY)
    match = _TIME.fullmatch(form)
    if match is None:
        raise NotUnderstoodError("time_unreadable", text)
    if match["figures"]:
        found = int(match["figures"][:2]) * 60 + int(match["figures"][2:])
    else:
        tens = int(match["tens"]) * 10 if match["tens"] else _WORDS[match["word"]]
        found = int(match["hour"]) * 60 + (int(match["minute"]) if match["minute"] else tens)
    return found + _NOON if match["half"] in _AFTER_NOON and found < _NOON else found


def _span(start: int, end: int | None, text: str) -> ClockSpan:
    try:
        if end is not None:
            return ClockSpan(start, end)
    except CalendarError:
        pass
    raise NotUnderstoodError("time_unreadable", text)
