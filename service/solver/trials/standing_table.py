"""A draft as it stands: where every home lesson is, what joint lessons hold, and what they take the place of.

Made once for a community and a version of its draft, and kept: every question is asked of the same table.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from service.domain.district import District, grouped
from service.domain.home_timetables import Move
from service.domain.identity import CampusId, ClassId, CommunityId, HomeLessonId, JointLessonId, PersonId
from service.domain.joint_lessons import JointLesson, Placement
from service.domain.sittings.courses import are_double, are_halves, are_of_one_course
from service.domain.sittings.standings import Season
from service.domain.slots import Slot
from service.solver.claims import Claim, Resource, standing_claims
from service.solver.clocks import Hold
from service.solver.courses import unfit
from service.solver.crowds import Crowd, crowds_of, most_at_once
from service.solver.home_pieces import Cell, HomePiece, home_claims
from service.solver.problem import Problem, share
from service.solver.replacements import Option, gives_up, options
from service.solver.slots import Candidate, Needs, Slots, in_the_way, needs_of, slots_of, week_of
from service.solver.trials.slices import Faults
from service.solver.trials.surroundings import (
    Fixed,
    bell_starts,
    decided_elsewhere,
    open_cells,
    teachers_by_subject,
)
from service.solver.units import campuses_together


class Stand(NamedTuple):
    """Where a home lesson is: a cell of its class, in some weeks (bits of the timeline)."""

    cell: Cell
    weeks: int


class Stood(NamedTuple):
    """A home lesson that holds a class, teacher or place, where, and when."""

    piece: HomePiece
    stand: Stand
    hold: Hold


@dataclass(slots=True)
class Known:
    """What was found out about one joint lesson, wherever it stands: its slots, what classes can give up."""

    slots: Slots | None = None
    options: dict[ClassId, tuple[Option, ...]] = field(default_factory=dict)


class StandingTable:
    """One community's draft with its placements and moves. Indexes are made when first asked for.

    What a table `like` it has found of the same, of another version or with something given up, is kept.
    """

    def __init__(
        self, district: District, community_id: CommunityId, like: "StandingTable | None" = None
    ) -> None:
        self.district, self.community_id = district, community_id
        self.problem: Problem = Problem(district, community_id, like=None if like is None else like.problem)
        self.wanted = {lesson.id: lesson for lesson in self.problem.wanted}
        self.faults = Faults(district, community_id)
        self.known: defaultdict[JointLessonId, Known] = defaultdict(Known)
        self.needed: dict[tuple[JointLessonId, Slot], Needs] = {}
        if like is not None and self.problem.on_one_clock(like.problem):
            self._take_over(like)

    def _take_over(self, like: "StandingTable") -> None:
        """What each joint lesson that is what it was needs; and what they have of what stands."""
        mine, theirs = self.district.joint_lesson, like.district.joint_lesson
        alike = {
            lesson_id
            for lesson_id in mine.keys() & theirs.keys()
            if _unplaced(mine[lesson_id]) == _unplaced(theirs[lesson_id])
        }
        self.needed = {key: found for key, found in like.needed.items() if key[0] in alike}
        fixed = (
            self.problem.fixed_claims is like.problem.fixed_claims
            and self.problem.session_claims is like.problem.session_claims
        )
        if fixed:
            share(self, like, "fixed_on")
        if self.problem.pieces is like.problem.pieces:
            self._take_over_home(like)
            if fixed and _without_lessons(self.problem.district) == _without_lessons(like.problem.district):
                self.known.update((key, found) for key, found in like.known.items() if key in alike)

    def _take_over_home(self, like: "StandingTable") -> None:
        """Their home lessons are the same, if not where they stand."""
        share(self, like, "cells", "bell_starts", "unit_of", "_teachers")
        mine, theirs = self.problem.district, like.problem.district
        rooms = mine.preferences.special_room_subjects, mine.places
        crowds = rooms == (theirs.preferences.special_room_subjects, theirs.places)
        if crowds:
            share(self, like, "most")
        if (self.moves, self.taken) == (like.moves, like.taken):
            share(self, like, "stands", "home_on")
            if crowds:
                share(self, like, "crowd_on")

    @cached_property
    def most(self) -> Mapping[Crowd, int]:
        """How many lessons at once each crowd has room for."""
        return most_at_once(self.problem)

    def slots(self, lesson: JointLesson) -> Slots:
        """Every slot of the week for a lesson, judged against what cannot move."""
        known = self.known[lesson.id]
        if known.slots is None:
            needs = {slot: self.needs(lesson, slot) for slot in week_of(self.problem, lesson)}
            known.slots = slots_of(self.problem, lesson, needs)
        return known.slots

    def make_indexes(self) -> None:
        """Everything that is made when first asked for, but for what belongs to one lesson."""
        for index in (self.stands, self.home_on, self.crowd_on, self.joint_on, self.fixed_on, self.most):
            len(index)
        for other in (self.bell_starts, self.cells, self.unit_of, self._teachers):
            len(other)

    def seasons(self, lesson: JointLesson, slot: Slot) -> tuple[Season, ...]:
        """When a lesson would be in a slot, and where each class would stand."""
        return self.needs(lesson, slot)[0]

    def needs(self, lesson: JointLesson, slot: Slot) -> Needs:
        """The same, and what the lesson would claim there."""
        key = lesson.id, slot
        if key not in self.needed:
            self.needed[key] = needs_of(self.problem, lesson, slot)
        return self.needed[key]

    def options(self, lesson: JointLesson, class_id: ClassId) -> tuple[Option, ...]:
        """The ways in which a class can make room; () too where the lesson takes nothing's place."""
        known = self.known[lesson.id].options
        if class_id not in known:
            known[class_id] = options(self.problem, lesson, class_id) if gives_up(lesson) else ()
        return known[class_id]

    def joint_in_the_way(
        self, lesson: JointLesson, candidate: Candidate, tried: Collection[JointLessonId]
    ) -> Iterator[JointLessonId]:
        """The joint lessons, those tried apart, that hold what a slot needs, or are misfits then."""
        for other in self.misfits(lesson, candidate.seasons):
            if other.id not in tried:
                yield other.id
        for claim in candidate.claims:
            for lesson_id, held in self.joint_on.get((claim.resource, claim.hold.weekday), ()):
                if (
                    lesson_id not in tried
                    and in_the_way(self.problem, claim, held)
                    and not are_halves(lesson, self.wanted[lesson_id])
                ):
                    yield lesson_id

    def misfits(self, lesson: JointLesson, seasons: tuple[Season, ...]) -> Iterator[JointLesson]:
        """The lessons of its course in this draft that cannot stand as they do when it is there.

        The first of a double period that stands nowhere is among them for the second.
        """
        for other in self.wanted.values():
            if are_of_one_course(lesson, other):
                stands = self.standing_seasons(other)
                if unfit(self.district, (lesson, seasons), (other, stands)) or (
                    not stands and are_double(other, lesson)
                ):
                    yield other

    def standing_seasons(self, lesson: JointLesson) -> tuple[Season, ...]:
        """When a lesson stands from the first day on that this draft may change."""
        slot = self.slot_of(lesson.id)
        return () if slot is None else self.seasons(lesson, slot)

    def placements(self, lesson: JointLesson) -> tuple[Placement, ...]:
        """Where a lesson stands from the first day on that this draft may change."""
        return tuple(p for p in lesson.placements if p.days.first >= self.problem.since)

    def slot_of(self, lesson_id: JointLessonId) -> Slot | None:
        """Where a lesson stands; None: nowhere."""
        placements = self.placements(self.wanted[lesson_id])
        return placements[-1].slot if placements else None

    @cached_property
    def moves(self) -> Mapping[HomeLessonId, Move]:
        """The draft's own moves of lessons that may move."""
        draft = self.district.draft(self.community_id)
        found = () if draft is None else draft.moves
        return {
            move.lesson_id: move
            for move in found
            if move.since >= self.problem.since
            and (piece := self.problem.piece.get(move.lesson_id)) is not None
            and piece.movable
        }

    @cached_property
    def taken(self) -> Mapping[JointLessonId, Mapping[HomeLessonId, int]]:
        """The weeks of each home lesson in which a joint lesson has its place."""
        return {
            lesson.id: {
                home_id: self.weeks_taken(lesson, self.problem.piece[home_id])
                for placement in self.placements(lesson)
                for _, home_id in placement.replaced
                if home_id in self.problem.piece
            }
            for lesson in self.problem.wanted
        }

    def weeks_taken(self, lesson: JointLesson, piece: HomePiece) -> int:
        """Those of a home lesson's own weeks that a joint lesson takes; all, where it is turned to them."""
        touched, inside = self.problem.taken_weeks(lesson)
        return piece.hold.weeks & (inside if piece.hold.weeks & touched else -1)

    @cached_property
    def freed(self) -> Mapping[HomeLessonId, int]:
        """The weeks in which any joint lesson of this draft has a home lesson's place."""
        weeks: defaultdict[HomeLessonId, int] = defaultdict(int)
        for taken in self.taken.values():
            for home_id, bits in taken.items():
                weeks[home_id] |= bits
        return dict(weeks)

    @cached_property
    def stands(self) -> Mapping[HomeLessonId, Stand]:
        """Where every home lesson stands; those given up in all their weeks are left out."""
        found = {}
        for piece in self.problem.pieces:
            stand = self.put(piece)
            left = stand.weeks & ~self.freed.get(piece.id, 0)
            if left:
                found[piece.id] = stand._replace(weeks=left)
        return found

    def put(self, piece: HomePiece) -> Stand:
        """Where the draft puts a lesson, whatever joint lessons take of it."""
        move = self.moves.get(piece.id)
        if move is None:
            return Stand(piece.cell, piece.hold.weeks)
        weeks = self.problem.timeline.weeks(move.weeks, piece.campus_id)
        return Stand(Cell(move.weekday, move.period), weeks)

    def hold(self, piece: HomePiece, stand: Stand) -> Hold:
        """When a lesson is held that stands there."""
        if stand.cell == piece.cell:
            return Hold(stand.cell.weekday, stand.weeks, piece.hold.clock)
        clock = self.problem.clock(piece.lesson.class_id, *stand.cell)
        return Hold(stand.cell.weekday, stand.weeks, clock)

    @cached_property
    def home_on(self) -> Mapping[tuple[Resource, int], tuple[Stood, ...]]:
        """The home lessons that hold a class, teacher or place on a weekday."""
        return grouped(self._home_rows())

    def _home_rows(self) -> Iterator[tuple[tuple[Resource, int], Stood]]:
        for piece in self.problem.pieces:
            stand = self.stands.get(piece.id)
            if stand is not None:
                hold = self.hold(piece, stand)
                for claim in home_claims(piece, hold):
                    yield (claim.resource, hold.weekday), Stood(piece, stand, hold)

    @cached_property
    def crowd_on(self) -> Mapping[tuple[Crowd, int], tuple[Stood, ...]]:
        """The home lessons that share rooms of limited number on a weekday."""
        return grouped(
            ((crowd, stand.cell.weekday), Stood(piece, stand, self.hold(piece, stand)))
            for piece in self.problem.pieces
            if (stand := self.stands.get(piece.id)) is not None
            for crowd in crowds_of(self.problem, piece.campus_id, piece.lesson)
        )

    @cached_property
    def joint_on(self) -> Mapping[tuple[Resource, int], tuple[tuple[JointLessonId, Claim], ...]]:
        """What the joint lessons of this draft hold on a weekday."""
        return grouped(
            ((claim.resource, claim.hold.weekday), (lesson.id, claim))
            for lesson in self.problem.wanted
            for claim in standing_claims(self.problem.district, self.problem.timeline, lesson)
        )

    @cached_property
    def fixed_on(self) -> Mapping[tuple[Resource, int], tuple[tuple[Fixed, Claim], ...]]:
        """What was decided elsewhere, by what it is: unavailabilities, sessions, other joint lessons."""
        return decided_elsewhere(self.problem)

    @cached_property
    def bell_starts(self) -> Mapping[tuple[CampusId, int], tuple[tuple[int, int], ...]]:
        """Season and minute of every beginning of a lesson period at a campus on a weekday."""
        return bell_starts(self.problem)

    @cached_property
    def cells(self) -> Mapping[HomeLessonId, tuple[Cell, ...]]:
        """The cells in which a home lesson may stand."""
        return open_cells(self.problem)

    def overlaps(self, lesson: JointLesson, slot: Slot) -> Iterator[tuple[CampusId, int]]:
        """Each receiving campus's minutes in common with the host, the fewest of all seasons and classes."""
        least: dict[CampusId, int] = {}
        for season in self.seasons(lesson, slot):
            for standing in season.standings:
                if not standing.end.hosts:
                    before = least.get(standing.campus_id, standing.minutes)
                    least[standing.campus_id] = min(before, standing.minutes)
        yield from sorted(least.items())

    def teachers_of(self, campus_id: CampusId, subject: str) -> tuple[PersonId, ...]:
        """Who teaches a subject at a campus."""
        return self._teachers.get((campus_id, subject), ())

    @cached_property
    def _teachers(self) -> Mapping[tuple[CampusId, str], tuple[PersonId, ...]]:
        return teachers_by_subject(self.problem)

    @cached_property
    def unit_of(self) -> Mapping[CampusId, int]:
        """Which campuses must be repaired together: those that share a home teacher have one number."""
        return {
            campus_id: number
            for number, campus_ids in enumerate(campuses_together(self.problem))
            for campus_id in campus_ids
        }


def _without_lessons(district: District) -> District:
    return replace(district, joint_lessons=(), drafts=(), activities=())


def _unplaced(lesson: JointLesson) -> JointLesson:
    return replace(lesson, placements=(), pinned=False)
