"""Why a joint lesson is not placed: named facts, as data."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.identity import JointLessonId

MOST_REASONS = 5


class ReasonCode(StrEnum):
    """Why a joint lesson is not placed, or cannot stand in a slot. Words: service/words/tables/reasons.py."""

    TABLE_AWAITED = "table_awaited"
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
    PERIOD_NOT_RUNG = "period_not_rung"
    SLOT_NOT_WISHED = "slot_not_wished"
    PLACE_BUSY = "place_busy"
    HOME_LESSONS_STUCK = "home_lessons_stuck"
    PERSON_UNAVAILABLE = "person_unavailable"
    PERSON_IN_SESSION = "person_in_session"
    HELD_BY_HOME_LESSON = "held_by_home_lesson"
    HELD_BY_JOINT_LESSON = "held_by_joint_lesson"
    LESSON_PINNED = "lesson_pinned"
    COURSE_THAT_DAY = "course_that_day"
    DOUBLE_APART = "double_apart"
    SEASONS_APART = "seasons_apart"
    PART_NOT_PLACED = "part_not_placed"
    RULE_BROKEN = "rule_broken"
    TIME_UP = "time_up"
    WEEKS_WITHOUT_ROOM = "weeks_without_room"


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

    @property
    def awaited(self) -> bool:
        """Whether it only waits for a school's table: no fault of this table."""
        return any(reason.code is ReasonCode.TABLE_AWAITED for reason in self.reasons)
