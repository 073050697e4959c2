"""Joint lessons by what they are called: a code (J01) is one community's, and another may have the same."""

from collections.abc import Container, Iterable

from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.joint_lessons import JointLesson


def lessons_called(district: District, which: str, community: str | None) -> tuple[JointLesson, ...]:
    """Those of this code or id, of one community (its id or name) where one is said."""
    return tuple(
        lesson
        for lesson in district.joint_lessons
        if which in (lesson.id, lesson.code) and is_of(district, lesson.community_id, community)
    )


def is_of(district: District, community_id: CommunityId | None, community: str | None) -> bool:
    """Whether that is the community somebody said; whoever said none means any."""
    if community is None:
        return True
    return community_id is not None and community in (community_id, district.community[community_id].name)


def communities_of(district: District, lessons: Iterable[JointLesson]) -> tuple[str, ...]:
    """The names of the communities that these are lessons of."""
    return tuple(dict.fromkeys(district.community[lesson.community_id].name for lesson in lessons))


def is_asked_no_more(lesson: JointLesson, codes: Container[tuple[CommunityId, str]]) -> bool:
    """Whether the wish that asked for it stands in a workbook, where it asks for fewer lessons by now."""
    community_id = lesson.community_id
    return (
        bool(lesson.course)
        and (community_id, lesson.code) not in codes
        and (community_id, lesson.course) in codes
    )
