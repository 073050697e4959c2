"""What the web asks of the database, asked of a real one."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from typing import TypeVar

import msgspec

from calendars.zones import clock_of
from service.actions.begin_week import begin_week
from service.actions.frame_feed import frame_feed
from service.actions.read_secret import read_secret
from service.actions.record_use import record_use
from service.domain.addresses import AddressKind, token
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.publishing.feed_names import campus_of, feed_subject
from service.domain.publishing.feed_options import FeedOptions
from service.domain.publishing.feeds import FeedKind, FeedTarget
from service.domain.publishing.note_history import NO_NOTES, notes_of
from service.domain.publishing.published_terms import FeedEntry, PublishedTerm
from service.domain.publishing.revisions import Revision
from service.domain.reminding.rescheduling import ReminderState
from service.domain.teacher_page.freshness import Freshness, Subscription, freshness_of
from service.domain.teacher_page.page_lessons import PageContent, page_days, page_lesson, page_lessons
from service.exchange.icalendar_files import FeedFiles, FeedTitle, all_uids
from service.storage import change_log, choices, displays, feeds, fetches, publications, reminder_queue
from service.storage.choices import Choice
from service.storage.database import Database
from service.storage.displays import Display, Heartbeat
from service.storage.errors import SchemaOutdated, SchemaTooNew, StorageError
from service.storage.feeds import Feed
from service.storage.fetches import Fetch
from service.storage.store import Store
from service.storage.teachers_pages import acknowledgements
from service.web import backing
from service.web.backing import Listed, Readiness, Table
from service.web.directory import Addressed
from service.web.good_bytes import Made
from service.web.rendering.display_documents import DisplayDocument, Setting, document
from service.words.catalogue import Words

T = TypeVar("T")

_ACTOR = "service"
#: Seconds after which a database that says nothing counts as not reachable.
_PATIENCE = 3.0
_SECOND = timedelta(seconds=1)
_RELEASE = version("tongke")


class NoSuchThing(LookupError):
    """A feed or display that had an address is no more."""


class DatabaseBacking:
    """The database behind the web. `close` it before the database.

    Opening revisions out and rendering happen in one thread of their own: requests that need neither do not
    wait. What was opened out is the database's: actions of this process find it there.
    """

    def __init__(self, database: Database, secret: str | None, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._given = secret
        self._clock = clock
        self._secret: bytes | None = None
        self._head: int | None = None
        self._outward = 0
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
            head = await store.change_head()
            since = () if self._head is None else await store.changes_since(self._head)
        outward = [entry.n for entry in since if entry.changed.kind in change_log.OUTWARD]
        if self._head is None:
            outward.append(head)
        # Two who ask at once may end in either order: neither may take the other's word back.
        self._outward = max([self._outward, *outward])
        self._head = max(self._head or 0, head)
        return backing.Marks(str(self._outward), str(head))

    async def begin_week(self) -> None:
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
            return (
                *(_addressed(feed) for feed in await feeds.all_feeds(store.connection)),
                *(
                    Addressed(AddressKind.DISPLAY, display.id, display.generation)
                    for display in await displays.all_displays(store.connection)
                ),
            )

    async def listed(self) -> tuple[Listed, ...]:
        async with self._database.reading() as store:
            districts = _districts(await self._terms(store))
            return (
                *(
                    Listed(_addressed(feed), feed.target.kind.value, feed_subject(feed.target, districts))
                    for feed in await feeds.all_feeds(store.connection)
                ),
                *(
                    Listed(
                        Addressed(AddressKind.DISPLAY, display.id, display.generation),
                        "display",
                        feed_subject(_target(display), districts),
                    )
                    for display in await displays.all_displays(store.connection)
                ),
            )

    async def feed(
        self, feed_id: str, words: Words, options: FeedOptions, source: str | None, now: datetime
    ) -> Made:
        async with self._database.reading() as store:
            feed = await _known(store, feed_id)
            terms = await self._terms(store)
            entries = await self._entries(terms, feed.target)
            marks = await publications.marks_of(store.connection, all_uids(entries))
            week = await change_log.latest(store.connection, change_log.WEEK)
        title = _title(feed.target, _districts(terms))
        # The week that was logged last, so that all services show the same weeks; before the first, today's.
        today = clock_of(now)[0] if week is None else date.fromisoformat(week)

        def file() -> Made:
            notes = notes_of((term.revisions for term in terms), feed.target) if options.notes else NO_NOTES
            made = self._files.file(
                title, entries, marks, words, options, notes=notes, today=today, source=source
            )
            return Made(made.body, made.last_modified, _newest(terms))

        made = await self._aside(file)
        framed_at = await self._framed(
            feed, _frame(feed, title, source), max(now, made.last_modified + _SECOND)
        )
        return replace(made, last_modified=max(made.last_modified, framed_at or made.last_modified))

    async def _framed(self, feed: Feed, frame: str, now: datetime) -> datetime | None:
        if feed.frame == frame:
            return feed.framed_at
        return await frame_feed(self._database, feed.id, frame, now.replace(microsecond=0))

    async def feed_title(self, feed_id: str) -> FeedTitle:
        async with self._database.reading() as store:
            feed = await _known(store, feed_id)
            terms = await self._terms(store)
        return _title(feed.target, _districts(terms))

    async def page(self, feed_id: str, now: datetime) -> Made:
        async with self._database.reading() as store:
            feed = await _known(store, feed_id)
            terms = await self._terms(store)
            entries = await self._entries(terms, feed.target)
            marks = await publications.marks_of(store.connection, (entry.shown.uid for entry in entries))
        name = _title(feed.target, _districts(terms)).name
        days = page_days(clock_of(now)[0])

        def content() -> Made:
            lessons = page_lessons(entries, feed.target, marks, now)
            body = msgspec.json.encode(PageContent(feed.target, name, days, lessons))
            return Made(body, now, _newest(terms))

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
        target = _target(display)
        entries = await self._entries(terms, target)
        districts = _districts(terms)
        revision = _revision_for(campus_of(target, districts), terms)
        lessons = (page_lesson(entry, target, None) for entry in entries)
        number = None if revision is None else revision.number
        return document(_setting(target, districts), lessons, number, today, words)

    async def freshness(self, now: datetime) -> tuple[Freshness, ...]:
        async with self._database.reading() as store:
            terms = await self._terms(store)
            term_ids = [term.revisions[0].term_id for term in terms]
            marks = [await publications.marks_of_term(store.connection, term_id) for term_id in term_ids]
            looks = await fetches.looks(store.connection)
            said = {one.feed_id: one for one in await acknowledgements(store.connection)}
            known = await feeds.all_feeds(store.connection)
        districts = _districts(terms)
        subscriptions = [
            Subscription(
                feed.id,
                feed.target,
                str(feed_subject(feed.target, districts)),
                looks.get(feed.id, ()),
                said.get(feed.id),
            )
            for feed in known
        ]
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
        latest = _latest(terms, choice)
        return Table(
            district,
            choice.community_id,
            None if latest is None else latest.number,
            None if latest is None else latest.published_at,
        )

    async def flush(self, counted: tuple[Fetch, ...], heartbeats: tuple[Heartbeat, ...]) -> None:
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


def _frame(feed: Feed, title: FeedTitle, source: str | None) -> str:
    """The name of all in a feed's file that no stamp tells of, however it is subscribed to."""
    address = None if source is None else source.partition("?")[0]
    said = repr((_RELEASE, title, address, feed.generation))
    return sha256(said.encode()).hexdigest()[:16]


def _newest(terms: Sequence[PublishedTerm]) -> datetime | None:
    """The stamp of what was published last."""
    return max((stamp for term in terms for stamp in term.stamps), default=None)


def _districts(terms: Sequence[PublishedTerm]) -> list[District]:
    """What each revision knew, the last published last."""
    return [revision.content.district for term in terms for revision in term.revisions]


def _latest(terms: Sequence[PublishedTerm], choice: Choice) -> Revision | None:
    found = (
        term.latest(choice.community_id)
        for term in terms
        if any(revision.term_id == choice.term_id for revision in term.revisions)
    )
    return next(found, None)


def _revision_for(campus_id: CampusId | None, terms: Sequence[PublishedTerm]) -> Revision | None:
    """The revision that spoke last for a campus."""
    revisions = [revision for term in terms for revision in term.revisions]
    return next((one for one in reversed(revisions) if campus_id in one.content.campuses), None)


def _addressed(feed: Feed) -> Addressed:
    return Addressed(AddressKind.FEED, feed.id, feed.generation, feed.revoked)


def _target(display: Display) -> FeedTarget:
    if display.place_id is not None:
        return FeedTarget(FeedKind.ROOM, display.place_id)
    return FeedTarget(FeedKind.CLASS, display.class_id or "")


def _setting(target: FeedTarget, districts: Sequence[District]) -> Setting:
    subject = feed_subject(target, districts)
    if target.kind is FeedKind.ROOM:
        return Setting(subject.campus, room=subject.name)
    return Setting(subject.campus, class_name=subject.name)


def _title(target: FeedTarget, districts: Sequence[District]) -> FeedTitle:
    """A teacher knows where she is; rooms and classes of one name are many."""
    subject = feed_subject(target, districts)
    return FeedTitle(target.kind, subject.name if target.kind is FeedKind.TEACHER else str(subject))
