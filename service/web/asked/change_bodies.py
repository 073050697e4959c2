"""What is sent to the API of dated changes: what dated_documents.py and offer_documents.py of words make."""

from datetime import date
from typing import TypeVar

import msgspec

from calendars.spans import ClockSpan, DateSpan
from service.actions.changing.answer_leave import Absence, DeadLink
from service.domain.dated_changes import ChangeKind, DatedChange, Leave
from service.domain.identity import CampusId, ChangeId, ClassId, JointLessonId, PersonId, PlaceId
from service.web.problems import Problem

T = TypeVar("T")
#: Under another name: `date` is a field, too.
Day = date


class ChangeBody(msgspec.Struct):
    """One change. `lesson` and `date` name the occurrence: its id and its day by the published table."""

    kind: ChangeKind
    lesson: str
    date: Day
    campus: str | None = None
    class_id: str | None = None
    to_date: Day | None = None
    to_period: int | None = None
    to_start: str | None = None
    to_end: str | None = None
    to_place: str | None = None
    swap_lesson: str | None = None
    swap_date: Day | None = None
    absent: str | None = None
    substitute: str | None = None
    reason: str = ""


class ActBody(msgspec.Struct):
    """Several changes in one act, judged together, and ids of changes or acts to take back.

    `incident`: the open report that it answers. `partial`: receivers who are closed then may stay away.
    """

    changes: list[ChangeBody] = []
    take_back: list[str] = []
    cause: str = ""
    incident: str = ""
    partial: bool = False


class LeaveBody(msgspec.Struct):
    """Whose leave (`person`), or which campus is without its link (`campus`). `answers`: {"2": 3}."""

    first: date = msgspec.field(name="from")
    until: date | None = None
    person: str | None = None
    campus: str | None = None
    start: str | None = None
    end: str | None = None
    answers: dict[int, int] = {}
    seen: str = ""
    incident: str = ""


def read(body: bytes | str, type: type[T]) -> T:
    """A JSON body; Problem `bad_request` where it is none of that shape."""
    try:
        return msgspec.json.decode(body, type=type)
    except msgspec.DecodeError as error:
        raise Problem("bad_request") from error


def change_of(body: ChangeBody) -> DatedChange:
    """The change that is meant; what its kind needs is checked where it is applied."""
    return DatedChange(
        ChangeId(""),
        body.kind,
        JointLessonId(body.lesson),
        body.date,
        campus_id=CampusId(body.campus) if body.campus else None,
        class_id=ClassId(body.class_id) if body.class_id else None,
        to_day=body.to_date,
        to_period=body.to_period,
        to_span=span_of(body.to_start, body.to_end),
        to_place_id=PlaceId(body.to_place) if body.to_place else None,
        swap_with=JointLessonId(body.swap_lesson) if body.swap_lesson else None,
        swap_day=body.swap_date,
        absent_id=PersonId(body.absent) if body.absent else None,
        substitute_id=PersonId(body.substitute) if body.substitute else None,
        reason=body.reason,
    )


def absence_of(body: LeaveBody) -> Absence:
    """A leave or a dead link; Problem `bad_request` where it is neither, or ends before it begins."""
    last = body.until or body.first
    if (body.person is None) == (body.campus is None) or last < body.first:
        raise Problem("bad_request")
    days, span = DateSpan.of(body.first, last), span_of(body.start, body.end)
    if body.person is not None:
        return Leave(PersonId(body.person), days, span)
    return DeadLink(CampusId(body.campus or ""), days, span)


def span_of(start: str | None, end: str | None) -> ClockSpan | None:
    """A time of the clock from `14:00` and `14:40`; None where neither is given."""
    if not start and not end:
        return None
    try:
        return ClockSpan.parse(start or "00:00", end or "24:00")
    except ValueError as error:
        raise Problem("bad_request") from error
