"""The bound: what no table can be below, chains counted; near to the truth, and never above it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, permutations, product
from operator import itemgetter
from random import Random

import pytest
from ortools.sat.python import cp_model

from calendars.weeks import ALL_WEEKS
from service.domain.district import District
from service.domain.drafts import Draft, Pin
from service.domain.home_timetables import Move
from service.domain.identity import CommunityId
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.solver.answer import Answer
from service.solver.checking import Checker
from service.solver.drafting import applied, placements
from service.solver.facts import Facts
from service.solver.neighbourhoods import Neighbourhood
from service.solver.rounds import solve
from service.solver.searches import Search
from service.solver.table_model import TableModel
from service.solver.tables import table_of
from service.solver.tasks import Task
from tests.solver.instances import (
    COMMUNITY,
    FIRST_DAY,
    TERM,
    SmallSchool,
    district,
    home_id,
    wish,
)

SEARCH = Search(20, deterministic=True)


def bound(instance: District, community_id: CommunityId, answer: Answer) -> int:
    """What every table costs at least that places what the answer places."""
    facts = Facts(instance, (community_id,))
    return TableModel(facts.stage_one, table_of(facts.slots.values(), answer)).bound(SEARCH).cost


def optimum(instance: District, community_id: CommunityId, answer: Answer) -> int:
    """What the best table costs: every lesson taken up in one model, solved to the end."""
    facts = Facts(instance, (community_id,))
    stage_one = facts.stage_one
    everyone = Task(frozenset(facts.problem.cells), {}, stage_one.options)
    table = table_of(facts.slots.values(), answer)
    model = Neighbourhood(
        facts.problem, everyone, stage_one.most, stage_one.slots, table, frozenset(facts.slots)
    )
    model.model.minimize(model.cost())
    solver = SEARCH.solver()
    assert solver.solve(model.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


@pytest.mark.parametrize("seed", range(1, 7))
def test_it_is_never_above_the_best_table_and_reaches_it(seed: int) -> None:
    plan = DistrictPlan(campuses=2 + seed % 2, classes=(3, 2 + seed % 3), joint=4 + seed % 3, seed=seed)
    instance = synthetic_district(plan)
    community_id = instance.communities[0].id
    first = solve(instance, community_id, deterministic=True, seconds=5)
    assert not first.not_placed
    best = optimum(instance, community_id, first)
    assert bound(instance, community_id, first) == best


CELLS = tuple(product((1,), (1, 2, 3)))


def tiny(seed: int) -> District:
    """Three classes of three lessons by chance; 己 teaches in both classes of 乙校."""
    rng = Random(seed)

    def monday(*cells: str) -> list[str]:
        return [" ".join(rng.sample(cells, 3))]

    return district(
        SmallSchool("甲校", {"301": monday("音乐:甲", "语文:丁", "数学:戊")}),
        SmallSchool(
            "乙校",
            {
                "301": monday("音乐:乙", "数学:己", "语文:庚"),
                "302": monday("体育:辛", "数学:己", "语文:壬"),
            },
        ),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )


def every_table(instance: District) -> Iterator[tuple[int, District]]:
    """What moves, and the table: each slot of the lesson with each order of all the lessons it leaves."""
    facts = Facts(instance, (COMMUNITY,))
    (entry,) = facts.slots.values()
    music = {p.lesson.class_id: p.id for p in facts.problem.pieces if p.lesson.subject == "音乐"}
    of_class = [
        [piece for piece in pieces if piece.id not in music.values()]
        for pieces in facts.problem.pieces_of_class.values()
    ]
    for candidate in entry.candidates:
        for cells in product(*(permutations(CELLS, len(pieces)) for pieces in of_class)):
            pairs = zip(chain.from_iterable(of_class), chain.from_iterable(cells), strict=True)
            moves = tuple(
                Move(piece.id, *cell, ALL_WEEKS, FIRST_DAY) for piece, cell in pairs if piece.cell != cell
            )
            placed = placements({entry.lesson.id: candidate}, {entry.lesson.id: tuple(music.items())})
            answer = Answer(placed, moves, (), len(moves), 0, 0, 0.0)
            yield len(moves), applied(instance, COMMUNITY, answer)


@pytest.mark.parametrize("seed", range(4))
def test_it_is_what_the_cheapest_of_all_tables_costs(seed: int) -> None:
    instance = tiny(seed)
    checker = Checker(instance, COMMUNITY)
    tables = sorted(every_table(instance), key=itemgetter(0))
    best = next(cost for cost, table in tables if not checker.faults(table))
    first = solve(instance, COMMUNITY, deterministic=True, seconds=5)
    assert bound(instance, COMMUNITY, first) == best


def test_a_chain_counts_where_the_teacher_is_not_free() -> None:
    # 数学:己 stands in the way on Monday 1. Monday 2, which 音乐 vacates, is no place for it: 己 teaches 302
    # then, which is pinned. Another lesson has to move as well; that 数学 is pushed aside tells of one alone.
    pinned = Draft(COMMUNITY, TERM, FIRST_DAY, pins=frozenset({Pin(home_id("乙校", "302", 1, 2), 1, 2)}))
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
