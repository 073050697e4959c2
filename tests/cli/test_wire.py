"""The service as a process: what it prints answers on the wire, and a polite kill ends it."""

import asyncio
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import icalendar
import pytest
from aiohttp import ClientSession
from yarl import URL

from service.actions.publishing.publish_timetable import publish_timetable
from service.domain.publishing.feeds.feeds import FeedKind
from service.storage.database import Database
from tests.cli.dies_in_a_command import NOW
from tests.publications import placed_district

TONGKE = Path(sys.executable).parent / "tongke"
PAGES = {
    "/": "text/html",
    "/addresses": "text/html",
    "/healthz": "application/json",
    "/readyz": "application/json",
    "/api/v1/findings": "application/json",
    "/api/v1/table": "application/json",
    "/api/openapi.json": "application/json",
}


@pytest.fixture
async def published(database_url: str) -> str:
    """The address of a database with a published community."""
    async with await Database.open(database_url) as database:
        async with database.writing(None, None, "教务处", NOW) as store:
            await store.save_district(None, placed_district())
        await publish_timetable(database, actor="教务处", now=NOW)
    return database_url


@dataclass(frozen=True, slots=True)
class Service:
    process: Process
    origin: URL
    http: ClientSession

    def at(self, address: str) -> URL:
        """A printed address, at the port that was free."""
        return self.origin.join(URL(URL(address).raw_path_qs))


@pytest.fixture
async def service(published: str, tmp_path: Path) -> AsyncIterator[Service]:
    process = await asyncio.create_subprocess_exec(
        "env", "-u", "PYTHONUNBUFFERED",  # what it prints has to come at once by itself
        TONGKE, "serve", "--port", "0", "--language", "en", "--database", published,
        stdout=PIPE, stderr=PIPE, cwd=tmp_path,
    )  # fmt: skip
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    async with ClientSession() as http:
        yield Service(process, URL(line.removeprefix("Serving ").strip()), http)
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def asked(question: str, url: str) -> Any:
    """What a command answers as JSON."""
    process = await asyncio.create_subprocess_exec(
        TONGKE, question, "--json", "--language", "en", "--database", url, stdout=PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    return json.loads(said)


async def test_every_printed_feed_answers_once_in_full_and_then_not_modified(
    service: Service, published: str
) -> None:
    printed = (await asked("feeds", published))["feeds"]
    assert {feed["kind"] for feed in printed} == set(FeedKind)
    for feed in printed:
        url = service.at(feed["address"])
        async with service.http.get(url) as full:
            assert (full.status, full.content_type) == (200, "text/calendar"), feed
            calendar = icalendar.Calendar.from_ical(await full.read())
            assert str(calendar["X-WR-CALNAME"]) != ""
            etag = full.headers["ETag"]
        async with service.http.get(url, headers={"If-None-Match": etag}) as again:
            assert (again.status, again.headers["ETag"], await again.read()) == (304, etag, b""), feed


async def test_an_address_with_another_token_is_not_found(service: Service, published: str) -> None:
    address = (await asked("feeds", published))["feeds"][0]["address"]
    other = address.replace(address[-6], "A" if address[-6] != "A" else "B")
    async with service.http.get(service.at(other)) as answer:
        assert answer.status == 404


async def test_pages_and_data_answer(service: Service) -> None:
    answered = {}
    for path in PAGES:
        async with service.http.get(service.at(path)) as answer:
            answered[path] = answer.status, answer.content_type
    assert answered == {path: (200, content_type) for path, content_type in PAGES.items()}


async def test_a_listed_display_answers_as_page_and_as_document(service: Service) -> None:
    async with service.http.get(service.at("/addresses")) as page:
        text = await page.text()
    token = text.split("/display/")[1].split('"')[0].split("<")[0]
    async with service.http.get(service.at(f"/display/{token}")) as shell:
        assert (shell.status, shell.content_type) == (200, "text/html")
    url = service.at(f"/api/v1/displays/{token}")
    async with service.http.get(url) as document:
        assert (document.status, (await document.json())["revision"]) == (200, 1)
        etag = document.headers["ETag"]
    async with service.http.get(url, headers={"If-None-Match": etag}) as again:
        assert again.status == 304


async def test_findings_on_the_wire_are_those_of_the_command(service: Service, published: str) -> None:
    async with service.http.get(service.at("/api/v1/findings?lang=en")) as answer:
        assert await answer.json() == await asked("check", published)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_polite_signal_ends_it_without_a_complaint(service: Service, number: signal.Signals) -> None:
    service.process.send_signal(number)
    _, complained = await service.process.communicate()
    assert (service.process.returncode, b"Traceback" in complained) == (0, False)
