"""What an import changes in words, in both languages, grouped for people and as JSON for programs."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

import pytest

from calendars.closures import Closure
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.weeks import EVEN_WEEKS, ODD_WEEKS
from service.domain.communities import Role
from service.domain.differences.difference import (
    DISTRICT,
    Difference,
    FieldChange,
    Kind,
    Name,
    Owner,
    OwnerKind,
    Taught,
    Value,
    Weekday,
    What,
)
from service.domain.differences.districts import differences
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import OneOff
from service.domain.slots import Slot, SlotLimits, SlotRange
from service.words.catalogue import Words
from service.words.imports.difference_documents import difference_documents
from service.words.imports.difference_texts import GROUPS, DifferenceGroup, difference_groups, difference_line
from service.words.imports.difference_values import KINDS, LABELS, value_text
from tests.districts import GUEST, small_district, teacher_id, wish
from tests.full_district import edits, full_district

CHINESE, ENGLISH = Words("zh"), Words("en")
LIUHE = Owner(OwnerKind.CAMPUS, "柳河校区")
TOGETHER = Owner(OwnerKind.COMMUNITY, "甲乙教共体")
MATHS, CHINESE_LESSON = (Taught("数学", "周杰"),), (Taught("语文", "赵霞"),)
CLASS, MONDAY, WEDNESDAY = "三(1)班", Slot(1, 3), Slot(3, 2)


def lesson(what: What, name: Name, *fields: FieldChange, kind: Kind = Kind.HOME_LESSON) -> Difference:
    return Difference(kind, what, LIUHE, (CLASS, *name), fields)


def both(before: Value, after: Value) -> FieldChange:
    return FieldChange("lesson", before, after)


@pytest.mark.parametrize(
    ("difference", "chinese", "english"),
    [
        (
            lesson(What.CHANGED, (MONDAY,), both(MATHS, CHINESE_LESSON)),
            "三(1)班 周一第3节：数学 周杰 → 语文 赵霞",
            "三(1)班 Mon period 3: 数学 周杰 → 语文 赵霞",
        ),
        (
            lesson(What.SWAPPED, (MONDAY, WEDNESDAY), both(MATHS, CHINESE_LESSON)),
            "三(1)班：周一第3节 与 周三第2节 对调（数学 周杰 / 语文 赵霞）",
            "三(1)班: Mon period 3 and Wed period 2 change places (数学 周杰 / 语文 赵霞)",
        ),
        (
            lesson(What.MOVED, (MONDAY, WEDNESDAY), both(MATHS, MATHS)),
            "三(1)班：数学 周杰 周一第3节 → 周三第2节",
            "三(1)班: 数学 周杰 Mon period 3 → Wed period 2",
        ),
        (
            lesson(What.NEW, (MONDAY,), both(None, MATHS)),
            "三(1)班 周一第3节：新增 数学 周杰",
            "三(1)班 Mon period 3: new 数学 周杰",
        ),
        (
            lesson(What.GONE, (MONDAY,), both(MATHS, None)),
            "三(1)班 周一第3节：取消 数学 周杰",
            "三(1)班 Mon period 3: no longer 数学 周杰",
        ),
        (
            lesson(What.CHANGED, (MONDAY,), FieldChange("teacher_id", "周杰", "赵霞", "数学")),
            "三(1)班 周一第3节：数学 教师 周杰 → 赵霞",
            "三(1)班 Mon period 3: 数学 teacher 周杰 → 赵霞",
        ),
        (
            lesson(What.CHANGED, (MONDAY,), FieldChange("weeks", ODD_WEEKS, EVEN_WEEKS, "劳动")),
            "三(1)班 周一第3节：劳动 周次 单周 → 双周",
            "三(1)班 Mon period 3: 劳动 weeks odd weeks → even weeks",
        ),
        (
            lesson(What.NEW, (), FieldChange("lessons", None, 30)),
            "三(1)班：新增 30节",
            "三(1)班: new lessons: 30",
        ),
        (
            lesson(
                What.MOVE_STAYS, ("数学",), FieldChange("slot", MONDAY, WEDNESDAY), kind=Kind.MOVED_LESSON
            ),
            "三(1)班 数学：手动调整保留（周一第3节 → 周三第2节）",
            "三(1)班 数学: what was moved by hand stays (Mon period 3 → Wed period 2)",
        ),
        (
            lesson(
                What.MOVE_FALLS, ("数学",), FieldChange("slot", MONDAY, WEDNESDAY), kind=Kind.MOVED_LESSON
            ),
            "三(1)班 数学：原格已变，手动调整作废（周一第3节 → 周三第2节）",
            (
                "三(1)班 数学: what was moved by hand falls back, for its cell has changed "
                "(Mon period 3 → Wed period 2)"
            ),
        ),
        (
            Difference(Kind.HOME_TIMETABLE, What.REVISED, LIUHE, since=date(2026, 10, 12)),
            "从10月12日(周一)起执行新课表，与当时执行的课表相比",
            "a new table from Mon 12 Oct on, compared with the one in force then",
        ),
        (
            Difference(
                Kind.HOME_TIMETABLE, What.CHANGED, LIUHE, (), (FieldChange("source", None, 180),)
            ),
            "内容不变，只是在表格中的位置变了：180处",
            "only where it stands in the workbooks has changed: 180",
        ),
        (
            Difference(Kind.PLACE, What.UNSEEN),
            "重新存储，可见内容不变",
            "stored anew, with nothing different that is shown here",
        ),
        (
            Difference(
                Kind.MEMBERSHIP, What.CHANGED, TOGETHER, ("甲小学",),
                (FieldChange("role", Role.CORE, Role.MEMBER),),
            ),
            "甲小学：角色 核心校 → 成员校",
            "甲小学: role core school → member school",
        ),
    ],
)  # fmt: skip
def test_a_difference_is_one_line(difference: Difference, chinese: str, english: str) -> None:
    assert (difference_line(difference, CHINESE), difference_line(difference, ENGLISH)) == (chinese, english)


def test_the_fields_of_a_wish_that_differ_are_one_line() -> None:
    host, guest = wish().ends
    guest = replace(guest, place_id=None, assistant_id=teacher_id(GUEST, "数学301"))
    after = wish(wished=None, one_offs=(OneOff(date(2026, 9, 14), 3),), weeks=ODD_WEEKS, ends=(host, guest))
    (found,) = differences(small_district(wish()), small_district(after))
    assert difference_line(found, CHINESE) == (
        "J01 音乐：乙小学 教室 网络教室 → —；乙小学 辅助教师 师11 → 师10；周次 每周 → 单周；"
        "时间 周一第3节 → —；单次日期 — → 9月14日(周一) 第3节"
    )
    assert difference_line(found, ENGLISH) == (
        "J01 音乐: 乙小学 room 网络教室 → —; 乙小学 assistant 师11 → 师10; weeks every week → odd weeks; "
        "wished time Mon period 3 → —; single dates — → Mon 14 Sep period 3"
    )


def test_other_limits_of_a_wish_are_said_in_words() -> None:
    before = wish(wished=None, limits=SlotLimits(forbidden=(SlotRange(frozenset({5})),)))
    mornings = SlotRange(frozenset({1, 2, 3}), frozenset({1, 2}))
    last = SlotRange(periods=frozenset({4}))
    after = replace(before, limits=SlotLimits((mornings, SlotRange(frozenset({4}))), (last,)))
    (found,) = differences(small_district(before), small_district(after))
    assert difference_line(found, CHINESE) == (
        "J01 音乐：可排时段 不排周五 → 只排周一至周三第1–2节；周四；不排第4节"
    )
    assert difference_line(found, ENGLISH) == (
        "J01 音乐: slots not Fri → only Mon to Wed periods 1–2; Thu; not period 4"
    )
    (gone,) = differences(small_district(before), small_district(wish(wished=None)))
    assert difference_line(gone, CHINESE) == "J01 音乐：可排时段 不排周五 → —"


def test_a_lesson_more_of_a_wish_says_of_which_it_is_and_what_it_follows() -> None:
    first = wish(course="J01")
    second = replace(first, id=JointLessonId("id-J01-2"), code="J01-2", wished=Slot(1, 4), right_after="J01")
    found = differences(small_district(wish()), small_district(first, second))
    assert [difference_line(one, CHINESE) for one in found] == [
        "J01 音乐：每周几节，同属需求 — → J01",
        (
            "J01-2 音乐：新增 师2；甲小学 三(1)班、乙小学 三(1)班；周一第4节；每周；"
            "每周几节，同属需求 J01；连堂，紧接 J01"
        ),
    ]


def test_groups_are_by_owner_and_kind_the_district_s_own_first() -> None:
    before = small_district()
    closure = Closure(DateSpan.of(date(2026, 10, 29), date(2026, 10, 30)), "运动会")
    mine = replace(
        before.campus_terms[0], closures=(closure,), day_rules=before.campus_terms[0].day_rules[1:]
    )
    after = replace(
        before,
        travels=(replace(before.travels[0], minutes=35),),
        places=(replace(before.places[0], can_host=False), before.places[1]),
        campus_terms=(mine, before.campus_terms[1]),
        joint_lessons=(wish(),),
    )
    assert difference_groups(differences(before, after), CHINESE) == (
        DifferenceGroup("校区间路程", "1处：变更1", ("甲小学 — 乙小学：路程分钟 30 → 35",)),
        DifferenceGroup("甲小学 教室", "1处：变更1", ("主讲室：可主讲 是 → 否",)),
        DifferenceGroup(
            "甲小学 校历",
            "2处：新增1、取消1",
            (
                "停课 运动会：新增 10月29日(周四)至10月30日(周五)",
                "调休 9月20日(周日)：取消 所上的课 10月6日(周二)",
            ),
        ),
        DifferenceGroup(
            "甲乙教共体 同步课需求",
            "1处：新增1",
            ("J01 音乐：新增 师2；甲小学 三(1)班、乙小学 三(1)班；周一第3节；每周",),
        ),
    )


def test_the_line_that_a_table_is_revised_is_not_counted() -> None:
    since = date(2026, 10, 12)
    gone = replace(lesson(What.GONE, (MONDAY,), both(MATHS, None)), since=since)
    (group,) = difference_groups(
        [Difference(Kind.HOME_TIMETABLE, What.REVISED, LIUHE, since=since), gone], ENGLISH
    )
    assert (group.title, group.summary) == (
        "柳河校区 lessons of the week from Mon 12 Oct on",
        "1 in all: 1 gone",
    )
    assert len(group.lines) == 2


def test_documents_are_one_for_each_field_and_complete_in_themselves() -> None:
    fields = (FieldChange("weeks", ODD_WEEKS, EVEN_WEEKS), FieldChange("wished", None, MONDAY))
    found = Difference(Kind.JOINT_LESSON, What.CHANGED, TOGETHER, ("J01", "音乐"), fields)
    same: dict[str, Any] = {
        "kind": "joint_lesson",
        "what": "changed",
        "community": "甲乙教共体",
        "name": "J01 音乐",
        "at": "",
        "since": None,
        "message": "甲乙教共体 同步课需求 J01 音乐：周次 单周 → 双周；时间 — → 周一第3节",
    }
    assert difference_documents([found], CHINESE) == [
        {**same, "field": "weeks", "before": "odd", "after": "even"},
        {**same, "field": "wished", "before": None, "after": "周一第3节"},
    ]


def test_what_is_new_is_one_document_with_what_it_is() -> None:
    told = (FieldChange("kind", None, Role.CORE), FieldChange("max_ends", None, 2))
    found = Difference(Kind.PLACE, What.NEW, DISTRICT, ("机房",), told)
    assert difference_documents([found], ENGLISH) == [
        {
            "kind": "place",
            "what": "new",
            "name": "机房",
            "field": None,
            "at": "",
            "before": None,
            "after": "core school; campuses it connects 2",
            "since": None,
            "message": "rooms 机房: new core school; campuses it connects 2",
        }
    ]


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (None, "—", "—"),
        ((), "—", "—"),
        (True, "是", "yes"),
        (ALWAYS, "长期", "always"),
        (DateSpan(date(2026, 9, 1), None), "从9月1日(周二)起", "from Tue 1 Sep on"),
        (DateSpan(date.min, date(2026, 9, 2)), "至9月1日(周二)", "until Tue 1 Sep"),
        (DateSpan.of(date(2026, 9, 1), date(2026, 9, 1)), "9月1日(周二)", "Tue 1 Sep"),
        (ClockSpan(480, 520), "08:00–08:40", "08:00–08:40"),
        ((Weekday(1), Weekday(3)), "周一、周三", "Mon, Wed"),
        (Taught("劳动", None, EVEN_WEEKS), "劳动(双周)", "劳动(even weeks)"),
        (Taught("音乐", "师2", place="音乐室"), "音乐 师2 音乐室", "音乐 师2 音乐室"),
    ],
)
def test_a_value_is_worded(value: Value, chinese: str, english: str) -> None:
    assert (value_text(value, CHINESE), value_text(value, ENGLISH)) == (chinese, english)


def test_everything_that_can_differ_has_words() -> None:
    """A field without a label, or a value of an unknown type, fails here."""
    district = full_district()
    for _, edited in edits(district):
        for one in (*differences(district, edited), *differences(edited, district)):
            assert difference_line(one, CHINESE)
            assert all(document["message"] for document in difference_documents([one], ENGLISH))


def test_every_kind_label_and_member_has_a_chinese_text() -> None:
    members = [text for texts in KINDS.values() for text in texts.values()]
    texts = [*GROUPS.values(), *LABELS.values(), *members]
    assert [text for text in texts if CHINESE.text(text, value="").isascii()] == []
    assert set(GROUPS) == set(Kind)
    lacking: list[tuple[type[StrEnum], list[StrEnum]]] = [
        (kind, [member for member in kind if member not in words]) for kind, words in KINDS.items()
    ]
    assert [kind for kind, members_ in lacking if members_] == []
