"""Feeds as iCalendar files: a join of events, each rendered once."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain

from calendars.ical import (
    DayEvent,
    Event,
    FeedHeader,
    render_calendar,
    render_day_event,
    render_event,
)
from calendars.terms import monday_of
from calendars.zones import at
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.feeds.day_notes import DayNote
from service.domain.publishing.feeds.event_views import Shown
from service.domain.publishing.feeds.feed_options import DEFAULT_OPTIONS, FeedOptions
from service.domain.publishing.feeds.feeds import FeedKind
from service.domain.publishing.feeds.marks import Mark, Marks
from service.domain.publishing.revisions.note_history import NO_NOTES, NoteEntry, Notes
from service.domain.publishing.revisions.published_terms import FeedEntry
from service.words.catalogue import Words
from service.words.feeds.day_notes import note_summary
from service.words.feeds.events import event_description, event_location, event_summary, feed_name

#: Google drops what is beyond either.
MOST_EVENTS = 1000
MOST_BYTES = 1_000_000
#: How far back a feed goes that has to leave something out.
WEEKS_BACK = 2
_REFRESH = timedelta(hours=1)
_COLORS = {
    FeedKind.ROOM: "teal",
    FeedKind.CLASS: "seagreen",
    FeedKind.TEACHER: "royalblue",
    FeedKind.CAMPUS: "darkorange",
    FeedKind.COMMUNITY: "crimson",
    FeedKind.RESEARCH_GROUP: "mediumpurple",
}


_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Stamped:
    """What a feed may hold, from its first to its last day, with its SEQUENCE and stamp."""

    day: date
    last: date
    sequence: int
    stamp: datetime
    content: Shown | DayNote


@dataclass(frozen=True, slots=True)
class _Rendering:
    """What bytes of an event depend on beside the event."""

    words: Words
    alarm_minutes: int | None


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A feed's bytes, and when anything in it last changed: a moment that never goes back."""

    body: bytes
    last_modified: datetime


@dataclass(frozen=True, slots=True)
class FeedTitle:
    """What a feed is about: the name of its room, class, teacher, campus, community or subject."""

    kind: FeedKind
    name: str


class FeedFiles:
    """Makes feeds, and remembers rendered events up to `limit` bytes."""

    def __init__(self, limit: int = 32 * 1024 * 1024) -> None:
        self._limit = limit
        self._size = 0
        self._rendered: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    def file(
        self,
        title: FeedTitle,
        entries: Sequence[FeedEntry],
        marks: Marks,
        words: Words,
        options: FeedOptions = DEFAULT_OPTIONS,
        *,
        notes: Notes = NO_NOTES,
        today: date,
        source: str | None = None,
    ) -> FeedFile:
        """The file of one feed, as far as the subscriber wants it; `source` is its own address.

        `notes` are those the subscriber asked for; each stands before what begins on its first day.

        What is too much for Google leaves out the past first, week by week: the bytes change on Mondays only.
        """
        lessons = (_stamped(entry, marks) for entry in entries if options.holds(entry.shown))
        # Whatever order the terms come in: what is left out is left out from the front.
        stamped = sorted(chain(map(_noted, notes.entries), lessons), key=lambda one: one.day)
        kept, bodies = self._kept(stamped, _Rendering(words, options.alarm_minutes), today)
        header = FeedHeader(
            product=f"-//tongke//timetable 1//{words.language.upper()}",
            name=feed_name(title.kind, title.name, words, options.contents),
            color=_COLORS[title.kind],
            source=source,
            refresh=_REFRESH,
        )
        # Over all the feed ever held, not over the window: what leaves it must not turn the clock back.
        stamps = [one.stamp for one in stamped]
        if notes.changed_at is not None:
            stamps.append(notes.changed_at)
        if len(kept) < len(stamped):
            stamps.append(at(monday_of(today), 0).astimezone(UTC))
        return FeedFile(render_calendar(header, bodies), max(stamps, default=_NEVER))

    def _kept(
        self, stamped: Sequence[_Stamped], rendering: _Rendering, today: date
    ) -> tuple[Sequence[_Stamped], Sequence[bytes]]:
        """What the file holds: everything, else from two weeks back on as much as it may."""
        if len(stamped) <= MOST_EVENTS:
            bodies = self._bodies(stamped, rendering)
            if within_bytes(bodies, MOST_BYTES) == len(bodies):
                return stamped, bodies
        kept = windowed(stamped, today)
        bodies = self._bodies(kept, rendering)
        fitting = within_bytes(bodies, MOST_BYTES)
        return kept[:fitting], bodies[:fitting]

    def _bodies(self, stamped: Sequence[_Stamped], rendering: _Rendering) -> list[bytes]:
        return [self._body(one, rendering) for one in stamped]

    def _body(self, one: _Stamped, rendering: _Rendering) -> bytes:
        key = _key(one, rendering)
        body = self._rendered.get(key)
        if body is None:
            body = self._rendered[key] = _rendered(one, rendering)
            self._size += len(body)
            while self._size > self._limit:
                self._size -= len(self._rendered.popitem(last=False)[1])
        else:
            self._rendered.move_to_end(key)
        return body


def _key(one: _Stamped, rendering: _Rendering) -> tuple[object, ...]:
    language, content = rendering.words.language, one.content
    if isinstance(content, DayNote):
        # Feeds of one campus and of several say the same note in other words.
        return content, one.sequence, one.stamp, language
    # The stamp names what was visible: while it stands, so do the bytes.
    return content.uid, content.view, one.sequence, one.stamp, language, rendering.alarm_minutes


def _rendered(one: _Stamped, rendering: _Rendering) -> bytes:
    if isinstance(one.content, DayNote):
        return render_day_event(
            DayEvent(
                uid=one.content.uid,
                sequence=one.sequence,
                stamp=one.stamp,
                days=one.content.days,
                summary=note_summary(one.content, rendering.words),
            )
        )
    return render_event(_as_event(one.content, one.sequence, one.stamp, rendering))


def _as_event(shown: Shown, sequence: int, stamp: datetime, rendering: _Rendering) -> Event:
    """What a calendar shows of it. A lesson that a class teaches itself keeps everybody busy."""
    words = rendering.words
    cancelled = shown.state is OccurrenceState.CANCELLED
    return Event(
        uid=shown.uid,
        sequence=sequence,
        stamp=stamp,
        start=at(shown.day, shown.span.start),
        end=at(shown.day, shown.span.end),
        summary=event_summary(shown, words),
        location=event_location(shown),
        description=event_description(shown, words),
        status="CANCELLED" if cancelled else "CONFIRMED",
        transparent=cancelled,
        alarm_minutes=rendering.alarm_minutes,
    )


def windowed(entries: Sequence[_Stamped], today: date) -> Sequence[_Stamped]:
    """The entries of whole weeks from two weeks back on, as many as a feed may hold."""
    first = monday_of(today) - timedelta(weeks=WEEKS_BACK)
    kept = [entry for entry in entries if entry.last >= first]
    if len(kept) <= MOST_EVENTS:
        return kept
    last = monday_of(kept[MOST_EVENTS].day)
    return [entry for entry in kept if entry.day < last] or kept[:MOST_EVENTS]


def within_bytes(bodies: Sequence[bytes], limit: int) -> int:
    """How many of the first fit, with room for the header."""
    size = 4096
    for number, body in enumerate(bodies):
        size += len(body)
        if size > limit:
            return number
    return len(bodies)


def _stamped(entry: FeedEntry, marks: Marks) -> _Stamped:
    shown = entry.shown
    mark: Mark | None = marks.get((shown.uid, shown.view))
    sequence, stamp = (0, entry.first_published) if mark is None else (mark.sequence, mark.stamped_at)
    return _Stamped(shown.day, shown.day, sequence, stamp, shown)


def _noted(entry: NoteEntry) -> _Stamped:
    days = entry.note.days
    return _Stamped(days.first, days.last or days.first, entry.sequence, entry.stamp, entry.note)


def all_uids(entries: Iterable[FeedEntry]) -> frozenset[str]:
    """The UIDs whose marks a feed needs."""
    return frozenset(entry.shown.uid for entry in entries)
