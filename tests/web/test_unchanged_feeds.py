"""No change, no new ETag; and a change reaches exactly the feeds that hold it, by itself."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, closing
from dataclasses import replace
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient

from service.actions.publishing.publish_timetable import publish_timetable
from service.actions.publishing.renew_address import renew_address
from service.actions.set_contact import set_contact
from service.domain.addresses import AddressKind, token
from service.domain.identity import CampusId, PersonId, PostId
from service.domain.people import Post
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.storage.database import Database
from service.storage.feeds import all_feeds
from service.web.app import Options, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.web.keys import FOLLOWER
from tests.states import begun
from tests.web.conftest import Client, Clock
from tests.web.districts import COMMUNITY, NEAR_ROOM
from tests.web.memory_backing import NOW
from tests.web.test_real_database import publish, with_lessons

Serve = Callable[[str], Awaitable[Client]]
#: What a subscriber holds of each feed: its ETag, its Last-Modified and its bytes.
Held = dict[FeedTarget, tuple[str, str, bytes]]
PUBLIC = "https://tongke.example.org"


@pytest.fixture(autouse=True)
async def _published(database: Database) -> None:
    await begun(database, posts_of_everybody)


async def posts_of_everybody(database: Database) -> None:
    """One joint lesson, and a post for everybody."""
    district = with_lessons("J01")
    posts = tuple(
        Post(PostId(f"post-{one.id}"), one.id, CampusId(one.id.split("-")[0]), one.id)
        for one in district.people
    )
    await publish(database, None, replace(district, posts=posts))


@pytest.fixture
async def serve(
    database: Database, aiohttp_client: AiohttpClient, clock: Clock, tmp_path: Path
) -> AsyncIterator[Serve]:
    """Starts the service with what it kept under that name: a new name is a restart without a memory."""
    async with AsyncExitStack() as running:

        async def started(spool: str) -> Client:
            backing = running.enter_context(closing(DatabaseBacking(database, "secret", clock)))
            options = Options(spool=tmp_path / spool, clock=clock, wait=clock.wait, public_url=PUBLIC)
            client: TestClient[web.Request, web.Application] = await aiohttp_client(
                make_app(backing, options)
            )
            return client

        yield started


async def held(client: Client, database: Database) -> Held:
    """Every feed, fetched now."""
    assert client.app is not None
    await client.app[FOLLOWER].look()
    async with database.reading() as store:
        feeds = await all_feeds(store.connection)
    found = {}
    for feed in feeds:
        at = token(b"secret", AddressKind.FEED, feed.id, feed.generation)
        response = await client.get(f"/feeds/{at}.ics")
        headers = response.headers
        found[feed.target] = headers["ETag"], headers["Last-Modified"], await response.read()
    return found


async def test_a_restart_leaves_every_byte(serve: Serve, database: Database) -> None:
    before = await held(await serve("one"), database)
    assert {target.kind for target in before} == set(FeedKind)
    assert await held(await serve("one"), database) == before
    assert await held(await serve("another machine"), database) == before


async def test_the_same_published_again_leaves_every_byte(
    serve: Serve, database: Database, clock: Clock
) -> None:
    client = await serve("one")
    before = await held(client, database)
    clock.now = NOW + timedelta(days=1)
    report = await publish_timetable(database, from_day=date(2026, 9, 23), actor="test", now=clock.now)
    assert report.revision is None
    assert await held(client, database) == before


async def test_what_is_edited_elsewhere_leaves_every_byte(serve: Serve, database: Database) -> None:
    client = await serve("one")
    before = await held(client, database)
    async with database.reading() as store:
        draft = await store.load_district()
    assert draft is not None
    async with database.writing(None, None, "test", NOW) as store:
        await store.save_district(draft, replace(draft, sessions=()))
    await set_contact(database, PersonId("near-语文"), "a@example.org", actor="test", now=NOW)
    assert await held(client, database) == before
    assert await held(await serve("another machine"), database) == before


async def test_a_lesson_that_changes_changes_exactly_the_feeds_that_hold_it(
    serve: Serve, database: Database, clock: Clock
) -> None:
    client = await serve("one")
    before = await held(client, database)
    async with database.reading() as store:
        draft = await store.load_district()
    assert draft is not None
    [lesson] = draft.joint_lessons
    clock.now = NOW + timedelta(days=1)
    await publish(database, draft, replace(draft, joint_lessons=(replace(lesson, topic="古诗两首"),)))
    after = await held(client, database)
    changed = {target for target in before if before[target] != after[target]}
    ends = lesson.ends
    assert changed == {
        FeedTarget(FeedKind.COMMUNITY, COMMUNITY),
        *(FeedTarget(FeedKind.CAMPUS, end.campus_id) for end in ends),
        *(FeedTarget(FeedKind.CLASS, class_id) for end in ends for class_id in end.class_ids),
        *(FeedTarget(FeedKind.ROOM, end.place_id) for end in ends if end.place_id),
        *(FeedTarget(FeedKind.TEACHER, end.assistant_id) for end in ends if end.assistant_id),
        *(FeedTarget(FeedKind.TEACHER, person) for person in (lesson.lecturer_id,) if person),
    }


async def test_a_renewed_address_rises_last_modified_alike_on_every_machine(
    serve: Serve, database: Database
) -> None:
    """The address stands in the file, and no event's stamp tells of it: another machine, or one that lost
    what it kept, must not turn the clock back."""
    one = await serve("one")
    before = await held(one, database)
    async with database.reading() as store:
        [feed] = [one for one in await all_feeds(store.connection) if one.target.id == NEAR_ROOM]
    await renew_address(database, feed.id, actor="test", now=NOW)
    after = await held(one, database)
    assert await held(await serve("another machine"), database) == after
    assert {target for target in before if before[target] != after[target]} == {feed.target}
    moments = [parsedate_to_datetime(found[feed.target][1]) for found in (before, after)]
    assert moments[0] < moments[1]


async def test_a_commit_reaches_its_feeds_unasked(serve: Serve, database: Database) -> None:
    """Nobody looks but the follower itself, whom a commit of this process wakes."""
    client = await serve("one")
    async with database.reading() as store:
        [feed] = [one for one in await all_feeds(store.connection) if one.target.id == NEAR_ROOM]
        draft = await store.load_district()
    path = f"/feeds/{token(b'secret', AddressKind.FEED, feed.id, 1)}.ics"
    before = (await client.get(path)).headers["ETag"]
    assert draft is not None
    lesson = replace(draft.joint_lessons[0], topic="古诗两首")
    await publish(database, draft, replace(draft, joint_lessons=(lesson,)))
    status = 304
    while status == 304:
        status = (await client.get(path, headers={"If-None-Match": before})).status
    assert status == 200
