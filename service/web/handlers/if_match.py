"""The state that whoever changes something was shown, as If-Match."""

from aiohttp import hdrs, web

from service.web.problems import Problem


def seen_by(request: web.Request) -> str:
    """The ETag of what was shown. Problem `if_match_missing`."""
    seen = request.headers.get(hdrs.IF_MATCH, "").strip().strip('"')
    if not seen:
        raise Problem("if_match_missing")
    return seen
