"""Which plans can be."""

from typing import Any

import pytest

from service.domain.synthesis.plans import DEMO_PLAN, DISTRICT_PLAN, DistrictPlan


@pytest.mark.parametrize(
    "wrong",
    [
        {"communities": 0},
        {"campuses": 0},
        {"classes": ()},
        {"classes": (0,)},
        {"joint": -1},
        {"incomplete": -1},
        {"campuses": 1, "joint": 1},
        {"communities": 3, "schools": 4},
        {"communities": 1, "schools": 4},
    ],
)
def test_a_plan_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"district|joint|less|schools"):
        DistrictPlan(**wrong)


def test_one_campus_without_joint_lessons_can_be() -> None:
    assert DistrictPlan(campuses=1, joint=0).class_count(0) == 24


def test_the_demo_has_five_campuses_about_100_classes_and_30_joint_lessons() -> None:
    assert (DEMO_PLAN.campuses, DEMO_PLAN.joint) == (5, 30)
    assert sum(DEMO_PLAN.class_count(index) for index in range(5)) == 100


def test_a_district_deals_its_schools_out_evenly() -> None:
    counts = [DISTRICT_PLAN.campus_count(index) for index in range(127)]
    shared = sum(DISTRICT_PLAN.joins(index) for index in range(127))
    assert (sum(counts) - shared, set(counts)) == (420, {3, 4})


def test_the_term_has_21_weeks_of_which_18_have_lessons() -> None:
    term = DistrictPlan().term
    assert (len(term.weeks), term.lesson_weeks) == (21, frozenset(range(1, 19)))
