"""An answer put into the district: placements into joint lessons, moves into the draft."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.identity import CampusId, ClassId, CommunityId, HomeLessonId, JointLessonId
from service.domain.joint_lessons import JointLesson, Placement
from service.solver.answer import Answer
from service.solver.problem import since
from service.solver.slots import Candidate

Pairs = tuple[tuple[ClassId, HomeLessonId], ...]


def placements(
    slots: Mapping[JointLessonId, Candidate], given_up: Mapping[JointLessonId, Pairs]
) -> tuple[tuple[JointLessonId, tuple[Placement, ...]], ...]:
    """One placement per season of bells, for each lesson that has a slot."""
    return tuple(
        (
            lesson_id,
            tuple(
                Placement(season.days, season.slot, season.local_periods, given_up.get(lesson_id, ()))
                for season in candidate.seasons
            ),
        )
        for lesson_id, candidate in sorted(slots.items())
    )


def applied(district: District, community_id: CommunityId, answer: Answer) -> District:
    """The district with an answer in the draft of its community; what lies before its first day stays.

    The draft names the version of each campus's home timetable that it was made on.
    """
    first = since(district, community_id)
    placed = dict(answer.placements)
    decided = placed.keys() | {entry.lesson_id for entry in answer.not_placed}
    lessons = tuple(
        _with_placements(lesson, placed.get(lesson.id, ()), first) if lesson.id in decided else lesson
        for lesson in district.joint_lessons
    )
    old = district.draft(community_id) or Draft(community_id, district.term.id, district.term.term.first_day)
    new = {move.lesson_id for move in answer.moves}
    kept = tuple(
        move
        for move in old.moves
        if move.since < first or (move.lesson_id in old.pinned and move.lesson_id not in new)
    )
    draft = replace(
        old, moves=(*kept, *answer.moves), made_on=tuple(_versions(district, community_id, lessons))
    )
    if district.draft(community_id) is None:
        drafts = (*district.drafts, draft)
    else:
        drafts = tuple(draft if entry is old else entry for entry in district.drafts)
    return replace(district, joint_lessons=lessons, drafts=drafts)


def _with_placements(lesson: JointLesson, new: Iterable[Placement], first: date) -> JointLesson:
    before = tuple(
        replace(placement, days=days)
        for placement in lesson.placements
        if placement.days.first < first
        and (days := placement.days.intersection(DateSpan(placement.days.first, first))) is not None
    )
    return replace(lesson, placements=(*before, *new))


def _versions(
    district: District, community_id: CommunityId, lessons: Iterable[JointLesson]
) -> Iterator[tuple[CampusId, int]]:
    campus_ids = set(district.members(community_id))
    for lesson in lessons:
        if lesson.community_id == community_id:
            campus_ids |= {end.campus_id for end in lesson.ends}
    for campus_id in sorted(campus_ids & district.timetables_of.keys()):
        yield campus_id, district.timetables_of[campus_id][-1].version
