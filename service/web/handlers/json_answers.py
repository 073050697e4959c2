"""A document as an answer."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import hdrs, web

from service.web import languages


def json_answer(
    request: web.Request, document: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> web.Response:
    """The document as JSON, in the reader's language and never kept."""
    return web.Response(
        body=json.dumps(document, ensure_ascii=False).encode(),
        headers={
            hdrs.CONTENT_TYPE: "application/json; charset=utf-8",
            hdrs.CACHE_CONTROL: "no-store",
            hdrs.CONTENT_LANGUAGE: languages.of_api(request),
            hdrs.VARY: "Accept-Language",
            **(headers or {}),
        },
    )
