"""Occurrences as iCalendar (RFC 5545, RFC 7986), in the form that every calendar program reads alike.

One VEVENT per dated thing, no recurrence, no organizer, no attendee. An event is rendered by itself, so
that a feed is a join of bytes that were rendered before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import icalendar
from icalendar.prop import vDuration, vText, vUri

from calendars.errors import CalendarError
from calendars.spans import DateSpan
from calendars.zones import SHANGHAI

# COLOR must be a CSS3 name (RFC 7986, 5.9), Apple's property a number: the names a feed may have.
COLORS = {
    "cornflowerblue": "#6495ED",
    "crimson": "#DC143C",
    "darkorange": "#FF8C00",
    "dodgerblue": "#1E90FF",
    "goldenrod": "#DAA520",
    "indianred": "#CD5C5C",
    "mediumorchid": "#BA55D3",
    "mediumpurple": "#9370DB",
    "mediumseagreen": "#3CB371",
    "royalblue": "#4169E1",
    "seagreen": "#2E8B57",
    "slategray": "#708090",
    "steelblue": "#4682B4",
    "teal": "#008080",
    "tomato": "#FF6347",
}
# China has had one zone without summer time since 1992; the constant rule keeps every parser from guessing.
_VTIMEZONE = b"\r\n".join(
    (
        b"BEGIN:VTIMEZONE",
        b"TZID:Asia/Shanghai",
        b"BEGIN:STANDARD",
        b"DTSTART:19700101T000000",
        b"TZNAME:CST",
        b"TZOFFSETFROM:+0800",
        b"TZOFFSETTO:+0800",
        b"END:STANDARD",
        b"END:VTIMEZONE",
        b"",
    )
)
_END = b"END:VCALENDAR\r\n"
# Not allowed in any text value (RFC 5545, 3.1) or read as the end of a line by careless parsers; cells of a
# workbook hold them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NEWLINE = re.compile(r"\r\n?|[\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing. `stamp` is when what it shows last changed; `sequence` counts these changes."""

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    location: str
    description: str
    status: Literal["CONFIRMED", "CANCELLED"]
    transparent: bool
    alarm_minutes: int | None
    url: str | None = None
    categories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if None in (self.stamp.utcoffset(), self.start.utcoffset(), self.end.utcoffset()):
            raise CalendarError(f"event {self.uid} has a moment without a zone")
        if self.end <= self.start:
            raise CalendarError(f"event {self.uid} ends at {self.end}, not after it starts at {self.start}")


@dataclass(frozen=True, slots=True)
class DayEvent:
    """A note of whole days. It takes nobody's time and never rings; `days` has an end."""

    uid: str
    sequence: int
    stamp: datetime
    days: DateSpan
    summary: str

    def __post_init__(self) -> None:
        if self.stamp.utcoffset() is None:
            raise CalendarError(f"event {self.uid} has a moment without a zone")
        if self.days.end is None:
            raise CalendarError(f"event {self.uid} lasts from {self.days.first} on without an end")


@dataclass(frozen=True, slots=True)
class FeedHeader:
    """What a feed says of itself. `color` is a name of COLORS, `source` its own address."""

    product: str
    name: str
    color: str
    source: str | None
    refresh: timedelta

    def __post_init__(self) -> None:
        if self.color not in COLORS:
            raise CalendarError(f"{self.color!r} is no colour of a feed: expected one of {', '.join(COLORS)}")


def render_event(event: Event) -> bytes:
    """One VEVENT, lines folded at 75 octets and ended by CRLF.

    A cancelled event takes no time and never alarms, whatever else is set.
    """
    cancelled = event.status == "CANCELLED"
    vevent = _begun(event)
    vevent.add("dtstart", _whole_second(event.start).astimezone(SHANGHAI))
    vevent.add("dtend", _whole_second(event.end).astimezone(SHANGHAI))
    vevent.add("summary", _text(event.summary))
    for name, value in (("location", event.location), ("description", event.description)):
        if value:
            vevent.add(name, _text(value))
    vevent.add("status", event.status)
    vevent.add("transp", "TRANSPARENT" if cancelled or event.transparent else "OPAQUE")
    if event.url is not None:
        vevent.add("url", vUri(event.url))
    if event.categories:
        vevent.add("categories", [_text(category) for category in event.categories])
    if event.alarm_minutes is not None and not cancelled:
        vevent.add_component(_alarm(event.alarm_minutes, event.summary))
    rendered: bytes = vevent.to_ical()
    return rendered


def render_day_event(event: DayEvent) -> bytes:
    """One VEVENT of whole days, floating: DTEND is the day after the last (RFC 5545, 3.6.1)."""
    vevent = _begun(event)
    vevent.add("dtstart", event.days.first)
    vevent.add("dtend", event.days.end)
    vevent.add("summary", _text(event.summary))
    vevent.add("status", "CONFIRMED")
    vevent.add("transp", "TRANSPARENT")
    rendered: bytes = vevent.to_ical()
    return rendered


def render_calendar(header: FeedHeader, events: Iterable[bytes]) -> bytes:
    """A whole calendar: header, the constant time zone, and events, each rendered by itself."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _text(header.product))
    calendar.add("method", "PUBLISH")
    calendar.add("name", _text(header.name))
    calendar.add("x-wr-calname", _text(header.name))
    calendar.add("x-wr-timezone", vText(SHANGHAI.key))
    calendar.add("color", vText(header.color))
    calendar.add("x-apple-calendar-color", vText(COLORS[header.color]))
    calendar.add("refresh-interval", vDuration(header.refresh), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(header.refresh))
    if header.source is not None:
        calendar.add("source", vUri(header.source), {"VALUE": "URI"})
    return b"".join((calendar.to_ical().removesuffix(_END), _VTIMEZONE, *events, _END))


def _begun(event: Event | DayEvent) -> icalendar.Event:
    """With what it is known by, and when it last changed."""
    vevent = icalendar.Event()
    vevent.add("uid", _text(event.uid))
    vevent.add("dtstamp", _whole_second(event.stamp).astimezone(UTC))
    vevent.add("last-modified", _whole_second(event.stamp).astimezone(UTC))
    vevent.add("sequence", event.sequence)
    return vevent


def _alarm(minutes: int, summary: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _text(summary))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def _text(value: str) -> vText:
    return vText(_CONTROL.sub("", _NEWLINE.sub("\n", value)))


def _whole_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
