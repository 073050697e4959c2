"""The addresses of dated changes, for this machine only."""

from service.web.change_bodies import ActBody, LeaveBody
from service.web.handlers import dated_api
from service.web.rendering import dated_schemas
from service.web.route import Reach, Route

_JSON = "application/json"
_HERE = Reach.LOOPBACK
_TERM = {"term": "id or name of a term; needed where there are several", "lang": "zh or en"}
_PREVIEW = {"preview": "1: only tell what it would do", **_TERM}

DATED_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/api/v1/days/{date}",
        dated_api.day,
        "What stands on a day",
        _HERE,
        _JSON,
        {"campus": "id", "class": "id", "teacher": "id", **_TERM},
        schema=dated_schemas.DAY,
    ),
    Route(
        "GET",
        "/api/v1/occurrences/{lesson}/{date}/stand-ins",
        dated_api.stand_ins,
        "Who can stand in for somebody in one lesson of one date",
        _HERE,
        _JSON,
        {"absent": "id of a person", **_TERM},
        schema=dated_schemas.STAND_INS,
    ),
    Route(
        "GET",
        "/api/v1/occurrences/{lesson}/{date}/slots",
        dated_api.slots,
        "Where one lesson of one date can go, and with what it can change places",
        _HERE,
        _JSON,
        _TERM,
        schema=dated_schemas.SLOTS,
    ),
    Route(
        "GET",
        "/api/v1/changes",
        dated_api.changes,
        "The changes of single dates in force",
        _HERE,
        _JSON,
        _TERM,
        schema=dated_schemas.CHANGES,
    ),
    Route(
        "POST",
        "/api/v1/changes",
        dated_api.act,
        "Change dates, several at once, judged together; an Idempotency-Key is kept",
        _HERE,
        _JSON,
        _PREVIEW,
        schema=dated_schemas.ACT,
        takes=ActBody,
    ),
    Route(
        "DELETE",
        "/api/v1/changes/{id}",
        dated_api.take_back,
        "Take back a change, or all of one act",
        _HERE,
        _JSON,
        _PREVIEW,
        schema=dated_schemas.ACT,
    ),
    Route(
        "POST",
        "/api/v1/leaves",
        dated_api.leave,
        "Settle a leave or a dead link in every school; an Idempotency-Key is kept",
        _HERE,
        _JSON,
        _PREVIEW,
        schema=dated_schemas.LEAVE,
        takes=LeaveBody,
    ),
)
