"""What a cell of 总课表 says: the class's own lessons as a school writes them, and marks of what was done."""

from collections.abc import Sequence
from enum import Enum

from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.shown_tables.shown_week import ShownJoint
from service.domain.shown_tables.table_in_force import CellInForce, OwnLesson
from service.domain.shown_tables.turns import people_at
from service.exchange.notation.cell_marks import joined_lessons, mark
from service.exchange.notation.weekdays import weekday_name
from service.exchange.notation.weeks_written import weeks_text
from service.exchange.workbook_writing.spelling import (
    period_text,
    teacher_text,
    turn_texts,
)


class CellLook(Enum):
    """How a cell is marked by colour."""

    PLAIN = "plain"
    MOVED = "moved"
    JOINT = "joint"


def cell_look(cell: CellInForce) -> CellLook:
    if cell.joint:
        return CellLook.JOINT
    return CellLook.MOVED if any(own.moved for own in cell.own) else CellLook.PLAIN


def cell_text(district: District, cell: CellInForce) -> str:
    """`语文\\n张三\\n【原周三第2节】`; an import reads what stands before the marks."""
    moved = [_moved_mark(own, alone=len(cell.own) == 1) for own in cell.own if own.moved]
    joint = [mark(f"同步 {joint_text(district, shown, cell.own)}") for shown in cell.joint]
    own = lessons_text(district, [own.lesson for own in cell.own])
    return "\n".join(part for part in (own, *moved, *joint) if part)


def lessons_text(district: District, lessons: Sequence[HomeLesson]) -> str:
    """One lesson, two that alternate (`信息科技/劳动(单/双)` over `甲/乙`), or each with its weeks."""
    match lessons:
        case (one, other) if _alternate(district, one, other):
            odd, even = (one, other) if one.weeks == ODD_WEEKS else (other, one)
            teachers = "/".join(_teacher_text(district, lesson) for lesson in (odd, even))
            return f"{odd.subject}/{even.subject}(单/双)\n{teachers}"
        case _:
            return joined_lessons([_lesson_text(district, lesson) for lesson in lessons])


def joint_text(district: District, shown: ShownJoint, own: Sequence[OwnLesson] = ()) -> str:
    """`S02 主讲:廖洁`; its subject where the class's own lesson is another, its weeks where not all."""
    lesson = shown.lesson
    subject = "" if any(one.lesson.subject == lesson.subject for one in own) else lesson.subject
    weeks = "" if lesson.weeks == ALL_WEEKS else f"({weeks_text(lesson.weeks)})"
    lecturers = turn_texts(district).people(people_at(lesson, lesson.host))
    who = f"主讲:{lecturers}" if lecturers else ""
    return " ".join(part for part in (f"{lesson.code}{weeks}", subject, who) if part)


def _alternate(district: District, one: HomeLesson, other: HomeLesson) -> bool:
    """With both teachers named, or neither, and no rooms: else it could not be told whose is whose.

    Nor with brackets behind a name: they could be of both.
    """
    named = (one.teacher_id is None) == (other.teacher_id is None)
    rooms = one.place_id is not None or other.place_id is not None
    brackets = any("(" in _teacher_text(district, lesson) for lesson in (one, other))
    return named and not rooms and not brackets and {one.weeks, other.weeks} == {ODD_WEEKS, EVEN_WEEKS}


def _lesson_text(district: District, lesson: HomeLesson) -> str:
    weeks = "" if lesson.weeks == ALL_WEEKS else f"({weeks_text(lesson.weeks)})"
    room = "" if lesson.place_id is None else f"({district.place[lesson.place_id].name})"
    teacher = _teacher_text(district, lesson)
    between = "\n" if room and "(" in teacher else ""
    return f"{lesson.subject}{weeks}\n{teacher}{between}{room}".strip()


def _teacher_text(district: District, lesson: HomeLesson) -> str:
    return teacher_text(district, lesson.teacher_id, district.class_group[lesson.class_id].campus_id)


def _moved_mark(own: OwnLesson, *, alone: bool) -> str:
    base = own.base
    subject = "" if alone else base.subject
    weeks = "" if base.weeks == own.lesson.weeks else f"({weeks_text(base.weeks)})"
    return mark(f"{subject}原{weekday_name(base.weekday)}{period_text(base.period)}{weeks}")
