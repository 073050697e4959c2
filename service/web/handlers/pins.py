"""Pinning over HTTP: what no solve moves is shown, then changed as it was shown."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import hdrs, web

from service.actions.solving.pin_lessons import Pins
from service.actions.solving.seen_states import SeenAnother
from service.domain.pins import PinRefused
from service.web import languages
from service.web.asked.change_bodies import read
from service.web.asked.solve_bodies import PinBody
from service.web.desks.solve_desk import SolveDesk
from service.web.handlers.if_match import seen_by
from service.web.handlers.json_answers import json_answer
from service.web.handlers.page_answers import solve_desk_of
from service.web.problems import Problem
from service.words.tables.pin_texts import pin_refusal_text, pins_document


async def pins(request: web.Request) -> web.StreamResponse:
    """Every lesson that is pinned, and where."""
    async with _desk(request) as desk:
        return _answer(request, await desk.pins(*_of(request)))


async def pin(request: web.Request) -> web.StreamResponse:
    """All or nothing, with the ETag of what was shown as If-Match; answers what is pinned then."""
    seen = seen_by(request)
    body = read(await request.read(), PinBody)
    async with _desk(request) as desk:
        await desk.pin(body.lessons, *_of(request), undo=body.undo, seen=seen)
        return _answer(request, await desk.pins(*_of(request)))


@asynccontextmanager
async def _desk(request: web.Request) -> AsyncIterator[SolveDesk]:
    """Whom to ask; what cannot be pinned is a problem that says why."""
    try:
        yield solve_desk_of(request)
    except PinRefused as refused:
        words = languages.words_of(request, languages.of_api(request))
        raise Problem("pin_refused", detail=pin_refusal_text(refused, words)) from refused
    except SeenAnother as stale:
        raise Problem("seen_another") from stale


def _of(request: web.Request) -> tuple[str | None, str | None]:
    return request.query.get("community"), request.query.get("term")


def _answer(request: web.Request, pins: Pins) -> web.StreamResponse:
    document = pins_document(pins.district, pins.lessons)
    return json_answer(request, document, {str(hdrs.ETAG): f'"{pins.seen}"'})
