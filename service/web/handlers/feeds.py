"""Calendar feeds: the files that calendar programs fetch, for years, from an address nobody can guess."""

from aiohttp import hdrs, web

from service.domain.addresses import AddressKind
from service.web import languages
from service.web.asked.subscriptions import Subscription, subscription_at
from service.web.backing.good_bytes import Good, Made
from service.web.conditions import answer
from service.web.handlers.secret_addresses import thing_at
from service.web.keys import BACKING, CLOCK, COUNTING, FOLLOWER, GOOD_BYTES, PUBLIC_URL

_HEADERS = (
    (hdrs.CONTENT_TYPE, "text/calendar; charset=utf-8"),
    (hdrs.CONTENT_DISPOSITION, 'inline; filename="tongke.ics"'),
    # Keep it, but ask each time; and no shared cache, for the address is a secret.
    (hdrs.CACHE_CONTROL, "private, no-cache"),
)


async def feed(request: web.Request) -> web.StreamResponse:
    """The iCalendar file of one feed; the last good bytes when the database is gone."""
    app = request.app
    entry = await thing_at(request, AddressKind.FEED)
    wanted = subscription_at(request)
    key = f"feed {entry.id} {wanted.language}{wanted.query}"
    mark = app[FOLLOWER].marks.outward
    # Nearly every request ends here: what it does beside this is most of what a feed costs.
    good = app[GOOD_BYTES].fresh(key, mark) or await _made(request, entry.id, wanted, key, mark)
    response = answer(request, good, _HEADERS)
    client = request.headers.get(hdrs.USER_AGENT, "")
    app[COUNTING].fetched(entry.id, client, good.newest, app[CLOCK]())
    return response


async def _made(request: web.Request, feed_id: str, wanted: Subscription, key: str, mark: str) -> Good:
    app = request.app
    words = languages.words_of(request, wanted.language)
    public = app[PUBLIC_URL]
    source = None if public is None else f"{public}{request.path}{wanted.query}"

    async def make() -> Made:
        return await app[BACKING].feed(feed_id, words, wanted.options, source, app[CLOCK]())

    return await app[GOOD_BYTES].get(key, mark, make)
