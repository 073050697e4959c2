"""The page of a display: a shell without contents, kept by the browser for a year."""

from aiohttp import hdrs, web

from service.domain.addresses import AddressKind
from service.web import languages
from service.web.handlers.secret_addresses import thing_at
from service.web.keys import TEMPLATES

#: On plain http there is no service worker: after a restart of the browser without a network, only the
#: HTTP cache can give the page back: after a summer, too, and where the clock of the device is weeks ahead.
#: It is loaded anew when the document says that there is a newer one.
_KEEP = "private, max-age=31536000"


async def shell(request: web.Request) -> web.StreamResponse:
    """The shell; what it shows comes from `/api/v1/displays/{token}`, and from its own store."""
    await thing_at(request, AddressKind.DISPLAY)
    words = languages.words_of(request, languages.of_display(request))
    templates = request.app[TEMPLATES]
    headers = {**templates.headers, hdrs.CACHE_CONTROL: _KEEP, hdrs.VARY: "Accept"}
    return web.Response(
        text=templates.render("display.html", words), content_type="text/html", headers=headers
    )
