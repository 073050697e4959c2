"""What somebody asks of the week, in one line: said before it is done, and when it is done."""

from collections.abc import Iterable
from datetime import date

from calendars.closures import Closure
from calendars.spans import DateSpan
from calendars.teaching_days import NOBODYS
from service.domain.publishing.feeds.day_notes import DayFact, NoteKind
from service.domain.publishing.revisions.revision_causes import RevisionCause
from service.domain.week_edits.assignment_requests import Assign
from service.domain.week_edits.notice_years import AnnounceYears
from service.domain.week_edits.requests import (
    ALL,
    ChangeBells,
    CloseDays,
    RunOtherDay,
    TakeBackBells,
    TakeBackDay,
    WeekRequest,
)
from service.words.catalogue import Words
from service.words.feeds.day_notes import fact_text


def request_text(request: WeekRequest, words: Words) -> str:
    """`枫桥校区：11月12日(周四)–13日(周五) 停课：校际运动会`."""
    match request:
        case CloseDays():
            lines = [_closing_text(request, days, words) for days in request.days]
            said = " ".join(lines)
            return words.text("Open again: {what}", what=said) if request.reopen else said
        case RunOtherDay():
            return rule_text(request.campuses, request.day, request.follows, words)
        case TakeBackDay():
            return words.text(
                "{campuses}: what was said last of {day} is taken back",
                campuses=_campuses(request.campuses, words),
                day=request.day,
            )
        case ChangeBells():
            days = DateSpan(request.since, request.until)
            return bells_text(request.campuses, request.season, days, words)
        case TakeBackBells():
            return _unrung_text(request, words)
        case Assign():
            return _assign_text(request, words)
        case AnnounceYears():
            return _notice_text((notice.year for notice in request.notices), words)
    raise TypeError(request)


def closure_text(campuses: tuple[str, ...], closure: Closure, words: Words) -> str:
    """Where, when, of which grades and hours, and why."""
    return closed_text(campuses, (closure.days,), closure, words)


def closed_text(campuses: tuple[str, ...], days: Iterable[DateSpan], closure: Closure, words: Words) -> str:
    """The same of these days of it."""
    return words.text(
        "{campuses}, {days}: {what}",
        campuses=_campuses(campuses, words),
        days=spans_text(days, words),
        what=why_text(closure, words),
    )


def why_text(closure: Closure, words: Words) -> str:
    """`停课（三年级）：期中考试`"""
    grades = tuple(sorted(closure.grades or ()))
    return fact_text(DayFact(NoteKind.CLOSURE, closure.reason, grades, closure.span), words)


def revision_cause_text(cause: RevisionCause, words: Words) -> str:
    """What came with a revision: `校际运动会`, or as it was asked for; "" where it is nothing of that."""
    said = (
        *((words.list(cause.reasons),) if cause.reasons else ()),
        *((_notice_text(cause.notices, words),) if cause.notices else ()),
        *(rule_text(names, rule.day, rule.follows, words)
          for rule, names in cause.rules.items() if rule.follows is not None),
        *(bells_text(names, season, days, words) for (season, days), names in cause.bells.items()),
    )  # fmt: skip
    return words.text("; ").join(said)


def _notice_text(years: Iterable[int], words: Words) -> str:
    return words.text("The holiday notice of {years}", years=tuple(map(str, years)))


def spans_text(days: Iterable[DateSpan], words: Words) -> str:
    return words.list(tuple(words.span(one.first, one.last or one.first) for one in days))


def _closing_text(request: CloseDays, days: DateSpan, words: Words) -> str:
    closure = Closure(days, request.reason, request.grades, request.span)
    return closure_text(request.campuses, closure, words)


def rule_text(campuses: tuple[str, ...], day: date, follows: int | date, words: Words) -> str:
    """Whose lessons run where on a day."""
    if follows == NOBODYS:
        return words.text("{campuses}: no lessons on {day}", campuses=_campuses(campuses, words), day=day)
    return words.text(
        "{campuses}: {day} runs the lessons of {followed}",
        campuses=_campuses(campuses, words),
        day=day,
        followed=follows if isinstance(follows, date) else words.weekday(follows),
    )


def handover_text(
    lesson: str, campus: str | None, since: date | int, teacher: str, room: str, words: Words
) -> str:
    """What is handed over to whom, from when."""
    to = tuple(
        words.text(template, name=name)
        for template, name in (("teacher {name}", teacher), ("room {name}", room))
        if name
    )
    return words.text(
        "{lesson} from {since} on: {to}",
        lesson=f"{lesson} {campus}" if campus else lesson,
        since=since if isinstance(since, date) else words.text("week {week}", week=since),
        to=to,
    )


def bells_text(campuses: tuple[str, ...], season: str, days: DateSpan, words: Words) -> str:
    """By which bells they ring, from when until when."""
    template = "{campuses}: bells {season} from {since} on"
    if days.last is not None:
        template = "{campuses}: bells {season} from {since} until {last}"
    return words.text_of(
        template,
        {
            "campuses": _campuses(campuses, words),
            "season": season,
            "since": days.first,
            "last": days.last,
        },
    )


def ringing_text(campuses: tuple[str, ...], seasons: tuple[tuple[date, str], ...], words: Words) -> str:
    """`甲小学：“夏季”；10月8日(周四)起“冬季”`: the first is the one of today."""
    (_, first), *later = seasons
    said = (
        words.text("“{season}”", season=first),
        *(words.text("from {since} on “{season}”", since=since, season=season) for since, season in later),
    )
    what = words.text("; ").join(said)
    return words.text("{campuses}: {what}", campuses=_campuses(campuses, words), what=what)


def _unrung_text(request: TakeBackBells, words: Words) -> str:
    campuses = _campuses(request.campuses, words)
    if request.since is None:
        return words.text("{campuses}: what was said last of the bells is taken back", campuses=campuses)
    return words.text(
        "{campuses}: what was said last of the bells is taken back from {since} on",
        campuses=campuses,
        since=request.since,
    )


def _assign_text(request: Assign, words: Words) -> str:
    if request.undo:
        since = request.since
        return words.text(
            "{lesson}: what was handed over from {since} on is taken back",
            lesson=f"{request.what} {request.campus}" if request.campus else request.what,
            since=since if isinstance(since, date) else words.text("week {week}", week=since),
        )
    return handover_text(
        request.what, request.campus, request.since, request.teacher or "", request.room or "", words
    )


def _campuses(names: tuple[str, ...], words: Words) -> str:
    everywhere = any(name in ALL for name in names)
    return words.text("all campuses") if everywhere else words.list(names)
