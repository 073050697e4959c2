"""Changing single dates on both databases: what is written, what is refused, and who is told."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from calendars.spans import ALWAYS, DateSpan
from service.actions.changing.change_occurrences import change_occurrences, preview_changes, read_act
from service.actions.changing.dated_acts import (
    ChangesHindered,
    ChangesRefused,
    KeyTaken,
    NothingToChange,
    TakeBackUnknown,
    WantedChanges,
)
from service.actions.publishing.publish_timetable import publish_timetable
from service.domain.dated_changes import ChangeKind, DatedChange, Leave, Obstacle, OccurrenceState
from service.domain.findings import Code
from service.domain.identity import CampusId, ChangeId, HomeLessonId, PersonId, PostId
from service.domain.people import Person, Post
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.reminding.reminders import ReminderKind
from service.domain.substitution.change_reports import ChangeReport
from service.domain.telling.audiences import person
from service.storage import feeds, publications
from service.storage.database import Database
from tests.actions.test_publish_reminders import rows
from tests.actions.test_publish_timetable import first_published, published, stored
from tests.districts import GUEST, HOST, TERM_ID, lesson_id, teacher_id, wish
from tests.domain.test_dated_states import (
    CHINESE,
    DAY,
    JOINT,
    MUSIC,
    OTHER,
    WEDNESDAY,
    change,
    move,
    substitute,
)
from tests.publications import NOW, placed_district
from tests.states import begun

LATER = NOW + timedelta(days=1)
ASSISTANT = teacher_id(GUEST, "音乐")


async def ready(database: Database) -> None:
    await begun(database, first_published)


async def change_dates(database: Database, *changes: DatedChange, **options: Any) -> ChangeReport:
    given: dict[str, Any] = {"actor": "李老师", "now": LATER} | options
    act = WantedChanges(changes, given.pop("take_back", ()), given.pop("cause", ""), given.pop("key", ""))
    return await change_occurrences(database, act, **given)


async def standing(database: Database) -> dict[tuple[str, date], PublishedEvent]:
    return {event.key: event for event in (await published(database)).events(ALWAYS)}


async def head(database: Database) -> int:
    async with database.reading() as store:
        return await store.change_head()


async def test_a_change_is_made_and_read_back(database: Database) -> None:
    await ready(database)
    report = await change_dates(database, move(to_day=WEDNESDAY, to_period=4), cause="场地检修")
    made = report.amendment
    assert (made.number, made.actor, made.cause, len(made.added)) == (1, "李老师", "场地检修", 1)
    assert made.added[0].id != move().id
    assert (await published(database)).amendments == (made,)
    event = (await standing(database))[JOINT, DAY]
    assert (event.day, event.state) == (WEDNESDAY, OccurrenceState.MOVED)
    assert [one.new for one in report.changes] == [event]


async def test_a_take_back_and_a_new_revision_leave_what_is_in_force(database: Database) -> None:
    await ready(database)
    before = await standing(database)
    first = await change_dates(database, substitute(MUSIC, OTHER))
    second = await change_dates(database, move(CHINESE, to_day=WEDNESDAY, to_period=4))
    back = await change_dates(database, take_back=(first.amendment.id,))
    assert back.amendment.taken_back == (first.amendment.added[0].id,)
    assert (await standing(database))[JOINT, DAY] == before[JOINT, DAY]
    await stored(database, placed_district(wish(), wish("J02", weekday=2)))
    again = await publish_timetable(database, actor="教务处", now=LATER + timedelta(days=1))
    assert again.revision is not None
    term = await published(database)
    assert (term.changes, term.hindered) == (second.amendment.added, ())
    assert (await standing(database))[CHINESE, DAY].day == WEDNESDAY
    held = {entry.shown.uid: entry.shown.state for entry in term.of_feed(FeedTarget(FeedKind.TEACHER, OTHER))}
    assert held[before[JOINT, DAY].uid] is OccurrenceState.CANCELLED


async def test_of_a_whole_act_what_is_over_stays_and_is_told(database: Database) -> None:
    await ready(database)
    over, ahead = move(to_period=4), move(CHINESE, DAY + timedelta(days=7), to_period=4)
    act = (await change_dates(database, over, ahead)).amendment
    tuesday = datetime(2026, 9, 15, 1, tzinfo=UTC)
    back = await change_dates(database, take_back=(act.id,), now=tuesday)
    assert back.amendment.taken_back == (act.added[1].id,)
    assert [(one.change.id, one.obstacle) for one in back.stays] == [(act.added[0].id, Obstacle.DAY_PAST)]
    told_again = await read_act(database, back.amendment.id, now=tuesday + timedelta(days=9))
    assert told_again is not None
    assert told_again.stays == back.stays
    with pytest.raises(ChangesHindered) as refused:
        await change_dates(database, take_back=(act.id,), now=tuesday)
    assert [one.obstacle for one in refused.value.hindrances] == [Obstacle.DAY_PAST]


async def test_a_single_change_taken_back_says_nothing_of_the_rest_of_its_act(database: Database) -> None:
    await ready(database)
    later = (DAY + timedelta(days=7), DAY + timedelta(days=14))
    changes = (move(to_period=4), *(move(CHINESE, day, to_period=4) for day in later))
    act = (await change_dates(database, *changes)).amendment
    tuesday = datetime(2026, 9, 15, 1, tzinfo=UTC)
    back = await change_dates(database, take_back=(act.added[1].id,), now=tuesday)
    told_again = await read_act(database, back.amendment.id, now=tuesday)
    assert told_again is not None
    assert (back.stays, told_again.stays) == ((), ())


async def test_marks_rise_with_the_change_alone(database: Database) -> None:
    await ready(database)
    async with database.reading() as store:
        before = await publications.marks_of_term(store.connection, TERM_ID)
    report = await change_dates(database, move(to_day=WEDNESDAY, to_period=4))
    async with database.reading() as store:
        after = await publications.marks_of_term(store.connection, TERM_ID)
    changed = {key: mark for key, mark in after.items() if before.get(key) != mark}
    assert {(mark.lesson_id, mark.base_day) for mark in changed.values()} == {(JOINT, DAY)}
    assert {(mark.sequence, mark.stamped_at) for mark in changed.values()} == {(1, report.amendment.made_at)}


async def test_a_preview_decides_the_same_and_writes_nothing(database: Database) -> None:
    await ready(database)
    before, number = await standing(database), await head(database)
    wanted = WantedChanges((move(to_day=WEDNESDAY, to_period=4),), cause="停电")
    seen = await preview_changes(database, wanted, actor="李老师", now=LATER)
    assert (seen.refusals, await standing(database), await head(database)) == ((), before, number)
    made = await change_dates(database, *wanted.changes, cause="停电")
    assert (made.changes, made.told, made.notices) == (seen.changes, seen.told, seen.notices)
    told = [(notice.school.name, notice.reason) for notice in made.notices]
    assert told == [("甲小学", "停电"), ("乙小学", "停电")]
    assert [one.name for one in made.told[:2]] == ["甲小学", "乙小学"]
    assert {one.name for one in made.told[2:]} == {"师2", "师11"}


async def test_what_the_rules_refuse_is_not_made(database: Database) -> None:
    await ready(database)
    number = await head(database)
    onto_another = move(to_day=WEDNESDAY)
    with pytest.raises(ChangesRefused) as refused:
        await change_dates(database, onto_another)
    assert {finding.code for finding in refused.value.findings} == {
        Code.CLASS_DOUBLE_BOOKED,
        Code.TEACHER_DOUBLE_BOOKED,
    }
    assert {finding.day for finding in refused.value.findings} == {WEDNESDAY}
    seen = await preview_changes(database, WantedChanges((onto_another,)), actor="李老师", now=LATER)
    assert seen.refusals == refused.value.findings
    assert await head(database) == number


async def test_a_chain_is_judged_together(database: Database) -> None:
    """What would clash alone may stand where the one before it has gone."""
    await ready(database)
    onto = move(to_day=WEDNESDAY)
    away = tuple(
        replace(move(HomeLessonId(event.lesson_id), to_period=4), day=WEDNESDAY)
        for event in (await standing(database)).values()
        if event.day == WEDNESDAY and event.ends[0].period == 3 and "301" in event.lesson_id
    )
    report = await change_dates(database, *away, onto)
    assert [change.key for change in report.amendment.added] == [*(one.key for one in away), onto.key]


async def test_an_act_of_the_same_key_is_made_once(database: Database) -> None:
    await ready(database)
    wanted = move(to_day=WEDNESDAY, to_period=4)
    first = await change_dates(database, wanted, key="retried")
    number = await head(database)
    again = await change_dates(database, wanted, key="retried", now=LATER + timedelta(minutes=5))
    assert (again.amendment, again.changes, await head(database)) == (first.amendment, first.changes, number)
    with pytest.raises(KeyTaken):
        await change_dates(database, move(CHINESE, to_period=4), key="retried")
    assert await head(database) == number


async def test_under_one_key_all_that_is_asked_has_to_be_the_same(database: Database) -> None:
    await ready(database)
    first = await change_dates(database, substitute(MUSIC, OTHER), cause="病假", key="a")
    second = await change_dates(database, move(CHINESE, to_period=4), key="b")
    with pytest.raises(KeyTaken):
        await change_dates(database, substitute(MUSIC, OTHER), cause="事假", key="a")
    back = await change_dates(database, take_back=(first.amendment.id,), key="c")
    with pytest.raises(KeyTaken):
        await change_dates(database, take_back=(second.amendment.id,), key="c")
    again = await change_dates(database, take_back=(first.amendment.id,), key="c")
    assert again.amendment == back.amendment
    assert (await published(database)).changes == second.amendment.added


async def test_an_act_is_told_again_as_it_was_made(database: Database) -> None:
    await ready(database)
    first = await change_dates(database, move(to_day=WEDNESDAY, to_period=4))
    await change_dates(database, substitute(MUSIC, OTHER))
    told = await read_act(database, first.amendment.id, now=LATER)
    assert told == replace(first, findings=told.findings if told else ())
    assert await read_act(database, "nothing", now=LATER) is None


async def test_bad_input_names_the_lesson_and_nothing_is_half_made(database: Database) -> None:
    await ready(database)
    number = await head(database)
    with pytest.raises(ChangesHindered) as hindered:
        await change_dates(database, move(to_day=WEDNESDAY, to_period=4), move(CHINESE, to_period=9))
    [found] = hindered.value.hindrances
    facts = dict(found.facts)
    assert (found.obstacle, facts["lesson"], facts["campus"], facts["day"]) == (
        Obstacle.PERIOD_UNKNOWN,
        "甲小学 三(1)班 语文",
        "甲小学",
        DAY,
    )
    with pytest.raises(TakeBackUnknown) as unknown:
        await change_dates(database, move(to_day=WEDNESDAY, to_period=4), take_back=("nothing",))
    assert unknown.value.ids == ("nothing",)
    with pytest.raises(NothingToChange):
        await change_dates(database)
    assert await head(database) == number


async def test_nothing_published_is_nothing_to_change(database: Database) -> None:
    with pytest.raises(NothingToChange):
        await change_dates(database, move(to_day=WEDNESDAY, to_period=4))
    await stored(database, placed_district())
    with pytest.raises(NothingToChange):
        await change_dates(database, move(to_day=WEDNESDAY, to_period=4))


async def test_everybody_concerned_is_told_once_whatever_else_changes(database: Database) -> None:
    await ready(database)
    leave = Leave(MUSIC, DateSpan.of(DAY, date(2026, 9, 21)))
    report = await change_dates(
        database,
        substitute(MUSIC, OTHER),
        replace(substitute(MUSIC, OTHER), day=date(2026, 9, 21)),
        move(CHINESE, to_period=4),
        cause=leave,
    )
    told = await rows(database, ReminderKind.CHANGED, event_key=report.amendment.id)
    recipients = [row["recipient"] for row in told]
    assert len(recipients) == len(set(recipients))
    assert {str(person(MUSIC)), str(person(OTHER)), f"campus:{HOST}", f"campus:{GUEST}"} <= set(recipients)
    assert {row["payload"]["away"] for row in told} == {"师2"}
    host = next(row for row in told if row["recipient"] == f"campus:{HOST}")
    assert sorted(line["count"] for line in host["payload"]["lines"]) == [1, 2]


async def test_reminders_follow_the_lesson_and_its_teacher(database: Database) -> None:
    await ready(database)
    uid = (await standing(database))[JOINT, DAY].uid
    options = {"event_key": uid, "offset_minutes": 30}
    mine = {"recipient": str(person(MUSIC)), **options}
    [before] = await rows(database, ReminderKind.UPCOMING, **mine)
    others = [row for row in await rows(database, ReminderKind.UPCOMING) if row["event_key"] != uid]
    await change_dates(database, move(to_day=WEDNESDAY, to_period=4), substitute(MUSIC, OTHER))
    [after] = await rows(database, ReminderKind.UPCOMING, **mine)
    [hers] = await rows(database, ReminderKind.UPCOMING, recipient=str(person(OTHER)), **options)
    assert (after["state"], hers["state"]) == ("dropped", "waiting")
    assert hers["due_at"] - before["due_at"] == timedelta(days=2, minutes=50)
    assert [row for row in await rows(database, ReminderKind.UPCOMING) if row["event_key"] != uid] == others


async def test_a_reverted_lesson_reminds_whoever_has_her_class_and_comes_back_with_its_reminders(
    database: Database,
) -> None:
    """Both ends have their own music lesson: the lecturer with her class, the assistant with hers."""
    await ready(database)
    uid = (await standing(database))[JOINT, DAY].uid
    before = await rows(database, ReminderKind.UPCOMING, event_key=uid)
    report = await change_dates(database, change(ChangeKind.REVERT))
    assert {
        (row["recipient"], row["state"], row["payload"].get("part"))
        for row in await rows(database, ReminderKind.UPCOMING, event_key=uid)
        if row["offset_minutes"] == 30
    } == {
        (str(person(MUSIC)), "waiting", "teaches_alone"),
        (str(person(ASSISTANT)), "waiting", "teaches_alone"),
        (f"campus:{HOST}", "dropped", "takes_part"),
        (f"campus:{GUEST}", "dropped", "takes_part"),
    }
    await change_dates(database, take_back=(report.amendment.id,))
    assert await rows(database, ReminderKind.UPCOMING, event_key=uid) == before


async def test_a_publication_reschedules_what_an_amendment_wrote(database: Database) -> None:
    await ready(database)
    await change_dates(database, move(to_day=WEDNESDAY, to_period=4), substitute(MUSIC, OTHER))
    changed = await rows(database, ReminderKind.UPCOMING, recipient=str(person(OTHER)))
    await stored(database, placed_district(wish(), wish("J02", weekday=2)))
    await publish_timetable(database, actor="教务处", now=LATER + timedelta(days=1))
    again = await rows(database, ReminderKind.UPCOMING, recipient=str(person(OTHER)))
    assert [(row["id"], row["due_at"], row["state"]) for row in again] == [
        (row["id"], row["due_at"], row["state"]) for row in changed
    ]


async def test_somebody_new_who_stands_in_has_a_feed(database: Database) -> None:
    await ready(database)
    district = placed_district()
    new = Person(teacher_id(HOST, "新"), "新老师")
    await stored(database, replace(district, people=(*district.people, new)))
    await change_dates(database, substitute(MUSIC, new.id))
    async with database.reading() as store:
        targets = [feed.target for feed in await feeds.all_feeds(store.connection)]
    assert targets[-1] == FeedTarget(FeedKind.TEACHER, new.id)
    [entry] = (await published(database)).of_feed(targets[-1])
    assert (entry.shown.lecturer, entry.shown.day) == ("新老师", DAY)


async def test_it_is_logged_for_every_campus_and_audited(database: Database) -> None:
    await ready(database)
    number = await head(database)
    report = await change_dates(database, move(to_day=WEDNESDAY, to_period=4))
    async with database.reading() as store:
        logged = [entry.changed for entry in await store.changes_since(number)]
        [record] = await store.history("amendment", report.amendment.id)
    assert [(one.kind, one.campus_id) for one in logged] == [
        ("amendment", HOST),
        ("amendment", GUEST),
        ("amendment", None),
    ]
    assert (record.entry.action, record.actor) == ("amended", "李老师")


async def test_two_who_change_at_once_both_do(database: Database, database_url: str) -> None:
    await ready(database)
    async with await Database.open(database_url) as other:
        reports = await asyncio.gather(
            change_dates(database, move(to_day=WEDNESDAY, to_period=4)),
            change_dates(other, move(CHINESE, to_period=4)),
        )
    assert sorted(report.amendment.number for report in reports) == [1, 2]
    term = await published(database)
    assert {change.lesson_id for change in term.changes} == {JOINT, CHINESE}
    assert len({*term.stamps}) == 3


async def test_two_who_change_at_once_at_campuses_of_their_own_both_do(
    database: Database, database_url: str
) -> None:
    await ready(database)

    def instead(campus: CampusId) -> DatedChange:
        absent, there = teacher_id(campus, "语文301"), teacher_id(campus, "数学302")
        return substitute(absent, there, lesson_id(campus, "301", "语文", 1))

    async with await Database.open(database_url) as other:
        reports = await asyncio.gather(
            *(change_dates(opened, instead(at)) for opened, at in ((database, HOST), (other, GUEST)))
        )
    assert sorted(report.amendment.number for report in reports) == [1, 2]
    assert len((await published(database)).changes) == 2


async def test_every_campus_of_a_teacher_is_asked_not_the_lessons_alone(database: Database) -> None:
    """Who teaches at two campuses is not to be booked at both by two who change at once."""
    await ready(database)
    district = placed_district()
    teacher = next(end.teacher for end in (await standing(database))[CHINESE, DAY].ends)
    assert teacher is not None
    there = Post(PostId("another"), PersonId(teacher.id), GUEST, "900")
    await stored(database, replace(district, posts=(*district.posts, there)))
    number = await head(database)
    await change_dates(database, move(CHINESE, to_period=4))
    async with database.reading() as store:
        told = [entry.changed.campus_id for entry in await store.changes_since(number)]
    assert told == [HOST, GUEST, None]


async def test_an_id_that_is_given_is_not_kept(database: Database) -> None:
    await ready(database)
    named = replace(move(to_day=WEDNESDAY, to_period=4), id=ChangeId("mine"))
    first = await change_dates(database, named)
    assert first.amendment.added == (replace(named, id=first.amendment.added[0].id),)
    assert first.amendment.added[0].id != "mine"
