"""Findings as a list: a heading for each thing, and one line for what differs in when it holds only."""

from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from calendars.weeks import ALL_WEEKS, ODD_WEEKS
from service.domain.findings import Code, Finding, Severity, Side, Thing, ThingKind
from service.words.catalogue import Words
from service.words.tables.finding_lists import by_thing

ZH = Words("zh")
WISH = Thing(ThingKind.JOINT_LESSON, "J02", "音乐 三(1)班")
PLAN = Thing(ThingKind.RESEARCH_SESSION, "K02", "单元教学")
CAMPUS = Thing(ThingKind.CAMPUS, "yi", "乙小学")
WHO = Thing(ThingKind.PERSON, "wu", "吴敏")
HOME = Side(Thing(ThingKind.HOME_LESSON, "h", "四(1)班 语文"), "乙小学", 2, 5)
TEACHES = Finding(
    Code.PARTICIPANT_TEACHING,
    (PLAN, WHO),
    "甲乙教共体",
    day=date(2026, 9, 8),
    minutes=40,
    sides=(Side(PLAN), HOME),
)
TWICE = Finding(
    Code.TEACHER_DOUBLE_BOOKED,
    (WISH, WHO),
    "甲乙教共体",
    weeks=ALL_WEEKS,
    minutes=40,
    sides=(Side(WISH, "甲小学", 2, 5), HOME),
)
UNDECIDED = Finding(
    Code.MAKEUP_DAY_UNDECIDED, (CAMPUS,), day=date(2026, 9, 20), sides=(Side(CAMPUS, "乙小学"),)
)
AUTUMN = DateSpan.of(date(2026, 9, 1), date(2026, 10, 7))
WINTER = DateSpan.of(date(2026, 10, 8), date(2027, 1, 22))
BOTH = "甲小学 周二 第5节 J02 音乐 三(1)班；乙小学 周二 第5节 四(1)班 语文。"


def texts(*findings: Finding) -> list[str]:
    return [line.text for thing in by_thing(findings, ZH) for line in thing.lines]


def test_things_with_errors_come_first_and_wishes_before_plans() -> None:
    found = by_thing((UNDECIDED, TEACHES, TWICE), ZH)
    assert [(one.name, one.severity, one.count) for one in found] == [
        ("J02 音乐 三(1)班", Severity.ERROR, 1),
        ("K02 单元教学", Severity.ERROR, 1),
        ("乙小学", Severity.WARNING, 1),
    ]


def test_one_code_of_two_communities_are_two_things_that_name_theirs() -> None:
    found = by_thing((TWICE, replace(TWICE, community="丙丁教共体")), ZH)
    assert [one.name for one in found] == ["丙丁教共体 J02 音乐 三(1)班", "甲乙教共体 J02 音乐 三(1)班"]


def test_classes_of_two_campuses_with_one_label_are_two_things() -> None:
    group = Thing(ThingKind.CLASS, "c1", "三(1)班")
    facts = (("subject", "音乐"), ("before", 36), ("after", 35))
    of_one = Finding(Code.WEEKLY_TOTAL_CHANGED, (group,), sides=(Side(group, "甲小学"),), facts=facts)
    of_other = replace(
        of_one, concerns=(replace(group, id="c2"),), sides=(Side(replace(group, id="c2"), "乙小学"),)
    )
    assert [one.name for one in by_thing((of_one, of_other), ZH)] == ["乙小学 三(1)班", "甲小学 三(1)班"]


def test_dates_of_what_is_the_same_otherwise_are_told_in_one_line() -> None:
    days = (date(2026, 10, 13), date(2026, 9, 8), date(2026, 9, 15))
    (plan,) = by_thing((replace(TEACHES, day=day) for day in days), ZH)
    (line,) = plan.lines
    assert (plan.count, line.count) == (3, 3)
    assert line.text == (
        "K02 单元教学（9月8日、15日、10月13日(周二)）：吴敏老师要参加，但当时有课（重叠40分钟）："
        "乙小学 周二 第5节 四(1)班 语文。"
    )


def test_seasons_are_told_in_one_line() -> None:
    seasons = (replace(TWICE, days=AUTUMN), replace(TWICE, days=WINTER))
    dates = "9月1日(周二)至10月7日(周三)、10月8日(周四)至1月22日(周五)"
    assert texts(*seasons) == [f"{dates}：吴敏老师同一时间有两节课（重叠40分钟，每周）：{BOTH}"]


def test_seasons_with_weeks_of_their_own_are_told_with_them() -> None:
    seasons = (replace(TWICE, days=AUTUMN, weeks=ODD_WEEKS), replace(TWICE, days=WINTER))
    dates = "9月1日(周二)至10月7日(周三) 单周、10月8日(周四)至1月22日(周五) 每周"
    assert texts(*seasons) == [f"吴敏老师同一时间有两节课（重叠40分钟，{dates}）：{BOTH}"]


def test_a_season_with_other_minutes_is_another_line() -> None:
    assert len(texts(replace(TWICE, days=AUTUMN), replace(TWICE, days=WINTER, minutes=25))) == 2


def test_all_who_teach_during_one_session_are_told_in_one_line() -> None:
    other = Side(Thing(ThingKind.HOME_LESSON, "g", "三(1)班 数学"), "甲小学", 2, 6)
    second = replace(TEACHES, concerns=(PLAN, replace(WHO, id="li", name="李勇")), sides=(Side(PLAN), other))
    (plan,) = by_thing((TEACHES, second), ZH)
    (line,) = plan.lines
    assert (plan.count, line.count) == (2, 2)
    assert line.text == (
        "K02 单元教学（9月8日(周二)）：吴敏老师（重叠40分钟：乙小学 周二 第5节 四(1)班 语文）、"
        "李勇老师（重叠40分钟：甲小学 周二 第6节 三(1)班 数学）要参加，但当时有课。"
    )


def test_those_who_teach_on_other_dates_of_a_session_have_lines_of_their_own() -> None:
    second = replace(TEACHES, concerns=(PLAN, replace(WHO, id="li", name="李勇")), day=date(2026, 9, 15))
    assert [text.split("：")[0] for text in texts(TEACHES, second)] == [
        "K02 单元教学（9月8日(周二)）",
        "K02 单元教学（9月15日(周二)）",
    ]
