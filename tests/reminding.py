"""Published events made by hand, and a database with a revision: what tests of reminders begin with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from calendars.spans import ClockSpan
from service.domain.identity import CommunityId, RevisionId
from service.domain.publishing.occurrences.published_events import (
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.reminding.reminders import (
    DueReminder,
    ReminderKey,
    ReminderKind,
    RevisionPublished,
    Upcoming,
    due_reminders,
)
from service.domain.research_sessions import Mode
from service.domain.telling.audiences import ChannelName
from service.storage import reminders
from service.storage.database import Database
from service.storage.minting import mint
from service.storage.reminders import Scheduled
from service.storage.tables.publications import revision
from tests.storage.districts import TERM, community

#: A Tuesday, 10:00 in Shanghai.
NOW = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
MONDAY = date(2026, 9, 7)
COMMUNITY = Named("community-a", "共同体a")
NEAR, FAR = Named("near", "中心小学"), Named("far", "山村小学")
LECTURER, ASSISTANT, CHAIR = Named("p1", "陈琳"), Named("p2", "张伟"), Named("p3", "王芳")
FIRST = RevisionPublished(RevisionId("r1"), COMMUNITY, 1, date(2026, 9, 1))
SECOND = RevisionPublished(RevisionId("r2"), COMMUNITY, 2, date(2026, 9, 7))


def joint(day: date = MONDAY, start: int = 600, uid: str = "J01", **changes: Any) -> PublishedEvent:
    """A lesson from 中心小学 to 山村小学: 10:00, 陈琳 lectures, 张伟 assists."""
    facts: dict[str, Any] = {
        "uid": f"{uid}@tongke",
        "kind": EventKind.JOINT,
        "lesson_id": uid,
        "base_day": day,
        "day": day,
        "span": ClockSpan(start, start + 40),
        "subject": "音乐",
        "ends": ends(),
        "community_id": CommunityId(COMMUNITY.id),
        "lecturer": LECTURER,
        "lesson_kind": "同步课",
    }
    return PublishedEvent(**(facts | changes))


def ends() -> tuple[PublishedEnd, ...]:
    return (
        PublishedEnd(
            NEAR, (Named("c1", "三(1)班"),), Named("hall", "录播教室"), LECTURER, hosts=True, period=3
        ),
        PublishedEnd(FAR, (Named("c2", "三(2)班"),), Named("room", "同步教室"), ASSISTANT, period=2),
    )


def session(day: date = MONDAY, start: int = 840, **changes: Any) -> PublishedEvent:
    """Teachers of music meet online at 14:00: 王芳 chairs, 陈琳 speaks, 张伟 attends."""
    facts: dict[str, Any] = {
        "uid": "Y01@tongke",
        "kind": EventKind.SESSION,
        "lesson_id": "Y01",
        "base_day": day,
        "day": day,
        "span": ClockSpan(start, start + 60),
        "subject": "音乐",
        "ends": (PublishedEnd(NEAR, place=Named("", "会议室"), hosts=True), PublishedEnd(FAR)),
        "community_id": CommunityId(COMMUNITY.id),
        "lesson_kind": "集体教研",
        "topic": "合唱教学",
        "mode": Mode.ONLINE,
        "chair": CHAIR,
        "speaker": LECTURER,
        "attendees": (CHAIR, LECTURER, ASSISTANT),
    }
    return PublishedEvent(**(facts | changes))


def upcoming(event: PublishedEvent, recipient: str = "person:p1") -> Upcoming:
    """The event as one recipient is reminded of it."""
    for due in due_reminders(FIRST, [event], [], now=NOW):
        if due.key.recipient == recipient and isinstance(due.content, Upcoming):
            return due.content
    raise AssertionError(f"{recipient} is not reminded")


def due(
    event: str = "J01",
    recipient: str = "campus:near",
    channel: ChannelName = ChannelName.LOG,
    due_at: datetime = NOW,
    lasting: timedelta = timedelta(hours=2),
) -> DueReminder:
    """One reminder of its own making."""
    key = ReminderKey(event, ReminderKind.UPCOMING, 30, channel, recipient)
    return DueReminder(key, due_at, due_at + lasting, upcoming(joint()))


def letter(event: str = "J01", person: str = "head-a", due_at: datetime = NOW) -> DueReminder:
    """A reminder by e-mail."""
    return due(event, f"person:{person}", ChannelName.EMAIL, due_at)


async def publish(
    database: Database, *wanted: DueReminder, number: int = 1, now: datetime = NOW
) -> Scheduled:
    """A revision with what it makes due; the first brings its community and term along."""
    async with database.writing(None, None, "王主任", now) as store:
        if number == 1:
            await store.save_district(None, community("a"))
        values = {
            "id": f"r{number}",
            "community_id": COMMUNITY.id,
            "term_id": TERM.id,
            "number": number,
            "effective_from": MONDAY,
            "published_at": now,
            "actor": "王主任",
            "document": "{}",
        }
        await store.connection.execute(insert(revision).values(values))
        return await reminders.schedule(
            store.connection, RevisionId(f"r{number}"), wanted, now=now, mint=lambda: mint(now)
        )
