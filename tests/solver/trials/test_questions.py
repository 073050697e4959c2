"""What if a joint lesson stood elsewhere: each answer once, on a Monday that can be worked out by hand."""

from dataclasses import replace

import pytest

from calendars.spans import ClockSpan
from service.domain.district import District
from service.domain.identity import CampusId, JointLessonId, PersonId, SchoolId
from service.domain.people import Unavailability
from service.domain.reasons import Reason, ReasonCode
from service.domain.slot_trials import Explanation, JointMove, Repair, SlotState, SlotVerdict
from service.domain.slots import Slot, SlotLimits, SlotRange
from service.solver.trials.questions import UnknownLesson
from tests.solver.instances import PLAIN, SmallSchool, bells, district, home_id, wish
from tests.solver.trials.drafts import MON_1, MON_2, MON_3, questions, solved, two_schools, week

J1, J2 = JointLessonId("J1"), JointLessonId("J2")


def verdicts(instance: District, lesson_id: JointLessonId = J1) -> dict[Slot, tuple[SlotState, int]]:
    """What each period of Monday would cost."""
    found = questions(instance).slots(lesson_id)
    return {one.slot: (one.state, one.moves) for one in found if one.slot.weekday == 1}


def repaired(instance: District, slot: Slot) -> Repair:
    found = questions(instance).repair(J1, slot)
    assert isinstance(found, Repair)
    return found


def moves(repair: Repair) -> list[tuple[str, int, int]]:
    """Which lesson goes from which period to which."""
    return [(move.lesson.id, move.before.period, move.after.period) for move in repair.home]


def away(instance: District, person: str, *, start: str, end: str) -> District:
    entry = Unavailability(PersonId(person), weekday=1, span=ClockSpan.parse(start, end))
    return replace(instance, unavailabilities=(*instance.unavailabilities, entry))


def test_another_period_costs_the_lesson_that_each_class_has_there() -> None:
    assert verdicts(solved(two_schools())) == {
        MON_1: (SlotState.OK, 0),
        MON_2: (SlotState.MOVES, 2),
        MON_3: (SlotState.MOVES, 2),
    }


def test_a_period_of_the_same_subject_costs_nothing() -> None:
    instance = two_schools("音乐:甲 音乐:甲 数学:戊", "音乐:乙 音乐:乙 数学:庚")
    assert verdicts(solved(instance)) == {
        MON_1: (SlotState.OK, 0),
        MON_2: (SlotState.OK, 0),
        MON_3: (SlotState.MOVES, 2),
    }


def test_a_verdict_says_where_the_lesson_stands_and_what_the_bells_have_in_common() -> None:
    found = questions(solved(two_schools())).slots(J1)
    assert found[0] == SlotVerdict(MON_1, SlotState.OK, here=True, overlaps=((CampusId("乙校"), 40),))


def test_a_teacher_who_cannot_come_then_makes_a_longer_chain() -> None:
    # 己 cannot take Monday 1, which the joint lesson leaves: 数学 goes there, and 己 to Monday 3.
    draft = away(solved(two_schools()), "己", start="08:00", end="08:40")
    assert verdicts(draft)[MON_2] == (SlotState.MOVES, 3)
    assert moves(repaired(draft, MON_2)) == [
        (home_id("甲校", "301", 1, 2), 2, 1),
        (home_id("乙校", "301", 1, 2), 2, 3),
        (home_id("乙校", "301", 1, 3), 3, 1),
    ]


def test_what_cannot_move_closes_a_slot_and_is_named() -> None:
    draft = solved(two_schools(yi="音乐:乙 班会:己 数学:庚"))
    (found,) = (one for one in questions(draft).slots(J1) if one.slot == MON_2)
    facts = (("who", "乙校301"), ("lesson", "班会"))
    assert (found.state, found.reasons) == (
        SlotState.IMPOSSIBLE,
        (Reason(ReasonCode.HELD_BY_HOME_LESSON, facts),),
    )


def test_a_lesson_that_could_go_nowhere_closes_a_slot_and_is_named() -> None:
    # 己 is to be had at no other time than where 语文 stands.
    draft = away(solved(two_schools()), "己", start="08:00", end="08:40")
    draft = away(draft, "己", start="10:00", end="10:40")
    (found,) = (one for one in questions(draft).slots(J1) if one.slot == MON_2)
    facts = (("class_name", "301"), ("campus", "乙校"), ("subject", "语文"))
    assert (found.state, found.reasons) == (
        SlotState.IMPOSSIBLE,
        (Reason(ReasonCode.HOME_LESSONS_STUCK, facts),),
    )


def test_a_period_that_the_bells_of_a_day_do_not_have_is_no_slot() -> None:
    # On Fridays the last period is not rung: nothing can stand there.
    friday = replace(bells("08:00", "09:00", name="周五"), weekdays=frozenset({5}))
    weeks = {"301": week("音乐:甲 语文:丁 数学:戊")}
    instance = district(
        SmallSchool("甲校", weeks, schedules=(PLAIN, friday)),
        SmallSchool("乙校", {"301": week("音乐:乙 语文:己 数学:庚")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )
    (found,) = (one for one in questions(solved(instance)).slots(J1) if one.slot == Slot(5, 3))
    not_rung = Reason(ReasonCode.PERIOD_NOT_RUNG, (("campus", "甲校"),))
    assert (found.state, found.reasons) == (SlotState.IMPOSSIBLE, (not_rung,))


def test_a_slot_that_the_wish_rules_out_is_none() -> None:
    draft = solved(two_schools())
    limits = SlotLimits(forbidden=(SlotRange(frozenset({1}), frozenset({2})),))
    limited = replace(draft, joint_lessons=(replace(draft.joint_lessons[0], limits=limits),))
    (found,) = (one for one in questions(limited).slots(J1) if one.slot == MON_2)
    ruled_out = (Reason(ReasonCode.SLOT_NOT_WISHED),)
    assert (found.state, found.reasons) == (SlotState.IMPOSSIBLE, ruled_out)
    assert verdicts(limited)[MON_3] == verdicts(draft)[MON_3]


def test_a_pinned_lesson_has_no_other_slot() -> None:
    draft = solved(two_schools())
    pinned = replace(draft, joint_lessons=(replace(draft.joint_lessons[0], pinned=True),))
    found = questions(pinned).slots(J1)
    assert {one.reasons for one in found} == {(Reason(ReasonCode.LESSON_PINNED),)}


def test_a_repair_names_moves_schools_and_gain_and_breaks_no_rule() -> None:
    found = repaired(solved(two_schools()), MON_2)
    assert found.joint == (JointMove(J1, MON_1, MON_2),)
    assert moves(found) == [
        (home_id("甲校", "301", 1, 2), 2, 1),
        (home_id("乙校", "301", 1, 2), 2, 1),
    ]
    assert (found.proven, found.gain, found.findings) == (True, -2, ())
    assert found.schools == (SchoolId("甲校"), SchoolId("乙校"))


def test_going_back_to_where_the_school_has_it_is_said_and_gains() -> None:
    # The draft has it on Monday 2, as wished, and 语文 where 音乐 was.
    lesson = replace(two_schools().joint_lessons[0], wished=MON_2)
    back = repaired(solved(replace(two_schools(), joint_lessons=(lesson,))), MON_1)
    assert [move.back for move in back.home] == [True, True]
    assert (back.gain, back.moves) == (2, 2)


def test_a_slot_that_is_not_to_be_had_is_explained_instead() -> None:
    draft = solved(two_schools(yi="音乐:乙 班会:己 数学:庚"))
    found = questions(draft).repair(J1, MON_2)
    assert isinstance(found, Explanation)
    assert found.reasons == (
        Reason(ReasonCode.HELD_BY_HOME_LESSON, (("who", "乙校301"), ("lesson", "班会"))),
    )


def test_a_lesson_of_nobody_is_unknown() -> None:
    with pytest.raises(UnknownLesson):
        questions(solved(two_schools())).slots(J2)


def two_lessons() -> District:
    """J1 on Monday 1 and J2 on Monday 2, of the same classes and in the same rooms."""
    return district(
        SmallSchool("甲校", {"301": week("音乐:甲 美术:甲 数学:戊")}),
        SmallSchool("乙校", {"301": week("音乐:乙 美术:乙 数学:庚")}),
        wishes=[
            wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1)),
            wish("J2", "美术", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 2)),
        ],
    )


def test_another_joint_lesson_closes_a_slot_and_a_chain_opens_it() -> None:
    asked = questions(solved(two_lessons()))
    (found,) = (one for one in asked.slots(J1) if one.slot == MON_2)
    assert found.state is SlotState.IMPOSSIBLE
    assert {one.code for one in found.reasons} == {ReasonCode.HELD_BY_JOINT_LESSON}
    chains = asked.chains(J1, MON_2, 5)
    assert [chain.joint for chain in chains] == [
        (JointMove(J1, MON_1, MON_2), JointMove(J2, MON_2, MON_1)),
        (JointMove(J1, MON_1, MON_2), JointMove(J2, MON_2, MON_3)),
    ]
    assert [(chain.moves, chain.gain) for chain in chains] == [(0, 0), (2, -2)]


def test_chains_of_a_pinned_lesson_are_none() -> None:
    draft = solved(two_lessons())
    first, second = draft.joint_lessons
    pinned = replace(draft, joint_lessons=(replace(first, pinned=True), second))
    assert questions(pinned).chains(J1, None, 5) == ()
