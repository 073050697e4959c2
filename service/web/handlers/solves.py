"""Solving over HTTP: begin, watch, stop and keep the best."""

from http import HTTPStatus
from typing import Any

from aiohttp import web

from service.domain.identity import CommunityId
from service.web import languages
from service.web.asked.change_bodies import read
from service.web.asked.solve_bodies import SolveBody
from service.web.desks.solve_desk import SolveState, Solving
from service.web.handlers.json_answers import json_answer
from service.web.handlers.page_answers import solve_desk_of
from service.words.catalogue import Words


async def begin(request: web.Request) -> web.StreamResponse:
    """Begin to solve a community, from its draft where that still stands; 202, then ask how far it is."""
    body = read(await request.read() or b"{}", SolveBody)
    query = request.query
    solving = await solve_desk_of(request).begin(
        query.get("community"), query.get("term"), body.seconds, body.seed, body.first
    )
    response = json_answer(request, _document(request, solving))
    response.set_status(HTTPStatus.ACCEPTED)
    return response


async def solves(request: web.Request) -> web.StreamResponse:
    """The last solve of each community since the service began."""
    desk = solve_desk_of(request)
    return json_answer(request, {"solves": [_document(request, one) for one in desk.solves]})


async def stop(request: web.Request) -> web.StreamResponse:
    """Stop one; what it found is in the draft."""
    solving = await solve_desk_of(request).stop(CommunityId(request.match_info["community"]))
    return json_answer(request, _document(request, solving))


def _document(request: web.Request, solving: Solving) -> dict[str, Any]:
    words = languages.words_of(request, languages.of_api(request))
    progress = solving.progress
    figures = None
    if progress is not None:
        figures = {
            "seconds": round(progress.seconds, 3),
            "placed": progress.placed,
            "not_placed": progress.not_placed,
            "moved": progress.moved,
            "cost": progress.bound + progress.gap,
            "bound": progress.bound,
            "gap": progress.gap,
        }
    return {
        "community": {"id": solving.community.id, "name": solving.community.name},
        "state": solving.state.value,
        "table": figures,
        "message": _message(solving, words),
    }


def _message(solving: Solving, words: Words) -> str:
    """How much could still be saved, or what went wrong."""
    if solving.problem is not None:
        return words.text(str(solving.problem))
    if solving.progress is None:
        if solving.state is SolveState.ENDED:
            return words.text("No table was found in that time; the draft is as it was. Allow more seconds.")
        return words.text("There is no table yet.")
    if solving.progress.gap:
        return words.text("At most {gap} could still be saved.", gap=solving.progress.gap)
    return words.text("It is proven that no table costs less.")
