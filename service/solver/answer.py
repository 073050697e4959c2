"""What the solver hands back: placements, moves, what was not placed and why, and the proven bound."""

from dataclasses import dataclass

from service.domain.home_timetables import Move
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import Placement
from service.domain.reasons import NotPlaced, ReasonCode

CHANGED_WISH = 2
"""What it costs to put a wish elsewhere than wished, in home lessons moved.

A home lesson is the matter of one school; a wish's slot is agreed by all schools of the lesson.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """A table. `moved`: home lessons that stand elsewhere than in the base; `changed`: wishes not as wished.

    No table that places as many lessons costs less than `bound`; cost and bound are in home lessons moved.
    `exhausted`: the bound cannot be raised further, for the search for it has ended. `seconds` is what the
    solver itself took. `inconvenience` is weighed by the preferences and decides between equal costs;
    the bound says nothing about it.
    """

    placements: tuple[tuple[JointLessonId, tuple[Placement, ...]], ...]
    moves: tuple[Move, ...]
    not_placed: tuple[NotPlaced, ...]
    moved: int
    changed: int
    bound: int
    seconds: float
    exhausted: bool = False
    inconvenience: int = 0

    @property
    def timed_out(self) -> bool:
        """Whether the time did not suffice for a first table: nothing is placed, and that says nothing."""
        reasons = (reason.code for missed in self.not_placed for reason in missed.reasons)
        return not self.placements and ReasonCode.TIME_UP in reasons

    @property
    def cost(self) -> int:
        return self.moved + CHANGED_WISH * self.changed

    @property
    def gap(self) -> int:
        """By how much the cost could at most still fall."""
        return self.cost - self.bound

    @property
    def rank(self) -> tuple[int, int, int]:
        """Less is better: first what is not placed, then the cost, then how inconvenient it is."""
        return len(self.not_placed), self.cost, self.inconvenience
