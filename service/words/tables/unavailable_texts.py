"""When a teacher cannot teach, in words."""

from service.domain.people import Unavailability
from service.words.catalogue import Words


def unavailable_text(entry: Unavailability, words: Words) -> str:
    """`每周 周三 13:50–24:00 校务会议`; `odd weeks Fri`: all day."""
    weekday = "" if entry.weekday is None else words.weekday(entry.weekday)
    span = "" if entry.span is None else str(entry.span)
    parts = (words.weeks(entry.weeks), weekday, span, entry.reason)
    return " ".join(part for part in parts if part)
