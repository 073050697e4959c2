"""The page behind a feed's QR code: how to subscribe, on any phone, without a sign-in.

Its token is the feed's own: whoever may read the feed may read how, and both are taken away together.
"""

import re

from aiohttp import hdrs, web

from service.domain.addresses import AddressKind
from service.domain.publishing.feeds.feed_options import ALARMS, Contents
from service.web import languages
from service.web.asked.subscriptions import NOTES, subscription, subscription_at
from service.web.handlers.page_answers import origin_of, page
from service.web.handlers.secret_addresses import thing_at
from service.web.keys import BACKING, LANGUAGE, PUBLIC_URL, TEMPLATES
from service.web.rendering.qr_codes import qr_code
from service.words.feeds.events import feed_name

_SCHEME = re.compile(r"^https?://")


async def subscribe(request: web.Request) -> web.StreamResponse:
    """The feed's name, its address in every form, what can be chosen of it, and what to press where."""
    app = request.app
    entry = await thing_at(request, AddressKind.FEED)
    about = await app[BACKING].feed_title(entry.id)
    language = languages.of_page(request)
    words = languages.words_of(request, language)
    options = subscription_at(request).options
    wanted = subscription(language, options, app[LANGUAGE])
    origin = origin_of(request)
    client = request.headers.get(hdrs.USER_AGENT, "")
    address = f"{origin}/feeds/{request.match_info['token']}.ics{wanted.query}"
    html = app[TEMPLATES].render(
        "subscribe.html",
        words,
        title=feed_name(about.kind, about.name, words),
        options=options,
        # The switch names its language itself.
        chosen=subscription(app[LANGUAGE], options, app[LANGUAGE]).query.replace("?", "&"),
        alarms=ALARMS,
        contents=Contents,
        notes=NOTES,
        address=address,
        webcal=_SCHEME.sub("webcal://", address),
        code=qr_code(f"{origin}{request.path}{wanted.query}"),
        in_wechat="MicroMessenger" in client,
        # HarmonyOS NEXT, in its browser and in its WeChat: opening the page elsewhere would not help there.
        cannot_subscribe="OpenHarmony" in client,
        local=app[PUBLIC_URL] is None,
    )
    return page(request, html)
