"""What an argument may be: each is refused in the reader's language, as wrong usage."""

import re
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date

from calendars.spans import ClockSpan, DateSpan
from calendars.zones import clock_of
from service import clock
from service.domain.slots import Slot
from service.exchange.notation.dates_written import SchoolYear, date_spans
from service.words.catalogue import Words


def day(words: Words) -> Callable[[str], date]:
    """One date, as 2026-10-12 or 10月12日."""

    def read(text: str) -> date:
        try:
            (span, *more) = days_written(text)
        except ValueError:
            said = words.text("“{text}” is no date; expected one as 2026-10-12 or 10月12日", text=text)
            raise ArgumentTypeError(said) from None
        if more or span.first != span.last:
            raise ArgumentTypeError(words.text("{text} is more than one day: give one.", text=text))
        return span.first

    return read


def days_written(text: str) -> tuple[DateSpan, ...]:
    """As schools write them, or ValueError; a date without a year is one of this school year."""
    today, _ = clock_of(clock.now())
    return date_spans(text, SchoolYear(today.year if today.month >= 8 else today.year - 1))


_SLOT = re.compile(r"(?:周|星期|礼拜)?([一二三四五六日天1-7])\D{0,3}?(\d{1,2})节?")


def slot(words: Words) -> Callable[[str], Slot]:
    """A weekday and a period, as 3-5 or 周三第5节."""

    def read(text: str) -> Slot:
        found = _SLOT.fullmatch(text.strip())
        if found is None:
            said = words.text(
                "“{text}” is no slot; expected weekday and period, as 3-5 or 周三第5节", text=text
            )
            raise ArgumentTypeError(said)
        day, period = found.groups()
        weekday = int(day) if day.isdigit() else min("一二三四五六日天".index(day), 6) + 1
        return Slot(weekday, int(period))

    return read


def port(words: Words) -> Callable[[str], int]:
    """A port; 0 takes a free one."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) <= 65535):
            raise ArgumentTypeError(words.text("{text} is no port, a number from 0 to 65535", text=text))
        return int(text)

    return read


def seconds(words: Words) -> Callable[[str], float]:
    """A time limit."""

    def read(text: str) -> float:
        try:
            found = float(text)
        except ValueError:
            found = 0.0
        if not 0 < found < float("inf"):
            raise ArgumentTypeError(words.text("{text} is no number of seconds above 0", text=text))
        return found

    return read


def whole(words: Words) -> Callable[[str], int]:
    """A whole number."""

    def read(text: str) -> int:
        try:
            return int(text)
        except ValueError:
            raise ArgumentTypeError(words.text("{text} is no whole number", text=text)) from None

    return read


def span(words: Words) -> Callable[[str], ClockSpan]:
    """A time of the clock as 14:00-14:40."""

    def read(text: str) -> ClockSpan:
        start, _, end = text.partition("-")
        try:
            return ClockSpan.parse(start, end)
        except ValueError:
            said = words.text("“{text}” is no time; expected one as 14:00-14:40", text=text)
            raise ArgumentTypeError(said) from None

    return read


def answer(words: Words) -> Callable[[str], tuple[int, int]]:
    """Of consequence 2 the third answer, as 2=3."""

    def read(text: str) -> tuple[int, int]:
        number, _, chosen = text.partition("=")
        if not (number.isdecimal() and chosen.isdecimal()):
            said = words.text("“{text}” is no answer; expected one as 2=3", text=text)
            raise ArgumentTypeError(said)
        return int(number), int(chosen)

    return read
