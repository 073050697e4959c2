"""The calendar: years known, a notice to import, and what each campus's make-up days follow."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

from calendars.teaching_days import NOBODYS
from service.actions.edit_week import WeekEditRefused
from service.domain.week_edits.notice_years import AnnounceYears
from service.domain.week_edits.open_days import AnsweredDay
from service.domain.week_edits.requests import RequestRefused, RunOtherDay, TakeBackDay, WeekRequest
from service.domain.week_effects import WeekEditReport
from service.exchange.holiday_notices import NoticeUnreadable, notice_document, notice_of, notices_of
from service.web import languages
from service.web.act_problems import edit_refusal_text
from service.web.handlers.page_answers import calendar_desk_of, page
from service.web.keys import TEMPLATES
from service.web.problems import Problem
from service.web.uploads import received
from service.words.calendar_texts import follows_text, notice_refusal_text, year_text
from service.words.catalogue import Words
from service.words.finding_texts import finding_text
from service.words.week_edit_texts import effect_text, request_refusal_text

#: What is chosen where a campus runs nobody's lessons.
_CLOSED = "closed"
#: What is sent to take back what was said last.
_UNDO = "undo"


@dataclass(frozen=True, slots=True)
class QuestionView:
    campus: str
    day: str
    day_text: str
    by: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """`follows` in words, `chosen` as the form sends it."""

    campus: str
    day: str
    day_text: str
    follows: str
    chosen: str


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """What an edit would do, and the fields that do it when they are sent again."""

    lines: tuple[str, ...]
    findings: tuple[str, ...]
    people: int
    fields: Mapping[str, str]


async def calendar(request: web.Request) -> web.StreamResponse:
    """The page."""
    return await _shown(request, "", None)


async def change(request: web.Request) -> web.StreamResponse:
    """Show what a notice or an answer would do; what was shown and is confirmed is written."""
    words = languages.words_of(request, languages.of_page(request))
    with TemporaryDirectory(prefix="tongke-") as folder:
        upload = await received(request, Path(folder))
        fields = upload.texts
        try:
            if upload.files:
                notices = await asyncio.to_thread(notices_of, [str(path) for path in upload.files])
                fields = {**fields, "notice": notice_document(notices[0])}
            asked = _asked(fields)
            seen = fields.get("seen") or None
            report = await calendar_desk_of(request).edit(
                asked, term=fields.get("term") or None, all_terms="notice" in fields, seen=seen
            )
        except NoticeUnreadable as problem:
            said = notice_refusal_text(problem.place, problem.expected, problem.text, words)
            return await _shown(request, said, None)
        except RequestRefused as refused:
            return await _shown(request, request_refusal_text(refused, words), None)
        except WeekEditRefused as refused:
            return await _shown(request, edit_refusal_text(refused, words), None)
    if report.written:
        raise web.HTTPSeeOther("/calendar")
    return await _shown(request, "", _edit_view(report, fields, words))


async def _shown(request: web.Request, said: str, edit: ShownEdit | None) -> web.StreamResponse:
    words = languages.words_of(request, languages.of_page(request))
    known = await calendar_desk_of(request).known()
    context = {
        "path": "/calendar",
        "term": known.term,
        "years": [(year.year, year.known, year_text(year, words)) for year in known.years],
        "questions": [
            QuestionView(one.campus, one.day.isoformat(), words.day(one.day), words.day(one.answer_by))
            for one in known.open
        ],
        "answers": [_answer_view(one, words) for one in known.answered],
        "weekdays": [(weekday, words.weekday(weekday)) for weekday in range(1, 8)],
        "said": said,
        "edit": edit,
    }
    return page(request, request.app[TEMPLATES].render("calendar.html", words, **context))


def _asked(fields: Mapping[str, str]) -> WeekRequest:
    """A notice, or a campus's answer: a date goes before the weekday chosen."""
    if "notice" in fields:
        return AnnounceYears((notice_of(fields["notice"], "notice"),))
    try:
        campuses, day = (fields["campus"],), date.fromisoformat(fields["day"])
        follows = fields.get("date") or fields["follows"]
        if follows == _UNDO:
            return TakeBackDay(campuses, day)
        if follows == _CLOSED:
            return RunOtherDay(campuses, day, NOBODYS, answers=True)
        other = int(follows) if len(follows) == 1 else date.fromisoformat(follows)
        return RunOtherDay(campuses, day, other, answers=True)
    except (KeyError, ValueError) as error:
        raise Problem("bad_request") from error


def _answer_view(one: AnsweredDay, words: Words) -> AnswerView:
    return AnswerView(
        one.campus,
        one.day.isoformat(),
        words.day(one.day),
        follows_text(one.follows, words),
        _CLOSED if one.follows == NOBODYS else str(one.follows),
    )


def _edit_view(report: WeekEditReport, fields: Mapping[str, str], words: Words) -> ShownEdit:
    return ShownEdit(
        tuple(effect_text(effect, words) for effect in report.effects.effects),
        tuple(finding_text(finding, words) for finding in report.findings),
        report.effects.people,
        {**fields, "seen": report.seen},
    )
