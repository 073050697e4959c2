"""How a whole week is looked for: first by mending one that breaks rules, then by a search that can prove."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ortools.sat.python import cp_model

from service.solver.curricula.boolean_models import BooleanModel
from service.solver.searches import Search

#: Mending proves nothing and does not end by itself. What it can settle it settled in two seconds.
MENDING_SECONDS = 4.0
MENDING_STEPS = 0.5  # of deterministic time, which a small model would never use up
#: Below so many booleans the search that can prove has presolved and ended before mending begins.
_SMALL = 4000
#: Seeds with which mending begins with its plainest way, single moves and weights that do not decay. Measured
#: with 120 classes and two gaps a week: 0.25 s of processor, where it is 0.4–2.5 s with most other seeds.
_PLAIN_SEEDS = (1, 2, 10, 12, 22)


class Outcome(Enum):
    FOUND = auto()
    IMPOSSIBLE = auto()
    TIME_UP = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """The values of the booleans where a week was found, and the seconds it took."""

    outcome: Outcome
    true: Sequence[bool]
    seconds: float


def find(model: BooleanModel, search: Search, *, first: bool = True) -> Found:
    """The first answer that keeps everything, whatever its cost; else the cheapest that is found in time.

    Mending (feasibility jump, alone, on the model as it is) is what is fast: measured on 24 and 120 classes
    with and without limits of gaps it ends in 0.02–0.25 s, where the default search takes 0.3–2 s with two
    workers and some minutes without it. What it cannot settle, a search with presolve does or proves.
    """
    spent = 0.0
    if first and model.size > _SMALL:
        limit = MENDING_STEPS if search.deterministic else MENDING_SECONDS
        mended = _run(model, mending(search.within(limit)), search, first)
        if mended.outcome is not Outcome.TIME_UP:
            return mended
        spent = mended.seconds
    proven = _run(model, search.within(search.seconds - spent).solver(), search, first)
    return Found(proven.outcome, proven.true, spent + proven.seconds)


def improve(model: BooleanModel, unwanted: Collection[int], found: Found, search: Search) -> Found:
    """From an answer on to one with fewer of the unwanted booleans, as far as the time goes; or it itself."""
    if not any(found.true[one] for one in unwanted):
        return found
    model.minimize(unwanted)
    model.begin_from(found.true)
    better = _run(model, search.solver(), search, first=False)
    spent = found.seconds + better.seconds
    return Found(found.outcome, better.true or found.true, spent)


def mending(search: Search) -> cp_model.CpSolver:
    """One worker without presolve: looking at the model would take longer than the search."""
    solver = search.alone().solver()
    solver.parameters.cp_model_presolve = False
    solver.parameters.linearization_level = 0
    solver.parameters.subsolvers.append("fixed")
    solver.parameters.random_seed = _PLAIN_SEEDS[search.seed % len(_PLAIN_SEEDS)]
    return solver


def _run(model: BooleanModel, solver: cp_model.CpSolver, search: Search, first: bool) -> Found:
    solver.parameters.stop_after_first_solution = first
    status = solver.solve(model.model)
    spent = search.spent(solver)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Found(Outcome.FOUND, [value == 1 for value in solver.response_proto.solution], spent)
    return Found(Outcome.IMPOSSIBLE if status == cp_model.INFEASIBLE else Outcome.TIME_UP, (), spent)
