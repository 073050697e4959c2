"""Changing the week by date over HTTP: what is asked is shown first, then written as it was shown."""

import msgspec
from aiohttp import hdrs, web

from calendars.errors import CalendarError
from service.actions.changing.edit_week import SeenAnother, WeekEditRefused
from service.domain.week_edits.requests import RequestRefused, WeekRequest
from service.exchange.holiday_notices import NoticeUnreadable
from service.storage.minting import mint
from service.web import languages
from service.web.act_problems import edit_refusal_text
from service.web.asked.week_edit_bodies import NoticeBody, WeekEditBody, request_of
from service.web.handlers.json_answers import json_answer
from service.web.handlers.page_answers import calendar_desk_of
from service.web.keys import CLOCK
from service.web.problems import Problem
from service.words.changes.week_edit_texts import edit_document, request_refusal_text
from service.words.tables.calendar_texts import notice_refusal_text, open_day_document, year_document


async def calendar(request: web.Request) -> web.StreamResponse:
    """The years known, and what campuses are asked of their make-up days."""
    known = await calendar_desk_of(request).known()
    document = {
        "years": [year_document(year) for year in known.years],
        "open": [open_day_document(one) for one in known.open],
    }
    return json_answer(request, document)


async def edit(request: web.Request) -> web.StreamResponse:
    """`?preview=true` says what it would do, with an ETag; that as If-Match does it."""
    words = languages.words_of(request, languages.of_api(request))
    preview = request.query.get("preview") == "true"
    seen = request.headers.get(hdrs.IF_MATCH, "").strip().strip('"') or None
    if not preview and seen is None:
        raise Problem("if_match_missing")
    try:
        asked, all_terms = await _asked(request)
        report = await calendar_desk_of(request).edit(
            asked, term=request.query.get("term"), all_terms=all_terms, seen=None if preview else seen
        )
    except RequestRefused as refused:
        raise Problem("edit_refused", detail=request_refusal_text(refused, words)) from refused
    except SeenAnother as stale:
        raise Problem("seen_another") from stale
    except WeekEditRefused as refused:
        raise Problem("edit_refused", detail=edit_refusal_text(refused, words)) from refused
    headers = {} if report.written else {str(hdrs.ETAG): f'"{report.seen}"'}
    return json_answer(request, edit_document(report, words), headers)


async def _asked(request: web.Request) -> tuple[WeekRequest, bool]:
    """The request in the body, and whether it is of all terms; Problem `bad_request`."""
    try:
        body = msgspec.json.decode(await request.read(), type=WeekEditBody)
        return request_of(body, mint(request.app[CLOCK]())), isinstance(body, NoticeBody)
    except NoticeUnreadable as problem:
        words = languages.words_of(request, languages.of_api(request))
        said = notice_refusal_text(problem.place, problem.expected, problem.text, words, problem.number)
        raise Problem("bad_request", detail=said) from problem
    except (msgspec.MsgspecError, CalendarError) as error:
        raise Problem("bad_request") from error
