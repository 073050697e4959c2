"""What hangs together: the campuses, people and communities that one can reach from another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.domain.district import District
from service.domain.identity import TermId
from service.storage.tables.activities import activity, activity_campus, activity_person
from service.storage.tables.classes import class_group, class_name
from service.storage.tables.communities import campus, community, custody, membership, school
from service.storage.tables.home_timetables import home_lesson, home_timetable
from service.storage.tables.joint_lessons import joint_end, joint_lesson
from service.storage.tables.people import person, post
from service.storage.tables.research_sessions import research_session, session_member

#: A table's name and an id.
Node = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a term that is meant: schools, campuses, communities and people; None = all there are."""

    term_id: TermId
    nodes: frozenset[Node] | None = None

    def ids(self, kind: str) -> list[str] | None:
        return None if self.nodes is None else sorted(found for table, found in self.nodes if table == kind)


async def reachable(connection: AsyncConnection, term_id: TermId, starts: Iterable[Node]) -> Scope:
    """All that hangs together with these, by links of any date: those that share a teacher can clash."""
    linked = await _linked(connection)
    found = _reached(linked, [start for start in starts if start in linked])
    return _scope(term_id, found, linked)


async def components(connection: AsyncConnection, term_id: TermId) -> tuple[Scope, ...]:
    """The parts of a term that have communities and share nothing with each other."""
    linked = await _linked(connection)
    waiting = sorted(node for node in linked if node[0] == "community")
    found: list[Scope] = []
    while waiting:
        reached = _reached(linked, waiting[:1])
        found.append(_scope(term_id, reached, linked))
        waiting = [node for node in waiting if node not in reached]
    return tuple(found)


def _scope(term_id: TermId, found: set[Node], linked: Mapping[Node, set[Node]]) -> Scope:
    """All there is needs no names."""
    return Scope(term_id, None if len(found) == len(linked) else frozenset(found))


async def _linked(connection: AsyncConnection) -> dict[Node, set[Node]]:
    linked: dict[Node, set[Node]] = defaultdict(set)
    for one, other, query in _links():
        for left, right in await connection.execute(query.distinct()):
            if right is not None:
                linked[one, left].add((other, right))
                linked[other, right].add((one, left))
    return linked


def _reached(linked: Mapping[Node, set[Node]], starts: Iterable[Node]) -> set[Node]:
    found: set[Node] = set()
    waiting = list(starts)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(linked[node])
    return found


def nodes_of(district: District) -> Iterator[Node]:
    """Every node a district holds."""
    yield from (("school", entry.id) for entry in district.schools)
    yield from (("campus", entry.id) for entry in district.campuses)
    yield from (("community", entry.id) for entry in district.communities)
    yield from (("person", entry.id) for entry in district.people)


def _links() -> Iterator[tuple[str, str, Select[str, str]]]:
    # Each node is linked with itself, so that all are known.
    yield "school", "school", select(school.c.id, school.c.id.label("self"))
    yield "person", "person", select(person.c.id, person.c.id.label("self"))
    yield "community", "community", select(community.c.id, community.c.id.label("self"))
    yield "campus", "school", select(campus.c.id, campus.c.school_id)
    yield "school", "school", select(custody.c.school_id, custody.c.held_by)
    yield "community", "school", select(membership.c.community_id, membership.c.school_id)
    yield "campus", "person", select(post.c.campus_id, post.c.person_id)
    taught = home_timetable.join(home_lesson)
    yield "campus", "person", select(home_timetable.c.campus_id, home_lesson.c.teacher_id).select_from(taught)
    headed = class_group.join(class_name)
    yield (
        "campus",
        "person",
        select(class_group.c.campus_id, class_name.c.head_teacher_id).select_from(headed),
    )
    wish, ends = joint_lesson.c.community_id, joint_lesson.join(joint_end)
    yield "community", "person", select(wish, joint_lesson.c.lecturer_id)
    yield "community", "campus", select(wish, joint_end.c.campus_id).select_from(ends)
    yield "community", "person", select(wish, joint_end.c.assistant_id).select_from(ends)
    plan, attended = research_session.c.community_id, research_session.join(session_member)
    yield "community", "campus", select(plan, research_session.c.host_campus_id)
    yield "community", "person", select(plan, research_session.c.chair_id)
    yield "community", "person", select(plan, research_session.c.speaker_id)
    yield "community", "person", select(plan, session_member.c.person_id).select_from(attended)
    held = activity.c.community_id
    with_campuses, with_people = activity.join(activity_campus), activity.join(activity_person)
    yield "community", "campus", select(held, activity.c.host_campus_id)
    yield "community", "campus", select(held, activity_campus.c.campus_id).select_from(with_campuses)
    yield "community", "person", select(held, activity_person.c.person_id).select_from(with_people)
