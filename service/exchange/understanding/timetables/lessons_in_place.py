"""Lessons of a new table that are in force where it shows them: each is the lesson of the base it comes from.

A workbook that was exported shows moved lessons where they stand now. Read back, such a lesson keeps its base
and its move.
"""

from collections.abc import Iterable, Mapping

from calendars.weeks import Weeks
from service.domain.district import District, grouped
from service.domain.home_timetables import HomeLesson
from service.domain.identity import ClassId, HomeLessonId, PersonId, PlaceId
from service.domain.shown_tables.table_in_force import Stands, stands_of

_Taught = tuple[ClassId, str, PersonId | None, PlaceId | None]
_When = tuple[int, int, Weeks]


def lessons_in_place(
    lessons: Iterable[HomeLesson], base: Iterable[HomeLesson], district: District
) -> Mapping[HomeLessonId, HomeLesson]:
    """The base lesson of each lesson (by its new id) that stands in its own cell, or where it was put.

    Same class, subject, teacher and room. As many as possible find one: where a 语文 was moved to where
    another had stood, both are found, in whichever order.
    """
    found: dict[HomeLessonId, HomeLesson] = {}
    of_base = grouped((_taught(lesson), lesson) for lesson in base)
    left: list[tuple[tuple[HomeLesson, ...], tuple[HomeLesson, ...]]] = []
    for taught, mine in grouped((_taught(lesson), lesson) for lesson in lessons).items():
        before = of_base.get(taught, ())
        own = {_when(lesson): lesson for lesson in before}
        here = {lesson.id: own[_when(lesson)] for lesson in mine if _when(lesson) in own}
        if len(here) == len(mine) and len({old.id for old in here.values()}) == len(mine):
            found |= here
        else:
            left.append((mine, before))
    if left:
        stands = stands_of(district)
        for mine, before in left:
            found |= _matched(mine, before, stands)
    return found


def _matched(
    mine: tuple[HomeLesson, ...], before: tuple[HomeLesson, ...], stands: Mapping[HomeLessonId, Stands]
) -> dict[HomeLessonId, HomeLesson]:
    """A largest matching, by augmenting paths (Kuhn); own cells are tried before others."""
    places = {lesson.id: _candidates(lesson, before, stands) for lesson in mine}
    taken: dict[int, HomeLesson] = {}

    def finds(lesson: HomeLesson, tried: set[int]) -> bool:
        for n in places[lesson.id]:
            if n not in tried:
                tried.add(n)
                if n not in taken or finds(taken[n], tried):
                    taken[n] = lesson
                    return True
        return False

    for lesson in mine:
        finds(lesson, set())
    return {lesson.id: before[n] for n, lesson in taken.items()}


def _candidates(
    lesson: HomeLesson, before: tuple[HomeLesson, ...], stands: Mapping[HomeLessonId, Stands]
) -> list[int]:
    own = [n for n, old in enumerate(before) if _when(old) == _when(lesson)]
    put = [n for n, old in enumerate(before) if n not in own and _may_be(lesson, stands.get(old.id))]
    return own + put


def _may_be(lesson: HomeLesson, stands: Stands | None) -> bool:
    place = lesson.weekday, lesson.period
    return stands is not None and place in stands.places and lesson.weeks in stands.weeks


def _taught(lesson: HomeLesson) -> _Taught:
    return lesson.class_id, lesson.subject, lesson.teacher_id, lesson.place_id


def _when(lesson: HomeLesson) -> _When:
    return lesson.weekday, lesson.period, lesson.weeks
