"""The API: documents, problems, and the list of itself."""

import json
from pathlib import Path
from typing import Any

from pytest_aiohttp.plugin import AiohttpClient

from service.domain.rules.judging import judge
from service.storage.choices import Choice
from service.storage.errors import ConstraintViolated
from service.web.app import Options, make_app
from service.web.problems import STATUSES
from service.web.routing.routes import ROUTES
from service.words.catalogue import Words
from service.words.pages import codes
from service.words.tables.documents import date_documents, finding_documents, lesson_documents
from service.words.tables.table_documents import table_document
from tests.web.conftest import Client, Clock
from tests.web.districts import COMMUNITY, district
from tests.web.memory_backing import MemoryBacking, feed_path


async def _json(client: Client, path: str, **headers: str) -> Any:
    response = await client.get(path, headers=headers)
    assert response.status == 200
    return await response.json()


def _plain(document: Any) -> Any:
    """What JSON makes of it."""
    return json.loads(json.dumps(document))


async def test_lessons_findings_dates_and_table_are_the_documents_of_the_commands(client: Client) -> None:
    whole, words = district(), Words("zh")
    found = judge(whole, COMMUNITY)
    assert await _json(client, "/api/v1/lessons") == {"lessons": lesson_documents(whole)}
    assert await _json(client, "/api/v1/findings") == _plain({"findings": finding_documents(found, words)})
    assert await _json(client, "/api/v1/dates") == {
        "dates": date_documents(whole, whole.joint_lessons, words)
    }
    assert await _json(client, "/api/v1/table") == table_document(whole, COMMUNITY, 3)


async def test_messages_are_in_the_readers_language(client: Client) -> None:
    english = finding_documents(judge(district(), COMMUNITY), Words("en"))
    accept = {"Accept-Language": "fr, en-GB;q=0.8, zh;q=0.5"}
    assert (await _json(client, "/api/v1/findings", **accept))["findings"] == _plain(english)
    assert (await _json(client, "/api/v1/findings?lang=en"))["findings"] == _plain(english)


async def test_problem_is_a_document_in_the_readers_language(client: Client) -> None:
    response = await client.get("/api/v1/nothing", headers={"Accept-Language": "en"})
    assert response.status == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert await response.json() == {
        "type": "/problems/not_found",
        "title": "Not found",
        "status": 404,
        "detail": "There is nothing at this address.",
        "code": "not_found",
    }


async def test_method_that_is_not_answered_names_those_that_are(client: Client) -> None:
    response = await client.post("/api/v1/table")
    assert response.status == 405
    assert response.headers["Allow"] == "GET,HEAD"
    assert (await response.json())["code"] == "method_not_allowed"


async def test_every_problem_has_its_words() -> None:
    assert set(STATUSES) <= set(codes())


async def test_data_without_a_database_is_a_problem(client: Client, backing: MemoryBacking) -> None:
    backing.gone = True
    response = await client.get("/api/v1/table")
    assert response.status == 503
    assert (await response.json())["code"] == "database_unavailable"


class Clashing(MemoryBacking):
    """Somebody wrote the same at the same moment."""

    async def choices(self) -> tuple[Choice, ...]:
        raise ConstraintViolated


async def test_a_clash_of_two_is_not_told_as_a_database_that_does_not_answer(
    aiohttp_client: AiohttpClient, clock: Clock, tmp_path: Path
) -> None:
    client = await aiohttp_client(make_app(Clashing(), Options(spool=tmp_path, clock=clock)))
    response = await client.get("/api/v1/table")
    assert (response.status, (await response.json())["code"]) == (409, "changes_overtaken")


async def test_no_table_yet_is_not_found(client: Client, backing: MemoryBacking) -> None:
    backing.tables = ()
    assert (await client.get("/api/v1/table")).status == 404


async def test_openapi_lists_exactly_the_routes(client: Client) -> None:
    document = await _json(client, "/api/openapi.json")
    listed = {
        (method.upper(), path) for path, operations in document["paths"].items() for method in operations
    }
    assert listed == {(route.method, route.path) for route in ROUTES}
    display = document["components"]["schemas"]["DisplayDocument"]
    assert "class" in display["properties"]


async def test_healthy_and_ready(client: Client, backing: MemoryBacking) -> None:
    assert (await client.get("/healthz")).status == 200
    assert (await client.get("/readyz")).status == 200
    backing.gone = True
    assert (await client.get("/healthz")).status == 200
    assert (await client.get("/readyz")).status == 503


async def test_metrics_are_in_the_text_format_of_prometheus(client: Client) -> None:
    await client.get(feed_path())
    response = await client.get("/metrics")
    assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = (await response.text()).splitlines()
    assert "tongke_good_bytes_made_total 1" in lines
    assert "tongke_database_reachable 1" in lines
    assert 'tongke_requests_total{route="/feeds/{token}.ics",status="200"} 1' in lines
    assert [line for line in lines if line.startswith("tongke_reminders")] == [
        'tongke_reminders{state="waiting"} 4',
        'tongke_reminders{state="dead"} 1',
    ]


async def test_metrics_without_a_database_leave_the_reminders_out(
    client: Client, backing: MemoryBacking
) -> None:
    backing.gone = True
    response = await client.get("/metrics")
    assert response.status == 200
    assert 'tongke_reminders{state="dead"}' not in await response.text()
