"""What cannot be placed is said with named, true facts, and the rest is placed all the same."""

from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.reasons import MOST_REASONS, Reason, ReasonCode
from service.domain.slots import Slot
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.solver.answer import Answer
from service.solver.rounds import solve
from tests.solver.instances import COMMUNITY, SmallSchool, bells, district, wish


def week(monday: str) -> list[str]:
    return [monday, *["- - -"] * 4]


def solved(instance: District) -> Answer:
    return solve(instance, COMMUNITY, deterministic=True, seconds=5)


def reasons(answer: Answer) -> dict[str, tuple[Reason, ...]]:
    return {entry.lesson_id: entry.reasons for entry in answer.not_placed}


def instance(hosts: bool = True, max_ends: int | None = None, yi: str = "音乐:乙 数学:己 -") -> District:
    return district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 -")}, hosts=hosts, max_ends=max_ends),
        SmallSchool("乙校", {"301": week(yi)}),
        SmallSchool("丙校", {"301": week("音乐:丙 数学:辛 -")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), ("丙校", "301", "丙"))],
    )


def test_everything_is_well() -> None:
    assert reasons(solved(instance(max_ends=2))) == {}


def test_lessons_that_run_one_after_the_other_are_not_counted_against_each_other() -> None:
    """J1 until October, J2 from then on: the only 音乐 that there is, is enough for both of them."""
    then = date(2026, 10, 12)
    spans = DateSpan(date.min, then), DateSpan(then, None)
    # In each half the bells of 乙校 meet those of 甲校 in one period only; J2 has nowhere to go.
    bells_of = bells("08:00", "10:50", "14:00"), bells("06:30", "07:10", "10:00")
    rung = tuple(replace(one, valid=days) for one, days in zip(bells_of, spans, strict=True))
    made = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("音乐:乙 语文:己 数学:庚")}, schedules=rung),
        wishes=[wish(code, "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙")) for code in ("J1", "J2")],
    )
    lessons = tuple(
        replace(lesson, days=days) for lesson, days in zip(made.joint_lessons, spans, strict=True)
    )
    found = reasons(solved(replace(made, joint_lessons=lessons)))
    assert [*found] == ["J2"]
    counted = {ReasonCode.PERSON_FULL, ReasonCode.PLACE_FULL, ReasonCode.CLASS_SHORT_OF_SUBJECT}
    assert counted & {reason.code for reason in found["J2"]} == set()


def test_the_host_room_only_receives() -> None:
    assert reasons(solved(instance(hosts=False))) == {
        "J1": (Reason(ReasonCode.ROOM_CANNOT_HOST, (("place", "甲校室"),)),)
    }


def test_the_host_room_connects_fewer() -> None:
    assert reasons(solved(instance(max_ends=1))) == {
        "J1": (Reason(ReasonCode.ROOM_TOO_SMALL, (("place", "甲校室"), ("ends", 2), ("most", 1))),)
    }


def test_a_class_without_the_subject() -> None:
    facts = (("class_name", "301"), ("campus", "乙校"), ("subject", "音乐"))
    assert reasons(solved(instance(yi="语文:乙 数学:己 -"))) == {
        "J1": (Reason(ReasonCode.CLASS_LACKS_SUBJECT, facts),)
    }


def test_a_room_wanted_more_often_than_the_week_has_periods() -> None:
    # The grades have school in two periods only, three lessons want the one room of 乙校: one is left over.
    # Counting says so of the room (of the other school's room, too), before anything is searched.
    classes = ("301", "302", "303")
    instance = district(
        SmallSchool("甲校", {name: week(f"音乐:甲{name} 语文:丁{name}") for name in classes}),
        SmallSchool("乙校", {name: week(f"音乐:乙{name} 语文:己{name}") for name in classes}),
        wishes=[
            wish(f"J{name}", "音乐", ("甲校", name, f"甲{name}"), ("乙校", name, f"乙{name}"))
            for name in classes
        ],
    )
    answer = solved(instance)
    assert len(answer.placements) == 2
    (found,) = reasons(answer).values()
    assert (
        Reason(ReasonCode.PLACE_FULL, (("place", "乙校室"), ("campus", "乙校"), ("need", 3), ("have", 2)))
        in found
    )
    assert len(found) <= MOST_REASONS


def test_each_fact_is_counted_over_the_slots_of_the_week() -> None:
    # 乙 is at 乙校 on no day: that alone closes all 15 slots.
    found = instance()
    posts = tuple(
        replace(post, weekdays=frozenset[int]()) if post.person_id == "乙" else post for post in found.posts
    )
    first = reasons(solved(replace(found, posts=posts)))["J1"][0]
    assert first == Reason(
        ReasonCode.PERSON_AWAY, (("person", "乙"), ("campus", "乙校"), ("slots", 15), ("of", 15))
    )


def test_a_home_lesson_that_finds_no_place_sends_the_lesson_elsewhere() -> None:
    # On Monday 1 数学:己 would have to leave 301 of 乙校; its only other period is Monday 2, when 己 has 班会
    # in 302. So J1 cannot stand there, wished or not: it stands on Monday 2, and 语文 of 甲校 moves.
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁")}),
        SmallSchool("乙校", {"301": week("数学:己 音乐:乙"), "302": week("美术:癸 班会:己")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )
    answer = solved(instance)
    assert [found[0].slot for _, found in answer.placements] == [Slot(1, 2)]
    assert (answer.moved, answer.changed) == (1, 1)


def test_where_nothing_can_be_repaired_the_stuck_lesson_is_named() -> None:
    # As before, but 语文 of 甲校 cannot leave Monday 2 either: 丁 has 班会 in 302 on Monday 1.
    instance = district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁"), "302": week("班会:丁 美术:癸")}),
        SmallSchool("乙校", {"301": week("数学:己 音乐:乙"), "302": week("美术:壬 班会:己")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )
    answer = solved(instance)
    assert (answer.placements, answer.moves) == ((), ())
    stuck = {
        dict(reason.facts)["subject"]
        for reason in reasons(answer)["J1"]
        if reason.code is ReasonCode.HOME_LESSONS_STUCK
    }
    assert stuck == {"数学", "语文"}


def test_a_room_wished_too_often_is_counted_for_each_that_has_no_place_in_it() -> None:
    made = synthetic_district(DistrictPlan(communities=2, campuses=4, classes=(6,), joint=2, tight=1))
    answer = solve(made, made.communities[0].id, deterministic=True, seconds=5)
    firsts = {entry.reasons[0] for entry in answer.not_placed}
    facts = dict(next(iter(firsts)).facts)
    assert {first.code for first in firsts} == {ReasonCode.PLACE_FULL}
    need, have = facts["need"], facts["have"]
    assert isinstance(need, int)
    assert isinstance(have, int)
    assert facts["place"] == "主讲室一"
    assert len(answer.not_placed) >= need - have > 0
