"""The collection of a term's timetables: who has sent one, and the place to hand them in."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from aiohttp import web

from calendars.zones import SHANGHAI
from service.domain.collecting.collection import CampusCollection, CollectionState
from service.domain.collecting.submissions import Submission
from service.web import languages
from service.web.asked.uploads import received
from service.web.desks.import_desk import Collection
from service.web.handlers.page_answers import desk_of, page
from service.web.handlers.table_page import Figure
from service.web.keys import TEMPLATES
from service.web.problems import Problem
from service.words.catalogue import Words
from service.words.imports.collection_texts import (
    collected_text,
    files_text,
    reminder_text,
    submission_state_text,
)


@dataclass(frozen=True, slots=True)
class CampusRow:
    name: str
    communities: str
    state: str
    state_text: str
    timetable: str
    files: str
    received: str


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    id: str
    files: str
    state: str
    sender: str
    received: str


async def collection(request: web.Request) -> web.StreamResponse:
    """The page."""
    words = languages.words_of(request, languages.of_page(request))
    found = await desk_of(request).collection(request.query.get("term"))
    return page(request, request.app[TEMPLATES].render("collection.html", words, **_context(found, words)))


async def hand_in(request: web.Request) -> web.StreamResponse:
    """Files or a pasted table; shows what was understood of them."""
    desk = desk_of(request)
    words = languages.words_of(request, languages.of_page(request))
    with TemporaryDirectory(prefix="tongke-") as folder:
        upload = await received(request, Path(folder))
        sender = upload.texts.get("sender", "").strip()[:100]
        pasted = upload.texts.get("pasted_html", "") or upload.texts.get("pasted", "")
        if upload.files:
            submission = await desk.hand_in(upload.files, sender)
        elif pasted.strip():
            submission = await desk.hand_in_pasted(pasted, words.text("Pasted table"), sender)
        else:
            raise Problem("nothing_handed_in")
    raise web.HTTPSeeOther(f"/import/{submission.id}")


def _context(found: Collection, words: Words) -> dict[str, object]:
    # Who waits for the coordinator alone is not asked again.
    missing = [
        one.campus.name
        for one in found.campuses
        if one.state in (CollectionState.MISSING, CollectionState.QUESTIONS)
    ]
    return {
        "path": "/import",
        "query": urlencode({"term": found.term}) + "&" if found.term else "",
        "term": found.term,
        "terms": found.terms,
        "figures": _figures(found.campuses, words),
        "campuses": [_campus_row(one, words) for one in found.campuses],
        "submissions": [_submission_row(one, words) for one in found.submissions],
        "reminder": reminder_text(found.term, missing, words) if missing else "",
    }


def _figures(campuses: Iterable[CampusCollection], words: Words) -> tuple[Figure, ...]:
    states = [one.state for one in campuses]
    tones = {
        CollectionState.IN: "good",
        CollectionState.READY: "plain",
        CollectionState.QUESTIONS: "warning",
        CollectionState.MISSING: "plain",
    }
    return tuple(
        Figure(collected_text(state, words), count, len(states), tone if count else "plain")
        for state, tone in tones.items()
        for count in (states.count(state),)
    )


def _campus_row(one: CampusCollection, words: Words) -> CampusRow:
    timetable = ""
    if one.lessons:
        timetable = words.text(
            "classes: {classes}, lessons: {lessons}", classes=one.classes, lessons=one.lessons
        )
    received_at = one.received_at
    return CampusRow(
        one.campus.name,
        words.list(one.communities),
        one.state.value,
        collected_text(one.state, words),
        timetable,
        files_text(one.files, words),
        "" if received_at is None else words.moment(received_at.astimezone(SHANGHAI)),
    )


def _submission_row(one: Submission, words: Words) -> SubmissionRow:
    return SubmissionRow(
        one.id,
        files_text(one.files, words) or words.text("(no file)"),
        submission_state_text(one, words),
        one.sender,
        words.moment(one.received_at.astimezone(SHANGHAI)),
    )
