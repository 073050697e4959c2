"""The sheet of cards to cut, one for each teacher: the QR code of her page, to be handed to her alone."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web

from service.domain.district import grouped
from service.domain.publishing.feeds.feeds import FeedKind
from service.web import languages
from service.web.backing.backing import Listed
from service.web.handlers.feed_page import page_path
from service.web.handlers.page_answers import origin_of, page
from service.web.keys import BACKING, PUBLIC_URL, TEMPLATES
from service.web.problems import Problem
from service.web.rendering.qr_codes import qr_code


async def qr_sheet(request: web.Request) -> web.StreamResponse:
    """The cards of every campus, of one, or (`?who=`) of some teachers; whose address is revoked has none."""
    backing = request.app[BACKING]
    secret = await backing.secret()
    teachers = [row for row in await backing.listed() if row.group == FeedKind.TEACHER]
    campuses = list(dict.fromkeys(row.subject.campus for row in teachers))
    campus = request.query.get("campus", "")
    if campus and campus not in campuses:
        raise Problem("not_found")
    who = request.query.get("who", "").strip()
    shown = [
        row
        for row in teachers
        if not row.thing.revoked and campus in ("", row.subject.campus) and who in row.subject.name
    ]
    asked = {"campus": campus, "who": who}
    origin = origin_of(request)
    # Aside: the codes of a large district take seconds.
    cards = await asyncio.to_thread(_cards, shown, _alike(teachers), origin, secret)
    words = languages.words_of(request, languages.of_page(request))
    html = request.app[TEMPLATES].render(
        "qr_sheet.html",
        words,
        cards=cards,
        campuses=campuses,
        **asked,
        everybody=len(campuses) > 1 and not campus and not who,
        origin=origin,
        local=request.app[PUBLIC_URL] is None,
        path=request.path,
        query="".join(f"{urlencode({name: value})}&" for name, value in asked.items() if value),
    )
    return page(request, html)


@dataclass(frozen=True, slots=True)
class _Card:
    """`post` is "" where her name alone tells whose it is."""

    name: str
    post: str
    code: str


def _cards(
    rows: Sequence[Listed], alike: frozenset[tuple[str, str]], origin: str, secret: bytes
) -> list[tuple[str, list[_Card]]]:
    by_campus = grouped((row.subject.campus, row) for row in rows)
    return [
        (
            campus,
            [
                _Card(
                    row.subject.name,
                    row.subject.post if (campus, row.subject.name) in alike else "",
                    qr_code(f"{origin}{page_path(row.thing, secret)}"),
                )
                for row in there
            ],
        )
        for campus, there in by_campus.items()
    ]


def _alike(teachers: Sequence[Listed]) -> frozenset[tuple[str, str]]:
    """The names that several teachers of a campus have."""
    counts = Counter((row.subject.campus, row.subject.name) for row in teachers)
    return frozenset(name for name, count in counts.items() if count > 1)
