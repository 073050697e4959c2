"""Half-open spans of minutes and of dates, and the one definition of overlap.

Two spans that only touch do not overlap: a lesson until 09:10 and one from 09:10 are no clash.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from calendars.errors import CalendarError, UnreadableTextError

MINUTES_A_DAY = 24 * 60
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


def _shared(a_start: int, a_end: int, b_start: int, b_end: int) -> int:
    """How much two half-open spans share; 0 when they touch, negative by the gap between them."""
    return min(a_end, b_end) - max(a_start, b_start)


def _minute(text: str) -> int:
    match = _CLOCK.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None or int(match[2]) > 59:
        raise UnreadableTextError(text, "a time such as 08:30")
    return int(match[1]) * 60 + int(match[2])


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@dataclass(frozen=True, slots=True, order=True)
class ClockSpan:
    """A span within one day, in minutes since local midnight: 0 <= start < end <= 1440."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MINUTES_A_DAY:
            raise CalendarError(f"{self} is no span of a day: it must end after it starts, by 24:00")

    @classmethod
    def parse(cls, start: str, end: str) -> "ClockSpan":
        """From two clock texts, `08:30` (also `8:30`, `８：３０`); the end may be `24:00`."""
        return cls(_minute(start), _minute(end))

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @property
    def start_time(self) -> time:
        return time(self.start // 60, self.start % 60)

    @property
    def end_time(self) -> time:
        """The clock at the end; a span until 24:00 ends at 00:00 of the next day."""
        return time(self.end // 60 % 24, self.end % 60)

    def overlap(self, other: "ClockSpan") -> int:
        """The minutes both cover; 0 = they do not overlap."""
        return max(0, _shared(self.start, self.end, other.start, other.end))

    def overlaps(self, other: "ClockSpan") -> bool:
        return _shared(self.start, self.end, other.start, other.end) > 0

    def gap(self, other: "ClockSpan") -> int:
        """The minutes between them; 0 when they touch or overlap."""
        return max(0, -_shared(self.start, self.end, other.start, other.end))

    def hull(self, other: "ClockSpan") -> "ClockSpan":
        """The smallest span that holds both."""
        return ClockSpan(min(self.start, other.start), max(self.end, other.end))

    def intersection(self, other: "ClockSpan") -> "ClockSpan | None":
        """The minutes of both; None where they share none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return ClockSpan(start, end) if start < end else None

    def contains(self, other: "ClockSpan") -> bool:
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        return f"{_clock(self.start)}–{_clock(self.end)}"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Dates from `first` until, not including, `end`; None = open. Never empty. Sorted by first, then end."""

    first: date
    end: date | None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.first:
            raise CalendarError(f"the span of dates from {self.first} until {self.end} has no day in it")

    @classmethod
    def of(cls, first: date, last: date) -> "DateSpan":
        """From the first to the last day, both included."""
        return cls(first, None if last == date.max else last + timedelta(days=1))

    @property
    def last(self) -> date | None:
        """The last day included; None = open."""
        return None if self.end is None else self.end - timedelta(days=1)

    @property
    def ordinals(self) -> tuple[int, int]:
        """First day and end as proleptic day numbers, an open end as the day after the last there is."""
        end = date.max.toordinal() + 1 if self.end is None else self.end.toordinal()
        return self.first.toordinal(), end

    def contains(self, day: date) -> bool:
        return self.first <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "DateSpan") -> bool:
        return _shared(*self.ordinals, *other.ordinals) > 0

    def intersection(self, other: "DateSpan") -> "DateSpan | None":
        """The days in both; None when there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return DateSpan(max(self.first, other.first), min(ends, default=None))

    def days(self) -> Iterator[date]:
        """Every day, in order; CalendarError when open."""
        if self.end is None:
            raise CalendarError(f"the span of dates from {self.first} is open: its days cannot be listed")
        first, end = self.ordinals
        return map(date.fromordinal, range(first, end))

    def cut(self, others: "Iterable[DateSpan]") -> "tuple[DateSpan, ...]":
        """The same days in order, cut wherever one of the others begins or ends."""
        edges = {edge for other in others for edge in (other.first, other.end) if edge is not None}
        inner = sorted(edge for edge in edges if edge != self.first and self.contains(edge))
        return tuple(map(DateSpan, (self.first, *inner), (*inner, self.end)))

    def __lt__(self, other: "DateSpan") -> bool:
        return self.ordinals < other.ordinals

    def __str__(self) -> str:
        return f"{self.first}–{'' if self.last is None else self.last}"


ALWAYS = DateSpan(date.min, None)
