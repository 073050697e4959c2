"""Polish: a few joint lessons at a time are taken up again, with their classes; only better is accepted.

Each step is one small model of slots and repair together; everything else stays as the table has it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from ortools.sat.python import cp_model

from service.domain.identity import ClassId, JointLessonId
from service.domain.sittings.courses import are_halves, pairs_of_courses
from service.solver.neighbourhoods import Neighbourhood
from service.solver.searches import Spending
from service.solver.slots import Slots
from service.solver.stage_one import StageOne
from service.solver.tables import Table, cost_of
from service.solver.tasks import Task

TAKEN_UP = (4, 6, 8, 12)
"""Joint lessons that a step takes up again: few are quick, many see further. Which, is left to chance."""
CHEAPEST = 6
"""Slots of each whose way is cleared, in the fewest home lessons pushed aside."""
FRUITLESS = 40
"""Steps without any gain after which the polish ends by itself."""
SECONDS_A_STEP = 2.0
SECONDS_TO_BUILD = 0.4
"""What building a step's model takes, measured: with less time left, none is begun.

A search that counts steps does not see it, so there it is counted.
"""


def polish(
    stage_one: StageOne,
    table: Table,
    spending: Spending,
    floor: Callable[[], int] = lambda: 0,
) -> Table:
    """The best table found. `floor`: what no table can cost less than."""
    rng = Random(spending.search.seed)
    fruitless = 0
    while (
        spending.rest().seconds > SECONDS_TO_BUILD
        and fruitless < FRUITLESS
        and cost_of(stage_one.problem, table) > floor()
    ):
        step = _Step(stage_one, table, _taken_up(stage_one, table, rng))
        better = step.run(spending)
        fruitless = fruitless + 1 if better is None else 0
        table = table if better is None else better
    return table


def _taken_up(stage_one: StageOne, table: Table, rng: Random) -> frozenset[JointLessonId]:
    """One lesson, and others that want the same people, places and classes; one not placed before all."""
    lesson_ids = [entry.lesson.id for entry in stage_one.slots if entry.candidates]
    missing = [lesson_id for lesson_id in lesson_ids if lesson_id not in table.slots]
    first = rng.choice(missing) if missing and rng.random() < 0.5 else rng.choice(lesson_ids)
    wants = {
        entry.lesson.id: {claim.resource for claim in entry.candidates[0].claims}
        for entry in stage_one.slots
        if entry.candidates
    }
    near = sorted(
        (lesson_id for lesson_id in lesson_ids if lesson_id != first),
        key=lambda lesson_id: rng.random() / (1 + len(wants[lesson_id] & wants[first])),
    )
    return _with_doubles(stage_one, frozenset((first, *near[: rng.choice(TAKEN_UP) - 1])))


def _with_doubles(stage_one: StageOne, lesson_ids: frozenset[JointLessonId]) -> frozenset[JointLessonId]:
    """One lesson of a double period goes nowhere without the other."""
    doubles = [
        {one.id, other.id}
        for one, other in pairs_of_courses(entry.lesson for entry in stage_one.slots if entry.candidates)
        if are_halves(one, other)
    ]
    return lesson_ids.union(*(double for double in doubles if double & lesson_ids))


class _Step:
    """Some joint lessons taken up again."""

    def __init__(self, stage_one: StageOne, table: Table, taken_up: frozenset[JointLessonId]) -> None:
        self.stage_one, self.table, self.taken_up = stage_one, table, taken_up
        self.problem = stage_one.problem
        self.class_ids = frozenset(self._classes())

    def run(self, spending: Spending) -> Table | None:
        """A better table, if there is one."""
        task = Task(self.class_ids, {}, self.stage_one.options)
        model = Neighbourhood(
            self.problem, task, self.stage_one.most, self._entries(), self.table, self.taken_up
        )
        worth_of_table = self._minimize(model)
        search = spending.rest().within(SECONDS_A_STEP)
        solver = search.solver()
        status = solver.solve(model.model)
        spending.count(search.spent(solver) + SECONDS_TO_BUILD)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or solver.objective_value >= worth_of_table:
            return None
        return model.found(solver)

    def _minimize(self, model: Neighbourhood) -> int:
        """The cost, then how inconvenient it is; the same of the table as it stands."""
        inconveniences = self.stage_one.inconveniences
        terms, worst = inconveniences.terms(model.choice)
        unit = worst + 1  # so that no convenience outweighs a move
        model.model.minimize(cp_model.LinearExpr.sum([unit * model.cost(), *terms]))
        return unit * model.cost_of_table + inconveniences.total(self.table.slots)

    def _classes(self) -> Iterator[ClassId]:
        """The classes of these lessons, and of what they push aside now or in their cheapest slots."""
        for entry in self.stage_one.slots:
            if entry.lesson.id not in self.taken_up:
                continue
            yield from (class_id for end in entry.lesson.ends for class_id in end.class_ids)
            current = self.table.slots.get(entry.lesson.id)
            cheapest = sorted(entry.candidates, key=lambda candidate: len(candidate.pushed))[:CHEAPEST]
            for candidate in (*cheapest, *(() if current is None else (current,))):
                for home_id in candidate.pushed:
                    yield self.problem.piece[home_id].lesson.class_id

    def _entries(self) -> Iterator[Slots]:
        """The lessons taken up with every slot that pushes only these classes; the others as they stand."""
        for entry in self.stage_one.slots:
            current = self.table.slots.get(entry.lesson.id)
            open_ = tuple(
                candidate
                for candidate in entry.candidates
                if candidate is current
                or (
                    entry.lesson.id in self.taken_up
                    and all(
                        self.problem.piece[home_id].lesson.class_id in self.class_ids
                        for home_id in candidate.pushed
                    )
                )
            )
            yield replace(entry, candidates=open_)
