"""教共体名单 in the forms that districts write it: per school, per community, with headings and brackets."""

from collections.abc import Mapping
from datetime import date

import pytest

from calendars.spans import ALWAYS, DateSpan
from service.domain.collecting.corrections import Correction, CorrectionKind
from service.domain.communities import Membership, Role
from service.domain.district import District
from service.exchange.notation.membership_roles import role_named, roles_in
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.terms_of_years import term_of_years
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import BELLS, CALENDAR, Rows, changed, grids

SCHOOLS = ("城北小学", "碧湖小学", "梅山小学", "大港头学校")
ROSTER: Rows = [
    ["学校", "工号", "姓名", "学科"],
    *([school, f"T{number}", f"王{number}", "语文"] for number, school in enumerate(SCHOOLS)),
    ["梅山小学黄村校区", "T9", "王九", "语文"],
]


def _intake(rows: Rows, known: District | None = None, **more: Rows) -> Intake:
    sheets: Mapping[str, Rows] = {
        "统一作息": BELLS,
        "校历": CALENDAR,
        "教师名册": ROSTER,
        "教共体名单": rows,
        **more,
    }
    return understand(grids(sheets), known, counting("n" if known else "id"))


def _district(rows: Rows, known: District | None = None, **more: Rows) -> District:
    intake = _intake(rows, known, **more)
    assert intake.district is not None, intake.problems
    return intake.district


def _members(district: District) -> dict[str, str]:
    """Each community's kind, shape, and members with their roles."""
    return {
        community.name: " ".join(
            (
                community.kind.value,
                community.shape or "-",
                *(_member(district, row) for row in district.memberships if row.community_id == community.id),
            )
        )
        for community in district.communities
    }


def _member(district: District, row: Membership) -> str:
    site = None if row.campus_id is None else district.campus[row.campus_id].name
    return f"{site or district.school[row.school_id].name}:{row.role.value}"


_TWO = {
    "城北小学教共体": "co_built 1+1 城北小学:supporting 碧湖小学:supported",
    "梅山小学教共体": "cooperative - 大港头学校:supporting 梅山小学:supported 梅山小学黄村校区:supported",
}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [
                ["教共体名单"],
                ["教共体名称", "类型", "学校", "角色"],
                ["城北小学教共体", "共建型(1+1)", "城北小学", "支援校"],
                [None, None, "碧湖小学", "受援校"],
                ["梅山小学教共体", "协作型", "梅山小学(含黄村校区)", "受援校"],
                [None, None, "大港头学校", "支援校"],
            ],
            id="a row per school",
        ),
        pytest.param(
            [
                ["序号", "教共体", "类型", "形态", "支援校", "受援校（含校区）"],
                [1, "城北小学教共体", "共建型", "1+1", "城北小学", "碧湖小学"],
                [2, "梅山小学教共体", "协作型", None, "大港头学校", "梅山小学（含黄村校区）"],
            ],
            id="a column per role",
        ),
        pytest.param(
            [
                ["教共体", "成员学校"],
                ["一、共建型"],
                ["1.城北小学教共体（1+1）", "城北小学(支援校)、碧湖小学(受援校)"],
                ["二、协作型"],
                ["2.梅山小学教共体", "大港头学校（支援校）\n梅山小学（含黄村校区）（受援校）"],
            ],
            id="roles in brackets below headings",
        ),
        pytest.param(
            [
                ["教共体", "类别", "单位", "身份", "校区/教学点"],
                ["城北小学教共体(共建型,1+1)", None, "城北小学", "支援学校", "无"],
                ["城北小学教共体(共建型,1+1)", None, "碧湖小学", "受援学校", "—"],
                ["梅山小学教共体", "协作型", "大港头学校", "支援学校", None],
                ["梅山小学教共体", "协作型", "梅山小学", "受援学校", "本部、黄村校区"],
            ],
            id="campuses in a column of their own",
        ),
        pytest.param(
            [
                ["类型", "教共体名称", "支援校", "受援校", "所辖校区"],
                ["共建型(1+1)", "城北小学教共体", "城北小学", "碧湖小学", None],
                ["协作型", "梅山小学教共体", "大港头学校", "梅山小学", "黄村校区"],
            ],
            id="campuses beside the column of a role",
        ),
        pytest.param(
            [
                ["教共体", "类型", "形态", "学校", "校区", "角色"],
                ["城北小学教共体", "共建型", "1+1", "城北小学", None, "支援校"],
                ["城北小学教共体", "共建型", "1+1", "碧湖小学", None, "受援校"],
                ["梅山小学教共体", "协作型", None, "大港头学校", None, "支援校"],
                ["梅山小学教共体", "协作型", None, "梅山小学", "本部", "受援校"],
                ["梅山小学教共体", "协作型", None, "梅山小学", "黄村校区", "受援校"],
            ],
            id="a row per campus",
        ),
    ],
)
def test_a_list_says_the_same_in_many_forms(rows: Rows) -> None:
    district = _district(rows)
    assert _members(district) == _TWO
    assert [district.school[campus.school_id].name for campus in district.campuses] == [*SCHOOLS, "梅山小学"]


def test_campuses_beside_several_schools_are_noted() -> None:
    rows: Rows = [
        ["教共体", "支援校", "受援校", "所辖校区"],
        ["梅山小学教共体", "大港头学校", "梅山小学、碧湖小学", "黄村校区"],
    ]
    told = [note.source.cell for note in _intake(rows).notes if note.code == "column_not_used"]
    assert told == ["D2"]


_LIST: Rows = [
    ["教共体", "类型", "学校", "角色", "简称", "起止时间"],
    ["城北小学教共体", "共建型", "城北小学", "支援校", "城北", "2025.9-2028.8"],
    ["城北小学教共体", "共建型", "碧湖小学", "受援校", None, None],
    ["义乌市实验小学教共体", "协作型", "义乌市实验小学", "支援校", None, None],
    ["义乌市实验小学教共体", "协作型", "莲都区城北小学", "受援校", None, None],
    ["义乌市实验小学教共体", "协作型", "梅山小学、大港头学校", "受援校", None, None],
    ["梅山小学教育集团", "集团", "梅山小学", "集团总校", None, None],
    ["梅山小学教育集团", "集团", "梅山小学黄村校区", "成员校", None, None],
]


def test_a_school_may_support_in_one_community_and_be_supported_in_another() -> None:
    assert _members(_district(_LIST)) == {
        "城北小学教共体": "co_built - 城北小学:supporting 碧湖小学:supported",
        "义乌市实验小学教共体": "cooperative - 义乌市实验小学:supporting 城北小学:supported "
        "梅山小学:supported 大港头学校:supported",
        "梅山小学教育集团": "co_built - 梅山小学:group_head 梅山小学黄村校区:member",
    }


def test_a_school_of_another_place_is_known_and_has_no_table() -> None:
    district = _district(_LIST)
    (outside,) = (campus for campus in district.campuses if campus.name == "义乌市实验小学")
    assert district.school[outside.school_id].name == "义乌市实验小学"
    assert outside.id not in {entry.campus_id for entry in district.campus_terms}


def test_other_names_of_a_school_become_aliases_and_dates_bound_a_membership() -> None:
    district = _district(_LIST)
    assert district.campuses[0].aliases == ("城北", "莲都区城北小学")
    assert [row.valid for row in district.memberships[:2]] == [
        DateSpan.of(date(2025, 9, 1), date(2028, 8, 31)),
        ALWAYS,
    ]


def test_a_list_again_changes_nothing() -> None:
    before = _district(_LIST)
    assert _district(_LIST, before) == before


def test_a_changed_role_takes_the_place_of_the_old_one() -> None:
    after = _district(changed(_LIST, 3, 4, "成员校"), _district(_LIST))
    assert _members(after)["城北小学教共体"] == "co_built - 城北小学:supporting 碧湖小学:member"


def test_a_community_may_be_named_as_the_member_of_another() -> None:
    rows: Rows = [
        ["教共体", "支援校", "受援校"],
        ["城北小学教共体", "城北小学", "梅山小学教共体学校"],
        ["梅山小学教共体", "梅山小学", "大港头学校"],
    ]
    assert _members(_district(rows))["城北小学教共体"] == (
        "cooperative - 城北小学:supporting 梅山小学:supported 大港头学校:supported"
    )


def test_sites_without_a_main_one_are_all_there_is() -> None:
    rows: Rows = [
        ["教共体", "类型", "核心校", "成员校"],
        ["东山教共体", "融合型", "东山小学(东校区)", "城北小学"],
        ["东山教共体", "融合型", None, "碧湖小学"],
    ]
    roster: Rows = [*ROSTER, ["东山小学(东校区)", "D1", "何一", "语文"]]
    district = _district(rows, 教师名册=roster)
    assert _members(district) == {
        "东山教共体": "merged - 东山小学(东校区):core 城北小学:member 碧湖小学:member"
    }


@pytest.mark.parametrize(
    ("row", "column", "value", "codes"),
    [
        (3, 3, "城北小学", {("role_twice", "C3")}),
        (2, 1, None, {("cell_empty", "A2")}),
        (3, 3, None, {("cell_empty", "C3")}),
    ],
)
def test_what_cannot_be_told_is_a_problem_at_its_cell(
    row: int, column: int, value: str | None, codes: set[tuple[str, str]]
) -> None:
    intake = _intake(changed(_LIST, row, column, value))
    assert {(problem.code, problem.source.cell) for problem in intake.problems} == codes


def test_a_role_nobody_knows_is_noted_and_answered() -> None:
    rows = changed(_LIST, 3, 4, "主力")
    intake = _intake(rows)
    said = [(note.code, note.source.cell) for note in intake.notes if note.source.cell.endswith("3")]
    assert said == [("role_assumed", "C3"), ("role_unreadable", "D3")]
    (question,) = (one for one in intake.questions if one.problem.code == "role_unreadable")
    sheets = {"统一作息": BELLS, "校历": CALENDAR, "教师名册": ROSTER, "教共体名单": rows}
    options = Options(corrections=(question.answered("成员校"),))
    district = understand(grids(sheets), None, counting(), options).district
    assert district is not None
    assert _members(district)["城北小学教共体"] == "co_built - 城北小学:supporting 碧湖小学:member"


def test_a_wish_of_a_community_nobody_knows_is_asked_where_several_share_its_schools() -> None:
    rows: Rows = [
        ["教共体", "类型", "支援校/集团总校", "受援校（成员校）"],
        ["甲教育集团", "集团", "城北小学", "碧湖小学、梅山小学"],
        ["乙教共体", "共建型", "城北小学", "碧湖小学、大港头学校"],
    ]
    wishes: Rows = [
        ["编号", "教共体", "学科", "年级", "主讲学校", "主讲班", "主讲教师", "时间", "听讲学校"],
        ["J01", "丙教共体", "语文", "三年级", "城北小学", "三(1)班", "王0", "周一第1节", "碧湖小学"],
    ]
    assert _members(_district(rows)) == {
        "甲教育集团": "co_built - 城北小学:group_head 碧湖小学:member 梅山小学:member",
        "乙教共体": "co_built - 城北小学:supporting 碧湖小学:supported 大港头学校:supported",
    }
    intake = _intake(rows, 同步课堂需求=wishes)
    assert [(problem.code, problem.source.cell) for problem in intake.problems] == [
        ("community_unknown", "B2")
    ]


def test_a_kind_said_once_is_that_of_the_communities_below() -> None:
    rows: Rows = [
        ["类别", "教共体", "学校", "学校角色"],
        ["共建型", "城北小学教共体", "城北小学", "支援校"],
        [None, None, "碧湖小学", "受援校"],
        [None, "梅山小学教共体", "大港头学校", "支援校"],
        [None, None, "梅山小学", "受援校"],
    ]
    assert _members(_district(rows)) == {
        "城北小学教共体": "co_built - 城北小学:supporting 碧湖小学:supported",
        "梅山小学教共体": "co_built - 大港头学校:supporting 梅山小学:supported",
    }


def test_what_was_assumed_is_noted() -> None:
    rows: Rows = [["教共体", "学校"], ["城北小学教共体", "城北小学、碧湖小学"]]
    intake = _intake(rows)
    said = [(note.code, note.source.cell) for note in intake.notes if note.source.sheet == "教共体名单"]
    assert said == [("community_kind_assumed", "A2"), ("role_assumed", "B2"), ("role_assumed", "B2")]
    elsewhere = [dict(note.facts)["campus"] for note in intake.notes if note.code == "campus_in_no_community"]
    assert elsewhere == ["梅山小学", "大港头学校", "梅山小学黄村校区"]
    assert intake.district is not None
    assert _members(intake.district) == {
        "城北小学教共体": "cooperative - 城北小学:supporting 碧湖小学:supported"
    }


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("支援校", Role.SUPPORTING),
        ("受援学校", Role.SUPPORTED),
        ("被帮扶校", Role.SUPPORTED),
        ("帮扶校", Role.SUPPORTING),
        ("核心校区", Role.CORE),
        ("成员校", Role.MEMBER),
        ("分校", Role.MEMBER),
        ("总校", Role.GROUP_HEAD),
        ("集团总校", Role.GROUP_HEAD),
        ("牵头校", Role.LEAD_UNIT),
        ("组长单位", Role.LEAD_UNIT),
        ("轮值牵头校", Role.ROTATING_LEAD),
        ("联盟校", Role.ALLIED),
        ("学校", None),
        ("备注", None),
    ],
)
def test_names_of_roles(text: str, role: Role | None) -> None:
    assert role_named(text) is role


def test_several_roles_in_a_cell_come_in_their_order() -> None:
    assert roles_in("集团总校、支援校") == (Role.GROUP_HEAD, Role.SUPPORTING)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2025.9-2028.8", DateSpan.of(date(2025, 9, 1), date(2028, 8, 31))),
        ("2025年9月至2028年8月", DateSpan.of(date(2025, 9, 1), date(2028, 8, 31))),
        ("2025-09至2026-12", DateSpan.of(date(2025, 9, 1), date(2026, 12, 31))),
        ("2026-09-01至2027-07-31", DateSpan.of(date(2026, 9, 1), date(2027, 7, 31))),
        ("2025—2028学年", DateSpan.of(date(2025, 8, 1), date(2028, 7, 31))),
        ("2026年9月起", DateSpan(date(2026, 9, 1), None)),
        ("自2026.9.1起", DateSpan(date(2026, 9, 1), None)),
    ],
)
def test_terms_of_years(text: str, span: DateSpan) -> None:
    assert term_of_years(text) == span


@pytest.mark.parametrize(
    "text", ["三年", "2026.13-2027.1", "2025.9-2028.13", "2025.9-2028.0", "2028.8-2025.9", ""]
)
def test_what_is_no_term_of_years(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="date_unreadable"):
        term_of_years(text)


def test_two_lists_that_share_schools_ask_whose_a_wish_is_and_keep_the_answer() -> None:
    rows: Rows = [
        ["教共体", "类型", "支援校", "受援校"],
        ["甲教共体", "共建型", "城北小学", "碧湖小学、梅山小学"],
        ["乙教共体", "共建型", "城北小学", "碧湖小学、大港头学校"],
    ]
    wishes: Rows = [
        ["编号", "学科", "年级", "主讲学校", "主讲班", "主讲教师", "时间", "听讲学校"],
        ["J01", "语文", "三年级", "城北小学", "三(1)班", "王0", "周一第1节", "碧湖小学"],
        ["J02", "语文", "三年级", "城北小学", "三(1)班", "王0", "周一第2节", "大港头学校"],
    ]
    intake = _intake(rows, 同步课堂需求=wishes)
    (question,) = intake.questions
    assert (question.problem.code, question.written, question.choices) == (
        "community_unclear",
        "J01(城北小学、碧湖小学)",
        ("甲教共体", "乙教共体"),
    )
    answer = Correction("", CorrectionKind.TEXT, question.written, "乙教共体")
    sheets: Mapping[str, Rows] = {
        "统一作息": BELLS,
        "校历": CALENDAR,
        "教师名册": ROSTER,
        "教共体名单": rows,
        "同步课堂需求": wishes,
    }
    district = understand(grids(sheets), None, counting(), Options(corrections=(answer,))).district
    assert district is not None
    assert [district.community[wish.community_id].name for wish in district.joint_lessons] == [
        "乙教共体",
        "乙教共体",
    ]
