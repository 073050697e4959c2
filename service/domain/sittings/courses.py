"""Several lessons a week of one course: on different days, but for the two of a double period (连堂)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations

from service.domain.district import District, grouped
from service.domain.joint_lessons import JointLesson
from service.domain.sittings.in_force import mondays
from service.domain.sittings.standings import Season, host_bells


class Misfit(StrEnum):
    """What is wrong between two lessons of one course."""

    TWICE_A_DAY = "twice_a_day"
    DOUBLE_APART = "double_apart"


def are_of_one_course(one: JointLesson, other: JointLesson) -> bool:
    return one.id != other.id and bool(one.course) and _course(one) == _course(other)


def are_double(before: JointLesson, after: JointLesson) -> bool:
    """Whether the second is to stand right after the first."""
    return are_of_one_course(before, after) and bool(before.code) and after.right_after == before.code


def are_halves(one: JointLesson, other: JointLesson) -> bool:
    """Whether they are a double period, in whichever order."""
    return are_double(one, other) or are_double(other, one)


def pairs_of_courses(lessons: Iterable[JointLesson]) -> Iterator[tuple[JointLesson, JointLesson]]:
    """Every two lessons of one course, in the order of the lessons."""
    courses: Mapping[object, Sequence[JointLesson]] = grouped(
        (_course(lesson), lesson) for lesson in lessons if lesson.course
    )
    for those in courses.values():
        yield from combinations(those, 2)


def misfit(
    district: District, one: JointLesson, here: Sequence[Season], other: JointLesson, there: Sequence[Season]
) -> Misfit | None:
    """What is wrong when two lessons of one course are where these seasons are; in common weeks only.

    Of a double period only the first is kept off the days of the others: the second stands with it.
    """
    if are_double(one, other):
        return None if _right_after(district, one, here, there) else Misfit.DOUBLE_APART
    if are_double(other, one):
        return None if _right_after(district, other, there, here) else Misfit.DOUBLE_APART
    if one.right_after or other.right_after or not _share_weeks(district, one, other):
        return None
    on_one_day = any(mine.slot.weekday == theirs.slot.weekday for mine, theirs in _at_once(here, there))
    return Misfit.TWICE_A_DAY if on_one_day else None


def _right_after(
    district: District, before: JointLesson, here: Sequence[Season], there: Sequence[Season]
) -> bool:
    for first, second in _at_once(here, there):
        day = max(first.days.first, second.days.first)
        bells = host_bells(district, before, first.slot.weekday, day)
        after = None if bells is None else bells.right_after(first.slot.period)
        if after is None or (first.slot.weekday, after.number) != (second.slot.weekday, second.slot.period):
            return False
    return True


def _at_once(here: Iterable[Season], there: Sequence[Season]) -> Iterator[tuple[Season, Season]]:
    return ((mine, theirs) for mine in here for theirs in there if mine.days.overlaps(theirs.days))


def _share_weeks(district: District, one: JointLesson, other: JointLesson) -> bool:
    term = district.term.term
    return bool(mondays(one.weeks, term) & mondays(other.weeks, term))


def _course(lesson: JointLesson) -> tuple[str, str]:
    return lesson.community_id, lesson.course
