"""All joint lessons and all classes in one model: what no table costs less than, and where better ones are.

Too large to be solved to the end in every case. But its bound is near to the truth from early on, and the
slots that its linear relaxation gives to each lesson, few of many, hold tables that steps do not lead to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ortools.sat.python import cp_model

from service.solver.neighbourhoods import Neighbourhood
from service.solver.relaxation import relaxed
from service.solver.repair import Place
from service.solver.searches import Search, Spending, hint_all
from service.solver.slot_choice import NOT_PLACED
from service.solver.stage_one import StageOne
from service.solver.tables import Table
from service.solver.tasks import Task

SHARE_OF_EACH = 0.5
"""Of the time left, for the relaxation and for each search it leads to: steps may lead further."""
WORTH_A_LOOK = 1e-6
"""The fraction from which on a slot is one that the relaxation gives to a lesson."""


@dataclass(frozen=True, slots=True)
class Bound:
    """No table costs less than `cost`; `final`: the search for it has ended. `table`: a better one found."""

    cost: int
    final: bool
    seconds: float
    table: Table | None = None


class TableModel:
    """Every table that places as many lessons as one, and costs no more."""

    def __init__(self, stage_one: StageOne, table: Table) -> None:
        task = Task(frozenset(stage_one.problem.cells), {}, stage_one.options)
        everything = frozenset(entry.lesson.id for entry in stage_one.slots)
        self.whole = Neighbourhood(
            stage_one.problem, task, stage_one.most, stage_one.slots, table, everything
        )
        self.table, self.model = table, self.whole.model
        for slack in self.whole.stranded.values():
            self.model.add(slack == 0)
        self.model.add(sum(self.whole.choice.placed.values()) == len(table.slots))
        self.model.add(self.whole.cost() <= self.whole.cost_of_table)
        self.model.minimize(self.whole.cost())

    @cached_property
    def _missing(self) -> int:
        """What the model counts for lessons that are not placed."""
        return NOT_PLACED * (len(self.whole.choice.placed) - len(self.table.slots))

    def bound(self, search: Search) -> Bound:
        """What every table costs at least that places as many lessons."""
        solver = search.for_bounds()
        status = solver.solve(self.model)
        seconds = search.spent(solver)
        if status == cp_model.INFEASIBLE:  # the table itself was made by hand, and in another way
            return Bound(self.whole.cost_of_table - self._missing, True, seconds)
        return Bound(
            cost=max(0, round(solver.best_objective_bound) - self._missing),
            final=status == cp_model.OPTIMAL,
            seconds=seconds,
            table=None if status == cp_model.UNKNOWN else self._cheaper(solver),
        )

    def better(self, spending: Spending) -> Table | None:
        """The best table found where the relaxation points to, if it costs less: there, then around it."""
        worth = relaxed(self.model, spending.rest(SHARE_OF_EACH))
        best: cp_model.CpSolver | None = None
        for left_out in () if worth is None else (self._all_else(worth), self._far_away(worth)):
            model = self.model.clone()
            for variable in left_out:
                model.add(variable == 0)
            if best is not None:
                hint_all(model, best)
            search = spending.rest(SHARE_OF_EACH)
            solver = search.among_few()
            status = solver.solve(model)
            spending.count(search.spent(solver))
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                best = solver
        return None if best is None else self._cheaper(best)

    def _all_else(self, worth: Sequence[float]) -> Iterator[cp_model.IntVar]:
        """The slots and places that neither the relaxation nor the table takes."""
        yield from self._other_slots(worth)
        yield from (variable for _, variable in self._other_places(worth))

    def _far_away(self, worth: Sequence[float]) -> Iterator[cp_model.IntVar]:
        """The slots that neither takes, and new places in the classes in which neither moves anything."""
        yield from self._other_slots(worth)
        others = {place for place, _ in self._other_places(worth)}
        stands = self.whole.stands
        near = {place.group.class_id for place in stands if place not in others and self.whole.moves(place)}
        for place, variable in stands.items():
            if place.group.class_id not in near and self.whole.moves(place):
                yield variable

    def _other_slots(self, worth: Sequence[float]) -> Iterator[cp_model.IntVar]:
        for (lesson_id, _), (candidate, variable) in self.whole.choice.has_slot.items():
            if worth[variable.index] < WORTH_A_LOOK and candidate is not self.table.slots.get(lesson_id):
                yield variable

    def _other_places(self, worth: Sequence[float]) -> Iterator[tuple[Place, cp_model.IntVar]]:
        stands = frozenset(self.whole.standing.values())
        for place, variable in self.whole.stands.items():
            if worth[variable.index] < WORTH_A_LOOK and place not in stands and self.whole.moves(place):
                yield place, variable

    def _cheaper(self, solver: cp_model.CpSolver) -> Table | None:
        """What was found, if it costs less than the table."""
        return self.whole.found(solver) if solver.objective_value < self.whole.cost_of_table else None
