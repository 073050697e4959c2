"""How CP-SAT is run: for how long, with how many workers, and whether the same seed gives the same answer."""

from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

DETERMINISTIC_PER_SECOND = 1.0
"""Units of CP-SAT's deterministic time that stand for a second of a deterministic search."""


@dataclass(frozen=True, slots=True)
class Search:
    """`seconds` is a limit of the solver's own clock; a deterministic search counts steps instead, alone."""

    seconds: float
    seed: int = 0
    deterministic: bool = False
    workers: int = 2

    def within(self, seconds: float) -> "Search":
        return replace(self, seconds=max(0.05, min(self.seconds, seconds)))

    def alone(self) -> "Search":
        return replace(self, workers=1)

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
            parameters.max_deterministic_time = self.seconds * DETERMINISTIC_PER_SECOND
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
        """For stage 1 with chains: one worker that proves what no table can be below, and looks for none.

        Measured on the same districts: the bound it ends at after 8 s takes other searches 20 s and more.
        """
        solver = self.alone().solver()
        solver.parameters.linearization_level = 2
        solver.parameters.subsolvers.append("lb_tree_search")
        return solver
