"""How long a change of a single date takes, and how soon after its commit a feed has a new ETag.

A district of 13 campuses with its timetable published, one community and then two, and its feeds served from
the same process, as `tongke serve` does.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from aiohttp import ClientSession, web

from calendars.spans import DateSpan
from service.actions.changing.change_occurrences import change_occurrences
from service.actions.changing.dated_acts import WantedChanges
from service.actions.publishing.write_revision import write_revision
from service.domain.addresses import AddressKind, token
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.district import District
from service.domain.identity import ChangeId, CommunityId, HomeLessonId, RevisionId
from service.domain.publishing.decisions.new_revisions import NewRevision
from service.domain.publishing.decisions.publication import publication
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.feeds.marks import next_stamp
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.publishing.revisions.revision_slices import published_campuses, slice_of
from service.domain.publishing.revisions.revisions import Revision
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.storage import feeds, publications
from service.storage.database import Database
from service.storage.minting import mint
from service.web.app import Options, make_app
from service.web.backing.database_backing import DatabaseBacking
from tests.publications import as_wished

NOW = datetime(2026, 8, 28, 9, 0, tzinfo=UTC)
DAY = date(2026, 9, 14)
CHANGES = 8
_SECRET = "bench"
_COLUMNS = ("communities", "lessons", "first", "change", "slowest", "CPU", "etag", "slowest", "CPU")


@dataclass(frozen=True, slots=True)
class _Timed:
    """Seconds from the request to the commit, and from there to a new ETag; then the CPU of each."""

    change: float
    etag: float
    change_cpu: float
    etag_cpu: float


def print_table() -> None:
    """The first change reads everything; of the others the median and the slowest."""
    print(f"A change of one date among 13 campuses a community, {CHANGES} changes, seconds")
    print("  ".join(f"{name:>11}" for name in _COLUMNS))
    for communities in (1, 2):
        district = as_wished(synthetic_district(DistrictPlan(communities, campuses=13, joint=60)))
        first, *others = asyncio.run(_measured(district))
        changes, etags = [one.change for one in others], [one.etag for one in (first, *others)]
        seconds = (
            first.change,
            *(median(changes), max(changes), median(one.change_cpu for one in others)),
            *(median(etags), max(etags), median(one.etag_cpu for one in (first, *others))),
        )
        lessons = sum(len(timetable.lessons) for timetable in district.home_timetables)
        row = (communities, lessons, *(f"{number:.2f}" for number in seconds))
        print("  ".join(f"{cell:>11}" for cell in row))


async def _measured(district: District) -> Sequence[_Timed]:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/tongke.sqlite"
        async with await Database.open(url, create=True) as database:
            async with database.writing(None, None, "bench", NOW) as store:
                await store.save_district(None, district)
            for community in district.communities:
                await _publish(database, district, community.id)
            async with _served(database, Path(folder)) as address:
                return [await _change(database, address, event) for event in await _lessons(database)]


async def _publish(database: Database, district: District, community_id: CommunityId) -> None:
    """As `publish_timetable`, without asking the rules: nothing was solved."""
    term_id = district.term.id
    async with database.writing(None, term_id, "bench", NOW) as store:
        former = await publications.published_term(store.connection, term_id)
        marks = await publications.marks_of_term(store.connection, term_id)
        stamp, first_day = next_stamp(NOW, former.stamps), district.term.term.first_day
        decided = publication(
            slice_of(district, community_id, former),
            community_id,
            published_campuses(district, community_id),
            first_day,
            former,
            marks,
            mint=partial(mint, NOW),
            stamp=stamp,
        )
        content = decided.content
        number = len(former.revisions) + 1
        made = Revision(
            RevisionId(mint(NOW)), community_id, term_id, number, first_day, stamp, "bench", content
        )
        await write_revision(store, NewRevision(made, decided, former), district, marks, ())


@asynccontextmanager
async def _served(database: Database, folder: Path) -> AsyncIterator[str]:
    with closing(DatabaseBacking(database, _SECRET, lambda: NOW)) as backing:
        runner = web.AppRunner(make_app(backing, Options(spool=folder / "spool", clock=lambda: NOW)))
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


async def _lessons(database: Database) -> Sequence[PublishedEvent]:
    """Home lessons of a day, each to be changed once."""
    async with database.reading() as store:
        [term] = await publications.published_terms(store.connection)
    return tuple(term.home(term.campuses[0], DateSpan.of(DAY, DAY)))[:CHANGES]


async def _change(database: Database, address: str, event: PublishedEvent) -> _Timed:
    """Cancel a lesson, and ask for its class's feed until it is another."""
    target = FeedTarget(FeedKind.CLASS, event.ends[0].classes[0].id)
    async with database.reading() as store:
        feed = next(one for one in await feeds.all_feeds(store.connection) if one.target == target)
    url = f"{address}/feeds/{token(_SECRET.encode(), AddressKind.FEED, feed.id, feed.generation)}.ics"
    wanted = DatedChange(ChangeId(""), ChangeKind.CANCEL, HomeLessonId(event.lesson_id), event.base_day)
    async with ClientSession() as session:
        etag = await _etag(session, url)
        began = _now()
        await change_occurrences(database, WantedChanges((wanted,)), actor="bench", now=NOW)
        committed = _now()
        while await _etag(session, url) == etag:
            pass
    (change, change_cpu), (etag_after, etag_cpu) = _between(began, committed), _between(committed, _now())
    return _Timed(change, etag_after, change_cpu, etag_cpu)


def _now() -> tuple[float, float]:
    """Of the clock and of this process's CPU; the feed's reader is in it."""
    return time.monotonic(), time.process_time()


def _between(began: tuple[float, float], ended: tuple[float, float]) -> tuple[float, float]:
    return ended[0] - began[0], ended[1] - began[1]


async def _etag(session: ClientSession, url: str) -> str:
    async with session.get(url) as response:
        response.raise_for_status()
        return response.headers["ETag"]
