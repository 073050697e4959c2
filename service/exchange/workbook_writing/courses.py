"""The lessons of one wish (每周2节) put together again, so that it is written as it was asked for."""

from collections.abc import Iterable
from dataclasses import replace

from service.domain.district import grouped
from service.domain.joint_lessons import JointLesson
from service.exchange.notation.lessons_a_week import LessonsAWeek
from service.exchange.workbook_writing.spelling import weekday_text

Course = tuple[JointLesson, ...]
"""The lessons that one wish asks for each week, its own first; mostly one."""


def courses_of(lessons: Iterable[JointLesson]) -> tuple[Course, ...]:
    """In the order of their first; a lesson that is asked for otherwise than the first is one by itself."""
    lessons = tuple(lessons)
    first = {lesson.code: lesson for lesson in lessons if lesson.course == lesson.code}
    alike = {
        lesson.id for lesson in lessons if lesson.course in first and _like(first[lesson.course], lesson)
    }
    together = grouped((lesson.course if lesson.id in alike else lesson.id, lesson) for lesson in lessons)
    return tuple(together.values())


def a_week(course: Course) -> LessonsAWeek:
    """How many it asks for, in double periods and single lessons."""
    blocks: list[int] = []
    for lesson in course:
        if lesson.right_after:
            blocks[-1] += 1
        else:
            blocks.append(1)
    return LessonsAWeek(tuple(blocks))


def times_text(course: Course) -> str:
    """`星期二第3节、星期四第2节`; "" where any time will do."""
    return "、".join(
        f"{weekday_text(lesson.wished.weekday)}第{lesson.wished.period}节"
        for lesson in course
        if lesson.wished is not None
    )


def _like(first: JointLesson, lesson: JointLesson) -> bool:
    """Whether it asks for the same at another time."""
    own = ("id", "code", "wished", "right_after", "placements", "pinned", "handovers", "days", "source")
    return replace(lesson, **{name: getattr(first, name) for name in own}) == first
