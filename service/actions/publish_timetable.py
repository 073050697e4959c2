"""Publish a community's timetable (`tongke publish`): an immutable revision, and what it changed."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from calendars.spans import ALWAYS
from calendars.zones import clock_of
from service.domain.awaited import awaited_reason, settled
from service.domain.district import District
from service.domain.findings import Finding
from service.domain.identity import CampusId, CommunityId, RevisionId
from service.domain.joint_lessons import JointLesson
from service.domain.places import linked_rooms
from service.domain.publishing.feeds import feeds_of
from service.domain.publishing.marks import Marks, next_stamp
from service.domain.publishing.publication import Publication, publication
from service.domain.publishing.published_events import EventChange, EventKind, Named
from service.domain.publishing.readiness import OutdatedCampus, Readiness, Withheld, first_day, readiness
from service.domain.publishing.revision_changes import RevisionChange, moves_from_base, revision_changes
from service.domain.publishing.revision_slices import published_campuses, slice_of
from service.domain.publishing.revisions import PublishedTerm, Revision
from service.domain.reasons import Reason
from service.domain.reminding.reminders import DueReminder, RevisionPublished, due_reminders
from service.storage import displays, feeds, publications, reminders
from service.storage.change_log import Changed
from service.storage.database import Database
from service.storage.minting import mint
from service.storage.store import WritingStore

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
    revision: Revision
    publication: Publication
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

    Raises PublicationRefused, DraftOutdated, PastNotChanged, NothingToPublish or PublicationOvertaken: then
    nothing was written.
    """
    for _ in range(_ATTEMPTS):
        gathered = await _gather(database, community, term)
        checked = await asyncio.to_thread(readiness, gathered.district, gathered.community_id)
        if checked.outdated:
            raise DraftOutdated(checked.outdated)
        if checked.refusals:
            raise PublicationRefused(checked.refusals)
        decided = await asyncio.to_thread(_decide, gathered, checked, from_day, actor, now)
        if decided is None:
            return _report(gathered, checked, None, ())
        if await _apply(database, gathered, decided, actor, now):
            return _report(gathered, checked, decided.revision, decided.changes)
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
    changes = _changes(gathered, decided, is_first=latest is None)
    return _Decided(revision, decided, changes, _due(gathered, revision, decided, now))


def _changes(gathered: _Gathered, decided: Publication, *, is_first: bool) -> tuple[RevisionChange, ...]:
    """What to tell. Of a first publication: what is shared, and what differs from the schools' own tables."""
    if not is_first:
        return revision_changes(_tellable(gathered.former, decided))
    shared = (change for change in decided.changes if change.new and change.new.community_id is not None)
    return (*revision_changes(shared), *moves_from_base(gathered.district, gathered.community_id))


def _tellable(former: PublishedTerm, decided: Publication) -> tuple[EventChange, ...]:
    """The changes without the own lessons of schools that are published for the first time: all are new."""
    return tuple(
        change
        for change in decided.changes
        if change.old is not None
        or change.new is None
        or change.new.kind is not EventKind.HOME
        or former.covers(CampusId(change.new.ends[0].campus.id))
    )


def _due(
    gathered: _Gathered, revision: Revision, decided: Publication, now: datetime
) -> tuple[DueReminder, ...]:
    """The reminders of everything still to come, before the revision's first day, too.

    A day is that of the base: what was moved from a past one may be still to come. What is over drops out.
    """
    after = PublishedTerm((*gathered.former.revisions, revision), gathered.former.amendments)
    name = gathered.district.community[revision.community_id].name
    return due_reminders(
        RevisionPublished(
            revision.id, Named(revision.community_id, name), revision.number, revision.effective_from
        ),
        after.common(revision.community_id, ALWAYS),
        _tellable(gathered.former, decided),
        now=now,
    )


async def _apply(
    database: Database, gathered: _Gathered, decided: _Decided, actor: str, now: datetime
) -> bool:
    """Write everything, or nothing where the database is no longer what was decided upon."""
    revision = decided.revision
    campuses = decided.revision.content.campuses
    async with database.writing(campuses, revision.term_id, actor, now) as store:
        if await store.change_head() != gathered.head:
            return False
        await publications.add_revision(store.connection, revision)
        await publications.save_marks(
            store.connection,
            revision.community_id,
            revision.term_id,
            decided.publication.marks,
            gathered.marks,
        )
        await feeds.add_feeds(
            store.connection, feeds_of(gathered.district, revision.community_id), store.mint, now
        )
        await displays.add_room_displays(
            store.connection, linked_rooms(gathered.district.places, campuses), store.mint, now
        )
        await reminders.schedule(store.connection, revision.id, decided.reminders, now=now, mint=store.mint)
        await _tell(store, revision)
    return True


async def _tell(store: WritingStore, revision: Revision) -> None:
    """For the followers, and for whoever asks later who did it."""
    await store.audit(
        "published",
        "revision",
        revision.id,
        after={"number": revision.number, "effective_from": revision.effective_from.isoformat()},
    )
    store.log(
        Changed("revision", revision.id, community_id=revision.community_id, term_id=revision.term_id),
        *(
            Changed(
                "published",
                revision.id,
                community_id=revision.community_id,
                campus_id=campus_id,
                term_id=revision.term_id,
            )
            for campus_id in revision.content.campuses
        ),
    )
