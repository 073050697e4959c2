"""Which subscriptions have seen what changed, for the office."""

from aiohttp import web

from service.web import languages
from service.web.handlers.page_answers import page
from service.web.keys import BACKING, CLOCK, TEMPLATES
from service.words.freshness_texts import families_text, moment_text


async def freshness(request: web.Request) -> web.StreamResponse:
    """Every subscription that was looked at or misses a change; those that miss one first.

    `?who=` a part of the name, `?missing=yes` only those that miss one.
    """
    rows = await request.app[BACKING].freshness(request.app[CLOCK]())
    words = languages.words_of(request, languages.of_page(request))
    who, missing = request.query.get("who", "").strip(), request.query.get("missing") == "yes"
    known = [row for row in rows if row.unseen or row.families or row.acknowledged_at]
    shown = [row for row in known if who in row.subscription.name and (row.unseen or not missing)]
    html = request.app[TEMPLATES].render(
        "freshness.html",
        words,
        rows=shown,
        who=who,
        only_missing=missing,
        others=len(rows) - len(known),
        hidden=len(known) - len(shown),
        missing=sum(1 for row in rows if row.unseen),
        urgent=sum(1 for row in rows if row.urgent),
        families=lambda row: families_text(row.families, words),
        moment=lambda moment: moment_text(moment, words),
        path=request.path,
    )
    return page(request, html)
