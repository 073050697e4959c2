"""Splitting by season over HTTP, on both databases: shown with an ETag, changed as it was shown."""

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
from tests.actions.test_solve_timetable import NOW, stored
from tests.actions.test_split_lesson import shifted
from tests.web.conftest import Client

SPLITS = "/api/v1/splits"
J01 = {
    "id": "J01",
    "community": "片区共同体",
    "subject": "音乐",
    "parts": [
        {"id": "J01", "subject": "音乐", "from": None, "until": "2026-11-03"},
        {"id": "J01-冬", "subject": "音乐", "from": "2026-11-04", "until": None},
    ],
}


@pytest.fixture
async def client(database: Database, aiohttp_client: AiohttpClient, tmp_path: Path) -> AsyncIterator[Client]:
    with closing(DatabaseBacking(database, "secret", lambda: NOW)) as backing:
        desk = SolveDesk(database, lambda: NOW, lambda: processes(1))
        options = Options(spool=tmp_path / "spool", clock=lambda: NOW, language="zh")
        yield await aiohttp_client(make_app(backing, options, solve_desk=desk))


async def posted(client: Client, body: Any, etag: str | None) -> Any:
    headers = {"Accept-Language": "zh"} | ({} if etag is None else {"If-Match": etag})
    return await client.post(SPLITS, json=body, headers=headers)


async def shown(client: Client) -> tuple[Any, str]:
    answer = await client.get(SPLITS)
    assert answer.status == 200
    return await answer.json(), answer.headers["ETag"]


async def test_what_is_shown_is_split_and_joined_again(client: Client, database: Database) -> None:
    await stored(database, shifted())
    nothing, etag = await shown(client)
    assert nothing == {"splits": []}
    done = await posted(client, {"lesson": "J01"}, etag)
    assert (done.status, await done.json()) == (200, {"splits": [J01]})
    assert await shown(client) == ({"splits": [J01]}, done.headers["ETag"])
    undone = await posted(client, {"lesson": "J01-冬", "undo": True}, done.headers["ETag"])
    assert (undone.status, await undone.json()) == (200, {"splits": []})


async def test_nothing_is_split_unseen_or_after_another_change(client: Client, database: Database) -> None:
    await stored(database, shifted())
    _, etag = await shown(client)
    unseen = await posted(client, {"lesson": "J01"}, None)
    assert (unseen.status, (await unseen.json())["code"]) == (428, "if_match_missing")
    await posted(client, {"lesson": "J01"}, etag)
    late = await posted(client, {"lesson": "J01", "undo": True}, etag)
    assert (late.status, (await late.json())["code"]) == (412, "seen_another")
    assert (await shown(client))[0] == {"splits": [J01]}


@pytest.mark.parametrize("body", [{"lesson": ""}, {"lesson": ["J01"]}, {"lessons": "J01"}, []])
async def test_a_body_that_says_nothing_is_a_bad_request(
    client: Client, database: Database, body: Any
) -> None:
    await stored(database, shifted())
    _, etag = await shown(client)
    answer = await posted(client, body, etag)
    assert (answer.status, (await answer.json())["code"]) == (400, "bad_request")


async def test_a_refusal_says_why(client: Client, database: Database) -> None:
    await stored(database, shifted())
    _, etag = await shown(client)
    answer = await posted(client, {"lesson": "J01", "undo": True}, etag)
    document = await answer.json()
    assert (answer.status, document["code"]) == (422, "split_refused")
    assert document["detail"] == "J01 没有按季节分开过；没有改动。"


async def test_before_any_import_there_is_nothing_to_split(client: Client) -> None:
    answer = await client.get(SPLITS, headers={"Accept-Language": "zh"})
    assert (answer.status, (await answer.json())["code"]) == (422, "split_refused")
