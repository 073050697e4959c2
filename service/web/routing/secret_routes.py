"""The addresses that whoever has them may read: feeds with their pages, and displays."""

from service.web.handlers import display_page, displays, feed_page, feeds, subscribe_page
from service.web.rendering.display_documents import DisplayDocument
from service.web.route import Reach, Route

_LANG = {"lang": "zh or en"}
_FEED = {
    "alarm": "minutes before the start: 5, 10, 15 or 30; default: none",
    "contents": "everything (default) or joint: without home lessons",
    "notes": "days: days off and make-up days as all-day notes; default: none",
    **_LANG,
}
_PAGE = "/page/{token}"
_ICS, _JSON, _HTML = "text/calendar", "application/json", "text/html"
_ANYBODY = Reach.ANYBODY

SECRET_ROUTES: tuple[Route, ...] = (
    Route("GET", "/feeds/{token}.ics", feeds.feed, "A calendar feed", _ANYBODY, _ICS, _FEED),
    Route(
        "GET",
        "/subscribe/{token}",
        subscribe_page.subscribe,
        "How to subscribe to it",
        _ANYBODY,
        _HTML,
        _FEED,
    ),
    Route(
        "GET",
        _PAGE,
        feed_page.show,
        "The page of a feed, with what its teacher can tell",
        _ANYBODY,
        _HTML,
        {"week": "a day of the week to show", "said": "what was just told", **_LANG},
    ),
    Route("POST", f"{_PAGE}/seen", feed_page.acknowledge, "收到", _ANYBODY, _HTML),
    Route("POST", f"{_PAGE}/report", feed_page.report, "Report leave or a broken link", _ANYBODY, _HTML),
    Route("POST", f"{_PAGE}/outcome", feed_page.say_outcome, "How a joint lesson went", _ANYBODY, _HTML),
    Route("GET", "/display/{token}", display_page.shell, "The page of a display", _ANYBODY, _HTML, _LANG),
    Route(
        "GET",
        "/api/v1/displays/{token}",
        displays.document,
        "What a display shows",
        _ANYBODY,
        _JSON,
        _LANG,
        schema=DisplayDocument,
    ),
    Route(
        "POST",
        "/api/v1/displays/{token}/heartbeat",
        displays.heartbeat,
        "A display's sign of life",
        _ANYBODY,
        "",
        takes=displays.HeartbeatBody,
    ),
)
