"""Clock times: 08：40—09：20, 8:40-9:20, 08:40～09:20, or start and end in a cell each."""

import re

from calendars.errors import CalendarError
from calendars.spans import ClockSpan
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import dashed, plain

CLOCK = r"(?:[01]?\d|2[0-4])[:.点时][0-5]\d(?::\d\d)?分?"
_SPAN = re.compile(rf"({CLOCK})-({CLOCK})")


def clock_span(text: str) -> ClockSpan:
    """Both times in one cell; NotUnderstoodError `time_unreadable`."""
    match = _SPAN.fullmatch(dashed(text))
    if match is None:
        raise NotUnderstoodError("time_unreadable", text)
    return clock_span_of(match[1], match[2])


def clock_span_of(start: str, end: str) -> ClockSpan:
    """A cell for the start, one for the end; NotUnderstoodError `time_unreadable`."""
    try:
        return ClockSpan.parse(_clock(start), _clock(end))
    except CalendarError:
        raise NotUnderstoodError("time_unreadable", f"{start} {end}".strip()) from None


def is_clock_span(text: str) -> bool:
    return _SPAN.fullmatch(dashed(text)) is not None


def _clock(text: str) -> str:
    if re.fullmatch(CLOCK, plain(text)) is None:
        raise NotUnderstoodError("time_unreadable", text)
    hour, minute = re.split(r"[:.点时]", plain(text).removesuffix("分"))[:2]
    return f"{hour}:{minute}"
