"""Splitting joint lessons by season over HTTP: what is split is shown, then changed as it was shown."""

from contextlib import AbstractContextManager

from aiohttp import web

from service.actions.solving.split_lesson import Splits
from service.domain.season_splits import SplitRefused
from service.web.asked.change_bodies import read
from service.web.asked.solve_bodies import SplitBody
from service.web.handlers.draft_answers import draft_answer, draft_asked, refused_as
from service.web.handlers.if_match import seen_by
from service.web.handlers.page_answers import solve_desk_of
from service.words.tables.split_texts import split_refusal_text, splits_document


async def splits(request: web.Request) -> web.StreamResponse:
    """Every lesson that is split, and its parts."""
    with _refusals(request):
        return _answer(request, await solve_desk_of(request).splits(*draft_asked(request)))


async def split(request: web.Request) -> web.StreamResponse:
    """With the ETag of what was shown as If-Match; answers what is split then."""
    seen = seen_by(request)
    body = read(await request.read(), SplitBody)
    with _refusals(request):
        await solve_desk_of(request).split(body.lesson, *draft_asked(request), undo=body.undo, seen=seen)
        return _answer(request, await solve_desk_of(request).splits(*draft_asked(request)))


def _refusals(request: web.Request) -> AbstractContextManager[None]:
    return refused_as("split_refused", request, SplitRefused, split_refusal_text)


def _answer(request: web.Request, splits: Splits) -> web.StreamResponse:
    document = splits_document(splits.district, splits.lessons)
    return draft_answer(request, document, splits.seen)
