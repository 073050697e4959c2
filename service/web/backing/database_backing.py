"""What the web asks of the database, asked of a real one."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

import msgspec

from calendars.zones import clock_of
from service.actions.publishing.begin_week import begin_week
from service.actions.publishing.frame_feed import frame_feed
from service.actions.read_secret import read_secret
from service.actions.record_use import record_use
from service.domain.addresses import AddressKind, token
from service.domain.publishing.changes.earlier_events import earlier_events, with_old_values
from service.domain.publishing.feeds.feed_names import campus_of
from service.domain.publishing.feeds.feed_options import FeedOptions
from service.domain.publishing.feeds.feeds import FeedTarget
from service.domain.publishing.revisions.note_history import NO_NOTES, notes_of
from service.domain.publishing.revisions.published_terms import FeedEntry, PublishedTerm
from service.domain.reminding.rescheduling import ReminderState
from service.domain.teacher_page.freshness import Freshness, freshness_of
from service.domain.teacher_page.page_lessons import PageContent, page_days, page_lesson, page_lessons
from service.exchange.icalendar_files import FeedFiles, FeedTitle, all_uids
from service.storage import change_log, choices, displays, feeds, publications, reminder_queue
from service.storage.choices import Choice
from service.storage.database import Database
from service.storage.displays import Heartbeat
from service.storage.errors import SchemaOutdated, SchemaTooNew, StorageError
from service.storage.feeds import Feed
from service.storage.fetches import Fetch
from service.storage.store import Store
from service.web.backing import addressed_things, backing
from service.web.backing.backing import Listed, Readiness, Table
from service.web.backing.directory import Addressed
from service.web.backing.good_bytes import Made
from service.web.backing.named_states import NamedStates
from service.web.backing.published_names import (
    districts_of,
    frame_of,
    latest_of,
    newest_stamp,
    revision_for,
    setting_of,
    shown_by,
    title_of,
)
from service.web.rendering.display_documents import DisplayDocument, document
from service.words.catalogue import Words

T = TypeVar("T")

_ACTOR = "service"
#: Seconds after which a database that says nothing counts as not reachable.
_PATIENCE = 3.0
_SECOND = timedelta(seconds=1)


class NoSuchThing(LookupError):
    """A feed or display that had an address is no more."""


class DatabaseBacking:
    """The database behind the web. `close` it before the database.

    Opening revisions out and rendering happen in one thread of their own: requests that need neither do not
    wait. What was opened out is the database's: actions of this process find it there.

    At a `made_up` time nothing is written for having been asked for: no week begins, no fetch, sign of life
    or frame of a file is kept. A later one than the real would stay the newest. The secret is kept all the
    same: without it the addresses would be others at each start.
    """

    def __init__(
        self, database: Database, secret: str | None, clock: Callable[[], datetime], *, made_up: bool = False
    ) -> None:
        self._database = database
        self._given = secret
        self._clock = clock
        self._made_up = made_up
        self._secret: bytes | None = None
        self._states = NamedStates()
        self._monday: date | None = None
        self._files = FeedFiles()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="feeds")

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    @property
    def woken(self) -> asyncio.Event:
        return self._database.woken

    async def marks(self) -> backing.Marks:
        async with self._database.reading() as store:
            return await self._states.marks(store)

    async def begin_week(self) -> None:
        if self._made_up:
            return
        now = self._clock()
        today, _ = clock_of(now)
        monday = today - timedelta(days=today.isoweekday() - 1)
        if monday != self._monday:
            await begin_week(self._database, monday, actor=_ACTOR, now=now)
            self._monday = monday

    async def secret(self) -> bytes:
        if self._secret is None:
            self._secret = await read_secret(self._database, self._given, actor=_ACTOR, now=self._clock())
        return self._secret

    async def addressed(self) -> tuple[Addressed, ...]:
        async with self._database.reading() as store:
            return await addressed_things.addressed(store)

    async def listed(self) -> tuple[Listed, ...]:
        async with self._database.reading() as store:
            return await addressed_things.listed(store, districts_of(await self._terms(store)))

    async def feed(
        self, feed_id: str, words: Words, options: FeedOptions, source: str | None, now: datetime
    ) -> Made:
        async with self._database.reading() as store:
            feed = await _known(store, feed_id)
            terms = await self._terms(store)
            entries = await self._entries(terms, feed.target)
            marks = await publications.marks_of(store.connection, all_uids(entries))
            week = await change_log.latest(store.connection, change_log.WEEK)
        title = title_of(feed.target, districts_of(terms))
        # The week that was logged last, so that all services show the same weeks; before the first, today's.
        today = clock_of(now)[0] if week is None else date.fromisoformat(week)

        def file() -> Made:
            notes = notes_of((term.revisions for term in terms), feed.target) if options.notes else NO_NOTES
            told = with_old_values(entries, terms, marks)
            made = self._files.file(
                title, told, marks, words, options, notes=notes, today=today, source=source
            )
            return Made(made.body, made.last_modified, newest_stamp(terms))

        made = await self._aside(file)
        framed_at = await self._framed(
            feed, frame_of(feed, title, source), max(now, made.last_modified + _SECOND)
        )
        return replace(made, last_modified=max(made.last_modified, framed_at or made.last_modified))

    async def _framed(self, feed: Feed, frame: str, now: datetime) -> datetime | None:
        if feed.frame == frame or self._made_up:
            return feed.framed_at
        return await frame_feed(self._database, feed.id, frame, now.replace(microsecond=0))

    async def feed_title(self, feed_id: str) -> FeedTitle:
        async with self._database.reading() as store:
            feed = await _known(store, feed_id)
            terms = await self._terms(store)
        return title_of(feed.target, districts_of(terms))

    async def page(self, feed_id: str, now: datetime) -> Made:
        async with self._database.reading() as store:
            feed = await _known(store, feed_id)
            terms = await self._terms(store)
            entries = await self._entries(terms, feed.target)
            marks = await publications.marks_of(store.connection, (entry.shown.uid for entry in entries))
        districts = districts_of(terms)
        name = title_of(feed.target, districts).name
        days = page_days(clock_of(now)[0], (district.term.term.days for district in districts))

        def content() -> Made:
            lessons = page_lessons(entries, feed.target, marks, now, partial(earlier_events, terms), days)
            body = msgspec.json.encode(PageContent(feed.target, name, days, lessons))
            return Made(body, now, newest_stamp(terms))

        return await self._aside(content)

    async def feed_token(self, feed_id: str) -> str:
        async with self._database.reading() as store:
            feed = await _known(store, feed_id)
        return token(await self.secret(), AddressKind.FEED, feed.id, feed.generation)

    async def display(self, display_id: str, words: Words, today: date) -> DisplayDocument:
        async with self._database.reading() as store:
            display = await displays.display_by_id(store.connection, display_id)
            if display is None:
                raise NoSuchThing(display_id)
            terms = await self._terms(store)
        target = shown_by(display)
        entries = await self._entries(terms, target)
        districts = districts_of(terms)
        revision = revision_for(campus_of(target, districts), terms)
        lessons = (page_lesson(entry, target, None) for entry in entries)
        number = None if revision is None else revision.number
        return document(setting_of(target, districts), lessons, number, today, words)

    async def freshness(self, now: datetime) -> tuple[Freshness, ...]:
        async with self._database.reading() as store:
            terms = await self._terms(store)
            term_ids = [term.revisions[0].term_id for term in terms]
            marks = [await publications.marks_of_term(store.connection, term_id) for term_id in term_ids]
            subscriptions = await addressed_things.subscriptions(store, districts_of(terms))
        published = tuple(zip(terms, marks, strict=True))
        return await self._aside(lambda: freshness_of(subscriptions, published, now))

    async def of_published(self, work: Callable[[Sequence[PublishedTerm]], T]) -> T:
        async with self._database.reading() as store:
            terms = await self._terms(store)
        # Comparing two revisions of a large district takes seconds: feeds must not wait for that.
        return await asyncio.to_thread(work, terms)

    async def choices(self) -> tuple[Choice, ...]:
        async with self._database.reading() as store:
            return await choices.choices(store.connection)

    async def table(self, choice: Choice) -> Table | None:
        async with self._database.reading() as store:
            district = await store.load_district(choice.term_id, choice.community_id)
            terms = await self._terms(store)
        if district is None:
            return None
        latest = latest_of(terms, choice)
        return Table(
            district,
            choice.community_id,
            None if latest is None else latest.number,
            None if latest is None else latest.published_at,
        )

    async def flush(self, counted: tuple[Fetch, ...], heartbeats: tuple[Heartbeat, ...]) -> None:
        if not self._made_up:
            await record_use(self._database, counted, heartbeats)

    async def reminders(self) -> Mapping[str, int]:
        async with self._database.reading() as store:
            counts = await reminder_queue.count_by_state(store.connection)
        return {state.value: counts.get(state, 0) for state in ReminderState}

    async def readiness(self) -> Readiness:
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._database.check_schema()
        except (SchemaOutdated, SchemaTooNew):
            return Readiness(reachable=True, newest_schema=False)
        except (StorageError, TimeoutError):
            return Readiness(reachable=False, newest_schema=False)
        return Readiness(reachable=True, newest_schema=True)

    async def _terms(self, store: Store) -> tuple[PublishedTerm, ...]:
        """What is published: the same objects as long as nothing new is, with all they have opened out."""
        return await publications.published_terms(store.connection, self._database.shelf)

    async def _entries(self, terms: Sequence[PublishedTerm], target: FeedTarget) -> tuple[FeedEntry, ...]:
        return await self._aside(lambda: tuple(entry for term in terms for entry in term.of_feed(target)))

    async def _aside(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


async def _known(store: Store, feed_id: str) -> Feed:
    feed = await feeds.feed_by_id(store.connection, feed_id)
    if feed is None:
        raise NoSuchThing(feed_id)
    return feed
