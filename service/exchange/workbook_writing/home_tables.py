"""总课表-<campus>, layout A: rows = weekday × period, columns = classes, cell = subject over teacher."""

from collections.abc import Mapping, Sequence

from openpyxl.workbook import Workbook

from calendars.bells import BellSchedule, PeriodKind
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS
from service.domain.classes import ClassName
from service.domain.district import District, grouped
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import CampusId, ClassId
from service.exchange.workbook_writing.paper import Paper
from service.exchange.workbook_writing.spelling import (
    NotWritableError,
    person_text,
    weekday_text,
    weeks_text,
)

_LEFT = ("星期", "节次", "时间")
_WEEKDAYS = range(1, 6)
_NOT_TAUGHT = frozenset({PeriodKind.BREAK, PeriodKind.NOON, PeriodKind.ASSEMBLY})

Cells = Mapping[tuple[ClassId, int, int], tuple[HomeLesson, ...]]


def write_home_table(book: Workbook, district: District, campus_id: CampusId, bells: BellSchedule) -> None:
    """The base that began first; no sheet for a campus without one."""
    bases = district.timetables_of.get(campus_id, ())
    if not bases:
        return
    base = bases[0]
    campus = district.campus[campus_id].name
    classes = _classes(district, campus_id)
    paper = Paper(book, f"总课表-{campus}")
    columns = len(_LEFT) + len(classes)
    paper.title(f"{campus}总课表", columns)
    day = base.effective_from
    paper.title(f"执行时间:{day.year}年{day.month}月{day.day}日起", columns)
    paper.header([*_LEFT, *(name.label for name in classes)])
    _write_head_teachers(paper, district, classes)
    cells = _cells(base)
    weekdays = sorted({*_WEEKDAYS, *(weekday for _, weekday, _ in cells)})
    for weekday in weekdays:
        _write_day(paper, district, weekday, bells, classes, cells)
    paper.fit(3)
    paper.sheet.freeze_panes = "D5"


def _classes(district: District, campus_id: CampusId) -> tuple[ClassName, ...]:
    names = [district.class_name[group.id] for group in district.classes_of.get(campus_id, ())]
    return tuple(sorted(names, key=lambda name: (name.grade, name.name)))


def _cells(base: HomeTimetable) -> Cells:
    return grouped(((lesson.class_id, lesson.weekday, lesson.period), lesson) for lesson in base.lessons)


def _write_head_teachers(paper: Paper, district: District, classes: Sequence[ClassName]) -> None:
    row = paper.write(["班主任", "", "", *(person_text(district, name.head_teacher_id) for name in classes)])
    paper.merge(row, 1, row, len(_LEFT))


def _write_day(
    paper: Paper,
    district: District,
    weekday: int,
    bells: BellSchedule,
    classes: Sequence[ClassName],
    cells: Cells,
) -> None:
    first = paper.row + 1
    for period in bells.periods:
        left = [weekday_text(weekday) if paper.row + 1 == first else "", period.label, str(period.span)]
        if period.kind in _NOT_TAUGHT:
            row = paper.write([*left, period.label, *([""] * (len(classes) - 1))])
            paper.merge(row, len(_LEFT) + 1, row, len(_LEFT) + len(classes))
            continue
        lessons = [cells.get((name.class_id, weekday, period.number), ()) for name in classes]
        paper.write([*left, *(_cell(district, found) for found in lessons)])
    paper.merge(first, 1, paper.row, 1)


def _cell(district: District, lessons: Sequence[HomeLesson]) -> str:
    """One lesson, or two that alternate: `信息科技/劳动(单/双)` over `甲/乙`."""
    match lessons:
        case ():
            return ""
        case (lesson,):
            weeks = "" if lesson.weeks == ALL_WEEKS else f"({weeks_text(lesson.weeks)})"
            return f"{lesson.subject}{weeks}\n{person_text(district, lesson.teacher_id)}".strip()
        case (one, other) if {one.weeks, other.weeks} == {ODD_WEEKS, EVEN_WEEKS}:
            odd, even = (one, other) if one.weeks == ODD_WEEKS else (other, one)
            teachers = "/".join(person_text(district, lesson.teacher_id) for lesson in (odd, even))
            return f"{odd.subject}/{even.subject}(单/双)\n{teachers}"
        case _:
            raise NotWritableError(f"{lessons[0].source}: {len(lessons)} lessons in one cell")
