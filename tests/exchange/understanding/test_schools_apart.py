"""All or nothing per school: who asks something is left out, the others are not."""

from service.exchange.understanding.intake import Options
from service.exchange.understanding.schools_apart import SchoolsApart, understand_apart
from tests.exchange.case import counting
from tests.exchange.workbooks import CORE_TABLE, MEMBER_TABLE, ROSTER, SHEETS, Rows, changed, grids

UNREADABLE = "语文/数学\n周杰/吴倩"


def _apart(**sheets: Rows) -> SchoolsApart:
    return understand_apart(grids({**SHEETS, **sheets}), None, counting(), Options())


def _held_back(apart: SchoolsApart) -> list[tuple[str, list[str]]]:
    return [(one.campus, [problem.code for problem in one.problems]) for one in apart.held_back]


def test_without_problems_all_is_ready() -> None:
    apart = _apart()
    assert (apart.ready, _held_back(apart)) == (apart.whole, [])


def test_the_school_that_asks_is_left_out_and_the_other_is_ready() -> None:
    apart = _apart(**{"总课表-柳河校区": changed(MEMBER_TABLE, 4, 4, UNREADABLE)})
    assert _held_back(apart) == [("柳河校区", ["cell_unreadable"])]
    assert apart.whole.district is None
    assert apart.ready.district is not None
    assert len(apart.ready.district.home_timetables) == 1


def test_each_school_that_asks_is_left_out() -> None:
    apart = _apart(
        **{
            "总课表-柳河校区": changed(MEMBER_TABLE, 4, 4, UNREADABLE),
            "总课表-核心": changed(CORE_TABLE, 3, 4, UNREADABLE),
        }
    )
    assert sorted(_held_back(apart)) == [
        ("城北小学(核心校区)", ["cell_unreadable"]),
        ("柳河校区", ["cell_unreadable"]),
    ]


def test_a_problem_in_what_concerns_several_holds_up_all() -> None:
    apart = _apart(教师名册=changed(ROSTER, 2, 3, ""))
    assert (apart.ready.district, _held_back(apart)) == (None, [])
