"""Feeds, read back by icalendar with recurring-ical-events and by vobject, which share no code."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject
from hypothesis import given
from hypothesis import strategies as st

from calendars.bells import Period
from calendars.errors import CalendarError
from calendars.ical import (
    COLORS,
    DayEvent,
    Event,
    FeedHeader,
    render_calendar,
    render_day_event,
    render_event,
)
from calendars.notices import NOTICES
from calendars.occurrences import WeeklyPattern, occurrences
from calendars.spans import ALWAYS, DateSpan
from calendars.teaching_days import SchoolCalendar
from calendars.weeks import ALL_WEEKS
from calendars.zones import at
from tests.calendars.strategies import AUTUMN, ONE_BELL, SIX_LESSONS

GOLDEN = Path(__file__).parent / "golden" / "feed.ics"
HEADER = FeedHeader(
    "-//tongke//class//ZH", "三(1)班", "teal", "https://tongke.example/feeds/x.ics", timedelta(hours=1)
)
LESSON = Event(
    uid="01994c2e-0000-7000-8000-000000000001@tongke",
    sequence=0,
    stamp=datetime(2026, 9, 1, 0, 0, 0, 999_999, tzinfo=UTC),
    start=at(date(2026, 9, 8), 635),
    end=at(date(2026, 9, 8), 675),
    summary="音乐 · 洪秀英",
    location="江北实验小学(核心校区), 主讲室一",
    description="第3节\n听讲: 柳河校区三(1)班、石桥校区三(1)班、枫林校区三(1)班; 辅助教师随班",
    status="CONFIRMED",
    transparent=False,
    alarm_minutes=None,
)
EVENTS = (
    LESSON,
    replace(
        LESSON,
        uid="01994c2e-0000-7000-8000-000000000002@tongke",
        sequence=2,
        start=at(date(2026, 9, 15), 635),
        end=at(date(2026, 9, 15), 675),
        summary="【取消】音乐 · 洪秀英",
        status="CANCELLED",
        alarm_minutes=10,
    ),
    replace(
        LESSON,
        uid="01994c2e-0000-7000-8000-000000000003@tongke",
        sequence=1,
        start=at(date(2026, 9, 20), 635),
        end=at(date(2026, 9, 20), 675),
        summary="【自上】音乐 · 赵霞",
        alarm_minutes=10,
        url="https://tongke.example/lessons/3",
        categories=("同步课", "音乐"),
    ),
)
Reading = list[tuple[str, datetime, datetime, str, str]]


def feed(*events: Event) -> bytes:
    return render_calendar(HEADER, [render_event(event) for event in events])


def read_by_icalendar(data: bytes) -> Reading:
    calendar = icalendar.Calendar.from_ical(data)
    events = recurring_ical_events.of(calendar).between(date(2026, 1, 1), date(2028, 1, 1))
    return sorted(
        (
            str(event["UID"]),
            event.decoded("DTSTART"),
            event.decoded("DTEND"),
            str(event["SUMMARY"]),
            str(event.get("DESCRIPTION", "")),
        )
        for event in events
    )


def read_by_vobject(data: bytes) -> Reading:
    calendar = vobject.readOne(data.decode())
    return sorted(
        (
            event.uid.value,
            event.dtstart.value,
            event.dtend.value,
            event.summary.value,
            event.description.value if "description" in event.contents else "",
        )
        for event in calendar.contents["vevent"]
    )


def said(*events: Event) -> Reading:
    return sorted((event.uid, event.start, event.end, event.summary, event.description) for event in events)


def test_the_golden_feed() -> None:
    assert feed(*EVENTS) == GOLDEN.read_bytes()


@pytest.mark.parametrize("read", [read_by_icalendar, read_by_vobject])
@pytest.mark.parametrize("events", [EVENTS, EVENTS[::-1]])
def test_every_parser_reads_what_was_said_in_any_order(
    read: Callable[[bytes], Reading], events: tuple[Event, ...]
) -> None:
    assert read(feed(*events)) == said(*EVENTS)


def test_no_line_is_longer_than_75_octets_or_cuts_a_character() -> None:
    long = replace(LESSON, summary="同步课堂" * 60, description="说明\n" * 100, location="x" + "室" * 90)
    lines = feed(long).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert [line.decode() for line in lines if b"\n" in line or b"\r" in line] == []
    assert read_by_icalendar(feed(long)) == read_by_vobject(feed(long)) == said(long)


# What a cell of a workbook can hold; control characters and other line ends have a test of their own.
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from('\n,;:\\"nN'))


@given(texts, texts)
def test_any_text_comes_back_from_both_parsers(summary: str, description: str) -> None:
    event = replace(LESSON, summary=summary, description=description)
    assert read_by_icalendar(feed(event)) == said(event)
    assert read_by_vobject(feed(event)) == said(event)


def test_control_characters_are_dropped_and_every_line_end_is_one() -> None:
    event = replace(LESSON, summary="音\x00乐\x0b\x85", description="一\r\n二\r三\u2028四\t五")
    clean = replace(LESSON, summary="音乐", description="一\n二\n三\n四\t五")
    assert render_event(event) == render_event(clean)


def test_a_text_cannot_add_a_property() -> None:
    event = replace(LESSON, summary="课\r\nATTENDEE:mailto:x@example.org")
    assert b"\r\nATTENDEE" not in feed(event)


def test_a_cancelled_event_takes_no_time_and_never_alarms() -> None:
    rendered = render_event(EVENTS[1]).split(b"\r\n")
    assert b"STATUS:CANCELLED" in rendered
    assert b"TRANSP:TRANSPARENT" in rendered
    assert b"BEGIN:VALARM" not in rendered


@pytest.mark.parametrize(
    ("minutes", "alarms"), [(None, []), (10, [b"TRIGGER:-PT10M"]), (0, [b"TRIGGER:P0D"])]
)
def test_an_alarm_is_there_only_when_asked_for(minutes: int | None, alarms: list[bytes]) -> None:
    rendered = render_event(replace(LESSON, alarm_minutes=minutes)).split(b"\r\n")
    assert [line for line in rendered if line.startswith(b"TRIGGER")] == alarms


@pytest.mark.parametrize(("transparent", "shown"), [(True, b"TRANSP:TRANSPARENT"), (False, b"TRANSP:OPAQUE")])
def test_transparency_is_said(transparent: bool, shown: bytes) -> None:
    assert shown in render_event(replace(LESSON, transparent=transparent)).split(b"\r\n")


def test_what_does_not_change_is_the_same_bytes_in_any_zone() -> None:
    in_berlin = replace(LESSON, start=LESSON.start.astimezone(ZoneInfo("Europe/Berlin")))
    assert render_event(in_berlin) == render_event(LESSON)


NOTE = DayEvent(
    uid="day-jia-20261001@tongke",
    sequence=1,
    stamp=LESSON.stamp,
    days=DateSpan(date(2026, 10, 1), date(2026, 10, 8)),
    summary="放假：国庆节",
)


def test_a_note_lasts_until_the_day_after_its_last_and_takes_no_time() -> None:
    body = render_calendar(HEADER, [render_day_event(NOTE)])
    [event] = vobject.readOne(body.decode()).contents["vevent"]
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 10, 1), date(2026, 10, 8))
    assert (event.summary.value, event.transp.value, event.sequence.value) == (
        "放假：国庆节",
        "TRANSPARENT",
        "1",
    )


def test_a_note_without_an_end_or_zone_is_refused() -> None:
    with pytest.raises(CalendarError, match="without an end"):
        replace(NOTE, days=DateSpan(date(2026, 10, 1), None))
    with pytest.raises(CalendarError, match="without a zone"):
        replace(NOTE, stamp=NAIVE)


def test_a_feed_never_recurs_nor_invites() -> None:
    names = {line.split(b":")[0].split(b";")[0] for line in feed(*EVENTS).split(b"\r\n")}
    assert names & {b"RRULE", b"RDATE", b"EXDATE", b"RECURRENCE-ID", b"ORGANIZER", b"ATTENDEE"} == set()


def test_a_feed_without_an_address_says_none() -> None:
    assert b"SOURCE" not in render_calendar(replace(HEADER, source=None), [])


def test_a_colour_without_a_number_is_refused() -> None:
    with pytest.raises(CalendarError):
        replace(HEADER, color="#2E8B57")
    assert COLORS["seagreen"] == "#2E8B57"


def test_an_event_ends_after_it_starts() -> None:
    with pytest.raises(CalendarError):
        replace(LESSON, end=LESSON.start)


NAIVE = datetime(2026, 9, 8, 10, 40)  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    "without_zone",
    [
        lambda: replace(LESSON, stamp=NAIVE),
        lambda: replace(LESSON, start=NAIVE),
        lambda: replace(LESSON, end=NAIVE),
    ],
)
def test_a_moment_without_a_zone_is_refused(without_zone: Callable[[], Event]) -> None:
    with pytest.raises(CalendarError, match="without a zone"):
        without_zone()


def test_occurrences_become_the_same_dates_in_both_parsers() -> None:
    third = SIX_LESSONS.period(3)
    assert isinstance(third, Period)
    calendar = SchoolCalendar(AUTUMN, ONE_BELL, NOTICES)
    lessons = [
        replace(
            LESSON,
            uid=f"{occurrence.day}@tongke",
            start=at(occurrence.day, third.span.start),
            end=at(occurrence.day, third.span.end),
        )
        for occurrence in occurrences(WeeklyPattern(2, ALL_WEEKS, ALWAYS), calendar, 3)
    ]
    assert len(lessons) == 17
    assert read_by_icalendar(feed(*lessons)) == read_by_vobject(feed(*lessons)) == said(*lessons)
