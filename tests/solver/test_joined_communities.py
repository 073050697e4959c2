"""Communities that share a school: who is solved with whom, and what one table for all of them gives."""

from dataclasses import replace
from datetime import date

from service.domain.communities import Community, CommunityKind, Membership, Role
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.identity import CommunityId, PersonId, SchoolId
from service.domain.slots import Slot
from service.solver.checking import Checker
from service.solver.drafting import applied, applied_to_all
from service.solver.joined_communities import solved_together
from service.solver.rounds import solve, solve_on
from tests.solver.instances import TERM, SmallSchool, district, home_id, wish

SOUTH, NORTH = CommunityId("南片"), CommunityId("北片")


def week(monday: str) -> list[str]:
    return [monday, *["- - -"] * 4]


def two_communities() -> District:
    """丙校 is in both, with one room to listen in: who has it in the first period decides what others pay.

    Elsewhere the lesson of the south moves two home lessons, that of the north three.
    """
    made = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("英语:乙 语文:己 数学:庚")}),
        SmallSchool("丙校", {"301": week("音乐:丙 语文:辛 数学:壬"), "302": week("英语:癸 语文:子 数学:丑")}),
        SmallSchool("丁校", {"301": week("英语:寅 语文:卯 数学:辰")}),
        wishes=[
            replace(
                wish("J1", "音乐", ("甲校", "301", "甲"), ("丙校", "301", "丙")), community_id=SOUTH
            ),
            replace(
                wish("K1", "英语", ("乙校", "301", "乙"), ("丙校", "302", "癸"), ("丁校", "301", "寅")),
                community_id=NORTH,
            ),
        ],
    )  # fmt: skip
    members = ((SOUTH, "甲校"), (SOUTH, "丙校"), (NORTH, "乙校"), (NORTH, "丙校"), (NORTH, "丁校"))
    return replace(
        made,
        communities=tuple(Community(one, one, CommunityKind.CO_BUILT) for one in (SOUTH, NORTH)),
        memberships=tuple(Membership(one, SchoolId(school), Role.MEMBER) for one, school in members),
    )


def test_one_after_the_other_pays_more_than_both_at_once() -> None:
    before = two_communities()
    south = solve(before, SOUTH, seconds=5)
    north = solve(applied(before, SOUTH, south), NORTH, seconds=5)
    both = solve(before, SOUTH, NORTH, seconds=5)
    assert (south.moved, north.moved) == (0, 3)
    assert (both.moved, both.bound, both.not_placed) == (2, 2, ())


def test_each_draft_has_the_moves_of_its_own_campuses_and_the_rules_pass_it() -> None:
    before = two_communities()
    table = applied_to_all(before, (SOUTH, NORTH), solve(before, SOUTH, NORTH, seconds=5))
    assert [(lesson.code, lesson.placements[0].slot) for lesson in table.joint_lessons] == [
        ("J1", Slot(1, 2)),
        ("K1", Slot(1, 1)),
    ]
    moved = {draft.community_id: sorted(move.lesson_id for move in draft.moves) for draft in table.drafts}
    # The shared school's class 301 has a lesson with the south only.
    assert moved == {SOUTH: [home_id("丙校", "301", 1, 2), home_id("甲校", "301", 1, 2)], NORTH: []}
    assert {draft.community_id: [campus for campus, _ in draft.made_on] for draft in table.drafts} == {
        SOUTH: ["丙校", "甲校"],
        NORTH: ["丁校", "丙校", "乙校"],
    }
    assert Checker(before, SOUTH, NORTH).faults(table) == {}


def apart() -> District:
    """The same without 丙校 in the north."""
    made = two_communities()
    south, north = made.joint_lessons
    alone = replace(north, ends=(north.ends[0], north.ends[2]))
    members = tuple(m for m in made.memberships if (m.community_id, m.school_id) != (NORTH, "丙校"))
    return replace(made, joint_lessons=(south, alone), memberships=members)


def test_a_solve_of_both_goes_on_from_both_drafts() -> None:
    before = two_communities()
    answer = solve(before, SOUTH, NORTH, seconds=5)
    table = applied_to_all(before, (SOUTH, NORTH), answer)
    again = solve_on(table, SOUTH, NORTH, seconds=5)
    assert (again.placements, again.moves) == (answer.placements, answer.moves)
    assert applied_to_all(table, (SOUTH, NORTH), again) == table


def test_who_shares_a_school_is_solved_together() -> None:
    assert solved_together(two_communities()) == (((SOUTH, NORTH),),)


def test_who_shares_nothing_is_solved_apart() -> None:
    assert solved_together(apart()) == (((SOUTH,),), ((NORTH,),))


def test_who_shares_a_teacher_is_solved_together() -> None:
    first, *others = apart().home_timetables
    lessons = (replace(first.lessons[0], teacher_id=PersonId("乙")), *first.lessons[1:])
    shared = replace(apart(), home_timetables=(replace(first, lessons=lessons), *others))
    assert solved_together(shared) == (((SOUTH, NORTH),),)


def test_tables_that_begin_on_different_days_are_made_one_after_the_other() -> None:
    begun = Draft(SOUTH, TERM, date(2026, 10, 12))
    made = replace(two_communities(), drafts=(begun,))
    assert solved_together(made) == (((NORTH,), (SOUTH,)),)


def test_a_community_that_wishes_nothing_is_not_solved() -> None:
    made = two_communities()
    assert solved_together(replace(made, joint_lessons=made.joint_lessons[:1])) == (((SOUTH,),),)
