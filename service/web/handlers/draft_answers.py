"""What pins and splits have in common over HTTP: whose draft it is, the state shown, and how they refuse."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from aiohttp import hdrs, web

from service.actions.solving.seen_states import SeenAnother
from service.web import languages
from service.web.handlers.json_answers import json_answer
from service.web.problems import Problem
from service.words.catalogue import Words

Refusal = TypeVar("Refusal", bound=Exception)


def draft_asked(request: web.Request) -> tuple[str | None, str | None]:
    """Community and term, where the address names them."""
    return request.query.get("community"), request.query.get("term")


def draft_answer(request: web.Request, document: Any, seen: str) -> web.StreamResponse:
    """With the state it was read in as ETag: a change names it as If-Match."""
    return json_answer(request, document, {str(hdrs.ETAG): f'"{seen}"'})


@contextmanager
def refused_as(
    code: str, request: web.Request, refusal: type[Refusal], text: Callable[[Refusal, Words], str]
) -> Iterator[None]:
    """What is refused is a problem of that code that says why; what was shown is not so any more: another."""
    try:
        yield
    except refusal as refused:
        words = languages.words_of(request, languages.of_api(request))
        raise Problem(code, detail=text(refused, words)) from refused
    except SeenAnother as stale:
        raise Problem("seen_another") from stale
