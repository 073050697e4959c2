"""Joint lessons (同步课): one lecturer and 1..n ends at several campuses, wished and placed."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import combinations

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
from service.domain.slots import NO_LIMITS, Slot, SlotLimits
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
class Handover:
    """第9周起由王老师接: from a day on somebody else lectures or assists at a campus, or in another room.

    `teacher_id` and `place_id` None: as before. What lies before the day never changes.
    """

    since: date
    campus_id: CampusId
    teacher_id: PersonId | None = None
    place_id: PlaceId | None = None


@dataclass(frozen=True, slots=True)
class JointLesson:
    """A wish (需求) and, once placed, a lesson. Weeks are those of the community's term.

    Identity: (community, term, `code` of its workbook), else a minted id. `wished` is the slot asked
    for (None: any within `limits`), `one_offs` replaces the week for single dates. `pinned`: the solver
    must not move it.
    `course` is the code of the first lesson of a wish for several a week ("": it asks for one only),
    `right_after` the code of the lesson of the course that it stands right after (连堂).
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
    handovers: tuple[Handover, ...] = ()
    course: str = ""
    right_after: str = ""
    limits: SlotLimits = NO_LIMITS

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

    @property
    def is_placed(self) -> bool:
        """Whether it is more than a wish: single dates are given, the weekly ones wait for their place."""
        return not self.is_weekly or bool(self.placements)

    def on(self, day: date) -> "JointLesson":
        """The lesson as it is on a day, with every handover until then."""
        lesson = self
        for handover in sorted(self.handovers, key=lambda handover: handover.since):
            if handover.since <= day:
                lesson = lesson._handed_over(handover)
        return lesson

    def end_on(self, end: End, day: date) -> End:
        """One of its ends as it is on a day."""
        return self.on(day).ends[self.ends.index(end)]

    def teachers_at(self, end: End) -> tuple[PersonId, ...]:
        """Whoever lectures or assists there on any day."""
        found: list[PersonId | None] = []
        for lesson, now in zip(self._as_handed_over, self.through_the_term(end), strict=True):
            found += (lesson.lecturer_id if now.hosts else None, now.assistant_id)
        return tuple(dict.fromkeys(person for person in found if person is not None))

    def through_the_term(self, end: End) -> tuple[End, ...]:
        """One of its ends as it begins, and as it is from each handover on."""
        place = self.ends.index(end)
        return tuple(lesson.ends[place] for lesson in self._as_handed_over)

    @property
    def torn(self) -> frozenset[PersonId]:
        """Whoever lectures or assists at two campuses on one day."""
        return frozenset(
            person
            for lesson in self._as_handed_over
            for (person, one), (other, another) in combinations(lesson.people_there, 2)
            if person == other and one != another
        )

    @property
    def people_there(self) -> tuple[tuple[PersonId, CampusId], ...]:
        """Who lectures or assists at which campus, before any handover."""
        there = ((self.lecturer_id if end.hosts else end.assistant_id, end.campus_id) for end in self.ends)
        return tuple((person, campus) for person, campus in there if person is not None)

    @property
    def _as_handed_over(self) -> tuple["JointLesson", ...]:
        """The lesson as it begins, and as it is from each handover on."""
        return tuple(map(self.on, (date.min, *(handover.since for handover in self.handovers))))

    def _handed_over(self, handover: Handover) -> "JointLesson":
        ends = tuple(
            replace(
                end,
                assistant_id=end.assistant_id if end.hosts else handover.teacher_id or end.assistant_id,
                assistant_state=AssistantState.NAMED
                if handover.teacher_id and not end.hosts
                else end.assistant_state,
                place_id=handover.place_id or end.place_id,
                place_text="" if handover.place_id else end.place_text,
            )
            if end.campus_id == handover.campus_id
            else end
            for end in self.ends
        )
        lectures = handover.campus_id == self.host.campus_id
        lecturer = handover.teacher_id if lectures and handover.teacher_id else self.lecturer_id
        return replace(self, ends=ends, lecturer_id=lecturer)
