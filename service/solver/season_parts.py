"""The parts of a lesson that is split by season: together they take the place of one home lesson a class.

One of them takes it, in the weeks of all; to the search the others take nothing's place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.identity import ClassId, HomeLessonId, JointLessonId
from service.domain.joint_lessons import JointLesson, ReplaceKind, Replaces
from service.domain.lesson_codes import is_later_part, parts_of
from service.domain.reasons import Reason, ReasonCode

Parts = tuple[JointLesson, ...]


def split_lessons(lessons: Iterable[JointLesson]) -> Iterator[Parts]:
    """Each lesson that is split, as its parts in the order of their days."""
    lessons = tuple(lessons)
    if any(map(is_later_part, lessons)):
        every = (parts_of(lessons, lesson) for lesson in lessons if not is_later_part(lesson))
        yield from (parts for parts in every if len(parts) > 1)


def days_of_all(lessons: Iterable[JointLesson], lesson: JointLesson) -> DateSpan:
    """The days in which a lesson takes the place of others: those of all its parts."""
    if lesson.days.end is None and not is_later_part(lesson):
        return lesson.days
    parts = parts_of(lessons, lesson)
    return DateSpan(parts[0].days.first, parts[-1].days.end)


def taken_for(lessons: Iterable[JointLesson], decided: frozenset[JointLessonId]) -> frozenset[JointLessonId]:
    """The parts for which another takes it: one that is `decided` already, where any is; else the first."""
    return frozenset(
        part.id
        for parts in split_lessons(lessons)
        for part in sorted(parts, key=lambda part: part.id not in decided)[1:]
        if part.id not in decided
    )


def taking_nothing(district: District, those: frozenset[JointLessonId]) -> District:
    """The district in which those parts take the place of nothing."""
    if not those:
        return district
    return replace(
        district,
        joint_lessons=tuple(
            _taking_nothing(one) if one.id in those else one for one in district.joint_lessons
        ),
    )


def taking_alike(lessons: tuple[JointLesson, ...]) -> tuple[JointLesson, ...]:
    """The lessons in which each placed part takes the place of what the part that takes it does."""
    alike: dict[JointLessonId, JointLesson] = {}
    for parts in split_lessons(lessons):
        taken = next((place.replaced for part in parts for place in part.placements if place.replaced), ())
        alike |= {part.id: _taking(part, taken) for part in parts}
    return tuple(alike.get(lesson.id, lesson) for lesson in lessons)


def other_part_missing(lessons: Iterable[JointLesson], lesson: JointLesson) -> Iterator[Reason]:
    """That the parts of a lesson are placed together, of one whose own slots are not what is wrong."""
    for other in parts_of(lessons, lesson):
        if other.id != lesson.id:
            yield Reason(ReasonCode.PART_NOT_PLACED, (("lesson", other.code),))


def _taking_nothing(part: JointLesson) -> JointLesson:
    return replace(
        part,
        replaces=Replaces(ReplaceKind.NOTHING),
        placements=tuple(replace(placement, replaced=()) for placement in part.placements),
    )


def _taking(part: JointLesson, taken: tuple[tuple[ClassId, HomeLessonId], ...]) -> JointLesson:
    return replace(
        part,
        placements=tuple(
            replace(placement, replaced=placement.replaced or taken) for placement in part.placements
        ),
    )
