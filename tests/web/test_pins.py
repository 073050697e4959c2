"""Pins over HTTP, on both databases: shown with an ETag, changed as they were shown, and seen on the page."""

from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from service.actions.solving.solver_workers import processes
from service.storage.database import Database
from service.web.app import Options, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.web.desks.solve_desk import SolveDesk
from tests.actions.test_solve_timetable import NOW, stored, vacated_slot
from tests.solver.trials.drafts import solved
from tests.web.conftest import Client

PINS = "/api/v1/pins"
MATHS = {
    "id": "乙校301-11",
    "campus": "乙校",
    "class": "301",
    "subject": "数学",
    "teacher": "己",
    "weekday": 1,
    "period": 2,
    "weeks": "all",
}


@pytest.fixture
async def client(database: Database, aiohttp_client: AiohttpClient, tmp_path: Path) -> AsyncIterator[Client]:
    await stored(database, solved(vacated_slot()))
    with closing(DatabaseBacking(database, "secret", lambda: NOW)) as backing:
        desk = SolveDesk(database, lambda: NOW, lambda: processes(1))
        options = Options(spool=tmp_path / "spool", clock=lambda: NOW, language="zh")
        yield await aiohttp_client(make_app(backing, options, solve_desk=desk))


async def posted(client: Client, body: Any, etag: str | None) -> Any:
    headers = {"Accept-Language": "zh"} | ({} if etag is None else {"If-Match": etag})
    return await client.post(PINS, json=body, headers=headers)


async def shown(client: Client) -> tuple[Any, str]:
    answer = await client.get(PINS)
    assert answer.status == 200
    return await answer.json(), answer.headers["ETag"]


async def test_what_is_shown_is_pinned_and_unpinned(client: Client) -> None:
    nothing, etag = await shown(client)
    assert nothing == {"joint": [], "home": []}
    done = await posted(client, {"lessons": ["J1", "乙校 301 数学"]}, etag)
    joint = {"id": "J1", "community": "片区共同体", "subject": "音乐", "slots": [{"weekday": 1, "period": 1}]}
    assert (done.status, await done.json()) == (200, {"joint": [joint], "home": [MATHS]})
    undone = await posted(client, {"lessons": ["J1"], "undo": True}, done.headers["ETag"])
    assert await undone.json() == {"joint": [], "home": [MATHS]}


async def test_nothing_is_pinned_unseen_or_after_another_change(client: Client) -> None:
    _, etag = await shown(client)
    unseen = await posted(client, {"lessons": ["J1"]}, None)
    assert (unseen.status, (await unseen.json())["code"]) == (428, "if_match_missing")
    await posted(client, {"lessons": ["J1"]}, etag)
    late = await posted(client, {"lessons": ["乙校 301"]}, etag)
    assert (late.status, (await late.json())["code"]) == (412, "seen_another")
    assert (await shown(client))[0]["home"] == []


@pytest.mark.parametrize("body", [{"lessons": []}, {"lessons": "J1"}, {"lesson": "J1"}, []])
async def test_a_body_that_says_nothing_is_a_bad_request(client: Client, body: Any) -> None:
    _, etag = await shown(client)
    answer = await posted(client, body, etag)
    assert (answer.status, (await answer.json())["code"]) == (400, "bad_request")


async def test_a_refusal_says_what_to_write(client: Client) -> None:
    _, etag = await shown(client)
    answer = await posted(client, {"lessons": ["301 语文"]}, etag)
    document = await answer.json()
    assert (answer.status, document["code"]) == (422, "pin_refused")
    assert document["detail"] == "“301 语文”在甲校、乙校都有，请写明校区，如“甲校 301 语文”。"


async def test_the_page_marks_what_is_pinned(client: Client) -> None:
    async def page() -> str:
        return await (await client.get("/", headers={"Accept-Language": "zh"})).text()

    before = await page()
    assert ("固定的校内课" in before, before.count("state-pinned")) == (False, 1)
    _, etag = await shown(client)
    await posted(client, {"lessons": ["J1", "乙校 301 数学"]}, etag)
    after = await page()
    assert after.count("state-pinned") == 2
    assert "<td>数学</td><td>己</td><td>周一 第2节 · 每周</td>" in after.split("固定的校内课")[1]
