"""Every address of the service: one table."""

from service.web.asked.solve_bodies import SolveBody
from service.web.asked.week_edit_bodies import WeekEditBody
from service.web.handlers import (
    addresses_page,
    api,
    calendar_page,
    collection_page,
    freshness_page,
    health,
    metrics,
    openapi,
    problem_pages,
    qr_sheet_page,
    revisions,
    revisions_page,
    solves,
    static_files,
    submission_page,
    table_page,
    week_edits,
    week_page,
)
from service.web.rendering import schemas
from service.web.route import Reach, Route
from service.web.routing.dated_routes import DATED_ROUTES
from service.web.routing.pin_routes import PIN_ROUTES
from service.web.routing.secret_routes import SECRET_ROUTES
from service.web.routing.what_if_routes import WHAT_IF_ROUTES

_LANG = {"lang": "zh or en"}
_TABLE = {
    "community": "id or name of a community; default: the first",
    "term": "id or name of a term; default: the newest",
    **_LANG,
}
_TERM = {"term": "id or name of a term, where there are several"}
_SHEETS = {
    "by": "campus (default), teacher, class or room",
    "since": "true: everything after it, without it",
    **_LANG,
}
_WEEK_FORM = {
    "kind": "close, follow, bells or assign, with the fields of its form: what it would change",
    "term": "name of a term; default: the newest",
    "stale": "what was shown before is not so any more",
    "done": "something done a moment ago, by the name it got",
    **_LANG,
}
_SUBMISSION = "/import/{id}"
_JSON, _HTML, _TEXT = "application/json", "text/html", "text/plain"
_ANYBODY, _LOOPBACK = Reach.ANYBODY, Reach.LOOPBACK

ROUTES: tuple[Route, ...] = (
    # pages
    Route("GET", "/", table_page.table, "The joint table of a community", _LOOPBACK, _HTML, _TABLE),
    Route(
        "GET",
        "/import",
        collection_page.collection,
        "Who has sent a timetable, and the place to hand one in",
        _LOOPBACK,
        _HTML,
        {"term": "name of a term; default: the newest", **_LANG},
    ),
    Route(
        "POST", "/import", collection_page.hand_in, "Hand in workbooks or a pasted table", _LOOPBACK, _HTML
    ),
    Route(
        "GET",
        _SUBMISSION,
        submission_page.submission,
        "What was understood of workbooks handed in, and what they ask",
        _LOOPBACK,
        _HTML,
        {"sheet": "the sheet to show, from 0", "from_day": "the first day of the timetables", **_LANG},
    ),
    Route(
        "POST", f"{_SUBMISSION}/answers", submission_page.answers, "Answer what they ask", _LOOPBACK, _HTML
    ),
    Route("POST", f"{_SUBMISSION}/take", submission_page.take, "Write what is ready", _LOOPBACK, _HTML),
    Route("POST", f"{_SUBMISSION}/withdraw", submission_page.withdraw, "Take them back", _LOOPBACK, _HTML),
    Route(
        "GET",
        "/calendar",
        calendar_page.calendar,
        "Holiday notices, and what make-up days follow",
        _LOOPBACK,
        _HTML,
        {
            **_WEEK_FORM,
            "notice": "a file handed in, by the name it got: what it would change",
        },
    ),
    Route(
        "POST",
        "/calendar",
        calendar_page.change,
        "Import a notice, or answer for a make-up day",
        _LOOPBACK,
        _HTML,
    ),
    Route(
        "GET",
        "/week",
        week_page.week,
        "Closures and lasting changes: what stands, and what one more would do",
        _LOOPBACK,
        _HTML,
        _WEEK_FORM,
    ),
    Route("POST", "/week", week_page.change, "Do what was shown, as it was shown", _LOOPBACK, _HTML),
    Route(
        "GET",
        "/revisions",
        revisions_page.revisions,
        "Every revision and amendment",
        _LOOPBACK,
        _HTML,
        _LANG,
    ),
    Route(
        "GET",
        "/revisions/{id}",
        revisions_page.revision,
        "What one changed, to print",
        _LOOPBACK,
        _HTML,
        _SHEETS,
    ),
    Route(
        "GET",
        "/addresses",
        addresses_page.addresses,
        "Every feed and display",
        _LOOPBACK,
        _HTML,
        {"who": "a part of the name", **_LANG},
    ),
    Route(
        "GET",
        "/addresses/qr",
        qr_sheet_page.qr_sheet,
        "The QR codes of the teachers' pages, to print and cut",
        _LOOPBACK,
        _HTML,
        {"campus": "name of a campus; default: all", **_LANG},
    ),
    Route("GET", "/freshness", freshness_page.freshness, "Who has seen the changes", _LOOPBACK, _HTML, _LANG),
    Route("GET", "/problems/{code}", problem_pages.problem, "What a code means", _ANYBODY, _HTML, _LANG),
    Route("GET", "/static/{name}", static_files.static_file, "Style sheets and scripts", _ANYBODY, "*/*"),
    *SECRET_ROUTES,
    # data
    Route(
        "GET",
        "/api/v1/lessons",
        api.lessons,
        "Every home lesson",
        _LOOPBACK,
        _JSON,
        _TABLE,
        schema=schemas.LESSONS,
    ),
    Route(
        "GET",
        "/api/v1/findings",
        api.findings,
        "Every finding of the rules",
        _LOOPBACK,
        _JSON,
        _TABLE,
        schema=schemas.FINDINGS,
    ),
    Route(
        "GET",
        "/api/v1/dates",
        api.dates,
        "The dates of the joint lessons",
        _LOOPBACK,
        _JSON,
        _TABLE,
        schema=schemas.DATES,
    ),
    Route(
        "GET", "/api/v1/table", api.table, "The joint table", _LOOPBACK, _JSON, _TABLE, schema=schemas.TABLE
    ),
    Route(
        "GET",
        "/api/v1/revisions",
        revisions.revisions,
        "Every revision and amendment",
        _LOOPBACK,
        _JSON,
        _LANG,
        schema=schemas.REVISIONS,
    ),
    Route(
        "GET",
        "/api/v1/revisions/{id}",
        revisions.revision,
        "What one changed, or everything since; a date as id: since that day",
        _LOOPBACK,
        _JSON,
        _SHEETS,
        schema=schemas.REVISION,
    ),
    Route(
        "GET",
        "/api/v1/calendar",
        week_edits.calendar,
        "Holiday notices known, and make-up days to be decided",
        _LOOPBACK,
        _JSON,
        _LANG,
        schema=schemas.CALENDAR,
    ),
    Route(
        "GET",
        "/api/v1/solves",
        solves.solves,
        "How far each community's table is: moved, bound and gap",
        _LOOPBACK,
        _JSON,
        _LANG,
        schema=schemas.SOLVES,
    ),
    Route(
        "POST",
        "/api/v1/solves",
        solves.begin,
        "Begin to solve a community, from its draft where that still stands",
        _LOOPBACK,
        _JSON,
        {"community": "id or name of a community", **_TERM, **_LANG},
        schema=schemas.SOLVE,
        takes=SolveBody,
    ),
    Route(
        "DELETE",
        "/api/v1/solves/{community}",
        solves.stop,
        "Stop it and keep the best",
        _LOOPBACK,
        _JSON,
        _LANG,
        schema=schemas.SOLVE,
    ),
    Route(
        "POST",
        "/api/v1/week-edits",
        week_edits.edit,
        "Change the week by date: closures, make-up days, bells, assignments, a notice",
        _LOOPBACK,
        _JSON,
        {"preview": "true: what it would do, with the ETag that doing it takes", **_TERM, **_LANG},
        schema=schemas.WEEK_EDIT,
        takes=WeekEditBody,
        headers={"If-Match": "the ETag of the preview; needed but for a preview (428)"},
    ),
    *PIN_ROUTES,
    *DATED_ROUTES,
    *WHAT_IF_ROUTES,
    Route("GET", "/api/openapi.json", openapi.openapi, "This list, as OpenAPI", _LOOPBACK, _JSON),
    # the service itself
    Route(
        "GET",
        "/healthz",
        health.healthz,
        "Whether the process answers",
        _ANYBODY,
        _JSON,
        schema=schemas.HEALTH,
    ),
    Route(
        "GET",
        "/readyz",
        health.readyz,
        "Whether it can do its work",
        _ANYBODY,
        _JSON,
        schema=schemas.READINESS,
    ),
    Route("GET", "/metrics", metrics.metrics, "Figures for Prometheus", _LOOPBACK, _TEXT),
)
