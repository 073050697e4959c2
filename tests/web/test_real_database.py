"""The whole way on a real database: published, served, followed, and gone."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from aiohttp import ClientSession
from pytest_aiohttp.plugin import AiohttpClient
from yarl import URL

from service.actions.changing.change_occurrences import change_occurrences
from service.actions.changing.dated_acts import WantedChanges
from service.actions.publishing.publish_timetable import publish_timetable
from service.actions.publishing.renew_address import renew_address, revoke_address
from service.domain.addresses import AddressKind, token
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.district import District
from service.domain.identity import ChangeId, PersonId
from service.domain.publishing.feeds.event_views import Part
from service.settings import Settings
from service.storage.change_log import Changed
from service.storage.database import Database
from service.storage.displays import all_displays
from service.storage.feeds import all_feeds
from service.storage.fetches import looks
from service.storage.publications import published_terms
from service.web.app import Options, flush, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.web.keys import FOLLOWER
from service.web.serving import serve
from tests.states import begun
from tests.web.conftest import Client, Clock
from tests.web.districts import NEAR_ROOM, TERM, district
from tests.web.memory_backing import NOW


@pytest.fixture(autouse=True)
async def _published(database: Database) -> None:
    await begun(database, first_lesson)


async def first_lesson(database: Database) -> None:
    """The first joint lesson is published."""
    await publish(database, None, with_lessons("J01"))


def with_lessons(*codes: str) -> District:
    whole = district()
    lessons = tuple(lesson for lesson in whole.joint_lessons if lesson.code in codes)
    return replace(whole, joint_lessons=lessons)


async def publish(database: Database, before: District | None, after: District) -> None:
    async with database.writing(None, TERM, "test", NOW) as store:
        await store.save_district(before, after)
    await publish_timetable(database, from_day=date(2026, 9, 21), actor="test", now=NOW)


@pytest.fixture
async def client(
    database: Database, aiohttp_client: AiohttpClient, clock: Clock, tmp_path: Path
) -> AsyncIterator[Client]:
    backing = DatabaseBacking(database, "secret", clock)
    options = Options(spool=tmp_path / "spool", clock=clock, wait=clock.wait)
    yield await aiohttp_client(make_app(backing, options))
    backing.close()


async def _feed_path(database: Database, target_id: str) -> str:
    async with database.reading() as store:
        feeds = await all_feeds(store.connection)
    feed = next(feed for feed in feeds if feed.target.id == target_id)
    return f"/feeds/{token(b'secret', AddressKind.FEED, feed.id, 1)}.ics"


async def _display_token(database: Database) -> str:
    async with database.reading() as store:
        display = next(one for one in await all_displays(store.connection) if one.place_id == NEAR_ROOM)
    return token(b"secret", AddressKind.DISPLAY, display.id, 1)


async def test_published_lessons_are_in_the_feed_of_their_room(client: Client, database: Database) -> None:
    response = await client.get(await _feed_path(database, NEAR_ROOM))
    assert response.status == 200
    calendar = icalendar.Calendar.from_ical(await response.read())
    days = [event.decoded("dtstart").date() for event in calendar.walk("VEVENT")]
    assert days[:3] == [date(2026, 9, 21), date(2026, 9, 28), date(2026, 10, 12)]


async def test_days_off_are_in_a_feed_that_is_asked_for_them(client: Client, database: Database) -> None:
    path = await _feed_path(database, NEAR_ROOM)
    calendar = icalendar.Calendar.from_ical(await (await client.get(f"{path}?notes=days")).read())
    notes = [event for event in calendar.walk("VEVENT") if not isinstance(event.decoded("dtstart"), datetime)]
    said = [(event.decoded("dtstart"), event.decoded("dtend"), str(event["summary"])) for event in notes]
    assert (date(2026, 10, 1), date(2026, 10, 8), "放假：国庆节") in said
    assert b"VALUE=DATE" not in await (await client.get(path)).read()


async def test_old_address_is_gone_as_soon_as_it_is_renewed_or_revoked(
    client: Client, database: Database
) -> None:
    old = await _feed_path(database, NEAR_ROOM)
    async with database.reading() as store:
        [feed] = [one for one in await all_feeds(store.connection) if one.target.id == NEAR_ROOM]
    new = f"/feeds/{token(b'secret', AddressKind.FEED, feed.id, 2)}.ics"
    assert client.app is not None
    seen = []
    for change in (None, renew_address, revoke_address, renew_address):
        if change is not None:
            await change(database, feed.id, actor="test", now=NOW)
        await client.app[FOLLOWER].look()
        seen.append([(await client.get(path)).status for path in (old, new)])
    assert seen == [[200, 404], [410, 200], [410, 410], [410, 410]]


async def test_feed_follows_a_new_publication(client: Client, database: Database) -> None:
    path = await _feed_path(database, NEAR_ROOM)
    etag = (await client.get(path)).headers["ETag"]
    async with database.reading() as store:
        before = await store.load_district()
    assert before is not None
    lesson = replace(before.joint_lessons[0], topic="古诗两首")
    await publish(database, before, replace(before, joint_lessons=(lesson,)))
    assert client.app is not None
    await client.app[FOLLOWER].look()
    response = await client.get(path, headers={"If-None-Match": etag})
    assert response.status == 200


async def test_feed_and_display_follow_a_changed_date_and_other_feeds_keep_their_bytes(
    client: Client, database: Database
) -> None:
    path = await _feed_path(database, NEAR_ROOM)
    display = f"/api/v1/displays/{await _display_token(database)}"
    before, untouched = await _answers(client, database)
    async with database.reading() as store:
        loaded = await store.load_district()
    assert loaded is not None
    lesson = loaded.joint_lessons[0]
    cancelled = DatedChange(ChangeId(""), ChangeKind.CANCEL, lesson.id, date(2026, 9, 28))
    await change_occurrences(
        database, WantedChanges((cancelled,)), actor="test", now=NOW + timedelta(hours=1)
    )
    assert client.app is not None
    await client.app[FOLLOWER].look()
    calendar = icalendar.Calendar.from_ical(await (await client.get(path)).read())
    off = [one.decoded("dtstart").date() for one in calendar.walk("VEVENT") if one["STATUS"] == "CANCELLED"]
    assert off == [date(2026, 9, 28)]
    lessons = json.loads(await (await client.get(display)).read())["lessons"]
    assert [one["status"] for one in lessons if one["start"].startswith("2026-09-28")] == ["cancelled"]
    after, still = await _answers(client, database)
    assert still == untouched
    assert after.keys() == before.keys()
    assert [path for path in before if before[path] == after[path]] == []


async def test_display_shows_what_a_changed_date_was(client: Client, database: Database) -> None:
    async with database.reading() as store:
        loaded = await store.load_district()
    assert loaded is not None
    lesson = loaded.joint_lessons[0]
    assert lesson.lecturer_id is not None
    # Both are free then: English is on Tuesdays, and on Wednesdays is nothing.
    former, stands_in = loaded.person[lesson.lecturer_id], loaded.person[PersonId("host-英语")]
    first, second, third = date(2026, 9, 21), date(2026, 9, 28), date(2026, 9, 30)
    acts = (
        DatedChange(
            ChangeId(""),
            ChangeKind.SUBSTITUTE,
            lesson.id,
            first,
            absent_id=former.id,
            substitute_id=stands_in.id,
        ),
        DatedChange(ChangeId(""), ChangeKind.MOVE, lesson.id, second, to_day=third, to_period=2),
    )
    await change_occurrences(database, WantedChanges(acts), actor="test", now=NOW - timedelta(hours=1))
    assert client.app is not None
    await client.app[FOLLOWER].look()
    display = f"/api/v1/displays/{await _display_token(database)}"
    lessons = json.loads(await (await client.get(display)).read())["lessons"]
    found = [(one["start"][:10], one["status"], one["lecturer"], one["was"][:11]) for one in lessons]
    assert (first.isoformat(), "moved", stands_in.name, f"原{former.name}") in found
    assert (third.isoformat(), "moved", former.name, "原9月28日(周一) ") in found


async def _answers(
    client: Client, database: Database
) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """ETag and Last-Modified of every feed that holds the joint lesson, and of every other."""
    async with database.reading() as store:
        feeds = await all_feeds(store.connection)
        [term] = await published_terms(store.connection)
    holding: dict[str, tuple[str, str]] = {}
    others: dict[str, tuple[str, str]] = {}
    for feed in feeds:
        path = f"/feeds/{token(b'secret', AddressKind.FEED, feed.id, 1)}.ics"
        response = await client.get(path)
        facts = response.headers["ETag"], response.headers["Last-Modified"]
        joint = any(entry.shown.part in (Part.HOST, Part.RECEIVE) for entry in term.of_feed(feed.target))
        (holding if joint else others)[path] = facts
    assert holding
    assert others
    return holding, others


async def test_draft_that_is_not_published_changes_no_feed(client: Client, database: Database) -> None:
    assert client.app is not None
    follower = client.app[FOLLOWER]
    before = follower.marks
    async with database.reading() as store:
        loaded = await store.load_district()
    assert loaded is not None
    async with database.writing(None, TERM, "test", NOW) as store:
        await store.save_district(loaded, replace(loaded, sessions=()))
    await follower.look()
    assert follower.marks.outward == before.outward
    assert follower.marks.any != before.any


async def test_addresses_are_computed_again_only_when_there_are_others(
    client: Client, database: Database
) -> None:
    assert client.app is not None
    follower = client.app[FOLLOWER]
    directories = [follower.directory]
    for kind in ("outcome", "joint_lesson", "feed"):
        async with database.writing((), None, "test", NOW) as store:
            store.log(Changed(kind))
        await follower.look()
        directories.append(follower.directory)
    async with database.reading() as store:
        feed, *_ = await all_feeds(store.connection)
    await renew_address(database, feed.id, actor="test", now=NOW)
    await follower.look()
    first, *same = directories
    assert [one is first for one in (*same, follower.directory)] == [True, True, True, False]


async def test_asking_for_the_state_writes_nothing(database: Database, clock: Clock) -> None:
    """A page that asks waits for nobody who writes."""
    with closing(DatabaseBacking(database, "secret", clock)) as backing:
        async with database.writing(None, None, "test", NOW):
            before = await backing.marks()
        assert await backing.marks() == before


async def test_a_week_that_has_begun_locks_nobody_out(database: Database, clock: Clock) -> None:
    """A service that starts while somebody writes."""
    for _ in range(2):
        with closing(DatabaseBacking(database, "secret", clock)) as backing:
            await backing.begin_week()
    with closing(DatabaseBacking(database, "secret", clock)) as backing:
        async with database.writing(None, None, "test", NOW):
            await backing.begin_week()


async def test_feeds_are_looked_at_again_on_mondays_only_and_it_is_logged(
    client: Client, database: Database, clock: Clock
) -> None:
    assert client.app is not None
    follower = client.app[FOLLOWER]
    seen = []
    for days in (0, 6, 7):
        clock.now = NOW + timedelta(days=days)
        await follower.look()
        seen.append(follower.marks.outward)
    assert seen[0] == seen[1] != seen[2]
    async with database.reading() as store:
        told = [entry.changed for entry in await store.changes_since(0)]
    weeks = [change.subject_id for change in told if change.kind == "week"]
    assert weeks == ["2026-09-21", "2026-09-28"]


@pytest.mark.parametrize(("made_up", "weeks"), [(None, 1), (NOW, 0)])
async def test_no_week_begins_at_a_made_up_time(
    database: Database, tmp_path: Path, made_up: datetime | None, weeks: int
) -> None:
    """A later one would keep the real weeks from beginning."""
    settings = Settings(spool=str(tmp_path / "spool"), now=made_up)
    stop = asyncio.Event()
    await serve(database, settings, port=0, started=lambda _: stop.set(), stop=stop)
    async with database.reading() as store:
        told = [entry.changed for entry in await store.changes_since(0)]
    assert len([change for change in told if change.kind == "week"]) == weeks


@pytest.mark.parametrize(("made_up", "kept"), [(False, True), (True, False)])
async def test_what_is_asked_for_at_a_made_up_time_leaves_no_trace(
    database: Database, aiohttp_client: AiohttpClient, tmp_path: Path, made_up: bool, kept: bool
) -> None:
    """A later one would pass for a look at what has yet to change, and for the newest state of the file."""
    with closing(DatabaseBacking(database, "secret", lambda: NOW, made_up=made_up)) as backing:
        app = make_app(backing, Options(spool=tmp_path / "spool", clock=lambda: NOW))
        client = await aiohttp_client(app)
        path = await _feed_path(database, NEAR_ROOM)
        assert (await client.get(path)).status == 200
        beat = {"revision": 1}
        await client.post(f"/api/v1/displays/{await _display_token(database)}/heartbeat", json=beat)
        await flush(app)
    async with database.reading() as store:
        feed = next(one for one in await all_feeds(store.connection) if one.target.id == NEAR_ROOM)
        display = next(one for one in await all_displays(store.connection) if one.place_id == NEAR_ROOM)
        fetched = feed.id in await looks(store.connection)
    assert (fetched, feed.frame != "", display.last_seen_at is not None) == (kept, kept, kept)


async def test_display_shows_what_its_room_receives(client: Client, database: Database) -> None:
    response = await client.get(f"/api/v1/displays/{await _display_token(database)}")
    document = json.loads(await response.read())
    assert (document["campus"], document["room"], document["revision"]) == ("白塘校区", "同步教室", 1)
    first = document["lessons"][0]
    assert first["start"] == "2026-09-21T08:40:00+08:00"
    assert (first["subject"], first["role"], first["partner"]) == ("语文", "receive", ["城北校区"])


async def test_table_shows_the_draft_and_the_revision(client: Client) -> None:
    page = await (await client.get("/")).text()
    assert "第1版已于9月21日(周一)发布" in page


async def test_addresses_are_listed_with_their_names(client: Client, database: Database) -> None:
    page = await (await client.get("/addresses")).text()
    assert await _feed_path(database, NEAR_ROOM) in page
    assert f"/display/{await _display_token(database)}" in page
    assert "白塘校区 三(1)班" in page


async def test_fetches_and_heartbeats_reach_the_database(client: Client, database: Database) -> None:
    assert client.app is not None
    path = await _feed_path(database, NEAR_ROOM)
    for _ in range(2):
        await client.get(path, headers={"User-Agent": "phone"})
        await client.post(
            f"/api/v1/displays/{await _display_token(database)}/heartbeat", json={"revision": 1}
        )
        await flush(client.app)
    async with database.reading() as store:
        display = next(one for one in await all_displays(store.connection) if one.place_id == NEAR_ROOM)
    assert (display.last_seen_at, display.revision_seen) == (NOW, "1")


def _remove(sqlite_url: str) -> None:
    Path(sqlite_url.removeprefix("sqlite:///")).unlink()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_feed_outlives_its_database(client: Client, database: Database, database_url: str) -> None:
    path = await _feed_path(database, NEAR_ROOM)
    before = await (await client.get(path)).read()
    await database.close()
    _remove(database_url)
    after = await client.get(path)
    assert (after.status, await after.read()) == (200, before)
    assert (await client.get("/readyz")).status == 503
    assert (await client.get("/api/v1/table")).status == 503


async def _said(url: str, words: bytes) -> bytes:
    """What is answered to these bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", URL(url).port)
    writer.write(words)
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def test_service_serves_on_a_free_port_and_logs_no_token(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="service.web.access")
    path = await _feed_path(database, NEAR_ROOM)
    started: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    settings = Settings(spool=str(tmp_path / "spool"), secret="secret")
    serving = asyncio.create_task(serve(database, settings, port=0, started=started.set_result, stop=stop))
    url = await started
    async with ClientSession() as session, session.get(f"{url}/healthz") as response:
        assert await response.json() == {"status": "ok"}
    async with ClientSession() as session, session.get(f"{url}{path}?name=secret") as response:
        assert response.status == 200
    answered = await _said(url, b"this is no HTTP\r\n\r\n")
    assert answered.startswith(b"HTTP/1.0 400 ")
    stop.set()
    await serving
    assert caplog.records[-1].getMessage().startswith("127.0.0.1 UNKNOWN unknown 400 ")
    shown = path.removeprefix("/feeds/")[:4]
    line = caplog.records[-2].getMessage()
    assert line.startswith(f"127.0.0.1 GET /feeds/{{token}}.ics {shown}… 200 ")
    assert path.removeprefix("/feeds/") not in caplog.text
    assert "name=secret" not in caplog.text
