"""Feeds as independent parsers read them, byte for byte stable, and never going back in time."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from calendars.closures import Closure
from calendars.spans import DateSpan
from calendars.zones import at
from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.district import District
from service.domain.identity import ChangeId, JointLessonId
from service.domain.publishing.feeds.feed_options import Contents, FeedOptions
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget, feeds_of
from service.domain.publishing.revisions.note_history import NO_NOTES, Notes, notes_of
from service.domain.slots import Slot
from service.exchange.icalendar_files import MOST_EVENTS, FeedFile, FeedFiles, FeedTitle
from service.words.catalogue import Language, Words
from service.words.feeds.events import feed_name
from tests.districts import COMMUNITY, GUEST, HOST, TERM, class_id, place_id, teacher_id, wish
from tests.exchange.readers import READERS, as_published, by_icalendar
from tests.publications import NOW, Office, as_wished, placed_district, session

LATER = NOW + timedelta(days=14)
LATER_DAY = date(2026, 9, 14)
JOINT = JointLessonId("id-J01")


def varied() -> District:
    """Held and reverted lessons, and a session."""
    district = placed_district(wish(), wish("J02", weekday=2))
    sports = Closure(DateSpan.of(date(2026, 9, 15), date(2026, 9, 15)), "运动会")
    terms = tuple(
        replace(entry, closures=(sports,)) if entry.campus_id == HOST else entry
        for entry in district.campus_terms
    )
    return replace(district, campus_terms=terms)


def changed() -> Office:
    """The same, published and then changed on single dates: moved and cancelled lessons, too."""
    made = Office()
    made.publish(varied())
    made.amend(
        varied(),
        DatedChange(ChangeId("1"), ChangeKind.CANCEL, JOINT, date(2026, 9, 7)),
        DatedChange(ChangeId("2"), ChangeKind.REVERT, JOINT, date(2026, 9, 14), campus_id=GUEST),
        DatedChange(
            ChangeId("3"), ChangeKind.MOVE, JOINT, date(2026, 9, 21), to_day=date(2026, 9, 23), to_period=4
        ),
        DatedChange(
            ChangeId("4"),
            ChangeKind.SUBSTITUTE,
            JOINT,
            date(2026, 9, 28),
            absent_id=teacher_id(HOST, "音乐"),
            substitute_id=teacher_id(HOST, "语文302"),
        ),
    )
    return made


def plain() -> Office:
    made = Office()
    made.publish(placed_district())
    return made


def feed(
    office: Office, target: FeedTarget, files: FeedFiles | None = None, language: Language = "zh"
) -> FeedFile:
    return (files or FeedFiles()).file(
        FeedTitle(target.kind, "名称"),
        office.published.of_feed(target),
        office.marks,
        Words(language),
        today=date(2026, 9, 1),
        source="https://tongke.example.org/feeds/secret.ics",
    )


def noted(office: Office, target: FeedTarget) -> Notes:
    return notes_of([office.published.revisions], target)


def wanted(office: Office, target: FeedTarget, options: FeedOptions) -> FeedFile:
    entries = office.published.of_feed(target)
    notes = noted(office, target) if options.notes else NO_NOTES
    title = FeedTitle(target.kind, "名称")
    return FeedFiles().file(title, entries, office.marks, Words("zh"), options, notes=notes, today=LATER_DAY)


@pytest.mark.parametrize("kind", FeedKind)
@pytest.mark.parametrize("office", [plain(), changed()], ids=["plain", "changed"])
def test_every_parser_reads_what_was_published(kind: FeedKind, office: Office) -> None:
    for target in feeds_of(varied(), COMMUNITY):
        if target.kind is kind:
            body = feed(office, target).body
            entries = office.published.of_feed(target)
            assert entries
            expected = as_published(entries, Words("zh"))
            assert {name: read(body) for name, read in READERS.items()} == dict.fromkeys(READERS, expected)


@pytest.mark.parametrize("kind", FeedKind)
def test_every_parser_reads_the_notes_of_days_beside_the_lessons(kind: FeedKind) -> None:
    office = changed()
    for target in feeds_of(varied(), COMMUNITY):
        if target.kind is kind:
            body = wanted(office, target, FeedOptions(notes=True)).body
            notes = noted(office, target)
            assert notes.entries
            expected = as_published(office.published.of_feed(target), Words("zh"), notes)
            assert {name: read(body) for name, read in READERS.items()} == dict.fromkeys(READERS, expected)


def test_a_note_is_all_day_takes_no_time_and_never_rings() -> None:
    options = FeedOptions(alarm_minutes=10, notes=True)
    body = wanted(changed(), FeedTarget(FeedKind.CAMPUS, HOST), options).body
    notes = [event for event in body.split(b"BEGIN:VEVENT") if b"VALUE=DATE:" in event]
    [sports] = [note for note in notes if b"DTSTART;VALUE=DATE:20260915" in note]
    assert [line for line in sports.decode().split("\r\n") if line] == [
        "SUMMARY:停课：运动会",
        "DTSTART;VALUE=DATE:20260915",
        "DTEND;VALUE=DATE:20260916",
        "DTSTAMP:20260828T093015Z",
        "UID:day-jia-20260915@tongke",
        "SEQUENCE:0",
        "LAST-MODIFIED:20260828T093015Z",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    assert [note for note in notes if b"VALARM" in note] == []
    assert [note for note in notes if b"TRANSP:OPAQUE" in note] == []


def test_notes_are_there_only_where_they_are_asked_for() -> None:
    office, target = changed(), FeedTarget(FeedKind.CAMPUS, HOST)
    without = wanted(office, target, FeedOptions()).body
    assert b"VALUE=DATE:" not in without
    notes = {note.uid for note in (entry.note for entry in noted(office, target).entries)}
    with_notes = by_icalendar(wanted(office, target, FeedOptions(notes=True)).body)
    assert [event for event in with_notes if event[0] not in notes] == by_icalendar(without)


def test_feeds_of_one_campus_and_of_several_say_the_same_note_in_their_own_words() -> None:
    office, files = changed(), FeedFiles()
    summaries = []
    for target in (FeedTarget(FeedKind.CAMPUS, HOST), FeedTarget(FeedKind.COMMUNITY, COMMUNITY)):
        notes = noted(office, target)
        body = files.file(
            FeedTitle(target.kind, "名称"), (), office.marks, Words("zh"), notes=notes, today=LATER_DAY
        ).body
        summaries.append([event[3] for event in by_icalendar(body) if event[0] == "day-jia-20260915@tongke"])
    assert summaries == [["停课：运动会"], ["甲小学 停课：运动会"]]


def test_a_feed_recurs_nowhere_and_invites_nobody() -> None:
    office = changed()
    for target in feeds_of(varied(), COMMUNITY):
        names = {line.split(b":")[0].split(b";")[0] for line in feed(office, target).body.split(b"\r\n")}
        assert names.isdisjoint(
            {b"RRULE", b"RDATE", b"EXDATE", b"RECURRENCE-ID", b"ORGANIZER", b"ATTENDEE", b"BEGIN:VALARM"}
        )


@pytest.mark.parametrize("options", [FeedOptions(), FeedOptions(alarm_minutes=30)], ids=["plain", "alarm"])
def test_lines_and_zones_are_what_every_program_takes(options: FeedOptions) -> None:
    """CRLF, at most 75 octets (RFC 5545, 3.1), no letter cut in two, and no time without its zone."""
    office = changed()
    for target in feeds_of(varied(), COMMUNITY):
        body = wanted(office, target, options).body
        lines = body.removesuffix(b"\r\n").split(b"\r\n")
        assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
        assert "\ufffd" not in "".join(line.decode(errors="replace") for line in lines)
        events = b"\n".join(lines).partition(b"BEGIN:VEVENT")[2]
        times = set(re.findall(rb"^(DT\w+|LAST-MODIFIED)([^:]*):\d{8}T\d{6}(Z?)$", events, re.MULTILINE))
        assert times == {
            (b"DTSTAMP", b"", b"Z"),
            (b"LAST-MODIFIED", b"", b"Z"),
            (b"DTSTART", b";TZID=Asia/Shanghai", b""),
            (b"DTEND", b";TZID=Asia/Shanghai", b""),
        }
        assert body.count(b"BEGIN:VTIMEZONE") == 1


def properties(file: FeedFile) -> list[dict[str, Any]]:
    """The properties of each event as text; `start` is an aware moment."""
    return [
        {name: str(value) for name, value in event.items()} | {"start": event.decoded("DTSTART")}
        for event in icalendar.Calendar.from_ical(file.body).walk("VEVENT")
    ]


def components(file: FeedFile) -> dict[str, dict[str, Any]]:
    """The same by date, for feeds with at most one event a day."""
    return {f"{event['start']:%Y-%m-%d}": event for event in properties(file)}


def test_states_are_said_where_every_program_shows_them() -> None:
    office = changed()
    host = components(feed(office, FeedTarget(FeedKind.ROOM, place_id(HOST))))
    cancelled, moved = host["2026-09-07"], host["2026-09-23"]
    assert cancelled["SUMMARY"] == "【取消】同步课·音乐 三(1)班 主讲 师2"
    assert (cancelled["STATUS"], cancelled["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert moved["SUMMARY"] == "【已调】同步课·音乐 三(1)班 主讲 师2"
    assert str(moved["DESCRIPTION"]).startswith("原定：9月21日(周一) 10:00–10:40\n")
    guest = properties(feed(office, FeedTarget(FeedKind.CLASS, class_id(GUEST, "301"))))
    reverted = [event for event in guest if event["SUMMARY"].startswith("【自上】")]
    # One by hand, one because the host's campus is closed; on the class's own clock.
    assert [(f"{event['start']:%m-%d %H:%M}", event["SUMMARY"], event["TRANSP"]) for event in reverted] == [
        ("09-14 10:05", "【自上】音乐 三(1)班 师11", "OPAQUE"),
        ("09-15 10:05", "【自上】音乐 三(1)班 师11", "OPAQUE"),
    ]
    [by_hand] = (event for event in reverted if f"{event['start']:%m-%d}" == "09-14")
    assert str(by_hand["DESCRIPTION"]).startswith(
        "原为：同步课·音乐\n原教室：网络教室\n原主讲：师2\n任课：师11\n"
    )


def test_who_is_stood_in_for_sees_it_cancelled_and_the_other_confirmed() -> None:
    office = changed()
    room = components(feed(office, FeedTarget(FeedKind.ROOM, place_id(HOST))))["2026-09-28"]
    absent, stands_in = (
        event
        for subject in ("音乐", "语文302")
        for event in properties(feed(office, FeedTarget(FeedKind.TEACHER, teacher_id(HOST, subject))))
        if event["UID"] == room["UID"]
    )
    assert (absent["STATUS"], stands_in["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert absent["SUMMARY"] == "【取消】同步课·音乐 三(1)班 主讲 师2"
    assert stands_in["SUMMARY"] == "同步课·音乐 三(1)班 主讲 师5"
    assert str(absent["DESCRIPTION"]).startswith("现由师5上\n类型：")
    for told in (stands_in, room):
        assert str(told["DESCRIPTION"]).startswith("原主讲：师2\n类型：")


def test_each_side_sees_its_own_terms() -> None:
    office = Office()
    office.publish(placed_district())
    host = components(feed(office, FeedTarget(FeedKind.CAMPUS, HOST)))["2026-09-07"]
    guest = components(feed(office, FeedTarget(FeedKind.CAMPUS, GUEST)))["2026-09-07"]
    assert (host["SUMMARY"], host["LOCATION"], host["DESCRIPTION"]) == (
        "同步课·音乐 三(1)班 主讲 师2",
        "甲小学 主讲室",
        "类型：空中同步课堂\n主讲：师2（甲小学）\n听讲：乙小学 三(1)班\n第3节 10:00–10:40",
    )
    assert (guest["SUMMARY"], guest["LOCATION"], guest["DESCRIPTION"]) == (
        "同步课·音乐 三(1)班 辅助 师11",
        "乙小学 网络教室",
        "类型：空中同步课堂\n主讲：师2（甲小学）\n辅助：师11\n第3节 10:05–10:45",
    )
    assert host["start"] == guest["start"]  # the host's clock rules


def test_the_same_in_english() -> None:
    office = Office()
    office.publish(placed_district())
    guest = components(feed(office, FeedTarget(FeedKind.ROOM, place_id(GUEST)), language="en"))["2026-09-07"]
    assert guest["SUMMARY"] == "Joint lesson: 音乐 三(1)班 assistant 师11"


def test_a_subscriber_who_asks_for_an_alarm_is_rung_for_all_but_what_is_cancelled() -> None:
    office = changed()
    body = wanted(office, FeedTarget(FeedKind.ROOM, place_id(HOST)), FeedOptions(alarm_minutes=10)).body
    rings = {
        str(event["STATUS"]): [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
        for event in icalendar.Calendar.from_ical(body).walk("VEVENT")
    }
    assert rings == {"CONFIRMED": [timedelta(minutes=-10)], "CANCELLED": []}


def test_a_subscriber_may_leave_out_home_lessons() -> None:
    office = changed()
    target = FeedTarget(FeedKind.CLASS, class_id(GUEST, "301"))
    everything = by_icalendar(wanted(office, target, FeedOptions()).body)
    joint = by_icalendar(wanted(office, target, FeedOptions(contents=Contents.JOINT)).body)
    assert set(joint) < set(everything)
    assert {summary.split("·")[0] for _, _, _, summary, _ in joint} == {
        "同步课",
        "【取消】同步课",
        "【已调】同步课",
        "【自上】音乐 三(1)班 师11",
    }


def test_a_feed_without_home_lessons_is_called_so_and_every_other_as_it_was() -> None:
    office, target = plain(), FeedTarget(FeedKind.TEACHER, teacher_id(HOST, "音乐"))
    named = {
        options: {str(calendar[key]) for key in ("NAME", "X-WR-CALNAME")}
        for options in (FeedOptions(), FeedOptions(10, notes=True), FeedOptions(contents=Contents.JOINT))
        for calendar in [icalendar.Calendar.from_ical(wanted(office, target, options).body)]
    }
    assert list(named.values()) == [
        {"名称 课表"},
        {"名称 课表"},
        {"名称 课表（仅同步课和教研）"},
    ]
    assert feed_name(target.kind, "X", Words("en"), Contents.JOINT) == (
        "Timetable of X (joint lessons and research only)"
    )


def test_nothing_changes_while_nothing_is_published() -> None:
    office, district = changed(), varied()
    files = {target: feed(office, target) for target in feeds_of(district, COMMUNITY)}
    office.publish(district, LATER, LATER_DAY)
    assert {target: feed(office, target, FeedFiles(limit=1)) for target in files} == files


def test_one_lesson_that_moves_changes_exactly_the_feeds_that_hold_it() -> None:
    district = placed_district(wish(), wish("J02", weekday=2))
    office = Office()
    office.publish(district)
    before = {target: feed(office, target) for target in feeds_of(district, COMMUNITY)}
    moved = tuple(
        replace(lesson, wished=Slot(3, 3), placements=()) if lesson.code == "J02" else lesson
        for lesson in district.joint_lessons
    )
    office.publish(as_wished(replace(district, joint_lessons=moved)), LATER, LATER_DAY)
    after = {target: feed(office, target) for target in before}
    changed = {target for target in before if before[target].body != after[target].body}
    assert changed == {
        FeedTarget(kind, id_)
        for campus in (HOST, GUEST)
        for kind, id_ in (
            (FeedKind.CAMPUS, campus),
            (FeedKind.ROOM, place_id(campus)),
            (FeedKind.CLASS, class_id(campus, "301")),
            (FeedKind.TEACHER, teacher_id(campus, "音乐")),
        )
    } | {FeedTarget(FeedKind.COMMUNITY, COMMUNITY)}
    newer = {target for target, was in before.items() if after[target].last_modified > was.last_modified}
    assert newer == changed


def test_last_modified_does_not_go_back_when_an_event_leaves() -> None:
    district = placed_district()
    office = Office()
    office.publish(district)
    office.publish(replace(district, sessions=(session(topic="视唱练耳"),)), LATER, LATER_DAY)
    group = FeedTarget(FeedKind.RESEARCH_GROUP, "音乐", COMMUNITY)
    with_it = feed(office, group)
    office.publish(replace(district, sessions=()), LATER + timedelta(days=1), LATER_DAY)
    without = feed(office, group)
    assert without.last_modified > with_it.last_modified
    [gone] = components(without).values()
    assert gone["SUMMARY"] == "【取消】教研·音乐 视唱练耳"


def test_a_feed_too_long_for_google_leaves_out_the_past_by_weeks() -> None:
    office = Office()
    office.publish(placed_district())
    entries = office.published.of_feed(FeedTarget(FeedKind.CLASS, class_id(HOST, "301")))
    many = tuple(
        replace(entry, shown=replace(entry.shown, uid=f"{entry.shown.uid}-{copy}"))
        for entry in entries
        for copy in range(6)
    )
    assert len(many) > MOST_EVENTS

    def windowed(today: date) -> FeedFile:
        return FeedFiles().file(
            FeedTitle(FeedKind.CLASS, "三(1)班"), many, office.marks, Words("zh"), today=today
        )

    friday, saturday, monday = (windowed(date(2026, 10, day)) for day in (16, 17, 19))
    assert friday == saturday
    assert friday.body != monday.body
    assert friday.last_modified < monday.last_modified == at(date(2026, 10, 19), 0)
    days = sorted({f"{event['start']:%Y-%m-%d}" for event in properties(monday)})
    assert days[0] == "2026-10-08"  # two weeks back is 5 October, in the holidays
    assert len(by_icalendar(monday.body)) <= MOST_EVENTS
    assert TERM.last_day > date.fromisoformat(days[-1]) > date(2026, 10, 19)
