"""What there is to repair in each unit once joint lessons have slots."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.domain.identity import CampusId, ClassId, JointLessonId
from service.solver.capacities import Options
from service.solver.problem import Problem
from service.solver.slots import Candidate
from service.solver.stage_one import StageOne


@dataclass(frozen=True, slots=True)
class Task:
    """One repair unit: the classes whose lessons may move, and the slots of the joint lessons."""

    class_ids: frozenset[ClassId]
    slots: Mapping[JointLessonId, Candidate]
    options: Options


def tasks(
    stage_one: StageOne, slots: Mapping[JointLessonId, Candidate], together: Iterable[frozenset[CampusId]]
) -> tuple[Task, ...]:
    """What there is to repair in each unit: the classes of joint lessons and of lessons pushed aside.

    The lessons of all other classes stay where they are.
    """
    problem = stage_one.problem
    touched: set[ClassId] = set()
    for entry in stage_one.slots:
        if entry.lesson.id in slots:
            touched.update(class_id for end in entry.lesson.ends for class_id in end.class_ids)
    for candidate in slots.values():
        touched.update(problem.piece[home_id].lesson.class_id for home_id in candidate.pushed)
    found = []
    for campus_ids in together:
        own = frozenset(c for c in touched if problem.district.class_group[c].campus_id in campus_ids)
        if own:
            found.append(Task(own, slots, stage_one.options))
    return tuple(found)


def widened(problem: Problem, task: Task) -> Task:
    """The same with every class of its campuses free to move."""
    campus_ids = {problem.district.class_group[class_id].campus_id for class_id in task.class_ids}
    everyone = frozenset(
        group.id
        for group in problem.district.classes
        if group.campus_id in campus_ids and group.id in problem.cells
    )
    return Task(everyone, task.slots, task.options)
