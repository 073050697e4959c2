"""Commands that keep running: serve, remind, and the demo."""

import asyncio
import errno
import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from service import clock
from service.actions.generate_district import generate_into
from service.actions.publishing.publish_timetable import publish_timetable
from service.actions.solving.solve_timetable import SolveReport, solve_timetable
from service.actions.solving.unit_solves import Progress
from service.cli.commands import decisions, imports, solves
from service.cli.commands.outputs import published
from service.cli.commands.solve_figures import tell_figures
from service.cli.invocation import ACTOR, FAULTY, FINE, CommandError, Invocation
from service.cli.logs import log_to_stderr
from service.domain.synthesis.plans import DEMO_PLAN
from service.reminders.running import run_reminders
from service.settings import Settings
from service.storage.database import Database
from service.web.handlers.addresses_page import path_of
from service.web.serving import serve as serve_web

#: Seconds the demo solves: a first table, and somewhat better ones.
DEMO_SECONDS = 10.0
#: And for how long it goes on where a busy machine has no table by then.
DEMO_PATIENCE = 300.0


async def serve(call: Invocation) -> int:
    """The service until it is told to stop, with its reminders unless told otherwise."""
    log_to_stderr(logging.INFO)
    async with await Database.open(call.database) as database:
        return await _serve(call, database, lambda origin: call.say("Serving {origin}/", origin=origin))


async def remind(call: Invocation) -> int:
    """The reminders alone."""
    if call.settings.now is not None:
        raise CommandError(
            call.words.text("No reminders are sent at a made-up time: unset TONGKE_NOW to send them.")
        )
    log_to_stderr(logging.INFO)
    async with await Database.open(call.database) as database:
        with _stopped_by_signals() as stop:
            call.say("Sending reminders as they become due.")
            await run_reminders(database, call.settings, stop=stop)
    return FINE


async def demo(call: Invocation) -> int:
    """A throw-away database with the demo community: imported, solved, published and served."""
    log_to_stderr(logging.WARNING)  # a line for each request would push the addresses off the screen
    with TemporaryDirectory(prefix="tongke-demo-") as folder:
        call = replace(call, settings=_of_demo(call.settings, Path(folder)))
        call.arguments.database = f"sqlite:///{Path(folder) / 'tongke.sqlite'}"
        async with await Database.open(call.database, create=True) as database:
            if not await _make_demo(call, database):
                return FAULTY
            addresses = await _sample_addresses(call)

            def started(origin: str) -> None:
                call.say("The table:   {address}", address=f"{origin}/")
                for group, path in addresses:
                    call.say(_SAMPLES[group], address=f"{origin}{path}")
                call.say("All of them: {address}", address=f"{origin}/addresses")
                call.say("Everything here is made up, and goes away with Ctrl+C.")

            return await _serve(call, database, started)


def _of_demo(settings: Settings, folder: Path) -> Settings:
    """What the demo shows is made up: anybody may see it."""
    return replace(settings, spool=str(folder / "spool"), trust_loopback=True)


async def _make_demo(call: Invocation, database: Database) -> bool:
    """Import, solve, publish, telling of each what comes out; what changed in detail is on the page."""
    call.say("Making a community with {campuses} campuses …", campuses=DEMO_PLAN.campuses)
    for report in await generate_into(database, DEMO_PLAN, actor=ACTOR, now=clock.now()):
        if imports.tell_import(call, report) != FINE:
            return False
    solved = await _solve_demo(call, database)
    tell_figures(call, solved)
    if solved.answer.timed_out:
        return False
    decisions.tell_revision(call, await publish_timetable(database, actor=ACTOR, now=clock.now()))
    return True


async def _solve_demo(call: Invocation, database: Database) -> SolveReport:
    """A table within some seconds; where the machine does other things, too, the first one that is found."""
    found = asyncio.Event()

    def tell(progress: Progress) -> None:
        found.set()
        solves.tell_progress(call, progress)

    async def solve(seconds: float, stop: asyncio.Event | None) -> SolveReport:
        solves.tell_start(call, seconds)
        return await solve_timetable(
            database, seconds=seconds, actor=ACTOR, now=clock.now(), on_progress=tell, stop=stop
        )

    solved = await solve(DEMO_SECONDS, None)
    return await solve(DEMO_PATIENCE, found) if solved.answer.timed_out else solved


_SAMPLES = {
    "teacher": "One feed:    {address}",
    "display": "One display: {address}",
}


async def _sample_addresses(call: Invocation) -> list[tuple[str, str]]:
    """The path of a teacher's feed and of a room's display."""
    async with published(call) as (backing, listed):
        secret = await backing.secret()
        return [
            (group, path_of(next(row for row in listed if row.group == group), secret)) for group in _SAMPLES
        ]


async def _serve(call: Invocation, database: Database, started: Callable[[str], None]) -> int:
    settings = call.settings
    host = call.arguments.host or settings.host
    port = settings.port if call.arguments.port is None else call.arguments.port

    def announce(origin: str) -> None:
        started(origin)
        if settings.public_url is None:
            call.say("Reachable from this machine or its network only: TONGKE_PUBLIC_URL is not set.")
        elif not settings.trust_loopback:
            call.say(
                "The coordinator's pages are closed while there is a public address: let the proxy send "
                "X-Forwarded-For, then set TONGKE_TRUST_LOOPBACK=yes."
            )

    with _stopped_by_signals() as stop:
        try:
            async with asyncio.TaskGroup() as group:
                if not getattr(call.arguments, "without_reminders", False):
                    group.create_task(run_reminders(database, settings, stop=stop))
                group.create_task(
                    serve_web(database, settings, host=host, port=port, started=announce, stop=stop)
                )
        except* OSError as problems:
            raise CommandError(_not_listening(call, host, port, problems.exceptions[0])) from problems
    return FINE


def _not_listening(call: Invocation, host: str, port: int, problem: BaseException) -> str:
    if isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE:
        return call.words.text(
            "Port {port} of {host} is taken: end what uses it, or choose another with --port.",
            port=port,
            host=host,
        )
    template = "Cannot listen on {host}:{port}: {problem}"
    return call.words.text(template, host=host, port=port, problem=str(problem))


@contextmanager
def _stopped_by_signals() -> Iterator[asyncio.Event]:
    """An event that Ctrl+C and a polite kill set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
