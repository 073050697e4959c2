"""A class's week before and after, as a coordinator would tell it: swapped, moved, changed, new, gone."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from calendars.weeks import EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.differences.difference import (
    Difference,
    FieldChange,
    Kind,
    Owner,
    OwnerKind,
    Taught,
    Value,
    What,
)
from service.domain.differences.districts import differences
from service.domain.home_timetables import HomeLesson
from service.domain.identity import HomeLessonId
from service.domain.slots import Slot
from service.domain.sources import Source
from tests.districts import HOST, home_lesson, home_week, small_district, teacher_id, timetable

HOST_OWNER = Owner(OwnerKind.CAMPUS, "甲小学")
CLASS = "三(1)班"
CHINESE, MATHS, MUSIC = Taught("语文", "师0"), Taught("数学", "师1"), Taught("音乐", "师2")
Edit = Callable[[HomeLesson], HomeLesson | None]


def told(edit: Edit, more: Iterable[HomeLesson] = ()) -> tuple[Difference, ...]:
    """What the district tells when the lessons of 甲's 三(1)班 are edited (None: gone), and more come."""
    before = small_district()
    first = [found for lesson in home_week(HOST, "301") if (found := edit(lesson)) is not None]
    base = timetable(HOST, [*first, *more, *home_week(HOST, "302")])
    return differences(before, replace(before, home_timetables=(base, before.home_timetables[1])))


def line(what: What, cells: tuple[Slot, ...], *changes: FieldChange) -> tuple[Difference, ...]:
    return (Difference(Kind.HOME_LESSON, what, HOST_OWNER, (CLASS, *cells), changes),)


def lesson(before: Value, after: Value) -> FieldChange:
    return FieldChange("lesson", before, after)


def at(one: HomeLesson, weekday: int, period: int) -> bool:
    return (one.weekday, one.period) == (weekday, period)


def test_a_lesson_with_another_subject_and_teacher() -> None:
    found = told(
        lambda one: (
            replace(one, subject="音乐", teacher_id=teacher_id(HOST, "音乐")) if at(one, 1, 2) else one
        )
    )
    assert found == line(What.CHANGED, (Slot(1, 2),), lesson((MATHS,), (MUSIC,)))


def test_a_lesson_with_another_teacher() -> None:
    found = told(lambda one: replace(one, teacher_id=teacher_id(HOST, "音乐")) if at(one, 1, 2) else one)
    assert found == line(What.CHANGED, (Slot(1, 2),), FieldChange("teacher_id", "师1", "师2", "数学"))


def test_a_lesson_in_other_weeks() -> None:
    found = told(lambda one: replace(one, weeks=ODD_WEEKS) if at(one, 1, 2) else one)
    assert found == line(What.CHANGED, (Slot(1, 2),), FieldChange("weeks", Weeks(), ODD_WEEKS, "数学"))


def test_a_lesson_that_only_changed_its_cell() -> None:
    found = told(lambda one: replace(one, weekday=2, period=4) if at(one, 1, 2) else one)
    assert found == line(What.MOVED, (Slot(1, 2), Slot(2, 4)), lesson((MATHS,), (MATHS,)))


def test_two_cells_that_changed_places_are_one_line() -> None:
    def edit(one: HomeLesson) -> HomeLesson:
        if at(one, 1, 1):
            return replace(one, weekday=3, period=2)
        return replace(one, weekday=1, period=1) if at(one, 3, 2) else one

    assert told(edit) == line(What.SWAPPED, (Slot(1, 1), Slot(3, 2)), lesson((CHINESE,), (MATHS,)))


def test_a_chain_of_cells_is_told_cell_by_cell() -> None:
    """数学 of Monday goes to Tuesday's 语文, which goes away: no swap, and no free cell."""

    def edit(one: HomeLesson) -> HomeLesson | None:
        if at(one, 2, 1):
            return None
        return replace(one, weekday=2, period=1) if at(one, 1, 2) else one

    assert told(edit) == (
        *line(What.GONE, (Slot(1, 2),), lesson((MATHS,), None)),
        *line(What.CHANGED, (Slot(2, 1),), lesson((CHINESE,), (MATHS,))),
    )


def test_half_of_a_cell_by_odd_and_even_weeks() -> None:
    found = told(lambda one: replace(one, subject="美术") if one.subject == "劳动" else one)
    assert found == line(
        What.CHANGED,
        (Slot(5, 4),),
        lesson((Taught("劳动", "师4", EVEN_WEEKS),), (Taught("美术", "师4", EVEN_WEEKS),)),
    )


def test_a_new_lesson_and_one_that_is_gone() -> None:
    new = home_lesson(HOST, "301", "数学", 1, 4)
    assert told(lambda one: one, [replace(new, id=HomeLessonId("new"))]) == line(
        What.NEW, (Slot(1, 4),), lesson(None, (MATHS,))
    )
    assert told(lambda one: None if at(one, 1, 2) else one) == line(
        What.GONE, (Slot(1, 2),), lesson((MATHS,), None)
    )


def test_a_class_without_lessons_any_more_is_one_line() -> None:
    assert told(lambda one: None) == line(What.GONE, (), FieldChange("lessons", 15, None))


def test_new_ids_and_order_alone_change_no_cell() -> None:
    (found,) = told(lambda one: replace(one, id=HomeLessonId(f"new-{one.id}")))
    assert (found.kind, found.what) == (Kind.HOME_TIMETABLE, What.UNSEEN)


def test_other_cells_of_the_workbook_are_counted() -> None:
    found = told(lambda one: replace(one, source=Source("新.xlsx", "甲", "A1")))
    assert found == (
        Difference(Kind.HOME_TIMETABLE, What.CHANGED, HOST_OWNER, (), (FieldChange("source", None, 15),)),
    )
