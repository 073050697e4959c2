"""The part of a district that a revision holds."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from service.domain.district import District
from service.domain.identity import CampusId, CommunityId
from service.domain.publishing.revisions.published_terms import PublishedTerm


def slice_of(district: District, community_id: CommunityId, former: PublishedTerm) -> District:
    """What a revision of a community holds: its campuses, with what is needed to open them out, no more.

    Other communities take part in it with what they have published themselves, not with their drafts.
    """
    others = {
        revision.community_id: revision.content.district
        for revision in former.revisions
        if revision.community_id != community_id
    }
    covered = frozenset(_campuses(district, community_id))
    lessons = tuple(
        lesson
        for source, owner in ((district, community_id), *((there, id_) for id_, there in others.items()))
        for lesson in source.joint_lessons
        if lesson.community_id == owner
        and (owner == community_id or any(end.campus_id in covered for end in lesson.ends))
    )
    drafts = tuple(
        draft
        for source, owner in ((district, community_id), *((there, id_) for id_, there in others.items()))
        for draft in source.drafts
        if draft.community_id == owner
    )
    return _cut(
        replace(
            district,
            joint_lessons=lessons,
            drafts=drafts,
            sessions=tuple(s for s in district.sessions if s.community_id == community_id),
        ),
        covered,
    )


def published_campuses(district: District, community_id: CommunityId) -> tuple[CampusId, ...]:
    """The campuses whose home timetables a community's revision publishes: members, and its lessons' ends.

    One that has not sent its table yet is not published: its first table will be new, not a change.
    """
    campuses = _campuses(district, community_id)
    return tuple(campus_id for campus_id in campuses if campus_id in district.timetables_of)


def _campuses(district: District, community_id: CommunityId) -> tuple[CampusId, ...]:
    ends = (
        end.campus_id
        for lesson in district.joint_lessons
        if lesson.community_id == community_id
        for end in lesson.ends
    )
    return tuple(dict.fromkeys((*district.members(community_id), *ends)))


def _cut(district: District, covered: frozenset[CampusId]) -> District:
    """The district without campuses that nothing in it needs."""
    needed = covered | {end.campus_id for lesson in district.joint_lessons for end in lesson.ends}
    classes = tuple(group for group in district.classes if group.campus_id in needed)
    class_ids = frozenset(group.id for group in classes)
    campuses = tuple(campus for campus in district.campuses if campus.id in needed)
    schools = frozenset(campus.school_id for campus in campuses)
    posts = tuple(post for post in district.posts if post.campus_id in needed)
    people = frozenset(_people(district, covered)) | {post.person_id for post in posts}
    return replace(
        district,
        schools=tuple(school for school in district.schools if school.id in schools),
        campuses=campuses,
        memberships=tuple(row for row in district.memberships if row.school_id in schools),
        custodies=(),
        people=tuple(person for person in district.people if person.id in people),
        posts=posts,
        unavailabilities=(),
        travels=(),
        places=tuple(place for place in district.places if place.campus_id in needed),
        classes=classes,
        class_names=tuple(name for name in district.class_names if name.class_id in class_ids),
        campus_terms=tuple(entry for entry in district.campus_terms if entry.campus_id in needed),
        home_timetables=tuple(base for base in district.home_timetables if base.campus_id in covered),
    )


def _people(district: District, covered: frozenset[CampusId]) -> Iterator[str]:
    """Everybody who is named in what is published, with or without a post there."""
    found: Iterable[str | None] = (
        *(
            lesson.teacher_id
            for b in district.home_timetables
            if b.campus_id in covered
            for lesson in b.lessons
        ),
        *(lesson.lecturer_id for lesson in district.joint_lessons),
        *(end.assistant_id for lesson in district.joint_lessons for end in lesson.ends),
        *(handover.teacher_id for lesson in district.joint_lessons for handover in lesson.handovers),
        *(person for session in district.sessions for person in session.attendees),
    )
    return (person for person in found if person is not None)
