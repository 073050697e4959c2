"""Single dates over HTTP: what stands, what is in force, what can be done, and doing it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

from aiohttp import web

from service.actions.changing.dated_acts import ChangeError, WantedChanges
from service.domain.dated_changes import Key
from service.domain.identity import IncidentId
from service.web import languages
from service.web.act_problems import problem_of
from service.web.asked.change_bodies import ActBody, LeaveBody, absence_of, change_of, read
from service.web.asked.day_parties import parties_asked
from service.web.handlers.json_answers import json_answer
from service.web.handlers.page_answers import change_desk_of
from service.web.problems import Problem
from service.words.catalogue import Words
from service.words.changes.dated_documents import act_document, event_document, in_force_documents
from service.words.changes.incident_texts import report_documents
from service.words.changes.offer_documents import (
    chain_documents,
    concerned_document,
    place_documents,
    stand_in_documents,
)

_LONGEST_KEY = 200


async def day(request: web.Request) -> web.StreamResponse:
    """What stands on a day, of one campus, teacher or class where asked so, by id or name."""
    words = _words(request)
    async with _told(words):
        standing = await change_desk_of(request).standing([_day(request)], _term(request))
    wanted = parties_asked(request.query, standing.district, words)
    documents = [
        event_document(event, words)
        for event in standing.events
        if wanted <= {one.id for end in event.ends for one in (end.campus, *end.classes, end.teacher) if one}
    ]
    return json_answer(request, {"date": _day(request).isoformat(), "events": documents})


async def stand_ins(request: web.Request) -> web.StreamResponse:
    """Who can stand in for `?absent=` in one occurrence."""
    words = _words(request)
    async with _told(words):
        found = await change_desk_of(request).stand_ins(
            _key(request), request.query.get("absent", ""), _term(request)
        )
    return json_answer(request, {"stand_ins": stand_in_documents(found, words)})


async def slots(request: web.Request) -> web.StreamResponse:
    """Where an occurrence can go in its week and the next."""
    words = _words(request)
    async with _told(words):
        places = await change_desk_of(request).places(_key(request), _term(request))
    return json_answer(
        request,
        {
            "event": event_document(places.event, words),
            **place_documents(places.slots, places.swaps, places.rooms, words),
            **chain_documents(places.chains, places.barriers, words),
        },
    )


async def changes(request: web.Request) -> web.StreamResponse:
    """The changes in force."""
    words = _words(request)
    async with _told(words):
        found = await change_desk_of(request).in_force(_term(request))
    silent = [one.change for one in found.silent]
    return json_answer(request, {"changes": in_force_documents(found.district, found.term, silent, words)})


async def act(request: web.Request) -> web.StreamResponse:
    """Make several changes at once, judged together; `?preview=1` only tells what they would do."""
    body = read(await request.read(), ActBody)
    wanted = WantedChanges(
        tuple(change_of(one) for one in body.changes),
        tuple(body.take_back),
        body.cause,
        _idempotency(request),
        _incident(body.incident),
        body.partial,
    )
    return await _acted(request, wanted)


async def take_back(request: web.Request) -> web.StreamResponse:
    """Take back a change, or all of one act."""
    return await _acted(request, WantedChanges(take_back=(request.match_info["id"],)))


async def leave(request: web.Request) -> web.StreamResponse:
    """Settle a leave or a dead link in one act; `?preview=1` lists the consequences and their answers."""
    words, desk, body = _words(request), change_desk_of(request), read(await request.read(), LeaveBody)
    absence = absence_of(body)
    async with _told(words):
        if _previews(request):
            found = await desk.concerned(absence, _term(request))
            return json_answer(request, concerned_document(found.seen, found.listed, found.over, words))
        report = await desk.settle(
            absence,
            body.answers,
            seen=body.seen,
            cause=words.text("link down") if body.campus else "",
            key=_idempotency(request),
            incident=_incident(body.incident),
            preview=False,
            term=_term(request),
        )
    return json_answer(request, act_document(report, words, written=True))


async def _acted(request: web.Request, wanted: WantedChanges) -> web.StreamResponse:
    words, preview = _words(request), _previews(request)
    async with _told(words):
        report = await change_desk_of(request).act(wanted, _term(request), preview=preview)
    return json_answer(request, act_document(report, words, written=not preview))


async def incidents(request: web.Request) -> web.StreamResponse:
    """What teachers reported and nobody has answered, with what would."""
    words = _words(request)
    async with _told(words):
        found = await change_desk_of(request).reports(_term(request))
    return json_answer(request, {"incidents": report_documents(found.listed, found.today)})


@asynccontextmanager
async def _told(words: Words) -> AsyncIterator[None]:
    """What cannot be done is a problem with what is wrong in this case."""
    try:
        yield
    except ChangeError as error:
        raise problem_of(error, words) from error


def _words(request: web.Request) -> Words:
    return languages.words_of(request, languages.of_api(request))


def _term(request: web.Request) -> str | None:
    return request.query.get("term")


def _previews(request: web.Request) -> bool:
    return request.query.get("preview", "") == "1"


def _idempotency(request: web.Request) -> str:
    """The name that a client gives to what it sends, so that it may send it again; a preview needs none."""
    key = request.headers.get("Idempotency-Key", "")
    if not key and not _previews(request):
        raise Problem("key_missing")
    if len(key) > _LONGEST_KEY:
        raise Problem("bad_request")
    return key


def _incident(id: str) -> IncidentId | None:
    """The teacher's report that is answered."""
    return IncidentId(id) if id else None


def _key(request: web.Request) -> Key:
    return request.match_info["lesson"], _day(request)


def _day(request: web.Request) -> date:
    try:
        return date.fromisoformat(request.match_info["date"])
    except ValueError as error:
        raise Problem("not_found") from error
