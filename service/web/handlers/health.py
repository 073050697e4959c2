"""Whether the service lives, and whether it can do its work."""

from aiohttp import web

from service.web.keys import BACKING


async def healthz(_request: web.Request) -> web.StreamResponse:
    """The process answers."""
    return web.json_response({"status": "ok"})


async def readyz(request: web.Request) -> web.StreamResponse:
    """The database is reachable and at the newest schema; else 503. Feeds and displays answer even then."""
    readiness = await request.app[BACKING].readiness()
    ready = readiness.reachable and readiness.newest_schema
    document = {
        "status": "ready" if ready else "not_ready",
        "database_reachable": readiness.reachable,
        "newest_schema": readiness.newest_schema,
    }
    return web.json_response(document, status=200 if ready else 503)
