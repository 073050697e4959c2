"""Which slots lessons of one course can have together, and why not others."""

from collections.abc import Iterable, Iterator, Sequence

from service.domain.district import District
from service.domain.joint_lessons import JointLesson
from service.domain.reasons import Reason, ReasonCode
from service.domain.sittings.courses import Misfit, are_double, are_of_one_course, misfit
from service.domain.sittings.standings import Season

Stood = tuple[JointLesson, tuple[Season, ...]]
"""A lesson, and when it stands or would stand."""


def unfit(district: District, one: Stood, other: Stood) -> Misfit | None:
    """What keeps two lessons from standing so; two that are both wished on one day may."""
    if not are_of_one_course(one[0], other[0]) or not one[1] or not other[1]:
        return None
    found = misfit(district, *one, *other)
    return None if found is Misfit.TWICE_A_DAY and _as_wished(*one) and _as_wished(*other) else found


def beside_its_course(district: District, mine: Stood, others: Iterable[Stood]) -> Iterator[Reason]:
    """Why a lesson cannot stand so beside those of its course."""
    for other in others:
        found = unfit(district, mine, other)
        if found is not None:
            yield course_reason(found, other[0])


def course_reason(found: Misfit, other: JointLesson) -> Reason:
    code = ReasonCode.COURSE_THAT_DAY if found is Misfit.TWICE_A_DAY else ReasonCode.DOUBLE_APART
    return Reason(code, (("lesson", lesson_name(other)),))


def first_of_double(lessons: Iterable[JointLesson], lesson: JointLesson) -> JointLesson | None:
    """The lesson that this one is to stand right after."""
    return next((other for other in lessons if are_double(other, lesson)), None)


def lesson_name(lesson: JointLesson) -> str:
    """Its code in the workbook and its subject."""
    return f"{lesson.code} {lesson.subject}" if lesson.code else lesson.subject


def _as_wished(lesson: JointLesson, seasons: Sequence[Season]) -> bool:
    return all(season.slot == lesson.wished for season in seasons)
