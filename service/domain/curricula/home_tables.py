"""A week that was found, as a campus's home timetable."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from calendars.bells import PeriodKind
from service.domain.curricula.curriculum import Curriculum, Placed
from service.domain.district import District
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import HomeLessonId, TimetableId


def beside_lessons(lessons: Iterable[HomeLesson]) -> tuple[HomeLesson, ...]:
    """What a table has that is no lesson proper: 早读, 课后服务, 晚自习."""
    return tuple(lesson for lesson in lessons if lesson.kind is not PeriodKind.LESSON)


def home_lessons(
    curriculum: Curriculum, placed: Iterable[Placed], mint: Callable[[], str]
) -> Iterator[HomeLesson]:
    """Each period of each lesson, in the order of the week."""
    for one in sorted(placed, key=lambda one: (one.start, one.requirement_id)):
        requirement = curriculum.requirement[one.requirement_id]
        for cell in curriculum.grid.covered(one.start, requirement.length):
            yield HomeLesson(
                HomeLessonId(mint()),
                requirement.class_id,
                cell.weekday,
                cell.period,
                requirement.subject,
                requirement.teacher_id,
                requirement.source,
                place_id=one.place_id,
            )


def with_table(
    district: District,
    curriculum: Curriculum,
    lessons: Iterable[HomeLesson],
    first: date,
    mint: Callable[[], str],
) -> District:
    """The district with these lessons in force at the campus from a day on; what lies before stays.

    早读 and 课后服务 stay as they are in the table that they take the place of.
    """
    bases = district.timetables_of.get(curriculum.campus_id, ())
    old = [base for base in bases if base.effective_from <= first]
    kept = beside_lessons(old[-1].lessons) if old else ()
    if old and old[-1].effective_from == first:
        # The version that storage is going to give it: a draft names the one that it is made on.
        new = replace(old[-1], lessons=(*lessons, *kept), version=old[-1].version + 1)
        tables = tuple(new if base == old[-1] else base for base in district.home_timetables)
    else:
        version = max((base.version for base in bases), default=0) + 1
        table = HomeTimetable(
            TimetableId(mint()), curriculum.campus_id, district.term.id, first, (*lessons, *kept), version
        )
        tables = (*district.home_timetables, table)
    return replace(district, home_timetables=tables)
