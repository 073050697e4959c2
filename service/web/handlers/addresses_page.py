"""The list of every feed and display with its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web

from service.domain.addresses import AddressKind, token
from service.domain.district import grouped
from service.web import languages
from service.web.backing.backing import Listed
from service.web.handlers.feed_page import page_path
from service.web.handlers.page_answers import origin_of, page
from service.web.keys import BACKING, PUBLIC_URL, TEMPLATES

#: So many addresses of a kind are seen at once; more are folded.
_FEW = 12
#: What the kinds of feeds, and displays, are called, in the order of the page.
GROUPS: Mapping[str, str] = {
    "community": "Communities",
    "campus": "Campuses",
    "display": "Displays",
    "room": "Rooms",
    "class": "Classes",
    "teacher": "Teachers",
    "research_group": "Research groups",
}


async def addresses(request: web.Request) -> web.StreamResponse:
    """Every address, by kind. These are secrets: whoever has one reads that feed."""
    backing = request.app[BACKING]
    secret = await backing.secret()
    origin = origin_of(request)
    rows = grouped((row.group, row) for row in await backing.listed())
    who = request.query.get("who", "").strip()
    found = [
        (group, [_shown(row, origin, secret) for row in rows[group] if who in row.name])
        for group in GROUPS
        if group in rows
    ]
    groups = [(group, shown) for group, shown in found if shown]
    words = languages.words_of(request, languages.of_page(request))
    html = request.app[TEMPLATES].render(
        "addresses.html",
        words,
        groups=groups,
        who=who,
        known=bool(rows),
        few=_FEW,
        query=f"{urlencode({'who': who})}&" if who else "",
        group_names=GROUPS,
        local=request.app[PUBLIC_URL] is None,
        path=request.path,
    )
    return page(request, html)


@dataclass(frozen=True, slots=True)
class _Shown:
    """`subscribe` is where people subscribe, `page` the page of the feed, both "" for a display.

    All are "" where the address is revoked.
    """

    name: str
    address: str = ""
    subscribe: str = ""
    page: str = ""


def _shown(row: Listed, origin: str, secret: bytes) -> _Shown:
    if row.thing.revoked:
        return _Shown(row.name)
    address = f"{origin}{path_of(row, secret)}"
    if row.thing.kind is not AddressKind.FEED:
        return _Shown(row.name, address)
    subscribe, page = subscribe_path(row, secret), page_path(row.thing, secret)
    return _Shown(row.name, address, f"{origin}{subscribe}", f"{origin}{page}")


def path_of(row: Listed, secret: bytes) -> str:
    """The path of the current address of a feed or display."""
    at = _token(row, secret)
    return f"/feeds/{at}.ics" if row.thing.kind is AddressKind.FEED else f"/display/{at}"


def subscribe_path(row: Listed, secret: bytes) -> str:
    """The path of the page where people subscribe to a feed."""
    return f"/subscribe/{_token(row, secret)}"


def _token(row: Listed, secret: bytes) -> str:
    return token(secret, row.thing.kind, row.thing.id, row.thing.generation)
