"""What if a joint lesson stood elsewhere, over HTTP: nothing is changed by it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from service.actions.solving.ask_what_if import Told, WhatIf
from service.actions.solving.unsolved import NothingToSolve, SolverEnded
from service.domain.slot_trials import Repair
from service.domain.slots import Slot
from service.web import languages
from service.web.handlers.json_answers import json_answer
from service.web.keys import WHAT_IF
from service.web.problems import Problem
from service.words.catalogue import Words
from service.words.tables.slot_documents import (
    explanation_document,
    repair_document,
    slot_document,
    verdict_documents,
)
from service.words.tables.slot_texts import lesson_name

_SLOT = re.compile(r"([1-7])-(\d{1,2})")


async def slots(request: web.Request) -> web.StreamResponse:
    """Every slot of the week, and what it would take."""
    async with _asked(request) as (asked, words):
        told = await asked.slots(*_of(request))
    documents = verdict_documents(told.district, told.answer, words)
    return json_answer(request, {**_head(told), "slots": documents})


async def slot(request: web.Request) -> web.StreamResponse:
    """The repair that one slot takes, or why it is not to be had."""
    lesson, community, term = _of(request)
    wanted = _slot(request.match_info["slot"])
    async with _asked(request) as (asked, words):
        told = await asked.repair(lesson, wanted, community, term)
    document = {**_head(told), "slot": slot_document(wanted), "repair": None, "explanation": None}
    if isinstance(told.answer, Repair):
        document["repair"] = repair_document(told.district, told.answer, words)
    else:
        document["explanation"] = explanation_document(told.district, told.answer, words)
    return json_answer(request, document)


async def chains(request: web.Request) -> web.StreamResponse:
    """Chains of up to three joint lessons that begin with this one; `?slot=`: that lead it there."""
    lesson, community, term = _of(request)
    async with _asked(request) as (asked, words):
        told = await asked.chains(lesson, _slot_asked(request), community, term)
    documents = [repair_document(told.district, repair, words) for repair in told.answer]
    return json_answer(request, {**_head(told), "chains": documents})


async def why(request: web.Request) -> web.StreamResponse:
    """Why it has no place, or not that of `?slot=`, and the cheapest way out."""
    lesson, community, term = _of(request)
    async with _asked(request) as (asked, words):
        told = await asked.why(lesson, _slot_asked(request), community, term)
    explanation = explanation_document(told.district, told.answer, words)
    return json_answer(request, {**_head(told), "explanation": explanation})


@asynccontextmanager
async def _asked(request: web.Request) -> AsyncIterator[tuple[WhatIf, Words]]:
    """Whom to ask; what cannot be answered is a problem that says why."""
    words = languages.words_of(request, languages.of_api(request))
    asked = request.app[WHAT_IF]
    if asked is None:
        raise Problem("database_unavailable")
    try:
        yield asked, words
    except SolverEnded as problem:
        raise Problem("internal_error", detail=words.text(str(problem))) from problem
    except NothingToSolve as problem:
        raise Problem("not_found", detail=words.text(str(problem))) from problem


def _of(request: web.Request) -> tuple[str, str | None, str | None]:
    return request.match_info["lesson"], request.query.get("community"), request.query.get("term")


def _slot_asked(request: web.Request) -> Slot | None:
    text = request.query.get("slot")
    return None if text is None else _slot(text)


def _slot(text: str) -> Slot:
    found = _SLOT.fullmatch(text)
    if found is None:
        raise Problem("bad_request")
    return Slot(int(found[1]), int(found[2]))


def _head(told: Told) -> dict[str, Any]:
    return {
        "lesson": told.lesson.code or told.lesson.id,
        "name": lesson_name(told.lesson),
        "community": told.district.community[told.lesson.community_id].name,
    }
