"""Pinning over HTTP: what no solve moves is shown, then changed as it was shown."""

from contextlib import AbstractContextManager

from aiohttp import web

from service.actions.solving.pin_lessons import Pins
from service.domain.pins import PinRefused
from service.web.asked.change_bodies import read
from service.web.asked.solve_bodies import PinBody
from service.web.handlers.draft_answers import draft_answer, draft_asked, refused_as
from service.web.handlers.if_match import seen_by
from service.web.handlers.page_answers import solve_desk_of
from service.words.tables.pin_texts import pin_refusal_text, pins_document


async def pins(request: web.Request) -> web.StreamResponse:
    """Every lesson that is pinned, and where."""
    with _refusals(request):
        return _answer(request, await solve_desk_of(request).pins(*draft_asked(request)))


async def pin(request: web.Request) -> web.StreamResponse:
    """All or nothing, with the ETag of what was shown as If-Match; answers what is pinned then."""
    seen = seen_by(request)
    body = read(await request.read(), PinBody)
    with _refusals(request):
        await solve_desk_of(request).pin(body.lessons, *draft_asked(request), undo=body.undo, seen=seen)
        return _answer(request, await solve_desk_of(request).pins(*draft_asked(request)))


def _refusals(request: web.Request) -> AbstractContextManager[None]:
    return refused_as("pin_refused", request, PinRefused, pin_refusal_text)


def _answer(request: web.Request, pins: Pins) -> web.StreamResponse:
    document = pins_document(pins.district, pins.lessons)
    return draft_answer(request, document, pins.seen)
