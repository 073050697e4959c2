"""The application: what it holds, its routes, and what runs beside the requests."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import web

from service.actions.solving.ask_what_if import WhatIf
from service.web.backing.backing import Backing
from service.web.backing.following import Follower
from service.web.backing.good_bytes import GoodBytes
from service.web.backing.spool import Spool
from service.web.backing.tables import Tables
from service.web.counting import Counting
from service.web.desks.calendar_desk import CalendarDesk
from service.web.desks.change_desk import ChangeDesk
from service.web.desks.import_desk import ImportDesk
from service.web.desks.page_desk import PageDesk
from service.web.desks.solve_desk import SolveDesk
from service.web.guesses import Guesses
from service.web.keys import (
    ASSETS,
    BACKING,
    CALENDAR_DESK,
    CHANGE_DESK,
    CLOCK,
    COUNTING,
    FOLLOWER,
    GOOD_BYTES,
    GUESSES,
    IMPORT_DESK,
    LANGUAGE,
    PAGE_DESK,
    PUBLIC_URL,
    ROUTE_TABLE,
    SOLVE_DESK,
    TABLES,
    TEMPLATES,
    WAIT,
    WHAT_IF,
    WORDS,
)
from service.web.peers import loopback_only, same_origin_only
from service.web.problem_documents import problems
from service.web.rendering.assets import Assets
from service.web.rendering.templates import Templates
from service.web.route import Reach
from service.web.routing.routes import ROUTES
from service.words.catalogue import Language, Words

_logger = logging.getLogger(__name__)

#: Seconds between two flushes of fetches and heartbeats.
FLUSH_INTERVAL = 60.0
#: Nothing that is sent to us is larger than a heartbeat.
_LARGEST_BODY = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the application runs. `clock` and `wait` are arguments so that tests decide what time it is.

    `trust_loopback`: whoever connects from this machine is on it, even where there is a public address.
    """

    spool: Path
    clock: Callable[[], datetime]
    language: Language = "zh"
    public_url: str | None = None
    trust_loopback: bool = False
    wait: Callable[[float], Awaitable[object]] = asyncio.sleep


def make_app(
    backing: Backing,
    options: Options,
    desk: ImportDesk | None = None,
    calendar_desk: CalendarDesk | None = None,
    page_desk: PageDesk | None = None,
    change_desk: ChangeDesk | None = None,
    solve_desk: SolveDesk | None = None,
    what_if: WhatIf | None = None,
) -> web.Application:
    """The application over `backing`; it looks into the database for the first time when it starts.

    A desk or `what_if` that is None: nothing can be handed in, changed or told here, it only shows.
    """
    app = web.Application(middlewares=[problems], client_max_size=_LARGEST_BODY)
    spool = Spool(options.spool)
    assets = Assets()
    app[BACKING] = backing
    follower = app[FOLLOWER] = Follower(backing, spool)
    app[GOOD_BYTES] = GoodBytes(spool, reachable=lambda: follower.reachable)
    app[GUESSES] = Guesses()
    app[TABLES] = Tables()
    app[IMPORT_DESK] = desk
    app[CALENDAR_DESK] = calendar_desk
    app[PAGE_DESK] = page_desk
    app[CHANGE_DESK] = change_desk
    app[SOLVE_DESK] = solve_desk
    app[WHAT_IF] = what_if
    app[ROUTE_TABLE] = ROUTES
    app[COUNTING] = Counting()
    app[ASSETS] = assets
    app[TEMPLATES] = Templates(assets)
    words: Mapping[Language, Words] = {"zh": Words("zh"), "en": Words("en")}
    app[WORDS] = words
    app[LANGUAGE] = options.language
    app[PUBLIC_URL] = options.public_url
    app[CLOCK] = options.clock
    app[WAIT] = options.wait
    for route in ROUTES:
        handler = route.handler
        if route.reach is Reach.LOOPBACK:
            handler = handler if route.method == "GET" else same_origin_only(handler)
            handler = loopback_only(handler, trusted=options.public_url is None or options.trust_loopback)
        app.router.add_route(route.method, route.path, handler)
        if route.method == "GET":
            app.router.add_route("HEAD", route.path, handler)
    app.cleanup_ctx.extend((_making, _following, _flushing, _solving))
    return app


async def flush(app: web.Application) -> None:
    """Store what was counted; what cannot be stored is kept for the next time."""
    fetches, heartbeats = app[COUNTING].take()
    if not fetches and not heartbeats:
        return
    try:
        await app[BACKING].flush(fetches, heartbeats)
    except Exception:
        _logger.exception("fetches and heartbeats cannot be stored; they are kept in memory")
        app[COUNTING].put_back(fetches, heartbeats)


async def _making(app: web.Application) -> AsyncIterator[None]:
    yield
    await app[GOOD_BYTES].close()


async def _solving(app: web.Application) -> AsyncIterator[None]:
    yield
    desk = app[SOLVE_DESK]
    if desk is not None:
        await desk.close()


async def _following(app: web.Application) -> AsyncIterator[None]:
    await app[FOLLOWER].start()
    async with _beside(app[FOLLOWER].run()):
        yield


async def _flushing(app: web.Application) -> AsyncIterator[None]:
    async with _beside(_flush_for_ever(app)):
        yield
    await flush(app)


async def _flush_for_ever(app: web.Application) -> None:
    while True:
        await asyncio.sleep(FLUSH_INTERVAL)
        await flush(app)


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Work that runs beside the requests, and ends with them."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
