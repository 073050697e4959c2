"""What if a joint lesson stood elsewhere: each slot of the week, what it would take, and chains of swaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from service.domain.findings import Finding
from service.domain.home_timetables import HomeLesson, Move
from service.domain.identity import CampusId, JointLessonId, SchoolId
from service.domain.reasons import Reason
from service.domain.relaxations import Relaxation
from service.domain.slots import Slot


class SlotState(StrEnum):
    """Whether a joint lesson can stand in a slot, with everything else as the draft has it."""

    OK = "ok"  # no home lesson moves
    MOVES = "moves"  # some have to
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class SlotVerdict:
    """One slot. At least `moves` home lessons must move; `exact`: a way to do it with so many is known.

    `here`: the lesson stands there now. `overlaps`: each receiving campus's minutes in common with the host.
    `reasons`: why it is impossible, at most MOST_REASONS.
    """

    slot: Slot
    state: SlotState
    moves: int = 0
    exact: bool = True
    here: bool = False
    reasons: tuple[Reason, ...] = ()
    overlaps: tuple[tuple[CampusId, int], ...] = ()


@dataclass(frozen=True, slots=True)
class HomeMove:
    """A home lesson that would move: from where the draft has it to where it would be.

    Both as a Move; `back`: it goes back to where its school's own table has it.
    """

    lesson: HomeLesson
    campus_id: CampusId
    before: Move
    after: Move
    back: bool


@dataclass(frozen=True, slots=True)
class JointMove:
    """A joint lesson that would stand in another slot; `before` None: it stands nowhere now."""

    lesson_id: JointLessonId
    before: Slot | None
    after: Slot


@dataclass(frozen=True, slots=True)
class Repair:
    """One or several joint lessons put elsewhere, with the home lessons that move for it. Nothing is applied.

    `proven`: no way moves fewer home lessons. `gain`: by how much the table costs less then, counted as a
    solve counts (a home lesson moved from its school's table 1, a wish put elsewhere 2); less than nothing:
    more. `schools`: those that must agree. `findings`: errors that the rules find then and not now;
    a repair that has any is not to be had.
    """

    joint: tuple[JointMove, ...]
    home: tuple[HomeMove, ...]
    proven: bool
    gain: int
    schools: tuple[SchoolId, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def moves(self) -> int:
        return len(self.home)

    @property
    def by_campus(self) -> Iterator[tuple[CampusId, tuple[HomeMove, ...]]]:
        """The moves of each campus that has any."""
        for campus_id in dict.fromkeys(move.campus_id for move in self.home):
            yield campus_id, tuple(move for move in self.home if move.campus_id == campus_id)


@dataclass(frozen=True, slots=True)
class WayOut:
    """What would have to be given up, and how the lesson would stand then: tried, and found to work.

    `given` is empty where moving other joint lessons is enough.
    """

    given: tuple[Relaxation, ...]
    repair: Repair


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a joint lesson is not placed, or cannot stand in a slot (None: in any).

    At most MOST_REASONS facts, each true by itself; and the cheapest way out that was found, if any was.
    """

    lesson_id: JointLessonId
    slot: Slot | None
    reasons: tuple[Reason, ...]
    way_out: WayOut | None = None
