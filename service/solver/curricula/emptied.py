"""A community before its campuses have any timetable: what lessons and joint lessons find held already."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Literal

from service.domain.curricula.curriculum import Curriculum, Kind, Party, Unavailable
from service.domain.curricula.home_tables import with_table
from service.domain.curricula.week_grids import Cell as GridCell
from service.domain.district import District
from service.domain.identity import CampusId, ClassId, CommunityId, PersonId
from service.domain.joint_lessons import JointLesson
from service.solver.claims import Resource
from service.solver.clocks import Hold
from service.solver.home_pieces import Cell
from service.solver.problem import Problem

_RESOURCES: Mapping[Kind, Literal["class", "person", "place"]] = {
    Kind.CLASS: "class",
    Kind.TEACHER: "person",
    Kind.PLACE: "place",
}


class Emptied(Problem):
    """The problem of joint lessons where the tables of these campuses are still to be made.

    Their home timetables in `district` hold no lessons proper; a class may have some wherever its grid is.
    """

    def __init__(
        self, district: District, community_id: CommunityId, curricula: Iterable[Curriculum]
    ) -> None:
        super().__init__(district, community_id)
        self.curricula = {curriculum.campus_id: curriculum for curriculum in curricula}

    @cached_property
    def cells(self) -> Mapping[ClassId, tuple[Cell, ...]]:
        found = {}
        for curriculum in self.curricula.values():
            for class_id in dict.fromkeys(one.class_id for one in curriculum.requirements):
                closed = curriculum.closed.get(Party(Kind.CLASS, class_id), frozenset())
                found[class_id] = tuple(Cell(*cell) for cell in curriculum.grid.cells if cell not in closed)
        return {**super().cells, **found}

    def hold(self, class_id: ClassId, cell: GridCell) -> Hold:
        """When a class has a cell, in every week."""
        return Hold(cell.weekday, self.timeline.all_weeks, self.clock(class_id, *cell))

    def with_what_is_held(self, curriculum: Curriculum) -> Curriculum:
        """The curriculum without the cells in which its people, classes and rooms are taken elsewhere.

        By joint lessons that stand, research sessions, absences, and lessons of campuses that keep their
        tables; a shared teacher also by the days that she is not at the campus, and by the way there.
        """
        return replace(curriculum, unavailable=(*curriculum.unavailable, *self._elsewhere(curriculum)))

    def _elsewhere(self, curriculum: Curriculum) -> Iterator[Unavailable]:
        parties: dict[Party, set[ClassId]] = {}
        for requirement in curriculum.requirements:
            rooms = (Party(Kind.PLACE, place_id) for place_id in requirement.place_ids)
            for party in (*requirement.parties, *rooms):
                parties.setdefault(party, set()).add(requirement.class_id)
        for party, class_ids in parties.items():
            cells = frozenset(
                cell
                for cell in curriculum.grid.cells
                if any(
                    self._is_held(party, curriculum.campus_id, self.hold(class_id, cell))
                    for class_id in self._one_of_each_grade(class_ids)
                )
            )
            if cells:
                yield Unavailable(party, cells)

    def _one_of_each_grade(self, class_ids: Iterable[ClassId]) -> Iterable[ClassId]:
        return {self.district.grade(class_id): class_id for class_id in sorted(class_ids)}.values()

    def _is_held(self, party: Party, campus_id: CampusId, hold: Hold) -> bool:
        if None in hold.clock:
            return True  # in some season the bells have no such period
        if party.kind is Kind.TEACHER and not self.district.is_at(
            PersonId(party.id), campus_id, hold.weekday
        ):
            return True
        resource = Resource(_RESOURCES[party.kind], party.id)
        claims = (
            *self.fixed_claims.get(resource, ()),
            *(self.session_claims.get(resource, ()) if party.kind is Kind.TEACHER else ()),
        )
        for claim in claims:
            way = 0 if claim.campus_id is None else self._way(party, claim.campus_id, campus_id)
            if claim.hold.nearer_than(hold, way):
                return True
        return any(
            piece.hold.nearer_than(hold, self._way(party, piece.campus_id, campus_id))
            for piece in self.pieces_on.get((resource, hold.weekday), ())
        )

    def _way(self, party: Party, one: CampusId, other: CampusId) -> int:
        return self.district.minutes_on_the_way(one, other) if party.kind is Kind.TEACHER else 0


def emptied(
    district: District,
    curricula: Iterable[Curriculum],
    community_id: CommunityId,
    first: date,
    mint: Callable[[], str],
) -> District:
    """The district as it is before these tables are made, in force from `first` on.

    Only what is no lesson proper (早读, 课后服务) stays of the campuses' tables, and the community's weekly
    joint lessons stand nowhere; where one was pinned is where it is wished.
    """
    for curriculum in curricula:
        district = with_table(district, curriculum, (), first, mint)
    return replace(
        district,
        joint_lessons=tuple(
            _unplaced(lesson) if lesson.community_id == community_id and lesson.is_weekly else lesson
            for lesson in district.joint_lessons
        ),
        drafts=tuple(draft for draft in district.drafts if draft.community_id != community_id),
    )


def _unplaced(lesson: JointLesson) -> JointLesson:
    pinned = lesson.pinned and lesson.placements
    wished = lesson.placements[-1].slot if pinned else lesson.wished
    return replace(lesson, placements=(), pinned=False, wished=wished)
