"""Several lessons a week of one course: on different days; a double period one right after the other."""

from dataclasses import replace

import pytest

from calendars.bells import BellSchedule
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.reasons import Reason, ReasonCode
from service.domain.slots import Slot
from service.solver.answer import Answer
from service.solver.checking import Checker
from service.solver.drafting import applied
from service.solver.rounds import solve, solve_on
from tests.solver.instances import (
    COMMUNITY,
    FIRST_DAY,
    NO_WEIGHTS,
    PLAIN,
    TERM,
    SmallSchool,
    bells,
    class_id,
    district,
    home_id,
    wish,
)

J, J2, J3 = (JointLessonId(code) for code in ("J", "J-2", "J-3"))
FOUR = bells("08:00", "08:45", "09:30", "10:15")
#: A little later than FOUR: a lesson here ends after the next one began there.
LATER = bells("08:08", "08:53", "09:38", "10:23")


def schools(week: list[str], yi: BellSchedule = PLAIN, jia: BellSchedule = PLAIN) -> tuple[SmallSchool, ...]:
    """甲校 and 乙校 with the same week, each with its own teachers."""
    return (
        SmallSchool("甲校", {"301": [day.format(m="甲", c="丁") for day in week]}, (jia,)),
        SmallSchool("乙校", {"301": [day.format(m="乙", c="己") for day in week]}, (yi,)),
    )


def course(*wished: tuple[int, int] | None, double: bool = False) -> list[JointLesson]:
    """So many music lessons a week; the second right after the first where they are double."""
    return [
        replace(
            wish(
                "J" if number == 1 else f"J-{number}",
                "音乐",
                ("甲校", "301", "甲"),
                ("乙校", "301", "乙"),
                wished=slot,
            ),
            course="J",
            right_after="J" if double and number == 2 else "",
        )
        for number, slot in enumerate(wished, start=1)
    ]


def slots(answer: Answer) -> dict[JointLessonId, Slot]:
    return {lesson_id: placements[-1].slot for lesson_id, placements in answer.placements}


def solved(instance: District) -> Answer:
    return solve(replace(instance, preferences=NO_WEIGHTS), COMMUNITY, deterministic=True, seconds=5)


def days(answer: Answer) -> list[int]:
    return sorted(slot.weekday for slot in slots(answer).values())


MUSIC_ON_MONDAY = ["音乐:{m} 音乐:{m} 语文:{c}", "数学:{c} 语文:{c} -", *["- - -"] * 3]


def test_lessons_of_one_course_stand_on_different_days() -> None:
    """Both music lessons of the week are on Monday: one gives way to what has to come from Tuesday."""
    answer = solved(district(*schools(MUSIC_ON_MONDAY), wishes=course(None, None)))
    assert (days(answer), answer.moved, answer.not_placed) == ([1, 2], 2, ())


def test_lessons_of_two_courses_may_stand_on_one_day() -> None:
    apart = [replace(lesson, course="") for lesson in course(None, None)]
    answer = solved(district(*schools(MUSIC_ON_MONDAY), wishes=apart))
    assert (days(answer), answer.moved) == ([1, 1], 0)


def test_two_that_are_wished_on_one_day_stand_there() -> None:
    answer = solved(district(*schools(MUSIC_ON_MONDAY), wishes=course((1, 1), (1, 2))))
    assert (slots(answer), answer.moved) == ({J: Slot(1, 1), J2: Slot(1, 2)}, 0)


def test_each_takes_the_place_of_a_lesson_of_its_own() -> None:
    week = ["音乐:{m} 语文:{c} -", "语文:{c} 音乐:{m} -", *["- - -"] * 3]
    answer = solved(district(*schools(week), wishes=course(None, None)))
    replaced = {lesson_id: dict(placements[-1].replaced) for lesson_id, placements in answer.placements}
    assert {found[class_id("甲校", "301")] for found in replaced.values()} == {
        home_id("甲校", "301", 1, 1),
        home_id("甲校", "301", 2, 2),
    }


def test_a_course_with_more_lessons_than_days_says_why_one_is_not_placed() -> None:
    week = ["音乐:{m} 音乐:{m} 语文:{c}", *["- - -"] * 4]
    answer = solved(district(*schools(week), wishes=course(None, None)))
    (missed,) = answer.not_placed
    (other,) = {J, J2} - {missed.lesson_id}
    reason = Reason(ReasonCode.COURSE_THAT_DAY, (("lesson", f"{other} 音乐"), ("slots", 3), ("of", 15)))
    assert reason in missed.reasons


def test_a_double_period_stands_in_two_lessons_running() -> None:
    week = ["音乐:{m} 语文:{c} 数学:{c} -", "数学:{c} 音乐:{m} 语文:{c} 语文:{c}", *["- - - -"] * 3]
    instance = district(*schools(week, FOUR, FOUR), wishes=course(None, None, double=True))
    answer = solved(instance)
    first, second = slots(answer)[J], slots(answer)[J2]
    assert (second.weekday, second.period) == (first.weekday, first.period + 1)
    assert Checker(instance, COMMUNITY).faults(applied(instance, COMMUNITY, answer)) == {}


def test_the_bells_of_a_receiver_may_end_the_first_after_the_second_began() -> None:
    """甲校 gives its second lesson from 08:45 to 09:25; 乙校's first lasts until 08:48."""
    week = ["音乐:{m} 音乐:{m} 语文:{c} 数学:{c}", *["- - - -"] * 4]
    instance = district(*schools(week, LATER, FOUR), wishes=course((1, 1), (1, 2), double=True))
    answer = solved(instance)
    assert slots(answer) == {J: Slot(1, 1), J2: Slot(1, 2)}
    assert Checker(instance, COMMUNITY).faults(applied(instance, COMMUNITY, answer)) == {}


def test_the_same_bells_keep_two_other_lessons_of_a_class_apart() -> None:
    week = ["音乐:{m} 音乐:{m} 语文:{c} 数学:{c}", *["- - - -"] * 4]
    apart = [replace(lesson, course="") for lesson in course((1, 1), (1, 2))]
    answer = solved(district(*schools(week, LATER, FOUR), wishes=apart))
    assert slots(answer) != {J: Slot(1, 1), J2: Slot(1, 2)}


def test_the_second_is_not_placed_without_the_first() -> None:
    """No class of 甲校 has school in two lessons running."""
    week = ["音乐:{m} - 音乐:{m}", *["- - -"] * 4]
    answer = solved(district(*schools(week), wishes=course(None, None, double=True)))
    assert slots(answer).keys() == {J}
    (missed,) = answer.not_placed
    reason = Reason(ReasonCode.DOUBLE_APART, (("lesson", "J 音乐"), ("slots", 2), ("of", 15)))
    assert reason in missed.reasons


@pytest.mark.parametrize(("wished", "double"), [(((1, 1), (2, 1)), False), (((1, 1), (1, 2)), True)])
def test_a_pinned_one_leaves_the_other_what_fits(
    wished: tuple[tuple[int, int], tuple[int, int]], double: bool
) -> None:
    instance = district(*schools(MUSIC_ON_MONDAY), wishes=course(*wished, double=double))
    first = applied(instance, COMMUNITY, solved(instance))
    pinned = replace(
        first,
        joint_lessons=tuple(replace(one, pinned=one.id == J, wished=None) for one in first.joint_lessons),
    )
    again = solved(pinned)
    (slot,) = slots(again).values()
    assert (slot == Slot(1, 2)) if double else (slot.weekday == 2)


def test_a_draft_with_two_on_one_day_is_not_gone_on_with() -> None:
    """Somebody put both on Monday; the next solve parts them again, for nobody asked for that in the wish."""
    instance = district(*schools(MUSIC_ON_MONDAY), wishes=course((1, 1), (1, 2)))
    together = applied(instance, COMMUNITY, solved(instance))
    nobody_asked = replace(
        together,
        preferences=NO_WEIGHTS,
        joint_lessons=tuple(replace(one, wished=None) for one in together.joint_lessons),
    )
    assert days(solve_on(nobody_asked, COMMUNITY, seconds=2, workers=1)) == [1, 2]
    assert nobody_asked.draft(COMMUNITY) != Draft(COMMUNITY, TERM, FIRST_DAY)


def test_a_better_table_keeps_both() -> None:
    week = ["音乐:{m} 语文:{c} 数学:{c} -", "数学:{c} 音乐:{m} 语文:{c} 语文:{c}", *["- - - -"] * 3]
    lessons = [*course(None, None, double=True)]
    instance = replace(district(*schools(week, FOUR, FOUR), wishes=lessons), preferences=NO_WEIGHTS)
    first = solved(instance)
    better = solve(instance, COMMUNITY, best=first, deterministic=True, seconds=5)
    assert better.rank <= first.rank
    assert slots(better)[J2].period == slots(better)[J].period + 1
