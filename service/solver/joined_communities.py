"""Communities that share a campus, somebody or a place: one's table is in the way of the other's."""

from collections.abc import Iterator
from itertools import groupby

from service.domain.district import District, grouped
from service.domain.identity import CampusId, CommunityId
from service.solver.problem import since

Together = tuple[CommunityId, ...]


def solved_together(district: District) -> tuple[tuple[Together, ...], ...]:
    """The communities that have joint lessons, in groups that share nothing with each other.

    A group is solved as one, but for communities whose tables begin on different days: what lies before the
    later day is frozen for the one and open for the other. Those are solved one after another, in the order
    of their days.
    """
    asking = {lesson.community_id for lesson in district.joint_lessons if lesson.is_weekly}
    group_of = {one.id: {one.id} for one in district.communities if one.id in asking}
    users: dict[tuple[str, str], CommunityId] = {}
    for community_id, shared in _uses(district):
        if community_id not in asking:
            continue
        merged = group_of[community_id] | group_of[users.setdefault(shared, community_id)]
        for one in merged:
            group_of[one] = merged
    groups = dict.fromkeys(frozenset(group) for group in group_of.values())
    return tuple(_in_turn(district, group) for group in groups)


def _in_turn(district: District, group: frozenset[CommunityId]) -> tuple[Together, ...]:
    ids = [one.id for one in district.communities if one.id in group]
    ids.sort(key=lambda one: since(district, one))
    return tuple(tuple(same) for _, same in groupby(ids, key=lambda one: since(district, one)))


def _uses(district: District) -> Iterator[tuple[CommunityId, tuple[str, str]]]:
    """Whatever a solve of a community may move or book: (community, what and which)."""
    campuses: dict[CommunityId, set[CampusId]] = {
        one.id: set(district.members(one.id)) for one in district.communities
    }
    for lesson in district.joint_lessons:
        for end in lesson.ends:
            campuses[lesson.community_id].add(end.campus_id)
            yield from ((lesson.community_id, ("person", who)) for who in lesson.teachers_at(end))
            if end.place_id is not None:
                yield lesson.community_id, ("place", end.place_id)
    at_home = grouped(
        (timetable.campus_id, (lesson.teacher_id, lesson.place_id))
        for timetable in district.home_timetables
        for lesson in timetable.lessons
    )
    for community_id, campus_ids in campuses.items():
        for campus_id in sorted(campus_ids):
            yield community_id, ("campus", campus_id)
            for teacher_id, place_id in dict.fromkeys(at_home.get(campus_id, ())):
                if teacher_id is not None:
                    yield community_id, ("person", teacher_id)
                if place_id is not None:
                    yield community_id, ("place", place_id)
