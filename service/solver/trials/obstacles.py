"""What is in the way of a home lesson at a place of the standing table: what can leave, and what cannot."""

from collections.abc import Iterator
from dataclasses import dataclass

from calendars.grades import Grade
from service.domain.identity import CampusId, HomeLessonId, JointLessonId, PersonId
from service.solver.claims import Claim, Resource
from service.solver.clocks import Hold
from service.solver.crowds import Crowd, Moment, crowds_of, goes_on
from service.solver.home_pieces import HomePiece, home_claims
from service.solver.problem import share
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


@dataclass(frozen=True, slots=True)
class _Held:
    """Who has a class, teacher or place at a time. `elsewhere`: what was decided elsewhere has it."""

    kind: str
    elsewhere: bool
    joint: frozenset[JointLessonId]
    home: tuple[Stood, ...]


class Obstacles:
    """The targets of every home lesson, found once and kept as long as the table stands.

    And longer, in a table where all that could be in the way is as it was in that of those `like` these.
    """

    def __init__(self, table: StandingTable, like: "Obstacles | None" = None) -> None:
        self.table, self.problem = table, table.problem
        self._targets: dict[tuple[HomeLessonId, int], tuple[Target, ...]] = {}
        self._holders: dict[tuple[Resource, CampusId, Grade, Stand], _Held] = {}
        self._crowded: dict[tuple[Crowd, Grade, Stand], tuple[tuple[Moment, tuple[Stood, ...]], ...]] = {}
        self._at_campus: dict[tuple[PersonId, CampusId, int], bool] = {}
        if like is not None and _all_alike(table, like.table):
            share(self, like, "_targets", "_holders", "_crowded", "_at_campus")

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
        if not imported and self._away(piece, stand):
            return None
        held = tuple(self._held(piece, stand, claim) for claim in claims)
        if not imported and any(one.elsewhere for one in held):
            return None
        home = _standing(piece, held, imported=imported)
        rooms = self._rooms(piece, stand, hold)
        if home is None or rooms is None:
            return None
        fixed = frozenset(other for other in home if not self.problem.piece[other].movable)
        joint = frozenset[JointLessonId]().union(*(one.joint for one in held))
        return Target(stand, hold, claims, joint, frozenset(home) - fixed, fixed, rooms)

    def _away(self, piece: HomePiece, stand: Stand) -> bool:
        teacher_id = piece.lesson.teacher_id
        if teacher_id is None:
            return False
        key = teacher_id, piece.campus_id, stand.cell.weekday
        if key not in self._at_campus:
            self._at_campus[key] = self.problem.district.is_at(*key)
        return not self._at_campus[key]

    def _held(self, piece: HomePiece, stand: Stand, claim: Claim) -> _Held:
        """What holds a class, teacher or place then: found once for all lessons that could stand there."""
        grade = self.problem.district.grade(piece.lesson.class_id)
        key = claim.resource, piece.campus_id, grade, stand
        if key not in self._holders:
            on = claim.resource, claim.hold.weekday
            self._holders[key] = _Held(
                claim.resource.kind,
                any(in_the_way(self.problem, claim, other) for _, other in self.table.fixed_on.get(on, ())),
                frozenset(
                    lesson_id
                    for lesson_id, other in self.table.joint_on.get(on, ())
                    if in_the_way(self.problem, claim, other)
                ),
                tuple(other for other in self.table.home_on.get(on, ()) if self._meets(claim, other)),
            )
        return self._holders[key]

    def _meets(self, claim: Claim, other: Stood) -> bool:
        minutes = 0
        if claim.resource.kind == "person" and claim.campus_id is not None:
            minutes = self.problem.district.minutes_on_the_way(claim.campus_id, other.piece.campus_id)
        return other.hold.nearer_than(claim.hold, minutes)

    def _rooms(self, piece: HomePiece, stand: Stand, hold: Hold) -> tuple[Room, ...] | None:
        """Its special rooms at each moment; None where those who cannot leave fill them."""
        found = []
        grade = self.problem.district.grade(piece.lesson.class_id)
        for crowd in crowds_of(self.problem, piece.campus_id, piece.lesson):
            key = crowd, grade, stand
            if key not in self._crowded:
                self._crowded[key] = tuple(self._crowds(crowd, piece.campus_id, hold))
            for moment, present in self._crowded[key]:
                others = [other for other in present if other.piece.id != piece.id]
                room = self.table.most[crowd] - sum(not other.piece.movable for other in others)
                if room <= 0:
                    return None
                movable = frozenset(other.piece.id for other in others if other.piece.movable)
                found.append(Room(crowd, moment, movable, room))
        return tuple(found)

    def _crowds(
        self, crowd: Crowd, campus_id: CampusId, hold: Hold
    ) -> Iterator[tuple[Moment, tuple[Stood, ...]]]:
        """Who is in special rooms whenever a lesson of the campus begins while a lesson goes on."""
        others = self.table.crowd_on.get((crowd, hold.weekday), ())
        for season, minute in self.table.bell_starts[campus_id, hold.weekday]:
            for atom in self.problem.timeline.atoms:
                moment = Moment(hold.weekday, season, minute, atom)
                if goes_on(hold, moment):
                    yield moment, tuple(other for other in others if goes_on(other.hold, moment))

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
        return mine.hold.nearer_than(
            theirs.hold, self.problem.district.minutes_on_the_way(one.campus_id, other.campus_id)
        )


def _standing(piece: HomePiece, held: tuple[_Held, ...], *, imported: bool) -> set[HomeLessonId] | None:
    """The home lessons that would have to be elsewhere; None where one can neither move nor be taken.

    What the imported table has both at once stays so: nobody is asked to mend that. How many lessons a
    place holds is counted with the crowds.
    """
    found: set[HomeLessonId] = set()
    for one in held:
        for other in one.home:
            if (
                other.piece.id == piece.id
                or (imported and is_imported(other.piece, other.stand))
                or (one.kind == "place" and other.piece.movable)
            ):
                continue
            if not (other.piece.movable or other.piece.takable):
                return None
            found.add(other.piece.id)
    return found


def is_imported(piece: HomePiece, stand: Stand) -> bool:
    """Whether a lesson stands where the imported table has it, in no other weeks."""
    return stand.cell == piece.cell and stand.weeks & ~piece.hold.weeks == 0


def _all_alike(one: StandingTable, other: StandingTable) -> bool:
    """Whether everything stands in the same place, home lessons and all that holds their places."""
    return (
        one.home_on is other.home_on
        and one.crowd_on is other.crowd_on
        and one.fixed_on is other.fixed_on
        and one.most is other.most
        and one.problem.district.posts == other.problem.district.posts
        and one.problem.district.travels == other.problem.district.travels
        and one.joint_on == other.joint_on
    )
