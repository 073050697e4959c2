"""The addresses of what would be if a joint lesson stood elsewhere, for this machine only."""

from service.web.handlers import what_if_api
from service.web.rendering import what_if_schemas
from service.web.route import Reach, Route

_JSON = "application/json"
_HERE = Reach.LOOPBACK
_LESSON = "/api/v1/what-if/{lesson}"
_WHICH = {
    "community": "id or name, where several have a lesson of that number",
    "term": "id or name of a term; default: the newest",
    "lang": "zh or en",
}
_SLOT = {"slot": "weekday and period, as 3-5; default: any", **_WHICH}

WHAT_IF_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        f"{_LESSON}/slots",
        what_if_api.slots,
        "What each slot of the week would take for a joint lesson",
        _HERE,
        _JSON,
        _WHICH,
        schema=what_if_schemas.SLOTS,
    ),
    Route(
        "GET",
        f"{_LESSON}/slots/{{slot}}",
        what_if_api.slot,
        "Which home lessons would move for one slot, or why it is not to be had",
        _HERE,
        _JSON,
        _WHICH,
        schema=what_if_schemas.SLOT,
    ),
    Route(
        "GET",
        f"{_LESSON}/chains",
        what_if_api.chains,
        "Chains in which up to three joint lessons change places, the best first",
        _HERE,
        _JSON,
        _SLOT,
        schema=what_if_schemas.CHAINS,
    ),
    Route(
        "GET",
        f"{_LESSON}/why",
        what_if_api.why,
        "Why a joint lesson is not placed, and what would help",
        _HERE,
        _JSON,
        _SLOT,
        schema=what_if_schemas.WHY,
    ),
)
