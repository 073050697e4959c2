"""What a line of the table of routes says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aiohttp.typedefs import Handler


class Reach(StrEnum):
    """Who is answered. Secret addresses are served to whoever has them, the rest to this machine only."""

    ANYBODY = "anybody"
    LOOPBACK = "loopback"


@dataclass(frozen=True, slots=True)
class Route:
    """`answers` is the media type of the answer ("": no body), `query` what the address takes after `?`.

    `headers` are those that it needs, but for a preview.
    `schema` is the JSON Schema of the answer, or a type that msgspec makes one of; `takes` that of the body.
    """

    method: str
    path: str
    handler: Handler
    summary: str
    reach: Reach
    answers: str
    query: Mapping[str, str] = field(default_factory=dict)
    schema: Any = None
    takes: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
