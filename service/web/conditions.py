"""What a conditional request gets: the bytes, packed or plain, or 304 (RFC 9110, 13)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from aiohttp import hdrs, web
from multidict import CIMultiDict

from service.web.backing.good_bytes import Good
from service.web.common_headers import COMMON_HEADERS

#: What a 304 does not repeat: it describes bytes that are not sent (RFC 9110, 15.4.5).
_OF_BYTES = (hdrs.CONTENT_TYPE, hdrs.CONTENT_DISPOSITION)


def answer(request: web.Request, good: Good, headers: Iterable[tuple[str, str]]) -> web.Response:
    """200 with the representation that was asked for, or 304; `headers` are those of the 200.

    gzip is sent only to those who ask for it by name, and Vary says so to every cache between.
    """
    packed = wants_gzip(request.headers.get(hdrs.ACCEPT_ENCODING, ""))
    etag = good.packed_etag if packed else good.etag
    unchanged = is_unchanged(request, etag, good.last_modified)
    # The same bytes have the same headers, request after request.
    prepared = good.prepared.get((packed, unchanged))
    if prepared is None:
        prepared = good.prepared[packed, unchanged] = _headers(good, headers, etag, packed, unchanged)
    if unchanged:
        return web.Response(status=304, headers=prepared)
    return web.Response(body=good.packed if packed else good.body, headers=prepared)


def _headers(
    good: Good, headers: Iterable[tuple[str, str]], etag: str, packed: bool, unchanged: bool
) -> CIMultiDict[str]:
    made = CIMultiDict(headers)
    made.update(COMMON_HEADERS)
    made[hdrs.ETAG] = etag
    made[hdrs.LAST_MODIFIED] = good.last_modified_text
    made[hdrs.VARY] = "Accept-Encoding"
    if unchanged:
        for name in _OF_BYTES:
            made.popall(name, None)
    elif packed:
        made[hdrs.CONTENT_ENCODING] = "gzip"
    return made


def is_unchanged(request: web.Request, etag: str, last_modified: datetime) -> bool:
    """If-None-Match decides where it is given; If-Modified-Since only where it is not (RFC 9110, 13.2.2)."""
    if (tags := request.headers.get(hdrs.IF_NONE_MATCH)) is not None:
        return tags == etag or tags.strip() == "*" or etag in {_opaque(tag) for tag in tags.split(",")}
    if hdrs.IF_MODIFIED_SINCE not in request.headers:
        return False
    since = _moment(request.headers[hdrs.IF_MODIFIED_SINCE])
    return since is not None and last_modified <= since


def wants_gzip(accept_encoding: str) -> bool:
    """Whether gzip is named, with a weight above 0."""
    if "gzip" not in accept_encoding.lower():
        return False
    for coding in accept_encoding.split(","):
        name, *parameters = (part.strip().lower() for part in coding.split(";"))
        if name in ("gzip", "x-gzip"):
            return not any(_is_zero(parameter) for parameter in parameters)
    return False


def _is_zero(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and value.strip() in ("0", "0.", "0.0", "0.00", "0.000")


def _opaque(tag: str) -> str:
    """The comparison for GET and HEAD is the weak one: W/ is left out of it."""
    return tag.strip().removeprefix("W/")


def _moment(text: str) -> datetime | None:
    """An HTTP date, aware; None when it is none: then the header counts as not sent."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
