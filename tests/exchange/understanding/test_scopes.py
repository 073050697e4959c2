"""适用范围: whom a line is about, where schools have several sites."""

from itertools import count

import pytest

from service.domain.identity import TermId
from service.domain.sources import Source
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names
from service.exchange.understanding.district.scopes import scopes

HERE = Source("放假.xlsx", "节假日与调休", "E2")
MAIN, RIVER, OTHER, POINT = "城关小学(本部)", "城关小学(江滨校区)", "南坑小学", "石仓教学点"


@pytest.mark.parametrize(
    ("text", "campuses"),
    [
        ("", [MAIN, RIVER, OTHER, POINT]),
        ("城关小学", [MAIN, RIVER]),
        ("全体(城关小学除外)", [OTHER, POINT]),
        ("城关小学(江滨校区)", [RIVER]),
        ("全体(城关小学(江滨校区)除外)", [MAIN, OTHER, POINT]),
        # A site of that very name is the one that is meant.
        ("南坑小学", [OTHER]),
    ],
)
def test_the_name_of_a_school_means_all_its_sites(text: str, campuses: list[str]) -> None:
    report, numbers = Report(), count(1)
    names = Names(None, TermId("t"), lambda: f"id{next(numbers)}", report)
    schools = {MAIN: "城关小学", RIVER: "城关小学", OTHER: "南坑小学", POINT: "南坑小学"}
    names.know_schools({names.add_campus(site).id: school for site, school in schools.items()})
    names.with_aliases(names.add_campus(MAIN).id, ("城关小学",))
    found = scopes(text, HERE, names, report)
    assert report.problems == ()
    assert [names.name_of(scope.campus_id) for scope in found] == campuses
