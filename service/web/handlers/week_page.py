"""停课与调整: closures, make-up days, bells and lasting changes; each is shown first, then done as shown.

What is asked stands in the address, so that Back and a second look work; only doing it is a POST.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from aiohttp import web

from service.actions.changing.edit_week import Overtaken, SeenAnother, WeekEditRefused
from service.domain.week_edits.edit_choices import EditChoices
from service.domain.week_edits.requests import RequestRefused, WeekRequest
from service.storage.minting import mint
from service.web import languages
from service.web.asked.week_forms import Fields, FormIncomplete, fields_of, refusal_text, request_of_form
from service.web.desks.calendar_desk import DoneEdit
from service.web.handlers.page_answers import calendar_desk_of, page
from service.web.keys import CLOCK, TEMPLATES
from service.web.rendering.edit_views import EditView, edit_view
from service.words.catalogue import Words
from service.words.changes.week_request_texts import (
    bells_text,
    closure_text,
    handover_text,
    ringing_text,
    rule_text,
)
from service.words.feeds.day_notes import grade_text

_PATH = "/week"
#: The one text that says both: somebody else was faster.
_STALE = str(SeenAnother())


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Something that stands, and the address that shows what taking it back does.

    "": bells, on which others were laid later, which have to go first.
    """

    text: str
    take_back: str


async def week(request: web.Request) -> web.StreamResponse:
    """The forms, what stands, and (`?kind=`) what an edit would do; `?done=` what was done last."""
    words, desk = languages.words_of_page(request), calendar_desk_of(request)
    known = await desk.week(request.query.get("term"))
    fields = fields_of(tuple(request.query.items()))
    said = words.text(_STALE) if "stale" in request.query else ""
    edit: EditView | None = None
    if known.term and any(name == "kind" for name, _ in fields):
        try:
            asked = _asked(request, fields)
            report = await desk.edit(asked, term=known.term, all_terms=False, seen=None)
            edit = edit_view(asked, report, words)
        except (FormIncomplete, RequestRefused, WeekEditRefused) as refused:
            said = " ".join(filter(None, (said, refusal_text(refused, words))))
    done = desk.done(request.query.get("done", ""))
    context = {
        "path": _PATH,
        "query": f"{urlencode(fields)}&" if fields else "",
        "known": known,
        "grades": [(grade, grade_text(grade, words)) for grade in known.choices.grades],
        "weekdays": [(number, words.weekday(number)) for number in range(1, 8)],
        "standing": _standing(known.choices, known.term, words),
        "ringing": [ringing_text(one.campuses, one.seasons, words) for one in known.choices.ringing],
        "fields": fields,
        "given": _given(fields),
        "said": said,
        "edit": edit,
        "done": None if done is None else edit_view(done.request, done.report, words),
    }
    return page(request, request.app[TEMPLATES].render("week.html", words, **context))


async def change(request: web.Request) -> web.StreamResponse:
    """Do what was shown; what is not so any more, or cannot be done, is shown again."""
    desk, form = calendar_desk_of(request), await request.post()
    texts = [(name, value) for name, value in form.items() if isinstance(value, str)]
    fields, seen = fields_of(texts), dict(texts).get("seen", "")
    again = f"{_PATH}?{urlencode(fields)}"
    try:
        asked = _asked(request, fields)
        # Without what was seen, nothing is done: it is shown.
        report = await desk.edit(asked, term=dict(fields).get("term"), all_terms=False, seen=seen or None)
    except (SeenAnother, Overtaken) as stale:
        raise web.HTTPSeeOther(f"{again}&stale=1") from stale
    except (FormIncomplete, RequestRefused, WeekEditRefused) as refused:
        raise web.HTTPSeeOther(again) from refused
    if not report.written:
        raise web.HTTPSeeOther(again)
    term = urlencode([(name, value) for name, value in fields if name == "term"])
    raise web.HTTPSeeOther(f"{_PATH}?{term}&done={desk.keep(DoneEdit(asked, report))}")


def _given(fields: Fields) -> Mapping[str, tuple[str, ...]]:
    """The values of each field, to fill a form again; those of the kind asked only."""
    names = dict.fromkeys(name for name, _ in fields)
    return {name: tuple(value for key, value in fields if key == name) for name in names}


def _asked(request: web.Request, fields: Fields) -> WeekRequest:
    return request_of_form(fields, mint(request.app[CLOCK]()))


def _standing(choices: EditChoices, term: str, words: Words) -> tuple[StandingRow, ...]:
    """Closures, other days and handovers from today on, in this order."""
    rows = [
        StandingRow(
            closure_text(one.campuses, one.closure, words),
            _address(
                term,
                kind="close",
                campuses=one.campuses,
                first=one.closure.days.first,
                last=one.closure.days.last,
                reason=one.closure.reason,
                grades=tuple(str(grade) for grade in sorted(one.closure.grades or ())),
                start=f"{one.closure.span.start_time:%H:%M}" if one.closure.span else None,
                end=f"{one.closure.span.end_time:%H:%M}" if one.closure.span else None,
                reopen="1",
            ),
        )
        for one in choices.closures
    ]
    rows += [
        StandingRow(
            rule_text(one.campuses, one.day, one.follows, words),
            _address(term, kind="follow", campuses=one.campuses, day=one.day, follows="undo"),
        )
        for one in choices.rules
    ]
    rows += [
        StandingRow(
            bells_text((one.campus,), one.season, one.days, words),
            _address(term, kind="bells", campuses=one.campus, since=one.undone_from, undo="1")
            if one.undone_from
            else "",
        )
        for one in choices.bells
    ]
    rows += [
        StandingRow(
            handover_text(one.lesson, one.campus, one.since, one.teacher, one.room, words),
            _address(
                term,
                kind="assign",
                lesson=one.lesson,
                community=one.community,
                campus=one.campus,
                since=one.since,
                undo="1",
            ),
        )
        for one in choices.handovers
    ]
    return tuple(rows)


def _address(term: str, **fields: str | date | tuple[str, ...] | None) -> str:
    pairs = [("term", term)]
    for name, value in fields.items():
        values = value if isinstance(value, tuple) else (value,)
        pairs += [(name, str(one)) for one in values if one]
    return f"{_PATH}?{urlencode(pairs)}"
