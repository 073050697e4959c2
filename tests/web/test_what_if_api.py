"""What if a joint lesson stood elsewhere, over HTTP, on a real database."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from service.actions.solving.ask_what_if import WhatIf
from service.actions.solving.solver_workers import SolverWorkers
from service.storage.database import Database
from service.web.app import Options, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.web.rendering import what_if_schemas
from service.web.rendering.schema_parts import Schema
from tests.actions.test_solve_timetable import stored
from tests.solver.trials.drafts import solved, two_schools
from tests.web.conftest import Client

NOW = datetime(2026, 8, 20, 8, tzinfo=UTC)
J1 = "/api/v1/what-if/J1"


@pytest.fixture
async def client(database: Database, aiohttp_client: AiohttpClient, tmp_path: Path) -> AsyncIterator[Client]:
    await stored(database, solved(two_schools(yi="音乐:乙 班会:己 数学:庚")))
    with (
        closing(DatabaseBacking(database, "secret", lambda: NOW)) as backing,
        ThreadPoolExecutor(1) as pool,
    ):
        options = Options(spool=tmp_path / "spool", clock=lambda: NOW, language="en")
        asked = WhatIf(database, SolverWorkers(lambda _: pool, 1))
        yield await aiohttp_client(make_app(backing, options, what_if=asked))


async def got(client: Client, path: str, status: int = 200) -> Any:
    response = await client.get(path)
    assert response.status == status, await response.text()
    return await response.json()


def validate(document: Any, schema: Schema) -> None:
    """The document has the properties that its schema names and no others, wherever it has objects."""
    if "anyOf" in schema:
        if document is not None:
            validate(document, schema["anyOf"][0])
    elif "enum" in schema:
        assert document in schema["enum"]
    elif schema["type"] == "object" and "properties" in schema:
        assert document.keys() == schema["properties"].keys()
        for name, value in document.items():
            validate(value, schema["properties"][name])
    elif schema["type"] == "array":
        for value in document:
            validate(value, schema["items"])
    else:
        kinds = {"string": str, "integer": int, "boolean": bool, "object": dict}
        assert type(document) is kinds[schema["type"]]


async def test_every_slot_is_told(client: Client) -> None:
    document = await got(client, f"{J1}/slots")
    validate(document, what_if_schemas.SLOTS)
    assert (document["lesson"], document["name"], document["community"]) == ("J1", "J1 音乐", "片区共同体")
    monday = [(one["state"], one["moves"]) for one in document["slots"] if one["weekday"] == 1]
    assert monday == [("ok", 0), ("impossible", 0), ("moves", 2)]


async def test_one_slot_is_a_repair(client: Client) -> None:
    document = await got(client, f"{J1}/slots/1-3")
    validate(document, what_if_schemas.SLOT)
    assert document["explanation"] is None
    assert (document["repair"]["moves"], document["repair"]["schools"]) == (2, ["甲校", "乙校"])


async def test_one_that_is_not_to_be_had_is_explained(client: Client) -> None:
    document = await got(client, f"{J1}/slots/1-2")
    validate(document, what_if_schemas.SLOT)
    assert document["repair"] is None
    assert [one["code"] for one in document["explanation"]["reasons"]] == ["held_by_home_lesson"]
    assert [one["kind"] for one in document["explanation"]["way_out"]["given"]] == ["home_lesson_movable"]


async def test_chains_and_reasons(client: Client) -> None:
    chains = await got(client, f"{J1}/chains?slot=1-3")
    validate(chains, what_if_schemas.CHAINS)
    assert [chain["moves"] for chain in chains["chains"]] == [2]
    why = await got(client, f"{J1}/why?slot=1-2&lang=zh")
    validate(why, what_if_schemas.WHY)
    assert why["explanation"]["reasons"][0]["text"] == "乙校301此时有班会，不能移动"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        (f"{J1}/slots/monday", 400, "bad_request"),
        (f"{J1}/slots/1-9", 404, "not_found"),
        ("/api/v1/what-if/J9/slots", 404, "not_found"),
    ],
)
async def test_what_cannot_be_asked(client: Client, path: str, status: int, code: str) -> None:
    problem = await got(client, path, status)
    assert problem["type"] == f"/problems/{code}"


async def test_a_service_without_it_says_so(
    database: Database, aiohttp_client: AiohttpClient, tmp_path: Path
) -> None:
    with closing(DatabaseBacking(database, "secret", lambda: NOW)) as backing:
        options = Options(spool=tmp_path / "spool", clock=lambda: NOW, language="en")
        bare = await aiohttp_client(make_app(backing, options))
        await got(bare, f"{J1}/slots", 503)


@pytest.mark.parametrize("named", ["term=2031", "community=x"])
async def test_a_term_or_community_that_is_not_there_is_not_found(client: Client, named: str) -> None:
    assert (await got(client, f"{J1}/why?{named}", 404))["code"] == "not_found"
