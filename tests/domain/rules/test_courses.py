"""Several lessons a week of one course: each on a day of its own, a double period in one piece."""

from dataclasses import replace

import pytest

from calendars.bells import Period, PeriodKind
from calendars.spans import ClockSpan
from calendars.weeks import EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.district import District
from service.domain.findings import Code, Finding, Severity
from service.domain.joint_lessons import JointLesson
from service.domain.rules import judge
from service.domain.slots import Slot
from service.words.catalogue import Words
from service.words.tables.finding_texts import finding_text
from tests.districts import HOST, small_district, wish

OF_COURSES = {Code.COURSE_TWICE_A_DAY, Code.DOUBLE_PERIOD_APART}


def course(*slots: tuple[int, int], double: bool = False) -> tuple[JointLesson, ...]:
    """J05, J05-2, … as wished in these slots; the second right after the first where they are double."""
    return tuple(
        replace(
            wish("J05" if place == 1 else f"J05-{place}"),
            wished=Slot(*slot),
            course="J05",
            right_after="J05" if double and place == 2 else "",
        )
        for place, slot in enumerate(slots, start=1)
    )


def found(district: District) -> list[Finding]:
    return [finding for finding in judge(district) if finding.code in OF_COURSES]


def codes(*lessons: JointLesson) -> list[Code]:
    return [finding.code for finding in found(small_district(*lessons))]


def test_two_lessons_of_a_course_on_one_day_are_warned_of() -> None:
    (finding,) = found(small_district(*course((2, 1), (2, 3))))
    assert (finding.code, finding.severity) == (Code.COURSE_TWICE_A_DAY, Severity.WARNING)
    assert [thing.id for thing in finding.concerns] == ["J05", "J05-2"]


def test_on_different_days_they_are_as_they_should_be() -> None:
    assert codes(*course((1, 3), (2, 3), (3, 3))) == []


def test_two_lessons_of_two_courses_may_be_on_one_day() -> None:
    assert codes(*course((2, 1)), replace(wish("J06"), wished=Slot(2, 3), course="J06")) == []


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [((ODD_WEEKS, EVEN_WEEKS), []), ((ODD_WEEKS, ODD_WEEKS), [Code.COURSE_TWICE_A_DAY])],
)
def test_only_common_weeks_count(weeks: tuple[Weeks, Weeks], expected: list[Code]) -> None:
    lessons = course((2, 1), (2, 3))
    assert codes(*(replace(one, weeks=own) for one, own in zip(lessons, weeks, strict=True))) == expected


def test_a_double_period_is_two_lessons_running() -> None:
    assert codes(*course((2, 1), (2, 2), double=True)) == []


@pytest.mark.parametrize("second", [(2, 3), (3, 2), (1, 4)])
def test_a_double_period_that_is_apart_is_an_error(second: tuple[int, int]) -> None:
    (finding,) = found(small_district(*course((2, 1), second, double=True)))
    assert (finding.code, finding.severity) == (Code.DOUBLE_PERIOD_APART, Severity.ERROR)


def test_a_third_lesson_on_the_day_of_a_double_period_is_warned_of() -> None:
    first, second = course((2, 1), (2, 2), double=True)
    third = replace(wish("J05-3"), wished=Slot(2, 4), course="J05")
    assert codes(first, second, third) == [Code.COURSE_TWICE_A_DAY]


def test_the_noon_break_parts_a_double_period() -> None:
    district = small_district(*course((2, 2), (2, 3), double=True))
    assert found(district) == []
    noon = Period(70, PeriodKind.NOON, "午休", ClockSpan(575, 595))
    assert [one.code for one in found(_with(district, noon))] == [Code.DOUBLE_PERIOD_APART]


def test_both_lessons_of_a_double_period_at_once_are_a_clash_as_well() -> None:
    found = {finding.code for finding in judge(small_district(*course((2, 1), (2, 1), double=True)))}
    assert {Code.DOUBLE_PERIOD_APART, Code.CLASS_DOUBLE_BOOKED, Code.ROOM_DOUBLE_BOOKED} <= found


def told(*lessons: JointLesson) -> str:
    (finding,) = found(small_district(*lessons))
    return finding_text(finding, Words("zh"))


def test_they_are_told_in_chinese() -> None:
    assert told(*course((2, 1), (2, 3))) == (
        "同一课程的两节课排在了同一天（每周）：甲小学 周二 第1节 J05 音乐 三(1)班 [空中同步课堂计划!A3]；"
        "甲小学 周二 第3节 J05-2 音乐 三(1)班 [空中同步课堂计划!A3]。"
    )
    assert told(*course((2, 1), (3, 2), double=True)) == (
        "连堂课没有连在一起，两节应在同一天前后相接，中间不隔别的课和午休（每周）："
        "甲小学 周二 第1节 J05 音乐 三(1)班 [空中同步课堂计划!A3]；"
        "甲小学 周三 第2节 J05-2 音乐 三(1)班 [空中同步课堂计划!A3]。"
    )


def _with(district: District, noon: Period) -> District:
    """The bells of the host with a noon break between its second and third lesson."""
    return replace(
        district,
        campus_terms=tuple(
            replace(
                term,
                bells=replace(
                    term.bells,
                    schedules=tuple(
                        replace(schedule, periods=(*schedule.periods, noon))
                        for schedule in term.bells.schedules
                    ),
                ),
            )
            if term.campus_id == HOST
            else term
            for term in district.campus_terms
        ),
    )
