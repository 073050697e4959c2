"""What the solver is given: home lessons that may move, and what holds people, rooms and classes already."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from calendars.bells import PeriodKind
from calendars.grades import Grade
from service.domain.district import District, grouped
from service.domain.drafts import Draft
from service.domain.identity import CampusId, ClassId, CommunityId, HomeLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.sittings.awaited import awaited_campuses
from service.domain.sittings.in_force import Taking, lessons_in_force, takings_of
from service.domain.sittings.standings import Season, clock_seasons
from service.solver.claims import Claim, Resource, attending, standing_claims, unavailable
from service.solver.clocks import Clock, Hold, Timeline
from service.solver.held_lessons import held_lessons
from service.solver.home_pieces import CLASS_MEETING, Cell, HomePiece, held_by_the_whole_grade
from service.solver.season_parts import days_of_all, taken_for, taking_nothing


class Problem:
    """What one community, or several that share schools, have of a district, from `since` on.

    Indexes are made when first asked for; those that a problem `like` it has made of the same, never again.
    """

    def __init__(
        self, district: District, *community_ids: CommunityId, like: "Problem | None" = None
    ) -> None:
        self.since = since(district, *community_ids)
        self.community_ids = community_ids
        self.district = _without_own_drafts(district, community_ids)
        self.timeline = Timeline(self.district, self.since)
        self._clocks: dict[tuple[ClassId, int, int], Clock] = {}  # asked for in every model, for every cell
        open_ = {lesson.id for lesson in self.district.joint_lessons if self._is_open(lesson)}
        stand = (one.id for one in self.district.joint_lessons if one.is_placed and one.id not in open_)
        self.taken_for = taken_for(self.district.joint_lessons, frozenset(stand))
        self.district = taking_nothing(self.district, self.taken_for)
        self.wanted = tuple(lesson for lesson in self.district.joint_lessons if self._is_wanted(lesson))
        self.standing = tuple(
            lesson for lesson in self.district.joint_lessons if not self._is_open(lesson) and lesson.is_placed
        )
        if like is not None and self.timeline.made_of == like.timeline.made_of:
            self._take_over(like)

    def _take_over(self, like: "Problem") -> None:
        """What is made of parts that are alike in both, in weeks that are."""
        mine, theirs = self.district, like.district
        share(self, like, "timeline")
        if (mine.sessions, mine.posts) == (theirs.sessions, theirs.posts):
            share(self, like, "session_claims")
        if not self.on_one_clock(like):
            return
        share(self, like, "_clocks")
        held = self.standing, mine.unavailabilities
        if held == (like.standing, theirs.unavailabilities):
            share(self, like, "fixed_claims")
        if self.made_of == like.made_of:
            share(self, like, "pieces", "piece", "pieces_of_class", "pieces_on", "cells")

    def on_one_clock(self, other: "Problem") -> bool:
        """Whether a joint lesson needs in both the same classes, people and places at the same times."""
        mine, theirs = self.district, other.district
        return self.timeline is other.timeline and (
            (mine.classes, mine.class_names, mine.places)
            == (theirs.classes, theirs.class_names, theirs.places)
        )

    @cached_property
    def made_of(self) -> tuple[object, ...]:
        """What the home lessons are made of, but for the clock."""
        return (
            self.campuses,
            (self.district.home_timetables, self.district.moves),
            (self._held, self._takings),
        )

    def _is_wanted(self, lesson: JointLesson) -> bool:
        """Whether this solve decides where the lesson stands."""
        return self._is_open(lesson) and not awaited_campuses(self.district, lesson)

    @cached_property
    def awaited(self) -> tuple[JointLesson, ...]:
        """The lessons that would be wanted if their schools had sent their tables."""
        return tuple(
            lesson
            for lesson in self.district.joint_lessons
            if self._is_open(lesson) and not self._is_wanted(lesson)
        )

    def _is_open(self, lesson: JointLesson) -> bool:
        """Whether a lesson of these communities may still be put anywhere."""
        pinned_there = lesson.pinned and bool(lesson.placements)
        ended = lesson.days.intersection(self.timeline.days) is None
        return (
            lesson.community_id in self.community_ids and lesson.is_weekly and not pinned_there and not ended
        )

    @cached_property
    def campuses(self) -> frozenset[CampusId]:
        """The campuses whose home lessons this solve may move: those of the community and of its lessons."""
        ends = frozenset(end.campus_id for lesson in self.wanted for end in lesson.ends)
        return ends.union(*(self.district.members(community_id) for community_id in self.community_ids))

    @cached_property
    def pieces(self) -> tuple[HomePiece, ...]:
        """Every home lesson in force from `since` on, in the order of its campus's timetable."""
        return tuple(self._pieces())

    @cached_property
    def _takings(self) -> tuple[Taking, ...]:
        """What joint lessons decided elsewhere take the place of."""
        return tuple(
            replace(taking, days=taking.days if days == lesson.days else days)
            for lesson in self.standing
            for days in (days_of_all(self.district.joint_lessons, lesson),)
            for taking in takings_of(self.district, lesson)
        )

    def taken_weeks(self, lesson: JointLesson) -> tuple[int, int]:
        """The weeks in which a lesson takes the place of others, touched and whole; for all its parts."""
        days = days_of_all(self.district.joint_lessons, lesson)
        return self.timeline.weeks_within(lesson.weeks, days)

    def _pieces(self) -> Iterator[HomePiece]:
        district, timeline, takings = self.district, self.timeline, self._takings
        taken = {taking.lesson_id for taking in takings}
        held = taken | self._held
        for timetable in district.home_timetables:
            for piece in lessons_in_force(district, timetable, takings):
                days = piece.days.intersection(timeline.days)
                if days is None:
                    continue
                lesson = piece.lesson
                clock = self.clock(lesson.class_id, lesson.weekday, lesson.period)
                if days != timeline.days:
                    clock = tuple(
                        span if season.overlaps(days) else None
                        for span, season in zip(clock, timeline.seasons, strict=True)
                    )
                whole = days == timeline.days and lesson.kind is PeriodKind.LESSON and any(clock)
                yield HomePiece(
                    lesson=lesson,
                    campus_id=timetable.campus_id,
                    cell=Cell(lesson.weekday, lesson.period),
                    hold=Hold(lesson.weekday, timeline.weeks(lesson.weeks, timetable.campus_id), clock),
                    movable=whole
                    and timetable.campus_id in self.campuses
                    and lesson.subject != CLASS_MEETING
                    and lesson.id not in held,
                    takable=whole and lesson.id not in taken,
                )

    @cached_property
    def _held(self) -> frozenset[HomeLessonId]:
        """What is pinned, by hand or by nature, and what another community has moved."""
        moved = frozenset(move.lesson_id for move in self.district.moves)
        return self.district.pinned | moved | held_by_the_whole_grade(self.district)

    @cached_property
    def piece(self) -> Mapping[HomeLessonId, HomePiece]:
        return {piece.id: piece for piece in self.pieces}

    @cached_property
    def pieces_of_class(self) -> Mapping[ClassId, tuple[HomePiece, ...]]:
        return grouped((piece.lesson.class_id, piece) for piece in self.pieces)

    @cached_property
    def pieces_on(self) -> Mapping[tuple[Resource, int], tuple[HomePiece, ...]]:
        """The home lessons of a class, teacher or place on a weekday."""
        return grouped(
            ((resource, piece.cell.weekday), piece) for piece in self.pieces for resource in piece.uses
        )

    @cached_property
    def standing_of_courses(self) -> tuple[tuple[JointLesson, tuple[Season, ...]], ...]:
        """The lessons of courses that stand whatever is decided, and when they do from `since` on."""
        return tuple(
            (
                lesson,
                tuple(
                    season
                    for placement in lesson.placements
                    if (days := placement.days.intersection(self.timeline.days)) is not None
                    for season in clock_seasons(self.district, lesson, placement.slot, days)
                ),
            )
            for lesson in self.standing
            if lesson.course and lesson.community_id in self.community_ids
        )

    def clock(self, class_id: ClassId, weekday: int, period: int) -> Clock:
        """When a class has a period, season by season."""
        key = class_id, weekday, period
        found = self._clocks.get(key)
        if found is None:
            campus_id = self.district.class_group[class_id].campus_id
            found = self.timeline.clock(campus_id, self.district.grade(class_id), weekday, period)
            self._clocks[key] = found
        return found

    @cached_property
    def cells(self) -> Mapping[ClassId, tuple[Cell, ...]]:
        """Where a class's lessons may stand: where any class of its grade and campus has a lesson today.

        So where a joint lesson took the place of one, or one that is pinned was moved from: the school is
        there then. A lower grade that is always off in the last period is never moved there.
        """
        of_grade: dict[tuple[CampusId, Grade], set[Cell]] = {}
        for timetable in self.district.home_timetables:
            for piece in self.district.moved_lessons.get(timetable.id, ()):
                stands, home = piece.lesson, self.district.home_lesson[piece.lesson.id]
                if stands.kind is PeriodKind.LESSON and piece.days.overlaps(self.timeline.days):
                    key = timetable.campus_id, self.district.grade(stands.class_id)
                    those = {Cell(one.weekday, one.period) for one in (stands, home)}
                    of_grade.setdefault(key, set()).update(those)
        return {
            group.id: tuple(
                cell
                for cell in sorted(of_grade.get((group.campus_id, self.district.grade(group.id)), ()))
                if None not in self.clock(group.id, cell.weekday, cell.period)
            )
            for group in self.district.classes
            if group.id in self.district.class_name
        }

    @cached_property
    def fixed_claims(self) -> Mapping[Resource, tuple[Claim, ...]]:
        """What joint lessons decided elsewhere hold already, and when people cannot be booked."""
        found = [
            claim
            for lesson in self.standing
            for claim in standing_claims(self.district, self.timeline, lesson)
        ]
        found += unavailable(self.district, self.timeline)
        return grouped((claim.resource, claim) for claim in found)

    @cached_property
    def session_claims(self) -> Mapping[Resource, tuple[Claim, ...]]:
        """When people attend research sessions: nothing new may be put there, what stands there may stay."""
        return grouped((claim.resource, claim) for claim in attending(self.district, self.timeline))


def share(new: object, like: object, *names: str) -> None:
    """Take over properties that `like` has worked out already."""
    new.__dict__.update((name, like.__dict__[name]) for name in names if name in like.__dict__)


def since(district: District, *community_ids: CommunityId) -> date:
    """The first day that this solve may change: what lies before it is frozen."""
    begun = [district.term.term.first_day]
    for community_id in community_ids:
        draft = district.draft(community_id)
        if draft is not None:
            begun.append(draft.effective_from)
        begun += [
            bases[-1].effective_from
            for campus_id in district.members(community_id)
            if (bases := district.timetables_of.get(campus_id))
        ]
    return max(begun)


def begun_from(district: District, community_ids: tuple[CommunityId, ...], day: date) -> District:
    """The district with drafts of these communities that change nothing before that day."""
    drafts = {draft.community_id: draft for draft in district.drafts}
    for community_id in community_ids:
        old = drafts.get(community_id) or Draft(community_id, district.term.id, day)
        drafts[community_id] = replace(old, effective_from=day)
    return replace(district, drafts=tuple(drafts.values()))


def _without_own_drafts(district: District, community_ids: tuple[CommunityId, ...]) -> District:
    """The district without the moves of these communities' drafts, but for those of what is held."""
    held = held_lessons(district)
    drafts = tuple(
        draft
        if draft.community_id not in community_ids
        else replace(draft, moves=tuple(move for move in draft.moves if move.lesson_id in held))
        for draft in district.drafts
    )
    return replace(district, drafts=drafts)
