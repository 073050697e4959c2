"""The service on a port, until it is told to stop."""

import asyncio
import logging
from collections.abc import Callable
from ipaddress import ip_address

from aiohttp import web

from service.web.access_log import AccessLog
from service.web.app import Options, make_app
from service.web.backing import Backing

_logger = logging.getLogger("service.web.access")

#: Seconds that answers under way get to end.
GRACE = 5.0


async def serve_app(
    backing: Backing,
    options: Options,
    *,
    host: str,
    port: int,
    started: Callable[[str], None],
    stop: asyncio.Event,
) -> None:
    """Serve until `stop` is set. Port 0 takes a free one; `started` is told the address, `http://host:port`.

    OSError when the port is taken.
    """
    runner = web.AppRunner(
        make_app(backing, options), access_log_class=AccessLog, access_log=_logger, shutdown_timeout=GRACE
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        started(address(host, runner.addresses[0][1]))
        await stop.wait()
    finally:
        await runner.cleanup()


def address(host: str, port: int) -> str:
    """How a browser on this machine reaches it."""
    try:
        everywhere = not host or ip_address(host).is_unspecified
    except ValueError:
        everywhere = False
    name = "127.0.0.1" if everywhere else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"
