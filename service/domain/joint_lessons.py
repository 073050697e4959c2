"""Joint lessons (同步课): one lecturer and 1..n ends at several campuses, wished and placed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.identity import (
    CampusId,
    ClassId,
    CommunityId,
    HomeLessonId,
    JointLessonId,
    PersonId,
    PlaceId,
    TermId,
)
from service.domain.sources import Source


class ReplaceKind(StrEnum):
    """What a joint lesson takes the place of in each class."""

    SAME_SUBJECT = "same_subject"  # the default: weekly hours stay what they were
    NAMED = "named"  # another named subject, by agreement
    NOTHING = "nothing"  # 新开课, 课后服务


@dataclass(frozen=True, slots=True)
class Replaces:
    """`subject` is set for NAMED only."""

    kind: ReplaceKind = ReplaceKind.SAME_SUBJECT
    subject: str = ""


REPLACES_SAME_SUBJECT = Replaces()


class AssistantState(StrEnum):
    NAMED = "named"
    BY_ROLE = "by_role"  # 本班学科教师: resolved to a person, no finding
    MISSING = "missing"  # an empty cell


@dataclass(frozen=True, slots=True)
class End:
    """One end: a campus, a place, an assistant (辅助教师), and the classes sitting together there.

    The end with `hosts` is the lecturer's; its assistant is NAMED with no person, for she is there herself.
    No place named: a receiver takes its campus's only sync room, else its own classroom (`place_id` None).
    `awaited` is the class as the wish names it (三(2)班, or 三年级: the only one of the grade) while the
    campus's table is not in; such an end has no `class_ids` yet, and its lesson is 待定.
    """

    campus_id: CampusId
    class_ids: tuple[ClassId, ...]
    hosts: bool = False
    place_id: PlaceId | None = None
    place_text: str = ""
    assistant_id: PersonId | None = None
    assistant_state: AssistantState = AssistantState.NAMED
    awaited: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A weekday (1–7) and a period number of the host campus's bells."""

    weekday: int
    period: int


@dataclass(frozen=True, slots=True)
class OneOff:
    """A single date instead of a week: either a host period or a clock span is given."""

    day: date
    period: int | None = None
    span: ClockSpan | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a joint lesson stands within some dates: the host's slot and each other campus's local period.

    `replaced` names, class by class, the home lesson whose place it takes.
    """

    days: DateSpan
    slot: Slot
    local_periods: tuple[tuple[CampusId, int], ...] = ()
    replaced: tuple[tuple[ClassId, HomeLessonId], ...] = ()


@dataclass(frozen=True, slots=True)
class JointLesson:
    """A wish (需求) and, once placed, a lesson. Weeks are those of the community's term.

    Identity: (community, term, `code` of its workbook), else a minted id. `wished` is the slot asked
    for (None: any), `one_offs` replaces the week for single dates. `pinned`: the solver must not move it.
    """

    id: JointLessonId
    code: str
    community_id: CommunityId
    term_id: TermId
    kind: str
    subject: str
    lecturer_id: PersonId | None
    ends: tuple[End, ...]
    weeks: Weeks = ALL_WEEKS
    days: DateSpan = ALWAYS
    wished: Slot | None = None
    one_offs: tuple[OneOff, ...] = ()
    replaces: Replaces = REPLACES_SAME_SUBJECT
    placements: tuple[Placement, ...] = ()
    pinned: bool = False
    topic: str = ""
    source: Source | None = None

    @property
    def host(self) -> End:
        """The lecturer's end; every joint lesson has exactly one (imports see to it)."""
        return next(end for end in self.ends if end.hosts)

    @property
    def receivers(self) -> tuple[End, ...]:
        return tuple(end for end in self.ends if not end.hosts)

    @property
    def is_weekly(self) -> bool:
        return not self.one_offs
