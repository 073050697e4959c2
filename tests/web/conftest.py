"""The application on a real server, over a database that a test can switch off."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient

from service.web.app import Options, make_app
from tests.web.memory_backing import NOW, MemoryBacking

Client = TestClient[web.Request, web.Application]


class Clock:
    """What time it is, as long as nobody says otherwise; and how long somebody was made to wait."""

    def __init__(self) -> None:
        self.now = NOW
        self.waits: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backing() -> MemoryBacking:
    return MemoryBacking()


@pytest.fixture
def start(
    aiohttp_client: AiohttpClient, backing: MemoryBacking, clock: Clock, tmp_path: Path
) -> Callable[[], Awaitable[Client]]:
    """Starts the service; a second start is a restart, with the spool of the first."""

    async def started() -> Client:
        options = Options(spool=tmp_path / "spool", clock=clock, wait=clock.wait)
        return await aiohttp_client(
            make_app(backing, options), auto_decompress=False, skip_auto_headers=["Accept-Encoding"]
        )

    return started


@pytest.fixture
async def client(start: Callable[[], Awaitable[Client]]) -> Client:
    return await start()
