"""A lesson that is 待定 is judged by what is known, and never by what is not."""

from dataclasses import replace
from datetime import date

from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.findings import Code
from service.domain.joint_lessons import JointLesson, OneOff
from service.domain.rules import judge
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    TERM,
    TERM_ID,
    awaiting,
    small_district,
    teacher_id,
    wish,
)
from tests.publications import as_wished


def found(district: District) -> list[tuple[Code, str]]:
    """The codes, and what each finding is about besides the lesson."""
    return [(finding.code, finding.concerns[-1].name) for finding in judge(district)]


def solved(district: District) -> District:
    return replace(district, drafts=(Draft(COMMUNITY, TERM_ID, TERM.first_day),))


def without_own_room(lesson: JointLesson, text: str = "") -> JointLesson:
    guest = replace(lesson.receivers[0], place_id=None, place_text=text)
    return replace(lesson, ends=(lesson.host, guest))


def test_nothing_is_found_on_an_end_that_nothing_is_known_of() -> None:
    assert found(awaiting(small_district(wish()))) == []
    assert found(awaiting(small_district(without_own_room(wish())))) == []


def test_the_same_end_is_judged_once_its_table_is_in() -> None:
    assert found(small_district(wish(weekday=1, period=1)))[:2] == [
        (Code.CLASS_HAS_OTHER_SUBJECT, "三(1)班"),
        (Code.CLASS_HAS_OTHER_SUBJECT, "三(1)班"),
    ]


def test_the_class_of_the_host_is_judged_as_always() -> None:
    assert found(awaiting(small_district(wish(weekday=1, period=1)))) == [
        (Code.CLASS_HAS_OTHER_SUBJECT, "三(1)班")
    ]


def test_the_lecturer_is_judged_as_always() -> None:
    """On Thursdays she has the host's other class in that period."""
    district = awaiting(small_district(wish(weekday=4, period=3)))
    name = district.person[teacher_id(HOST, "音乐")].name
    assert found(district) == [(Code.TEACHER_DOUBLE_BOOKED, name)]


def test_a_room_nobody_knows_is_found_though_the_table_is_awaited() -> None:
    district = awaiting(small_district(without_own_room(wish(), "四楼录播室")))
    assert found(district) == [(Code.ROOM_MISSING, "乙小学")]


def test_a_lesson_whose_host_is_awaited_is_in_no_wrong_period() -> None:
    assert found(awaiting(small_district(wish(period=9)), HOST)) == []
    assert [code for code, _ in found(small_district(wish(period=9)))] == [Code.OUTSIDE_PERIODS]


def test_a_single_date_may_wait_for_any_campus() -> None:
    single = wish(wished=None, one_offs=(OneOff(date(2026, 9, 14), 3),))
    assert found(awaiting(small_district(single))) == []
    assert found(awaiting(small_district(single), HOST)) == []
    assert found(awaiting(awaiting(small_district(single)), HOST)) == []


def test_a_campus_without_any_calendar_is_no_reason_to_fail() -> None:
    district = awaiting(small_district(wish()))
    entries = tuple(entry for entry in district.campus_terms if entry.campus_id != GUEST)
    assert found(replace(district, campus_terms=entries)) == []


def test_a_lesson_that_waits_is_not_missing_in_a_solved_table() -> None:
    assert found(solved(awaiting(small_district(wish())))) == []
    assert [code for code, _ in found(solved(small_district(wish())))] == [Code.NOT_PLACED]


def test_hours_of_a_class_are_not_counted_before_its_table_is_in() -> None:
    """A pinned lesson stands already, and the class of the awaited campus is known from elsewhere."""
    placed = as_wished(small_district(wish()))
    without = tuple(base for base in placed.home_timetables if base.campus_id != GUEST)
    assert found(replace(placed, home_timetables=without)) == []
    music = replace(placed.joint_lessons[0].placements[0], replaced=())
    wrong = replace(placed, joint_lessons=(replace(placed.joint_lessons[0], placements=(music,)),))
    assert (Code.WEEKLY_TOTAL_CHANGED, "三(1)班") in found(wrong)
