"""How CP-SAT is run: for how long, with how many workers, and whether the same seed gives the same answer."""

from copy import copy
from dataclasses import dataclass, replace
from time import monotonic

from ortools.sat.python import cp_model

DETERMINISTIC_PER_SECOND = 1.0
"""Units of CP-SAT's deterministic time that stand for a second of a deterministic search."""


@dataclass(frozen=True, slots=True)
class Search:
    """`seconds` limit it by the clock; a deterministic search counts steps instead, alone."""

    seconds: float
    seed: int = 0
    deterministic: bool = False
    workers: int = 2

    def within(self, seconds: float) -> "Search":
        return replace(self, seconds=max(0.05, min(self.seconds, seconds)))

    def alone(self) -> "Search":
        return replace(self, workers=1)

    @property
    def steps(self) -> float:
        """The limit in units of deterministic time."""
        return self.seconds * DETERMINISTIC_PER_SECOND

    def spent(self, solver: cp_model.CpSolver) -> float:
        """What a search took of `seconds`: by the solver's clock, or by its steps where these count."""
        if self.deterministic:
            return solver.response_proto.deterministic_time / DETERMINISTIC_PER_SECOND
        return solver.wall_time

    def solver(self) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.random_seed = self.seed
        parameters.num_workers = 1 if self.deterministic else self.workers
        if self.deterministic:
            parameters.max_deterministic_time = self.steps
        else:
            parameters.max_time_in_seconds = self.seconds
        # Probing and symmetry cost more than they find in these models of booleans and counts.
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        return solver

    def by_relaxation(self) -> cp_model.CpSolver:
        """For models whose linear relaxation is nearly the answer (stage 1).

        Measured on 5 x 24 classes and 40 joint lessons: proven in 0.1 s, without it not within 8 s.
        """
        solver = self.solver()
        solver.parameters.linearization_level = 2
        if solver.parameters.num_workers > 1:
            solver.parameters.subsolvers.extend(("max_lp", "reduced_costs"))
        return solver

    def for_bounds(self) -> cp_model.CpSolver:
        """For the whole in one model: one worker that proves what no table can be below.

        Measured on the same districts: 130 after 6 s, 133 of 134 after 25 s; other searches are at 118 then.
        """
        solver = self.alone().solver()
        solver.parameters.linearization_level = 2
        solver.parameters.subsolvers.append("lb_tree_search")
        return solver

    def among_few(self) -> cp_model.CpSolver:
        """For the whole with few slots a lesson: one worker that follows the relaxation to a better table.

        Measured on the same districts: the best of 125 slots after 8 s, by the default search after 12 s.
        """
        solver = self.alone().solver()
        solver.parameters.linearization_level = 2
        solver.parameters.subsolvers.append("reduced_costs")
        return solver


def hint_all(model: cp_model.CpModel, found: cp_model.CpSolver) -> None:
    """Begin the search from what was found for the same variables."""
    model.clear_hints()
    for index, value in enumerate(found.response_proto.solution):
        model.add_hint(model.get_int_var_from_proto_index(index), value)


class Spending:
    """What is spent of a search: by the clock, building models too; where steps count, what was counted."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self._began, self._counted = monotonic(), 0.0

    def count(self, seconds: float) -> None:
        """What a part of it took, where steps count."""
        self._counted += seconds

    @property
    def seconds(self) -> float:
        return self._counted if self.search.deterministic else monotonic() - self._began

    @property
    def is_over(self) -> bool:
        return self.seconds >= self.search.seconds

    def limited(self, search: Search) -> "Spending":
        """The same, with other limits."""
        other = copy(self)
        other.search = search
        return other

    def rest(self, share: float = 1.0) -> Search:
        """What is left, or that share of it."""
        return self.search.within(max(0.0, self.search.seconds - self.seconds) * share)
