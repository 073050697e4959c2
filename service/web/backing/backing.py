"""What the web stands on: everything it asks of the database, and nothing more."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.publishing.feeds.feed_names import FeedSubject
from service.domain.publishing.feeds.feed_options import FeedOptions
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.teacher_page.freshness import Freshness
from service.exchange.icalendar_files import FeedTitle
from service.storage.choices import Choice
from service.storage.displays import Heartbeat
from service.storage.fetches import Fetch
from service.web.backing.directory import Addressed
from service.web.backing.good_bytes import Made
from service.web.rendering.display_documents import DisplayDocument
from service.words.catalogue import Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Marks:
    """Names of states. `outward` changes when a feed or display may have changed, `any` with every change."""

    outward: str
    any: str


@dataclass(frozen=True, slots=True)
class Table:
    """One community's table in one term: the draft as it stands, and what is published of it."""

    district: District
    community_id: CommunityId
    revision: int | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed or display with what it is about; `group` is the kind of feed, or `display`."""

    thing: Addressed
    group: str
    subject: FeedSubject

    @property
    def name(self) -> str:
        """The name to list it under."""
        return str(self.subject)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the database answers, and whether its schema is the newest this release knows."""

    reachable: bool
    newest_schema: bool


class Backing(Protocol):
    """Everything that asks the database raises StorageError when it does not answer."""

    async def begin_week(self) -> None:
        """Say that a Monday has begun, if nobody has: feeds too large for all show other weeks then."""

    async def marks(self) -> Marks:
        """The newest state, by name."""

    @property
    def woken(self) -> asyncio.Event:
        """Set by the next commit of this process; take it before you read, and wait for it after."""

    async def secret(self) -> bytes:
        """What addresses are signed with."""

    async def addressed(self) -> tuple[Addressed, ...]:
        """Every feed and display."""

    async def listed(self) -> tuple[Listed, ...]:
        """The same with their names."""

    async def feed(
        self, feed_id: str, words: Words, options: FeedOptions, source: str | None, now: datetime
    ) -> Made:
        """The iCalendar file of a feed, as its subscriber wants it; `source` is its own address."""

    async def feed_title(self, feed_id: str) -> FeedTitle:
        """What a feed is about."""

    async def page(self, feed_id: str, now: datetime) -> Made:
        """What the page of a feed shows, as JSON of a PageContent."""

    async def feed_token(self, feed_id: str) -> str:
        """The token of a feed's own address, which its page leads to."""

    async def display(self, display_id: str, words: Words, today: date) -> DisplayDocument:
        """What a display shows from `today` on."""

    async def freshness(self, now: datetime) -> tuple[Freshness, ...]:
        """Which subscriptions have seen what changed."""

    async def of_published(self, work: Callable[[Sequence[PublishedTerm]], T]) -> T:
        """What `work` makes of all terms of which anything is published, the earliest first."""

    async def choices(self) -> tuple[Choice, ...]:
        """Every community in every term, the newest term first."""

    async def table(self, choice: Choice) -> Table | None:
        """The table of that community and term."""

    async def flush(self, fetches: tuple[Fetch, ...], heartbeats: tuple[Heartbeat, ...]) -> None:
        """Store what was counted in memory."""

    async def reminders(self) -> Mapping[str, int]:
        """How many reminders stand where, by state: `waiting`, `sent`, `dead` …"""

    async def readiness(self) -> Readiness:
        """Asked now; never raises."""
