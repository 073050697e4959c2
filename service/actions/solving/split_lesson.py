"""Split a joint lesson by season, so that each has a slot of its own, or join it again (`tongke split`)."""

from datetime import datetime

from service.domain.district import District
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.lesson_codes import communities_of, lessons_called, parts_of
from service.domain.season_splits import (
    NoSuchLesson,
    NothingImported,
    OfSeveralCommunities,
    joined,
    split,
)
from service.storage.database import Database


async def split_lesson(
    database: Database,
    code: str,
    *,
    undo: bool = False,
    community: str | None = None,
    term: str | None = None,
    actor: str,
    now: datetime,
) -> tuple[JointLesson, ...]:
    """The parts of the lesson of that code, in the order of their days; with `undo` the one they are again.

    Raises SplitRefused: then nothing was written.
    """
    # A solve may be writing the draft that it is in: the whole district is locked.
    async with database.writing(None, None, actor, now) as store:
        district = await store.load_district(term, community)
        if district is None:
            raise NothingImported
        lesson = _called(district, code, community)
        first = parts_of(district.joint_lessons, lesson)[0]
        ids = iter(lambda: JointLessonId(store.mint()), None)
        after = joined(district, lesson) if undo else split(district, lesson, ids)
        await store.save_district(district, after)
    return parts_of(after.joint_lessons, after.joint_lesson[first.id])


def _called(district: District, code: str, community: str | None) -> JointLesson:
    called = lessons_called(district, code, community)
    if not called:
        raise NoSuchLesson(code)
    if len(called) > 1:
        raise OfSeveralCommunities(code, communities_of(district, called))
    return called[0]
