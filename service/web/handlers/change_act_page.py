"""A change looked at before it is made, and an act that was made, with its notices."""

from collections.abc import Sequence
from secrets import token_urlsafe

from aiohttp import web

from service.actions.changing.dated_acts import ChangeError, WantedChanges
from service.domain.dated_changes import DatedChange
from service.domain.identity import IncidentId
from service.domain.substitution.change_reports import ChangeReport
from service.web import languages
from service.web.act_problems import refusal_lines
from service.web.asked.other_times import TimeUnclear, filled_in
from service.web.handlers.chosen_changes import changes_in, value_of, way_back
from service.web.handlers.page_answers import change_desk_of, page
from service.web.keys import TEMPLATES
from service.web.problems import Problem
from service.words.changes.change_problems import stays_text
from service.words.changes.dated_texts import occurrence_text
from service.words.changes.substitution_texts import school_notice_text
from service.words.tables.finding_texts import finding_text


async def preview(request: web.Request) -> web.StreamResponse:
    """What the change would do, everywhere; nothing is written."""
    return await _acted(request, write=False)


async def apply(request: web.Request) -> web.StreamResponse:
    """Do it, if nothing stands against it; of what was previewed once, once: a second tap finds it done."""
    return await _acted(request, write=True)


async def act(request: web.Request) -> web.StreamResponse:
    """One act that was made: the finished notices, and the way back."""
    try:
        report = await change_desk_of(request).made(request.match_info["id"], None)
    except ChangeError as error:
        raise Problem("not_found") from error
    if report is None:
        raise Problem("not_found")
    return _page(request, report, written=True)


def _page(
    request: web.Request,
    report: ChangeReport,
    *,
    written: bool,
    changes: Sequence[DatedChange] = (),
    incident: str = "",
) -> web.Response:
    """What an act makes, or made, of every lesson; who is told; a notice for each school to paste."""
    words = languages.words_of_page(request)
    absences = report.absences
    html = request.app[TEMPLATES].render(
        "change_act.html",
        words,
        path=request.path if written else None,
        written=written,
        taken=report.amendment.only_takes_back,
        id=report.amendment.id,
        back=way_back(changes, incident),
        value=value_of(changes),
        incident=incident,
        key=token_urlsafe(),
        reason=report.amendment.cause if isinstance(report.amendment.cause, str) else "",
        events=[
            (
                occurrence_text(one.old, words) if one.old else "",
                occurrence_text(one.new, words) if one.new else "",
            )
            for one in report.changes
        ],
        errors=[finding_text(one, words) for one in report.refusals if one not in absences],
        absences=[finding_text(one, words) for one in absences],
        warnings=[
            finding_text(one, words) for one in report.findings if one not in (*report.refusals, *absences)
        ],
        stays=[stays_text(one, words) for one in report.stays],
        told=words.list(tuple(one.name for one in report.told)),
        notices=[(one.school.name, school_notice_text(one, words)) for one in report.notices],
    )
    return page(request, html)


async def _acted(request: web.Request, *, write: bool) -> web.StreamResponse:
    words, form = languages.words_of_page(request), await request.post()
    chosen, incident = tuple(changes_in(form.getall("change", []))), str(form.get("incident", ""))
    try:
        changes = tuple(filled_in(change, form) for change in chosen)
    except TimeUnclear as unclear:
        return _refused(request, (words.text(str(unclear)),), way_back(chosen, incident))
    wanted = WantedChanges(
        changes,
        cause=str(form.get("reason", "")).strip(),
        partial=form.get("partial") == "1",
        incident=IncidentId(incident) if incident else None,
        key=str(form.get("key", "")),
    )
    try:
        report = await change_desk_of(request).act(wanted, None, preview=not write)
    except ChangeError as error:
        return _refused(request, refusal_lines(error, words), way_back(chosen, incident))
    if write:
        raise web.HTTPSeeOther(f"/changes/acts/{report.amendment.id}")
    return _page(request, report, written=False, changes=changes, incident=incident)


def _refused(request: web.Request, said: Sequence[str], back: str) -> web.StreamResponse:
    words = languages.words_of_page(request)
    html = request.app[TEMPLATES].render("change_refused.html", words, path=None, said=said, back=back)
    return page(request, html)
