"""A page as an answer, the language switch that it remembers, and what addresses on it begin with."""

from aiohttp import web

from service.web.desks.calendar_desk import CalendarDesk
from service.web.desks.change_desk import ChangeDesk
from service.web.desks.import_desk import ImportDesk
from service.web.desks.solve_desk import SolveDesk
from service.web.keys import CALENDAR_DESK, CHANGE_DESK, IMPORT_DESK, PUBLIC_URL, SOLVE_DESK, TEMPLATES
from service.web.languages import COOKIE, asked
from service.web.problems import Problem

_A_YEAR = 365 * 24 * 3600


def page(request: web.Request, html: str) -> web.Response:
    """The page; whoever switched the language finds it switched on every page after."""
    response = web.Response(text=html, content_type="text/html", headers=request.app[TEMPLATES].headers)
    if (language := asked(request)) is not None:
        response.set_cookie(COOKIE, language, max_age=_A_YEAR, httponly=True, samesite="Lax")
    return response


def origin_of(request: web.Request) -> str:
    """The public address of the service; without one, that by which it was called."""
    return request.app[PUBLIC_URL] or f"{request.scheme}://{request.host}"


def desk_of(request: web.Request) -> ImportDesk:
    """Where workbooks are handed in; Problem `database_unavailable` where there is no such place."""
    desk = request.app[IMPORT_DESK]
    if desk is None:
        raise Problem("database_unavailable")
    return desk


def calendar_desk_of(request: web.Request) -> CalendarDesk:
    """Where the week is changed by date; Problem `database_unavailable` where there is no such place."""
    desk = request.app[CALENDAR_DESK]
    if desk is None:
        raise Problem("database_unavailable")
    return desk


def solve_desk_of(request: web.Request) -> SolveDesk:
    """Where tables are solved; Problem `database_unavailable` where there is no such place."""
    desk = request.app[SOLVE_DESK]
    if desk is None:
        raise Problem("database_unavailable")
    return desk


def change_desk_of(request: web.Request) -> ChangeDesk:
    """Where dates are changed; Problem `database_unavailable` where there is no such place."""
    desk = request.app[CHANGE_DESK]
    if desk is None:
        raise Problem("database_unavailable")
    return desk
