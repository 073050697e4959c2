"""The service as its users meet it: on one port from first to last, stopped and started as a test says."""

from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, hdrs, web
from yarl import URL

from service.domain.addresses import AddressKind
from service.storage.database import Database
from service.web.app import Options, make_app
from service.web.backing.backing import Backing
from service.web.backing.database_backing import DatabaseBacking
from service.web.desks.calendar_desk import CalendarDesk
from service.web.desks.change_desk import ChangeDesk
from service.web.desks.import_desk import ImportDesk
from service.web.desks.page_desk import PageDesk
from service.web.handlers.addresses_page import path_of
from service.web.handlers.feed_page import page_path


@dataclass
class Office:
    """The service over the database in a folder. `now` is its clock: its documents' Date says it, too."""

    folder: Path
    now: datetime
    port: int = 0
    backing: Backing = field(init=False)
    _running: AsyncExitStack = field(init=False, default_factory=AsyncExitStack)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """On a free port the first time, then where it was before."""
        database = await Database.open(database_url(self.folder))
        self._running.push_async_callback(database.close)
        backing = self._running.enter_context(closing(DatabaseBacking(database, None, lambda: self.now)))
        options = Options(spool=self.folder / "spool", clock=lambda: self.now)
        app = make_app(
            backing,
            options,
            ImportDesk(database, lambda: self.now),
            CalendarDesk(database, lambda: self.now),
            PageDesk(database, lambda: self.now),
            ChangeDesk(database, lambda: self.now),
        )
        app.on_response_prepare.append(self._date)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        self._running.push_async_callback(runner.cleanup)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        self.backing, self.port = backing, runner.addresses[0][1]

    async def stop(self) -> None:
        """Nobody answers at the port any more."""
        await self._running.aclose()

    async def get(self, path: str) -> Any:
        """A JSON document."""
        async with ClientSession() as http, http.get(URL(self.origin + path, encoded=True)) as answer:
            assert answer.status == 200
            return await answer.json()

    async def paths(self) -> dict[tuple[str, str], str]:
        """The path of every feed and display, by its kind and name."""
        secret = await self.backing.secret()
        return {(row.group, row.name): path_of(row, secret) for row in await self.backing.listed()}

    async def pages(self) -> dict[tuple[str, str], str]:
        """The path of the page of every feed, by its kind and name."""
        secret = await self.backing.secret()
        feeds = (row for row in await self.backing.listed() if row.thing.kind is AddressKind.FEED)
        return {(row.group, row.name): page_path(row.thing, secret) for row in feeds}

    async def _date(self, request: web.Request, response: web.StreamResponse) -> None:
        """On documents only: by that of a page the browser reckons, by its own clock, how long to keep it."""
        if request.path.startswith("/api/"):
            response.headers[hdrs.DATE] = format_datetime(self.now.astimezone(UTC), usegmt=True)


def database_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'tongke.sqlite'}"
