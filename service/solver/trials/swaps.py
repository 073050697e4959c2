"""Chains: a joint lesson goes to another slot, who stands there elsewhere, and so on: three moves at most."""

from collections.abc import Iterator

from service.domain.identity import JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.sittings.courses import are_halves
from service.domain.slots import Slot
from service.solver.answer import CHANGED_WISH
from service.solver.courses import unfit
from service.solver.slots import Candidate, in_the_way
from service.solver.trials.obstacles import Obstacles
from service.solver.trials.proposals import Proposal
from service.solver.trials.standing_table import StandingTable
from service.solver.trials.trial import Seated, Seats, Trial

MOST_MOVES = 3
"""Joint lessons that a chain moves: more are not agreed on in one talk."""
MOST_TRIED = 30
"""Chains whose home lessons are looked at, the most hopeful first."""
_STEPS, _MOST_HOME_MOVES = 120, 6


class Swaps:
    """The chains that begin with one joint lesson."""

    def __init__(self, table: StandingTable, obstacles: Obstacles, lesson: JointLesson) -> None:
        self.table, self.obstacles, self.lesson = table, obstacles, lesson

    def best(self, slot: Slot | None = None, *, most: int = 5) -> tuple[Proposal, ...]:
        """The chains that gain most, then those with the fewest moves; `slot`: only those that lead there."""
        found = [
            Proposal(self.table, seated)
            for seats in sorted(self._chains(slot), key=self._hope)[:MOST_TRIED]
            if (seated := self._seated(seats)).exact
        ]
        found.sort(key=lambda one: (-one.gain(), len(one.seats), len(one.moved()), _slots(one.seats)))
        return tuple(found[:most])

    def first(self, slot: Slot | None = None) -> Proposal | None:
        """The most hopeful chain that works."""
        for seats in sorted(self._chains(slot), key=self._hope)[:MOST_TRIED]:
            seated = self._seated(seats)
            if seated.exact:
                return Proposal(self.table, seated)
        return None

    def _seated(self, seats: Seats) -> Seated:
        return Trial(self.table, self.obstacles, seats).seated(steps=_STEPS, most=_MOST_HOME_MOVES)

    def _hope(self, seats: Seats) -> tuple[int, int, tuple[tuple[JointLessonId, Slot], ...]]:
        """Less is more hopeful: home lessons pushed aside now, and wishes that are not kept."""
        pushed = sum(len(candidate.pushed) for candidate in seats.values())
        changed = sum(
            self.table.wanted[lesson_id].wished not in (None, candidate.slot)
            for lesson_id, candidate in seats.items()
        )
        return pushed + CHANGED_WISH * changed, len(seats), _slots(seats)

    def _chains(self, slot: Slot | None) -> Iterator[Seats]:
        for candidate in self.table.slots(self.lesson).candidates:
            if slot in (None, candidate.slot) and candidate.slot != self.table.slot_of(self.lesson.id):
                yield from self._made_free({self.lesson.id: candidate})

    def _made_free(self, seats: Seats) -> Iterator[Seats]:
        """The same with everybody gone elsewhere who was in the way."""
        blockers = sorted(
            {
                lesson_id
                for of_seat, candidate in seats.items()
                for lesson_id in self.table.joint_in_the_way(self.table.wanted[of_seat], candidate, seats)
            }
        )
        if not blockers:
            yield seats
        elif len(seats) + len(blockers) <= MOST_MOVES:
            for candidate in self._elsewhere(blockers[0], seats):
                yield from self._made_free({**seats, blockers[0]: candidate})

    def _elsewhere(self, lesson_id: JointLessonId, seats: Seats) -> Iterator[Candidate]:
        """The slots of a lesson that none of those on the way already holds."""
        lesson, now = self.table.wanted[lesson_id], self.table.slot_of(lesson_id)
        for candidate in self.table.slots(lesson).candidates:
            if candidate.slot != now and not any(
                self._meet(lesson, candidate, self.table.wanted[other_id], other)
                for other_id, other in seats.items()
            ):
                yield candidate

    def _meet(self, lesson: JointLesson, one: Candidate, beside: JointLesson, other: Candidate) -> bool:
        if unfit(self.table.district, (lesson, one.seasons), (beside, other.seasons)):
            return True
        return not are_halves(lesson, beside) and any(
            mine.resource == theirs.resource and in_the_way(self.table.problem, mine, theirs)
            for mine in one.claims
            for theirs in other.claims
        )


def _slots(seats: Seats) -> tuple[tuple[JointLessonId, Slot], ...]:
    return tuple(sorted((lesson_id, candidate.slot) for lesson_id, candidate in seats.items()))
