"""Whole solves of tiny instances, each with its best answer explained."""

from dataclasses import replace

from calendars.weeks import EVEN_WEEKS, ODD_WEEKS
from service.domain.district import District
from service.domain.drafts import Draft, Pin
from service.domain.findings import Severity
from service.domain.identity import HomeLessonId
from service.domain.joint_lessons import ReplaceKind, Replaces
from service.domain.reasons import NotPlaced, Reason, ReasonCode
from service.domain.rules.judging import judge
from service.domain.slots import Slot
from service.solver.answer import Answer
from service.solver.drafting import applied
from service.solver.rounds import solve
from tests.solver.instances import COMMUNITY, FIRST_DAY, TERM, SmallSchool, class_id, district, home_id, wish


def solved(instance: District) -> Answer:
    """The answer, which must have passed every rule."""
    answer = solve(instance, COMMUNITY, deterministic=True, seconds=5)
    table = applied(instance, COMMUNITY, answer)
    errors = [finding for finding in judge(table, COMMUNITY) if finding.severity is Severity.ERROR]
    assert [finding.code for finding in errors if not answer.not_placed] == []
    return answer


def slots(answer: Answer) -> dict[str, Slot]:
    return {lesson_id: found[0].slot for lesson_id, found in answer.placements}


def moves(answer: Answer) -> dict[HomeLessonId, tuple[int, int]]:
    return {move.lesson_id: (move.weekday, move.period) for move in answer.moves}


def week(monday: str, *others: str) -> list[str]:
    return [monday, *others, *["- - -"] * (4 - len(others))]


def test_nothing_moves_where_everybody_has_the_subject() -> None:
    # Both classes have 音乐 on Monday 1 and nowhere else together: nothing is pushed aside.
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("音乐:乙 数学:己 语文:庚")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )
    answer = solved(instance)
    assert slots(answer) == {"J1": Slot(1, 1)}
    assert (answer.moved, answer.changed, answer.bound, answer.moves) == (0, 0, 0, ())
    assert answer.placements[0][1][0].replaced == (
        (class_id("乙校", "301"), home_id("乙校", "301", 1, 1)),
        (class_id("甲校", "301"), home_id("甲校", "301", 1, 1)),
    )


def test_what_stands_in_the_way_takes_the_vacated_slot() -> None:
    # The lessons of 音乐 are in different periods. Wherever J1 stands, one class has something else there,
    # which moves into the period that its own 音乐 vacates: one move is the fewest.
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("数学:己 音乐:乙 语文:庚")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )
    answer = solved(instance)
    assert slots(answer) == {"J1": Slot(1, 1)}
    assert moves(answer) == {home_id("乙校", "301", 1, 1): (1, 2)}
    assert (answer.moved, answer.bound, answer.gap) == (1, 1, 0)


def test_a_chain_through_another_lesson_where_the_teacher_is_not_free() -> None:
    # 数学:己 stands in the way on Monday 1. It cannot take Monday 2, which 音乐 vacates, for 己 teaches 302
    # then; nor can 302 give way, whose only other lesson is pinned in place. So 语文:庚 goes to Monday 2 and
    # 数学 to Monday 3.
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 - -")}),
        SmallSchool("乙校", {"301": week("数学:己 音乐:乙 语文:庚"), "302": week("班会:辛 数学:己 班会:辛")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )
    pinned = Draft(COMMUNITY, TERM, FIRST_DAY, pins=frozenset({Pin(home_id("乙校", "302", 1, 2), 1, 2)}))
    answer = solved(replace(instance, drafts=(pinned,)))
    assert moves(answer) == {
        home_id("乙校", "301", 1, 1): (1, 3),
        home_id("乙校", "301", 1, 3): (1, 2),
    }
    assert answer.moved == 2


def test_the_lecturers_own_lesson_elsewhere_moves() -> None:
    # 甲 teaches 302 while J1 is wished; the third period of 302 is free. Moving that one lesson costs less
    # than changing the wish.
    instance = district(
        SmallSchool(
            "甲校",
            {
                "301": week("音乐:甲 - -"),
                "302": week("语文:丁 美术:甲 -", "- 语文:丁 -"),
                "303": week("- - 语文:戊"),
            },
        ),
        SmallSchool("乙校", {"301": week("- 音乐:乙 -")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 2))],
    )
    answer = solved(instance)
    assert slots(answer) == {"J1": Slot(1, 2)}
    assert list(moves(answer)) == [home_id("甲校", "302", 1, 2)]


def test_an_assistants_own_lesson_moves() -> None:
    # 乙 assists J1 in 301 on Monday 1, when he teaches 302, whose third period is free.
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 - -")}),
        SmallSchool(
            "乙校",
            {"301": week("音乐:丙 语文:庚 -"), "302": week("数学:乙 语文:辛 -"), "303": week("- - 数学:壬")},
        ),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )
    answer = solved(instance)
    assert slots(answer) == {"J1": Slot(1, 1)}
    assert list(moves(answer)) == [home_id("乙校", "302", 1, 1)]


def test_two_wishes_for_one_slot() -> None:
    # One room and one lecturer: J2 goes where its classes have 音乐, too; nobody else is touched.
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 - -"), "302": week("语文:丁 音乐:甲 -")}),
        SmallSchool("乙校", {"301": week("音乐:乙 - -"), "302": week("语文:庚 音乐:乙 -")}),
        wishes=[
            wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1)),
            wish("J2", "音乐", ("甲校", "302", "甲"), ("乙校", "302", "乙"), wished=(1, 1)),
        ],
    )
    answer = solved(instance)
    assert slots(answer) == {"J1": Slot(1, 1), "J2": Slot(1, 2)}
    assert (answer.moved, answer.changed, answer.cost) == (0, 1, 2)


def test_odd_week_lesson_leaves_the_even_weeks_of_an_every_week_lesson() -> None:
    # Both have 音乐 every week on Monday 1: in odd weeks J1 takes it, in even weeks it goes on.
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 -")}),
        SmallSchool("乙校", {"301": week("音乐:乙 数学:己 -")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), weeks=ODD_WEEKS)],
    )
    answer = solved(instance)
    assert slots(answer) == {"J1": Slot(1, 1)}
    assert answer.moves == ()


def test_a_lesson_of_the_other_weeks_is_turned_and_what_it_meets_changes_weeks() -> None:
    # 301 of 乙校 has 劳动 in odd and 信息科技 in even weeks. J1 runs in odd weeks: 劳动 goes to even weeks
    # (one move), and 信息科技 is turned to odd weeks, where J1 takes its place (no moved lesson).
    instance = district(
        SmallSchool("甲校", {"301": week("信息科技:甲|劳动:丁 - -")}),
        SmallSchool("乙校", {"301": week("劳动:己|信息科技:乙 - -")}),
        wishes=[
            wish(
                "J1", "信息科技", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1), weeks=ODD_WEEKS
            )
        ],
    )
    answer = solved(instance)
    assert slots(answer) == {"J1": Slot(1, 1)}
    assert {move.lesson_id: move.weeks for move in answer.moves} == {
        home_id("乙校", "301", 1, 1, "单"): EVEN_WEEKS,
        home_id("乙校", "301", 1, 1, "双"): ODD_WEEKS,
    }
    assert answer.moved == 1


def test_an_every_week_lesson_takes_an_odd_and_an_even_one() -> None:
    instance = district(
        SmallSchool("甲校", {"301": week("信息科技:甲 - -")}),
        SmallSchool("乙校", {"301": week("信息科技:乙|劳动:己 劳动:己|信息科技:乙 -")}),
        wishes=[wish("J1", "信息科技", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )
    answer = solved(instance)
    # 劳动 of the even weeks makes way into the even half that 信息科技 left in the second period.
    assert list(moves(answer).values()) == [(1, 2)]
    assert len(answer.placements[0][1][0].replaced) == 3


def test_a_named_subject_gives_way() -> None:
    # 专递课堂: 乙校 has no teacher of 音乐, J1 takes one 书法 of each class by agreement.
    instance = district(
        SmallSchool("甲校", {"301": week("书法:甲 - -")}),
        SmallSchool("乙校", {"301": week("语文:庚 书法:乙 -")}),
        wishes=[
            replace(
                wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1)),
                replaces=Replaces(ReplaceKind.NAMED, "书法"),
            )
        ],
    )
    answer = solved(instance)
    assert moves(answer) == {home_id("乙校", "301", 1, 1): (1, 2)}


def test_a_new_lesson_replaces_nothing() -> None:
    # 新开课: no class gives anything up, so it stands where both are free.
    instance = district(
        SmallSchool("甲校", {"301": week("语文:甲 - -")}),
        SmallSchool("乙校", {"301": week("语文:庚 书法:乙 -")}),
        wishes=[
            replace(
                wish("J1", "编程", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 3)),
                replaces=Replaces(ReplaceKind.NOTHING),
            )
        ],
    )
    answer = solved(instance)
    assert slots(answer) == {"J1": Slot(1, 3)}
    assert answer.placements[0][1][0].replaced == ()
    assert answer.moves == ()


def test_what_is_pinned_stays_and_the_wish_gives_way() -> None:
    # As with the vacated slot, but 数学 is pinned: J1 goes to Monday 2, where 甲校 moves.
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("数学:己 音乐:乙 语文:庚")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )
    pinned = Draft(COMMUNITY, TERM, FIRST_DAY, pins=frozenset({Pin(home_id("乙校", "301", 1, 1), 1, 1)}))
    answer = solved(replace(instance, drafts=(pinned,)))
    assert slots(answer) == {"J1": Slot(1, 2)}
    assert moves(answer) == {home_id("甲校", "301", 1, 2): (1, 1)}


def test_a_pinned_joint_lesson_stays_where_it_stands() -> None:
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 -"), "302": week("语文:丁 音乐:甲 -")}),
        SmallSchool("乙校", {"301": week("音乐:乙 数学:己 -"), "302": week("数学:己 音乐:乙 -")}),
        wishes=[
            wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙")),
            wish("J2", "音乐", ("甲校", "302", "甲"), ("乙校", "302", "乙")),
        ],
    )
    first = applied(instance, COMMUNITY, solved(instance))
    stands = replace(first.joint_lessons[0], pinned=True)
    again = replace(first, joint_lessons=(stands, first.joint_lessons[1]))
    answer = solved(again)
    assert [lesson_id for lesson_id, _ in answer.placements] == ["J2"]
    assert applied(again, COMMUNITY, answer).joint_lessons[0] == stands


def test_same_seed_same_answer() -> None:
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊", "语文:丁 音乐:甲 -")}),
        SmallSchool("乙校", {"301": week("数学:己 音乐:乙 语文:庚", "- 数学:己 音乐:乙")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )
    answers = [solve(instance, COMMUNITY, seed=7, deterministic=True, seconds=5) for _ in range(2)]
    assert replace(answers[0], seconds=0) == replace(answers[1], seconds=0)


def test_after_too_short_a_time_a_first_table_is_looked_for_again() -> None:
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("音乐:乙 数学:己 语文:庚")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )
    found = solved(instance)
    up = Reason(ReasonCode.TIME_UP, (("seconds", 5),))
    nothing = Answer((), (), (NotPlaced(instance.joint_lessons[0].id, (up,)),), 0, 0, 0, 5.0)
    assert (nothing.timed_out, found.timed_out) == (True, False)
    again = solve(instance, COMMUNITY, best=nothing, deterministic=True, seconds=5)
    assert slots(again) == slots(found)


def test_who_assists_two_classes_of_a_campus_is_claimed_once() -> None:
    # Both classes of 乙校 sit in its sync room with one assistant: the lesson needs each of them once.
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("音乐:乙 数学:己 语文:庚"), "302": week("音乐:辛 语文:庚 数学:己")}),
        wishes=[
            wish(
                "J1",
                "音乐",
                ("甲校", "301", "甲"),
                ("乙校", "301", "乙"),
                ("乙校", "302", "乙"),
                wished=(1, 1),
            ),
            wish("J2", "数学", ("甲校", "301", "戊"), ("乙校", "302", "己"), wished=(1, 3)),
        ],
    )
    answer = solved(instance)
    assert slots(answer) == {"J1": Slot(1, 1), "J2": Slot(1, 3)}
    assert (answer.moved, answer.gap, answer.not_placed) == (0, 0, ())
