"""Commands that change the week itself by date: close, reopen, makeup, bells."""

import re
from datetime import date, timedelta

from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import NOBODYS
from calendars.zones import clock_of
from service import clock
from service.actions.changing.edit_week import BringsErrors, WeekEditRefused, edit_week
from service.cli.arguments.values import days_written
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.domain.findings import Severity
from service.domain.telling.week_effects import WeekEditReport
from service.domain.week_edits.assignment_requests import Assign
from service.domain.week_edits.requests import (
    ChangeBells,
    CloseDays,
    RequestRefused,
    RunOtherDay,
    TakeBackBells,
    TakeBackDay,
    WeekRequest,
)
from service.exchange.notation.clock_times import clock_span
from service.exchange.notation.grades_written import grades_in
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import listed, plain
from service.exchange.notation.weekdays import is_weekday, weekday
from service.storage.database import Database
from service.storage.minting import mint
from service.words.changes.week_edit_texts import edit_document, effect_text, request_refusal_text
from service.words.tables.finding_texts import finding_text

_WEEK = re.compile(r"第?(\d{1,2})周")
#: A day on which a campus runs nobody's lessons.
_CLOSED = ("停课", "不上课", "closed")


async def close(call: Invocation) -> int:
    """停课 or exams: whole days or some hours, all grades or some."""
    return await _edit(
        call, _closing(call, call.arguments.reason or call.words.text("no lessons"), reopen=False)
    )


async def reopen(call: Invocation) -> int:
    """The same days, hours and grades are open again."""
    return await _edit(call, _closing(call, call.arguments.reason or "", reopen=True))


async def makeup(call: Invocation) -> int:
    """Whose lessons run on a day."""
    return await run_other_day(call, answers=False)


async def run_other_day(call: Invocation, *, answers: bool) -> int:
    """The same; `answers`: only of a day that is asked about."""
    arguments = call.arguments
    campuses, day = listed(arguments.campus), _day(call, arguments.day)
    if arguments.undo:
        return await _edit(call, TakeBackDay(campuses, day))
    return await _edit(call, following(call, campuses, day, arguments.follows, answers=answers))


async def bells(call: Invocation) -> int:
    """Another of the campus's own bell schedules, from a day on."""
    arguments = call.arguments
    if arguments.undo:
        today, _ = clock_of(clock.now())
        return await _edit(call, TakeBackBells(listed(arguments.campus), arguments.from_day or today))
    if arguments.season is None or arguments.from_day is None:
        raise CommandError(call.words.text("Say which bells, and from which day with --from."))
    until: date | None = arguments.until
    request = ChangeBells(
        listed(arguments.campus),
        arguments.season,
        arguments.from_day,
        None if until is None else until + timedelta(days=1),
    )
    return await _edit(call, request)


async def assign(call: Invocation) -> int:
    """Who teaches, lectures or assists, and where, from a day on."""
    arguments = call.arguments
    if not (arguments.teacher or arguments.room or arguments.undo):
        raise CommandError(call.words.text("Say who takes over with --teacher, or where with --room."))
    week = _WEEK.fullmatch(plain(arguments.since))
    request = Assign(
        arguments.what,
        int(week[1]) if week else _day(call, arguments.since),
        arguments.campus,
        arguments.teacher,
        arguments.room,
        arguments.undo,
        mint(clock.now()),
        arguments.community,
    )
    return await _edit(call, request)


def following(
    call: Invocation, campuses: tuple[str, ...], day: date, follows: str | None, *, answers: bool
) -> WeekRequest:
    """What a campus runs on a day: 周二, a date, or 停课."""
    if follows is None:
        raise CommandError(call.words.text("Say whose lessons run: a weekday, a date, or closed."))
    if plain(follows) in _CLOSED:
        return RunOtherDay(campuses, day, NOBODYS, answers)
    if is_weekday(follows):
        return RunOtherDay(campuses, day, weekday(follows), answers)
    return RunOtherDay(campuses, day, _day(call, follows), answers)


async def edited_week(call: Invocation, request: WeekRequest, *, all_terms: bool = False) -> WeekEditReport:
    """Do it, or (--dry-run) find out what it would do; CommandError in the user's words."""
    async with await Database.open(call.database) as database:
        try:
            return await edit_week(
                database,
                request,
                term=call.arguments.term,
                all_terms=all_terms,
                dry_run=call.arguments.dry_run,
                actor=ACTOR,
                now=clock.now(),
            )
        except RequestRefused as refused:
            raise CommandError(request_refusal_text(refused, call.words)) from refused
        except BringsErrors as errors:
            for finding in errors.findings:
                call.complain(finding_text(finding, call.words))
            raise CommandError(call.words.text(str(errors))) from errors
        except WeekEditRefused as refused:
            raise CommandError(call.words.text(str(refused))) from refused


def tell_edit(call: Invocation, report: WeekEditReport) -> None:
    """Which lessons go and come, what the rules say of it, how many people it concerns."""
    words = call.words
    for effect in report.effects.effects:
        call.line(effect_text(effect, words))
    for finding in report.findings:
        mark = "✕" if finding.severity is Severity.ERROR else "△"
        call.line(f"{mark} {finding_text(finding, words)}")
    for finding in report.solved:
        call.say("Settled: {finding}", finding=finding_text(finding, words))
    if report.revisions and not report.effects.effects:
        call.say("No published lesson comes, goes or changes.")
    if report.effects.people:
        call.say("Teachers concerned: {count}; each gets one notice.", count=report.effects.people)
    if not report.revisions:
        call.say("Nothing is published of these days yet: the draft alone is changed.")
    first = min((effect.days[0] for effect in report.effects.effects), default=None)
    template = "{community}: revision {number}, in force from {day}."
    if first is not None:
        template = (
            "{community}: revision {number}, in force from {day}; the first lesson concerned is on {first}."
        )
    for revision in report.revisions:
        call.say(
            template,
            community=revision.content.district.community[revision.community_id].name,
            number=revision.number,
            day=revision.effective_from,
            first=first,
        )
    if not report.written:
        call.say("This is what would be done; nothing was written.")


async def _edit(call: Invocation, request: WeekRequest) -> int:
    report = await edited_week(call, request)
    tell_edit(call, report)
    call.document(edit_document(report, call.words))
    return FINE


def _closing(call: Invocation, reason: str, *, reopen: bool) -> CloseDays:
    arguments = call.arguments
    return CloseDays(
        listed(arguments.campus),
        tuple(span for text in arguments.days for span in _days(call, text)),
        reason,
        _grades(call, arguments.grades),
        _clock(call, arguments.hours),
        reopen=reopen,
    )


def _days(call: Invocation, text: str) -> tuple[DateSpan, ...]:
    try:
        return days_written(text)
    except ValueError as error:
        template = "{text} is no date: write 2026-11-02, 11月2日, or 11.2-11.4 for several days."
        raise CommandError(call.words.text(template, text=text)) from error


def _day(call: Invocation, text: str) -> date:
    (span, *more) = _days(call, text)
    if more or span.first != span.last:
        raise CommandError(call.words.text("{text} is more than one day: give one.", text=text))
    return span.first


def _grades(call: Invocation, text: str | None) -> frozenset[int] | None:
    if text is None:
        return None
    grades, rest = grades_in(text)
    if grades is None or rest:
        template = "{text} is no grade: write 三年级, several as 三、四年级 or 7-9年级, or 初中部."
        raise CommandError(call.words.text(template, text=text))
    return grades


def _clock(call: Invocation, text: str | None) -> ClockSpan | None:
    if text is None:
        return None
    try:
        return clock_span(text)
    except NotUnderstoodError as error:
        template = "{text} is no span of time: write 08:00-11:30."
        raise CommandError(call.words.text(template, text=text)) from error
