"""Split a joint lesson by season, so that each has a slot of its own, or join it again (`tongke split`)."""

from dataclasses import dataclass
from datetime import datetime

from service.actions.solving.seen_states import district_as_seen, district_shown
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
    splits,
)
from service.storage.database import Database

Parts = tuple[JointLesson, ...]


@dataclass(frozen=True, slots=True)
class Splits:
    """The parts of each lesson that is split; `seen` is the state of the database that this was read in."""

    district: District
    lessons: tuple[Parts, ...]
    seen: str


async def read_splits(database: Database, community: str | None = None, term: str | None = None) -> Splits:
    """What is split. Raises NothingImported."""
    district, seen = await district_shown(database, community, term)
    if district is None:
        raise NothingImported
    return Splits(district, splits(district, community), seen)


async def split_lesson(
    database: Database,
    code: str,
    *,
    undo: bool = False,
    community: str | None = None,
    term: str | None = None,
    seen: str | None = None,
    actor: str,
    now: datetime,
) -> Parts:
    """The parts of the lesson of that code, in the order of their days; with `undo` the one they are again.

    `seen`: only if that is still the state of the database. Raises SplitRefused or SeenAnother: then nothing
    was written.
    """
    # A solve may be writing the draft that it is in: the whole district is locked.
    async with database.writing(None, None, actor, now) as store:
        district = await district_as_seen(store, seen, community, term)
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
