"""A database in memory that can be switched off: what the web asks, with real bytes."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import msgspec

from calendars.ical import Event, FeedHeader, render_calendar, render_event
from calendars.spans import ClockSpan
from calendars.zones import at
from service.domain.addresses import AddressKind, token
from service.domain.district import District
from service.domain.publishing.feeds.event_views import shown_to
from service.domain.publishing.feeds.feed_names import FeedSubject
from service.domain.publishing.feeds.feed_options import FeedOptions
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.feeds.marks import Mark
from service.domain.publishing.occurrences.published_events import (
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.publishing.revisions.published_terms import FeedEntry, PublishedTerm
from service.domain.teacher_page.freshness import ChangeToCome, Freshness, Subscription, freshness
from service.domain.teacher_page.page_lessons import PageContent, page_days, page_lesson, page_lessons
from service.exchange.icalendar_files import FeedTitle
from service.storage.choices import Choice
from service.storage.displays import Heartbeat
from service.storage.errors import DatabaseFailed
from service.storage.fetches import Fetch
from service.web.backing.backing import Listed, Marks, Readiness, Table
from service.web.backing.directory import Addressed
from service.web.backing.good_bytes import Made
from service.web.rendering.display_documents import DisplayDocument, Setting, document
from service.words.catalogue import Words
from tests.web.districts import COMMUNITY, NEAR, NEAR_ROOM, TERM, district

T = TypeVar("T")
SECRET = b"a secret for tests"
FEED = Addressed(AddressKind.FEED, "feed-1", 2)
DISPLAY = Addressed(AddressKind.DISPLAY, "display-1", 1)
NOW = datetime(2026, 9, 21, 0, 30, tzinfo=UTC)
CHANGED = datetime(2026, 9, 20, 10, tzinfo=UTC)
TARGET = FeedTarget(FeedKind.ROOM, NEAR_ROOM)


def feed_path(generation: int = 2) -> str:
    return f"/feeds/{token(SECRET, FEED.kind, FEED.id, generation)}.ics"


def display_token() -> str:
    return token(SECRET, DISPLAY.kind, DISPLAY.id, DISPLAY.generation)


def lesson(day: date, subject: str = "语文", **changes: Any) -> PublishedEvent:
    """A joint lesson at 08:40 that the test's display receives."""
    event = PublishedEvent(
        uid=f"{day}-{subject}",
        kind=EventKind.JOINT,
        lesson_id="joint-J01",
        base_day=day,
        day=day,
        span=ClockSpan(520, 560),
        subject=subject,
        lecturer=Named("host-语文", "城语文老师"),
        ends=(
            PublishedEnd(Named("host", "城北校区"), (Named("c", "三(1)班"),), hosts=True, period=1),
            PublishedEnd(
                Named(NEAR, "白塘校区"), (Named("d", "三(2)班"),), Named(NEAR_ROOM, "同步教室"), period=1
            ),
        ),
    )
    return replace(event, **changes)


@dataclass
class MemoryBacking:
    """`gone`: the database does not answer. `made` counts how often a feed was made."""

    summary: str = "语文"
    draft: District = field(default_factory=district)
    changed: datetime = CHANGED
    newest: datetime = CHANGED
    outward: int = 1
    gone: bool = False
    made: int = 0
    things: tuple[Listed, ...] = (
        Listed(FEED, "room", FeedSubject("白塘校区", "同步教室")),
        Listed(DISPLAY, "display", FeedSubject("白塘校区", "同步教室")),
    )
    tables: tuple[Choice, ...] = (Choice(COMMUNITY, "城北教共体", TERM, "2026学年第一学期"),)
    events: tuple[PublishedEvent, ...] = (lesson(date(2026, 9, 21)),)
    fetches: list[Fetch] = field(default_factory=list)
    heartbeats: list[Heartbeat] = field(default_factory=list)
    target: FeedTarget = TARGET
    event_marks: Mapping[tuple[str, str], Mark] = field(default_factory=dict)
    subscriptions: tuple[Subscription, ...] = ()
    changes: Mapping[FeedTarget, tuple[ChangeToCome, ...]] = field(default_factory=dict)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def commit(self) -> None:
        """Something outward changed, in this process."""
        self.outward += 1
        woken, self.woken = self.woken, asyncio.Event()
        woken.set()

    def _answer(self) -> None:
        if self.gone:
            raise DatabaseFailed

    async def begin_week(self) -> None:
        self._answer()

    async def marks(self) -> Marks:
        self.asked.set()
        self._answer()
        return Marks(str(self.outward), str(self.outward))

    async def secret(self) -> bytes:
        self._answer()
        return SECRET

    async def addressed(self) -> tuple[Addressed, ...]:
        self._answer()
        return tuple(row.thing for row in self.things)

    async def listed(self) -> tuple[Listed, ...]:
        self._answer()
        return self.things

    async def feed(
        self, feed_id: str, words: Words, options: FeedOptions, source: str | None, now: datetime
    ) -> Made:
        self._answer()
        self.made += 1
        header = FeedHeader("-//tongke//test//ZH", "同步教室", "teal", source, timedelta(hours=1))
        start = at(date(2026, 9, 21), 520)
        event = Event(
            f"{feed_id}@tongke",
            0,
            self.changed,
            start,
            start + timedelta(minutes=40),
            f"{self.summary} {words.language}",
            "同步教室",
            "",
            "CONFIRMED",
            False,
            options.alarm_minutes,
        )
        return Made(render_calendar(header, [render_event(event)]), self.changed, self.newest)

    async def feed_title(self, feed_id: str) -> FeedTitle:
        self._answer()
        return FeedTitle(FeedKind.ROOM, "白塘校区 同步教室")

    async def page(self, feed_id: str, now: datetime) -> Made:
        self._answer()
        entries = [
            FeedEntry(seen, CHANGED, event) for event in self.events if (seen := shown_to(event, self.target))
        ]
        days = page_days(now.date())
        lessons = page_lessons(entries, self.target, self.event_marks, now, lambda _: {}, days)
        content = PageContent(self.target, "近英语老师", days, lessons)
        return Made(msgspec.json.encode(content), now, self.newest)

    async def feed_token(self, feed_id: str) -> str:
        self._answer()
        return token(SECRET, AddressKind.FEED, feed_id, FEED.generation)

    async def display(self, display_id: str, words: Words, today: date) -> DisplayDocument:
        self._answer()
        setting = Setting("白塘校区", "同步教室")
        lessons = (
            page_lesson(FeedEntry(seen, CHANGED, event), TARGET, None)
            for event in self.events
            if (seen := shown_to(event, TARGET))
        )
        return document(setting, lessons, 3, today, words)

    async def freshness(self, now: datetime) -> tuple[Freshness, ...]:
        self._answer()
        return freshness(self.subscriptions, self.changes, now)

    async def of_published(self, work: Callable[[Sequence[PublishedTerm]], T]) -> T:
        self._answer()
        return work(())

    async def choices(self) -> tuple[Choice, ...]:
        self._answer()
        return self.tables

    async def table(self, choice: Choice) -> Table | None:
        self._answer()
        return Table(self.draft, choice.community_id, 3, CHANGED)

    async def flush(self, fetches: tuple[Fetch, ...], heartbeats: tuple[Heartbeat, ...]) -> None:
        self._answer()
        self.fetches.extend(fetches)
        self.heartbeats.extend(heartbeats)

    async def reminders(self) -> Mapping[str, int]:
        self._answer()
        return {"waiting": 4, "dead": 1}

    async def readiness(self) -> Readiness:
        return Readiness(not self.gone, not self.gone)
