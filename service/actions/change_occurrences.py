"""Change single dates of what is published (调课 换课 代课 转本班自上 取消), and take such changes back."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from calendars.zones import clock_of
from service.domain.dated_changes import DatedChange, Leave
from service.domain.district import District, grouped
from service.domain.findings import Finding, Severity
from service.domain.identity import AmendmentId, CampusId, ChangeId
from service.domain.publishing.amending import Amending, amended, names_in, taken_back
from service.domain.publishing.amendments import Amendment
from service.domain.publishing.feeds import FeedKind, FeedTarget
from service.domain.publishing.hindrances import Hindrance, hindrances
from service.domain.publishing.marks import Marks, next_stamp
from service.domain.publishing.published_events import EventChange, PublishedEvent
from service.domain.publishing.published_terms import PublishedTerm
from service.domain.reminding.amendment_reminders import AmendmentReminders, amendment_reminders
from service.storage import feeds, publications, reminders
from service.storage.change_log import Changed
from service.storage.database import Database
from service.storage.minting import mint
from service.storage.store import WritingStore

#: How often a change begins anew because something else was changed while it was decided.
_ATTEMPTS = 5

#: The rules: what the events of the dates concerned newly bring, before the change and after it.
Judge = Callable[[District, Iterable[PublishedEvent], Iterable[PublishedEvent]], tuple[Finding, ...]]


class ChangeError(Exception):
    """The dates cannot be changed."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class NothingToChange(ChangeError):
    """There is no such term, nothing of it is published, or no change was given."""


class ChangesHindered(ChangeError):
    """Some changes cannot be put on what is published: `hindrances` says which, and why."""

    def __init__(self, found: tuple[Hindrance, ...]) -> None:
        super().__init__()
        self.hindrances = found


class TakeBackUnknown(ChangeError):
    """These are no changes in force, nor amendments with any: `ids`."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__()
        self.ids = ids


class ChangesRefused(ChangeError):
    """The changes would bring errors that were not there before: `findings`."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


class ChangesOvertaken(ChangeError):
    """Others kept changing the timetable meanwhile, nothing was changed: try again."""


@dataclass(frozen=True, slots=True)
class WantedChanges:
    """One act: changes (their ids are given anew), and ids of changes or amendments to take back."""

    changes: tuple[DatedChange, ...] = ()
    take_back: tuple[str, ...] = ()
    cause: Leave | str = ""


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What was made, or would be. `changes`: every event that is not as it was.

    `findings` are what the changes newly bring; `silent` the changes in force that do nothing any more.
    """

    amendment: Amendment
    changes: tuple[EventChange, ...]
    findings: tuple[Finding, ...]
    silent: tuple[Hindrance, ...]

    @property
    def refusals(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What is decided upon; `head` numbers the state of the database it was read in."""

    head: int
    district: District
    former: PublishedTerm
    marks: Marks


@dataclass(frozen=True, slots=True)
class _Decided:
    amending: Amending
    report: ChangeReport
    reminders: tuple[AmendmentReminders, ...]


async def change_occurrences(
    database: Database,
    wanted: WantedChanges,
    *,
    term: str | None = None,
    judge: Judge,
    actor: str,
    now: datetime,
) -> ChangeReport:
    """Make an amendment of one term (by id or name; None: the only one) and tell whom it concerns.

    Raises ChangesHindered, TakeBackUnknown, ChangesRefused, NothingToChange or ChangesOvertaken: then nothing
    was written.
    """
    for _ in range(_ATTEMPTS):
        gathered = await _gather(database, term)
        decided = await asyncio.to_thread(_decide, gathered, wanted, judge, actor, now)
        if decided.report.refusals:
            raise ChangesRefused(decided.report.refusals)
        if await _apply(database, gathered, decided, actor, now):
            return decided.report
    raise ChangesOvertaken


async def preview_changes(
    database: Database,
    wanted: WantedChanges,
    *,
    term: str | None = None,
    judge: Judge,
    actor: str,
    now: datetime,
) -> ChangeReport:
    """What `change_occurrences` would make; `refusals` of it stand against that. Raises what it raises."""
    gathered = await _gather(database, term)
    return (await asyncio.to_thread(_decide, gathered, wanted, judge, actor, now)).report


async def _gather(database: Database, term: str | None) -> _Gathered:
    async with database.reading() as store:
        head = await store.change_head()
        district = await database.known_district.read(store, term)
        if district is None:
            raise NothingToChange
        former = await publications.published_term(store.connection, district.term.id, database.shelf)
        marks = await publications.marks_of_term(store.connection, district.term.id)
    return _Gathered(head, district, former, marks)


def _decide(gathered: _Gathered, wanted: WantedChanges, judge: Judge, actor: str, now: datetime) -> _Decided:
    district, former = gathered.district, gathered.former
    if not former.revisions or not (wanted.changes or wanted.take_back):
        raise NothingToChange
    back, unknown = taken_back(former, wanted.take_back)
    if unknown:
        raise TakeBackUnknown(unknown)
    today, _ = clock_of(now)
    changes = tuple(replace(change, id=ChangeId(mint(now))) for change in wanted.changes)
    proposed = Amendment(
        id=AmendmentId(mint(now)),
        term_id=district.term.id,
        number=len(former.amendments) + 1,
        made_at=next_stamp(now, former.stamps),
        actor=actor,
        cause=wanted.cause,
        added=changes,
        taken_back=back,
        names=names_in(district, changes, wanted.cause),
    )
    decided = amended(former, proposed, gathered.marks, today)
    if decided.hindered:
        raise ChangesHindered(hindrances(decided.hindered, decided.after, district))
    days = {event.day for event in decided.sides}
    report = ChangeReport(
        decided.amendment,
        decided.changes,
        judge(district, former.standing_on(days), decided.after.standing_on(days)),
        hindrances(decided.after.hindered, decided.after, district),
    )
    return _Decided(decided, report, amendment_reminders(decided, former, district, now))


async def _apply(
    database: Database, gathered: _Gathered, decided: _Decided, actor: str, now: datetime
) -> bool:
    """Write everything, or nothing where the database is no longer what was decided upon."""
    amending, district = decided.amending, gathered.district
    amendment = amending.amendment
    campuses = _campuses(district, amending)
    async with database.writing(campuses, district.term.id, actor, now) as store:
        if await store.change_head() != gathered.head:
            return False
        await publications.add_amendment(store.connection, amendment)
        owners = {event.uid: gathered.former.owner(event) for event in amending.sides}
        for owner, marks in grouped((owners[mark.uid], mark) for mark in amending.marks).items():
            await publications.save_marks(store.connection, owner, amendment.term_id, marks, gathered.marks)
        await feeds.add_feeds(store.connection, _new_feeds(amendment), store.mint, now)
        for one in decided.reminders:
            await reminders.schedule(
                store.connection, one.revision.id, one.reminders, now=now, mint=store.mint, events=one.events
            )
        await _tell(store, amendment, campuses)
    return True


def _campuses(district: District, amending: Amending) -> tuple[CampusId, ...]:
    """Every campus whose classes, people or places the changes touch."""
    ends = (CampusId(end.campus.id) for event in amending.sides for end in event.ends)
    named = {named.id for named in amending.amendment.names}
    posts = (post.campus_id for post in district.posts if post.person_id in named)
    places = (place.campus_id for place in district.places if place.id in named)
    return tuple(dict.fromkeys((*ends, *posts, *places)))


def _new_feeds(amendment: Amendment) -> tuple[FeedTarget, ...]:
    """Whoever stands in has a feed."""
    return tuple(
        FeedTarget(FeedKind.TEACHER, change.substitute_id)
        for change in amendment.added
        if change.substitute_id is not None
    )


async def _tell(store: WritingStore, amendment: Amendment, campuses: Iterable[CampusId]) -> None:
    """For the followers, and for whoever asks later who did it."""
    await store.audit("amended", "amendment", amendment.id, after=replace(amendment, departures=()))
    store.log(
        *(
            Changed("amendment", amendment.id, campus_id=campus_id, term_id=amendment.term_id)
            for campus_id in campuses
        ),
        Changed("amendment", amendment.id, term_id=amendment.term_id),
    )
