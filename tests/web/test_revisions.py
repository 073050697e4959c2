"""What was published and what changed, on both databases: the list, the pages and the data."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from calendars.spans import DateSpan
from service.actions.changing.edit_week import edit_week
from service.domain.week_edits.requests import CloseDays
from service.storage.database import Database
from service.web.app import Options, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.words.catalogue import Words
from service.words.changes.history_texts import act_name
from tests.actions.test_change_occurrences import change_dates, ready
from tests.actions.test_publish_timetable import published
from tests.domain.test_dated_states import WEDNESDAY, move
from tests.publications import NOW
from tests.web.conftest import Client

MONDAY = date(2026, 9, 14)
LOOKED = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)


@pytest.fixture
async def office(database: Database, tmp_path: Path, aiohttp_client: AiohttpClient) -> AsyncIterator[Client]:
    """A revision, and an amendment that moves one lesson."""
    await ready(database)
    await change_dates(database, move(to_day=WEDNESDAY, to_period=4), cause="场地检修")
    backing = DatabaseBacking(database, "secret", lambda: LOOKED)
    yield await aiohttp_client(make_app(backing, Options(spool=tmp_path, clock=lambda: LOOKED)))
    backing.close()


async def got(client: Client, path: str) -> Any:
    async with client.get(path) as answer:
        assert answer.status == 200
        return await answer.json()


async def text(client: Client, path: str) -> str:
    async with client.get(path) as answer:
        assert answer.status == 200
        return await answer.text()


async def test_every_revision_and_amendment_is_listed(office: Client, database: Database) -> None:
    term = await published(database)
    acts = (await got(office, "/api/v1/revisions"))["acts"]
    assert [(one["id"], one["kind"], one["number"], one["cause"]) for one in acts] == [
        (term.revisions[0].id, "revision", 1, ""),
        (term.amendments[0].id, "amendment", 1, "场地检修"),
    ]
    assert (acts[0]["community"], acts[0]["effective_from"]) == ("甲乙教共体", "2026-09-01")
    page = await text(office, "/revisions")
    assert page.index("调课单1") < page.index("甲乙教共体 第1版")
    assert "李老师" in page


async def test_what_a_command_calls_an_act_is_an_address_too(office: Client, database: Database) -> None:
    term = await published(database)
    for number, act in (("1", term.revisions[0]), ("a1", term.amendments[0])):
        assert act_name(act, Words("zh")) in await text(office, f"/revisions/{number}")
        told = await got(office, f"/api/v1/revisions/{number}?since=true")
        assert told == await got(office, f"/api/v1/revisions/{act.id}?since=true")


async def test_an_amendment_is_told_with_old_and_new_for_each_campus(
    office: Client, database: Database
) -> None:
    amendment = (await published(database)).amendments[0]
    told = await got(office, f"/api/v1/revisions/{amendment.id}")
    assert [sheet["name"] for sheet in told["sheets"]] == ["乙小学", "甲小学"]
    (change,) = told["changes"]
    assert (change["kind"], change["old_dates"], change["dates"]) == ("moved", ["2026-09-14"], ["2026-09-16"])
    assert [one["name"] for one in told["told"]["campuses"]] == ["乙小学", "甲小学"]
    assert told["told"]["research_groups"] == []
    page = await text(office, f"/revisions/{amendment.id}?by=class")
    assert "甲小学 三(1)班" in page
    assert "9月14日(周一) → 9月16日(周三)" in page


async def test_lessons_told_in_one_line_stand_each_beneath_it(office: Client, database: Database) -> None:
    day = DateSpan.of(MONDAY, MONDAY)
    await edit_week(database, CloseDays(("甲小学",), (day,), "期中考试"), actor="test", now=LOOKED)
    page = await text(office, "/revisions/2")
    row, beneath = page.partition('<th scope="row">4节校内课</th>')[2].split("</tr>")[:2]
    assert "<details>" not in row
    assert re.findall(r'<tr class="beneath"><td colspan="5"><details><summary[^>]*>([^<]+)<', beneath) == [
        "逐节查看"
    ]
    assert beneath.count("<li>") == 4


async def test_everything_since_a_revision_or_a_day(office: Client, database: Database) -> None:
    term = await published(database)
    since = await got(office, f"/api/v1/revisions/{term.revisions[0].id}?since=true")
    assert [one["id"] for one in since["acts"]] == [term.amendments[0].id]
    day = (NOW + timedelta(days=1)).date()
    assert (await got(office, f"/api/v1/revisions/{day}"))["acts"] == since["acts"]
    assert (await got(office, "/api/v1/revisions/2027-01-01"))["changes"] == []


async def test_what_there_is_not_is_said_so(office: Client) -> None:
    assert (await office.get("/revisions/nothing")).status == 404
    assert (await office.get("/revisions/a2")).status == 404
    assert (await office.get("/api/v1/revisions/nothing")).status == 404
    assert (await office.get("/api/v1/revisions/2027-01-01?by=moon")).status == 400


async def test_before_anything_is_published_the_list_is_empty(client: Client) -> None:
    assert await got(client, "/api/v1/revisions") == {"acts": []}
    assert (await client.get("/api/v1/revisions/2027-01-01")).status == 404
