"""Dated changes over HTTP, on a real database: read, preview, do once, take back."""

from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from calendars.spans import DateSpan
from service.actions.changing.report_incident import Reported, report_incident
from service.domain.teacher_page.incidents import IncidentKind
from service.storage.database import Database
from service.web.app import Options, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.web.desks.change_desk import ChangeDesk
from tests.actions.test_change_occurrences import ready
from tests.districts import GUEST
from tests.domain.test_dated_states import CHINESE, DAY, JOINT, MATHS, MUSIC
from tests.publications import NOW
from tests.web.conftest import Client

LATER = NOW + timedelta(hours=1)
MOVE = {"kind": "move", "lesson": JOINT, "date": f"{DAY}", "to_date": "2026-09-16", "to_period": 4}
CLASH = {**MOVE, "to_period": 3}


@pytest.fixture
async def client(database: Database, aiohttp_client: AiohttpClient, tmp_path: Path) -> AsyncIterator[Client]:
    await ready(database)
    with closing(DatabaseBacking(database, "secret", lambda: LATER)) as backing:
        options = Options(spool=tmp_path / "spool", clock=lambda: LATER, language="en")
        desk = ChangeDesk(database, lambda: LATER)
        yield await aiohttp_client(make_app(backing, options, change_desk=desk))


async def got(client: Client, path: str) -> Any:
    response = await client.get(path)
    assert response.status == 200, await response.text()
    return await response.json()


async def sent(client: Client, path: str, body: Any, status: int = 200, key: str = "") -> Any:
    """Posted under this key, or one of its own."""
    headers = {"Idempotency-Key": key or f"{uuid4()}"}
    response = await client.post(path, json=body, headers=headers)
    assert response.status == status, await response.text()
    return await response.json()


async def test_a_day_is_told_and_narrowed(client: Client) -> None:
    events = (await got(client, f"/api/v1/days/{DAY}"))["events"]
    joint = next(event for event in events if event["lesson"] == JOINT)
    assert {one["duty"] for one in joint["needs"]} == {"lecturer", "assistant"}
    hers = (await got(client, f"/api/v1/days/{DAY}?teacher={MUSIC}"))["events"]
    assert [event["lesson"] for event in hers] == [
        event["lesson"] for event in events if MUSIC in {one["person"] for one in event["needs"]}
    ]
    assert (await client.get("/api/v1/days/tomorrow")).status == 404


async def test_a_day_is_narrowed_by_names_as_by_ids(client: Client) -> None:
    by_id = (await got(client, f"/api/v1/days/{DAY}?campus={GUEST}&class=yi-301"))["events"]
    assert by_id != []
    assert (await got(client, f"/api/v1/days/{DAY}?campus=乙小学&class=三（1）班"))["events"] == by_id


@pytest.mark.parametrize(
    ("query", "status", "code", "detail"),
    [
        ("campus=丙小学", 404, "name_unknown", "没有“丙小学”，现有：甲小学、乙小学"),
        ("teacher=nonsense", 404, "name_unknown", "没有“nonsense”。"),
        ("class=三(9)班", 404, "name_unknown", "没有“三(9)班”。"),
        (
            "class=三(1)班",
            422,
            "name_unclear",
            "叫“三(1)班”的有几个，请用 id 查：三(1)班 (jia-301)、三(1)班 (yi-301)",
        ),
    ],
)
async def test_a_name_that_is_unknown_or_of_several_is_said(
    client: Client, query: str, status: int, code: str, detail: str
) -> None:
    response = await client.get(f"/api/v1/days/{DAY}?{query}", headers={"Accept-Language": "zh"})
    said = await response.json()
    assert (response.status, said["code"], said["detail"]) == (status, code, detail)


async def test_what_is_proposed_can_be_posted_as_it_is(client: Client) -> None:
    found = (await got(client, f"/api/v1/occurrences/{JOINT}/{DAY}/stand-ins?absent={MUSIC}"))["stand_ins"]
    act = await sent(client, "/api/v1/changes", {"changes": [found[0]["change"]]})
    assert (act["written"], act["findings"]) == (True, [])
    slots = (await got(client, f"/api/v1/occurrences/{JOINT}/{DAY}/slots"))["slots"]
    act = await sent(client, "/api/v1/changes", {"changes": [slots[-1]["change"]]})
    assert [one["new"]["date"] for one in act["events"]] == [slots[-1]["date"]]
    assert (await client.get(f"/api/v1/occurrences/{JOINT}/2026-09-15/slots")).status == 404


async def test_a_preview_writes_nothing_and_a_take_back_undoes(client: Client) -> None:
    seen = await sent(client, "/api/v1/changes?preview=1", {"changes": [MOVE]})
    assert (seen["written"], await got(client, "/api/v1/changes")) == (False, {"changes": []})
    act = await sent(client, "/api/v1/changes", {"changes": [MOVE]})
    assert [one["act"] for one in (await got(client, "/api/v1/changes"))["changes"]] == [act["id"]]
    assert (await client.delete(f"/api/v1/changes/{act['id']}")).status == 200
    assert await got(client, "/api/v1/changes") == {"changes": []}
    again = await client.delete(f"/api/v1/changes/{act['id']}")
    assert (again.status, (await again.json())["code"]) == (404, "take_back_unknown")


async def test_a_lesson_is_cancelled_and_made_up_for_in_one_act(client: Client) -> None:
    cancel = {"kind": "cancel", "lesson": JOINT, "date": f"{DAY}"}
    act = await sent(client, "/api/v1/changes", {"changes": [cancel, MOVE]})
    assert [(one["new"]["date"], one["new"]["state"]) for one in act["events"]] == [("2026-09-16", "moved")]
    assert len((await got(client, "/api/v1/changes"))["changes"]) == 2


async def test_a_page_offers_times_to_make_a_lesson_up(client: Client) -> None:
    path = f"/changes/lesson?lesson={JOINT}&day={DAY}&lang=en"
    offered = await (await client.get(path)).text()
    assert offered.count("cancel it, and make it up on") == 3
    await sent(client, "/api/v1/changes", {"changes": [{**MOVE, "kind": "cancel", "to_date": None}]})
    off = await (await client.get(path)).text()
    assert (off.count("cancel it, and make it up on"), ">Make it up<" in off) == (0, True)


async def test_the_same_key_is_done_once(client: Client) -> None:
    first = await sent(client, "/api/v1/changes", {"changes": [MOVE]}, key="a")
    again = await sent(client, "/api/v1/changes", {"changes": [MOVE]}, key="a")
    assert (again["id"], again["events"]) == (first["id"], first["events"])
    other = {"changes": [{**MOVE, "to_date": "2026-09-17"}]}
    problem = await sent(client, "/api/v1/changes", other, 422, key="a")
    assert problem["code"] == "key_taken"
    assert len((await got(client, "/api/v1/changes"))["changes"]) == 1


async def test_a_swap_that_is_sent_again_does_not_swap_back(client: Client) -> None:
    """Without a name nobody can tell a second attempt from a second act: it is not taken."""
    swap = {
        "kind": "swap",
        "lesson": CHINESE,
        "date": f"{DAY}",
        "swap_lesson": MATHS,
        "swap_date": f"{DAY}",
    }
    unnamed = await client.post("/api/v1/changes", json={"changes": [swap]})
    assert (unnamed.status, (await unnamed.json())["code"]) == (428, "key_missing")
    assert await got(client, "/api/v1/changes") == {"changes": []}
    first = await sent(client, "/api/v1/changes", {"changes": [swap]}, key="a")
    again = await sent(client, "/api/v1/changes", {"changes": [swap]}, key="a")
    assert again["id"] == first["id"]
    assert len((await got(client, "/api/v1/changes"))["changes"]) == 1


async def test_a_leave_without_a_name_is_not_taken_and_a_preview_needs_none(client: Client) -> None:
    leave = {"person": MUSIC, "from": f"{DAY}"}
    unnamed = await client.post("/api/v1/leaves", json=leave)
    assert (unnamed.status, (await unnamed.json())["code"]) == (428, "key_missing")
    for path, body in (("/api/v1/leaves", leave), ("/api/v1/changes", {"changes": [MOVE]})):
        assert (await client.post(f"{path}?preview=1", json=body)).status == 200


async def test_the_key_stands_in_the_description(client: Client) -> None:
    paths = (await got(client, "/api/openapi.json"))["paths"]
    asked = {
        path: [one["name"] for one in operation["parameters"] if one["in"] == "header"]
        for path, methods in paths.items()
        for method, operation in methods.items()
        if method == "post" and path.startswith("/api/v1/") and "{" not in path
    }
    assert asked == {
        "/api/v1/changes": ["Idempotency-Key"],
        "/api/v1/leaves": ["Idempotency-Key"],
        "/api/v1/pins": ["If-Match"],
        "/api/v1/solves": [],  # a second one is refused while the first runs
        "/api/v1/splits": ["If-Match"],
        "/api/v1/week-edits": ["If-Match"],
    }


async def test_what_cannot_be_done_says_why(client: Client) -> None:
    refused = await sent(client, "/api/v1/changes", {"changes": [CLASH]}, 409)
    assert (refused["code"], refused["detail"].startswith("Nothing was changed: it would bring")) == (
        "changes_refused",
        True,
    )
    hindered = await sent(client, "/api/v1/changes", {"changes": [{**MOVE, "to_period": 42}]}, 409)
    assert (hindered["code"], "has no such period" in hindered["detail"]) == ("changes_hindered", True)
    assert (await sent(client, "/api/v1/changes", {}, 409))["code"] == "nothing_to_change"
    bodies: tuple[Any, ...] = (
        {"changes": [{"kind": "wish"}]},
        [],
        {"changes": [{**MOVE, "to_start": "soon"}]},
    )
    for body in bodies:
        assert (await sent(client, "/api/v1/changes", body, 400))["code"] == "bad_request"


async def test_a_leave_is_previewed_and_settled(client: Client) -> None:
    leave = {"person": MUSIC, "from": f"{DAY}"}
    seen = await sent(client, "/api/v1/leaves?preview=1", leave)
    [concerned] = seen["consequences"]
    body = {**leave, "seen": seen["seen"], "answers": {"1": 2}}
    act = await sent(client, "/api/v1/leaves", body, key="b")
    assert act["changes"][0]["substitute"] == concerned["answers"][1]["changes"][0]["substitute"]
    assert [notice["school"] for notice in act["notices"]] == ["甲小学", "乙小学"]
    again = await sent(client, "/api/v1/leaves", body, key="b")
    assert again["id"] == act["id"]
    assert (await sent(client, "/api/v1/leaves", body, 412))["code"] == "seen_another"
    assert (await sent(client, "/api/v1/leaves", {"from": f"{DAY}"}, 400))["code"] == "bad_request"


async def test_a_report_is_listed_with_what_answers_it(client: Client, database: Database) -> None:
    reported = Reported(IncidentKind.LEAVE, MUSIC, "", DateSpan.of(DAY, DAY), "发烧")
    told = await report_incident(database, reported, [], actor="page", now=LATER)
    [report] = (await got(client, "/api/v1/incidents"))["incidents"]
    assert (report["id"], report["note"], report["change"]) == (told.id, "发烧", None)
    await sent(client, "/api/v1/leaves", {**report["leave"], "incident": report["id"]})
    assert await got(client, "/api/v1/incidents") == {"incidents": []}
    again = {"changes": [MOVE], "incident": report["id"]}
    assert (await sent(client, "/api/v1/changes", again, 409))["code"] == "no_open_incident"


async def test_another_site_changes_nothing_here(client: Client) -> None:
    elsewhere = {"Origin": "https://example.org"}
    response = await client.post("/api/v1/changes", json={"changes": [MOVE]}, headers=elsewhere)
    assert (response.status, (await response.json())["code"]) == (403, "other_origin")
