"""A class that its school's table does not hold any more, in a joint lesson that goes on."""

from dataclasses import replace
from datetime import date

from service.domain.district import District
from service.domain.findings import Code, Severity
from service.domain.home_timetables import HomeTimetable
from service.domain.identity import TimetableId
from service.domain.joint_lessons import JointLesson, OneOff
from tests.districts import GUEST, class_id, home_week, small_district, timetable, wish
from tests.domain.rules.test_joint_lessons import codes, only

MERGED = date(2026, 10, 12)


def without_301(lesson: JointLesson, *later: HomeTimetable) -> District:
    """乙's 三(1)班, which listens, is in no table of 乙 from that day on."""
    district = small_district(lesson)
    newer = replace(timetable(GUEST, home_week(GUEST, "302")), id=TimetableId("newer"), effective_from=MERGED)
    return replace(district, home_timetables=(*district.home_timetables, newer, *later))


def test_class_without_lessons_names_the_class_and_the_day() -> None:
    finding = only(without_301(wish()))
    assert (finding.code, finding.severity) == (Code.CLASS_WITHOUT_LESSONS, Severity.WARNING)
    assert [one.id for one in finding.concerns] == ["J01", class_id(GUEST, "301")]
    assert (finding.day, finding.sides[0].campus) == (MERGED, "乙小学")
    assert codes(small_district(wish())) == []


def test_class_without_lessons_is_nothing_where_a_later_table_has_it_again() -> None:
    back = replace(timetable(GUEST), id=TimetableId("back"), effective_from=date(2026, 11, 2))
    assert codes(without_301(wish(), back)) == []


def test_class_without_lessons_is_nothing_to_a_lesson_held_before() -> None:
    def once(day: date) -> JointLesson:
        return wish(wished=None, one_offs=(OneOff(day, period=3),))

    assert codes(without_301(once(date(2026, 9, 28)))) == []
    assert codes(without_301(once(date(2026, 10, 19)))) == [Code.CLASS_WITHOUT_LESSONS]


def test_a_table_without_any_lesson_says_nothing_of_a_class() -> None:
    empty = replace(timetable(GUEST, ()), id=TimetableId("empty"), effective_from=date(2026, 11, 2))
    assert codes(without_301(wish(), empty)) == []
