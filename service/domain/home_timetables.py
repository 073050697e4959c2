"""What a campus itself teaches every week: a base as imported, from a day on, and the moves made to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from calendars.bells import PeriodKind
from calendars.spans import DateSpan
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.identity import CampusId, ClassId, HomeLessonId, PersonId, PlaceId, TermId, TimetableId
from service.domain.sources import Source


@dataclass(frozen=True, slots=True)
class HomeLesson:
    """A weekly lesson of one class. `subject` is the standard name; no teacher is None.

    Identity is (campus, class, subject, k-th of the week); `kind` is LESSON, READING, AFTER or EVENING.
    """

    id: HomeLessonId
    class_id: ClassId
    weekday: int
    period: int
    subject: str
    teacher_id: PersonId | None
    source: Source
    kind: PeriodKind = PeriodKind.LESSON
    weeks: Weeks = ALL_WEEKS
    place_id: PlaceId | None = None


@dataclass(frozen=True, slots=True)
class HomeTimetable:
    """The base of one campus from its first day (`effective_from`) on; what lies before it never changes.

    `version` counts the imports that changed it; a draft names the versions it was made on.
    """

    id: TimetableId
    campus_id: CampusId
    term_id: TermId
    effective_from: date
    lessons: tuple[HomeLesson, ...]
    version: int = 1


@dataclass(frozen=True, slots=True)
class Move:
    """A home lesson put elsewhere in the week, from a day on. The weeks may change, too (单 → 双)."""

    lesson_id: HomeLessonId
    weekday: int
    period: int
    weeks: Weeks
    since: date


def is_home_again(lesson: HomeLesson, move: Move) -> bool:
    """Whether a move puts a lesson where its school's own table has it: what was moved before is back."""
    return (lesson.weekday, lesson.period, lesson.weeks) == (move.weekday, move.period, move.weeks)


@dataclass(frozen=True, slots=True)
class LessonInForce:
    """A home lesson as it stands on some dates: weekday, period and weeks are those after all moves."""

    lesson: HomeLesson
    days: DateSpan


def after_moves(lesson: HomeLesson, valid: DateSpan, moves: Sequence[Move]) -> tuple[LessonInForce, ...]:
    """The lesson in its base place until the first move, then where each move puts it, in order of date."""
    if not moves:
        return (LessonInForce(lesson, valid),)
    places = [(valid.first, lesson)]
    for move in sorted(moves, key=lambda move: move.since):
        there = replace(lesson, weekday=move.weekday, period=move.period, weeks=move.weeks)
        if move.since <= places[-1][0]:
            places[-1] = (places[-1][0], there)
        elif valid.contains(move.since):
            places.append((move.since, there))
    ends = (*(first for first, _ in places[1:]), valid.end)
    return tuple(
        LessonInForce(there, DateSpan(first, end)) for (first, there), end in zip(places, ends, strict=True)
    )
