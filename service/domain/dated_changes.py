"""What happens to one occurrence on one date (调课 代课 转本班自上 取消), and the state that results."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.spans import ClockSpan
from service.domain.identity import (
    CampusId,
    ChangeId,
    HomeLessonId,
    JointLessonId,
    PersonId,
    PlaceId,
    SessionId,
)


class ChangeKind(StrEnum):
    MOVE = "move"  # 调课
    SWAP = "swap"  # 换课
    SUBSTITUTE = "substitute"  # 代课
    REVERT = "revert"  # 转本班自上
    CANCEL = "cancel"  # 取消: only if no class is in school


class OccurrenceState(StrEnum):
    """A joint lesson taken off the link is still a lesson: the states of one date."""

    HELD = "held"
    PARTIAL = "partial"
    REVERTED = "reverted"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class DatedChange:
    """One change of one occurrence, named by its lesson and its base date (not the date it was moved to).

    `campus_id` limits a revert or substitute to one end. For MOVE: `to_day`, and `to_period` or `to_span`.
    For SWAP: the other lesson's id and base date. For SUBSTITUTE: who stands in for whom.
    """

    id: ChangeId
    kind: ChangeKind
    lesson_id: JointLessonId | HomeLessonId | SessionId
    day: date
    campus_id: CampusId | None = None
    to_day: date | None = None
    to_period: int | None = None
    to_span: ClockSpan | None = None
    to_place_id: PlaceId | None = None
    swap_with: JointLessonId | HomeLessonId | None = None
    swap_day: date | None = None
    absent_id: PersonId | None = None
    substitute_id: PersonId | None = None
    reason: str = ""
