"""The linear relaxation of a model of booleans and counts: what its variables are worth, in fractions."""

from collections.abc import Iterable, Sequence

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from service.solver.searches import Search

UNBOUNDED = 2**60
"""From here on a side of a constraint says nothing."""
_MILLISECONDS = 1000
_DUAL_SIMPLEX = "use_dual_simplex: true perturb_costs_in_dual_simplex: true"
"""Measured on 5 x 24 classes and 40 joint lessons: 3.4 s; not perturbed 5.9 s, from the primal side 20 s."""


def relaxed(model: cp_model.CpModel, search: Search) -> Sequence[float] | None:
    """The value of each variable, by its index; None when the time did not suffice."""
    relaxation = _Relaxation(model)
    solver = relaxation.solver
    if search.deterministic:
        how_long = f"max_deterministic_time: {search.steps}"
    else:
        how_long = ""
        solver.SetTimeLimit(round(search.seconds * _MILLISECONDS))
    solver.SetSolverSpecificParametersAsString(f"{_DUAL_SIMPLEX} {how_long}")
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    return [variable.solution_value() for variable in relaxation.variables]


class _Relaxation:
    """A model of which only the linear constraints and those of booleans are used, as linear constraints."""

    def __init__(self, model: cp_model.CpModel) -> None:
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.variables = []
        proto = model.proto
        for variable in proto.variables:
            domain = [*variable.domain]
            self.variables.append(self.solver.NumVar(domain[0], domain[-1], ""))
        for constraint in proto.constraints:
            if constraint.has_at_most_one():
                self._count(constraint.at_most_one.literals, 0, 1)
            elif constraint.has_exactly_one():
                self._count(constraint.exactly_one.literals, 1, 1)
            elif constraint.has_bool_or():
                self._count(constraint.bool_or.literals, 1, UNBOUNDED)
            elif constraint.has_linear() and not len(constraint.enforcement_literal):
                linear = constraint.linear
                domain = [*linear.domain]
                self._row(zip(linear.vars, linear.coeffs, strict=True), domain[0], domain[-1])
            # Whatever else there is constrains a relaxation no further.
        objective = self.solver.Objective()
        for index, weight in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
            objective.SetCoefficient(self.variables[index], weight)
        objective.SetMinimization()

    def _count(self, literals: Iterable[int], least: int, most: int) -> None:
        """How many literals are true; a negative one stands for a variable that is false."""
        rows = [(index, 1) if index >= 0 else (-index - 1, -1) for index in literals]
        negative = sum(sign < 0 for _, sign in rows)
        self._row(rows, least - negative, most - negative)

    def _row(self, terms: Iterable[tuple[int, int]], least: int, most: int) -> None:
        infinity = self.solver.infinity()
        row = self.solver.Constraint(
            float(least) if least > -UNBOUNDED else -infinity, float(most) if most < UNBOUNDED else infinity
        )
        weights: dict[int, int] = {}
        for index, weight in terms:
            weights[index] = weights.get(index, 0) + weight
        for index, weight in weights.items():
            row.SetCoefficient(self.variables[index], weight)
