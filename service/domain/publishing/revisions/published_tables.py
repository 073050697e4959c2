"""Whether a draft is what is published: paper says the revision's number, or that it is a draft."""

from collections.abc import Mapping
from dataclasses import replace

from service.domain.district import District
from service.domain.home_timetables import HomeTimetable, Move
from service.domain.identity import CommunityId, TimetableId
from service.domain.joint_lessons import JointLesson
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revision_slices import published_campuses
from service.domain.publishing.revisions.revisions import Revision
from service.domain.sittings.awaited import settled

_Table = tuple[frozenset[JointLesson], frozenset[Move], Mapping[TimetableId, HomeTimetable]]


def published_as(district: District, community_id: CommunityId, former: PublishedTerm) -> Revision | None:
    """The community's newest revision where its draft still says the same; None: the draft says another.

    What is 待定 is published by neither.
    """
    latest = former.latest(community_id)
    if latest is None or _table(settled(district), community_id) != _table(
        latest.content.district, community_id
    ):
        return None
    return latest


def _table(district: District, community_id: CommunityId) -> _Table:
    """What a sheet shows: joint lessons, moves, and the bases they are made to."""
    draft = district.draft(community_id)
    campuses = published_campuses(district, community_id)
    return (
        frozenset(
            replace(lesson, pinned=False)
            for lesson in district.joint_lessons
            if lesson.community_id == community_id
        ),
        frozenset(draft.moves if draft else ()),
        {base.id: base for base in district.home_timetables if base.campus_id in campuses},
    )
