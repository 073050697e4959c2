"""From counts back to lessons: which of the interchangeable ones stays, is given up, or moves."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from calendars.weeks import Weeks
from service.domain.home_timetables import Move
from service.domain.identity import ClassId, HomeLessonId, JointLessonId
from service.solver.groups import Group, groups_of, rest
from service.solver.home_pieces import Cell, HomePiece
from service.solver.problem import Problem
from service.solver.repair import Place, Repaired
from service.solver.tasks import Task

GivenUp = tuple[JointLessonId, ClassId, HomeLessonId]


@dataclass
class Matched:
    """Moves of home lessons; which lesson each class gave up; how many of the moves are of moved lessons."""

    moves: list[Move] = field(default_factory=list)
    given_up: list[GivenUp] = field(default_factory=list)
    moved: int = 0


def match(problem: Problem, task: Task, repaired: Repaired) -> Matched:
    """Ids for everything, so that the fewest lessons move; a given-up lesson stays in its base cell."""
    matched = Matched()
    groups = groups_of(problem, task.class_ids)
    places: defaultdict[Group, list[Place]] = defaultdict(list)
    for place in repaired.places:
        places[place.group.whole].append(place)
    takers = _takers(repaired, matched)
    for group, pieces in groups.items():
        _Matching(problem, task, group, pieces, matched).run(places[group], takers[group])
    return matched


@dataclass(frozen=True, slots=True)
class _Taker:
    """A joint lesson that takes one lesson of a group: what stays of that, and whether it is turned."""

    lesson_id: JointLessonId
    class_id: ClassId
    rest: Group | None
    turned: bool


def _takers(repaired: Repaired, matched: Matched) -> defaultdict[Group, list[_Taker]]:
    takers: defaultdict[Group, list[_Taker]] = defaultdict(list)
    for (lesson_id, class_id), way in repaired.ways.items():
        matched.given_up += [(lesson_id, class_id, home_id) for home_id in way.pinned]
        for group, freed in way.parts:
            takers[group].append(_Taker(lesson_id, class_id, rest(group, freed), way.turned))
    return takers


class _Matching:
    """One group: its lessons against the places that its count was given."""

    def __init__(
        self, problem: Problem, task: Task, group: Group, pieces: tuple[HomePiece, ...], matched: Matched
    ) -> None:
        self.problem, self.task, self.group, self.matched = problem, task, group, matched
        self.left = sorted(pieces, key=lambda piece: piece.cell)

    def run(self, places: list[Place], takers: list[_Taker]) -> None:
        """Who stands where it stood stays, so does the rest of one; then the given-up; the others move."""
        to_move = [place for place in places if place.group == self.group and not self._stays(place)]
        with_rest = [taker for taker in takers if taker.rest is not None]
        homeless = [
            place for place in places if place.group != self.group and not self._rest_stays(place, with_rest)
        ]
        for taker in takers:
            if taker.rest is None:
                self._give_up(taker, self._nearest(taker))
        for place in homeless:
            piece = self.left.pop(0)
            self._move(piece, place.cell, piece.lesson.weeks)
            self._give_up(self._taker_of(with_rest, place), piece)
        for place in to_move:
            piece = self.left.pop(0)
            self._move(piece, place.cell, self._weeks(piece, place.weeks))

    def _stays(self, place: Place) -> bool:
        for piece in self.left:
            if piece.cell == place.cell and piece.hold.weeks == place.weeks:
                self.left.remove(piece)
                return True
        return False

    def _rest_stays(self, place: Place, takers: list[_Taker]) -> bool:
        for piece in self.left:
            if piece.cell == place.cell:
                self.left.remove(piece)
                self._give_up(self._taker_of(takers, place), piece)
                return True
        return False

    def _nearest(self, taker: _Taker) -> HomePiece:
        """The lesson in whose place the joint lesson stands, if it is one of these; else the first."""
        pushed = self.task.slots[taker.lesson_id].pushed
        piece = next((piece for piece in self.left if piece.id in pushed), self.left[0])
        self.left.remove(piece)
        return piece

    def _taker_of(self, takers: list[_Taker], place: Place) -> _Taker:
        taker = next(taker for taker in takers if taker.rest == place.group)
        takers.remove(taker)
        return taker

    def _give_up(self, taker: _Taker, piece: HomePiece) -> None:
        self.matched.given_up.append((taker.lesson_id, taker.class_id, piece.id))
        if taker.turned:
            other = self.problem.timeline.other_parity(piece.hold.weeks, piece.campus_id)
            weeks = self._weeks(piece, other or piece.hold.weeks)
            self.matched.moves.append(self._as_move(piece, piece.cell, weeks))

    def _move(self, piece: HomePiece, cell: Cell, weeks: Weeks) -> None:
        self.matched.moves.append(self._as_move(piece, cell, weeks))
        self.matched.moved += 1

    def _as_move(self, piece: HomePiece, cell: Cell, weeks: Weeks) -> Move:
        return Move(piece.id, cell.weekday, cell.period, weeks, self.problem.since)

    def _weeks(self, piece: HomePiece, bits: int) -> Weeks:
        if bits == piece.hold.weeks:
            return piece.lesson.weeks
        return self.problem.timeline.named(bits, piece.campus_id)


def given_up_of(given_up: list[GivenUp]) -> Mapping[JointLessonId, tuple[tuple[ClassId, HomeLessonId], ...]]:
    """What each joint lesson takes the place of, in a stable order."""
    found: defaultdict[JointLessonId, list[tuple[ClassId, HomeLessonId]]] = defaultdict(list)
    for lesson_id, class_id, home_id in given_up:
        found[lesson_id].append((class_id, home_id))
    return {lesson_id: tuple(sorted(pairs)) for lesson_id, pairs in found.items()}
