"""Set how the ends of a joint lesson reach each other: its video meeting, and the telephones of the ends."""

from datetime import datetime

from service.domain.district import District
from service.domain.joint_lessons import JointLesson
from service.domain.lesson_codes import communities_of, lessons_called
from service.domain.teacher_page.meetings import Meeting, Phone, PhoneOf
from service.storage import meetings
from service.storage.database import Database
from service.storage.store import WritingStore


class LessonUnclear(LookupError):
    """No joint lesson has that id or code, `codes` are those there are; or `communities` have one each."""

    def __init__(self, which: str, codes: tuple[str, ...], communities: tuple[str, ...] = ()) -> None:
        super().__init__(which)
        self.which = which
        self.codes = codes
        self.communities = communities


class EndUnclear(LookupError):
    """No campus or room has that id or name, or several have: `names` are those there are."""

    def __init__(self, which: str, names: tuple[str, ...]) -> None:
        super().__init__(which)
        self.which = which
        self.names = names


class LinkUnusable(ValueError):
    """A link begins with https:// or http://."""


async def set_meeting(
    database: Database,
    lesson: str,
    link: str,
    number: str,
    passcode: str,
    *,
    actor: str,
    now: datetime,
    term: str | None = None,
    community: str | None = None,
) -> JointLesson:
    """Whose it is now; all parts "" forgets it. Raises LessonUnclear and LinkUnusable."""
    if link and not link.startswith(("https://", "http://")):
        raise LinkUnusable
    async with database.reading() as reader:
        found = _lesson(await reader.load_district(term, community), lesson, community)
    async with database.writing((), None, actor, now) as store:
        before = await meetings.meetings(store.connection, [found.id])
        await meetings.save_meeting(store.connection, Meeting(found.id, link, number, passcode))
        known = bool(link or number or passcode)
        await _note(store, "set_meeting", "joint_lesson", found.id, bool(before), known)
    return found


async def set_phone(
    database: Database,
    whose: str,
    number: str,
    *,
    actor: str,
    now: datetime,
    term: str | None = None,
    community: str | None = None,
) -> str:
    """Of a campus or a room (`campus room` where several have its name); "" forgets it: its name.

    Raises EndUnclear.
    """
    async with database.reading() as reader:
        kind, of_id, name = _end(await reader.load_district(term, community), whose)
    async with database.writing((), None, actor, now) as store:
        before = await meetings.phones(store.connection, [(kind, of_id)])
        await meetings.save_phone(store.connection, Phone(kind, of_id, number))
        await _note(store, "set_phone", kind.value, of_id, bool(before), bool(number))
    return name


async def _note(
    store: WritingStore, action: str, kind: str, identity: str, before: bool, after: bool
) -> None:
    """Whether there was one and is one: never which."""
    await store.audit(action, kind, identity, {"known": before}, {"known": after})


def _lesson(district: District | None, which: str, community: str | None) -> JointLesson:
    """Of a community comes all that hangs together with it: its own lesson is meant."""
    if district is None:
        raise LessonUnclear(which, ())
    found = lessons_called(district, which, community)
    if len(found) != 1:
        codes = tuple(one.code for one in district.joint_lessons if one.code)
        raise LessonUnclear(which, codes, communities_of(district, found))
    return found[0]


def _end(district: District | None, which: str) -> tuple[PhoneOf, str, str]:
    if district is None:
        raise EndUnclear(which, ())
    ends = [
        *((PhoneOf.CAMPUS, one.id, one.name, (one.id, one.name)) for one in district.campuses),
        *(
            (PhoneOf.PLACE, one.id, name, (one.id, one.name, name))
            for one in district.places
            for name in (f"{district.campus[one.campus_id].name} {one.name}",)
        ),
    ]
    found = [(kind, of_id, name) for kind, of_id, name, names in ends if which in names]
    if len(found) != 1:
        raise EndUnclear(which, tuple(name for _, _, name, _ in ends))
    return found[0]
