"""Who is on this machine. Until there is a sign-in, only they see pages and the API."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from service.web.problems import Problem

# A proxy on this machine makes everybody look like this machine; it says so in one of these.
_FORWARDING = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def is_loopback(request: web.Request) -> bool:
    """Whether the request came from this machine, directly, and under a name of this machine.

    The name matters: a web page elsewhere may point its own name at 127.0.0.1 (DNS rebinding) and
    read what a browser here can read.
    """
    if any(name in request.headers for name in _FORWARDING):
        return False
    host = _host_name(request.headers.get(hdrs.HOST, ""))
    return _is_here(request.remote or "") and (host == "localhost" or _is_here(host))


def loopback_only(handler: Handler, *, trusted: bool) -> Handler:
    """The handler, for this machine only; not `trusted`: for nobody.

    Where there is a public address there is a proxy, and one that marks nothing (nginx by itself) makes the
    whole world look like this machine.
    """

    async def guarded(request: web.Request) -> web.StreamResponse:
        if not is_loopback(request):
            raise Problem("loopback_only")
        if not trusted:
            raise Problem("pages_closed")
        return await handler(request)

    return guarded


def same_origin_only(handler: Handler) -> Handler:
    """The handler, for our own pages: a browser sends here what a page elsewhere posts, too."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        if not _is_ours(request):
            raise Problem("other_origin")
        return await handler(request)

    return guarded


def _is_ours(request: web.Request) -> bool:
    """By what browsers say of a request; what is no browser says nothing, and is no other page."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get(hdrs.ORIGIN)
    return origin is None or urlsplit(origin).netloc == request.headers.get(hdrs.HOST)


def _host_name(host: str) -> str:
    """The name in a Host header, without its port; "" when it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
