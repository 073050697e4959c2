"""An answer put into the district: placements into joint lessons, moves into the draft."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from service.domain.district import District, grouped
from service.domain.drafts import Draft
from service.domain.home_timetables import Move, is_home_again
from service.domain.identity import CampusId, ClassId, CommunityId, HomeLessonId, JointLessonId
from service.domain.joint_lessons import JointLesson, Placement
from service.solver.answer import Answer
from service.solver.held_lessons import held_lessons
from service.solver.problem import since
from service.solver.season_parts import taking_alike
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
    return applied_to_all(district, (community_id,), answer)


def applied_to_all(district: District, community_ids: tuple[CommunityId, ...], answer: Answer) -> District:
    """The same for communities that were solved as one: each has the moves of its own campuses in its draft.

    What moves at a campus that they share is in one draft only: of a community that has a lesson with the
    class, else of the first.
    """
    first = since(district, *community_ids)
    placed = dict(answer.placements)
    decided = placed.keys() | {entry.lesson_id for entry in answer.not_placed}
    lessons = tuple(
        _with_placements(lesson, placed.get(lesson.id, ()), first) if lesson.id in decided else lesson
        for lesson in district.joint_lessons
    )
    new = {move.lesson_id for move in answer.moves}
    own = grouped((_mover(district, community_ids, move), move) for move in answer.moves)
    drafts = {draft.community_id: draft for draft in district.drafts}
    for community_id in community_ids:
        old = drafts.get(community_id)
        if old is None:
            old = Draft(community_id, district.term.id, district.term.term.first_day)
        drafts[community_id] = replace(
            old,
            moves=(*_kept(district, old, first, new), *own.get(community_id, ())),
            made_on=tuple(_versions(district, community_id, lessons)),
        )
    return replace(district, joint_lessons=taking_alike(lessons), drafts=tuple(drafts.values()))


def frozen(district: District, community_ids: tuple[CommunityId, ...]) -> District:
    """What stands in any case: what lies before the first day, what is pinned, what is on single dates."""
    first = since(district, *community_ids)
    lessons = (
        lesson
        if stands_anyway(lesson) or lesson.community_id not in community_ids
        else _with_placements(lesson, (), first)
        for lesson in district.joint_lessons
    )
    return replace(
        district,
        joint_lessons=tuple(
            lesson for lesson in lessons if lesson.is_placed or lesson.community_id not in community_ids
        ),
        drafts=tuple(
            replace(draft, moves=tuple(_kept(district, draft, first, frozenset())))
            if draft.community_id in community_ids
            else draft
            for draft in district.drafts
        ),
    )


def stands_anyway(lesson: JointLesson) -> bool:
    """Single dates are given, and what is pinned stays: no solve decides where they stand."""
    return not lesson.is_weekly or (lesson.pinned and bool(lesson.placements))


def _kept(district: District, draft: Draft, first: date, new: Collection[HomeLessonId]) -> Iterator[Move]:
    """The moves that stay: those before the first day, those of what is pinned, and what made room for it.

    What was moved before and is not moved any more goes back from the first day on.
    """
    held, last = held_lessons(district), dict[HomeLessonId, Move]()
    for move in sorted(draft.moves, key=lambda move: move.since):
        stays = move.lesson_id in held and move.lesson_id not in new
        if move.since < first or stays:
            yield move
        if move.since < first and not stays and move.lesson_id not in new:
            last[move.lesson_id] = move
    for lesson_id, move in last.items():
        home = district.home_lesson.get(lesson_id)
        if home is not None and not is_home_again(home, move):
            yield Move(lesson_id, home.weekday, home.period, home.weeks, first)


def _mover(district: District, community_ids: tuple[CommunityId, ...], move: Move) -> CommunityId:
    """The community in whose draft a move stands."""
    class_id = district.home_lesson[move.lesson_id].class_id
    asking = {
        lesson.community_id
        for lesson in district.joint_lessons
        if any(class_id in end.class_ids for end in lesson.ends)
    }
    campus_id = district.class_group[class_id].campus_id
    there = [one for one in community_ids if campus_id in _campuses(district, one, district.joint_lessons)]
    return next((one for one in there if one in asking), (there or community_ids)[0])


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
    for campus_id in sorted(_campuses(district, community_id, lessons) & district.timetables_of.keys()):
        yield campus_id, district.timetables_of[campus_id][-1].version


def _campuses(
    district: District, community_id: CommunityId, lessons: Iterable[JointLesson]
) -> frozenset[CampusId]:
    """The campuses of a community and of its lessons."""
    own = (lesson for lesson in lessons if lesson.community_id == community_id)
    return frozenset(district.members(community_id)).union(end.campus_id for one in own for end in one.ends)
