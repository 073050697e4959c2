"""请假一键处理: a name and a span, every lesson concerned with its answers, and one act that settles them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from secrets import token_urlsafe

from aiohttp import web

from calendars.spans import DateSpan
from service.actions.changing.answer_leave import Absence, Concerned, DeadLink
from service.actions.changing.ask_dates import Published
from service.actions.changing.dated_acts import ChangeError, NoOpenIncident
from service.domain.dated_changes import Leave
from service.domain.identity import CampusId, IncidentId
from service.domain.substitution.leaves import Consequence
from service.web import languages
from service.web.act_problems import refusal_text
from service.web.asked.change_bodies import span_of
from service.web.handlers.page_answers import change_desk_of, page
from service.web.keys import TEMPLATES
from service.web.problems import Problem
from service.words.catalogue import Words
from service.words.changes.dated_texts import answer_text, consequence_text
from service.words.tables.named_things import nobody_text, people_meant, person_text

_LARGEST_FORM = 256 * 1024


@dataclass(frozen=True, slots=True)
class ConsequenceView:
    text: str
    answers: tuple[str, ...]


async def leave(request: web.Request) -> web.StreamResponse:
    """The form; with a name and a day, what that concerns."""
    return await _shown(request, request.query, "")


async def settle(request: web.Request) -> web.StreamResponse:
    """Settle it as chosen, if it is what was shown."""
    posted = await request.clone(client_max_size=_LARGEST_FORM).post()
    form = {name: value for name, value in posted.items() if isinstance(value, str)}
    words, desk = languages.words_of_page(request), change_desk_of(request)
    try:
        known = await desk.published(None)
        absence = _absence(known, form, words)
        if isinstance(absence, str):
            return await _shown(request, form, absence)
        report = await desk.settle(
            absence,
            dict(_answers(form)),
            seen=form.get("seen", ""),
            cause=words.text("link down") if isinstance(absence, DeadLink) else "",
            key=_key(form),
            incident=IncidentId(form["incident"]) if form.get("incident") else None,
            preview=False,
            term=None,
        )
    except ChangeError as error:
        if isinstance(error, NoOpenIncident):  # then it is settled, if at all, on its own account
            form["incident"] = ""
        return await _shown(request, form, refusal_text(error, words))
    raise web.HTTPSeeOther(f"/changes/acts/{report.amendment.id}")


async def _shown(request: web.Request, form: Mapping[str, str], said: str) -> web.StreamResponse:
    words, desk = languages.words_of_page(request), change_desk_of(request)
    found: Concerned | None = None
    known: Published | None = None
    try:
        known = await desk.published(None)
        if form.get("who", "").strip():
            absence = _absence(known, form, words)
            if isinstance(absence, str):
                said = said or absence
            else:
                found = await desk.concerned(absence, None)
    except ChangeError as error:
        said = refusal_text(error, words)
    today = known.today.isoformat() if known else ""
    fields = {
        name: form.get(name, "").strip() for name in ("who", "from", "until", "start", "end", "incident")
    }
    html = request.app[TEMPLATES].render(
        "leave.html",
        words,
        path="/leave",
        query="",
        said=said,
        fields={**fields, "from": fields["from"] or today},
        first_day=today,
        last_day=known.district.term.term.last_day.isoformat() if known else "",
        names=_names(known) if known else (),
        found=found is not None,
        seen=found.seen if found else "",
        key=token_urlsafe(),
        over=found.over if found else 0,
        listed=[_view(one, words) for one in found.listed] if found else [],
    )
    return page(request, html)


def _absence(known: Published, form: Mapping[str, str], words: Words) -> Absence | str:
    """Whose leave, or which campus's link; a text where that is not clear."""
    who = form.get("who", "").strip()
    try:
        first = date.fromisoformat(form.get("from", "") or known.today.isoformat())
        last = date.fromisoformat(form.get("until", "") or first.isoformat())
    except ValueError as error:
        raise Problem("bad_request") from error
    if last < first:
        return words.text("the last day lies before the first; expected it later")
    days, span = DateSpan.of(first, last), span_of(form.get("start"), form.get("end"))
    for campus in known.district.campuses:
        if campus.name == who:
            return DeadLink(CampusId(campus.id), days, span)
    # As the list of names writes it, or as somebody types it.
    people = [one for one in known.district.people if person_text(one, known.district) == who]
    people = people or list(people_meant(known.district, who))
    if len(people) == 1:
        return Leave(people[0].id, days, span)
    if not people:
        return nobody_text(known.district, who, words)
    names = tuple(person_text(one, known.district) for one in people)
    return words.text("“{text}” may be several people: {names}", text=who, names=names)


def _names(known: Published) -> tuple[str, ...]:
    district = known.district
    people = (person_text(one, district) for one in district.people if not one.placeholder)
    return (*sorted(people), *(campus.name for campus in district.campuses))


def _view(one: Consequence, words: Words) -> ConsequenceView:
    return ConsequenceView(consequence_text(one, words), tuple(answer_text(a, words) for a in one.answers))


def _key(form: Mapping[str, str]) -> str:
    """The name of what is settled: of other answers from the same page it is another."""
    key = form.get("key", "")
    return f"{key} {sorted(_answers(form))}" if key else ""


def _answers(form: Mapping[str, str]) -> list[tuple[int, int]]:
    """`answer-2` = 3."""
    found = []
    for name, value in form.items():
        number = name.removeprefix("answer-")
        if number != name:
            if not (number.isdecimal() and value.isdecimal() and len(number + value) < 8):
                raise Problem("bad_request")
            found.append((int(number), int(value)))
    return found
