"""Polish: a few joint lessons at a time are taken up again, with their classes; only better is accepted.

Each step is one small model of slots and repair together; everything else stays as the table has it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random

from ortools.sat.python import cp_model

from service.domain.identity import ClassId, JointLessonId
from service.solver.crowds import Crowd
from service.solver.matching import match
from service.solver.neighbourhoods import Neighbourhood
from service.solver.searches import Search
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
"""What building a step's model takes, measured: the solver's clock does not see it."""


def polish(
    stage_one: StageOne,
    most: Mapping[Crowd, int],
    table: Table,
    search: Search,
    floor: Callable[[], int] = lambda: 0,
) -> tuple[Table, float]:
    """The best table found, and the seconds the solver took. `floor`: what no table can cost less than."""
    rng = Random(search.seed)
    spent, fruitless = 0.0, 0
    while spent < search.seconds and fruitless < FRUITLESS and cost_of(stage_one.problem, table) > floor():
        step = _Step(stage_one, most, table, _taken_up(stage_one, table, rng))
        better, seconds = step.run(search.within(min(SECONDS_A_STEP, search.seconds - spent)))
        spent += seconds
        fruitless = fruitless + 1 if better is None else 0
        table = table if better is None else better
    return table, spent


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
    return frozenset((first, *near[: rng.choice(TAKEN_UP) - 1]))


class _Step:
    """Some joint lessons taken up again."""

    def __init__(
        self,
        stage_one: StageOne,
        most: Mapping[Crowd, int],
        table: Table,
        taken_up: frozenset[JointLessonId],
    ) -> None:
        self.stage_one, self.most, self.table, self.taken_up = stage_one, most, table, taken_up
        self.problem = stage_one.problem
        self.class_ids = frozenset(self._classes())

    def run(self, search: Search) -> tuple[Table | None, float]:
        """A better table, if there is one; and the seconds the solver took."""
        task = Task(self.class_ids, {}, self.stage_one.options)
        model = Neighbourhood(
            self.problem,
            task,
            self.most,
            self._entries(),
            self.table,
            self.taken_up,
            self.stage_one.inconveniences,
        )
        solver = search.solver()
        status = solver.solve(model.model)
        seconds = search.spent(solver) + SECONDS_TO_BUILD
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, seconds
        repaired = model.repaired(solver, seconds, proven=status == cp_model.OPTIMAL)
        if repaired.stranded or solver.objective_value >= model.worth_of_table:
            return None, seconds
        slots = model.choice.chosen(solver)
        matched = match(self.problem, replace(task, slots=slots), repaired)
        piece = self.problem.piece
        moves = {
            home_id: move
            for home_id, move in self.table.moves.items()
            if piece[home_id].lesson.class_id not in self.class_ids
        }
        kept = {row for row in self.table.given_up if row[1] not in self.class_ids}
        better = Table(
            slots=slots,
            moves={**moves, **{move.lesson_id: move for move in matched.moves}},
            given_up=frozenset({*kept, *matched.given_up}),
        )
        return better, seconds

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
