"""How each kind of row is known, whose it is and what it is called: one section per kind."""

from typing import Any

from service.domain.activities import Activity
from service.domain.classes import ClassGroup
from service.domain.communities import Campus, Community, Custody, Membership, School
from service.domain.differences.difference import DISTRICT, Kind, Name, Owner
from service.domain.differences.naming import Naming
from service.domain.differences.rows import Section
from service.domain.drafts import Draft
from service.domain.joint_lessons import JointLesson
from service.domain.people import Person, Post, Travel, Unavailability
from service.domain.places import Place
from service.domain.research_sessions import ResearchSession


def _named(*parts: str) -> Name:
    return tuple(part for part in parts if part)


def _of_district(naming: Naming, row: Any) -> Owner:
    return DISTRICT


def _of_campus(naming: Naming, row: Any) -> Owner:
    return naming.of_campus(row.campus_id)


def _of_community(naming: Naming, row: Any) -> Owner:
    return naming.of_community(row.community_id)


def _id(row: Any) -> str:
    return str(row.id)


def _member(row: Membership) -> tuple[str, ...]:
    return row.community_id, row.school_id, row.campus_id or ""


def _session_name(session: ResearchSession) -> Name:
    return _named(session.code, session.topic or session.subject)


HOLIDAYS: Section[Any] = Section(
    Kind.HOLIDAYS, lambda year: year.year, _of_district, lambda naming, year: (str(year.year),)
)
SCHOOLS: Section[School] = Section(
    Kind.SCHOOL, _id, _of_district, lambda naming, school: (school.name,), told=("code",)
)
CAMPUSES: Section[Campus] = Section(
    Kind.CAMPUS,
    _id,
    lambda naming, campus: naming.of_campus(campus.id),
    lambda naming, campus: (),
    told=("school_id", "aliases"),
)
COMMUNITIES: Section[Community] = Section(
    Kind.COMMUNITY,
    _id,
    lambda naming, community: naming.of_community(community.id),
    lambda naming, community: (),
    told=("kind", "shape"),
)
MEMBERSHIPS: Section[Membership] = Section(
    Kind.MEMBERSHIP,
    _member,
    _of_community,
    lambda naming, row: (naming.campus(row.campus_id) if row.campus_id else naming.school(row.school_id),),
    told=("role",),
)
CUSTODIES: Section[Custody] = Section(
    Kind.CUSTODY,
    lambda row: row.school_id,
    _of_district,
    lambda naming, row: (naming.school(row.school_id),),
    told=("held_by", "valid"),
)
PEOPLE: Section[Person] = Section(
    Kind.PERSON,
    _id,
    lambda naming, person: naming.of_person(person.id),
    lambda naming, person: (naming.person(person.id),),
)
POSTS: Section[Post] = Section(
    Kind.POST,
    _id,
    _of_campus,
    lambda naming, post: _named(naming.person(post.person_id), post.staff_number),
    told=("subject",),
)
UNAVAILABILITIES: Section[Unavailability] = Section(
    Kind.UNAVAILABILITY,
    lambda row: (row.person_id, row.weekday, row.days, row.span, row.weeks),
    lambda naming, row: naming.of_person(row.person_id),
    lambda naming, row: (naming.person(row.person_id),),
    told=("weekday", "days", "span", "reason"),
)
TRAVELS: Section[Travel] = Section(
    Kind.TRAVEL,
    lambda row: frozenset(row.between),
    _of_district,
    lambda naming, row: (" — ".join(map(naming.campus, row.between)),),
    told=("minutes",),
)
PLACES: Section[Place] = Section(
    Kind.PLACE,
    _id,
    _of_campus,
    lambda naming, place: (place.name,),
    told=("kind", "can_host", "max_ends"),
)
CLASSES: Section[ClassGroup] = Section(
    Kind.CLASS,
    _id,
    _of_campus,
    lambda naming, group: (naming.class_(group.id),),
    told=("entry_year",),
)
JOINT_LESSONS: Section[JointLesson] = Section(
    Kind.JOINT_LESSON,
    _id,
    _of_community,
    lambda naming, lesson: _named(lesson.code, lesson.subject),
    told=(
        "lecturer_id",
        "ends",
        "wished",
        "limits",
        "one_offs",
        "weeks",
        "course",
        "right_after",
        "handovers",
    ),
    # Single dates stand in no week.
    idle=lambda lesson: frozenset() if lesson.is_weekly else frozenset({"weeks"}),
)
SESSIONS: Section[ResearchSession] = Section(
    Kind.SESSION,
    _id,
    _of_community,
    lambda naming, session: _session_name(session),
    told=("day", "span", "host_campus_id", "place_text", "chair_id"),
)
DRAFTS: Section[Draft] = Section(
    Kind.DRAFT,
    lambda draft: draft.community_id,
    _of_community,
    lambda naming, draft: (),
    told=("effective_from",),
)
ACTIVITIES: Section[Activity] = Section(
    Kind.ACTIVITY,
    _id,
    _of_community,
    lambda naming, row: _named(row.code, row.kind, row.topic),
    told=("days", "host_campus_id", "people_text"),
)
