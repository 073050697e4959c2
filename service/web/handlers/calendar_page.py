"""The calendar: years known, a notice to import, and what each campus's make-up days follow.

What is asked stands in the address, a notice under a name: Back and a second look show it again.
"""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from urllib.parse import urlencode

from aiohttp import web

from calendars.teaching_days import NOBODYS
from service.actions.changing.edit_week import Overtaken, SeenAnother, WeekEditRefused
from service.domain.week_edits.notice_years import AnnounceYears
from service.domain.week_edits.open_days import AnsweredDay
from service.domain.week_edits.requests import RequestRefused, RunOtherDay, TakeBackDay, WeekRequest
from service.exchange.holiday_notices import NoticeUnreadable, notices_of
from service.storage.minting import mint
from service.web import languages
from service.web.asked.uploads import received
from service.web.asked.week_forms import (
    CLOSED,
    OF_A_DATE,
    TAKEN_BACK,
    Fields,
    FormIncomplete,
    fields_of,
    refusal_text,
    request_of_form,
)
from service.web.desks.calendar_desk import DoneEdit
from service.web.handlers.page_answers import calendar_desk_of, page
from service.web.keys import CLOCK, TEMPLATES
from service.web.problems import Problem
from service.web.rendering.edit_views import edit_view
from service.words.catalogue import Words
from service.words.tables.calendar_texts import follows_text, notice_refusal_text, year_text

_PATH = "/calendar"


@dataclass(frozen=True, slots=True)
class QuestionView:
    campus: str
    day: str
    day_text: str
    by: str
    chosen: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """`follows` in words, `chosen` and `date` as the form sends them."""

    campus: str
    day: str
    day_text: str
    follows: str
    chosen: str
    date: str


_View = TypeVar("_View", QuestionView, AnswerView)


async def calendar(request: web.Request) -> web.StreamResponse:
    """The page, and what an answer (`?kind=`) or a notice handed in (`?notice=`) would do."""
    words, desk = languages.words_of_page(request), calendar_desk_of(request)
    fields, notice = fields_of(tuple(request.query.items())), request.query.get("notice", "")
    said, edit = [words.text(str(SeenAnother()))] if "stale" in request.query else [], None
    try:
        asked = _asked(request, fields, notice)
        if asked is not None:
            term = dict(fields).get("term")
            report = await desk.edit(asked, term=term, all_terms=bool(notice), seen=None)
            edit = edit_view(asked, report, words)
    except (FormIncomplete, RequestRefused, WeekEditRefused) as refused:
        said.append(refusal_text(refused, words))
    except NoticeUnreadable as problem:
        said.append(notice_refusal_text(problem.place, problem.expected, problem.text, words, problem.number))
    known, done = await desk.known(), desk.done(request.query.get("done", ""))
    asking = [("notice", notice)] if notice else list(fields)
    context = {
        "path": _PATH,
        "query": f"{urlencode(asking)}&" if asking else "",
        "term": known.term,
        "years": [
            (year.year, year.known, year.year < known.today.year, year_text(year, words))
            for year in known.years
        ],
        "questions": [
            _as_asked(
                QuestionView(one.campus, one.day.isoformat(), words.day(one.day), words.day(one.answer_by)),
                fields,
            )
            for one in known.open
        ],
        "answers": [_as_asked(_answer_view(one, words), fields) for one in known.answered],
        "weekdays": [(weekday, words.weekday(weekday)) for weekday in range(1, 8)],
        "said": " ".join(said),
        "edit": edit,
        "fields": asking,
        "done": None if done is None else edit_view(done.request, done.report, words),
    }
    return page(request, request.app[TEMPLATES].render("calendar.html", words, **context))


async def change(request: web.Request) -> web.StreamResponse:
    """Take a notice in, to be shown; or write what was shown and is confirmed."""
    desk = calendar_desk_of(request)
    with TemporaryDirectory(prefix="tongke-") as folder:
        upload = await received(request, Path(folder))
        if upload.files:
            raise web.HTTPSeeOther(f"{_PATH}?notice={desk.keep_notice(await _handed_in(upload.files))}")
    fields, notice = fields_of(tuple(upload.texts.items())), upload.texts.get("notice", "")
    again = f"{_PATH}?{urlencode([('notice', notice)] if notice else fields)}"
    try:
        asked = _asked(request, fields, notice)
        seen = upload.texts.get("seen")
        if asked is None or not seen:
            raise web.HTTPSeeOther(again)
        report = await desk.edit(asked, term=dict(fields).get("term"), all_terms=bool(notice), seen=seen)
    except (SeenAnother, Overtaken) as stale:
        raise web.HTTPSeeOther(f"{again}&stale=1") from stale
    except (FormIncomplete, RequestRefused, WeekEditRefused, NoticeUnreadable) as refused:
        raise web.HTTPSeeOther(again) from refused
    raise web.HTTPSeeOther(f"{_PATH}?done={desk.keep(DoneEdit(asked, report))}")


async def _handed_in(files: list[Path]) -> AnnounceYears | NoticeUnreadable:
    try:
        return AnnounceYears(await asyncio.to_thread(notices_of, [str(path) for path in files]))
    except NoticeUnreadable as problem:
        return problem


def _asked(request: web.Request, fields: Fields, notice: str) -> WeekRequest | None:
    """A notice, or a campus's answer; None: nothing. NoticeUnreadable, or FormIncomplete."""
    if notice:
        kept = calendar_desk_of(request).notice(notice)
        if isinstance(kept, NoticeUnreadable):
            raise kept
        if kept is None:
            raise FormIncomplete("This file is not kept any more: hand it in again.")
        return kept
    if not any(name == "kind" for name, _ in fields):
        return None
    asked = request_of_form(fields, mint(request.app[CLOCK]()))
    match asked:
        case RunOtherDay():
            return replace(asked, answers=True)
        case TakeBackDay():
            return asked
        case _:
            raise Problem("bad_request")  # /week shows what those may be refused for


def _as_asked(view: _View, fields: Fields) -> _View:
    """With what was chosen just now in its own form, which is shown above and not written yet."""
    asked = dict(fields)
    if (asked.get("campuses"), asked.get("day")) != (view.campus, view.day):
        return view
    if asked.get("follows") == TAKEN_BACK:
        return view
    return replace(view, chosen=asked.get("follows", ""), date=asked.get("date", ""))


def _answer_view(one: AnsweredDay, words: Words) -> AnswerView:
    of_a_date = not isinstance(one.follows, int)
    chosen = OF_A_DATE if of_a_date else CLOSED if one.follows == NOBODYS else str(one.follows)
    date = str(one.follows) if of_a_date else ""
    text = follows_text(one.follows, words)
    return AnswerView(one.campus, one.day.isoformat(), words.day(one.day), text, chosen, date)
