"""When a teacher cannot teach, as it is written: 周三下午, 每周一第1-2节, 单周周五, 周二 14:00-16:00."""

import re
from collections.abc import Iterator
from datetime import timedelta

from calendars.bells import BellBook
from calendars.runs import runs
from calendars.spans import ClockSpan
from calendars.terms import Term
from calendars.weeks import ALL_WEEKS, TeachingWeek, Weeks
from service.domain.identity import PersonId
from service.domain.people import Unavailability
from service.exchange.notation.dates_written import SchoolYear
from service.exchange.notation.day_sayings import Part
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.understanding.joint_work.half_days import HALVES, counted_in_half
from service.exchange.understanding.joint_work.plan_times import PlanTime, plan_times

_ALL_DAY = re.compile(r"全天|整天|一整天|一天")
_GRADES = range(1, 13)
_REFUSAL = re.compile(r"(?:不可|不能|不宜|不便|不)(?:排课?|上课)|没空|有事")


def unavailable_times(
    text: str, person_id: PersonId, term: Term, bells: BellBook | None, reason: str = ""
) -> tuple[Unavailability, ...]:
    """Of every week, within the term: by the clock, so that they hold at every campus.

    Where bells change in mid-term a period is another time before and after: an entry for the weeks of each.
    A date is no such time but a leave: NotUnderstoodError `unavailable_unreadable`; where no bells have the
    period `unavailable_without_period`.
    """
    try:
        times = plan_times(_REFUSAL.sub("", _ALL_DAY.sub("", text)), SchoolYear(term.school_year))
    except NotUnderstoodError as error:
        choices = tuple(one for one in error.choices if "节" in one)  # a date would be a leave
        raise NotUnderstoodError("unavailable_unreadable", plain(text), choices) from None
    found: list[Unavailability] = []
    for said in times:
        half_alone = said.half if not said.periods else ""
        if said.weekday is None or said.start is not None or half_alone not in ("", *HALVES):
            raise NotUnderstoodError("unavailable_unreadable", plain(text))
        for weekday in (said.weekday, *said.later_weekdays):
            for span, weeks in _spans(said, weekday, term, bells, text):
                found.append(Unavailability(person_id, weekday, term.days, span, weeks, reason))
    return tuple(dict.fromkeys(found))


def _spans(
    said: PlanTime, weekday: int, term: Term, bells: BellBook | None, text: str
) -> Iterator[tuple[ClockSpan | None, Weeks]]:
    """The span of the clock, and the weeks it is meant in: of several spans each with its own."""
    weeks = said.weeks or ALL_WEEKS
    if said.half and not said.periods:
        yield Part(morning=said.half == "上午", afternoon=said.half == "下午").at(bells), weeks
        return
    if said.span is not None or not said.periods:
        yield said.span, weeks
        return
    numbers: dict[ClockSpan, list[int]] = {}
    meant = [week for week in term.weeks if weeks.includes(week)]
    for week in meant:
        for span in _hulls(said, weekday, week, bells):
            numbers.setdefault(span, []).append(week.number)
    if not numbers:
        raise NotUnderstoodError("unavailable_without_period", plain(text))
    for span, of_span in numbers.items():
        own = Weeks(numbers=frozenset(of_span))
        yield span, weeks if len(numbers) == 1 or len(of_span) == len(meant) else own


def _hulls(said: PlanTime, weekday: int, week: TeachingWeek, bells: BellBook | None) -> Iterator[ClockSpan]:
    """From the first to the last of periods that run, on that day, whichever grade rings earlier."""
    day = week.monday + timedelta(days=weekday - 1)
    ringing = {None if bells is None else bells.on(day, grade, weekday) for grade in (None, *_GRADES)}
    there = [one for one in ringing if one is not None]
    for first, last in runs(counted_in_half(said.periods, said.half, there) or ()):
        spans = [
            period.span
            for one in there
            for number in range(first, last + 1)
            if (period := one.period(number)) is not None
        ]
        if spans:
            yield ClockSpan(min(s.start for s in spans), max(s.end for s in spans))
