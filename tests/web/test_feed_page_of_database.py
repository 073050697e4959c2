"""The page of a feed over a real database: a change on it, 收到, what only she sees, and where it is not."""

import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpClient
from sqlalchemy import select

from calendars.bells import BellBook, BellSchedule
from calendars.spans import ClockSpan, DateSpan
from calendars.zones import at
from service.actions.changing.change_occurrences import change_occurrences
from service.actions.changing.dated_acts import WantedChanges
from service.actions.changing.edit_week import edit_week
from service.actions.publishing.publish_timetable import publish_timetable
from service.actions.set_meeting import set_meeting, set_phone
from service.domain.addresses import AddressKind, token
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.identity import ChangeId, HomeLessonId, JointLessonId, PersonId
from service.domain.publishing.feeds.feeds import FeedKind
from service.domain.week_edits.requests import ChangeBells, CloseDays, RunOtherDay, WeekRequest
from service.storage.database import Database
from service.storage.displays import all_displays
from service.storage.feeds import all_feeds
from service.storage.tables import METADATA
from service.web.app import Options, flush, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.web.desks.page_desk import PageDesk
from service.web.keys import FOLLOWER
from service.web.routing.routes import ROUTES
from service.words.tables.district_documents import district_document
from tests.states import begun
from tests.web.conftest import Client, Clock
from tests.web.districts import COMMUNITY, NEAR, TERM, with_posts
from tests.web.memory_backing import NOW

MONDAY = date(2026, 9, 21)
ASSISTANT, LECTURER, ELSE = "near-语文", "host-语文", "near-数学"
LINK, NUMBER, PASSCODE, PHONE = "https://meeting.example/j/1", "555 444 333", "passw0rd", "0713-8888888"


@pytest.fixture(autouse=True)
async def _published(database: Database) -> None:
    await begun(database, with_posts_published)


async def with_posts_published(database: Database) -> None:
    async with database.writing(None, TERM, "test", NOW) as store:
        await store.save_district(None, with_posts())
    await publish_timetable(database, from_day=MONDAY, actor="test", now=NOW - timedelta(days=1))


@pytest.fixture
async def client(
    database: Database, aiohttp_client: AiohttpClient, clock: Clock, tmp_path: Path
) -> AsyncIterator[Client]:
    backing = DatabaseBacking(database, "secret", clock)
    options = Options(spool=tmp_path / "spool", clock=clock, wait=clock.wait)
    yield await aiohttp_client(make_app(backing, options, page_desk=PageDesk(database, clock)))
    backing.close()


async def _path(database: Database, target_id: str) -> str:
    async with database.reading() as store:
        feed = next(one for one in await all_feeds(store.connection) if one.target.id == target_id)
    return f"/page/{token(b'secret', AddressKind.PAGE, feed.id, 1)}"


async def _html(client: Client, path: str) -> str:
    response = await client.get(path)
    assert response.status == 200
    return unescape(await response.text())


def _cards(page: str) -> list[list[str]]:
    """The texts of each card of what changed."""
    changes = page[page.index("接下来的变动") : page.index("一周：")]
    return [
        [text for part in re.findall(r">([^<>]+)<", card) if (text := part.strip())]
        for card in changes.partition("<form")[0].split('<div class="lesson ')[1:]
    ]


async def _substitute(database: Database, clock: Clock) -> None:
    """Somebody else assists next Monday."""
    change = DatedChange(
        ChangeId(""),
        ChangeKind.SUBSTITUTE,
        JointLessonId("joint-J01"),
        MONDAY + timedelta(weeks=1),
        absent_id=PersonId(ASSISTANT),
        substitute_id=PersonId(ELSE),
    )
    await change_occurrences(database, WantedChanges((change,)), actor="test", now=clock.now)


async def test_a_substitution_is_on_both_pages_and_acknowledged_on_its_own(
    client: Client, database: Database, clock: Clock
) -> None:
    await _substitute(database, clock)
    assert client.app is not None
    await client.app[FOLLOWER].look()
    hers, other = await _path(database, ASSISTANT), await _path(database, ELSE)
    assert "由白数学老师代课" in await _html(client, hers)
    assert "您代白语文老师上这节课" in await _html(client, other)
    (through,) = re.findall(r'name="through" value="([^"]+)"', await _html(client, hers))
    await client.post(f"{hers}/seen", data={"through": through})
    assert ["点过“收到”" in await _html(client, path) for path in (hers, other)] == [True, False]


def _ten_minutes_later(own: BellSchedule) -> BellSchedule:
    """Bells that ring when somebody says so."""
    periods = tuple(
        replace(one, span=ClockSpan(one.span.start + 10, one.span.end + 10)) for one in own.periods
    )
    return BellSchedule("冬季", periods, DateSpan(date(2027, 3, 1), None))


async def test_a_make_up_day_new_bells_and_a_closure_are_a_card_each(
    client: Client, database: Database, clock: Clock
) -> None:
    """Bells ten minutes later from a Wednesday on, a Saturday that runs Monday's lessons, a Monday off."""
    async with database.reading() as store:
        known = await store.load_district()
    assert known is not None
    entries = tuple(
        replace(entry, bells=BellBook((own, _ten_minutes_later(own))))
        for entry in known.campus_terms
        for own in entry.bells.schedules
    )
    async with database.writing(None, TERM, "test", clock.now) as store:
        await store.save_district(known, replace(known, campus_terms=entries))
    wednesday, saturday = MONDAY + timedelta(days=9), MONDAY + timedelta(days=19)
    monday = MONDAY + timedelta(weeks=3)
    requests: tuple[WeekRequest, ...] = (
        ChangeBells(("全部",), "冬季", wednesday),
        RunOtherDay(("全部",), saturday, 1),
        CloseDays(("全部",), (DateSpan.of(monday, monday),), "台风"),
    )
    for request in requests:
        await edit_week(database, request, actor="test", now=clock.now)
    assert client.app is not None
    await client.app[FOLLOWER].look()
    cards = _cards(await _html(client, await _path(database, "host-301")))
    lines = ["08:50–09:30 第1节 同步课·语文 三(1)班", "09:40–10:20 第2节 数学 三(1)班"]
    assert cards == [
        ["10月10日(周六)", "新增", "2节课", *lines],
        ["10月12日(周一)", "取消", "2节课", "原因：台风", *lines],
        [
            "10月13日(周二)至12月29日(周二)，共23天",
            "作息有变",
            "34节课改了时间",
            "第1节 08:40–09:20 → 08:50–09:30",
            "第2节 09:30–10:10 → 09:40–10:20",
        ],
    ]


async def test_a_day_that_is_open_again_and_a_cancelling_taken_back_are_held_again(
    client: Client, database: Database, clock: Clock
) -> None:
    monday = MONDAY + timedelta(weeks=3)
    typhoon = CloseDays(("全部",), (DateSpan.of(monday, monday),), "台风")
    await edit_week(database, typhoon, actor="test", now=clock.now)
    clock.now += timedelta(minutes=5)
    await edit_week(database, replace(typhoon, reopen=True), actor="test", now=clock.now)
    tuesday = monday + timedelta(days=1)
    cancel = DatedChange(ChangeId(""), ChangeKind.CANCEL, HomeLessonId("host-2-1"), tuesday)
    made = await change_occurrences(database, WantedChanges((cancel,)), actor="test", now=clock.now)
    clock.now += timedelta(minutes=5)
    back = WantedChanges(take_back=(made.amendment.id,))
    await change_occurrences(database, back, actor="test", now=clock.now)
    assert client.app is not None
    await client.app[FOLLOWER].look()
    assert _cards(await _html(client, await _path(database, "host-301"))) == [
        [
            "10月12日(周一)",
            "恢复",
            "2节课",
            "08:40–09:20 第1节 同步课·语文 三(1)班",
            "09:30–10:10 第2节 数学 三(1)班",
        ],
        [
            "10月13日(周二) 08:40–09:20",
            "第1节",
            "恢复",
            "英语 三(1)班",
            "任课：城英语老师",
            "城北校区 三(1)班",
        ],
    ]


async def test_who_has_not_looked_since_a_change_comes_first(
    client: Client, database: Database, clock: Clock
) -> None:
    await _substitute(database, clock)
    assert client.app is not None
    await client.app[FOLLOWER].look()
    clock.now += timedelta(minutes=5)
    await _html(client, await _path(database, ASSISTANT))
    await flush(client.app)
    backing = DatabaseBacking(database, "secret", clock)
    rows = await backing.freshness(clock.now)
    backing.close()
    teachers = {
        row.subscription.target.id: (row.changes, row.unseen)
        for row in rows
        if row.subscription.target.kind is FeedKind.TEACHER and row.changes
    }
    assert teachers == {ASSISTANT: (1, 0), ELSE: (1, 1)}
    unseen = [row.unseen > 0 for row in rows if not row.unused]
    assert unseen == sorted(unseen, reverse=True)


async def test_a_meeting_is_on_the_pages_of_who_is_on_the_link_and_nowhere_else(
    client: Client,
    database: Database,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    caplog.set_level(logging.DEBUG)
    await set_meeting(database, "J01", LINK, NUMBER, PASSCODE, actor="test", now=NOW)
    await set_phone(database, NEAR, PHONE, actor="test", now=NOW)
    secrets = (LINK, NUMBER, PASSCODE, PHONE)
    pages = [await _path(database, who) for who in (ASSISTANT, LECTURER)]

    clock.now = at(MONDAY, 8 * 60 + 9)
    assert [secret for page in pages for secret in secrets if secret in await _html(client, page)] == []
    clock.now = at(MONDAY, 8 * 60 + 10)
    on_them = [[secret for secret in secrets if secret in await _html(client, page)] for page in pages]
    assert on_them == [[LINK, NUMBER, PASSCODE], list(secrets)]

    async with database.reading() as store:
        feeds = await all_feeds(store.connection)
        displays = await all_displays(store.connection)
        loaded = await store.load_district()
        kept = [
            str((await store.connection.execute(select(table))).all())
            for table in METADATA.sorted_tables
            if table.name not in ("meeting", "phone")
        ]
    assert loaded is not None
    paths = [
        *(route.path for route in ROUTES if route.method == "GET" and "{" not in route.path),
        *(f"/feeds/{token(b'secret', AddressKind.FEED, feed.id, 1)}.ics" for feed in feeds),
        *(f"/subscribe/{token(b'secret', AddressKind.FEED, feed.id, 1)}" for feed in feeds),
        *(f"/page/{token(b'secret', AddressKind.PAGE, feed.id, 1)}" for feed in feeds),
        *(f"/api/v1/displays/{token(b'secret', AddressKind.DISPLAY, one.id, 1)}" for one in displays),
    ]
    texts = [await (await client.get(path)).text() for path in paths if path not in pages]
    spooled = [file.read_bytes().decode() for file in (tmp_path / "spool").rglob("*") if file.is_file()]
    others = [*texts, *kept, *spooled, caplog.text, str(district_document(loaded, COMMUNITY))]
    assert len(texts) > 50
    assert [secret for text in others for secret in secrets if secret in text] == []
