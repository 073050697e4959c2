"""The addresses of what no solve moves, for this machine only."""

from service.web.asked.solve_bodies import PinBody
from service.web.handlers import pins
from service.web.rendering import schemas
from service.web.route import Reach, Route

_JSON = "application/json"
_WHICH = {
    "community": "id or name; default: all",
    "term": "id or name of a term; default: the newest",
    "lang": "zh or en",
}

PIN_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/api/v1/pins",
        pins.pins,
        "What is pinned, with the ETag that pinning takes",
        Reach.LOOPBACK,
        _JSON,
        _WHICH,
        schema=schemas.PINS,
    ),
    Route(
        "POST",
        "/api/v1/pins",
        pins.pin,
        "Pin lessons where they stand, or unpin them: no solve moves what is pinned",
        Reach.LOOPBACK,
        _JSON,
        _WHICH,
        schema=schemas.PINS,
        takes=PinBody,
        headers={"If-Match": "the ETag of what was shown; needed (428)"},
    ),
)
