"""Findings in words: a clash on one date names the date where a weekly one names its weeks."""

from dataclasses import replace
from datetime import date

from calendars.bells import BellSchedule
from calendars.spans import ALWAYS, ClockSpan
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.dated_rules import newly_found
from service.domain.findings import Code
from service.domain.joint_lessons import OneOff
from service.domain.rules import judge
from service.domain.slots import SlotLimits, SlotRange
from service.words.catalogue import Words
from service.words.tables.finding_texts import finding_text
from tests.dated_tables import MONDAY, TUESDAY, change, changed, published
from tests.districts import GUEST, HOST, bells, lesson_id, small_district, teacher_id, wish
from tests.domain.rules.test_joint_lessons import with_guest_bells
from tests.publications import placed_district


def test_weeks_of_a_weekly_lesson_and_the_date_of_a_single_one() -> None:
    (weekly, _) = judge(small_district(wish(period=2)))
    (single, _) = judge(small_district(wish(wished=None, one_offs=(OneOff(date(2026, 9, 14), 2),))))
    other = "甲小学 周一 第2节 三(1)班 数学 [甲小学!B2]"
    begins = "J01 音乐 三(1)班：三(1)班这时上的是数学"
    assert finding_text(weekly, Words("zh")) == f"{begins}（每周）：{other}。"
    assert finding_text(single, Words("zh")) == f"{begins}（9月14日(周一)）：{other}。"


def test_a_slot_that_the_wish_rules_out() -> None:
    no_monday = SlotLimits(forbidden=(SlotRange(frozenset({1})),))
    district = placed_district()
    limited = tuple(replace(lesson, limits=no_monday) for lesson in district.joint_lessons)
    (found,) = judge(replace(district, joint_lessons=limited))
    assert finding_text(found, Words("zh")) == (
        "甲小学 周一 第3节 J01 音乐 三(1)班 [空中同步课堂计划!A3]：需求不排这一时段。"
    )


def test_a_receiving_campus_without_a_lesson_then_is_said_to_have_none() -> None:
    early = (OneOff(date(2026, 9, 14), span=ClockSpan(300, 340)),)
    (far,) = (
        finding
        for finding in judge(small_district(wish(wished=None, one_offs=early)))
        if finding.code is Code.OVERLAP_TOO_SHORT
    )
    assert finding_text(far, Words("zh")) == (
        "9月14日(周一)：甲小学 周一 J01 音乐 三(1)班 [空中同步课堂计划!A3]（05:00–05:40）："
        "乙小学三(1)班这段时间没有课节，至少要重叠30分钟。"
    )


def test_a_period_that_overlaps_too_little_is_named_with_its_campus() -> None:
    (far,) = judge(with_guest_bells(small_district(wish()), BellSchedule("晚20分", bells(20), ALWAYS)))
    assert finding_text(far, Words("zh")) == (
        "甲小学 周一 第3节 J01 音乐 三(1)班 [空中同步课堂计划!A3]（10:00–10:40）："
        "与乙小学三(1)班最接近的一节（10:20–11:00）只重叠20分钟，至少要30分钟。"
    )


def brought(*changes: DatedChange, travel: int = 30) -> list[str]:
    district = placed_district()
    district = replace(district, travels=(replace(district.travels[0], minutes=travel),))
    events = published(district)
    found = newly_found(district, events, changed(district, events, *changes))
    return [finding_text(finding, Words("zh")) for finding in found]


def test_a_home_lesson_on_a_closed_day_is_named() -> None:
    saturday = change(
        ChangeKind.MOVE, lesson_id(HOST, "301", "语文", 1), to_day=date(2026, 9, 19), to_period=1
    )
    assert brought(saturday) == ["三(1)班 语文定在9月19日(周六)，甲小学当天不上课（周末）。"]


def test_the_way_between_two_lessons_of_a_date_is_said_with_the_date() -> None:
    maths = change(
        ChangeKind.SUBSTITUTE,
        lesson_id(HOST, "301", "数学", 2),
        TUESDAY,
        absent_id=teacher_id(HOST, "数学301"),
        substitute_id=teacher_id(GUEST, "音乐"),
    )
    (text,) = brought(maths, travel=60)
    assert "9月15日(周二)" in text
    assert "三(1)班 数学" in text
    assert MONDAY.isoformat() not in text
