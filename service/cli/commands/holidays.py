"""Commands about holiday notices and make-up days: calendar import, calendar show, calendar answer."""

from calendars.zones import clock_of
from service import clock
from service.cli.commands.questions import known_district
from service.cli.commands.week_edits import edited_week, run_other_day, tell_edit
from service.cli.invocation import FINE, CommandError, Invocation
from service.domain.week_edits.notice_years import AnnounceYears
from service.domain.week_edits.open_days import NoticeDays, OpenDay, open_days, years_of
from service.exchange.holiday_notices import NoticeUnreadable, notices_of
from service.words.changes.week_edit_texts import edit_document
from service.words.tables.calendar_texts import (
    notice_refusal_text,
    open_day_document,
    open_day_text,
    year_document,
    year_text,
)


async def answer(call: Invocation) -> int:
    """Whose lessons run on a make-up day; `makeup` does it on any day."""
    return await run_other_day(call, answers=True)


async def import_(call: Invocation) -> int:
    """Notices of the State Council, once for all campuses and terms; a later one of a year replaces it."""
    try:
        notices = notices_of(call.arguments.sources)
    except NoticeUnreadable as problem:
        said = notice_refusal_text(problem.place, problem.expected, problem.text, call.words, problem.number)
        raise CommandError(said) from problem
    report = await edited_week(call, AnnounceYears(notices), all_terms=True)
    tell_edit(call, report)
    questions = () if not report.written else (await _known(call))[1]
    _tell_questions(call, questions)
    asked = [open_day_document(one) for one in questions]
    call.document({**edit_document(report, call.words), "open": asked})
    return FINE


async def show(call: Invocation) -> int:
    """Which years are known, their days off and make-up days, and what each campus is still asked."""
    years, questions = await _known(call)
    for year in years:
        for line in year_text(year, call.words):
            call.line(line)
    _tell_questions(call, questions)
    call.document(
        {
            "years": [year_document(year) for year in years],
            "open": [open_day_document(one) for one in questions],
        }
    )
    return FINE


async def _known(call: Invocation) -> tuple[tuple[NoticeDays, ...], tuple[OpenDay, ...]]:
    district = await known_district(call)
    today, _ = clock_of(clock.now())
    return years_of(district), open_days(district, today)


def _tell_questions(call: Invocation, questions: tuple[OpenDay, ...]) -> None:
    for question in questions:
        call.line(open_day_text(question, call.words))
