"""A page as an answer, and the language switch that it remembers."""

from aiohttp import web

from service.web.keys import TEMPLATES
from service.web.languages import COOKIE, asked

_A_YEAR = 365 * 24 * 3600


def page(request: web.Request, html: str) -> web.Response:
    """The page; whoever switched the language finds it switched on every page after."""
    response = web.Response(text=html, content_type="text/html", headers=request.app[TEMPLATES].headers)
    if (language := asked(request)) is not None:
        response.set_cookie(COOKIE, language, max_age=_A_YEAR, httponly=True, samesite="Lax")
    return response
