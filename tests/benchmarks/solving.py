"""Tables of generated communities: 5 campuses of 24 classes, 40 joint lessons; the first, and polished ones.

`solver` is what was spent until the rules judged the table, `whole` everything.
"""

import time
from dataclasses import replace

from service.domain.district import District
from service.domain.findings import Severity
from service.domain.rules.judging import judge
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import BENCH_PLAN, BENCH_SEEDS
from service.solver.answer import Answer
from service.solver.drafting import applied
from service.solver.rounds import solve
from tests.benchmarks.asking import print_what_if

LIMIT = 10.0
_COLUMNS = (
    "seed",
    "classes",
    "lessons",
    "placed",
    "moved",
    "changed",
    "cost",
    "bound",
    "solver",
    "whole",
    "errors",
)


def print_table() -> None:
    """One line per seed; errors are those of the rules that concern placed lessons."""
    print(f"First complete table, at most {LIMIT:.0f} s")
    print("  ".join(f"{name:>8}" for name in _COLUMNS))
    for seed in BENCH_SEEDS:
        district = synthetic_district(replace(BENCH_PLAN, seed=seed))
        began = time.monotonic()
        answer = solve(district, district.communities[0].id, seconds=LIMIT)
        whole = time.monotonic() - began
        row = (
            seed,
            len(district.classes),
            len(district.joint_lessons),
            len(answer.placements),
            answer.moved,
            answer.changed,
            answer.cost,
            answer.bound,
            f"{answer.seconds:.2f}",
            f"{whole:.2f}",
            _errors(district, answer),
        )
        print("  ".join(f"{cell:>8}" for cell in row))


POLISH = (30.0, 30.0)
"""Seconds of the slices in which `tongke solve` polishes for a minute."""
_POLISHED = ("seed", "first", "cost", "moved", "bound", "gap", "proven", "wall", "errors")


def print_polished() -> None:
    """One line per seed: what a minute of polish makes of the first table, and what no table can be below.

    `proven` says that the search for the bound has ended: with a gap left it cannot be raised in this way.
    """
    print(f"\nAfter {sum(POLISH):.0f} s of polish")
    print("  ".join(f"{name:>8}" for name in _POLISHED))
    for seed in BENCH_SEEDS:
        district = synthetic_district(replace(BENCH_PLAN, seed=seed))
        community_id = district.communities[0].id
        answer = solve(district, community_id, seconds=LIMIT)
        first, began = answer.cost, time.monotonic()
        for number, seconds in enumerate(POLISH):
            answer = solve(district, community_id, best=answer, seconds=seconds, seed=number)
        row = (
            seed,
            first,
            answer.cost,
            answer.moved,
            answer.bound,
            f"{answer.gap / answer.cost:.1%}",
            "yes" if answer.exhausted else "no",
            f"{time.monotonic() - began:.0f}",
            _errors(district, answer),
        )
        print("  ".join(f"{cell:>8}" for cell in row), flush=True)


def _errors(district: District, answer: Answer) -> int:
    """How many errors concern a lesson that was placed."""
    community_id = district.communities[0].id
    placed = {district.joint_lesson[lesson_id].code for lesson_id, _ in answer.placements}
    unplaced = {district.joint_lesson[entry.lesson_id].code for entry in answer.not_placed}
    return sum(
        finding.severity is Severity.ERROR and bool(names & placed) and not names & unplaced
        for finding in judge(applied(district, community_id, answer), community_id)
        for names in [{thing.id for thing in finding.concerns}]
    )


if __name__ == "__main__":
    print_table()
    print_polished()
    print_what_if()
