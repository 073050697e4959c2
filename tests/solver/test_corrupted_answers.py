"""The independent checker rejects every answer that was corrupted in a way that is known to break it."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from random import Random

import pytest

from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.solver.checking import Checker
from service.solver.drafting import applied
from service.solver.rounds import solve
from tests.solver.corruptions import CORRUPTIONS, GoodAnswer
from tests.solver.instances import with_limits

PLANS = tuple(
    DistrictPlan(campuses=3, classes=(6, 3, 3), joint=4, courses=2, seed=seed) for seed in range(1, 4)
)


@cache
def good(plan: DistrictPlan) -> tuple[GoodAnswer, Checker]:
    district = with_limits(synthetic_district(plan))
    community_id = district.communities[0].id
    answer = solve(district, community_id, deterministic=True, seconds=5)
    checker = Checker(district, community_id)
    assert answer.not_placed == ()
    assert checker.faults(applied(district, community_id, answer)) == {}
    return GoodAnswer(district, answer), checker


def passed(count: int, plans: Sequence[DistrictPlan]) -> tuple[Counter[str], list[str]]:
    """How many answers each corruption broke, and what the checker let pass."""
    tried: Counter[str] = Counter()
    through: list[str] = []
    seed = 0
    while tried.total() < count:
        seed += 1
        rng = Random(f"corrupt {seed}")
        answer, checker = good(plans[seed // len(CORRUPTIONS) % len(plans)])
        corruption = CORRUPTIONS[seed % len(CORRUPTIONS)]
        corrupted = corruption(rng, answer)
        if corrupted is None:
            continue
        tried[corruption.__name__] += 1
        community_id = answer.district.communities[0].id
        if not checker.faults(applied(answer.district, community_id, corrupted)):
            through.append(f"{corruption.__name__} {seed}")
    return tried, through


def test_each_way_to_break_an_answer_is_seen() -> None:
    tried, through = passed(3 * len(CORRUPTIONS), PLANS[:1])
    assert through == []
    assert {*tried} == {corruption.__name__ for corruption in CORRUPTIONS}


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_of_a_thousand_corrupted_answers_none_passes() -> None:
    tried, through = passed(1000, PLANS)
    assert (tried.total(), through) == (1000, [])
