"""What if: how long a warm table takes to light the week of a lesson, to repair a slot, and to explain one.

Of the same communities as the other tables of the solver, after a first solve. `first`: the first question
about a lesson, of a table made before; `warm`: every later one. Milliseconds, p50 and p95 over the lessons.
"""

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from statistics import quantiles

from service.domain.district import District
from service.domain.identity import CommunityId, JointLessonId
from service.domain.slot_trials import SlotState
from service.domain.slots import Slot
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import BENCH_PLAN, BENCH_SEEDS
from service.solver.drafting import applied
from service.solver.rounds import solve
from service.solver.trials.questions import Questions

SECONDS_TO_SOLVE = 5.0
MOST_ASKED = 40
_COLUMNS = ("seed", "table", "first", "p95", "warm", "p95", "exact", "repair", "p95", "why", "p95", "max")


def print_what_if() -> None:
    """One line per seed."""
    print("\nWhat if (ms)")
    print("  ".join(f"{name:>8}" for name in _COLUMNS))
    for seed in BENCH_SEEDS:
        district = synthetic_district(replace(BENCH_PLAN, seed=seed))
        community_id = district.communities[0].id
        answer = solve(district, community_id, seconds=SECONDS_TO_SOLVE)
        row = (seed, *figures(applied(district, community_id, answer), community_id))
        print("  ".join(f"{cell:>8}" for cell in row), flush=True)


def figures(district: District, community_id: CommunityId) -> tuple[str, ...]:
    """What the columns after the first hold."""
    began = time.monotonic()
    asked = Questions(district, community_id)
    made = time.monotonic() - began
    gc.freeze()  # as the process that answers does
    lessons = [lesson.id for lesson in asked.table.problem.wanted]
    first = [timed(partial(asked.slots, one)) for one in lessons]
    warm = [timed(partial(asked.slots, one)) for one in lessons]
    grid = [(one, verdict) for one in lessons for verdict in asked.slots(one)]
    open_ = [(one, v.slot) for one, v in grid if v.state is not SlotState.IMPOSSIBLE and not v.here]
    closed = [(one, v.slot) for one, v in grid if v.state is SlotState.IMPOSSIBLE]
    exact = sum(v.exact for _, v in grid if v.state is not SlotState.IMPOSSIBLE)
    repairs = [timed(partial(asked.repair, *row)) for row in spread(open_)]
    reasons = [timed(partial(asked.explain, *row)) for row in spread(closed)]
    share = exact / max(1, len(grid) - len(closed))
    return (
        f"{made * 1000:.0f}",
        *ends(first),
        *ends(warm),
        f"{share:.0%}",
        *ends(repairs),
        *ends(reasons),
        f"{max(reasons, default=0) * 1000:.0f}",
    )


def spread(rows: list[tuple[JointLessonId, Slot]]) -> list[tuple[JointLessonId, Slot]]:
    """At most MOST_ASKED of them, from all over."""
    return rows[:: max(1, len(rows) // MOST_ASKED)]


def timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def ends(seconds: list[float]) -> tuple[str, str]:
    """p50 and p95, in milliseconds."""
    if len(seconds) < 2:
        return "-", "-"
    cuts = quantiles(seconds, n=20, method="inclusive")
    return f"{cuts[9] * 1000:.0f}", f"{cuts[18] * 1000:.0f}"


if __name__ == "__main__":
    print_what_if()
