"""Repair units: campuses that share a teacher must be repaired together, all others stand alone."""

from service.domain.identity import CampusId, PersonId
from service.solver.problem import Problem


def campuses_together(problem: Problem) -> tuple[frozenset[CampusId], ...]:
    """The community's campuses in groups that share no home teacher with each other."""
    group_of = {campus_id: {campus_id} for campus_id in problem.campuses}
    campuses_of: dict[PersonId, set[CampusId]] = {}
    for piece in problem.pieces:
        if piece.movable and piece.lesson.teacher_id is not None:
            campuses_of.setdefault(piece.lesson.teacher_id, set()).add(piece.campus_id)
    for campus_ids in campuses_of.values():
        merged = set[CampusId]().union(*(group_of[campus_id] for campus_id in campus_ids))
        for campus_id in merged:
            group_of[campus_id] = merged
    distinct = {frozenset(group) for group in group_of.values()}
    return tuple(sorted(distinct, key=sorted))
