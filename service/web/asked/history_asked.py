"""Which acts an address asks for: `/revisions/{id}`, alone or with everything after it; or since a day."""

from collections.abc import Sequence
from datetime import date

from aiohttp import web

from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.telling.change_sheets import SheetsBy
from service.domain.telling.timetable_history import History, Stretch
from service.web.problems import Problem


def by_asked(request: web.Request) -> SheetsBy:
    """`?by=`; Problem `bad_request` for what there is not."""
    try:
        return SheetsBy(request.query.get("by", SheetsBy.CAMPUS))
    except ValueError as error:
        raise Problem("bad_request") from error


def stretch_asked(request: web.Request, terms: Sequence[PublishedTerm]) -> Stretch:
    """One act by its id, with `?since=true` what came after it; a day: all of the newest term from then on.

    A number as the commands give it, `3` or `a3`, is of the newest term that has it. Problem `not_found`
    where nothing is called so, or several communities have such a revision.
    """
    name = request.match_info["id"]
    histories = [History(term) for term in terms]
    for history in reversed(histories):
        if len(found := history.named(name)) == 1:
            [act] = found
            return history.after(act) if request.query.get("since") == "true" else history.alone(act)
    try:
        return histories[-1].since(date.fromisoformat(name))
    except (IndexError, ValueError) as error:
        raise Problem("not_found") from error
