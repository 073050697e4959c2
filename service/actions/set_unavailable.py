"""Say when a teacher cannot teach, every week, or take it back (`tongke unavailable`)."""

from dataclasses import replace
from datetime import datetime

from service.domain.district import District
from service.domain.identity import CampusId, PersonId
from service.domain.people import Unavailability
from service.domain.problems import ProblemCode
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.understanding.joint_work.unavailable_times import unavailable_times
from service.storage.database import Database


class UnavailableRefused(Exception):
    """It cannot be said so."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class NothingImported(UnavailableRefused):
    """Nothing has been imported yet: start with `tongke import`."""


class TimeUnreadable(UnavailableRefused):
    """The text is no time of every week; `code` is that of the problem of a workbook that says so."""

    def __init__(self, code: ProblemCode, text: str) -> None:
        super().__init__()
        self.code, self.text = code, text


class BellsDiffer(UnavailableRefused):
    """At her campuses it is another time at each: `campuses` are their names."""

    def __init__(self, campuses: tuple[str, ...]) -> None:
        super().__init__()
        self.campuses = campuses


class NotSaid(UnavailableRefused):
    """Nothing of the kind was said of her."""


async def set_unavailable(
    database: Database,
    person_id: PersonId,
    text: str | None,
    *,
    campus_id: CampusId | None = None,
    reason: str = "",
    undo: bool = False,
    term: str | None = None,
    actor: str,
    now: datetime,
) -> tuple[Unavailability, ...]:
    """What is said of her in this term then: `text`, as in a workbook, besides what was said before.

    `undo` takes it back, without a text all of it. `campus_id`: by whose bells. Raises UnavailableRefused:
    then nothing was written.
    """
    async with database.writing(None, None, actor, now) as store:
        district = await store.load_district(term)
        if district is None:
            raise NothingImported
        after = _decided(district, person_id, text, campus_id, reason, undo=undo)
        await store.save_district(district, after)
    return unavailable_of(after, person_id)


def unavailable_of(district: District, person_id: PersonId) -> tuple[Unavailability, ...]:
    """What is said of her that holds in this term."""
    days = district.term.term.days
    return tuple(
        entry
        for entry in district.unavailabilities
        if entry.person_id == person_id and entry.days.overlaps(days)
    )


def _decided(
    district: District,
    person_id: PersonId,
    text: str | None,
    campus_id: CampusId | None,
    reason: str,
    *,
    undo: bool,
) -> District:
    known = district.unavailabilities
    hers = unavailable_of(district, person_id)
    times = () if text is None else _times(district, person_id, text, campus_id)
    same = {_when(entry) for entry in times}
    meant = hers if text is None else tuple(entry for entry in hers if _when(entry) in same)
    if not undo:
        left = tuple(entry for entry in known if entry not in meant)
        return replace(district, unavailabilities=(*left, *(replace(one, reason=reason) for one in times)))
    if not meant:
        raise NotSaid
    return replace(district, unavailabilities=tuple(entry for entry in known if entry not in meant))


def _times(
    district: District, person_id: PersonId, text: str, campus_id: CampusId | None
) -> tuple[Unavailability, ...]:
    """By the bells of that campus, else of hers where they agree."""
    bells = {entry.campus_id: entry.bells for entry in district.campus_terms}
    posts = (post.campus_id for post in district.posts_of.get(person_id, ()))
    campus_ids = tuple(dict.fromkeys(posts)) if campus_id is None else (campus_id,)
    try:
        found = {
            unavailable_times(
                text, person_id, district.term.term, None if one is None else bells.get(one)
            ): one
            for one in campus_ids or (None,)
        }
    except NotUnderstoodError as error:
        raise TimeUnreadable(error.code, text) from error
    if len(found) > 1:
        raise BellsDiffer(tuple(district.campus[one].name for one in campus_ids))
    return next(iter(found))


def _when(entry: Unavailability) -> Unavailability:
    return replace(entry, reason="")
