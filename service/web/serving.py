"""The service on a port, until it is told to stop."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import closing
from functools import partial
from ipaddress import ip_address
from pathlib import Path

from aiohttp import web

from service import clock
from service.actions.solving.ask_what_if import WhatIf
from service.actions.solving.solver_workers import SolverWorkers, dask_cluster, processes
from service.settings import Settings
from service.storage.database import Database
from service.web.access_log import AccessLog
from service.web.app import Options, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.web.desks.calendar_desk import CalendarDesk
from service.web.desks.change_desk import ChangeDesk
from service.web.desks.import_desk import ImportDesk
from service.web.desks.page_desk import PageDesk
from service.web.desks.solve_desk import SolveDesk
from service.words.catalogue import Language

_logger = logging.getLogger("service.web.access")

#: Seconds that answers under way get to end.
GRACE = 5.0


async def serve(
    database: Database,
    settings: Settings,
    *,
    host: str | None = None,
    port: int | None = None,
    started: Callable[[str], None],
    stop: asyncio.Event,
) -> None:
    """Serve the database until `stop` is set; then answers under way end, and what was counted is stored.

    `host` and `port` are those of the settings where they are not given; port 0 takes a free one. `started`
    is told how a browser on this machine reaches the service. OSError when the port is taken.
    """
    language: Language = "en" if settings.language == "en" else "zh"
    options = Options(
        spool=Path(settings.spool),
        clock=clock.now,
        language=language,
        public_url=settings.public_url,
        trust_loopback=settings.trust_loopback,
    )
    bound = settings.host if host is None else host
    made_up = settings.now is not None
    with (
        closing(DatabaseBacking(database, settings.secret, clock.now, made_up=made_up)) as backing,
        WhatIf(database) as what_if,
    ):
        runner = web.AppRunner(
            make_app(
                backing,
                options,
                ImportDesk(database, clock.now),
                CalendarDesk(database, clock.now),
                PageDesk(database, clock.now),
                ChangeDesk(database, clock.now),
                SolveDesk(database, clock.now, partial(_solver_workers, settings.dask)),
                what_if,
            ),
            access_log_class=AccessLog,
            access_log=_logger,
            shutdown_timeout=GRACE,
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, bound, settings.port if port is None else port).start()
            started(address(bound, runner.addresses[0][1]))
            await stop.wait()
        finally:
            await runner.cleanup()


def _solver_workers(dask: str | None) -> SolverWorkers:
    """Whoever solves: one process for each solve, or the cluster."""
    return processes(1) if dask is None else dask_cluster(dask)


def address(host: str, port: int) -> str:
    """How a browser on this machine reaches it."""
    try:
        everywhere = not host or ip_address(host).is_unspecified
    except ValueError:
        everywhere = False
    name = "127.0.0.1" if everywhere else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"
