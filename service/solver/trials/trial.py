"""Joint lessons tried in other slots: what that would cost, with everything else as it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from service.domain.district import grouped
from service.domain.identity import ClassId, HomeLessonId, JointLessonId
from service.domain.joint_lessons import JointLesson
from service.solver.claims import Claim
from service.solver.home_pieces import home_claims
from service.solver.replacements import Option, gives_up
from service.solver.slots import Candidate, in_the_way
from service.solver.trials.clearings import Cleared, Clearing, Start, Steps
from service.solver.trials.obstacles import Obstacles
from service.solver.trials.standing_table import Stand, StandingTable, Stood

Seats = Mapping[JointLessonId, Candidate]
"""The joint lessons that are tried, and in which slots."""
Given = tuple[JointLessonId, Option | None]
"""What a class gives up for a joint lesson."""


@dataclass(frozen=True, slots=True)
class Seated:
    """Slots that joint lessons could have.

    At least `moves` home lessons must move then. `parts`: each repair unit with a way to do it, where one was
    found; `stuck`: the lessons that have to leave and could go nowhere, where there is no way at all.
    """

    seats: Seats
    moves: int
    parts: tuple[Cleared, ...]
    stuck: tuple[HomeLessonId, ...] = ()

    @property
    def exact(self) -> bool:
        return not self.stuck and all(part.stands is not None for part in self.parts)


class Trial:
    """Joint lessons taken out of the standing table and put elsewhere."""

    def __init__(self, table: StandingTable, obstacles: Obstacles, seats: Seats) -> None:
        self.table, self.problem, self.obstacles, self.seats = table, table.problem, obstacles, seats
        self.old = {
            home_id: sum_of_bits(table.taken.get(lesson_id, {}).get(home_id, 0) for lesson_id in seats)
            for lesson_id in seats
            for home_id in table.taken.get(lesson_id, ())
        }

    def seated(self, *, steps: int, most: int) -> Seated:
        """The fewest moves where no other joint lesson is in the way; `steps` and `most` limit the search."""
        claims = [claim for candidate in self.seats.values() for claim in candidate.claims]
        clearing = Clearing(self.table, self.obstacles, claims, frozenset(self.seats))
        parts = []
        for starts in self._starts(claims, clearing).values():
            part = clearing.least(starts, most, Steps(steps))
            if part is None:
                return Seated(self.seats, 0, (), tuple(self._stuck(starts, clearing)))
            parts.append(part)
        return Seated(self.seats, sum(part.moves for part in parts), tuple(parts))

    def _stuck(self, starts: Iterable[Start], clearing: Clearing) -> Iterator[HomeLessonId]:
        """The lessons that could go nowhere, in whichever way each class makes room."""
        starts = tuple(starts)
        for home_id in sorted({home_id for start in starts for home_id in (*start.out, *start.back)}):
            stand = self.table.stands.get(home_id)
            weeks = next((s.back[home_id].weeks for s in starts if home_id in s.back), stand and stand.weeks)
            if not clearing.open(home_id, weeks or 0):
                yield home_id

    def _starts(self, claims: Iterable[Claim], clearing: Clearing) -> Mapping[int, tuple[Start, ...]]:
        """For each repair unit that is concerned, every choice of what its classes give up."""
        out = grouped((self._unit(stood), stood) for stood in self._pushed(claims))
        givers = grouped(
            (self.table.unit_of[self.problem.district.class_group[class_id].campus_id], (lesson, class_id))
            for lesson in map(self.table.wanted.__getitem__, self.seats)
            for class_id in sorted({class_id for end in lesson.ends for class_id in end.class_ids})
        )
        return {
            unit: tuple(
                self._start(
                    chosen, {class_id for _, class_id in givers.get(unit, ())}, out.get(unit, ()), clearing
                )
                for chosen in product(
                    *(self._options(lesson, class_id) for lesson, class_id in givers.get(unit, ()))
                )
                if _apart(chosen)
            )
            for unit in sorted({*out, *givers})
        }

    def _unit(self, stood: Stood) -> int:
        return self.table.unit_of[stood.piece.campus_id]

    def _pushed(self, claims: Iterable[Claim]) -> tuple[Stood, ...]:
        """Who stands there now and may move."""
        found = {}
        for claim in claims:
            for stood in self.table.home_on.get((claim.resource, claim.hold.weekday), ()):
                other = Claim(claim.resource, stood.hold, stood.piece.campus_id)
                if stood.piece.movable and in_the_way(self.problem, claim, other):
                    found[stood.piece.id] = stood
        return tuple(found.values())

    def _options(self, lesson: JointLesson, class_id: ClassId) -> tuple[Given, ...]:
        """What a class could give up for a lesson; (None): it gives up nothing."""
        if not gives_up(lesson):
            return ((lesson.id, None),)
        return tuple(
            (lesson.id, option)
            for option in self.table.options(lesson, class_id)
            if self._is_to_be_had(self.seats[lesson.id], class_id, option)
        )

    def _is_to_be_had(self, candidate: Candidate, class_id: ClassId, option: Option) -> bool:
        """Whether no other joint lesson has it, and it may be given up for this slot.

        What cannot move is given up only where it stands, and there it has to be.
        """
        taken = {h for h in candidate.taken if self.problem.piece[h].lesson.class_id == class_id}
        pinned = {h for h in option.lesson_ids if not self.problem.piece[h].movable}
        return pinned == taken and all(
            frees & self._taken_by_others(home_id) == 0
            and (frees == self.problem.piece[home_id].hold.weeks or self._has_its_weeks(home_id))
            for home_id, frees in option.frees
        )

    def _has_its_weeks(self, home_id: HomeLessonId) -> bool:
        """One given up in some weeks only must stand in its own: what is left is not turned."""
        piece = self.problem.piece[home_id]
        return self.table.put(piece).weeks == piece.hold.weeks

    def _taken_by_others(self, home_id: HomeLessonId) -> int:
        return sum_of_bits(
            taken.get(home_id, 0)
            for lesson_id, taken in self.table.taken.items()
            if lesson_id not in self.seats
        )

    def _start(
        self,
        chosen: Iterable[Given],
        class_ids: set[ClassId],
        out: Iterable[Stood],
        clearing: Clearing,
    ) -> Start:
        """What stands otherwise once these are given up, and what was given up before comes back."""
        given = {
            home_id: (lesson_id, frees)
            for lesson_id, option in chosen
            if option is not None
            for home_id, frees in option.frees
        }
        stands: dict[HomeLessonId, Stand | None] = {}
        for home_id, (_, frees) in given.items():
            if self.old.get(home_id) != frees:
                stand = self._back(home_id) if home_id in self.old else self.table.stands[home_id]
                left = stand.weeks & ~frees
                stands[home_id] = stand._replace(weeks=left) if left else None
        back = {
            home_id: self._back(home_id)
            for home_id in self.old
            if home_id not in given and self.problem.piece[home_id].lesson.class_id in class_ids
        }
        leaving = frozenset(
            stood.piece.id
            for stood in out
            if stood.piece.id not in back and self._is_out(stood, stands, clearing)
        )
        return Start(stands, back, leaving, dict(given))

    def _is_out(self, stood: Stood, stands: Mapping[HomeLessonId, Stand | None], clearing: Clearing) -> bool:
        if stood.piece.id not in stands:
            return True
        stand = stands[stood.piece.id]
        return stand is not None and clearing.against(
            home_claims(stood.piece, self.table.hold(stood.piece, stand))
        )

    def _back(self, home_id: HomeLessonId) -> Stand:
        """Where a lesson stands that is given up no more: with what is left of it, else as imported."""
        piece = self.problem.piece[home_id]
        cell = self.table.stands[home_id].cell if home_id in self.table.stands else piece.cell
        return Stand(cell, piece.hold.weeks & ~self._taken_by_others(home_id))


def _apart(chosen: Iterable[Given]) -> bool:
    """Whether no home lesson is given up to two joint lessons."""
    given = [home_id for _, option in chosen if option is not None for home_id in option.lesson_ids]
    return len(given) == len(set(given))


def sum_of_bits(bits: Iterable[int]) -> int:
    """All bits that any of them has."""
    found = 0
    for one in bits:
        found |= one
    return found
