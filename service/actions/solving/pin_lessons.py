"""Pin lessons of a draft, so that no solve moves them, or unpin them (`tongke pin`, `tongke unpin`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.actions.solving.seen_states import district_as_seen, district_shown
from service.domain.district import District
from service.domain.lesson_codes import communities_of, lessons_called
from service.domain.pins import (
    CampusUnclear,
    CommunityUnclear,
    LessonNotMeant,
    Lessons,
    NothingKnown,
    NotPinned,
    OnSingleDates,
    StandsNowhere,
    pinnable_lessons,
    pinned,
    pinned_lessons,
    unpinned,
)
from service.storage.database import Database
from service.words.tables.named_things import home_lessons_meant


@dataclass(frozen=True, slots=True)
class Pins:
    """What is pinned; `seen` is the state of the database that this was read in."""

    district: District
    lessons: Lessons
    seen: str


async def read_pins(database: Database, community: str | None = None, term: str | None = None) -> Pins:
    """What is pinned. Raises NothingKnown."""
    district, seen = await district_shown(database, community, term)
    if district is None:
        raise NothingKnown
    return Pins(district, pinned_lessons(district, community), seen)


async def pin_lessons(
    database: Database,
    texts: Sequence[str],
    *,
    undo: bool = False,
    community: str | None = None,
    term: str | None = None,
    seen: str | None = None,
    actor: str,
    now: datetime,
) -> Lessons:
    """Pin what is meant, all or nothing, or (`undo`) unpin it; gives what was meant.

    `texts`: each a joint lesson's code, or words that home lessons bear: campus, class, subject, weekday,
    period, teacher. `seen`: only if that is still the state of the database. Raises PinRefused or
    SeenAnother: then nothing was written.
    """
    # Whatever it is of, it is one draft that a solve may be writing: the whole district is locked.
    async with database.writing(None, None, actor, now) as store:
        district = await district_as_seen(store, seen, community, term)
        if district is None:
            raise NothingKnown
        there = pinned_lessons(district, community) if undo else pinnable_lessons(district, community)
        found = [_meant(district, there, text, community, undo=undo) for text in texts]
        meant = Lessons(
            tuple(dict.fromkeys(one for each in found for one in each.joint)),
            tuple(dict.fromkeys(one for each in found for one in each.home)),
        )
        after = unpinned(district, meant) if undo else pinned(district, meant, community)
        await store.save_district(district, after)
    return meant


def _meant(district: District, there: Lessons, text: str, community: str | None, *, undo: bool) -> Lessons:
    """The joint lesson of that code, else the home lessons that bear all of the words."""
    called = lessons_called(district, text, community)
    if len(called) > 1:
        raise CommunityUnclear(text, communities_of(district, called))
    if called:
        (lesson,) = called
        if undo and lesson not in there.joint:
            raise NotPinned(text)
        if not undo and not lesson.is_weekly:
            raise OnSingleDates(text)
        if not undo and not lesson.placements:
            raise StandsNowhere(text)
        return Lessons(joint=called)
    home = home_lessons_meant(district, there.home, text)
    campuses = dict.fromkeys(district.class_group[one.class_id].campus_id for one in home)
    if len(campuses) > 1:
        raise CampusUnclear(text, tuple(district.campus[one].name for one in campuses))
    if not home:
        raise NotPinned(text) if undo else LessonNotMeant(text)
    return Lessons(home=home)
