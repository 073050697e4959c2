"""What is in the way of a home lesson at a place of the standing table: what can leave, and what cannot."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.identity import HomeLessonId, JointLessonId
from service.solver.claims import Claim
from service.solver.clocks import Hold
from service.solver.crowds import Crowd, Moment, crowds_of, goes_on
from service.solver.problem import HomePiece
from service.solver.repair import home_claims
from service.solver.slots import in_the_way
from service.solver.trials.standing_table import Stand, StandingTable, Stood


@dataclass(frozen=True, slots=True)
class Room:
    """A moment at which rooms of limited number are in use: who is there that may leave, and how many
    of these and newcomers there is room for."""

    crowd: Crowd
    moment: Moment
    present: frozenset[HomeLessonId]
    room: int


@dataclass(frozen=True, slots=True)
class Target:
    """A place that a home lesson could have, were these elsewhere: joint lessons, home lessons, a crowd.

    `fixed` cannot be moved, but a joint lesson may take their place.
    """

    stand: Stand
    hold: Hold
    claims: tuple[Claim, ...]
    joint: frozenset[JointLessonId]
    home: frozenset[HomeLessonId]
    fixed: frozenset[HomeLessonId]
    rooms: tuple[Room, ...]


class Obstacles:
    """The targets of every home lesson, found once and kept as long as the table stands."""

    def __init__(self, table: StandingTable) -> None:
        self.table, self.problem = table, table.problem
        self._targets: dict[tuple[HomeLessonId, int], tuple[Target, ...]] = {}

    def targets(self, home_id: HomeLessonId, weeks: int) -> tuple[Target, ...]:
        """Where a lesson could go: every cell of its class but those that something immovable holds.

        A lesson whole in its weeks may change from odd to even ones; what is left of one may not.
        """
        key = home_id, weeks
        if key not in self._targets:
            piece = self.problem.piece[home_id]
            self._targets[key] = tuple(self._found(piece, weeks))
        return self._targets[key]

    def _found(self, piece: HomePiece, weeks: int) -> Iterator[Target]:
        other = None
        if weeks in (piece.hold.weeks, self.table.put(piece).weeks):
            other = self.problem.timeline.other_parity(weeks, piece.campus_id)
        for cell in self.table.cells[piece.id]:
            for bits in (weeks,) if other is None else (weeks, other):
                target = self.target(piece, Stand(cell, bits))
                if target is not None:
                    yield target

    def target(self, piece: HomePiece, stand: Stand) -> Target | None:
        """One place for one lesson; None where something that cannot leave holds it."""
        hold = self.table.hold(piece, stand)
        claims = tuple(home_claims(piece, hold))
        imported = is_imported(piece, stand)
        if not imported and (self._away(piece, stand) or self._held(claims)):
            return None
        home = self._standing(piece, claims, imported=imported)
        rooms = self._rooms(piece, hold)
        if home is None or rooms is None:
            return None
        fixed = frozenset(other for other in home if not self.problem.piece[other].movable)
        return Target(stand, hold, claims, self._joint(claims), frozenset(home) - fixed, fixed, rooms)

    def _standing(
        self, piece: HomePiece, claims: tuple[Claim, ...], *, imported: bool
    ) -> set[HomeLessonId] | None:
        """The home lessons that would have to be elsewhere; None where one can neither move nor be taken.

        What the imported table has both at once stays so: nobody is asked to mend that. How many lessons a
        place holds is counted with the crowds.
        """
        found: set[HomeLessonId] = set()
        for claim in claims:
            for other in self.table.home_on.get((claim.resource, claim.hold.weekday), ()):
                if (
                    other.piece.id == piece.id
                    or (imported and is_imported(other.piece, other.stand))
                    or (claim.resource.kind == "place" and other.piece.movable)
                    or not self._meets(claim, other)
                ):
                    continue
                if not (other.piece.movable or other.piece.takable):
                    return None
                found.add(other.piece.id)
        return found

    def _away(self, piece: HomePiece, stand: Stand) -> bool:
        teacher_id = piece.lesson.teacher_id
        return teacher_id is not None and not self.problem.at_campus(
            teacher_id, piece.campus_id, stand.cell.weekday
        )

    def _held(self, claims: tuple[Claim, ...]) -> bool:
        """Whether what was decided elsewhere, an unavailability or a session is in the way."""
        return any(
            in_the_way(self.problem, claim, other)
            for claim in claims
            for held in (self.problem.fixed_claims, self.problem.session_claims)
            for other in held.get(claim.resource, ())
        )

    def _meets(self, claim: Claim, other: Stood) -> bool:
        minutes = 0
        if claim.resource.kind == "person" and claim.campus_id is not None:
            minutes = self.problem.travel(claim.campus_id, other.piece.campus_id)
        return other.hold.nearer_than(claim.hold, minutes)

    def _joint(self, claims: tuple[Claim, ...]) -> frozenset[JointLessonId]:
        return frozenset(
            lesson_id
            for claim in claims
            for lesson_id, other in self.table.joint_on.get((claim.resource, claim.hold.weekday), ())
            if in_the_way(self.problem, claim, other)
        )

    def _rooms(self, piece: HomePiece, hold: Hold) -> tuple[Room, ...] | None:
        """Its special rooms at each moment; None where those who cannot leave fill them."""
        found = []
        for crowd in crowds_of(self.problem, piece.campus_id, piece.lesson):
            others = [
                other
                for other in self.table.crowd_on.get((crowd, hold.weekday), ())
                if other.piece.id != piece.id and other.hold.meets(hold)
            ]
            for moment in self._moments(piece, hold):
                present = [other for other in others if goes_on(other.hold, moment)]
                still = sum(not other.piece.movable for other in present)
                room = self.table.most[crowd] - still
                if room <= 0:
                    return None
                movable = frozenset(other.piece.id for other in present if other.piece.movable)
                found.append(Room(crowd, moment, movable, room))
        return tuple(found)

    def _moments(self, piece: HomePiece, hold: Hold) -> Iterator[Moment]:
        """Whenever a lesson of its campus begins while it goes on: whoever is sent there begins then."""
        for season, minute in self.table.bell_starts[piece.campus_id, hold.weekday]:
            for atom in self.problem.timeline.atoms:
                moment = Moment(hold.weekday, season, minute, atom)
                if goes_on(hold, moment):
                    yield moment

    def clash(self, one: HomePiece, mine: Target, other: HomePiece, theirs: Target) -> bool:
        """Whether two lessons cannot both go where they go, rooms of limited number apart."""
        if mine.hold.weekday != theirs.hold.weekday or not mine.hold.weeks & theirs.hold.weeks:
            return False
        if is_imported(one, mine.stand) and is_imported(other, theirs.stand):
            return False
        if one.lesson.class_id == other.lesson.class_id:
            return mine.hold.meets(theirs.hold)
        teacher_id = one.lesson.teacher_id
        if teacher_id is None or teacher_id != other.lesson.teacher_id:
            return False
        return mine.hold.nearer_than(theirs.hold, self.problem.travel(one.campus_id, other.campus_id))


def is_imported(piece: HomePiece, stand: Stand) -> bool:
    """Whether a lesson stands where the imported table has it, in no other weeks."""
    return stand.cell == piece.cell and stand.weeks & ~piece.hold.weeks == 0
