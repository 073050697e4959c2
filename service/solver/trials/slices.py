"""The part of a district that a proposal can make wrong: what shares a class, a person or a room with it.

Every rule is about one class, person, place or kind of room; so a proposal makes nothing wrong where nothing
of this kind changed, and the rules need not read a whole community for each question.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from service.domain.district import District
from service.domain.findings import Finding
from service.domain.home_timetables import HomeLesson
from service.domain.identity import (
    CampusId,
    ClassId,
    CommunityId,
    HomeLessonId,
    JointLessonId,
    PersonId,
    PlaceId,
)
from service.domain.joint_lessons import JointLesson
from service.solver.checking import errors


@dataclass(frozen=True, slots=True)
class Slice:
    """Classes, people and places; and the special rooms (campus, subject) that are concerned."""

    classes: frozenset[ClassId]
    people: frozenset[PersonId]
    places: frozenset[PlaceId]
    rooms: frozenset[tuple[CampusId, str]]

    def has(self, district: District, lesson: HomeLesson) -> bool:
        campus_id = district.class_group[lesson.class_id].campus_id
        return (
            lesson.class_id in self.classes
            or lesson.teacher_id in self.people
            or lesson.place_id in self.places
            or (campus_id, lesson.subject) in self.rooms
        )

    def cut(self, district: District) -> District:
        """A district without what does not concern it; who takes the place of what stays, stays."""
        bases = tuple(
            replace(base, lessons=tuple(lesson for lesson in base.lessons if self.has(district, lesson)))
            for base in district.home_timetables
        )
        kept = {lesson.id for base in bases for lesson in base.lessons}
        return replace(
            district,
            home_timetables=bases,
            joint_lessons=tuple(
                lesson for lesson in district.joint_lessons if self._joins(lesson) or takes(lesson) & kept
            ),
            sessions=tuple(plan for plan in district.sessions if self.people.intersection(plan.attendees)),
            drafts=tuple(
                replace(draft, moves=tuple(move for move in draft.moves if move.lesson_id in kept))
                for draft in district.drafts
            ),
        )

    def _joins(self, lesson: JointLesson) -> bool:
        return any(
            self.classes.intersection(end.class_ids)
            or self.people.intersection(lesson.teachers_at(end))
            or end.place_id in self.places
            for end in lesson.ends
        )


def takes(lesson: JointLesson) -> set[HomeLessonId]:
    """The home lessons whose place a joint lesson takes."""
    return {home_id for placement in lesson.placements for _, home_id in placement.replaced}


def slice_of(
    district: District, home_ids: Iterable[HomeLessonId], lesson_ids: Iterable[JointLessonId]
) -> Slice:
    """What changes with these lessons."""
    home = [district.home_lesson[home_id] for home_id in home_ids]
    joint = [district.joint_lesson[lesson_id] for lesson_id in lesson_ids]
    ends = [(lesson, end) for lesson in joint for end in lesson.ends]
    special = district.preferences.special_room_subjects
    return Slice(
        classes=frozenset(
            [lesson.class_id for lesson in home] + [c for _, end in ends for c in end.class_ids]
        ),
        people=frozenset(
            [lesson.teacher_id for lesson in home if lesson.teacher_id is not None]
            + [person for lesson, end in ends for person in lesson.teachers_at(end)]
        ),
        places=frozenset(
            [lesson.place_id for lesson in home if lesson.place_id is not None]
            + [
                place.id
                for _, end in ends
                for place in district.places
                if place.id == end.place_id or (end.place_id is None and place.campus_id == end.campus_id)
            ]
        ),
        rooms=frozenset(
            (district.class_group[lesson.class_id].campus_id, lesson.subject)
            for lesson in home
            if lesson.subject in special
        ),
    )


class Faults:
    """What the rules, read by the independent checker, find in proposals for one table and not in that.

    What they were found to say of the table is kept: it need not be read again for the next proposal.
    """

    def __init__(self, district: District, community_id: CommunityId) -> None:
        self.district, self.community_ids = district, (community_id,)
        self._known: set[Finding] = set()

    def new_in(self, after: District, part: Slice) -> tuple[Finding, ...]:
        """The errors in a part of the table as it would be."""
        found = tuple(errors(part.cut(after), self.community_ids))
        if not self._known.issuperset(found):
            self._known.update(errors(part.cut(self.district), self.community_ids))
        return tuple(finding for finding in found if finding not in self._known)
