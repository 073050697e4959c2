"""Home lessons as a solve finds them: where each stands, what it holds there, and what fixes it by nature."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from service.domain.district import District, grouped
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, HomeLessonId
from service.solver.claims import Claim, Resource, resources_of
from service.solver.clocks import Hold

CLASS_MEETING = "班会"
WHOLE_GRADE_SUBJECTS = frozenset({"校本课程", "社团活动", "社团"})


class Cell(NamedTuple):
    """A weekday (1–7) and a period number of one class's bells."""

    weekday: int
    period: int


@dataclass(frozen=True, slots=True)
class HomePiece:
    """A home lesson as it stands before this solve.

    `movable`: it may be put elsewhere in the week; `takable`: a joint lesson may take its place.
    """

    lesson: HomeLesson
    campus_id: CampusId
    cell: Cell
    hold: Hold
    movable: bool
    takable: bool

    @property
    def id(self) -> HomeLessonId:
        return self.lesson.id

    @property
    def uses(self) -> Iterator[Resource]:
        """Its class, teacher and place."""
        return resources_of(self.lesson.class_id, self.lesson.teacher_id, self.lesson.place_id)


def home_claims(piece: HomePiece, hold: Hold) -> Iterator[Claim]:
    """Class, teacher and place of a home lesson that stands then."""
    return (Claim(resource, hold, piece.campus_id) for resource in piece.uses)


def held_by_the_whole_grade(district: District) -> frozenset[HomeLessonId]:
    """校本课程 and 社团 that all classes of a grade have at the same time."""
    together = grouped(
        (
            (
                timetable.campus_id,
                district.grade(lesson.class_id),
                lesson.subject,
                lesson.weekday,
                lesson.period,
            ),
            lesson,
        )
        for timetable in district.home_timetables
        for lesson in timetable.lessons
        if lesson.subject in WHOLE_GRADE_SUBJECTS
    )
    size = Counter(
        (district.class_group[name.class_id].campus_id, district.grade(name.class_id))
        for name in district.class_names
    )
    return frozenset(
        lesson.id
        for (campus_id, grade, *_), lessons in together.items()
        if len({lesson.class_id for lesson in lessons}) == size[campus_id, grade]
        for lesson in lessons
    )
