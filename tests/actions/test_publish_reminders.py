"""What a publication makes due stands in the database with it, and the next one reschedules it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from calendars.spans import ALWAYS, ClockSpan
from service.actions.publishing.publish_timetable import publish_timetable
from service.domain.reminding.reminders import ReminderKind
from service.domain.telling.audiences import person
from service.storage.database import Database
from service.storage.tables.reminders import reminder
from tests.actions.test_publish_timetable import published, stored
from tests.districts import GUEST, HOST, teacher_id
from tests.publications import NOW, placed_district, session

TOMORROW = NOW + timedelta(days=1)
CHAIR = str(person(teacher_id(HOST, "音乐")))


async def publish(database: Database, now: datetime = NOW) -> None:
    report = await publish_timetable(database, actor="教务处", now=now)
    assert report.revision is not None


async def rows(database: Database, kind: ReminderKind, **wanted: object) -> list[dict[str, Any]]:
    """The rows of one kind and, of those, the ones with these columns, by what is due first."""
    async with database.reading() as store:
        found = await store.connection.execute(
            select(reminder)
            .where(reminder.c.kind == kind.value)
            .order_by(reminder.c.due_at, reminder.c.recipient)
        )
    return [
        dict(row) for row in found.mappings() if all(row[name] == value for name, value in wanted.items())
    ]


async def test_lessons_and_sessions_are_reminded_of_once_they_are_published(database: Database) -> None:
    await stored(database, placed_district())
    assert await rows(database, ReminderKind.UPCOMING) == []
    await publish(database)
    found = await rows(database, ReminderKind.UPCOMING)
    assert {row["state"] for row in found} == {"waiting"}
    revision = (await published(database)).revisions[0]
    events = (await published(database)).common(revision.community_id, ALWAYS)
    assert {row["event_key"] for row in found} == {event.uid for event in events}


async def test_a_first_publication_is_told_to_everybody_once(database: Database) -> None:
    await stored(database, placed_district())
    await publish(database)
    told = [row["recipient"] for row in await rows(database, ReminderKind.CHANGED)]
    assert len(told) == len(set(told))
    assert {f"campus:{HOST}", f"campus:{GUEST}", CHAIR} <= set(told)


async def test_a_moved_session_takes_its_reminders_along_and_is_told_once(database: Database) -> None:
    district = await stored(database, placed_district())
    await publish(database)
    before = await rows(database, ReminderKind.UPCOMING, recipient=CHAIR, offset_minutes=30)
    planned = district.sessions[0]
    assert planned.day is not None
    assert planned.span is not None
    later = replace(planned, span=ClockSpan(planned.span.start + 60, planned.span.end + 60))
    await stored(database, replace(district, sessions=(later,)))
    await publish(database, TOMORROW)
    after = await rows(database, ReminderKind.UPCOMING, recipient=CHAIR, offset_minutes=30)
    moved = {row["event_key"]: row["due_at"] for row in after if row not in before}
    old = {row["event_key"]: row["due_at"] for row in before}
    assert len(before) == len(after)
    assert [due_at - old[event] for event, due_at in moved.items()] == [timedelta(hours=1)]
    assert len(await rows(database, ReminderKind.CHANGED, recipient=CHAIR)) == 2


async def test_a_session_that_is_taken_out_drops_its_reminders(database: Database) -> None:
    district = await stored(database, placed_district())
    await publish(database)
    await stored(database, replace(district, sessions=()))
    await publish(database, TOMORROW)
    states = {
        row["state"]
        for row in await rows(database, ReminderKind.UPCOMING)
        if row["payload"]["kind"] == "session"
    }
    assert states == {"dropped"}


async def test_a_corrected_topic_changes_the_text_that_waits(database: Database) -> None:
    district = await stored(database, placed_district())
    await publish(database)
    await stored(database, replace(district, sessions=(session(topic="视唱练耳"),)))
    await publish(database, TOMORROW)
    topics = {
        row["payload"]["topic"]
        for row in await rows(database, ReminderKind.UPCOMING, state="waiting")
        if row["payload"]["kind"] == "session"
    }
    assert topics == {"视唱练耳"}
