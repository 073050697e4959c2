"""What each code of a problem or a finding means: the page its `type` points to."""

from aiohttp import web

from service.web import languages
from service.web.handlers.page_answers import page
from service.web.keys import TEMPLATES
from service.web.problems import STATUSES, Problem
from service.words.pages import codes, explanation_of, title_of


async def problem(request: web.Request) -> web.StreamResponse:
    """One code, in words."""
    code = request.match_info["code"]
    if code not in codes():
        raise Problem("not_found")
    words = languages.words_of(request, languages.of_page(request))
    return page(
        request,
        request.app[TEMPLATES].render(
            "problem.html",
            words,
            title=title_of(code, words),
            explanation=explanation_of(code, words),
            code=code,
            status=STATUSES.get(code),
            path=request.path,
        ),
    )
