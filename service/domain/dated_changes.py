"""What happens to one occurrence on one date (调课 代课 转本班自上 取消), and the state that results."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.spans import ClockSpan, DateSpan
from service.domain.identity import (
    CampusId,
    ChangeId,
    ClassId,
    HomeLessonId,
    JointLessonId,
    PersonId,
    PlaceId,
    SessionId,
)

LessonId = JointLessonId | HomeLessonId | SessionId
#: An occurrence: its lesson, and its day by the published table.
Key = tuple[str, date]


class ChangeKind(StrEnum):
    MOVE = "move"  # 调课: another date, period, clock or room
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

    `campus_id` limits a revert, a substitute or another room to one end (a room: None is the host's);
    `class_id` tells it from another end of the same campus.
    For MOVE: `to_day`, `to_period` or `to_span`, `to_place_id`, each where it changes; a day alone keeps the
    period. For SWAP: the other lesson's id and base date. For SUBSTITUTE: who stands in for whom;
    nobody: a session's member is excused.
    """

    id: ChangeId
    kind: ChangeKind
    lesson_id: LessonId
    day: date
    campus_id: CampusId | None = None
    to_day: date | None = None
    to_period: int | None = None
    to_span: ClockSpan | None = None
    to_place_id: PlaceId | None = None
    swap_with: LessonId | None = None
    swap_day: date | None = None
    absent_id: PersonId | None = None
    substitute_id: PersonId | None = None
    reason: str = ""
    class_id: ClassId | None = None

    @property
    def key(self) -> Key:
        return self.lesson_id, self.day

    @property
    def of_one_end(self) -> bool:
        return self.campus_id is not None or self.class_id is not None

    @property
    def gives_another_time(self) -> bool:
        """A move to another day, period or clock, not only to another room."""
        to = (self.to_day, self.to_period, self.to_span)
        return self.kind is ChangeKind.MOVE and any(one is not None for one in to)

    @property
    def swap_key(self) -> Key | None:
        """The other side of a swap."""
        if self.kind is not ChangeKind.SWAP or self.swap_with is None or self.swap_day is None:
            return None
        return self.swap_with, self.swap_day

    @property
    def keys(self) -> tuple[Key, ...]:
        """Every occurrence it is about."""
        return (self.key,) if self.swap_key is None else (self.key, self.swap_key)


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody is away 请假 on these days, all day or (`span`) for a part of each."""

    person_id: PersonId
    days: DateSpan
    span: ClockSpan | None = None


class Obstacle(StrEnum):
    """Why a change cannot be put on its occurrence; in words: service/words/changes/change_problems.py."""

    INCOMPLETE = "change_incomplete"  # it does not say what its kind needs
    LESSON_UNKNOWN = "lesson_unknown"  # nothing of that id is published
    OCCURRENCE_UNKNOWN = "occurrence_unknown"  # the lesson is not on that day
    SWAPPED_WITH_ITSELF = "swapped_with_itself"
    NOT_IN_IT = "person_not_in_it"  # a substitute for somebody who does not take part
    END_UNKNOWN = "end_unknown"  # the campus takes no part
    NOT_JOINT = "lesson_not_joint"  # only a joint lesson can be left to each class
    PERIOD_UNKNOWN = "period_unknown"  # the campus has no such period on that day
    IS_CANCELLED = "is_cancelled"  # only another time, or each class alone, makes it a lesson again
    DAY_CLOSED = "day_closed"  # the campus that gives it has no lessons then
    DAY_PAST = "day_past"  # what is over stays as it was
    CARRIED_TO_CLOSED = "carried_to_closed_day"  # another change takes it along to where nobody is
    CARRIED_INTO_PAST = "carried_into_past"  # another change takes it along to a day that is over
    PERSON_UNKNOWN = "person_unknown"
    PLACE_UNKNOWN = "place_unknown"
    CHANGES_NOTHING = "change_changes_nothing"  # it is so already


@dataclass(frozen=True, slots=True)
class Hindered:
    """A change that does nothing, and why."""

    change: DatedChange
    obstacle: Obstacle
