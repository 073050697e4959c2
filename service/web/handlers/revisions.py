"""What was published and what changed, as data."""

from collections.abc import Sequence
from typing import Any

from aiohttp import web

from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.telling.timetable_history import History
from service.web import languages
from service.web.asked.history_asked import by_asked, stretch_asked
from service.web.handlers.json_answers import json_answer
from service.web.keys import BACKING
from service.words.changes.history_texts import act_documents, stretch_document


async def revisions(request: web.Request) -> web.StreamResponse:
    """Every revision and amendment, of all terms, the first one first."""
    words = languages.words_of(request, languages.of_api(request))

    def documents(terms: Sequence[PublishedTerm]) -> list[dict[str, Any]]:
        histories = [History(term) for term in terms]
        return [one for each in histories for one in act_documents(each.acts, each.causes, words)]

    return json_answer(request, {"acts": await request.app[BACKING].of_published(documents)})


async def revision(request: web.Request) -> web.StreamResponse:
    """What one changed, or everything since."""
    words, by = languages.words_of(request, languages.of_api(request)), by_asked(request)

    def document(terms: Sequence[PublishedTerm]) -> dict[str, Any]:
        return stretch_document(stretch_asked(request, terms), by, words)

    return json_answer(request, await request.app[BACKING].of_published(document))
