"""Bases as a whole: first tables, tables from a day on, and what becomes of lessons moved by hand."""

from dataclasses import replace
from datetime import date

from service.domain.differences.difference import (
    Difference,
    FieldChange,
    Kind,
    Owner,
    OwnerKind,
    Taught,
    What,
)
from service.domain.differences.districts import differences
from service.domain.district import District
from service.domain.home_timetables import HomeTimetable
from service.domain.identity import HomeLessonId, TimetableId
from service.domain.slots import Slot
from tests.districts import GUEST, HOST, home_week, lesson_id, small_district, timetable
from tests.full_district import DRAFT, MOVE

HOST_OWNER, GUEST_OWNER = Owner(OwnerKind.CAMPUS, "甲小学"), Owner(OwnerKind.CAMPUS, "乙小学")
LATER = date(2026, 10, 12)
CELL = (FieldChange("lesson", (Taught("数学", "师1"),), None),)
TOLD = (FieldChange("slot", Slot(1, 2), Slot(2, 4)),)


def with_bases(district: District, *bases: HomeTimetable) -> District:
    return replace(district, home_timetables=bases)


def whole(what: What, owner: Owner, since: date | None = None) -> Difference:
    sizes = (("classes", 2), ("lessons", 29))
    fields = tuple(
        FieldChange(name, None, size) if what is What.NEW else FieldChange(name, size, None)
        for name, size in sizes
    )
    return Difference(Kind.HOME_TIMETABLE, what, owner, (), fields, since)


def without(base: HomeTimetable, *ids: HomeLessonId) -> HomeTimetable:
    return replace(base, lessons=tuple(lesson for lesson in base.lessons if lesson.id not in ids))


def test_a_campus_s_first_table_is_one_line_with_its_classes() -> None:
    after = small_district()
    before = replace(
        with_bases(after, after.home_timetables[0]),
        classes=after.classes[:2],
        class_names=after.class_names[:2],
    )
    assert differences(before, after) == (whole(What.NEW, GUEST_OWNER),)


def test_a_first_table_that_begins_within_the_term_says_from_when() -> None:
    after = small_district()
    late = replace(after.home_timetables[1], effective_from=LATER)
    before = with_bases(after, after.home_timetables[0])
    found = differences(before, with_bases(after, after.home_timetables[0], late))
    assert found == (whole(What.NEW, GUEST_OWNER, LATER),)


def test_a_table_that_is_gone() -> None:
    before = small_district()
    found = differences(before, with_bases(before, before.home_timetables[0]))
    assert found == (whole(What.GONE, GUEST_OWNER, before.home_timetables[1].effective_from),)


def test_a_table_from_a_day_on_is_compared_with_what_was_in_force_then() -> None:
    before = small_district()
    mine, other = before.home_timetables
    gone = lesson_id(HOST, "301", "数学", 1)
    later = replace(without(mine, gone), id=TimetableId("later"), effective_from=LATER, version=2)
    assert differences(before, with_bases(before, mine, other, later)) == (
        Difference(Kind.HOME_TIMETABLE, What.REVISED, HOST_OWNER, since=LATER),
        Difference(Kind.HOME_LESSON, What.GONE, HOST_OWNER, ("三(1)班", Slot(1, 2)), CELL, LATER),
    )


def test_a_new_class_in_a_table_that_is_known_is_one_line() -> None:
    after = small_district()
    before = with_bases(after, timetable(HOST, home_week(HOST, "301")), timetable(GUEST))
    lessons = (FieldChange("lessons", None, 14),)
    assert differences(before, after) == (
        Difference(Kind.HOME_LESSON, What.NEW, HOST_OWNER, ("三(2)班",), lessons),
    )


def test_a_move_by_hand_stays_with_its_lesson_and_is_told_where_its_class_changes() -> None:
    before = replace(small_district(), drafts=(DRAFT,))
    mine, other = before.home_timetables
    gone = lesson_id(HOST, "301", "语文", 1)
    (_, stays) = differences(before, with_bases(before, without(mine, gone), other))
    assert stays == Difference(Kind.MOVED_LESSON, What.MOVE_STAYS, HOST_OWNER, ("三(1)班", "数学"), TOLD)
    of_another_class = lesson_id(HOST, "302", "语文", 1)
    (only,) = differences(before, with_bases(before, without(mine, of_another_class), other))
    assert only.kind is Kind.HOME_LESSON


def test_a_move_by_hand_falls_with_the_cell_it_was_made_to() -> None:
    before = replace(small_district(), drafts=(DRAFT,))
    mine, other = before.home_timetables
    (gone, falls) = differences(before, with_bases(before, without(mine, MOVE.lesson_id), other))
    assert gone.what is What.GONE
    assert falls == Difference(Kind.MOVED_LESSON, What.MOVE_FALLS, HOST_OWNER, ("三(1)班", "数学"), TOLD)
