"""What a campus itself teaches every week: a base as imported, from a day on, and the moves made to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from calendars.bells import PeriodKind
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


def moved(lessons: Iterable[HomeLesson], moves: Iterable[Move]) -> tuple[HomeLesson, ...]:
    """The lessons with the moves applied; a move of an unknown lesson is ignored, its base cell is gone."""
    latest: Mapping[HomeLessonId, Move] = {
        move.lesson_id: move for move in sorted(moves, key=lambda move: move.since)
    }
    return tuple(
        replace(lesson, weekday=move.weekday, period=move.period, weeks=move.weeks)
        if (move := latest.get(lesson.id)) is not None
        else lesson
        for lesson in lessons
    )
