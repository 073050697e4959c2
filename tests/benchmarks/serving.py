"""CPU of the server per request of a feed, against a bare aiohttp handler that returns the same bytes.

Beside it, nginx with a static file and Radicale, where they are there. Logging is on and alike in both of
ours: one line per request. The servers take many short turns, so that what else the machine does meets all
of them alike. And they are started several times, each time with a feed a few letters longer: where bytes of
one certain size come to lie decides whether copying 65 KB takes 2 µs or 19 (their addresses in a page of
memory), by chance for either.
"""

import asyncio
import json
import logging
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web
from aiohttp.typedefs import Handler

from calendars.ical import Event, FeedHeader, render_calendar, render_event
from calendars.zones import at
from service.domain.publishing.feeds.feed_options import FeedOptions
from service.web.access_log import AccessLog
from service.web.app import Options, make_app
from service.web.backing.good_bytes import Made
from service.web.problem_documents import ROUTE
from service.words.catalogue import Words
from tests.benchmarks.peers import free_port, nginx, radicale
from tests.web.memory_backing import CHANGED, NOW, MemoryBacking, feed_path

#: Of one turn.
REQUESTS = 100
TURNS = 25
STARTS = 5
#: What a process has used is told in hundredths of a second; nginx takes microseconds, Radicale milliseconds.
PEERS = (("nginx", nginx, 10_000), ("Radicale", radicale, 20))
_COLUMNS = ("events", "answer", "bare µs", "feed µs", "ratio", "nginx µs", "ratio", "Radicale µs", "ratio")
# The client runs in another process, so that this one's CPU is the server's alone; it is told turn by turn.
_CLIENT = """
import json, socket, sys
streams = {}
for line in sys.stdin:
    port, count, request, wanted = json.loads(line)
    for _ in range(count):
        if port not in streams:
            connection = socket.create_connection(("127.0.0.1", port))
            streams[port] = connection, connection.makefile("rb")
        connection, stream = streams[port]
        connection.sendall(request.encode())
        version, status = stream.readline().split()[:2]
        if int(status) != wanted:
            sys.exit(f"answered {status}")
        length = 0
        while (line := stream.readline()) != b"\\r\\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if wanted == 200:
            stream.read(length)
        if version == b"HTTP/1.0":
            del streams[port]
    print("done", flush=True)
"""


@dataclass
class _LargeFeed(MemoryBacking):
    """A feed of so many events."""

    body: bytes = b""

    async def feed(
        self, feed_id: str, words: Words, options: FeedOptions, source: str | None, now: datetime
    ) -> Made:
        return Made(self.body, CHANGED)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A server and the request it gets; `cpu` gives the seconds it has used."""

    port: int
    request: str
    status: int
    cpu: Callable[[], float]
    count: int = REQUESTS


class _Client:
    """Whoever asks, in a process of his own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def cost(self, asked: _Asked) -> float:
        """Microseconds of one request, by one turn of them."""
        orders, answers = self._process.stdin, self._process.stdout
        assert orders is not None
        assert answers is not None
        began = asked.cpu()
        orders.write(json.dumps([asked.port, asked.count, asked.request, asked.status]).encode() + b"\n")
        if not await answers.readline():
            raise subprocess.CalledProcessError(await self._process.wait(), "client")
        return (asked.cpu() - began) / asked.count * 1e6


def print_table() -> None:
    """Microseconds of CPU per request, the best of the turns, and the ratios to the bare handler."""
    access = logging.getLogger("service.web.access")
    access.setLevel(logging.INFO)
    access.addHandler(logging.NullHandler())
    turns = f"best of {STARTS} starts with {TURNS} turns of {REQUESTS} requests each"
    print(f"CPU per request on one connection, {turns}")
    print("  ".join(f"{name:>11}" for name in _COLUMNS))
    missing: set[str] = set()
    for events in (20, 200, 1000):
        for status in (200, 304):
            costs = _least([asyncio.run(_compared(events, status, start)) for start in range(STARTS)])
            bare = costs["bare"]
            row = [f"{events}", f"{status}", f"{bare:.1f}"]
            for name in ("feed", "nginx", "Radicale"):
                cost = costs.get(name)
                row += ["-", "-"] if cost is None else [f"{cost:.1f}", f"{cost / bare:.2f}"]
                if cost is None and status == 200:
                    missing.add(name)
            print("  ".join(f"{cell:>11}" for cell in row), flush=True)
    print("Radicale answers no 304: it knows no If-None-Match for a whole calendar.")
    for name in sorted(missing):
        print(f"SKIPPED: {name} is not there (Debian: nginx-light; `make bench` installs Radicale)")


def _least(rounds: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: min(costs[name] for costs in rounds) for name in rounds[0]}


async def _compared(events: int, status: int, start: int) -> dict[str, float]:
    """The least cost of a request after one start, by server."""
    body = _calendar(events, start)
    async with AsyncExitStack() as running:
        folder = Path(running.enter_context(TemporaryDirectory()))
        options = Options(spool=folder / "spool", clock=lambda: NOW)
        app = make_app(replace(_LargeFeed(), body=bytes(bytearray(body))), options)
        servers = {
            "bare": _own(await running.enter_async_context(_served(_bare(body))), status),
            "feed": _own(await running.enter_async_context(_served(app)), status),
        }
        for name, begin, count in PEERS:
            (folder / name).mkdir()
            peer = await running.enter_async_context(begin(body, folder / name))
            if peer is not None and (name, status) != ("Radicale", 304):
                request = _request(peer.path, status, peer.headers)
                servers[name] = _Asked(peer.port, request, status, peer.cpu, count)
        client = await running.enter_async_context(_asking())
        # A peer is told in ticks: one long turn of it says as much as many short ones.
        costs = {name: await client.cost(server) for name, server in servers.items()}
        own = [{name: await client.cost(servers[name]) for name in ("bare", "feed")} for _ in range(TURNS)]
    return costs | _least(own)


@asynccontextmanager
async def _asking() -> AsyncIterator[_Client]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", _CLIENT, stdin=pipe, stdout=pipe)
    try:
        yield _Client(process)
    finally:
        process.kill()
        await process.wait()


def _own(port: int, status: int) -> _Asked:
    return _Asked(port, _request(feed_path(), status), status, time.process_time)


def _request(path: str, status: int, headers: str = "") -> str:
    condition = "If-None-Match: *\r\n" if status == 304 else ""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}{condition}\r\n"


def _bare(body: bytes) -> web.Application:
    async def answer(request: web.Request) -> web.StreamResponse:
        request[ROUTE] = "/feeds/{token}.ics"  # as the log wants it
        if request.headers.get("If-None-Match") == "*":
            return web.Response(status=304, headers={"ETag": '"bare"'})
        return web.Response(body=body, headers={"ETag": '"bare"', "Content-Type": "text/calendar"})

    handler: Handler = answer
    app = web.Application()
    app.router.add_get("/feeds/{token}.ics", handler)
    return app


@asynccontextmanager
async def _served(app: web.Application) -> AsyncIterator[int]:
    """The port that the application answers at."""
    access = logging.getLogger("service.web.access")
    runner = web.AppRunner(app, access_log_class=AccessLog, access_log=access)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield port
    finally:
        await runner.cleanup()


def _calendar(events: int, start: int) -> bytes:
    name = f"feed{' of the school' * start}"
    header = FeedHeader("-//tongke//bench//ZH", name, "teal", None, timedelta(hours=1))
    return render_calendar(header, [_event(number) for number in range(events)])


def _event(number: int) -> bytes:
    start = at(date(2026, 9, 1) + timedelta(days=number % 140), 480 + number // 140 * 50)
    summary, room = "同步课·音乐 三(1)班 主讲 洪秀英", "白塘校区 网络功能室"
    end = start + timedelta(minutes=40)
    return render_event(
        Event(f"{number}@tongke", 0, CHANGED, start, end, summary, room, "", "CONFIRMED", False, None)
    )
