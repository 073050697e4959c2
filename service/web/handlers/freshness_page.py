"""Which subscriptions have seen what changed, for the office."""

from aiohttp import web

from service.web import languages
from service.web.handlers.page_answers import page
from service.web.keys import BACKING, CLOCK, TEMPLATES
from service.words.changes.freshness_texts import families_text, missed_text, moment_text


async def freshness(request: web.Request) -> web.StreamResponse:
    """Every teacher and every other subscription that is read; those that miss a change first.

    What nobody ever fetched is counted nowhere, and listed in a folded end.

    `?who=` a part of the name, `?missing=yes` only those that miss one.
    """
    rows = await request.app[BACKING].freshness(request.app[CLOCK]())
    words = languages.words_of(request, languages.of_page(request))
    who, missing = request.query.get("who", "").strip(), request.query.get("missing") == "yes"
    read = [row for row in rows if not row.unused]
    known = [row for row in read if row.unseen or row.families or row.acknowledged_at]
    unused = [row for row in rows if row.unused and row.unseen]
    shown = [row for row in known if who in row.subscription.name and (row.unseen or not missing)]
    html = request.app[TEMPLATES].render(
        "freshness.html",
        words,
        rows=shown,
        who=who,
        only_missing=missing,
        unused=[row for row in unused if who in row.subscription.name],
        others=len(rows) - len(known) - len(unused),
        hidden=len(known) - len(shown),
        missing=sum(1 for row in read if row.unseen),
        urgent=sum(1 for row in read if row.urgent),
        families=lambda row: families_text(row.families, words),
        missed=lambda one: missed_text(one, words),
        moment=lambda moment: moment_text(moment, words) if moment else "",
        path=request.path,
    )
    return page(request, html)
