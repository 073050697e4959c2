"""The page of a feed, behind a teacher's QR code: her lessons, what changed, and what she can tell."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

import msgspec
from aiohttp import hdrs, web

from calendars.spans import DateSpan
from calendars.zones import clock_of
from service.actions.changing.report_incident import Reported, TooManyReports
from service.actions.say_outcome import NotAsked
from service.domain.addresses import AddressKind, token
from service.domain.identity import PersonId
from service.domain.teacher_page.freshness import PAGE_CLIENT
from service.domain.teacher_page.incidents import LONGEST_NOTE, IncidentKind
from service.domain.teacher_page.outcomes import SAYABLE
from service.domain.teacher_page.page_lessons import PageContent, PageLesson
from service.storage.errors import StorageError
from service.web import languages
from service.web.backing.directory import Addressed, Entry
from service.web.backing.good_bytes import Good, Made, NothingGood
from service.web.desks.page_desk import PageDesk, Standing
from service.web.handlers.page_answers import page
from service.web.handlers.secret_addresses import thing_at
from service.web.keys import BACKING, CLOCK, COUNTING, FOLLOWER, GOOD_BYTES, PAGE_DESK, TEMPLATES
from service.web.problems import Problem
from service.web.rendering.page_views import page_view

#: How far ahead a leave can be told of here.
_LONGEST_LEAVE = timedelta(weeks=4)


def page_path(thing: Addressed, secret: bytes) -> str:
    """The path of the page of a feed."""
    return f"/page/{token(secret, AddressKind.PAGE, thing.id, thing.generation)}"


async def show(request: web.Request) -> web.StreamResponse:
    """The page; without a database the last good lessons, and nothing can be told."""
    app = request.app
    entry = await thing_at(request, AddressKind.PAGE)
    content, good = await _content(request, entry)
    standing, subscribe = await _standing(request, entry, content)
    words = languages.words_of(request, languages.of_page(request))
    view = page_view(
        content,
        standing,
        good.last_modified,
        words,
        now=app[CLOCK](),
        week=_day(request.query.get("week", "")),
        elsewhere=bool(request.query.get("week", "")),
        said=request.query.get("said", ""),
        longest_leave=_LONGEST_LEAVE,
    )
    if request.method == hdrs.METH_GET:
        client = PAGE_CLIENT + request.headers.get(hdrs.USER_AGENT, "")
        app[COUNTING].fetched(entry.id, client, good.newest, app[CLOCK]())
    html = app[TEMPLATES].render(
        "feed_page.html", words, page=view, path=request.path, subscribe=subscribe, longest=LONGEST_NOTE
    )
    return page(request, html)


async def acknowledge(request: web.Request) -> web.StreamResponse:
    """收到: of what the page had shown, and no more."""
    entry = await thing_at(request, AddressKind.PAGE)
    form = await request.post()
    content, _ = await _content(request, entry)
    stamp = content.newest_stamp(request.app[CLOCK]())
    through = _moment(str(form.get("through", "")))
    if through is None or stamp is None:
        return _back(request, form, "stale")
    await _desk(request).acknowledge(entry.id, min(through, stamp))
    return _back(request, form, "seen" if through >= stamp else "stale")


async def report(request: web.Request) -> web.StreamResponse:
    """请假 or 链路异常 of one lesson, or 请假 for some days."""
    entry = await thing_at(request, AddressKind.PAGE)
    form = await request.post()
    content, _ = await _content(request, entry)
    about = _reported(content, form, request.app[CLOCK]())
    if isinstance(about, str):
        return _back(request, form, about)
    reported, lessons = about
    try:
        await _desk(request).report(reported, [lesson.event for lesson in lessons])
    except TooManyReports:
        return _back(request, form, "too_many")
    return _back(request, form, "reported")


async def say_outcome(request: web.Request) -> web.StreamResponse:
    """完成, 中断,本班续上 or 未连通, of the ends where she assists."""
    entry = await thing_at(request, AddressKind.PAGE)
    form = await request.post()
    content, _ = await _content(request, entry)
    kind = next((one for one in SAYABLE if one == form.get("kind")), None)
    if kind is None:
        raise Problem("bad_request")
    lesson = _lesson_seen(content, form)
    if lesson is None:
        return _back(request, form, "stale")
    try:
        await _desk(request).say_outcome(lesson.event, _hers(content), kind)
    except NotAsked:
        return _back(request, form, "too_late")
    return _back(request, form, "outcome")


def _reported(
    content: PageContent, form: Mapping[str, object], now: datetime
) -> tuple[Reported, list[PageLesson]] | str:
    """What a form reports, and the lessons that it concerns; else the code of what is wrong."""
    person_id = _hers(content)
    kind = next((one for one in IncidentKind if one == form.get("kind")), None)
    if kind is None:
        raise Problem("bad_request")
    note = str(form.get("note", ""))[:LONGEST_NOTE]
    if form.get("uid"):
        lesson = _lesson_seen(content, form)
        if lesson is None or not lesson.is_on:
            return "stale"
        day = lesson.shown.day
        reported = Reported(kind, person_id, lesson.uid, DateSpan.of(day, day), note)
        return (reported, [lesson]) if lesson.ends_at > now else "too_late"
    days = _leave_days(str(form.get("first", "")), str(form.get("last", "")), clock_of(now)[0])
    if days is None or kind is not IncidentKind.LEAVE:
        return "days_unclear"
    concerned = [
        one for one in content.lessons if days.contains(one.shown.day) and one.is_on and one.ends_at > now
    ]
    return Reported(kind, person_id, "", days, note), concerned


async def _content(request: web.Request, entry: Entry) -> tuple[PageContent, Good]:
    app = request.app

    async def make() -> Made:
        return await app[BACKING].page(entry.id, app[CLOCK]())

    good = await app[GOOD_BYTES].get(f"page {entry.id}", app[FOLLOWER].marks.outward, make)
    try:
        return msgspec.json.decode(good.body, type=PageContent), good
    except msgspec.ValidationError as error:
        raise NothingGood from error  # spooled by another release


async def _standing(request: web.Request, entry: Entry, content: PageContent) -> tuple[Standing | None, str]:
    """What was told so far, and where the calendar is subscribed; (None, "") without a database."""
    desk = request.app[PAGE_DESK]
    if desk is None:
        return None, ""
    try:
        standing = await desk.standing(entry.id, content)
        return standing, f"/subscribe/{await request.app[BACKING].feed_token(entry.id)}"
    except StorageError:
        return None, ""


def _desk(request: web.Request) -> PageDesk:
    desk = request.app[PAGE_DESK]
    if desk is None:
        raise Problem("database_unavailable")
    return desk


def _hers(content: PageContent) -> PersonId:
    """Whose page it is; only a teacher's takes reports."""
    if content.person_id is None:
        raise Problem("bad_request")
    return content.person_id


def _lesson_seen(content: PageContent, form: Mapping[str, object]) -> PageLesson | None:
    """The lesson that the form was about, if it still looks as it did there."""
    lesson = content.lesson(str(form.get("uid", "")))
    return lesson if lesson is not None and lesson.seen_as == form.get("seen_as") else None


def _back(request: web.Request, form: Mapping[str, object], said: str) -> web.Response:
    """To the page again, by GET: to load it anew sends nothing twice."""
    week = _day(str(form.get("week", "")))
    query = {"said": said} if week is None else {"week": week.isoformat(), "said": said}
    location = f"/page/{request.match_info['token']}?{urlencode(query)}"
    return web.Response(status=303, headers={hdrs.LOCATION: location, hdrs.CACHE_CONTROL: "no-store"})


def _leave_days(first: str, last: str, today: date) -> DateSpan | None:
    begins, ends = _day(first), _day(last)
    if begins is None or ends is None or not today <= begins <= ends <= today + _LONGEST_LEAVE:
        return None
    return DateSpan.of(begins, ends)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
