"""Take a teacher's 请假 or 链路异常, and have the coordinator and the far ends told at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from calendars.spans import DateSpan
from service.domain.identity import IncidentId, PersonId
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.reminding.reminders import incident_reminders
from service.domain.teacher_page.incidents import LONGEST_NOTE, MOST_PER_HOUR, Incident, IncidentKind
from service.domain.telling.audiences import Recipient, RecipientKind
from service.storage import contacts, reminders, teachers_pages
from service.storage.change_log import Changed
from service.storage.database import Database


class TooManyReports(Exception):
    """This page has made too many reports within the hour."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What she told: of one occurrence, or (`uid` "") of all her lessons on the days."""

    kind: IncidentKind
    person_id: PersonId
    uid: str
    days: DateSpan
    note: str = ""


async def report_incident(
    database: Database, reported: Reported, events: Iterable[PublishedEvent], *, actor: str, now: datetime
) -> Incident:
    """The report, or the open one that says the same. `events` are hers that it concerns, and not over.

    It changes no timetable. Raises TooManyReports: then nothing was written.
    """
    note = " ".join(reported.note.split())[:LONGEST_NOTE]
    async with database.writing((), None, actor, now) as store:
        await teachers_pages.hold_person(store.connection, reported.person_id)
        told = Incident(
            IncidentId(store.mint()),
            reported.kind,
            reported.person_id,
            reported.uid,
            reported.days,
            note,
            now,
        )
        standing = await teachers_pages.incidents(
            store.connection, person_id=reported.person_id, open_only=True
        )
        if (same := next((one for one in standing if one.says_the_same(told)), None)) is not None:
            return same
        lately = await teachers_pages.incidents(
            store.connection, person_id=reported.person_id, since=now - timedelta(hours=1)
        )
        if len(lately) >= MOST_PER_HOUR:
            raise TooManyReports
        found = await contacts.find_people(store.connection, reported.person_id)
        name = found[0].name if found else ""
        own = [Recipient(RecipientKind.CAMPUS, campus) for one in found for campus in one.campus_ids]
        await teachers_pages.add_incident(store.connection, told)
        await reminders.add(
            store.connection, incident_reminders(told, name, own, events, now=now), store.mint
        )
        await store.audit("reported", "incident", told.id, after={"kind": told.kind, "uid": told.uid})
        store.log(Changed("incident", told.id))
    return told
