"""Joint lessons by what they are called: a code (J01) is one community's, and another may have the same."""

from collections.abc import Collection, Iterable, Mapping

from calendars.spans import ALWAYS
from service.domain.district import District
from service.domain.identity import CommunityId, JointLessonId
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


def is_later_part(lesson: JointLesson) -> bool:
    """Whether it is what a split made of a lesson, from a change of bells on: no wish says when it begins."""
    return lesson.days.first != ALWAYS.first


def parts_of(lessons: Iterable[JointLesson], lesson: JointLesson) -> tuple[JointLesson, ...]:
    """All that a lesson was split into, it among them, in the order of their days; itself if it is whole."""
    lessons = tuple(lessons)
    first = _first_of(lessons, lesson)
    others = (other for other in lessons if is_later_part(other) and _first_of(lessons, other) == first)
    return (first, *sorted(others, key=lambda part: part.days))


def wholes_of(lessons: Iterable[JointLesson]) -> Mapping[JointLessonId, JointLessonId]:
    """By each later part of what is split the lesson that it is a part of."""
    lessons = tuple(lessons)
    return {part.id: _first_of(lessons, part).id for part in lessons if is_later_part(part)}


def _first_of(lessons: Iterable[JointLesson], part: JointLesson) -> JointLesson:
    """The lesson whose wish asks for this: of J05-2-冬 it is J05-2, not J05."""
    if not is_later_part(part):
        return part
    wholes = (
        one
        for one in lessons
        if not is_later_part(one)
        and one.community_id == part.community_id
        and part.code.startswith(f"{one.code}-")
    )
    return max(wholes, key=lambda one: len(one.code), default=part)


def is_asked_no_more(lesson: JointLesson, codes: Collection[tuple[CommunityId, str]]) -> bool:
    """Whether the wish that asked for it stands in a workbook, where it asks for fewer of them by now."""
    community_id = lesson.community_id
    if (community_id, lesson.code) in codes:
        return False
    if is_later_part(lesson):
        return any(whose == community_id and lesson.code.startswith(f"{code}-") for whose, code in codes)
    return bool(lesson.course) and (community_id, lesson.course) in codes
