"""Publishing on both databases: what is written, what is refused, and what says that nothing changed."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from calendars.spans import ClockSpan
from service.actions.publishing.publish_timetable import (
    DraftOutdated,
    NothingToPublish,
    OutsideTerm,
    PastNotChanged,
    PublicationRefused,
    PublishReport,
    publish_timetable,
)
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.findings import Code, ThingKind
from service.domain.publishing.feeds.feeds import feeds_of
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.storage import feeds, publications
from service.storage.database import Database
from tests.districts import COMMUNITY, GUEST, HOST, TERM, TERM_ID, awaiting, place_id, small_district, wish
from tests.publications import NOW, Office, as_wished, placed_district, session
from tests.states import begun

LATER = NOW + timedelta(days=30)


async def stored(database: Database, district: District) -> District:
    """The district in the database, in the place of the one that is there."""
    async with database.writing(None, None, "教务处", NOW) as store:
        before = await store.load_district()
        return await store.save_district(before, district)


async def publish(database: Database, **options: Any) -> PublishReport:
    given: dict[str, Any] = {"actor": "教务处", "now": NOW} | options
    return await publish_timetable(database, **given)


async def first_published(database: Database) -> None:
    """The small district, placed and published: `begun(database, first_published)` makes it once."""
    await stored(database, placed_district())
    await publish(database)


async def published(database: Database) -> PublishedTerm:
    async with database.reading() as store:
        return await publications.published_term(store.connection, TERM_ID)


async def test_a_first_publication_is_what_the_pure_one_decides(database: Database) -> None:
    district = await stored(database, placed_district())
    report = await publish(database)
    office = Office()
    office.publish(district)
    first = report.revision
    assert first is not None
    assert (first.number, first.effective_from, first.actor) == (1, TERM.first_day, "教务处")
    assert first.content.district == office.revisions[0].content.district
    assert [event.key for event in first.content.expansion.joint(COMMUNITY, TERM.days)] == [
        event.key for event in office.revisions[0].content.expansion.joint(COMMUNITY, TERM.days)
    ]
    assert report.findings == ()
    assert report.withheld == ()
    assert (await published(database)).revisions == (first,)


async def test_what_is_published_can_be_opened_out_without_any_other_table(database: Database) -> None:
    await begun(database, first_published)
    before = list((await published(database)).events(TERM.days))
    async with database.writing(None, None, "教务处", NOW) as store:
        there = await store.load_district()
        assert there is not None
        await store.save_district(there, replace(there, joint_lessons=(), sessions=()))
    assert list((await published(database)).events(TERM.days)) == before


async def test_a_lesson_that_waits_for_a_table_is_left_out_and_holds_up_nothing(database: Database) -> None:
    """Not published with the rest, then published without noise when the table has come."""
    whole = as_wished(small_district(wish()))
    await stored(database, awaiting(small_district(wish())))
    report = await publish(database)
    assert report.revision is not None
    assert report.revision.content.campuses == (HOST,)
    assert report.revision.content.district.joint_lessons == ()
    assert [(lesson.code, dict(reason.facts)) for lesson, reason in report.awaited] == [
        ("J01", {"campuses": ("乙小学",)})
    ]
    await stored(database, whole)
    later = await publish(database, now=LATER)
    assert later.awaited == ()
    assert later.revision is not None
    assert later.revision.content.campuses == (HOST, GUEST)
    told = {(change.thing.kind, campus.name) for change in later.changes for campus in change.campuses}
    assert told == {
        (ThingKind.JOINT_LESSON, "甲小学"),
        (ThingKind.JOINT_LESSON, "乙小学"),
        (ThingKind.HOME_LESSON, "甲小学"),
    }


async def test_what_the_rules_say_of_a_lesson_that_waits_is_no_refusal(database: Database) -> None:
    """Its lecturer gives another lesson then."""
    whole = as_wished(small_district(wish(weekday=4, period=3)))
    await stored(database, awaiting(whole))
    report = await publish(database)
    assert {finding.code for finding in report.findings} == {
        Code.TEACHER_DOUBLE_BOOKED,
        Code.WEEKLY_TOTAL_CHANGED,
    }
    await stored(database, whole)
    with pytest.raises(PublicationRefused):
        await publish(database, now=LATER)


async def test_every_feed_of_the_community_is_made_once(database: Database) -> None:
    district = await stored(database, placed_district())
    await publish(database)
    async with database.reading() as store:
        first = await feeds.all_feeds(store.connection)
    assert [feed.target for feed in first] == list(feeds_of(district, COMMUNITY))
    await stored(database, replace(district, sessions=(session(topic="视唱练耳"),)))
    await publish(database, now=LATER - timedelta(days=20))
    async with database.reading() as store:
        assert await feeds.all_feeds(store.connection) == first


async def test_publishing_the_same_again_writes_nothing(database: Database) -> None:
    await begun(database, first_published)
    async with database.reading() as store:
        head = await store.change_head()
    report = await publish(database, now=LATER)
    assert report.revision is None
    assert report.changes == ()
    async with database.reading() as store:
        assert await store.change_head() == head


async def test_a_later_revision_holds_from_the_next_day_on(database: Database) -> None:
    district = await stored(database, placed_district())
    await publish(database)
    await stored(database, replace(district, sessions=(session(day=date(2026, 11, 24)),)))
    report = await publish(database, now=LATER)
    assert report.revision is not None
    assert report.revision.effective_from == date(2026, 9, 28)
    assert report.revision.number == 2


@pytest.mark.parametrize("day", [TERM.first_day - timedelta(days=1), TERM.last_day + timedelta(days=1)])
async def test_a_day_outside_the_term_is_refused(database: Database, day: date) -> None:
    await stored(database, placed_district())
    with pytest.raises(OutsideTerm) as refused:
        await publish(database, from_day=day)
    assert (refused.value.day, refused.value.days) == (day, TERM.days)
    assert (await publish(database, from_day=TERM.last_day)).revision is not None


async def test_the_past_is_not_published_anew(database: Database) -> None:
    district = await stored(database, placed_district())
    await publish(database)
    await stored(database, replace(district, sessions=(session(topic="视唱练耳"),)))
    with pytest.raises(PastNotChanged):
        await publish(database, now=LATER, from_day=date(2026, 9, 26))
    report = await publish(database, now=LATER, from_day=date(2026, 9, 27))
    assert report.revision is None  # the session was on 22 September


async def test_a_joint_lesson_that_is_not_placed_is_refused(database: Database) -> None:
    await stored(database, small_district(wish()))
    with pytest.raises(PublicationRefused) as refused:
        await publish(database)
    assert [finding.code for finding in refused.value.findings] == [Code.NOT_PLACED]
    assert (await published(database)).revisions == ()


async def test_an_error_in_a_joint_lesson_is_refused(database: Database) -> None:
    receive_only = as_wished(small_district(wish()))
    rooms = tuple(replace(place, can_host=False) for place in receive_only.places)
    await stored(database, replace(receive_only, places=rooms))
    with pytest.raises(PublicationRefused) as refused:
        await publish(database)
    assert [finding.code for finding in refused.value.findings] == [Code.ROOM_RECEIVE_ONLY]


async def test_a_draft_on_older_home_timetables_is_refused(database: Database) -> None:
    district = placed_district()
    draft = Draft(COMMUNITY, TERM_ID, TERM.first_day, made_on=((HOST, 1),))
    newer = tuple(replace(base, version=base.version + 1) for base in district.home_timetables)
    await stored(database, replace(district, drafts=(draft,), home_timetables=newer))
    with pytest.raises(DraftOutdated) as outdated:
        await publish(database)
    assert [(campus.name, campus.made_on, campus.now) for campus in outdated.value.campuses] == [
        ("甲小学", 1, 2)
    ]


async def test_sessions_that_cannot_be_held_are_withheld_and_named(database: Database) -> None:
    plans = (session(), session("Y02", topic=""), session("Y03", day=date(2026, 10, 1)))
    await stored(database, replace(placed_district(), sessions=plans))
    report = await publish(database)
    assert [(kept.session.code, [one.code for one in kept.findings]) for kept in report.withheld] == [
        ("Y02", [Code.PLAN_INCOMPLETE]),
        ("Y03", [Code.NOT_A_TEACHING_DAY]),
    ]
    assert report.revision is not None
    assert [plan.code for plan in report.revision.content.district.sessions] == ["Y01"]


async def test_somebody_who_teaches_then_does_not_withhold_a_session(database: Database) -> None:
    busy = session(span=ClockSpan(480, 540))
    await stored(database, replace(placed_district(), sessions=(busy,)))
    report = await publish(database)
    assert report.withheld == ()


async def test_without_a_term_there_is_nothing_to_publish(database: Database) -> None:
    with pytest.raises(NothingToPublish):
        await publish(database)


async def test_a_room_that_changes_is_told_to_those_concerned(database: Database) -> None:
    district = await stored(database, placed_district())
    await publish(database)
    other = replace(district.places[0], id=place_id(HOST, "other"), name="录播室")
    [lesson] = district.joint_lessons
    ends = tuple(replace(end, place_id=other.id) if end.hosts else end for end in lesson.ends)
    await stored(
        database,
        replace(
            district,
            places=(*district.places, other),
            joint_lessons=(replace(lesson, ends=ends),),
        ),
    )
    report = await publish(database, now=LATER)
    [change] = report.changes
    assert (change.kind, change.thing.id) == ("changed", "J01")
    assert (change.old and change.old.place, change.new and change.new.place) == ("主讲室", "录播室")
    assert [place.name for place in change.places] == ["主讲室", "录播室"]
    assert [campus.name for campus in change.campuses] == ["甲小学"]
    assert change.days[0] > LATER.date()


async def test_a_publication_killed_before_its_commit_leaves_nothing(
    database: Database, database_url: str
) -> None:
    district = await stored(database, placed_district())
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.actions.stops_in_a_publication", database_url, stdin=PIPE, stdout=PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"written, not committed\n"
    process.kill()
    assert await process.wait() == -signal.SIGKILL
    async with database.reading() as store:
        assert await store.load_district() == district
        assert await feeds.all_feeds(store.connection) == ()
        assert await publications.marks_of_term(store.connection, TERM_ID) == {}
    assert (await published(database)).revisions == ()
    assert (await publish(database)).revision is not None


async def test_two_who_publish_at_once_make_one_revision(database: Database, database_url: str) -> None:
    await stored(database, placed_district())
    async with await Database.open(database_url) as other:
        reports = await asyncio.gather(publish(database), publish(other))
    assert sorted(report.revision is None for report in reports) == [False, True]
    assert len((await published(database)).revisions) == 1
