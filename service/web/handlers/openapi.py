"""The table of routes as an OpenAPI 3.1 document."""

import re
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

import msgspec
from aiohttp import web

from service.web.asked.change_bodies import ActBody, LeaveBody
from service.web.asked.solve_bodies import PinBody, SolveBody, SplitBody
from service.web.asked.week_edit_bodies import WeekEditBody
from service.web.handlers.displays import HeartbeatBody
from service.web.keys import ROUTE_TABLE
from service.web.rendering.display_documents import DisplayDocument
from service.web.rendering.schemas import PROBLEM
from service.web.route import Reach, Route

_PARAMETER = re.compile(r"\{(\w+)\}")
_TYPES = (DisplayDocument, HeartbeatBody, WeekEditBody, ActBody, LeaveBody, SolveBody, PinBody, SplitBody)


async def openapi(request: web.Request) -> web.StreamResponse:
    """Every route that is served."""
    routes = request.app[ROUTE_TABLE]
    return web.json_response(document(routes))


def document(routes: Iterable[Route]) -> dict[str, Any]:
    """The OpenAPI document of some routes."""
    schemas, components = msgspec.json.schema_components(_TYPES, ref_template="#/components/schemas/{name}")
    of_type = dict(zip(_TYPES, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, of_type)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tongke 同课", "version": version("tongke")},
        "paths": paths,
        "components": {"schemas": {**components, "Problem": PROBLEM}},
    }


def _operation(route: Route, of_type: dict[Any, Any]) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PARAMETER.findall(route.path)
    ]
    parameters += [
        {"name": name, "in": "query", "description": about, "schema": {"type": "string"}}
        for name, about in route.query.items()
    ]
    parameters += [
        {"name": name, "in": "header", "description": about, "schema": {"type": "string"}}
        for name, about in route.headers.items()
    ]
    operation: dict[str, Any] = {
        "summary": route.summary,
        "parameters": parameters,
        "responses": {
            "204" if not route.answers else "200": _success(route, of_type),
            "default": {
                "description": "a problem (RFC 9457)",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        },
    }
    if route.reach is Reach.LOOPBACK:
        operation["description"] = "Answered to this machine only, until there is a sign-in."
    if route.takes is not None:
        body = {"application/json": {"schema": of_type.get(route.takes, route.takes)}}
        operation["requestBody"] = {"content": body}
    return operation


def _success(route: Route, of_type: dict[Any, Any]) -> dict[str, Any]:
    if not route.answers:
        return {"description": "done"}
    schema = {"type": "string"} if route.schema is None else _schema(route.schema, of_type)
    return {"description": route.summary, "content": {route.answers: {"schema": schema}}}


def _schema(schema: Any, of_type: dict[Any, Any]) -> Any:
    return of_type[schema] if isinstance(schema, type) else schema
