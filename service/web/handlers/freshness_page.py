"""Which subscriptions have seen what changed, for the office."""

from aiohttp import web

from service.web import languages
from service.web.handlers.page_answers import page
from service.web.keys import BACKING, CLOCK, TEMPLATES
from service.words.freshness_texts import families_text, moment_text


async def freshness(request: web.Request) -> web.StreamResponse:
    """Every subscription that was looked at or misses a change; those that miss one first."""
    rows = await request.app[BACKING].freshness(request.app[CLOCK]())
    words = languages.words_of(request, languages.of_page(request))
    shown = [row for row in rows if row.unseen or row.families or row.acknowledged_at]
    html = request.app[TEMPLATES].render(
        "freshness.html",
        words,
        rows=shown,
        others=len(rows) - len(shown),
        missing=sum(1 for row in rows if row.unseen),
        urgent=sum(1 for row in rows if row.urgent),
        families=lambda row: families_text(row.families, words),
        moment=lambda moment: moment_text(moment, words),
        path=request.path,
    )
    return page(request, html)
