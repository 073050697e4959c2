"""The bound: what no table can be below, chains counted; near to the truth, and never above it."""

from dataclasses import replace

import pytest
from ortools.sat.python import cp_model

from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.identity import CommunityId
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.solver.answer import Answer
from service.solver.inconveniences import Inconveniences
from service.solver.neighbourhoods import Neighbourhood
from service.solver.problem import Problem
from service.solver.rounds import solve
from service.solver.searches import Search
from service.solver.slots import slots_of
from service.solver.stage_one import StageOne
from service.solver.tables import table_of
from service.solver.tasks import Task
from tests.solver.instances import (
    COMMUNITY,
    FIRST_DAY,
    NO_WEIGHTS,
    TERM,
    SmallSchool,
    district,
    home_id,
    wish,
)

SEARCH = Search(20, deterministic=True)


def stage_one(instance: District, community_id: CommunityId) -> StageOne:
    problem = Problem(instance, community_id)
    return StageOne(problem, [slots_of(problem, lesson) for lesson in problem.wanted])


def bound(instance: District, community_id: CommunityId, answer: Answer) -> int:
    """What every table costs at least that places what the answer places."""
    placed = {lesson_id: found[-1].slot for lesson_id, found in answer.placements}
    return stage_one(instance, community_id).bound(placed, SEARCH).cost


def optimum(instance: District, community_id: CommunityId, answer: Answer) -> int:
    """What the best table costs: every lesson taken up in one model, solved to the end."""
    facts = stage_one(instance, community_id)
    table = table_of(facts.slots, answer)
    everyone = Task(frozenset(facts.problem.cells), {}, facts.options)
    taken_up = frozenset(entry.lesson.id for entry in facts.slots)
    unweighed = Inconveniences(Problem(replace(instance, preferences=NO_WEIGHTS), community_id))
    model = Neighbourhood(facts.problem, everyone, facts.most, facts.slots, table, taken_up, unweighed)
    solver = SEARCH.solver()
    assert solver.solve(model.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


@pytest.mark.parametrize("seed", range(1, 7))
def test_it_is_never_above_the_best_table_and_hardly_below(seed: int) -> None:
    plan = DistrictPlan(campuses=2 + seed % 2, classes=(3, 2 + seed % 3), joint=4 + seed % 3, seed=seed)
    instance = synthetic_district(plan)
    community_id = instance.communities[0].id
    first = solve(instance, community_id, deterministic=True, seconds=5)
    assert not first.not_placed
    best = optimum(instance, community_id, first)
    assert best - 1 <= bound(instance, community_id, first) <= best


def test_a_chain_counts_where_the_teacher_is_not_free() -> None:
    # 数学:己 stands in the way on Monday 1. Monday 2, which 音乐 vacates, is no place for it: 己 teaches 302
    # then, which is pinned. Another lesson has to move as well; that 数学 is pushed aside tells of one alone.
    pinned = Draft(COMMUNITY, TERM, FIRST_DAY, pinned=frozenset({home_id("乙校", "302", 1, 2)}))
    instance = replace(
        district(
            SmallSchool("甲校", {"301": ["音乐:甲 - -"]}),
            SmallSchool("乙校", {"301": ["数学:己 音乐:乙 语文:庚"], "302": ["班会:辛 数学:己 班会:辛"]}),
            wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
        ),
        drafts=(pinned,),
    )
    answer = solve(instance, COMMUNITY, deterministic=True, seconds=5)
    assert (answer.moved, answer.bound) == (2, 1)
    assert bound(instance, COMMUNITY, answer) == 2


def test_a_freed_cell_is_enough_where_she_is_free() -> None:
    instance = district(
        SmallSchool("甲校", {"301": ["音乐:甲 - -"]}),
        SmallSchool("乙校", {"301": ["数学:己 音乐:乙 语文:庚"]}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )
    answer = solve(instance, COMMUNITY, deterministic=True, seconds=5)
    assert answer.moved == bound(instance, COMMUNITY, answer) == 1
