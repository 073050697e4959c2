"""CPU of the server per request of a feed, against a bare aiohttp handler that returns the same bytes."""

import asyncio
import logging
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web
from aiohttp.typedefs import Handler

from calendars.ical import Event, FeedHeader, render_calendar, render_event
from calendars.zones import at
from service.domain.publishing.feed_options import FeedOptions
from service.web.access_log import AccessLog
from service.web.app import Options, make_app
from service.web.good_bytes import Made
from service.words.catalogue import Words
from tests.web.memory_backing import CHANGED, NOW, MemoryBacking, feed_path

REQUESTS = 5000
ROUNDS = 5
# The client runs in another process, so that this one's CPU is the server's alone.
_CLIENT = """
import socket, sys
host, port, count, request = "127.0.0.1", int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].encode()
connection = socket.create_connection((host, port))
stream = connection.makefile("rb")
for _ in range(count):
    connection.sendall(request)
    length = 0
    while (line := stream.readline()) != b"\\r\\n":
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    if b"304" not in sys.argv[4].encode():
        stream.read(length)
"""


@dataclass
class _LargeFeed(MemoryBacking):
    """A feed of so many events."""

    events_held: int = 200

    async def feed(
        self, feed_id: str, words: Words, options: FeedOptions, source: str | None, now: datetime
    ) -> Made:
        return Made(_calendar(self.events_held), CHANGED)


def print_table() -> None:
    """Microseconds of CPU per request, the best of some rounds, and the ratio to the bare handler."""
    logging.getLogger("service.web.access").setLevel(logging.INFO)
    logging.getLogger("service.web.access").addHandler(logging.NullHandler())
    print(f"CPU per request, {REQUESTS} requests on one connection, best of {ROUNDS}")
    print(f"{'events':>8}  {'answer':>8}  {'bare µs':>8}  {'feed µs':>8}  {'ratio':>8}")
    for events in (1, 200, 800):
        for status in (200, 304):
            bare, feed = asyncio.run(_compared(events, status))
            print(f"{events:>8}  {status:>8}  {bare:>8.1f}  {feed:>8.1f}  {feed / bare:>8.2f}")


async def _compared(events: int, status: int) -> tuple[float, float]:
    body = _calendar(events)
    with TemporaryDirectory() as folder:
        options = Options(spool=Path(folder), clock=lambda: NOW)
        app = make_app(replace(_LargeFeed(), events_held=events), options)
        return await _cost(_bare(body), feed_path(), status), await _cost(app, feed_path(), status)


def _bare(body: bytes) -> web.Application:
    async def answer(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == "*":
            return web.Response(status=304, headers={"ETag": '"bare"'})
        return web.Response(body=body, headers={"ETag": '"bare"', "Content-Type": "text/calendar"})

    handler: Handler = answer
    app = web.Application()
    app.router.add_get("/feeds/{token}.ics", handler)
    return app


async def _cost(app: web.Application, path: str, status: int) -> float:
    """Microseconds per request, the least of the rounds."""
    access = logging.getLogger("service.web.access")
    runner = web.AppRunner(app, access_log_class=AccessLog, access_log=access)
    await runner.setup()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        condition = "If-None-Match: *\r\n" if status == 304 else ""
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{condition}\r\n"
        await _ask(port, 200, request, status)
        return min([await _round(port, request, status) for _ in range(ROUNDS)]) * 1e6
    finally:
        await runner.cleanup()


async def _round(port: int, request: str, status: int) -> float:
    began = time.process_time()
    await _ask(port, REQUESTS, request, status)
    return (time.process_time() - began) / REQUESTS


async def _ask(port: int, count: int, request: str, status: int) -> None:
    arguments = ("-c", _CLIENT, str(port), str(count), request, str(status))
    client = await asyncio.create_subprocess_exec(sys.executable, *arguments)
    if code := await client.wait():
        raise subprocess.CalledProcessError(code, "client")


def _calendar(events: int) -> bytes:
    header = FeedHeader("-//tongke//bench//ZH", "feed", "teal", None, timedelta(hours=1))
    return render_calendar(header, [_event(number) for number in range(events)])


def _event(number: int) -> bytes:
    start = at(date(2026, 9, 1) + timedelta(days=number % 140), 480 + number // 140 * 50)
    summary, room = "同步课·音乐 三(1)班 主讲 洪秀英", "白塘校区 网络功能室"
    end = start + timedelta(minutes=40)
    return render_event(
        Event(f"{number}@tongke", 0, CHANGED, start, end, summary, room, "", "CONFIRMED", False, None)
    )
