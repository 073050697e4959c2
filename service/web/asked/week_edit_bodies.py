"""What is sent to change the week by date: one shape for each kind."""

import json
from datetime import date
from typing import Any

import msgspec

from calendars.bells import EVERY_WEEKDAY
from calendars.errors import CalendarError
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import NOBODYS
from service.domain.week_edits.assignment_requests import Assign
from service.domain.week_edits.notice_years import AnnounceYears
from service.domain.week_edits.requests import (
    ChangeBells,
    CloseDays,
    DaysBackwards,
    RunOtherDay,
    TakeBackBells,
    TakeBackDay,
    WeekRequest,
)
from service.exchange.holiday_notices import notice_of


class ClosingBody(msgspec.Struct, tag_field="kind", tag="close", forbid_unknown_fields=True, frozen=True):
    """停课 from the first to the last day (default: one), of all grades or some, all day or some hours."""

    campuses: list[str]
    first: date
    last: date | None = None
    reason: str = ""
    grades: list[int] | None = None
    start: str | None = None
    end: str | None = None
    reopen: bool = False


class FollowingBody(msgspec.Struct, tag_field="kind", tag="follow", forbid_unknown_fields=True, frozen=True):
    """Whose lessons run on a day: a weekday's (0: nobody's) or a date's; neither takes back the last word."""

    campuses: list[str]
    day: date
    weekday: int | None = None
    follows: date | None = None


class BellsBody(msgspec.Struct, tag_field="kind", tag="bells", forbid_unknown_fields=True, frozen=True):
    """Bells of that name from a day on, until (not included) another; `undo`: what was said last is not.

    With `since`, bells that have begun are undone from that day on.
    """

    campuses: list[str]
    season: str | None = None
    since: date | None = None
    until: date | None = None
    undo: bool = False


class AssigningBody(msgspec.Struct, tag_field="kind", tag="assign", forbid_unknown_fields=True, frozen=True):
    """Who takes over a lesson, or where it is, from a day on; `community` where several have its code."""

    lesson: str
    since: date
    campus: str | None = None
    teacher: str | None = None
    room: str | None = None
    undo: bool = False
    community: str | None = None


class NoticeBody(msgspec.Struct, tag_field="kind", tag="notice", forbid_unknown_fields=True, frozen=True):
    """A year's holiday notice, as holiday-cn has it."""

    notice: dict[str, Any]


WeekEditBody = ClosingBody | FollowingBody | BellsBody | AssigningBody | NoticeBody


def request_of(body: WeekEditBody, minted: str) -> WeekRequest:
    """What a body asks for; `minted` is a new id.

    Raises CalendarError, NoticeUnreadable or RequestRefused where it cannot be.
    """
    match body:
        case ClosingBody():
            return _closing(body)
        case FollowingBody():
            return _following(body)
        case BellsBody():
            return _bells(body)
        case AssigningBody():
            return Assign(
                body.lesson,
                body.since,
                body.campus,
                body.teacher,
                body.room,
                body.undo,
                minted,
                body.community,
            )
        case NoticeBody():
            return AnnounceYears((notice_of(json.dumps(body.notice), "notice"),))


def _closing(body: ClosingBody) -> WeekRequest:
    grades = None if body.grades is None else frozenset(body.grades)
    span = None if body.start is None or body.end is None else ClockSpan.parse(body.start, body.end)
    if (body.start is None) != (body.end is None):
        raise CalendarError("hours closed need a start and an end")
    if body.last is not None and body.last < body.first:
        raise DaysBackwards(body.last, (body.first,))
    days = DateSpan.of(body.first, body.last or body.first)
    return CloseDays(tuple(body.campuses), (days,), body.reason, grades, span, reopen=body.reopen)


def _following(body: FollowingBody) -> WeekRequest:
    follows = body.weekday if body.follows is None else body.follows
    if follows is None:
        return TakeBackDay(tuple(body.campuses), body.day)
    if not isinstance(follows, date) and follows not in {NOBODYS, *EVERY_WEEKDAY}:
        raise CalendarError(f"weekday {follows} is not of 0-7")
    return RunOtherDay(tuple(body.campuses), body.day, follows)


def _bells(body: BellsBody) -> WeekRequest:
    if body.undo:
        return TakeBackBells(tuple(body.campuses), body.since)
    if body.season is None or body.since is None:
        raise CalendarError("bells need a season and its first day")
    return ChangeBells(tuple(body.campuses), body.season, body.since, body.until)
