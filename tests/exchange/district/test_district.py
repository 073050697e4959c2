"""A made-up district of many files, imported with one command; its truth is written here by hand."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from service.actions.importing.import_workbooks import import_workbooks
from service.domain.findings import Finding, ThingKind
from service.domain.joint_lessons import End, JointLesson
from service.domain.rules.judging import judge
from service.exchange.reading.files import read_sheets
from service.exchange.understanding.intake import understand
from service.storage.database import Database
from tests.exchange.case import counting
from tests.exchange.district.home_weeks import CLASSES, NUMBERS
from tests.exchange.district.made_up import district, intake
from tests.exchange.district.workbooks import SUMMARY, write_district, write_table


def test_communities_with_their_members_and_roles() -> None:
    found = {
        community.name: (
            community.kind.value,
            community.shape,
            [
                (
                    district().school[row.school_id].name,
                    district().campus[row.campus_id].name if row.campus_id else "",
                    row.role.value,
                )
                for row in district().memberships
                if row.community_id == community.id
            ],
        )
        for community in district().communities
    }
    assert found == {
        "城北小学教共体": (
            "co_built",
            "1+N",
            [
                ("城北小学", "", "supporting"),
                ("碧湖小学", "碧湖小学", "supported"),
                ("碧湖小学", "碧湖小学新合校区", "supported"),
            ],
        ),
        "囿山小学教共体": (
            "co_built",
            "1+2",
            [
                ("囿山小学", "", "supporting"),
                ("大港头学校", "", "supported"),
                ("太平小学", "", "supported"),
            ],
        ),
        "处州学校教共体": (
            "co_built",
            "1+1",
            [("处州学校", "", "supporting"), ("大港头学校", "", "supported")],
        ),
        "囿山小学教育集团": (
            "co_built",
            "",
            [("囿山小学", "", "group_head"), ("处州学校", "", "member")],
        ),
        "义乌市实验小学教共体": (
            "cooperative",
            "1+1",
            [("义乌市实验小学", "", "supporting"), ("城北小学", "", "supported")],
        ),
    }


def test_campuses_have_their_school_and_their_other_names() -> None:
    found = [
        (campus.name, campus.aliases, district().school[campus.school_id].name)
        for campus in district().campuses
    ]
    assert found == [
        ("城北小学", ("城北", "莲城区城北小学"), "城北小学"),
        ("碧湖小学", ("碧湖",), "碧湖小学"),
        ("碧湖小学新合校区", (), "碧湖小学"),
        ("囿山小学", (), "囿山小学"),
        ("大港头学校", (), "大港头学校"),
        ("处州学校", (), "处州学校"),
        ("太平小学", (), "太平小学"),
        ("义乌市实验小学", (), "义乌市实验小学"),
    ]


def _end(end: End) -> tuple[str, str, str, str]:
    """Campus, classes or what is awaited, room, assistant."""
    classes = "、".join(district().class_name[class_id].name for class_id in end.class_ids)
    room = district().place[end.place_id].name if end.place_id else ""
    assistant = district().person[end.assistant_id].name if end.assistant_id else ""
    return district().campus[end.campus_id].name, classes or f"({end.awaited})", room, assistant


def _wish(wish: JointLesson) -> tuple[object, ...]:
    when = "、".join(f"{one.day:%m-%d} {one.span or one.period}" for one in wish.one_offs)
    if wish.wished is not None:
        when = f"{wish.wished.weekday}.{wish.wished.period}"
    lecturer = district().person[wish.lecturer_id].name if wish.lecturer_id else ""
    community = district().community[wish.community_id].name
    weeks = wish.weeks.as_json()
    return community, wish.subject, lecturer, when, weeks, wish.replaces.kind.value, *map(_end, wish.ends)


_CB, _CZ = "城北小学教共体", "处州学校教共体"
_SAME = "same_subject"
_BH301 = ("碧湖小学", "301", "同步教室")
_DG301 = ("大港头学校", "301", "同步教室")

WISHES = {
    "J01": (
        _CB, "语文", "赵一帆", "1.1", "all", _SAME,
        ("城北小学", "301", "录播教室1", ""), (*_BH301, "赵碧云"),
    ),
    "J02": (
        _CB, "数学", "钱一帆", "1.2", "all", _SAME,
        ("城北小学", "301", "听课室", ""), (*_BH301, "钱碧云"),
    ),
    "J03": (
        "囿山小学教共体", "英语", "孙山明", "1.3", "odd", _SAME,
        ("囿山小学", "301", "录播教室", ""), (*_DG301, "孙大江"), ("太平小学", "(三(1)班)", "", "刘晓"),
    ),
    "J04": (
        _CB, "语文", "赵二妹", "3.1", "all", _SAME,
        ("城北小学", "302", "", ""), ("碧湖小学", "302", "同步教室", "赵湖生"),
    ),
    "J05": (
        _CB, "英语", "孙一帆", "3.3", "all", _SAME,
        ("城北小学", "301", "录播教室1", ""), (*_BH301, "孙碧云"),
    ),
    "J06": (
        _CB, "信息科技", "冯一帆", "4.6", "even", _SAME,
        ("城北小学", "301", "录播教室1", ""), (*_BH301, "冯碧云"),
    ),
    "J07": (
        _CB, "数学", "钱二妹", "2.1", "all", _SAME,
        ("城北小学", "302", "录播教室2", ""), ("碧湖小学新合校区", "301", "同步教室", "钱新和"),
    ),
    "J08": (
        _CB, "语文", "赵二妹", "2.2", "all", _SAME,
        ("城北小学", "302", "录播教室2", ""), (*_BH301, "何静"),
    ),
    "J09": (
        _CZ, "数学", "钱州平", "10-01 2", "all", _SAME,
        ("处州学校", "301", "录播教室", ""), (*_DG301, "钱大江"),
    ),
    "J10": (
        _CZ, "科学", "李州平", "10-22 10:35–11:15", "all", _SAME,
        ("处州学校", "301", "录播教室", ""), (*_DG301, "李大江"),
    ),
    "J11": (
        _CZ, "语文", "赵州平", "09-20 2", "all", _SAME,
        ("处州学校", "301", "录播教室", ""), (*_DG301, "赵大江"),
    ),
    "J12": (
        "囿山小学教共体", "语文", "赵山明", "5.1", "all", _SAME,
        ("囿山小学", "301", "录播教室", ""), (*_DG301, "赵大江"),
    ),
    "J13": (
        _CZ, "语文", "赵州平", "5.1", "all", _SAME,
        ("处州学校", "301", "录播教室", ""), (*_DG301, "赵大江"),
    ),
    "J14": (
        _CZ, "数学", "钱州平", "5.2", "all", _SAME,
        ("处州学校", "301", "录播教室", ""), (*_DG301, ""),
    ),
    "J15": (
        "囿山小学教共体", "科学", "李山秀", "2.3", [1, 2, 3, 4, 5, 6, 7, 8], _SAME,
        ("囿山小学", "302", "录播教室", ""), ("太平小学", "(三年级)", "", ""),
    ),
    "J16": (
        "义乌市实验小学教共体", "书法", "虞文", "3.5", "all", _SAME,
        ("义乌市实验小学", "(三(5)班)", "", ""), ("城北小学", "301", "", "褚一帆"),
    ),
    "J17": (
        _CB, "音乐", "郑一帆", "1.5", "all", _SAME,
        ("城北小学", "301", "录播教室1", ""), (*_BH301, "何静"),
        ("碧湖小学新合校区", "301", "同步教室", "郑新和"),
    ),
    "J18": (
        _CB, "书法", "褚二妹", "10-15 5、10-29 5", "all", "nothing",
        ("城北小学", "()", "录播教室2", ""), ("碧湖小学", "301、302", "同步教室", "褚湖生"),
    ),
}  # fmt: skip


def test_wishes_are_of_the_community_that_their_schools_share() -> None:
    assert {wish.code: _wish(wish) for wish in district().joint_lessons} == WISHES


def test_plans() -> None:
    people = {person.id: person.name for person in district().people}
    found = {
        plan.code: (
            district().community[plan.community_id].name,
            f"{plan.day} {plan.span} {plan.mode.value}",
            district().place[plan.place_id].name if plan.place_id else "",
            people[plan.chair_id] if plan.chair_id else "",
            "、".join(people[member] for member in plan.member_ids),
        )
        for plan in district().sessions
    }
    assert found == {
        "K01": (_CB, "2026-09-08 14:00–15:35 online", "录播教室1", "赵一帆", "赵一帆、赵二妹、赵碧云"),
        "K02": (
            _CB, "2026-09-16 15:40–16:40 on_site", "同步教室", "钱碧云",
            "钱一帆、钱二妹、钱碧云、钱湖生、钱新和",
        ),
        "K03": (_CB, "2026-09-22 08:30–09:10 on_site", "录播教室2", "钱一帆", "钱一帆、钱二妹"),
        "K04": (
            "囿山小学教共体", "2026-10-01 14:00–15:30 online", "录播教室", "赵山明", "赵山明、赵山秀、赵大江",
        ),
        "K05": (_CZ, "2026-10-14 16:00–17:00 online", "", "赵州平", "赵大江"),
        "K06": ("囿山小学教共体", "2026-10-14 16:30–17:30 online", "录播教室", "赵山明", "赵大江"),
    }  # fmt: skip


def test_a_shared_teacher_is_one_person_and_namesakes_are_two() -> None:
    found = {
        (person.name, tuple((post.staff_number, tuple(sorted(post.weekdays))) for post in posts))
        for person in district().people
        if person.name in ("何静", "张伟")
        for posts in [district().posts_of[person.id]]
    }
    every_day = (1, 2, 3, 4, 5, 6, 7)
    assert found == {
        ("何静", (("BH51", (1, 3)), ("DG51", (2, 4, 5)))),
        ("张伟", (("BH52", every_day),)),
        ("张伟", (("YS52", every_day),)),
    }
    assert [travel.minutes for travel in district().travels] == [35]


def test_counts_are_of_what_the_workbooks_hold() -> None:
    posts = sum(len(labels) for labels in CLASSES.values()) * 12 + 4
    assert dict(intake().counts) == {
        "campuses": len(NUMBERS),
        "classes": 9,
        "lessons": 271,  # 30 a class, and one that alternates
        "posts": posts,
        "rooms": 8,
        "joint_lessons": 18,
        "sessions": 6,
    }


def test_what_is_not_read_is_said_and_no_contact_is_kept() -> None:
    assert [(note.code, note.source.sheet, note.source.cell) for note in intake().notes] == [
        ("column_not_used", "教共体名单", "J2"),
        ("membership_dates_not_read", "教共体名单", "I14"),
        ("school_taken_as", "教共体名单", "F15"),
        ("column_not_used", "同步教室", "E2"),
        ("column_not_used", "同步课堂需求", "N2"),
        ("receiver_awaited", "同步课堂需求", "L5"),
        ("teacher_not_in_roster", "同步课堂需求", "L5"),
        ("receiver_awaited", "同步课堂需求", "L17"),
        ("receiver_awaited", "同步课堂需求", "G18"),
        ("teacher_not_in_roster", "同步课堂需求", "H18"),
        ("host_without_class", "同步课堂需求", "G21"),
        ("campus_without_table", "教师名册", ""),
        ("column_not_used", "教师名册", "E2"),
        ("contacts_not_read", "教师名册", "F2"),
        ("subjects_several", "教师名册", "D112"),
        ("members_not_told_apart", "教研计划(四定)", "M8"),
    ]
    assert "13900001234" not in repr(intake())


def _concerned(finding: Finding) -> tuple[str, ...]:
    coded = (ThingKind.JOINT_LESSON, ThingKind.RESEARCH_SESSION)
    return tuple(thing.id if thing.kind in coded else thing.name for thing in finding.concerns)


def test_its_clashes_are_those_that_were_planted() -> None:
    assert [(finding.code.value, *_concerned(finding)) for finding in judge(district())] == [
        ("overlap_too_short", "J07", "三年级"),
        ("overlap_too_short", "J17", "三年级"),
        ("class_has_other_subject", "J05", "三(1)班"),
        ("class_has_other_subject", "J11", "301"),
        ("class_has_other_subject", "J18", "三(1)班"),
        ("class_has_other_subject", "J18", "三(2)班"),
        ("week_mismatch", "J06", "三(1)班"),
        ("class_double_booked", "J12", "J13", "301"),
        ("teacher_double_booked", "J12", "J13", "赵大江"),
        ("room_double_booked", "J12", "J13", "同步教室"),
        ("room_missing", "J04", "城北小学"),
        ("room_missing", "J16", "义乌市实验小学"),
        ("room_receive_only", "J02", "听课室"),
        ("room_over_capacity", "J03", "录播教室"),
        ("travel_too_short", "J08", "何静"),
        ("teacher_unavailable", "J08", "何静"),
        ("assistant_missing", "J14", "大港头学校"),
        ("not_a_teaching_day", "J09", "处州学校", "大港头学校"),
        ("not_a_teaching_day", "J18", "碧湖小学"),
        ("makeup_day_differs", "J11", "处州学校", "大港头学校"),
        ("plan_incomplete", "K05"),
        ("not_a_teaching_day", "K04", "囿山小学", "大港头学校"),
        ("participant_teaching", "K03", "钱一帆"),
        ("participant_teaching", "K03", "钱二妹"),
        ("participant_teaching", "K03", "钱二妹"),  # her home lesson, and J07
        ("person_double_booked", "K05", "K06", "赵大江"),
        ("room_double_booked", "K03", "录播教室2"),
        ("host_rotation", "K04", "K06", "囿山小学"),
        ("host_rotation", "语文", "大港头学校"),
    ]


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    again = understand(read_sheets([write_district(tmp_path)]).sheets, district(), counting("again"))
    assert again.district == district()
    known_now = set(intake().notes) - set(again.notes)
    assert (set(again.notes) - set(intake().notes), {note.code for note in known_now}) == (
        set(),
        {"school_taken_as", "teacher_not_in_roster"},
    )


NOW = datetime(2026, 8, 30, 1, tzinfo=UTC)


async def test_one_import_brings_the_whole_folder_and_a_second_one_nothing(
    database: Database, tmp_path: Path
) -> None:
    folder = write_district(tmp_path)
    first = await import_workbooks(database, [folder], actor="office", now=NOW)
    assert (first.problems, first.written) == ((), True)
    assert {kind: count for kind, count in first.changes if kind in ("communities", "joint_lessons")} == {
        "communities": 5,
        "joint_lessons": 18,
    }
    second = await import_workbooks(database, [folder], actor="office", now=NOW)
    assert (second.problems, second.changes, second.written) == ((), (), False)


def test_a_table_that_comes_later_resolves_what_was_awaited(tmp_path: Path) -> None:
    schools = [school for school in CLASSES if school != "大港头学校"]
    before = understand(read_sheets([write_district(tmp_path, schools)]).sheets, None, counting()).district
    assert before is not None
    waiting = [wish.code for wish in before.joint_lessons if any(end.awaited for end in wish.ends)]
    assert waiting == ["J03", "J09", "J10", "J11", "J12", "J13", "J14", "J15", "J16"]
    alone = tmp_path / "后来"
    alone.mkdir()
    late = understand(read_sheets([write_table(alone, "大港头学校")]).sheets, before, counting("late"))
    after = late.district
    assert after is not None, late.problems
    waiting = [wish.code for wish in after.joint_lessons if any(end.awaited for end in wish.ends)]
    assert waiting == ["J03", "J15", "J16"]
    (end,) = next(wish for wish in after.joint_lessons if wish.code == "J12").receivers
    assert [after.class_name[class_id].label for class_id in end.class_ids] == ["301"]


@pytest.mark.parametrize("sheet", ["教共体名单", "同步课堂需求"])
def test_sheets_are_recognised_by_what_they_hold(sheet: str) -> None:
    kinds = {(one.file, one.name): one.kind for one in intake().sheets}
    assert kinds[SUMMARY, sheet] == {"教共体名单": "memberships", "同步课堂需求": "wishes"}[sheet]


def test_the_dates_of_a_membership_are_kept() -> None:
    row = district().memberships[0]
    assert (row.valid.first, row.valid.last) == (date(2025, 9, 1), date(2028, 8, 31))
