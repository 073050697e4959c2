"""What printed sheets say of a district: entries and marks, the one table, and the boxes to sign."""

from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS
from service.domain.communities import Membership, Role
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.home_timetables import Move
from service.domain.identity import CampusId, SchoolId
from service.domain.joint_lessons import (
    AssistantState,
    End,
    JointLesson,
    OneOff,
    Placement,
    ReplaceKind,
    Replaces,
)
from service.domain.slots import Slot
from service.exchange.print_sheets.campus_sheets import campus_sheet
from service.exchange.print_sheets.headings import Printed
from service.exchange.print_sheets.joint_sheets import joint_sheet
from service.exchange.print_sheets.sheets import (
    CampusSheet,
    Column,
    Entry,
    JointEnd,
    JointPeriod,
    JointRow,
    Look,
    Note,
    SignatureBox,
)
from service.exchange.print_sheets.signature_sheets import signature_sheet
from service.words.catalogue import Words
from tests.districts import (
    COMMUNITY,
    GUEST,
    HOST,
    TERM,
    TERM_ID,
    class_id,
    lesson_id,
    small_district,
    teacher_id,
    wish,
)

ZH = Words("zh")
FIRST = TERM.first_day
WEEK_NINE = date(2026, 10, 26)
TODAY = Printed(COMMUNITY, FIRST)
MATHS = lesson_id(HOST, "301", "数学", 1)


def called(district: District) -> District:
    """Everybody by campus and subject: the music teacher of 甲小学 is 甲音乐."""
    names = {HOST: "甲", GUEST: "乙"}
    people = tuple(
        replace(one, name=f"{names[CampusId(one.id.split('-')[0])]}{one.id.split('-')[1]}")
        for one in district.people
    )
    return replace(district, people=people)


def placed(slot: Slot, days: DateSpan = TERM.days) -> Placement:
    replaced = tuple((class_id(c, "301"), lesson_id(c, "301", "音乐", 1)) for c in (HOST, GUEST))
    return Placement(days, slot, ((GUEST, slot.period),), replaced)


def drafted(district: District, *moves: Move) -> District:
    return replace(district, drafts=(Draft(COMMUNITY, TERM_ID, FIRST, moves),))


def cell(sheet: CampusSheet, weekday: int, period: int) -> tuple[Entry, ...]:
    """What 三(1)班 has; the first row of a day is 早读."""
    return sheet.days[weekday - 1].rows[period].cells[0]


def sheet(district: District, campus: CampusId = HOST, words: Words = ZH, day: date = FIRST) -> CampusSheet:
    return campus_sheet(called(district), campus, Printed(COMMUNITY, day), words)


def test_a_home_lesson_is_subject_and_teacher_and_weeks_where_they_are_not_all() -> None:
    found = sheet(small_district())
    assert cell(found, 1, 2) == (Entry("数学", "甲数学301"),)
    assert cell(found, 5, 4) == (
        Entry("信息科技", "甲信息科技301", "单周"),
        Entry("劳动", "甲劳动301", "双周"),
    )
    assert (found.below, found.columns) == ("", (Column("三(1)班"), Column("三(2)班")))


def test_a_moved_lesson_is_hatched_and_says_where_the_school_has_it() -> None:
    found = sheet(drafted(small_district(), Move(MATHS, 3, 4, ALL_WEEKS, FIRST)))
    mark = ("【原周一第2节】",)
    assert cell(found, 3, 4) == (Entry("数学", "甲数学301", "", mark, mark, Look.MOVED),)
    assert cell(found, 1, 2) == ()
    computing = lesson_id(HOST, "301", "信息科技", 5)
    weekly = sheet(drafted(small_district(), Move(computing, 4, 4, EVEN_WEEKS, FIRST)))
    assert cell(weekly, 4, 4)[0].marks == ("【原周五第4节单周】",)
    assert cell(weekly, 4, 4)[0].weeks == "双周"


def test_a_joint_lesson_names_who_gives_it_and_what_the_class_had() -> None:
    district = small_district(wish(placements=(placed(Slot(2, 4)),)))
    was = "【原周一第3节】"
    assert cell(sheet(district), 2, 4) == (
        Entry("音乐", "甲音乐", "", ("【同步 J01 本班主讲】", was), ("【同步 J01】", was), Look.JOINT),
    )
    received = ("【同步 J01 主讲：甲音乐(甲小学) 10:50–11:30】", was)
    guest = sheet(district, GUEST)
    assert cell(guest, 2, 4) == (
        Entry("音乐", "辅助：乙音乐", "", received, ("【同步 J01】", was), Look.JOINT),
    )
    assert guest.of_brief == (Note("同步课", ("J01 主讲：甲音乐(甲小学) 10:50–11:30",)),)


def test_a_joint_lesson_where_the_lesson_of_its_subject_was_says_only_that() -> None:
    in_place = small_district(wish(placements=(placed(Slot(1, 3)),)))
    assert cell(sheet(in_place), 1, 3)[0].marks == ("【同步 J01 本班主讲】",)


def test_a_joint_lesson_in_place_of_another_subject_names_it() -> None:
    replaced = ((class_id(HOST, "301"), MATHS),)
    lesson = wish(
        replaces=Replaces(ReplaceKind.NAMED, "数学"),
        placements=(Placement(TERM.days, Slot(1, 2), ((GUEST, 2),), replaced),),
    )
    assert cell(sheet(small_district(lesson)), 1, 2)[0].marks == ("【同步 J01 本班主讲】", "【原数学】")


def test_what_is_only_wished_says_so_and_a_lesson_without_a_code_keeps_its_whole_mark() -> None:
    shown = cell(sheet(small_district(wish())), 1, 3)[0]
    assert shown.marks == ("【同步（拟） J01 本班主讲】",)
    unnamed = cell(sheet(small_district(wish(code=""))), 1, 3)[0]
    assert unnamed.marks == unnamed.brief == ("【同步（拟） 本班主讲】",)


def test_an_end_without_an_assistant_says_so() -> None:
    lesson = wish()
    ends = (
        lesson.host,
        replace(lesson.ends[1], assistant_id=None, assistant_state=AssistantState.MISSING),
    )
    assert cell(sheet(small_district(replace(lesson, ends=ends)), GUEST), 1, 3)[0].teacher == "辅助：待定"


def test_the_short_name_of_a_campus_is_its_shortest_unless_another_has_it_too() -> None:
    district = small_district(wish())
    host, guest = district.campuses
    short = replace(district, campuses=(replace(host, aliases=("甲小",)), guest))
    mark = "【同步（拟） J01 主讲：甲音乐({}) 10:00–10:40】"
    assert cell(sheet(short, GUEST), 1, 3)[0].marks == (mark.format("甲小"),)
    unclear = (replace(host, aliases=("小学",)), replace(guest, aliases=("小学",)))
    assert cell(sheet(replace(district, campuses=unclear), GUEST), 1, 3)[0].marks == (mark.format("甲小学"),)


def test_lessons_without_a_cell_are_listed_under_the_table() -> None:
    once = wish("J02", wished=None, one_offs=(OneOff(date(2026, 9, 14), 3),))
    found = sheet(small_district(wish(wished=None), once))
    assert found.notes == (
        Note("待定的同步课", ("J01 音乐 甲音乐 三(1)班",)),
        Note("单次课", ("J02 音乐 甲音乐 三(1)班 9月14日(周一) 第3节",)),
    )


def test_a_class_that_is_awaited_is_called_as_the_wish_calls_it() -> None:
    lesson = wish(wished=None)
    ends = (lesson.host, replace(lesson.ends[1], class_ids=(), awaited="三年级"))
    found = sheet(small_district(replace(lesson, ends=ends)), GUEST)
    waits = "(乙小学的课表还没有交，这节课先待定)"
    assert found.notes == (Note("待定的同步课", (f"J01 音乐 甲音乐 三年级 {waits}",)),)


def test_a_lesson_that_waits_for_a_school_s_table_is_listed_and_is_not_counted() -> None:
    district = called(replace(small_district(wish()), home_timetables=small_district().home_timetables[:1]))
    table, host = joint_sheet(district, TODAY, ZH), campus_sheet(district, HOST, TODAY, ZH)
    waits = "(乙小学的课表还没有交，这节课先待定)"
    assert (table.days, table.notes) == (
        (),
        (Note("待定的同步课", (f"J01 音乐 甲音乐 甲小学 三(1)班、乙小学 三(1)班 {waits}",)),),
    )
    assert host.notes == (Note("待定的同步课", (f"J01 音乐 甲音乐 三(1)班 {waits}",)),)
    assert cell(host, 1, 3) == (Entry("音乐", "甲音乐"),)
    assert "同步课0节" in signature_sheet(district, TODAY, ZH).statement


def test_a_campus_that_has_not_sent_its_table_has_a_sheet_that_says_so() -> None:
    district = small_district()
    empty = replace(
        district,
        classes=tuple(one for one in district.classes if one.campus_id != GUEST),
        class_names=tuple(one for one in district.class_names if not one.class_id.startswith(GUEST)),
        home_timetables=district.home_timetables[:1],
    )
    assert sheet(empty, GUEST).notes == (Note("未交", ("本校尚未提交课表。",)),)


def test_a_head_says_community_term_and_the_days_in_which_the_sheet_holds() -> None:
    usual = sheet(small_district()).heading
    assert (usual.facts, usual.standing, usual.is_draft) == (
        ("甲乙教共体", "2026秋", "2026-09-01起执行"),
        "草案",
        True,
    )
    moved = drafted(small_district(), Move(MATHS, 3, 4, ALL_WEEKS, WEEK_NINE))
    assert sheet(moved).heading.facts[2] == "2026-09-01至2026-10-25执行"
    later = campus_sheet(moved, HOST, Printed(COMMUNITY, WEEK_NINE, 3), ZH).heading
    assert (later.facts[2], later.standing, later.is_draft) == ("2026-10-26起执行", "第3版", False)


def test_the_one_table_has_a_row_for_each_joint_lesson_and_a_column_for_each_campus() -> None:
    lesson = wish(placements=(placed(Slot(2, 4)),), weeks=ODD_WEEKS)
    found = joint_sheet(called(small_district(lesson)), TODAY, ZH)
    assert found.columns == (Column("甲小学", "支援校"), Column("乙小学", "受援校"))
    assert [(day.label, day.periods) for day in found.days] == [
        (
            "周二",
            (
                JointPeriod(
                    "第4节",
                    ("10:50–11:30",),
                    (
                        JointRow(
                            ("J01 音乐", "单周", "空中同步课堂"),
                            (
                                (JointEnd(("三(1)班", "主讲：甲音乐", "主讲室"), True),),
                                (JointEnd(("三(1)班", "辅助：乙音乐", "网络教室", "本校第4节 10:55–11:35")),),
                            ),
                        ),
                    ),
                ),
            ),
        )
    ]
    assert found.notes == ()


def test_the_one_table_is_ordered_by_weekday_period_and_code() -> None:
    lessons = (
        wish("J03", weekday=2, period=1),
        wish("J02", weekday=1, period=4),
        wish("J01", weekday=2, period=1),
    )
    found = joint_sheet(small_district(*lessons), TODAY, ZH)
    assert [
        (day.label, period.label, [row.lesson[0] for row in period.rows])
        for day in found.days
        for period in day.periods
    ] == [("周一", "第4节", ["J02 音乐"]), ("周二", "第1节", ["J01 音乐", "J03 音乐"])]
    assert found.days[0].periods[0].rows[0].lesson == ("J02 音乐", "每周", "空中同步课堂", "【拟】")


def test_what_has_no_cell_in_the_one_table_is_listed_with_all_its_ends() -> None:
    later = wish("J01", placements=(placed(Slot(1, 3), DateSpan(WEEK_NINE, TERM.days.end)),))
    once = wish("J03", wished=None, one_offs=(OneOff(date(2026, 9, 14), 3),))
    found = joint_sheet(called(small_district(later, wish("J02", wished=None), once)), TODAY, ZH)
    ends = "音乐 甲音乐 甲小学 三(1)班、乙小学 三(1)班"
    assert (found.days, found.notes) == (
        (),
        (
            Note("待定的同步课", (f"J02 {ends}",)),
            Note("其他日期执行", (f"J01 {ends} 2026-10-26–2027-01-22",)),
            Note("单次课", (f"J03 {ends} 9月14日(周一) 第3节",)),
        ),
    )
    assert found.heading.facts[2] == "2026-09-01至2026-10-25执行"


def test_every_school_has_a_box_to_sign_with_what_the_table_means_for_it() -> None:
    lesson = wish(placements=(placed(Slot(2, 4)),))
    district = drafted(small_district(lesson), Move(MATHS, 3, 4, ALL_WEEKS, FIRST))
    found = signature_sheet(district, TODAY, ZH)
    signs = ("签字：", "日期：")
    assert found.makers == (SignatureBox("编制", (), signs), SignatureBox("审核", (), signs))
    assert found.schools == (
        SignatureBox("甲小学", ("支援校", "同步课1节，调整校内课1节"), signs, "（盖章）"),
        SignatureBox("乙小学", ("受援校", "同步课1节，调整校内课0节"), signs, "（盖章）"),
    )
    assert found.statement == "本表共有同步课1节，调整校内课1节。以下各校已阅，同意按本表执行。"


def test_who_signs_is_who_is_a_member_on_the_day_and_whoever_takes_part_as_a_guest() -> None:
    district = small_district(wish())
    host_only = replace(
        district,
        memberships=(
            Membership(COMMUNITY, SchoolId(f"school-{HOST}"), Role.CORE),
            Membership(COMMUNITY, SchoolId(f"school-{GUEST}"), Role.MEMBER, valid=DateSpan(WEEK_NINE, None)),
        ),
    )
    first, later = (signature_sheet(host_only, Printed(COMMUNITY, day), ZH) for day in (FIRST, WEEK_NINE))
    assert [(box.title, box.facts[0]) for box in first.schools] == [
        ("甲小学", "核心校"),
        ("乙小学", "参与校"),
    ]
    assert [(box.title, box.facts[0]) for box in later.schools] == [
        ("甲小学", "核心校"),
        ("乙小学", "成员校"),
    ]


def test_campuses_of_one_school_sign_together_or_each_where_each_is_a_member() -> None:
    district = small_district()
    host, guest = district.campuses
    one_school = replace(district, campuses=(host, replace(guest, school_id=host.school_id)))
    whole = (Membership(COMMUNITY, host.school_id, Role.CORE),)
    each = tuple(Membership(COMMUNITY, host.school_id, Role.MEMBER, campus) for campus in (HOST, GUEST))
    assert [
        [box.title for box in signature_sheet(replace(one_school, memberships=rows), TODAY, ZH).schools]
        for rows in (whole, each)
    ] == [["甲小学"], ["甲小学", "乙小学"]]


def test_marks_in_english() -> None:
    district = small_district(wish(placements=(placed(Slot(2, 4)),)))
    assert cell(sheet(district, GUEST, Words("en")), 2, 4)[0].marks == (
        "[joint J01 lecturer: 甲音乐(甲小学) 10:50–11:30]",
        "[was Mon period 3]",
    )


def test_a_lecturer_alone_is_listed_as_outside_the_classes() -> None:
    lesson: JointLesson = wish()
    alone = replace(
        lesson,
        ends=(End(HOST, (), hosts=True, assistant_id=teacher_id(HOST, "音乐")), lesson.ends[1]),
        placements=(placed(Slot(1, 3)),),
    )
    found = sheet(small_district(alone))
    assert found.notes == (Note("不在本校班级上课节次内的同步课", ("J01 音乐 甲音乐 10:00–10:40",)),)
