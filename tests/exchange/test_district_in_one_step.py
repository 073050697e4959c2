"""The workbooks of a whole district, handed in together: some of its schools are in two communities."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.domain.district import District
from service.domain.identity import JointLessonId
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.exchange.reading.files import read_sheets
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.intake import understand
from service.exchange.workbook_writing.files import write_workbook
from tests.exchange.case import counting
from tests.exchange.named_districts import differences


def written(district: District, folder: Path) -> tuple[Sheet, ...]:
    reading = read_sheets([write_workbook(district, one.id, folder) for one in district.communities])
    assert reading.problems == ()
    return reading.sheets


def assert_reads_back(plan: DistrictPlan, folder: Path) -> None:
    """Into an empty database it is the district that was written; once more, it stays what it is."""
    made = synthetic_district(plan)
    sheets = written(made, folder)
    first = understand(sheets, None, counting())
    assert first.problems == ()
    assert first.district is not None
    assert differences(made, first.district) == []
    again = understand(sheets, first.district, counting("again"))
    assert again.problems == ()
    assert again.district == first.district


@pytest.mark.parametrize("seed", [1, 2])
def test_a_district_is_read_back_as_it_was_made(seed: int, tmp_path: Path) -> None:
    assert_reads_back(
        DistrictPlan(communities=3, campuses=3, classes=(3, 2, 4), joint=4, seed=seed), tmp_path
    )


def test_districts_that_say_something_else_differ() -> None:
    made = synthetic_district(DistrictPlan(campuses=2, classes=(2,), joint=1))
    wish, (base, *others) = made.joint_lessons[0], made.home_timetables
    (lesson, *rest), other_day = base.lessons, 2 if base.lessons[0].weekday == 1 else 1
    moved = replace(base, lessons=(replace(lesson, weekday=other_day), *rest))
    other = replace(
        made,
        joint_lessons=(replace(wish, id=JointLessonId("other"), topic="古诗"), *made.joint_lessons[1:]),
        home_timetables=(moved, *others),
    )
    assert [line[:16] for line in differences(made, other)] == [
        "- joint_lessons:",
        "+ joint_lessons:",
        "- lessons: ['cam",
        "+ lessons: ['cam",
    ]


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3, 6))
def test_a_district_of_many_communities_is_read_back(seed: int, tmp_path: Path) -> None:
    assert_reads_back(
        DistrictPlan(communities=24, campuses=4, classes=(12, 6, 8), joint=8, seed=seed), tmp_path
    )
