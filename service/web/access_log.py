"""One line per request, without tokens, queries or names."""

from aiohttp import web
from aiohttp.abc import AbstractAccessLogger

from service.web.problem_documents import ROUTE

#: So much of a token is logged: enough to tell two apart, far too little to use one.
_SHOWN = 4


class AccessLog(AbstractAccessLogger):
    """Peer, method, route (with the first letters of a token), status, bytes, milliseconds."""

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        route, token = "unknown", ""
        # What is no HTTP at all never came to a route, and has none to ask for.
        if isinstance(request, web.Request) and ROUTE in request:
            route = request[ROUTE]
            token = request.match_info.get("token", "")[:_SHOWN]
        self.logger.info(
            "%s %s %s%s %d %d %.0f ms",
            request.remote,
            request.method,
            route,
            f" {token}…" if token else "",
            response.status,
            response.body_length,
            time * 1000,
        )
