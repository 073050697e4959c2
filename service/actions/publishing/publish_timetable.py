"""Publish a community's timetable (`tongke publish`): an immutable revision, and what it changed."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from calendars.spans import DateSpan
from calendars.zones import clock_of
from service.actions.publishing.write_revision import write_revision
from service.domain.district import District
from service.domain.findings import Finding
from service.domain.identity import CommunityId, RevisionId
from service.domain.joint_lessons import JointLesson
from service.domain.publishing.changes.revision_changes import (
    RevisionChange,
    moves_from_base,
    revision_changes,
)
from service.domain.publishing.decisions.new_revisions import NewRevision
from service.domain.publishing.decisions.publication import publication
from service.domain.publishing.decisions.readiness import (
    OutdatedCampus,
    Readiness,
    Withheld,
    first_day,
    readiness,
)
from service.domain.publishing.feeds.marks import Marks, next_stamp
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revision_slices import published_campuses, slice_of
from service.domain.publishing.revisions.revisions import Revision
from service.domain.reasons import Reason
from service.domain.reminding.published_revisions import reminders_of
from service.domain.reminding.reminders import DueReminder
from service.domain.sittings.awaited import awaited_reason, settled
from service.storage import publications
from service.storage.database import Database
from service.storage.minting import mint

#: How often a publication begins anew because something was changed while it was decided.
_ATTEMPTS = 5


class PublicationError(Exception):
    """The timetable cannot be published."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class NothingToPublish(PublicationError):
    """There is no such community with a term to publish."""


class PublicationRefused(PublicationError):
    """The draft has errors in its joint lessons or in home lessons that moved: `findings`."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


class DraftOutdated(PublicationError):
    """Home timetables were imported anew since the draft was made: `campuses`. Solve again, then publish."""

    def __init__(self, campuses: tuple[OutdatedCampus, ...]) -> None:
        super().__init__()
        self.campuses = campuses


class PastNotChanged(PublicationError):
    """What lies in the past stays as it was published: choose today or a later day."""


class OutsideTerm(PublicationError):
    """The first day lies outside the term: `day` outside `days`."""

    def __init__(self, day: date, days: DateSpan) -> None:
        super().__init__()
        self.day, self.days = day, days


class PublicationOvertaken(PublicationError):
    """Others kept changing the timetable meanwhile, nothing was published: publish again."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """`revision` None: nothing that anybody could see has changed, and nothing was published.

    `findings` are all that the rules say of the draft; `withheld` the sessions that have to wait, and why;
    `awaited` the joint lessons left out because a school has not sent its table, and whose it is.
    """

    revision: Revision | None
    changes: tuple[RevisionChange, ...]
    withheld: tuple[Withheld, ...]
    findings: tuple[Finding, ...]
    awaited: tuple[tuple[JointLesson, Reason], ...] = ()


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What is decided upon; `head` numbers the state of the database it was read in."""

    head: int
    district: District
    community_id: CommunityId
    former: PublishedTerm
    marks: Marks


@dataclass(frozen=True, slots=True)
class _Decided:
    new: NewRevision
    changes: tuple[RevisionChange, ...]
    reminders: tuple[DueReminder, ...]


async def publish_timetable(
    database: Database,
    *,
    community: str | None = None,
    term: str | None = None,
    from_day: date | None = None,
    actor: str,
    now: datetime,
) -> PublishReport:
    """Publish a community's draft (by id or name; None: the only one) from a day on.

    Raises PublicationRefused, DraftOutdated, OutsideTerm, PastNotChanged, NothingToPublish or
    PublicationOvertaken: then nothing was written.
    """
    for _ in range(_ATTEMPTS):
        gathered = await _gather(database, community, term)
        days = gathered.district.term.term.days
        if from_day is not None and not days.contains(from_day):
            raise OutsideTerm(from_day, days)
        checked = await asyncio.to_thread(readiness, gathered.district, gathered.community_id)
        if checked.outdated:
            raise DraftOutdated(checked.outdated)
        if checked.refusals:
            raise PublicationRefused(checked.refusals)
        decided = await asyncio.to_thread(_decide, gathered, checked, from_day, actor, now)
        if decided is None:
            return _report(gathered, checked, None, ())
        if await _apply(database, gathered, decided, actor, now):
            return _report(gathered, checked, decided.new.revision, decided.changes)
    raise PublicationOvertaken


def _report(
    gathered: _Gathered, checked: Readiness, revision: Revision | None, changes: tuple[RevisionChange, ...]
) -> PublishReport:
    awaited = ((lesson, awaited_reason(gathered.district, lesson)) for lesson in checked.awaited)
    left_out = tuple((lesson, reason) for lesson, reason in awaited if reason is not None)
    return PublishReport(revision, changes, checked.withheld, checked.findings, left_out)


async def _gather(database: Database, community: str | None, term: str | None) -> _Gathered:
    async with database.reading() as store:
        head = await store.change_head()
        district = await store.load_district(term, community)
        if district is None:
            raise NothingToPublish
        found = [one for one in district.communities if community in (None, one.id, one.name)]
        if len(found) != 1:
            raise NothingToPublish
        former = await publications.published_term(store.connection, district.term.id)
        marks = await publications.marks_of_term(store.connection, district.term.id)
    return _Gathered(head, district, found[0].id, former, marks)


def _decide(
    gathered: _Gathered, checked: Readiness, from_day: date | None, actor: str, now: datetime
) -> _Decided | None:
    """The revision and all that goes with it; None when it would change nothing."""
    district, community_id, former = gathered.district, gathered.community_id, gathered.former
    latest = former.latest(community_id)
    day = from_day or first_day(district, latest, now)
    if latest is not None and day < clock_of(now)[0]:
        raise PastNotChanged
    waiting = {withheld.session.id for withheld in checked.withheld}
    sessions = tuple(session for session in district.sessions if session.id not in waiting)
    ready = replace(settled(district), sessions=sessions)
    stamp = next_stamp(now, [*former.stamps, *(mark.stamped_at for mark in gathered.marks.values())])
    decided = publication(
        slice_of(ready, community_id, former),
        community_id,
        published_campuses(ready, community_id),
        day,
        former,
        gathered.marks,
        mint=partial(mint, now),
        stamp=stamp,
    )
    if latest is not None and decided.changes_nothing:
        return None
    revision = Revision(
        id=RevisionId(mint(now)),
        community_id=community_id,
        term_id=district.term.id,
        number=1 if latest is None else latest.number + 1,
        effective_from=day,
        published_at=stamp,
        actor=actor,
        content=decided.content,
    )
    new = NewRevision(revision, decided, former)
    names = {community_id: district.community[community_id].name}
    reminders = reminders_of(former, (new,), names, now)[revision.id]
    return _Decided(new, _changes(gathered, new, is_first=latest is None), reminders)


def _changes(gathered: _Gathered, new: NewRevision, *, is_first: bool) -> tuple[RevisionChange, ...]:
    """What to tell. Of a first publication: what is shared, and what differs from the schools' own tables."""
    if not is_first:
        return revision_changes(new.tellable)
    shared = (
        change for change in new.publication.changes if change.new and change.new.community_id is not None
    )
    return (*revision_changes(shared), *moves_from_base(gathered.district, gathered.community_id))


async def _apply(
    database: Database, gathered: _Gathered, decided: _Decided, actor: str, now: datetime
) -> bool:
    """Write everything, or nothing where the database is no longer what was decided upon."""
    revision = decided.new.revision
    campuses, term_id = revision.content.campuses, revision.term_id
    async with database.writing(campuses, term_id, actor, now, publishing=True) as store:
        if await store.decided_anew_since(gathered.head):
            return False
        await write_revision(store, decided.new, gathered.district, gathered.marks, decided.reminders)
    return True
