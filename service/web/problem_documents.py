"""Errors as RFC 9457 problem documents, in the reader's language; a browser gets the same as a page."""

import json
import logging

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from service.storage.errors import CommunityUnknown, ConstraintViolated, StorageError, TermUnclear
from service.web import languages
from service.web.backing.good_bytes import BeingMade, NothingGood
from service.web.common_headers import COMMON_HEADERS
from service.web.keys import COUNTING, TEMPLATES
from service.web.problems import STATUSES, Problem
from service.words.pages import explanation_of, title_of

_logger = logging.getLogger(__name__)

#: The route of a request, for its line in the log.
ROUTE = web.RequestKey("route", str)

_CODES_OF_STATUS = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever was raised into a problem document, and give every answer the headers that all have."""
    route = request[ROUTE] = route_of(request)
    try:
        response = await handler(request)
    except Problem as problem:
        response = problem_response(request, problem)
    except StorageError as error:
        response = problem_response(request, _storage_problem(error, f"{request.method} {route}"))
    except NothingGood:
        # Not a 5xx: Thunderbird disables a calendar on one.
        response = problem_response(request, Problem("nothing_kept", {hdrs.RETRY_AFTER: "60"}))
    except BeingMade:
        response = problem_response(request, Problem("being_made", {hdrs.RETRY_AFTER: "10"}))
    except web.HTTPException as error:
        if error.status < 400:
            raise
        kept = {"Allow": error.headers[hdrs.ALLOW]} if hdrs.ALLOW in error.headers else {}
        code = _CODES_OF_STATUS.get(error.status, "bad_request")
        response = problem_response(request, Problem(code, kept))
    except Exception:
        # The path may hold a token: the route says enough.
        _logger.exception("a request failed: %s %s", request.method, route)
        response = problem_response(request, Problem("internal_error"))
    request.app[COUNTING].requests[route, response.status] += 1
    if hdrs.SERVER not in response.headers:
        response.headers.update(COMMON_HEADERS)
    return response


def _storage_problem(error: StorageError, asked: str) -> Problem:
    """What is no mistake of who asks is in the log, with its trace."""
    match error:
        case TermUnclear() | CommunityUnknown():
            # It does answer: it has nothing of that name.
            return Problem("not_found")
        case ConstraintViolated():
            # It does answer: somebody wrote the same at the same moment.
            _logger.error("a write clashed: %s", asked, exc_info=error)
            return Problem("changes_overtaken")
        case _:
            _logger.error("the database does not answer: %s", asked, exc_info=error)
            return Problem("database_unavailable", {hdrs.RETRY_AFTER: "10"})


def problem_response(request: web.Request, problem: Problem) -> web.Response:
    """The document, or a page where a browser asks for one."""
    status = STATUSES[problem.code]
    if _wants_page(request):
        words = languages.words_of(request, languages.of_page(request))
        body = request.app[TEMPLATES].render(
            "problem.html",
            words,
            title=title_of(problem.code, words),
            explanation=problem.detail or explanation_of(problem.code, words),
            code=problem.code,
            status=status,
            path=None,
        )
        return web.Response(
            text=body,
            status=status,
            content_type="text/html",
            headers={**problem.headers, **request.app[TEMPLATES].headers},
        )
    language = languages.of_api(request)
    words = languages.words_of(request, language)
    document = {
        "type": f"/problems/{problem.code}",
        "title": title_of(problem.code, words),
        "status": status,
        "detail": problem.detail or explanation_of(problem.code, words),
        "code": problem.code,
    }
    return web.Response(
        body=json.dumps(document, ensure_ascii=False).encode(),
        status=status,
        headers={
            **problem.headers,
            hdrs.CONTENT_TYPE: "application/problem+json",
            hdrs.CONTENT_LANGUAGE: language,
            hdrs.VARY: "Accept, Accept-Language",
            hdrs.CACHE_CONTROL: "no-store",
        },
    )


def route_of(request: web.Request) -> str:
    """The path as the table of routes has it, without what stands in it."""
    resource = request.match_info.route.resource
    return "unknown" if resource is None else resource.canonical


def _wants_page(request: web.Request) -> bool:
    accepted = request.headers.get(hdrs.ACCEPT, "")
    return "text/html" in accepted and not request.path.startswith(("/feeds/", "/api/"))
