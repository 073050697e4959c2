"""Splitting joint lessons by season over HTTP: what is split is shown, then changed as it was shown."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import hdrs, web

from service.actions.solving.seen_states import SeenAnother
from service.actions.solving.split_lesson import Splits
from service.domain.season_splits import SplitRefused
from service.web import languages
from service.web.asked.change_bodies import read
from service.web.asked.solve_bodies import SplitBody
from service.web.desks.solve_desk import SolveDesk
from service.web.handlers.if_match import seen_by
from service.web.handlers.json_answers import json_answer
from service.web.handlers.page_answers import solve_desk_of
from service.web.problems import Problem
from service.words.tables.split_texts import split_refusal_text, splits_document


async def splits(request: web.Request) -> web.StreamResponse:
    """Every lesson that is split, and its parts."""
    async with _desk(request) as desk:
        return _answer(request, await desk.splits(*_of(request)))


async def split(request: web.Request) -> web.StreamResponse:
    """With the ETag of what was shown as If-Match; answers what is split then."""
    seen = seen_by(request)
    body = read(await request.read(), SplitBody)
    async with _desk(request) as desk:
        await desk.split(body.lesson, *_of(request), undo=body.undo, seen=seen)
        return _answer(request, await desk.splits(*_of(request)))


@asynccontextmanager
async def _desk(request: web.Request) -> AsyncIterator[SolveDesk]:
    """Whom to ask; what cannot be split is a problem that says why."""
    try:
        yield solve_desk_of(request)
    except SplitRefused as refused:
        words = languages.words_of(request, languages.of_api(request))
        raise Problem("split_refused", detail=split_refusal_text(refused, words)) from refused
    except SeenAnother as stale:
        raise Problem("seen_another") from stale


def _of(request: web.Request) -> tuple[str | None, str | None]:
    return request.query.get("community"), request.query.get("term")


def _answer(request: web.Request, splits: Splits) -> web.StreamResponse:
    document = splits_document(splits.district, splits.lessons)
    return json_answer(request, document, {str(hdrs.ETAG): f'"{splits.seen}"'})
