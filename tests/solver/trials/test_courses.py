"""What if a lesson of a course stood elsewhere: another day than the others, or both of a double period."""

from dataclasses import replace

from service.domain.district import District
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.reasons import Reason, ReasonCode
from service.domain.relaxations import RelaxationKind
from service.domain.slot_trials import Explanation, Repair, SlotState
from service.domain.slots import Slot
from tests.solver.instances import SmallSchool, bells, district, wish
from tests.solver.trials.drafts import questions, solved

J, J2 = JointLessonId("J"), JointLessonId("J-2")
FOUR = bells("08:00", "09:00", "10:00", "11:00")


def course(*wished: tuple[int, int], double: bool = False) -> list[JointLesson]:
    ends = ("甲校", "301", "甲"), ("乙校", "301", "乙")
    first = replace(wish("J", "音乐", *ends, wished=wished[0]), course="J")
    second = replace(wish("J-2", "音乐", *ends, wished=wished[1]), course="J")
    return [first, replace(second, right_after="J" if double else "")]


def placed(*wished: tuple[int, int], double: bool = False) -> District:
    """Placed as wished; Monday and Tuesday have four lessons, 音乐 twice a day."""
    week = ["音乐:{0} 音乐:{0} 语文:{1} 语文:{1}", "音乐:{0} 音乐:{0} 语文:{1} 语文:{1}", *["- - - -"] * 3]
    schools = (
        SmallSchool(name, {"301": [day.format(*own) for day in week]}, (FOUR,))
        for name, own in (("甲校", "甲丁"), ("乙校", "乙己"))
    )
    return solved(district(*schools, wishes=course(*wished, double=double)))


def closed(instance: District, lesson_id: JointLessonId) -> dict[Slot, set[ReasonCode]]:
    found = questions(instance).slots(lesson_id)
    return {
        one.slot: {reason.code for reason in one.reasons}
        for one in found
        if one.state is SlotState.IMPOSSIBLE and one.slot.weekday < 3
    }


def test_the_day_of_the_other_lesson_is_closed_and_said_why() -> None:
    instance = placed((1, 1), (2, 1))
    assert closed(instance, J) == {Slot(2, n): {ReasonCode.COURSE_THAT_DAY} for n in (2, 3, 4)} | {
        Slot(2, 1): {ReasonCode.COURSE_THAT_DAY, ReasonCode.HELD_BY_JOINT_LESSON}
    }


def test_the_two_can_change_places() -> None:
    (best, *_) = questions(placed((1, 1), (2, 1))).chains(J, Slot(2, 1), 5)
    assert {move.lesson_id: move.after.weekday for move in best.joint} == {J: 2, J2: 1}


def test_half_a_double_period_goes_nowhere_alone() -> None:
    instance = placed((1, 1), (1, 2), double=True)
    found = questions(instance).repair(J, Slot(2, 1))
    assert isinstance(found, Explanation)
    assert found.reasons == (Reason(ReasonCode.DOUBLE_APART, (("lesson", "J-2 音乐"),)),)
    assert found.way_out is not None
    assert [(move.lesson_id, move.after) for move in found.way_out.repair.joint] == [
        (J, Slot(2, 1)),
        (J2, Slot(2, 2)),
    ]


def test_a_chain_takes_both_of_a_double_period() -> None:
    (best, *_) = questions(placed((1, 1), (1, 2), double=True)).chains(J2, Slot(2, 2), 5)
    assert {move.lesson_id: move.after for move in best.joint} == {J: Slot(2, 1), J2: Slot(2, 2)}
    assert best.findings == ()


def test_a_pinned_half_holds_the_other() -> None:
    instance = placed((1, 1), (1, 2), double=True)
    pinned = replace(
        instance,
        joint_lessons=tuple(replace(one, pinned=one.id == J) for one in instance.joint_lessons),
    )
    found = questions(pinned).repair(J2, Slot(2, 2))
    assert isinstance(found, Explanation)
    assert found.reasons == (Reason(ReasonCode.DOUBLE_APART, (("lesson", "J 音乐"),)),)
    assert found.way_out is not None
    assert [given.kind for given in found.way_out.given] == [RelaxationKind.UNPINNED_JOINT_LESSON]
    assert isinstance(questions(pinned).repair(J2, Slot(1, 2)), Repair)
