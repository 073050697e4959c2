"""The addresses of what no solve moves, and of what it places by season, for this machine only."""

from service.web.asked.solve_bodies import PinBody, SplitBody
from service.web.handlers import pins, splits
from service.web.rendering import schemas
from service.web.route import Reach, Route

_JSON = "application/json"
_WHICH = {
    "community": "id or name; default: all",
    "term": "id or name of a term; default: the newest",
    "lang": "zh or en",
}
_SEEN = {"If-Match": "the ETag of what was shown; needed (428)"}

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
        headers=_SEEN,
    ),
    Route(
        "GET",
        "/api/v1/splits",
        splits.splits,
        "What is split by season, with the ETag that splitting takes",
        Reach.LOOPBACK,
        _JSON,
        _WHICH,
        schema=schemas.SPLITS,
    ),
    Route(
        "POST",
        "/api/v1/splits",
        splits.split,
        "Give a joint lesson a slot of its own in each season of bells, or make it one again",
        Reach.LOOPBACK,
        _JSON,
        _WHICH,
        schema=schemas.SPLITS,
        takes=SplitBody,
        headers=_SEEN,
    ),
)
