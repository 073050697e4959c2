"""The one page that shows the joint table of a community, what the rules find in it, and who moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from aiohttp import web

from calendars.zones import SHANGHAI
from service.domain.district import District
from service.domain.findings import Severity
from service.domain.home_timetables import HomeLesson, Move
from service.domain.identity import CommunityId
from service.domain.pins import pinned_lessons
from service.domain.publishing.occurrences.names import Names
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.sittings.moved_lessons import moved_lessons
from service.web import languages
from service.web.backing.tables import Judged, chosen
from service.web.handlers.page_answers import page
from service.web.keys import BACKING, TABLES, TEMPLATES
from service.web.rendering.table_views import WeekView, week_view
from service.words.catalogue import Words
from service.words.tables.finding_lists import by_thing


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the numbers at the head of the page. `tone` is good, error, warning or plain."""

    label: str
    value: int
    of: int | None = None
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class MoveView:
    campus: str
    class_name: str
    subject: str
    teacher: str
    before: str
    after: str
    since: date


@dataclass(frozen=True, slots=True)
class PinView:
    campus: str
    class_name: str
    subject: str
    teacher: str
    slot: str


@dataclass(frozen=True, slots=True)
class SessionView:
    day: str
    span: str
    subject: str
    topic: str
    chair: str
    place: str
    mode: str


async def table(request: web.Request) -> web.StreamResponse:
    """The page; before the first import it says what to do."""
    backing = request.app[BACKING]
    words = languages.words_of(request, languages.of_page(request))
    choices = await backing.choices()
    choice = chosen(request, choices)
    judged = None if choice is None else await request.app[TABLES].judged(backing, choices, choice)
    templates = request.app[TEMPLATES]
    if judged is None:
        return page(request, templates.render("empty.html", words, path="/"))
    return page(request, templates.render("table.html", words, **_context(judged, words)))


def _context(judged: Judged, words: Words) -> dict[str, object]:
    """What the template shows."""
    district, community_id = judged.table.district, judged.choice.community_id
    term = district.term.term
    week = week_view(district, community_id, judged.findings, words)
    moved = tuple(_moves(district, community_id, words))
    sessions = tuple(_sessions(district, community_id, words))
    names = Names(district)
    return {
        "path": "/",
        "query": urlencode({"choice": f"{judged.choice.community_id} {judged.choice.term_id}"}) + "&",
        "community": judged.choice.community,
        "term": term.name,
        "days": f"{words.day(term.first_day)} – {words.day(term.last_day)}",
        "standing": _standing(judged, words),
        "choice": judged.choice,
        "choices": judged.choices,
        "campuses": [names.campus(campus).name for campus in district.members(community_id)],
        "week": week,
        "figures": _figures(judged, week, len(moved), len(sessions), words),
        "found": by_thing(judged.findings, words),
        "finding_count": len(judged.findings),
        "moved": moved,
        "pinned": tuple(_pins(district, community_id, words)),
        "sessions": sessions,
    }


def _standing(judged: Judged, words: Words) -> str:
    table = judged.table
    if table.revision is None or table.published_at is None:
        return words.text("draft, not published yet")
    day = table.published_at.astimezone(SHANGHAI).date()
    return words.text("draft; revision {n} was published on {day}", n=table.revision, day=day)


def _figures(judged: Judged, week: WeekView, moved: int, sessions: int, words: Words) -> tuple[Figure, ...]:
    errors = sum(finding.severity is Severity.ERROR for finding in judged.findings)
    warnings = len(judged.findings) - errors
    return (
        Figure(
            words.text("Joint lessons with a place"),
            week.placed,
            week.lessons,
            "good" if week.placed == week.lessons else "warning",
        ),
        Figure(words.text("Errors"), errors, None, "error" if errors else "good"),
        Figure(words.text("Warnings"), warnings, None, "warning" if warnings else "good"),
        Figure(words.text("Home lessons that move"), moved),
        Figure(words.text("Campuses"), len(judged.table.district.members(judged.choice.community_id))),
        Figure(words.text("Research sessions"), sessions),
    )


def _moves(district: District, community_id: CommunityId, words: Words) -> Iterator[MoveView]:
    """The moved home lessons, campus by campus in the order of the community."""
    names = Names(district)
    campuses = district.members(community_id)

    def place(pair: tuple[HomeLesson, Move]) -> tuple[int, str, int, int]:
        group = district.class_group[pair[0].class_id]
        rank = campuses.index(group.campus_id) if group.campus_id in campuses else len(campuses)
        return rank, names.class_(group.id).name, pair[0].weekday, pair[0].period

    for base, move in sorted(moved_lessons(district, community_id), key=place):
        group = district.class_group[base.class_id]
        teacher = names.person(base.teacher_id)
        yield MoveView(
            names.campus(group.campus_id).name,
            names.class_(base.class_id).name,
            base.subject,
            "" if teacher is None else teacher.name,
            _slot(base, words),
            _slot(move, words),
            move.since,
        )


def _pins(district: District, community_id: CommunityId, words: Words) -> Iterator[PinView]:
    """The pinned home lessons, each in its cell."""
    names = Names(district)
    for home in pinned_lessons(district, community_id).home:
        teacher = names.person(home.teacher_id)
        yield PinView(
            names.campus(district.class_group[home.class_id].campus_id).name,
            names.class_(home.class_id).name,
            home.subject,
            "" if teacher is None else teacher.name,
            _slot(home, words),
        )


def _slot(at: HomeLesson | Move, words: Words) -> str:
    return f"{words.weekday(at.weekday)} {words.period(at.period)} · {words.weeks(at.weeks)}"


def _sessions(district: District, community_id: CommunityId, words: Words) -> Iterator[SessionView]:
    """In the order of their dates; what a plan lacks is said."""
    names = Names(district)
    own = [session for session in district.sessions if session.community_id == community_id]
    for session in sorted(own, key=lambda one: (one.day or date.max, one.span.start if one.span else 0)):
        yield _session(session, names, words)


def _session(session: ResearchSession, names: Names, words: Words) -> SessionView:
    lacking = words.text("not fixed yet")
    chair = names.person(session.chair_id)
    place = names.place(session.place_id)
    return SessionView(
        day=lacking if session.day is None else words.day(session.day),
        span=lacking if session.span is None else str(session.span),
        subject=session.subject,
        topic=session.topic or lacking,
        chair=lacking if chair is None else chair.name,
        place=place.name if place is not None else session.place_text or lacking,
        mode=words.text("online") if session.mode is Mode.ONLINE else words.text("on site"),
    )
