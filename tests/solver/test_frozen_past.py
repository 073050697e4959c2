"""What lies before the first day that a solve may change neither hinders it nor is changed by it."""

from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from calendars.weeks import Weeks
from service.domain.district import District
from service.domain.findings import Severity
from service.domain.identity import HomeLessonId, PersonId
from service.domain.people import Unavailability
from service.domain.rules import judge
from service.domain.sittings.moved_lessons import moved_lessons
from service.domain.slots import Slot
from service.solver.answer import Answer
from service.solver.drafting import applied
from service.solver.problem import begun_from
from service.solver.rounds import solve, solve_on
from tests.solver.instances import COMMUNITY, FIRST_DAY, SmallSchool, district, home_id, wish

WEEK_10 = date(2026, 11, 2)
MATHS = home_id("乙校", "301", 1, 1)
MON_1, MON_2 = Slot(1, 1), Slot(1, 2)


def week(monday: str) -> list[str]:
    return [monday, *["- - -"] * 4]


def instance(yi: str = "数学:己 音乐:乙 语文:庚") -> District:
    """J1 is wished where 数学 of 乙校 stands, which has to move."""
    return district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week(yi)}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )


def solved(instance: District) -> District:
    return applied(instance, COMMUNITY, answered(instance))


def answered(instance: District) -> Answer:
    return solve(instance, COMMUNITY, deterministic=True, seconds=5)


def from_week_10(table: District, wished: Slot = MON_1) -> District:
    """The draft may be changed from then on, and J1 is wished there."""
    (lesson,) = table.joint_lessons
    return replace(begun_from(table, (COMMUNITY,), WEEK_10), joint_lessons=(replace(lesson, wished=wished),))


def stands(table: District) -> list[tuple[date, Slot]]:
    return [(placement.days.first, placement.slot) for placement in table.joint_lessons[0].placements]


def moves(table: District) -> set[tuple[HomeLessonId, int, date]]:
    return {(move.lesson_id, move.period, move.since) for draft in table.drafts for move in draft.moves}


def errors(table: District) -> list[str]:
    return [finding.code for finding in judge(table) if finding.severity is Severity.ERROR]


def test_what_was_moved_until_then_goes_back_and_makes_room() -> None:
    first = solved(instance())
    assert (stands(first), moves(first)) == ([(FIRST_DAY, MON_1)], {(MATHS, 2, FIRST_DAY)})
    then = solved(from_week_10(first, MON_2))
    assert stands(then) == [(FIRST_DAY, MON_1), (WEEK_10, MON_2)]
    assert moves(then) == {
        (MATHS, 2, FIRST_DAY),
        (MATHS, 1, WEEK_10),
        (home_id("甲校", "301", 1, 2), 1, WEEK_10),
    }
    assert errors(then) == []


def test_what_is_back_is_listed_as_moved_until_then_alone() -> None:
    then = solved(from_week_10(solved(instance()), MON_2))
    assert [(move.lesson_id, move.since) for _, move in moved_lessons(then, COMMUNITY)] == [
        (MATHS, FIRST_DAY),
        (home_id("甲校", "301", 1, 2), WEEK_10),
    ]


def test_a_clash_that_came_to_be_known_of_the_past_hinders_nothing() -> None:
    """甲 was away in the weeks before, it turns out: J1 is wrong there, stays there, and goes on."""
    first = solved(instance())
    away = Unavailability(PersonId("甲"), 1, DateSpan(FIRST_DAY, WEEK_10))
    known = replace(from_week_10(first), unavailabilities=(away,))
    then = solved(known)
    assert [slot for _, slot in stands(then)] == [MON_1, MON_1]
    assert answered(known).not_placed == ()
    assert errors(then) == ["teacher_unavailable"]


def test_the_same_clash_afterwards_does() -> None:
    away = Unavailability(PersonId("甲"), 1, DateSpan(WEEK_10, None))
    known = replace(from_week_10(solved(instance())), unavailabilities=(away,))
    assert [one.lesson_id for one in answered(known).not_placed] == ["J1"]


def test_a_lesson_that_is_over_is_in_nobodys_way() -> None:
    """庚 had a second class on Monday 2 in weeks 1–8 only: from week 10 on she is free then."""
    short = Weeks(numbers=frozenset(range(1, 9)))
    two = district(
        SmallSchool("甲校", {"301": week("音乐:甲 - -")}),
        SmallSchool(
            "乙校",
            {"301": week("语文:庚 音乐:乙 -"), "302": week("- 美术:庚 -")},
        ),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )
    over = replace(
        two,
        home_timetables=tuple(
            replace(
                base,
                lessons=tuple(
                    replace(one, weeks=short) if one.subject == "美术" else one for one in base.lessons
                ),
            )
            for base in two.home_timetables
        ),
    )
    assert moves(solved(from_week_10(over))) == {(home_id("乙校", "301", 1, 1), 2, WEEK_10)}


def test_a_solve_goes_on_from_what_it_found_for_the_days_to_come() -> None:
    then = solved(from_week_10(solved(instance()), MON_2))
    again = solve_on(then, COMMUNITY, seconds=5)
    assert applied(then, COMMUNITY, again).joint_lessons == then.joint_lessons
    assert moves(applied(then, COMMUNITY, again)) == moves(then)
    assert again.gap == 0
