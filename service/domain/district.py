"""Everything known about one term, in one immutable value: what is imported, judged, solved and published."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from calendars.bells import PeriodKind
from calendars.closures import Holidays
from calendars.grades import Grade
from calendars.occurrences import ResolvedTerm, resolved_term
from calendars.spans import DateSpan
from calendars.teaching_days import SchoolCalendar
from service.domain.activities import Activity
from service.domain.campus_terms import CampusTerm, TermEntry
from service.domain.classes import ClassGroup, ClassName
from service.domain.communities import Campus, Community, Custody, Membership, School
from service.domain.drafts import Draft
from service.domain.home_timetables import HomeLesson, HomeTimetable, LessonInForce, Move, after_moves
from service.domain.identity import (
    CampusId,
    ClassId,
    CommunityId,
    HomeLessonId,
    JointLessonId,
    PersonId,
    PlaceId,
    SchoolId,
    TimetableId,
)
from service.domain.joint_lessons import JointLesson
from service.domain.people import Person, Post, Travel, Unavailability
from service.domain.places import Place
from service.domain.preferences import DEFAULT_PREFERENCES, Preferences
from service.domain.research_sessions import ResearchSession

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Cell = tuple[ClassId, int, int]


class ResolvedTerms(dict[tuple[CampusId, Grade | None], ResolvedTerm | None]):
    """Each campus's term for each grade, resolved when first asked for; None without a calendar.

    A calendar is a long key: who asks about many dates must not ask by it each time.
    """

    def __init__(self, calendars: Mapping[CampusId, SchoolCalendar]) -> None:
        super().__init__()
        self._calendars = calendars

    def __missing__(self, key: tuple[CampusId, Grade | None]) -> ResolvedTerm | None:
        campus_id, grade = key
        calendar = self._calendars.get(campus_id)
        found = self[key] = resolved_term(calendar, grade) if calendar else None
        return found


@dataclass(frozen=True)
class District:
    """The schools, their people, rooms, calendars, timetables, wishes and plans in one term.

    Tuples keep a stable order, so that equal districts are equal. Indexes are made when first asked for.
    """

    term: TermEntry
    holidays: Holidays
    preferences: Preferences = DEFAULT_PREFERENCES
    schools: tuple[School, ...] = ()
    campuses: tuple[Campus, ...] = ()
    communities: tuple[Community, ...] = ()
    memberships: tuple[Membership, ...] = ()
    custodies: tuple[Custody, ...] = ()
    people: tuple[Person, ...] = ()
    posts: tuple[Post, ...] = ()
    unavailabilities: tuple[Unavailability, ...] = ()
    travels: tuple[Travel, ...] = ()
    places: tuple[Place, ...] = ()
    classes: tuple[ClassGroup, ...] = ()
    class_names: tuple[ClassName, ...] = ()
    campus_terms: tuple[CampusTerm, ...] = ()
    home_timetables: tuple[HomeTimetable, ...] = ()
    joint_lessons: tuple[JointLesson, ...] = ()
    sessions: tuple[ResearchSession, ...] = ()
    drafts: tuple[Draft, ...] = ()
    activities: tuple[Activity, ...] = ()

    @cached_property
    def school(self) -> Mapping[SchoolId, School]:
        return {school.id: school for school in self.schools}

    @cached_property
    def campus(self) -> Mapping[CampusId, Campus]:
        return {campus.id: campus for campus in self.campuses}

    @cached_property
    def community(self) -> Mapping[CommunityId, Community]:
        return {community.id: community for community in self.communities}

    @cached_property
    def person(self) -> Mapping[PersonId, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def posts_of(self) -> Mapping[PersonId, tuple[Post, ...]]:
        return grouped((post.person_id, post) for post in self.posts)

    @cached_property
    def place(self) -> Mapping[PlaceId, Place]:
        return {place.id: place for place in self.places}

    @cached_property
    def class_group(self) -> Mapping[ClassId, ClassGroup]:
        return {group.id: group for group in self.classes}

    @cached_property
    def class_name(self) -> Mapping[ClassId, ClassName]:
        return {name.class_id: name for name in self.class_names}

    @cached_property
    def classes_of(self) -> Mapping[CampusId, tuple[ClassGroup, ...]]:
        return grouped((group.campus_id, group) for group in self.classes)

    @cached_property
    def joint_lesson(self) -> Mapping[JointLessonId, JointLesson]:
        return {lesson.id: lesson for lesson in self.joint_lessons}

    @cached_property
    def home_lesson(self) -> Mapping[HomeLessonId, HomeLesson]:
        """Every base lesson by its id."""
        return {lesson.id: lesson for timetable in self.home_timetables for lesson in timetable.lessons}

    @cached_property
    def calendars(self) -> Mapping[CampusId, SchoolCalendar]:
        """The resolver's calendar of each campus that has one this term."""
        return {entry.campus_id: entry.calendar(self.term.term, self.holidays) for entry in self.campus_terms}

    @cached_property
    def resolved(self) -> "ResolvedTerms":
        """What every date is, by campus and grade."""
        return ResolvedTerms(self.calendars)

    @cached_property
    def timetables_of(self) -> Mapping[CampusId, tuple[HomeTimetable, ...]]:
        """Each campus's bases, the earliest first."""
        return grouped(
            (timetable.campus_id, timetable)
            for timetable in sorted(self.home_timetables, key=lambda timetable: timetable.effective_from)
        )

    @cached_property
    def pinned(self) -> frozenset[HomeLessonId]:
        """The home lessons that a draft pins."""
        return frozenset(pin.lesson_id for draft in self.drafts for pin in draft.pins)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The moves of all drafts: two communities that share a school see one home timetable."""
        return tuple(move for draft in self.drafts for move in draft.moves)

    @cached_property
    def moved_lessons(self) -> Mapping[TimetableId, tuple[LessonInForce, ...]]:
        """Every base within the term with all moves applied; joint lessons have taken nothing's place yet."""
        moves = grouped((move.lesson_id, move) for move in self.moves)
        return {
            timetable.id: tuple(
                piece
                for lesson in timetable.lessons
                for piece in after_moves(lesson, valid, moves.get(lesson.id, ()))
            )
            for timetable in self.home_timetables
            if (valid := self.valid_days(timetable).intersection(self.term.term.days)) is not None
        }

    @cached_property
    def cells(self) -> Mapping[Cell, tuple[LessonInForce, ...]]:
        """The lessons proper, after all moves, by (class, weekday, period)."""
        return grouped(
            ((piece.lesson.class_id, piece.lesson.weekday, piece.lesson.period), piece)
            for pieces in self.moved_lessons.values()
            for piece in pieces
            if piece.lesson.kind is PeriodKind.LESSON
        )

    @cached_property
    def travel_minutes(self) -> Mapping[frozenset[CampusId], int]:
        return {frozenset(travel.between): travel.minutes for travel in self.travels}

    def is_at(self, person_id: PersonId, campus_id: CampusId, weekday: int) -> bool:
        """Whether somebody is at a campus on a weekday; where no post there says anything, she is."""
        posts = [post for post in self.posts_of.get(person_id, ()) if post.campus_id == campus_id]
        return not posts or any(weekday in post.weekdays for post in posts)

    def minutes_on_the_way(self, one: CampusId, other: CampusId) -> int:
        """From one campus to the other; 0 within a campus and where nobody declared any."""
        return 0 if one == other else self.travel_minutes.get(frozenset({one, other}), 0)

    def valid_days(self, timetable: HomeTimetable) -> DateSpan:
        """From its first day until the next base of the same campus begins."""
        later = [
            other.effective_from
            for other in self.timetables_of[timetable.campus_id]
            if other.effective_from > timetable.effective_from
        ]
        return DateSpan(timetable.effective_from, min(later, default=None))

    def timetable_on(self, campus_id: CampusId, day: date) -> HomeTimetable | None:
        """The base in force on a day."""
        begun = [base for base in self.timetables_of.get(campus_id, ()) if base.effective_from <= day]
        return begun[-1] if begun else None

    def draft(self, community_id: CommunityId) -> Draft | None:
        return next((draft for draft in self.drafts if draft.community_id == community_id), None)

    def members(self, community_id: CommunityId, day: date | None = None) -> tuple[CampusId, ...]:
        """The campuses of a community (on a day, else ever), leading ones first, then as imported."""
        rows = [
            row
            for row in self.memberships
            if row.community_id == community_id and (day is None or row.valid.contains(day))
        ]
        rows.sort(key=lambda row: not row.role.leads)
        found: list[CampusId] = []
        for row in rows:
            if row.campus_id is not None:
                found.append(row.campus_id)
            else:
                found.extend(campus.id for campus in self.campuses if campus.school_id == row.school_id)
        return tuple(dict.fromkeys(found))

    def grade(self, class_id: ClassId) -> Grade:
        """What the bells and closures of a class go by: of a combined class all its grades."""
        return self.class_name[class_id].rings_as

    def grades_at(self, campus_id: CampusId) -> tuple[int, ...]:
        """The grades of a campus's classes, rising."""
        names = (self.class_name.get(group.id) for group in self.classes_of.get(campus_id, ()))
        return tuple(sorted({grade for name in names if name is not None for grade in name.grades}))


def grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    """Values by key, each group in the order it came."""
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
