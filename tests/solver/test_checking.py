"""The checker: answers that were tampered with do not pass."""

from dataclasses import replace
from datetime import date

import pytest

from calendars.bells import PeriodKind
from service.domain.findings import Code
from service.domain.home_timetables import Move
from service.domain.identity import CommunityId, JointLessonId
from service.domain.joint_lessons import OneOff
from service.domain.rules import judge
from service.domain.slots import Slot
from service.solver.answer import Answer
from service.solver.checking import Checker
from service.solver.drafting import applied
from service.solver.rounds import solve
from tests.districts import small_district
from tests.districts import wish as joint
from tests.exchange.case import district as tuanfeng
from tests.publications import as_wished

COMMUNITY = tuanfeng().communities[0].id


@pytest.fixture(scope="module")
def answer() -> Answer:
    return solve(tuanfeng(), COMMUNITY, deterministic=True, seconds=20)


CHECKER = Checker(tuanfeng(), COMMUNITY)


def passes(answer: Answer) -> bool:
    return not CHECKER.faults(applied(tuanfeng(), COMMUNITY, answer))


def test_an_answer_passes(answer: Answer) -> None:
    assert passes(answer)


def test_a_move_left_out_is_found(answer: Answer) -> None:
    for index in range(len(answer.moves)):
        assert not passes(replace(answer, moves=answer.moves[:index] + answer.moves[index + 1 :]))


def test_a_lesson_put_into_another_slot_is_found(answer: Answer) -> None:
    for index, (lesson_id, placements) in enumerate(answer.placements):
        slot = placements[0].slot
        there = tuple(
            replace(placement, slot=Slot(slot.weekday % 5 + 1, slot.period)) for placement in placements
        )
        changed = (*answer.placements[:index], (lesson_id, there), *answer.placements[index + 1 :])
        assert not passes(replace(answer, placements=changed))


def test_a_move_onto_another_lesson_is_found(answer: Answer) -> None:
    district = tuanfeng()
    of_one_class = (
        lesson
        for lesson in district.home_timetables[0].lessons
        if lesson.class_id == district.classes[0].id and lesson.kind is PeriodKind.LESSON
    )
    first, second, *_ = of_one_class
    onto = Move(first.id, second.weekday, second.period, first.weeks, district.term.term.first_day)
    assert not passes(replace(answer, moves=(*answer.moves, onto)))


def test_what_stands_on_a_single_date_holds_up_no_table_however_wrong_it_is() -> None:
    single = joint("J02", wished=None, one_offs=(OneOff(date(2026, 9, 14), 1),))
    whole = small_district(joint(), single)
    assert {finding.code for finding in judge(whole)} == {Code.CLASS_HAS_OTHER_SUBJECT}
    answer = solve(whole, single.community_id, deterministic=True, seconds=5)
    assert [lesson_id for lesson_id, _ in answer.placements] == ["id-J01"]
    assert answer.not_placed == ()


def test_a_fault_of_a_lesson_is_seen_while_one_of_the_same_code_elsewhere_has_no_place() -> None:
    wished = small_district(joint())
    elsewhere = joint(id=JointLessonId("other-J01"), community_id=CommunityId("other"), wished=Slot(2, 3))
    # On Thursday the class has no music in the third period, and its teacher has another class.
    wrong = as_wished(replace(wished, joint_lessons=(joint(weekday=4),)))
    alone, beside = (
        replace(wrong, joint_lessons=(*wrong.joint_lessons, *more)) for more in ((), (elsewhere,))
    )
    own = wished.communities[0].id
    assert Checker(wished, own).faults(alone)
    assert Checker(wished, own).faults(alone) == Checker(wished, own).faults(beside)
