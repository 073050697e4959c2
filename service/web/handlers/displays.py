"""What a classroom display shows, and its signs of life."""

import msgspec
from aiohttp import hdrs, web

from calendars.zones import SHANGHAI
from service.domain.addresses import AddressKind
from service.storage.displays import Heartbeat
from service.web import languages
from service.web.backing.good_bytes import Made
from service.web.conditions import answer
from service.web.handlers.secret_addresses import thing_at
from service.web.keys import ASSETS, BACKING, CLOCK, COUNTING, FOLLOWER, GOOD_BYTES
from service.web.problems import Problem
from service.web.rendering.display_documents import addressed_to, to_bytes

_HEADERS = ((hdrs.CONTENT_TYPE, "application/json; charset=utf-8"), (hdrs.CACHE_CONTROL, "private, no-cache"))


class HeartbeatBody(msgspec.Struct):
    """What a display says of itself: the revision it shows, None before it has shown any."""

    revision: int | None = None


async def document(request: web.Request) -> web.StreamResponse:
    """The document of one display; the last good one when the database is gone.

    It depends on the day, for it begins today. The clock skew of a display is read from the Date header,
    which aiohttp sends with every answer, a 304 too.
    """
    app = request.app
    entry = await thing_at(request, AddressKind.DISPLAY)
    language = languages.of_display(request)
    words = languages.words_of(request, language)
    now = app[CLOCK]()
    today = now.astimezone(SHANGHAI).date()

    async def make() -> Made:
        shown = await app[BACKING].display(entry.id, words, today)
        return Made(to_bytes(addressed_to(shown, entry.id, app[ASSETS].version)), now)

    mark = f"{app[FOLLOWER].marks.outward} {today}"
    good = await app[GOOD_BYTES].get(f"display {entry.id} {language}", mark, make)
    return answer(request, good, _HEADERS)


async def heartbeat(request: web.Request) -> web.StreamResponse:
    """Note that a display lives, and which revision it shows: 204."""
    entry = await thing_at(request, AddressKind.DISPLAY)
    try:
        body = msgspec.json.decode(await request.read() or b"{}", type=HeartbeatBody)
    except msgspec.DecodeError as error:
        raise Problem("bad_request") from error
    request.app[COUNTING].alive(Heartbeat(entry.id, request.app[CLOCK](), body.revision))
    return web.Response(status=204)
