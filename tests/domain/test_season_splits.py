"""Where a lesson is split, how its parts are called, and what a newer workbook asks of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendars.bells import BellSchedule
from calendars.spans import ALWAYS, DateSpan
from calendars.weeks import Weeks
from service.domain.district import District
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import Handover, JointLesson, OneOff
from service.domain.lesson_codes import is_asked_no_more, parts_of
from service.domain.season_splits import (
    BellsStayTheSame,
    HasNoCode,
    HasSingleDates,
    IsDoublePeriod,
    SplitRefused,
    asked_again,
    joined,
    season_spans,
    split,
)
from service.domain.slots import Slot
from tests.solver.instances import COMMUNITY, SmallSchool, bells, district, wish

OCTOBER, NOVEMBER = date(2026, 10, 8), date(2026, 11, 2)
SUMMER = bells("08:00", "09:00", name="夏季")
WINTER = bells("08:30", "09:30", name="冬季作息")
#: 丙校 has no part in the lesson: its bells do not matter.
ELSEWHERE = (
    replace(SUMMER, valid=DateSpan(ALWAYS.first, NOVEMBER)),
    replace(WINTER, valid=DateSpan(NOVEMBER, None)),
)


def rung(*schedules: BellSchedule, **changes: Any) -> District:
    """J01 between two campuses; the bells of the second are these."""
    lesson = wish("J01", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))
    week = ["音乐:甲 语文:丁"] * 5
    return district(
        SmallSchool("甲校", {"301": week}, (SUMMER,)),
        SmallSchool("乙校", {"301": ["音乐:乙 语文:己"] * 5}, schedules),
        SmallSchool("丙校", {"301": ["音乐:丙 语文:庚"] * 5}, ELSEWHERE),
        wishes=[replace(lesson, **changes)],
    )


def in_turn(*those: tuple[BellSchedule, date]) -> tuple[BellSchedule, ...]:
    """Bells, each from its day until that of the next."""
    ends = [day for _, day in those[1:]]
    return tuple(
        replace(schedule, valid=DateSpan(day, end))
        for (schedule, day), end in zip(those, [*ends, None], strict=True)
    )


SEASONS = in_turn((SUMMER, ALWAYS.first), (WINTER, OCTOBER))


def split_up(instance: District) -> District:
    return split(instance, instance.joint_lessons[0], map(JointLessonId, "ABC"))


def codes(instance: District) -> list[str]:
    return [lesson.code for lesson in split_up(instance).joint_lessons]


def test_it_is_cut_where_the_bells_of_one_of_its_campuses_change() -> None:
    instance = rung(*SEASONS)
    assert season_spans(instance, instance.joint_lessons[0]) == (
        DateSpan(ALWAYS.first, OCTOBER),
        DateSpan(OCTOBER, None),
    )


def test_where_the_new_bells_ring_like_the_old_it_is_not_cut() -> None:
    instance = rung(*in_turn((SUMMER, ALWAYS.first), (replace(SUMMER, name="秋季"), OCTOBER)))
    assert season_spans(instance, instance.joint_lessons[0]) == (ALWAYS,)


def test_where_it_runs_in_one_season_only_it_is_not_cut() -> None:
    instance = rung(*SEASONS, weeks=Weeks(numbers=frozenset({1, 2, 3})))
    assert season_spans(instance, instance.joint_lessons[0]) == (ALWAYS,)


def test_a_part_is_called_by_its_season_else_by_its_week() -> None:
    assert codes(rung(*SEASONS)) == ["J01", "J01-冬"]
    unnamed = replace(WINTER, name="作息二")
    assert codes(rung(*in_turn((SUMMER, ALWAYS.first), (unnamed, OCTOBER)))) == ["J01", "J01-第6周起"]
    again = in_turn((SUMMER, ALWAYS.first), (WINTER, OCTOBER), (SUMMER, date(2026, 12, 7)))
    assert codes(rung(*again)) == ["J01", "J01-冬", "J01-夏"]


def test_a_code_that_is_taken_is_not_given_again() -> None:
    instance = rung(*SEASONS)
    other = replace(instance.joint_lessons[0], id=JointLessonId("J2"), code="J01-冬")
    assert codes(replace(instance, joint_lessons=(*instance.joint_lessons, other))) == [
        "J01",
        "J01-第6周起",
        "J01-冬",
    ]


def test_a_part_of_the_second_lesson_of_a_course_is_not_one_of_the_first() -> None:
    instance = rung(*SEASONS, course="J01")
    second = replace(instance.joint_lessons[0], id=JointLessonId("J2"), code="J01-2")
    both = replace(instance, joint_lessons=(*instance.joint_lessons, second))
    after = split(both, second, map(JointLessonId, "ABC")).joint_lessons
    assert [[part.code for part in parts_of(after, one)] for one in after] == [
        ["J01"],
        ["J01-2", "J01-2-冬"],
        ["J01-2", "J01-2-冬"],
    ]


def test_joined_it_is_what_it_was_with_what_was_handed_over_meanwhile() -> None:
    instance = rung(*SEASONS)
    after = split_up(instance)
    handover = Handover(NOVEMBER, instance.campuses[0].id)
    first, later = after.joint_lessons
    later = replace(later, handovers=(handover,))
    whole = joined(replace(after, joint_lessons=(first, later)), later)
    assert whole.joint_lessons == (replace(instance.joint_lessons[0], handovers=(handover,)),)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"one_offs": (OneOff(NOVEMBER, 1),)}, HasSingleDates),
        ({"code": ""}, HasNoCode),
        ({"right_after": "J00", "course": "J00"}, IsDoublePeriod),
        ({"weeks": Weeks(numbers=frozenset({1}))}, BellsStayTheSame),
    ],
)
def test_what_cannot_be_split_is_refused(changes: dict[str, object], refused: type[SplitRefused]) -> None:
    with pytest.raises(refused):
        split_up(rung(*SEASONS, **changes))


def asked(instance: District, **changes: Any) -> list[tuple[str, DateSpan, Slot | None]]:
    """What a newer workbook with the same wish, changed so, asks of a lesson that is split."""
    wished = replace(instance.joint_lessons[0], **changes)
    known = split_up(instance).joint_lessons
    return [(one.code, one.days, one.wished) for one in asked_again(known, (wished,))]


def test_a_newer_wish_asks_for_its_parts_too() -> None:
    assert asked(rung(*SEASONS), wished=Slot(2, 2)) == [
        ("J01", DateSpan(ALWAYS.first, OCTOBER), Slot(2, 2)),
        ("J01-冬", DateSpan(OCTOBER, None), Slot(2, 2)),
    ]


def test_a_wish_for_single_dates_is_whole_again() -> None:
    assert asked(rung(*SEASONS), one_offs=(OneOff(NOVEMBER, 1),)) == [("J01", ALWAYS, None)]


def test_a_part_goes_with_its_wish_and_not_without() -> None:
    later: JointLesson = split_up(rung(*SEASONS)).joint_lessons[1]
    assert is_asked_no_more(later, {(COMMUNITY, "J01")})
    assert not is_asked_no_more(later, {(COMMUNITY, "J01"), (COMMUNITY, "J01-冬")})
    assert not is_asked_no_more(later, {(COMMUNITY, "J02")})
