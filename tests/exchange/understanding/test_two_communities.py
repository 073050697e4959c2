"""Workbooks of two communities in one database, some of whose schools are in both."""

import pytest

from service.domain.district import District
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.intake import understand
from tests.exchange.case import counting
from tests.exchange.named_districts import differences
from tests.exchange.workbooks import SHEETS, Rows, changed, grids


def _one() -> District:
    district = understand(grids(), None, counting()).district
    assert district is not None
    return district


def test_a_second_community_leaves_the_first_as_it_is() -> None:
    first = _one()
    other = {
        name: [[_elsewhere(value) for value in row] for row in rows]
        for name, rows in {**SHEETS, "统一作息": changed(SHEETS["统一作息"], 4, 2, "08:35")}.items()
    }
    intake = understand(grids(other, "另一.xlsx"), first, counting("new"))
    second = intake.district
    assert second is not None, intake.problems
    old, new = second.communities
    assert (old,) == first.communities
    assert second.members(old.id) == first.members(old.id)
    assert [second.campus[campus_id].name for campus_id in second.members(new.id)] == [
        "城南小学(核心校区)",
        "石桥校区",
    ]
    assert second.campus_terms[:2] == first.campus_terms
    assert second.home_timetables[:2] == first.home_timetables
    assert len(second.joint_lessons) == 2


def _of_two_communities() -> District:
    """柳河校区 is in both: its own workbook's community, and one of 城南小学."""
    other = {
        name: [[_in_the_south(value) for value in row] for row in rows]
        for name, rows in {**SHEETS, "说明": [["项目", "内容"], ["教联体", "城南小学教联体(共建型)"]]}.items()
    }
    district = understand(grids(other, "城南.xlsx"), _one(), counting("new")).district
    assert district is not None
    return district


def test_a_school_may_be_in_the_workbooks_of_two_communities() -> None:
    first, both = _one(), _of_two_communities()
    one, other = both.communities
    assert [both.campus[campus_id].name for campus_id in both.members(one.id)] == [
        "城北小学(核心校区)",
        "柳河校区",
    ]
    assert [both.campus[campus_id].name for campus_id in both.members(other.id)] == [
        "城南小学(核心校区)",
        "柳河校区",
    ]
    # Its home timetable is one, and stays the version that drafts stand on.
    assert both.home_timetables[:2] == first.home_timetables
    assert {(wish.community_id, wish.code) for wish in both.joint_lessons} == {
        (one.id, "S01"),
        (other.id, "S01"),
    }


@pytest.mark.parametrize("more", [(), ("总课表-柳河校区",)])
def test_wishes_say_whose_they_are_where_several_communities_could_be_meant(more: tuple[str, ...]) -> None:
    sheets = {name: SHEETS[name] for name in ("空中同步课堂计划", *more)}
    refused = understand(grids(sheets), _of_two_communities(), counting("w"))
    assert [(problem.code, problem.source.sheet) for problem in refused.problems] == [
        ("community_unclear", "空中同步课堂计划")
    ]


def test_wishes_of_a_named_community_leave_its_members_as_they_are() -> None:
    both = _of_two_communities()
    sheets = {name: SHEETS[name] for name in ("说明", "空中同步课堂计划")}
    after = understand(grids(sheets), both, counting("w")).district
    assert after is not None
    assert (after.communities, after.memberships) == (both.communities, both.memberships)


def _both_workbooks(**southern: Rows) -> tuple[Sheet, ...]:
    """城北's workbook and 城南's, which 柳河校区 is in, too; 说明 of each names no school."""
    other = {name: [[_in_the_south(value) for value in row] for row in rows] for name, rows in SHEETS.items()}
    other["说明"] = [["项目", "内容"], ["教联体", "城南小学教联体(共建型)"]]
    return (*grids(), *grids({**other, **southern}, "城南.xlsx"))


def test_several_workbooks_handed_in_together_describe_a_community_each() -> None:
    """A code stands once in a community: both have S01 and Y02. 柳河校区 hands in the same bells twice."""
    together = understand(_both_workbooks(), None, counting())
    assert together.problems == ()
    assert together.district is not None
    one, after_another = together.district, _of_two_communities()
    assert differences(after_another, one) == []
    north, south = one.communities
    assert [(wish.community_id, wish.code) for wish in one.joint_lessons] == [
        (north.id, "S01"),
        (south.id, "S01"),
    ]


def test_a_code_that_stands_twice_in_one_community_is_a_problem() -> None:
    more = {"计划(二)": [[_in_the_south(value) for value in row] for row in SHEETS["空中同步课堂计划"]]}
    refused = understand(_both_workbooks(**more), None, counting())
    assert [(problem.code, problem.source.file, problem.source.sheet) for problem in refused.problems] == [
        ("code_twice", "城南.xlsx", "计划(二)")
    ]


def test_a_plan_that_says_nobody_is_of_the_community_of_its_workbook() -> None:
    """柳河校区 hosts it and 周杰 chairs it: either community could mean that."""
    both = understand(_both_workbooks(), None, counting()).district
    assert both is not None
    names = {one.id: one.name for one in both.communities}
    assert [names[plan.community_id] for plan in both.sessions] == ["城北小学教联体", "城南小学教联体"]


def test_a_code_gone_from_one_community_is_gone_though_another_has_it() -> None:
    both = _of_two_communities()
    without = {**SHEETS, "空中同步课堂计划": changed(SHEETS["空中同步课堂计划"], 3, 1, "S02")}
    other = {
        name: [[_in_the_south(value) for value in row] for row in rows]
        for name, rows in {**SHEETS, "说明": [["项目", "内容"], ["教联体", "城南小学教联体(共建型)"]]}.items()
    }
    intake = understand((*grids(without), *grids(other, "城南.xlsx")), both, counting("w"))
    gone = [dict(note.facts)["names"] for note in intake.notes if note.code == "wishes_gone"]
    assert (intake.problems, gone) == ((), [("S01",)])


def test_two_bells_of_one_school_that_differ_are_a_question() -> None:
    later = [[_in_the_south(value) for value in row] for row in changed(SHEETS["统一作息"], 4, 2, "08:35")]
    own = {"作息_柳河校区": SHEETS["统一作息"]}
    refused = understand((*_both_workbooks(作息_柳河校区=later), *grids(own, "柳河.xlsx")), None, counting())
    assert [problem.code for problem in refused.problems] == ["bells_differ"]


def test_bells_alone_change_no_community() -> None:
    both = _of_two_communities()
    intake = understand(grids({"统一作息": SHEETS["统一作息"]}), both, counting("w"))
    assert (intake.problems, intake.notes) == ((), ())
    assert intake.district is not None
    assert intake.district.memberships == both.memberships


def test_a_copy_of_a_workbook_under_another_name_changes_no_base() -> None:
    before = _one()
    after = understand(grids(SHEETS, "资料(1).xlsx"), before, counting("copy")).district
    assert after is not None
    assert after.home_timetables == before.home_timetables


def _in_the_south(value: object) -> object:
    return value.replace("城北", "城南").replace("HX", "CN") if isinstance(value, str) else value


def _elsewhere(value: object) -> object:
    return value.replace("城北", "城南").replace("柳河", "石桥") if isinstance(value, str) else value
