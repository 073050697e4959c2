"""From the token of an address to what it stands for."""

from aiohttp import hdrs, web

from service.domain.addresses import AddressKind
from service.web.backing.directory import Entry
from service.web.backing.good_bytes import NothingGood
from service.web.keys import FOLLOWER, GUESSES, WAIT
from service.web.problems import Problem


async def thing_at(request: web.Request, kind: AddressKind) -> Entry:
    """The thing, or Problem: 410 for an address renewed since, 404 for one that never was.

    Only failures are counted and slowed. While no address is known at all (a start without a database and
    without a spool) nothing can be said of any.
    """
    directory = request.app[FOLLOWER].directory
    if directory is None:
        raise NothingGood
    entry = directory.find(kind, request.match_info["token"])
    if entry is None:
        await _slow_down(request)
        raise Problem("not_found")
    if not entry.current:
        raise Problem("address_revoked")
    return entry


async def _slow_down(request: web.Request) -> None:
    guesses = request.app[GUESSES]
    delay = guesses.failed(request.remote or "")
    if not delay:
        return
    if guesses.full:
        raise Problem("too_many_guesses", {hdrs.RETRY_AFTER: "60"})
    guesses.waiting += 1
    try:
        await request.app[WAIT](delay)
    finally:
        guesses.waiting -= 1
