"""In which language somebody is answered."""

from collections.abc import Iterator

from aiohttp import hdrs, web

from service.web.keys import LANGUAGE, WORDS
from service.words.catalogue import LANGUAGES, Language, Words

COOKIE = "lang"


def asked(request: web.Request) -> Language | None:
    """The language that `?lang=` asks for."""
    return LANGUAGES.get(request.query.get("lang", ""))


def of_page(request: web.Request) -> Language:
    """Pages are Chinese first: English only for those who switched, now or (a cookie) before."""
    return asked(request) or LANGUAGES.get(request.cookies.get(COOKIE, "")) or _default(request)


def of_api(request: web.Request) -> Language:
    """`?lang=`, else Accept-Language, else the setting."""
    given = (LANGUAGES.get(name) for name in _accepted(request.headers.get(hdrs.ACCEPT_LANGUAGE, "")))
    return asked(request) or next((language for language in given if language), None) or _default(request)


def of_display(request: web.Request) -> Language:
    """`?lang=`, else the setting: a display shows what its address says, whatever its browser prefers."""
    if not request.query_string:
        return _default(request)
    return asked(request) or _default(request)


def words_of(request: web.Request, language: Language) -> Words:
    return request.app[WORDS][language]


def words_of_page(request: web.Request) -> Words:
    """The words of a page for whoever asks for it."""
    return words_of(request, of_page(request))


def _default(request: web.Request) -> Language:
    return request.app[LANGUAGE]


def _accepted(header: str) -> Iterator[str]:
    """The primary tags of an Accept-Language header (RFC 9110, 12.5.4), the most wanted first."""
    weighted = []
    for place, part in enumerate(header.split(",")):
        tag, _, parameter = part.partition(";")
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        if weight > 0:
            weighted.append((-weight, place, tag.strip().lower().split("-")[0]))
    return (tag for _, _, tag in sorted(weighted))
