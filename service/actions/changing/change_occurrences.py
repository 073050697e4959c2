"""Change single dates of what is published (调课 换课 代课 转本班自上 取消), and take such changes back."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import NAMESPACE_OID, uuid5

from calendars.spans import ClockSpan
from calendars.zones import clock_of
from service.actions.changing.dated_acts import (
    ChangesHindered,
    ChangesOvertaken,
    ChangesRefused,
    KeyTaken,
    NothingToChange,
    TakeBackUnknown,
    WantedChanges,
)
from service.actions.changing.handle_incident import mark_handled
from service.actions.publishing.write_amendment import touched_campuses, write_amendment
from service.domain.dated_changes import Hindered
from service.domain.dated_rules import newly_found
from service.domain.dated_rules.cancelled_in_school import cancelled_in_school
from service.domain.dated_rules.nearness import Nearness
from service.domain.district import District
from service.domain.findings import Finding
from service.domain.home_timetables import HomeLesson
from service.domain.identity import AmendmentId, ChangeId, IncidentId, TermId
from service.domain.publishing.decisions.amending import Amending, amended, names_in
from service.domain.publishing.decisions.hindrances import hindrances
from service.domain.publishing.decisions.take_backs import amended_ahead, stayed, take_back
from service.domain.publishing.feeds.marks import Marks, next_stamp
from service.domain.publishing.occurrences.published_events import EventChange, Named
from service.domain.publishing.revisions.amendments import Amendment
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.reminding.amendment_reminders import AmendmentReminders, amendment_reminders
from service.domain.reminding.reminders import ReminderKind
from service.domain.substitution.change_reports import ChangeReport
from service.domain.substitution.school_notices import school_notices
from service.domain.telling.audiences import Recipient, RecipientKind
from service.storage import publications
from service.storage.database import Database
from service.storage.minting import mint

#: How often a change begins anew because something else was changed while it was decided.
_ATTEMPTS = 5


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
    actor: str,
    now: datetime,
) -> ChangeReport:
    """Make an amendment of one term (by id or name; None: the only one) and tell whom it concerns.

    What was made under the same key is told again, and not made twice. Raises ChangesHindered,
    TakeBackUnknown, ChangesRefused, NothingToChange, KeyTaken, NoOpenIncident or ChangesOvertaken: then
    nothing was written.
    """
    for _ in range(_ATTEMPTS):
        gathered = await _gather(database, term)
        if (made := _made_before(gathered, wanted)) is not None:
            return await asyncio.to_thread(_told_again, gathered, made, now)
        decided = await asyncio.to_thread(_decide, gathered, wanted, actor, now)
        if decided.report.refusals:
            refused = decided.report.refusals
            raise ChangesRefused(refused, partial=set(refused) <= set(decided.report.absences))
        if await _apply(database, gathered, decided, wanted.incident, actor, now):
            return decided.report
    raise ChangesOvertaken


async def preview_changes(
    database: Database,
    wanted: WantedChanges,
    *,
    term: str | None = None,
    actor: str,
    now: datetime,
) -> ChangeReport:
    """What `change_occurrences` would make; `refusals` of it stand against that. Raises what it raises."""
    gathered = await _gather(database, term)
    return (await asyncio.to_thread(_decide, gathered, wanted, actor, now)).report


async def read_act(
    database: Database, id: str, *, term: str | None = None, now: datetime
) -> ChangeReport | None:
    """What an amendment made, upon what was in force before it; None where there is none of this id."""
    gathered = await _gather(database, term)
    made = _made(gathered, id)
    return None if made is None else await asyncio.to_thread(_told_again, gathered, made, now)


async def act_under(
    database: Database, key: str, *, term: str | None = None, now: datetime
) -> ChangeReport | None:
    """The same of the act that was made under a key."""
    gathered = await _gather(database, term)
    made = _made(gathered, _named(gathered.district.term.id, key))
    return None if made is None else await asyncio.to_thread(_told_again, gathered, made, now)


async def _gather(database: Database, term: str | None) -> _Gathered:
    async with database.reading() as store:
        head = await store.change_head()
        district = await database.known_district.read(store, term)
        if district is None:
            raise NothingToChange
        former = await publications.published_term(store.connection, district.term.id, database.shelf)
        marks = await publications.marks_of_term(store.connection, district.term.id)
    return _Gathered(head, district, former, marks)


def _decide(gathered: _Gathered, wanted: WantedChanges, actor: str, now: datetime) -> _Decided:
    district, former = gathered.district, gathered.former
    if not former.revisions or not (wanted.changes or wanted.take_back):
        raise NothingToChange
    back = take_back(former, wanted.take_back)
    if back.unknown:
        raise TakeBackUnknown(back.unknown)
    today, _ = clock_of(now)
    changes = tuple(replace(change, id=ChangeId(mint(now))) for change in wanted.changes)
    proposed = Amendment(
        id=_named(district.term.id, wanted.key) if wanted.key else AmendmentId(mint(now)),
        term_id=district.term.id,
        number=len(former.amendments) + 1,
        made_at=next_stamp(now, former.stamps),
        actor=actor,
        cause=wanted.cause,
        asked=wanted.asked,
        added=changes,
        taken_back=back.ids,
        names=names_in(district, changes, wanted.cause),
    )
    decided, stay = amended_ahead(former, proposed, back.of_acts, gathered.marks, today)
    if decided.hindered:
        raise ChangesHindered(hindrances(decided.hindered, decided.after, district))
    made = _reported(decided, former, district, stay, now)
    return replace(made, report=replace(made.report, partial=wanted.partial))


def _reported(
    decided: Amending, former: PublishedTerm, district: District, stay: tuple[Hindered, ...], now: datetime
) -> _Decided:
    cause = decided.amendment.cause
    due = amendment_reminders(decided, former, district, now)
    report = ChangeReport(
        decided.amendment,
        tuple(sorted(decided.changes, key=_stood)),
        (
            *_newly_found(decided, former, district),
            *cancelled_in_school(district, sorted(decided.changes, key=_stood)),
        ),
        hindrances(decided.after.hindered, decided.after, district),
        tuple(_told(due, district)),
        school_notices(
            district,
            decided.changes,
            decided.amendment.added,
            cause if isinstance(cause, str) else "",
            takes_back=decided.amendment.only_takes_back,
        ),
        hindrances(stay, decided.after, district),
    )
    return _Decided(decided, report, due)


def _stood(change: EventChange) -> tuple[date, ClockSpan, str]:
    """In the order in which somebody goes through her days."""
    event = change.old or change.new
    if event is None:
        raise ValueError("a change has an event before or after it")
    return event.day, event.span, event.uid


def _newly_found(decided: Amending, former: PublishedTerm, district: District) -> tuple[Finding, ...]:
    """What the changes newly bring; of all home lessons only those are opened out that can clash."""
    days, near = {event.day for event in decided.sides}, Nearness(district, decided.sides)
    # Both sides are asked for the same lessons: one that was there on one of them alone would be a change.
    changed = {lesson_id for term in (former, decided.after) for lesson_id, _ in term.states.bases}

    def beside(lesson: HomeLesson) -> bool:
        return lesson.id in changed or near.claims(lesson)

    return newly_found(district, former.standing_on(days, beside), decided.after.standing_on(days, beside))


def _named(term_id: TermId, key: str) -> AmendmentId:
    """The id of whatever act is made under a key: it is there once, whoever tries again."""
    return AmendmentId(str(uuid5(NAMESPACE_OID, f"{term_id} {key}")))


def _made(gathered: _Gathered, id: str) -> Amendment | None:
    return next((one for one in gathered.former.amendments if one.id == id), None)


def _made_before(gathered: _Gathered, wanted: WantedChanges) -> Amendment | None:
    """The act that was made under this key; KeyTaken where it was another."""
    if not wanted.key:
        return None
    made = _made(gathered, _named(gathered.district.term.id, wanted.key))
    if made is not None and made.asked != wanted.asked:
        raise KeyTaken
    return made


def _told_again(gathered: _Gathered, made: Amendment, now: datetime) -> ChangeReport:
    """What an amendment made, upon the revisions there are by now."""
    whole = gathered.former
    before = PublishedTerm(whole.revisions, whole.amendments[: whole.amendments.index(made)])
    decided = amended(before, made, gathered.marks, clock_of(now)[0])
    stay = stayed(before, made, gathered.marks, clock_of(made.made_at)[0])
    return replace(_reported(decided, before, gathered.district, stay, now).report, partial=True)


def _told(due: tuple[AmendmentReminders, ...], district: District) -> Iterator[Named]:
    """The campuses and people who get a message of it, each once."""
    recipients = dict.fromkeys(
        one.key.recipient for those in due for one in those.reminders if one.key.kind is ReminderKind.CHANGED
    )
    for kind, known in ((RecipientKind.CAMPUS, district.campus), (RecipientKind.PERSON, district.person)):
        named = {str(Recipient(kind, key)): Named(key, one.name) for key, one in known.items()}
        yield from (named[recipient] for recipient in recipients if recipient in named)


async def _apply(
    database: Database,
    gathered: _Gathered,
    decided: _Decided,
    incident: IncidentId | None,
    actor: str,
    now: datetime,
) -> bool:
    """Write everything, or nothing where the database is no longer what was decided upon."""
    amending, district = decided.amending, gathered.district
    campuses = touched_campuses(district, amending)
    async with database.writing(campuses, district.term.id, actor, now, publishing=True) as store:
        if await store.decided_anew_since(gathered.head):
            return False
        if incident is not None:
            await mark_handled(store, incident, actor, now)
        await write_amendment(store, amending, decided.reminders, campuses, gathered.former, gathered.marks)
    return True
