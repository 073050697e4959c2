"""Which reminders a publication makes due, for whom, and under which keys."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendars.spans import ALWAYS, ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventChange,
    EventKind,
    Named,
    PublishedEvent,
)
from service.domain.reminding.change_notices import ChangeNotice
from service.domain.reminding.reminders import (
    DueReminder,
    ReminderKey,
    ReminderKind,
    RevisionPublished,
    Upcoming,
    due_reminders,
)
from service.domain.research_sessions import Mode
from service.domain.telling.audiences import ChannelName, Part
from tests.publications import Office, placed_district
from tests.reminding import (
    CHAIR,
    FIRST,
    LECTURER,
    MONDAY,
    NOW,
    SECOND,
    ends,
    joint,
    session,
    upcoming,
)

EVENING, SOON = datetime(2026, 9, 6, 10, tzinfo=UTC), datetime(2026, 9, 7, 1, 30, tzinfo=UTC)
START = datetime(2026, 9, 7, 2, tzinfo=UTC)


def of_kind(kind: ReminderKind, reminders: tuple[DueReminder, ...]) -> list[DueReminder]:
    return [reminder for reminder in reminders if reminder.key.kind is kind]


def coming(*events: PublishedEvent, now: datetime = NOW) -> list[DueReminder]:
    return of_kind(ReminderKind.UPCOMING, due_reminders(FIRST, events, (), now=now))


def notices(*changes: EventChange, now: datetime = NOW) -> list[DueReminder]:
    return of_kind(ReminderKind.CHANGED, due_reminders(SECOND, (), changes, now=now))


def test_a_joint_lesson_reminds_its_teachers_by_letter_and_its_campuses_in_the_log() -> None:
    def expected(offset: int, due_at: datetime, not_after: datetime) -> set[tuple[object, ...]]:
        who = (
            (ChannelName.EMAIL, "person:p1"),
            (ChannelName.EMAIL, "person:p2"),
            (ChannelName.LOG, "campus:near"),
            (ChannelName.LOG, "campus:far"),
        )
        kind = ReminderKind.UPCOMING
        return {(ReminderKey("J01@tongke", kind, offset, *one), due_at, not_after) for one in who}

    found = {(one.key, one.due_at, one.not_after) for one in coming(joint())}
    assert found == expected(1440, EVENING, SOON) | expected(30, SOON, START)


def test_all_moments_are_utc() -> None:
    assert {moment.tzinfo for one in coming(joint()) for moment in (one.due_at, one.not_after)} == {UTC}


def test_each_sees_her_own_end() -> None:
    lecturer = Upcoming(
        kind=EventKind.JOINT,
        part=Part.LECTURES,
        lesson_kind="同步课",
        subject="音乐",
        topic="",
        day=MONDAY,
        span=ClockSpan(600, 640),
        campus="中心小学",
        place="录播教室",
        period=3,
        classes=("三(1)班",),
        lecturer="陈琳",
        others=("山村小学",),
        mode=None,
        chair="",
    )
    assert upcoming(joint(), "person:p1") == lecturer
    assert upcoming(joint(), "person:p2") == replace(
        lecturer,
        part=Part.ASSISTS,
        campus="山村小学",
        place="同步教室",
        period=2,
        classes=("三(2)班",),
        others=("中心小学",),
    )


def test_a_session_reminds_everybody_once_in_her_first_part_and_the_group_as_a_whole() -> None:
    parts = {
        one.key.recipient: one.content.part for one in coming(session()) if isinstance(one.content, Upcoming)
    }
    assert parts == {
        "person:p3": Part.CHAIRS,
        "person:p1": Part.SPEAKS,
        "person:p2": Part.ATTENDS,
        "research_group:community-a:音乐": Part.TAKES_PART,
    }


def test_a_session_is_where_it_is_held() -> None:
    seen = upcoming(session(), "person:p2")
    assert (seen.campus, seen.place, seen.others) == ("中心小学", "会议室", ("山村小学",))
    assert (seen.topic, seen.chair, seen.lecturer, seen.mode) == ("合唱教学", "王芳", "陈琳", Mode.ONLINE)


def test_an_end_that_stays_away_is_not_reminded() -> None:
    host, guest = ends()
    partial = joint(ends=(host, replace(guest, attendance=Attendance.ABSENT)), state=OccurrenceState.PARTIAL)
    assert {one.key.recipient for one in coming(partial)} == {"person:p1", "campus:near"}


def test_what_is_cancelled_is_not_reminded_of() -> None:
    assert coming(joint(state=OccurrenceState.CANCELLED)) == []


def reverted() -> PublishedEvent:
    """Off the link: 陈琳 goes on with her class, and 王芳 has her own lesson with the far one."""
    host, guest = ends()
    alone = (
        replace(host, attendance=Attendance.REVERTED, own_teachers=(LECTURER,)),
        replace(
            guest,
            attendance=Attendance.REVERTED,
            own_teachers=(CHAIR,),
            own_subject="劳动",
            period_span=ClockSpan(605, 645),
        ),
    )
    return joint(ends=alone, state=OccurrenceState.REVERTED)


def test_a_class_off_the_link_reminds_the_teacher_who_has_it_and_not_the_assistant() -> None:
    assert {one.key.recipient for one in coming(reverted())} == {"person:p1", "person:p3"}
    seen = upcoming(reverted(), "person:p3")
    assert (seen.part, seen.subject, seen.span) == (Part.TEACHES_ALONE, "劳动", ClockSpan(605, 645))
    assert (seen.campus, seen.classes, seen.place, seen.lecturer, seen.others, seen.lesson_kind) == (
        "山村小学",
        ("三(2)班",),
        "",
        "",
        (),
        "",
    )


def test_the_teacher_who_has_her_class_back_is_told_and_so_is_who_stands_in_for_her() -> None:
    told = {one.key.recipient for one in notices(EventChange(joint(), reverted()))}
    assert told == {"person:p1", "person:p2", "person:p3", "campus:near", "campus:far"}
    host, guest = reverted().ends
    stands_in = replace(reverted(), ends=(host, replace(guest, own_teachers=(Named("p4", "李梅"),))))
    told = {one.key.recipient for one in notices(EventChange(reverted(), stands_in))}
    assert told == {"person:p1", "person:p2", "person:p3", "person:p4", "campus:near", "campus:far"}


def test_home_lessons_and_other_communities_lessons_are_not_reminded_of() -> None:
    assert coming(joint(kind=EventKind.HOME, community_id=None), joint(community_id="another")) == []


@pytest.mark.parametrize(
    ("now", "offsets"),
    [
        (EVENING, {1440, 30}),
        (SOON - timedelta(minutes=1), {1440, 30}),  # late, and still of use
        (SOON, {30}),
        (START, set()),
    ],
)
def test_what_would_come_too_late_is_not_made_due(now: datetime, offsets: set[int]) -> None:
    assert {one.key.offset_minutes for one in coming(joint(), now=now)} == offsets


def test_a_moved_event_keeps_its_keys_and_has_other_times() -> None:
    moved = replace(joint(), day=date(2026, 9, 8), span=ClockSpan(660, 700), state=OccurrenceState.MOVED)
    day_and_hour = timedelta(days=1, hours=1)
    assert [one.key for one in coming(moved)] == [one.key for one in coming(joint())]
    assert {one.not_after for one in coming(moved) if one.key.offset_minutes == 30} == {START + day_and_hour}


def test_a_first_publication_tells_each_audience_once() -> None:
    events = (joint(), joint(date(2026, 9, 14), uid="J01b"), joint(uid="J02"), session())
    told = of_kind(ReminderKind.CHANGED, due_reminders(FIRST, events, (), now=NOW))
    assert [(one.key.event, one.key.channel, one.key.recipient) for one in told] == [
        ("r1", ChannelName.EMAIL, "person:p1"),
        ("r1", ChannelName.EMAIL, "person:p2"),
        ("r1", ChannelName.LOG, "campus:near"),
        ("r1", ChannelName.LOG, "campus:far"),
        ("r1", ChannelName.EMAIL, "person:p3"),
        ("r1", ChannelName.LOG, "research_group:community-a:音乐"),
    ]
    assert {one.content for one in told} == {ChangeNotice("共同体a", 1, date(2026, 9, 1))}


def test_many_changes_of_one_publication_are_one_notice_for_each_audience() -> None:
    changes = [
        EventChange(joint(day, uid=f"J{n}"), joint(day, start=660, uid=f"J{n}"))
        for n in range(5)
        for day in (MONDAY, date(2026, 9, 14))
    ]
    found = notices(*changes)
    assert sorted(one.key.recipient for one in found) == [
        "campus:far",
        "campus:near",
        "person:p1",
        "person:p2",
    ]
    assert {(one.key.event, one.key.offset_minutes, one.due_at) for one in found} == {("r2", 0, NOW)}


def test_a_pure_cancellation_is_told_to_those_who_had_the_event() -> None:
    found = notices(EventChange(joint(), None))
    assert {one.key.recipient for one in found} == {"person:p1", "person:p2", "campus:near", "campus:far"}


def test_a_teacher_who_is_replaced_is_told_like_the_one_who_comes() -> None:
    host, guest = ends()
    new = joint(ends=(host, replace(guest, teacher=Named("p9", "李娜"))))
    told = {one.key.recipient for one in notices(EventChange(joint(), new))}
    assert {"person:p2", "person:p9"} <= told


def test_the_one_somebody_stands_in_for_is_told() -> None:
    host, guest = ends()
    stood_in = joint(ends=(host, replace(guest, teacher=Named("p9", "李娜"))), before=joint())
    assert "person:p2" in {one.key.recipient for one in notices(EventChange(None, stood_in))}


def test_who_is_not_concerned_hears_nothing_of_a_later_publication() -> None:
    found = due_reminders(SECOND, (joint(),), (EventChange(session(), None),), now=NOW)
    told = {one.key.recipient for one in of_kind(ReminderKind.CHANGED, found)}
    assert told == {"person:p1", "person:p2", "person:p3", "research_group:community-a:音乐"}


def test_changes_of_what_is_over_and_changes_that_change_nothing_are_not_told() -> None:
    past = date(2026, 8, 31)
    assert notices(EventChange(joint(past), None), EventChange(joint(), joint())) == []


def test_a_notice_is_of_use_until_the_last_event_it_is_about() -> None:
    last = joint(date(2026, 9, 14))
    found = notices(EventChange(joint(), None), EventChange(last, None))
    assert {one.not_after for one in found} == {START + timedelta(days=7)}


def test_a_change_at_night_waits_for_the_morning_unless_it_is_urgent() -> None:
    night = datetime(2026, 9, 3, 15, tzinfo=UTC)  # Thursday, 23:00
    urgent = joint(date(2026, 9, 4), start=719)
    assert {one.due_at for one in notices(EventChange(urgent, None), now=night)} == {night}
    morning = datetime(2026, 9, 3, 22, 30, tzinfo=UTC)
    assert {one.due_at for one in notices(EventChange(joint(), None), now=night)} == {morning}


def test_nobody_without_an_id_is_reminded() -> None:
    host, guest = ends()
    nameless = joint(ends=(host, replace(guest, teacher=Named("", "本班教师"))))
    assert {one.key.recipient for one in coming(nameless)} == {"person:p1", "campus:near", "campus:far"}


def test_the_events_of_a_published_district_are_reminded_of_under_their_uids() -> None:
    office = Office()
    office.publish(placed_district())
    revision = office.revisions[0]
    events = [
        event
        for opened in (revision.content.expansion.joint, revision.content.expansion.sessions)
        for event in opened(revision.community_id, ALWAYS)
    ]
    published = RevisionPublished(
        revision.id, Named(revision.community_id, "甲乙"), 1, revision.effective_from
    )
    found = of_kind(ReminderKind.UPCOMING, due_reminders(published, events, (), now=NOW))
    assert {one.key.event for one in found} == {event.uid for event in events}
    assert len({one.key for one in found}) == len(found)
