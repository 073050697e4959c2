"""The addresses of dated changes, for this machine only."""

from service.web.asked.change_bodies import ActBody, LeaveBody
from service.web.handlers import change_act_page, change_lesson_page, changes_page, dated_api, leave_page
from service.web.rendering import dated_schemas
from service.web.route import Reach, Route

_JSON, _HTML = "application/json", "text/html"
_LANG = {"lang": "zh or en"}
_HERE = Reach.LOOPBACK
_TERM = {"term": "id or name of a term; needed where there are several", **_LANG}
_KEY = {"Idempotency-Key": "the client's own name for the act, made once; needed but for a preview (428)"}
_PREVIEW = {"preview": "1: only tell what it would do", **_TERM}

DATED_ROUTES: tuple[Route, ...] = (
    # pages
    Route(
        "GET",
        "/changes",
        changes_page.changes,
        "The changes in force, and the lessons of a day",
        _HERE,
        _HTML,
        {"day": "a date", "who": "a campus, a class or a teacher, by name", **_LANG},
    ),
    Route(
        "GET",
        "/changes/lesson",
        change_lesson_page.lesson,
        "What can be done with one lesson of one date",
        _HERE,
        _HTML,
        {
            "lesson": "id",
            "day": "its date by the published table",
            "incident": "id of the report that it answers",
            **_LANG,
        },
    ),
    Route("POST", "/changes/preview", change_act_page.preview, "What a change would do", _HERE, _HTML),
    Route("POST", "/changes/apply", change_act_page.apply, "Change it, and tell", _HERE, _HTML),
    Route("POST", "/changes/handled", changes_page.handled, "A report was answered", _HERE, _HTML),
    Route("POST", "/changes/take-back", changes_page.take_back, "Take it back, and tell", _HERE, _HTML),
    Route(
        "GET",
        "/changes/acts/{id}",
        change_act_page.act,
        "What an act did, and its notices",
        _HERE,
        _HTML,
        _LANG,
    ),
    Route(
        "GET",
        "/leave",
        leave_page.leave,
        "What somebody's leave brings in every school",
        _HERE,
        _HTML,
        {
            "who": "a teacher, or a campus whose link is down",
            "from": "a date",
            "until": "a date",
            "start": "a time",
            "end": "a time",
            "incident": "id of the report that it answers",
            **_LANG,
        },
    ),
    Route("POST", "/leave", leave_page.settle, "Settle it, and tell", _HERE, _HTML),
    # data
    Route(
        "GET",
        "/api/v1/days/{date}",
        dated_api.day,
        "What stands on a day",
        _HERE,
        _JSON,
        {
            "campus": "id or name",
            "class": "id or name; of several campuses: with campus",
            "teacher": "id or name; of several campuses: with campus",
            **_TERM,
        },
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
        "Change dates, several at once, judged together",
        _HERE,
        _JSON,
        _PREVIEW,
        schema=dated_schemas.ACT,
        takes=ActBody,
        headers=_KEY,
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
        "GET",
        "/api/v1/incidents",
        dated_api.incidents,
        "What teachers reported and nobody has answered, each with what would",
        _HERE,
        _JSON,
        _TERM,
        schema=dated_schemas.INCIDENTS,
    ),
    Route(
        "POST",
        "/api/v1/leaves",
        dated_api.leave,
        "Settle a leave or a dead link in every school",
        _HERE,
        _JSON,
        _PREVIEW,
        schema=dated_schemas.LEAVE,
        takes=LeaveBody,
        headers=_KEY,
    ),
)
