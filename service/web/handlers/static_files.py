"""Style sheets and scripts, by hashed names that never mean anything else."""

from aiohttp import hdrs, web

from service.web.keys import ASSETS
from service.web.problems import Problem


async def static_file(request: web.Request) -> web.StreamResponse:
    """One file, to be kept for ever."""
    found = request.app[ASSETS].find(request.match_info["name"])
    if found is None:
        raise Problem("not_found")
    data, kind = found
    headers = {hdrs.CACHE_CONTROL: "public, max-age=31536000, immutable", hdrs.CONTENT_TYPE: kind}
    return web.Response(body=data, headers=headers)
