"""What the commands print, over HTTP: the same documents."""

from aiohttp import web

from service.web import languages
from service.web.backing.tables import Judged, chosen
from service.web.handlers.json_answers import json_answer
from service.web.keys import BACKING, TABLES
from service.web.problems import Problem
from service.words.tables.documents import date_documents, finding_documents, lesson_documents
from service.words.tables.table_documents import table_document


async def lessons(request: web.Request) -> web.StreamResponse:
    """Every home lesson as understood."""
    judged = await _judged(request)
    return json_answer(request, {"lessons": lesson_documents(judged.table.district)})


async def findings(request: web.Request) -> web.StreamResponse:
    """Every finding, with its message in the reader's language."""
    judged = await _judged(request)
    words = languages.words_of(request, languages.of_api(request))
    return json_answer(request, {"findings": finding_documents(judged.findings, words)})


async def dates(request: web.Request) -> web.StreamResponse:
    """The dates of each joint lesson."""
    judged = await _judged(request)
    words = languages.words_of(request, languages.of_api(request))
    district = judged.table.district
    lessons = [
        lesson for lesson in district.joint_lessons if lesson.community_id == judged.choice.community_id
    ]
    return json_answer(request, {"dates": date_documents(district, lessons, words)})


async def table(request: web.Request) -> web.StreamResponse:
    """The joint table."""
    judged = await _judged(request)
    return json_answer(
        request, table_document(judged.table.district, judged.choice.community_id, judged.table.revision)
    )


async def _judged(request: web.Request) -> Judged:
    backing = request.app[BACKING]
    choices = await backing.choices()
    choice = chosen(request, choices)
    judged = None if choice is None else await request.app[TABLES].judged(backing, choices, choice)
    if judged is None:
        raise Problem("not_found")
    return judged
