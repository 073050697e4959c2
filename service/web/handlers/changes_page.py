"""调课: the lessons of a day, the changes in force, and taking one back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from aiohttp import web

from service.actions.changing.ask_dates import Published
from service.actions.changing.dated_acts import ChangeError, WantedChanges
from service.domain.identity import ChangeId, IncidentId
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent
from service.web import languages
from service.web.act_problems import refusal_text
from service.web.handlers.page_answers import change_desk_of, page
from service.web.handlers.report_rows import report_row
from service.web.keys import TEMPLATES
from service.web.problems import Problem
from service.words.catalogue import Words
from service.words.changes.change_problems import hindrance_text
from service.words.changes.dated_documents import Document, in_force_documents
from service.words.changes.dated_texts import lesson_of_day_text, state_text


@dataclass(frozen=True, slots=True)
class LessonRow:
    lesson: str
    base_day: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class ActRows:
    """One act with its changes in force: id, text, and why one does nothing any more."""

    id: str
    cause: str
    changes: tuple[tuple[str, str, str], ...]

    @property
    def size(self) -> int:
        return len(self.changes)


async def changes(request: web.Request) -> web.StreamResponse:
    """The page: what is in force, and the lessons of a day."""
    return await _shown(request, "")


async def take_back(request: web.Request) -> web.StreamResponse:
    """撤销 of one change or of a whole act."""
    form = await request.post()
    words = languages.words_of_page(request)
    try:
        wanted = WantedChanges(take_back=(str(form.get("id", "")),))
        report = await change_desk_of(request).act(wanted, None, preview=False)
    except ChangeError as error:
        return await _shown(request, refusal_text(error, words))
    raise web.HTTPSeeOther(f"/changes/acts/{report.amendment.id}")


async def handled(request: web.Request) -> web.StreamResponse:
    """A report was answered some other way."""
    form = await request.post()
    try:
        await change_desk_of(request).handled(IncidentId(str(form.get("id", ""))))
    except ChangeError as error:
        return await _shown(request, refusal_text(error, languages.words_of_page(request)))
    raise web.HTTPSeeOther("/changes")


async def _shown(request: web.Request, said: str) -> web.StreamResponse:
    words, desk, query = languages.words_of_page(request), change_desk_of(request), request.query
    templates = request.app[TEMPLATES]
    try:
        found, known = await desk.in_force(None), await desk.published(None)
    except ChangeError as error:
        html = templates.render(
            "changes.html", words, path="/changes", said=refusal_text(error, words), known=False
        )
        return page(request, html)
    day = _day(query.get("day"), known.today)
    who = query.get("who", "").strip()
    standing = await desk.standing([day], None)
    why = {one.change.id: hindrance_text(one, words) for one in found.silent}
    silent = [one.change for one in found.silent]
    html = templates.render(
        "changes.html",
        words,
        path="/changes",
        query=f"day={day}&who={who}&" if who else f"day={day}&",
        said=said,
        known=True,
        reports=[report_row(one, known, words) for one in (await desk.reports(None)).listed],
        acts=_acts(in_force_documents(found.district, found.term, silent, words), why, known.today),
        day=day.isoformat(),
        day_text=words.day(day),
        before=(day - timedelta(days=1)).isoformat(),
        after=(day + timedelta(days=1)).isoformat(),
        first_day=known.district.term.term.first_day.isoformat(),
        last_day=known.district.term.term.last_day.isoformat(),
        past=day < known.today,
        who=who,
        names=_names(known),
        lessons=[_row(event, words) for event in standing.events if _concerns(event, who)],
    )
    return page(request, html)


def _acts(documents: Iterable[Document], why: Mapping[ChangeId, str], today: date) -> list[ActRows]:
    """What is ahead, by the acts that did it, the one that begins first on top."""
    ahead = (one for one in documents if date.fromisoformat(_stands(one)) >= today)
    acts = [sorted(made, key=_stands) for _, made in groupby(ahead, key=itemgetter("act"))]
    return [
        ActRows(act[0]["act"], act[0]["cause"], tuple(_change(one, why) for one in act))
        for act in sorted(acts, key=lambda act: _stands(act[0]))
    ]


def _stands(change: Document) -> str:
    """The date that its lesson has now."""
    day: str = change["to_date"] or change["date"]
    return day


def _change(one: Document, why: Mapping[ChangeId, str]) -> tuple[str, str, str]:
    return one["id"], one["text"], why.get(one["id"], "")


def _row(event: PublishedEvent, words: Words) -> LessonRow:
    text = lesson_of_day_text(event, words)
    return LessonRow(event.lesson_id, event.base_day.isoformat(), text, state_text(event, words))


def _concerns(event: PublishedEvent, who: str) -> bool:
    """Whether somebody's name, a campus or a class is in it; without one, what several campuses have."""
    if not who:
        return event.kind is not EventKind.HOME or event.before is not None
    people = (event.lecturer, event.chair, event.speaker, *event.attendees)
    names = {one.name for one in people if one}
    for end in event.ends:
        classes = tuple(one.name for one in end.classes)
        here = (end.teacher, *end.own_teachers)
        names |= {end.campus.name, *(f"{end.campus.name} {name}" for name in classes)}
        names |= {one.name for one in here if one}
    return who in names


def _names(known: Published) -> tuple[str, ...]:
    """What can be asked for: campuses, their classes, everybody."""
    district = known.district
    classes = (
        f"{district.campus[group.campus_id].name} {district.class_name[group.id].label}"
        for group in district.classes
        if group.id in district.class_name
    )
    people = sorted(one.name for one in district.people if not one.placeholder)
    return tuple(dict.fromkeys((*(one.name for one in district.campuses), *classes, *people)))


def _day(given: str | None, today: date) -> date:
    try:
        return date.fromisoformat(given) if given else today
    except ValueError as error:
        raise Problem("bad_request") from error
