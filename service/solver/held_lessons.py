"""The home lessons that stay where a draft has them: what is pinned, and what made room for it."""

from collections.abc import Iterator

from service.domain.district import District
from service.domain.home_timetables import HomeLesson, Move
from service.domain.identity import HomeLessonId
from service.domain.joint_lessons import JointLesson
from service.solver.claims import Resource, class_resource, person_resource, resources_of


def held_lessons(district: District) -> frozenset[HomeLessonId]:
    """Those pinned, and those moved away from a day on which something pinned needs what they need.

    By days, not by hours: that holds a few too many, and none too few. What made room for these stays, too.
    """
    last: dict[HomeLessonId, Move] = {
        move.lesson_id: move
        for move in sorted(district.moves, key=lambda move: move.since)
        if move.lesson_id in district.home_lesson
    }
    held = set(district.pinned)
    taken = {
        (resource, placement.slot.weekday)
        for lesson in district.joint_lessons
        if lesson.pinned
        for placement in lesson.placements
        for resource in _needed(lesson)
    }
    fresh = held & last.keys()
    while True:
        taken |= {
            (resource, last[lesson_id].weekday)
            for lesson_id in fresh
            for resource in _used(district.home_lesson[lesson_id])
        }
        fresh = {lesson_id for lesson_id in last.keys() - held if _was_in_the_way(district, lesson_id, taken)}
        if not fresh:
            return frozenset(held)
        held |= fresh


def _was_in_the_way(district: District, lesson_id: HomeLessonId, taken: set[tuple[Resource, int]]) -> bool:
    home = district.home_lesson[lesson_id]
    return any((resource, home.weekday) in taken for resource in _used(home))


def _used(home: HomeLesson) -> Iterator[Resource]:
    return resources_of(home.class_id, home.teacher_id, home.place_id)


def _needed(lesson: JointLesson) -> set[Resource]:
    """The classes and people of a joint lesson; home lessons stand in none of its rooms."""
    ends = lesson.ends
    return {class_resource(class_id) for end in ends for class_id in end.class_ids} | {
        person_resource(person_id) for end in ends for person_id in lesson.teachers_at(end)
    }
