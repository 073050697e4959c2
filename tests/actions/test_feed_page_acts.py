"""What is told from teachers' pages, on both databases: 收到, 请假 and 链路异常, outcomes, meetings."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from calendars.spans import DateSpan
from service.actions.acknowledge_changes import acknowledge_changes
from service.actions.changing.dated_acts import NoOpenIncident
from service.actions.changing.handle_incident import handle_incident
from service.actions.changing.report_incident import Reported, TooManyReports, report_incident
from service.actions.publishing.publish_timetable import publish_timetable
from service.actions.say_outcome import NotAsked, say_outcome
from service.actions.set_meeting import EndUnclear, LessonUnclear, LinkUnusable, set_meeting, set_phone
from service.domain.identity import CampusId, IncidentId, JointLessonId, PersonId
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.teacher_page.acknowledgements import Acknowledgement
from service.domain.teacher_page.incidents import MOST_PER_HOUR, IncidentKind
from service.domain.teacher_page.meetings import Meeting, Reach
from service.domain.teacher_page.outcomes import OutcomeKind
from service.storage import feeds, meetings, publications, teachers_pages
from service.storage.database import Database
from service.storage.tables.reminders import reminder
from tests.web.districts import FAR, HOST, NEAR, NEAR_ROOM, TERM, district

NOW = datetime(2026, 9, 20, 10, tzinfo=UTC)
MONDAY = date(2026, 9, 21)
#: 08:50 on Monday, ten minutes into the lesson.
DURING = datetime(2026, 9, 21, 0, 50, tzinfo=UTC)
ASSISTANT, LECTURER = PersonId("near-语文"), PersonId("host-语文")


@pytest.fixture
async def lesson(database: Database) -> PublishedEvent:
    """The joint lesson of Monday, published."""
    whole = district()
    lessons = tuple(one for one in whole.joint_lessons if one.code == "J01")
    async with database.writing(None, TERM, "test", NOW) as store:
        await store.save_district(None, replace(whole, joint_lessons=lessons))
    await publish_timetable(database, from_day=MONDAY, actor="test", now=NOW)
    async with database.reading() as store:
        (term,) = await publications.published_terms(store.connection)
    events = term.events(DateSpan.of(MONDAY, MONDAY))
    return next(event for event in events if event.lesson_id == "joint-J01")


def _down(uid: str, note: str = "") -> Reported:
    return Reported(IncidentKind.LINK_DOWN, ASSISTANT, uid, DateSpan.of(MONDAY, MONDAY), note)


async def _told(database: Database) -> list[tuple[str, str]]:
    async with database.reading() as store:
        rows = await store.connection.execute(
            select(reminder.c.recipient, reminder.c.channel)
            .where(reminder.c.kind == "incident")
            .order_by(reminder.c.recipient)
        )
        return [(row.recipient, row.channel) for row in rows]


async def test_a_broken_link_tells_the_coordinator_the_campuses_and_the_lecturer(
    database: Database, lesson: PublishedEvent
) -> None:
    await report_incident(database, _down(lesson.uid), [lesson], actor="page", now=DURING)
    assert await _told(database) == [
        *((f"campus:{campus}", "log") for campus in sorted((FAR, HOST, NEAR))),
        ("community:community", "log"),
        (f"person:{LECTURER}", "email"),
    ]


async def test_it_is_told_at_once_and_until_the_end_of_the_day(
    database: Database, lesson: PublishedEvent
) -> None:
    await report_incident(database, _down(lesson.uid, "13800000000"), [lesson], actor="page", now=DURING)
    async with database.reading() as store:
        rows = (await store.connection.execute(select(reminder).where(reminder.c.kind == "incident"))).all()
    assert {(row.due_at, row.not_after) for row in rows} == {(DURING, datetime(2026, 9, 21, 16, tzinfo=UTC))}
    assert [row for row in rows if "13800000000" in str(row.payload)] == []


async def test_repeated_taps_are_one_report(database: Database, lesson: PublishedEvent) -> None:
    first = await report_incident(database, _down(lesson.uid), [lesson], actor="page", now=DURING)
    again = await report_incident(
        database, _down(lesson.uid, "又断了"), [lesson], actor="page", now=DURING + timedelta(minutes=1)
    )
    assert again == first
    assert len(await _told(database)) == 5
    await handle_incident(database, first.id, actor="王主任", now=DURING)
    new = await report_incident(database, _down(lesson.uid), [lesson], actor="page", now=DURING)
    assert new.id != first.id


async def test_a_leaked_address_cannot_flood(database: Database, lesson: PublishedEvent) -> None:
    for number in range(MOST_PER_HOUR):
        await report_incident(database, _down(f"{number}"), [lesson], actor="page", now=DURING)
    with pytest.raises(TooManyReports):
        await report_incident(database, _down("more"), [lesson], actor="page", now=DURING)
    later = DURING + timedelta(hours=1, seconds=1)
    await report_incident(database, _down("more"), [lesson], actor="page", now=later)


async def test_a_report_is_handled_once(database: Database, lesson: PublishedEvent) -> None:
    told = await report_incident(database, _down(lesson.uid), [lesson], actor="page", now=DURING)
    await handle_incident(database, told.id, actor="王主任", now=DURING)
    async with database.reading() as store:
        (kept,) = await teachers_pages.incidents(store.connection)
        assert await teachers_pages.incidents(store.connection, open_only=True) == ()
    assert kept == replace(told, handled_at=DURING, handled_by="王主任")
    for missing in (told.id, IncidentId("nothing")):
        with pytest.raises(NoOpenIncident):
            await handle_incident(database, missing, actor="王主任", now=DURING)


async def test_an_acknowledgement_never_goes_back(database: Database, lesson: PublishedEvent) -> None:
    async with database.reading() as store:
        feed, *_ = await feeds.all_feeds(store.connection)
    for hours in (0, 2, 1):
        through = NOW + timedelta(hours=hours)
        await acknowledge_changes(database, Acknowledgement(feed.id, through, through))
    newest = NOW + timedelta(hours=2)
    async with database.reading() as store:
        said = await teachers_pages.acknowledgements(store.connection, feed.id)
    assert said == (Acknowledgement(feed.id, newest, newest),)


async def test_the_assistant_says_how_it_went_and_may_change_it(
    database: Database, lesson: PublishedEvent
) -> None:
    for kind in (OutcomeKind.NOT_CONNECTED, OutcomeKind.COMPLETED):
        await say_outcome(database, lesson, ASSISTANT, kind, actor="page", now=DURING)
    async with database.reading() as store:
        said = await teachers_pages.outcomes(store.connection, [lesson.uid])
        assert await teachers_pages.outcomes(store.connection) == said
    assert [(one.campus_id, one.kind, one.by, one.said_at) for one in said] == [
        (CampusId(NEAR), OutcomeKind.COMPLETED, ASSISTANT, DURING)
    ]


@pytest.mark.parametrize(
    ("who", "now"),
    [(LECTURER, DURING), (ASSISTANT, NOW), (ASSISTANT, datetime(2026, 9, 21, 10, tzinfo=UTC))],
)
async def test_who_is_not_asked_cannot_say_how_it_went(
    database: Database, lesson: PublishedEvent, who: PersonId, now: datetime
) -> None:
    with pytest.raises(NotAsked):
        await say_outcome(database, lesson, who, OutcomeKind.COMPLETED, actor="page", now=now)


async def _reach(database: Database, lesson: PublishedEvent, who: PersonId) -> dict[str, Reach]:
    async with database.reading() as store:
        return await meetings.reach(store.connection, [lesson], who)


async def test_a_meeting_and_telephones_reach_who_is_on_the_link(
    database: Database, lesson: PublishedEvent
) -> None:
    await set_meeting(database, "J01", "https://m.example/1", "123", "", actor="王主任", now=NOW)
    await set_phone(database, "城北校区", "0713-1", actor="王主任", now=NOW)
    await set_phone(database, "白塘校区", "0713-2", actor="王主任", now=NOW)
    await set_phone(database, "同步教室", "0713-3", actor="王主任", now=NOW)
    meeting = Meeting(JointLessonId("joint-J01"), "https://m.example/1", "123", "")
    assert await _reach(database, lesson, ASSISTANT) == {
        lesson.uid: Reach(meeting, (("城北校区", "0713-1"),))
    }
    assert await _reach(database, lesson, LECTURER) == {lesson.uid: Reach(meeting, (("白塘校区", "0713-3"),))}
    await set_meeting(database, "J01", "", "", "", actor="王主任", now=NOW)
    await set_phone(database, "城北校区", "", actor="王主任", now=NOW)
    assert await _reach(database, lesson, ASSISTANT) == {}


async def test_the_audit_says_who_set_them_and_not_what(database: Database, lesson: PublishedEvent) -> None:
    await set_meeting(database, "J01", "https://m.example/1", "123", "4711", actor="王主任", now=NOW)
    await set_phone(database, f"白塘校区 {'同步教室'}", "0713-3", actor="王主任", now=NOW)
    async with database.reading() as store:
        of_lesson, *_ = await store.history("joint_lesson", "joint-J01")
        of_room, *_ = await store.history("place", NEAR_ROOM)
    assert [(one.actor, one.entry.before, one.entry.after) for one in (of_lesson, of_room)] == [
        ("王主任", {"known": False}, {"known": True})
    ] * 2


async def test_which_lesson_is_meant_is_found_before_anybody_has_to_wait(
    database: Database, lesson: PublishedEvent
) -> None:
    """While somebody else writes; a large district takes seconds to read."""
    async with database.writing((), None, "王主任", NOW):
        with pytest.raises(LessonUnclear):
            await set_meeting(database, "J99", "", "1", "", actor="王主任", now=NOW)
        with pytest.raises(EndUnclear):
            await set_phone(database, "某校", "1", actor="王主任", now=NOW)


async def test_what_cannot_be_set_is_not_repeated(database: Database, lesson: PublishedEvent) -> None:
    with pytest.raises(LinkUnusable) as refused:
        await set_meeting(database, "J01", "123 456", "", "", actor="王主任", now=NOW)
    assert "123 456" not in str(refused.value)
    with pytest.raises(LessonUnclear) as unclear:
        await set_meeting(database, "J99", "", "1", "", actor="王主任", now=NOW)
    assert unclear.value.codes == ("J01",)
    with pytest.raises(EndUnclear) as nobody:
        await set_phone(database, "某校", "1", actor="王主任", now=NOW)
    assert nobody.value.names[-1] == "白塘校区 同步教室"
