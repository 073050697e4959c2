"""The revisions and amendments of every term, and on paper what one of them changed for whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from calendars.zones import SHANGHAI
from service.domain.publishing.changes.revision_changes import RevisionChange
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revisions import Revision
from service.domain.telling.change_sheets import ChangeSheet, SheetsBy, audience, sheets
from service.domain.telling.timetable_history import Act, Causes, History, Stretch, made_at
from service.web import languages
from service.web.asked.history_asked import by_asked, stretch_asked
from service.web.handlers.page_answers import page
from service.web.keys import BACKING, TEMPLATES
from service.words.catalogue import Words
from service.words.changes.history_texts import (
    act_name,
    act_text,
    audience_texts,
    cause_text,
    group_days_text,
    group_name,
    kind_text,
    sheet_name,
)
from service.words.changes.revision_texts import becomes_text, days_text, was_text
from service.words.changes.week_request_texts import why_text
from service.words.tables.finding_texts import thing_text


@dataclass(frozen=True, slots=True)
class ActView:
    id: str
    name: str
    made: str
    holds_from: str
    actor: str
    cause: str


@dataclass(frozen=True, slots=True)
class TermView:
    name: str
    acts: tuple[ActView, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    kind: str
    thing: str
    old: str
    new: str
    days: str
    #: One line each of the lessons that are told together.
    lessons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetView:
    name: str
    count: int
    changes: tuple[ChangeView, ...]


async def revisions(request: web.Request) -> web.StreamResponse:
    """The list, the newest on top."""
    words = languages.words_of(request, languages.of_page(request))

    def views(terms: Sequence[PublishedTerm]) -> list[TermView]:
        return [_term_view(term, words) for term in reversed(terms)]

    found = await request.app[BACKING].of_published(views)
    html = request.app[TEMPLATES].render("revisions.html", words, path=request.path, terms=found)
    return page(request, html)


async def revision(request: web.Request) -> web.StreamResponse:
    """What one changed, or everything since: a sheet for each campus, teacher, class or room."""
    words, by = languages.words_of(request, languages.of_page(request)), by_asked(request)
    since = "since=true&" if request.query.get("since") == "true" else ""

    def render(terms: Sequence[PublishedTerm]) -> str:
        stretch = stretch_asked(request, terms)
        return request.app[TEMPLATES].render(
            "revision.html",
            words,
            path=request.path,
            query=f"{since}by={by.value}&",
            since=since,
            by=by,
            ways=tuple(SheetsBy),
            acts=[act_text(act, stretch.causes, words) for act in stretch.acts],
            title=_title(stretch, words),
            told=audience_texts(audience(stretch), words),
            sheets=[_sheet_view(sheet, words) for sheet in sheets(stretch, by)],
        )

    return page(request, await request.app[BACKING].of_published(render))


def _term_view(term: PublishedTerm, words: Words) -> TermView:
    name = term.revisions[-1].content.district.term.term.name
    history = History(term)
    return TermView(name, tuple(_act_view(act, history.causes, words) for act in reversed(history.acts)))


def _act_view(act: Act, causes: Causes, words: Words) -> ActView:
    return ActView(
        act.id,
        act_name(act, words),
        words.moment(made_at(act).astimezone(SHANGHAI)),
        words.day(act.effective_from) if isinstance(act, Revision) else "",
        words.text(act.actor),
        cause_text(act, causes, words),
    )


def _title(stretch: Stretch, words: Words) -> str:
    """`甲乙教共体 第2版改了什么`; of several only how many."""
    if not stretch.acts:
        return words.text("Nothing was published or changed since")
    if len(stretch.acts) == 1:
        return words.text("What changed: {name}", name=act_name(stretch.acts[0], words))
    return words.text("What changed by {count} revisions and amendments", count=len(stretch.acts))


def _sheet_view(sheet: ChangeSheet, words: Words) -> SheetView:
    views = (
        _change_view(group[0], words) if len(group) == 1 else _group_view(group, words)
        for group in sheet.groups
    )
    return SheetView(sheet_name(sheet), len(sheet.changes), tuple(views))


def _group_view(group: Sequence[RevisionChange], words: Words) -> ChangeView:
    """Many lessons in one line: each is told beneath, where it stood and stands."""
    closure, ends = group[0].closure, words.list(tuple(end.name for end in group[0].ends))
    return ChangeView(
        kind_text(group[0], words) if closure is None else why_text(closure, words),
        group_name(group, words),
        "",
        words.text("{kind}: {ends}", kind=kind_text(group[0], words), ends=ends) if ends else "",
        group_days_text(group, words),
        tuple(_lesson_text(one, words) for one in group),
    )


def _lesson_text(change: RevisionChange, words: Words) -> str:
    stands = (was_text(change, words), becomes_text(change, words))
    return f"{thing_text(change.thing)} {' → '.join(stand for stand in stands if stand)}"


def _change_view(change: RevisionChange, words: Words) -> ChangeView:
    return ChangeView(
        kind_text(change, words),
        thing_text(change.thing),
        was_text(change, words),
        becomes_text(change, words),
        days_text(change, words),
    )
