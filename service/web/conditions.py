"""What a conditional request gets: the bytes, packed or plain, or 304 (RFC 9110, 13)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from aiohttp import hdrs, web
from multidict import CIMultiDict

from service.web.good_bytes import Good


def answer(request: web.Request, good: Good, headers: CIMultiDict[str]) -> web.Response:
    """200 with the representation that was asked for, or 304; `headers` are those of the 200.

    gzip is sent only to those who ask for it by name, and Vary says so to every cache between.
    """
    packed = wants_gzip(request.headers.get(hdrs.ACCEPT_ENCODING, ""))
    etag = good.packed_etag if packed else good.etag
    headers[hdrs.ETAG] = etag
    headers[hdrs.LAST_MODIFIED] = good.last_modified_text
    headers[hdrs.VARY] = "Accept-Encoding"
    if is_unchanged(request, etag, good.last_modified):
        headers.popall(hdrs.CONTENT_TYPE, None)
        headers.popall(hdrs.CONTENT_DISPOSITION, None)
        return web.Response(status=304, headers=headers)
    if packed:
        headers[hdrs.CONTENT_ENCODING] = "gzip"
    return web.Response(body=good.packed if packed else good.body, headers=headers)


def is_unchanged(request: web.Request, etag: str, last_modified: datetime) -> bool:
    """If-None-Match decides where it is given; If-Modified-Since only where it is not (RFC 9110, 13.2.2)."""
    if (tags := request.headers.get(hdrs.IF_NONE_MATCH)) is not None:
        return tags.strip() == "*" or etag in {_opaque(tag) for tag in tags.split(",")}
    since = _moment(request.headers.get(hdrs.IF_MODIFIED_SINCE))
    return since is not None and last_modified <= since


def wants_gzip(accept_encoding: str) -> bool:
    """Whether gzip is named, with a weight above 0."""
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


def _moment(text: str | None) -> datetime | None:
    """An HTTP date, aware; None when it is none: then the header counts as not sent."""
    if text is None:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
