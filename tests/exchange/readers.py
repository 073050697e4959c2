"""What independent programs read out of a feed, in one form, and what they ought to read."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime

import icalendar
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

from calendars.zones import at
from service.domain.publishing.feeds.day_notes import DayNote
from service.domain.publishing.revisions.note_history import NO_NOTES, Notes
from service.domain.publishing.revisions.published_terms import FeedEntry
from service.words.catalogue import Words
from service.words.feeds.day_notes import note_summary
from service.words.feeds.events import event_location, event_summary

#: UID, start, end, summary, location. A note of whole days has dates.
Occurrence = tuple[str, date, date, str, str]


def as_published(entries: Iterable[FeedEntry], words: Words, notes: Notes = NO_NOTES) -> list[Occurrence]:
    """What a feed of these entries and notes ought to say to everybody."""
    lessons = (
        (
            entry.shown.uid,
            at(entry.shown.day, entry.shown.span.start),
            at(entry.shown.day, entry.shown.span.end),
            event_summary(entry.shown, words),
            event_location(entry.shown),
        )
        for entry in entries
    )
    return sorted((*lessons, *(_noted(entry.note, words) for entry in notes.entries)))


def _noted(note: DayNote, words: Words) -> Occurrence:
    assert note.days.end is not None
    return note.uid, note.days.first, note.days.end, note_summary(note, words), ""


def by_icalendar(body: bytes) -> list[Occurrence]:
    """icalendar, opened out by recurring-ical-events."""
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(
        datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    )
    return sorted(
        (
            str(event["UID"]),
            event.decoded("DTSTART"),
            event.decoded("DTEND"),
            str(event["SUMMARY"]),
            str(event.get("LOCATION", "")),
        )
        for event in events
    )


def by_vobject(body: bytes) -> list[Occurrence]:
    """vobject, Radicale's."""
    calendar = vobject.readOne(body.decode())
    return sorted(
        (
            event.uid.value,
            event.dtstart.value,
            event.dtend.value,
            event.summary.value,
            event.location.value if "location" in event.contents else "",
        )
        for event in calendar.contents.get("vevent", ())
    )


def by_ical(body: bytes) -> list[Occurrence]:
    """ical, Home Assistant's, by the timeline that its calendars show."""
    calendar = IcsCalendarStream.calendar_from_ics(body.decode())
    return sorted(
        (event.uid or "", event.start, event.end, event.summary or "", event.location or "")
        for event in calendar.timeline
    )


#: The readers that are Python libraries, by name.
READERS: Mapping[str, Callable[[bytes], list[Occurrence]]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ical": by_ical,
}
