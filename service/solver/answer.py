"""What the solver hands back: placements, moves, what was not placed and why, and the proven bound."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.home_timetables import Move
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import Placement

CHANGED_WISH = 2
"""What it costs to put a wish elsewhere than wished, in home lessons moved.

A home lesson is the matter of one school; a wish's slot is agreed by all schools of the lesson.
"""
MOST_REASONS = 5


class ReasonCode(StrEnum):
    """Why a joint lesson is not placed. The words stand in service/words/reasons.py."""

    ROOM_MISSING = "room_missing"
    ROOM_CANNOT_HOST = "room_cannot_host"
    ROOM_TOO_SMALL = "room_too_small"
    NO_COMMON_PERIOD = "no_common_period"
    CLASS_LACKS_SUBJECT = "class_lacks_subject"
    CLASS_SHORT_OF_SUBJECT = "class_short_of_subject"
    PLACE_FULL = "place_full"
    PERSON_FULL = "person_full"
    OVERLAP_SHORT = "overlap_short"
    PERSON_AWAY = "person_away"
    PERSON_BUSY = "person_busy"
    CLASS_BUSY = "class_busy"
    CLASS_NOT_IN_SCHOOL = "class_not_in_school"
    PLACE_BUSY = "place_busy"
    HOME_LESSONS_STUCK = "home_lessons_stuck"
    RULE_BROKEN = "rule_broken"
    TIME_UP = "time_up"


Fact = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """A fact as data: names of people, places, classes and campuses, and numbers; never a sentence."""

    code: ReasonCode
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """A joint lesson without a slot, and at most MOST_REASONS facts why, the weightiest first."""

    lesson_id: JointLessonId
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A table. `moved`: home lessons that stand elsewhere than in the base; `changed`: wishes not as wished.

    No table that places as many lessons costs less than `bound`; cost and bound are in home lessons moved.
    `seconds` is what the solver itself took.
    """

    placements: tuple[tuple[JointLessonId, tuple[Placement, ...]], ...]
    moves: tuple[Move, ...]
    not_placed: tuple[NotPlaced, ...]
    moved: int
    changed: int
    bound: int
    seconds: float

    @property
    def cost(self) -> int:
        return self.moved + CHANGED_WISH * self.changed

    @property
    def gap(self) -> int:
        """By how much the cost could at most still fall."""
        return self.cost - self.bound

    @property
    def rank(self) -> tuple[int, int]:
        """Less is better: first what is not placed, then the cost."""
        return len(self.not_placed), self.cost
