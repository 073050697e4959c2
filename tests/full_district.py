"""The small district with something in every field, and every way in which one value of it may differ."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from calendars.bells import BellBook, BellSchedule, PeriodKind, numbered
from calendars.closures import Closure
from calendars.errors import CalendarError
from calendars.spans import ClockSpan, DateSpan
from calendars.weeks import EVEN_WEEKS, ODD_WEEKS, Parity, TeachingWeek
from service.domain.activities import Activity
from service.domain.communities import Custody
from service.domain.district import District
from service.domain.drafts import Draft, Pin
from service.domain.home_timetables import Move
from service.domain.identity import ActivityId, SchoolId
from service.domain.joint_lessons import OneOff, Placement, ReplaceKind, Replaces
from service.domain.people import Unavailability
from service.domain.research_sessions import Mode
from service.domain.slots import Slot
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    TERM_ID,
    campus_term,
    class_id,
    lesson_id,
    place_id,
    small_district,
    teacher_id,
    wish,
)
from tests.publications import session

MOVED = lesson_id(HOST, "301", "数学", 1)
MOVE = Move(MOVED, 2, 4, EVEN_WEEKS, date(2026, 9, 7))
DRAFT = Draft(COMMUNITY, TERM_ID, date(2026, 9, 7), (MOVE,), frozenset({Pin(MOVED, 2, 4)}), ((HOST, 1),))
UNAVAILABLE = Unavailability(teacher_id(HOST, "音乐"), 5, span=ClockSpan(480, 600), reason="产假")
ACTIVITY = Activity(
    ActivityId("activity"),
    "H01",
    COMMUNITY,
    DateSpan.of(date(2026, 9, 22), date(2026, 9, 22)),
    "示范课",
    "合唱",
    host_campus_id=HOST,
    campus_ids=(HOST, GUEST),
    person_ids=(teacher_id(HOST, "音乐"),),
    people_text="全体音乐教师",
)
CUSTODY = Custody(SchoolId(f"school-{GUEST}"), SchoolId(f"school-{HOST}"))
CLOSURE = Closure(
    DateSpan.of(date(2026, 10, 29), date(2026, 10, 30)), "运动会", frozenset({3}), ClockSpan(480, 720)
)
WINTER = BellSchedule(
    "冬季",
    numbered(
        [(PeriodKind.READING, "早读", ClockSpan(460, 480)), (PeriodKind.LESSON, "1", ClockSpan(490, 530))]
    ),
    DateSpan(date(2026, 11, 1), None),
    frozenset({1, 2}),
    frozenset({3}),
)
PLACEMENT = Placement(
    DateSpan.of(date(2026, 9, 1), date(2027, 1, 1)),
    Slot(1, 3),
    ((GUEST, 3),),
    ((class_id(HOST, "301"), lesson_id(HOST, "301", "音乐", 1)),),
)


def full_district() -> District:
    """Nothing in it is empty."""
    small = small_district(
        wish(
            placements=(PLACEMENT,),
            one_offs=(OneOff(date(2026, 9, 14), 3), OneOff(date(2026, 9, 15), span=ClockSpan(600, 640))),
            replaces=Replaces(ReplaceKind.NAMED, "美术"),
            weeks=ODD_WEEKS,
            topic="合唱",
        )
    )
    calendar = campus_term(HOST)
    bells = BellBook((*calendar.bells.schedules, WINTER))
    weeks = (TeachingWeek(1, Parity.ODD, date(2026, 8, 31)),)
    return replace(
        small,
        campus_terms=(
            replace(calendar, bells=bells, closures=(CLOSURE,), weeks_given=weeks),
            small.campus_terms[1],
        ),
        custodies=(CUSTODY,),
        unavailabilities=(UNAVAILABLE,),
        sessions=(session(mode=Mode.ON_SITE, place_id=place_id(HOST), speaker_id=teacher_id(GUEST, "音乐")),),
        drafts=(DRAFT,),
        activities=(ACTIVITY,),
    )


def edits(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that differs in one place, with the path to it: a field, a list's first or last item."""
    if isinstance(value, tuple) and value:
        yield from _edits_of_list(value, path)
    elif isinstance(value, frozenset) and value:
        yield f"{path}-", value - {max(value)}
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _edits_of_fields(value, path)
    elif (other := _other(value)) is not None:
        yield path, other


def _edits_of_list(items: tuple[Any, ...], path: str) -> Iterator[tuple[str, Any]]:
    if not path.endswith("[]"):  # an item of a list is a record: no part of it can lack
        yield f"{path}-", items[:-1]
    for place in sorted({0, len(items) - 1}):
        for inner, edited in edits(items[place], f"{path}[]"):
            yield inner, (*items[:place], edited, *items[place + 1 :])


def _edits_of_fields(row: Any, path: str) -> Iterator[tuple[str, Any]]:
    for field in fields(row):
        for inner, edited in edits(getattr(row, field.name), f"{path}.{field.name}"):
            with suppress(CalendarError):  # no such value can be: bells that overlap, an empty span
                yield inner, replace(row, **{field.name: edited})


def _other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case StrEnum():
            return next(member for member in type(value) if member is not value)
        case str():
            return f"{value}′"
        case int():
            return value + 1
        case date():
            return value + timedelta(weeks=1) if value < date.max - timedelta(weeks=1) else None
    return None
