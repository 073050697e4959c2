"""What a draft finds and does not change: what was decided elsewhere, bells, open cells, who teaches what."""

from collections.abc import Iterable, Mapping

from service.domain.district import grouped
from service.domain.identity import CampusId, HomeLessonId, PersonId
from service.domain.joint_lessons import JointLesson
from service.domain.people import Unavailability
from service.domain.research_sessions import ResearchSession
from service.solver.claims import Claim, Resource, session_claims, standing_claims, unavailability_claims
from service.solver.crowds import starts
from service.solver.groups import group_of
from service.solver.home_pieces import Cell
from service.solver.problem import Problem

Fixed = Unavailability | ResearchSession | JointLesson


def decided_elsewhere(problem: Problem) -> Mapping[tuple[Resource, int], tuple[tuple[Fixed, Claim], ...]]:
    """What unavailabilities, sessions and other joint lessons hold on a weekday, each with what it is."""
    district, timeline = problem.district, problem.timeline
    rows: list[tuple[Fixed, Iterable[Claim]]] = [
        *((entry, unavailability_claims(timeline, entry)) for entry in district.unavailabilities),
        *((session, session_claims(district, timeline, session)) for session in district.sessions),
        *((lesson, standing_claims(district, timeline, lesson)) for lesson in problem.standing),
    ]
    return grouped(
        ((claim.resource, claim.hold.weekday), (fixed, claim)) for fixed, claims in rows for claim in claims
    )


def bell_starts(problem: Problem) -> Mapping[tuple[CampusId, int], tuple[tuple[int, int], ...]]:
    """Season and minute of every beginning of a lesson period at a campus on a weekday."""
    found = {
        ((piece.campus_id, cell.weekday), start)
        for class_id, pieces in problem.pieces_of_class.items()
        for piece in pieces[:1]
        for cell in {*problem.cells.get(class_id, ()), *(other.cell for other in pieces)}
        for start in starts((problem.clock(class_id, *cell),))
    }
    return grouped(sorted(found))


def open_cells(problem: Problem) -> Mapping[HomeLessonId, tuple[Cell, ...]]:
    """The cells in which a home lesson may stand: its class's, and those its like were imported in.

    One that cannot move stands where it stands.
    """
    own = grouped((group_of(piece), piece) for piece in problem.pieces if piece.movable)
    still = {piece.id: (piece.cell,) for piece in problem.pieces if not piece.movable}
    return still | {
        piece.id: tuple(
            sorted({like.cell for like in pieces}.union(problem.cells.get(piece.lesson.class_id, ())))
        )
        for pieces in own.values()
        for piece in pieces
    }


def teachers_by_subject(problem: Problem) -> Mapping[tuple[CampusId, str], tuple[PersonId, ...]]:
    """Who teaches a subject at a campus."""
    rows = dict.fromkeys(
        ((piece.campus_id, piece.lesson.subject), teacher_id)
        for piece in problem.pieces
        if (teacher_id := piece.lesson.teacher_id) is not None
    )
    return grouped(rows)
