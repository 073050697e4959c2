"""A lesson is 待定 while a school of its ends has not sent its table, and no longer."""

from dataclasses import replace

from service.domain.joint_lessons import End
from service.domain.reasons import Reason, ReasonCode
from service.domain.sittings.awaited import awaited_campuses, awaited_reason
from service.domain.sittings.joint_dates import JointDates, expected_dates, joint_dates
from tests.districts import GUEST, HOST, awaiting, class_id, place_id, small_district, wish


def test_a_lesson_whose_schools_have_all_sent_their_tables_waits_for_nothing() -> None:
    district = small_district(wish())
    (lesson,) = district.joint_lessons
    assert awaited_campuses(district, lesson) == ()
    assert awaited_reason(district, lesson) is None
    assert expected_dates(district, lesson) == joint_dates(district, lesson)
    assert len(expected_dates(district, lesson).complete) == 16


def test_a_lesson_waits_for_a_campus_that_has_sent_nothing() -> None:
    district = awaiting(small_district(wish()))
    (lesson,) = district.joint_lessons
    assert awaited_campuses(district, lesson) == (GUEST,)
    assert awaited_reason(district, lesson) == Reason(ReasonCode.TABLE_AWAITED, (("campuses", ("乙小学",)),))
    assert expected_dates(district, lesson) == JointDates()


def test_a_lesson_waits_for_a_class_that_is_in_no_table_yet() -> None:
    lesson = wish()
    guest = End(GUEST, (), place_id=place_id(GUEST), awaited="四(1)班")
    district = small_district(replace(lesson, ends=(lesson.host, guest)))
    assert awaited_campuses(district, district.joint_lessons[0]) == (GUEST,)


def test_a_class_that_was_found_is_not_awaited_any_more() -> None:
    lesson = wish()
    guest = replace(lesson.receivers[0], awaited="三(1)班")
    district = small_district(replace(lesson, ends=(lesson.host, guest)))
    assert awaited_campuses(district, district.joint_lessons[0]) == ()


def test_a_lesson_waits_for_its_host_and_names_each_campus_once() -> None:
    lesson = wish()
    second = replace(lesson.receivers[0], class_ids=(class_id(GUEST, "302"),))
    district = awaiting(awaiting(small_district(replace(lesson, ends=(*lesson.ends, second)))), HOST)
    assert awaited_campuses(district, district.joint_lessons[0]) == (HOST, GUEST)
