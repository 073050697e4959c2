"""When reminders are due, and what the quiet hours hold."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.zones import SHANGHAI, at
from service.domain.reminding.times import (
    DEFAULT_RULES,
    EVENING_BEFORE,
    HALF_AN_HOUR_BEFORE,
    QuietHours,
    ReminderRules,
    Window,
    notice_due,
    start_of,
    windows,
)
from tests.reminding import joint

MONDAY, SUNDAY = date(2026, 9, 7), date(2026, 9, 6)


def shanghai(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=SHANGHAI)


def test_an_event_is_reminded_of_on_the_evening_before_and_half_an_hour_before() -> None:
    assert windows(joint(MONDAY, start=600), DEFAULT_RULES) == (
        (EVENING_BEFORE, Window(shanghai(6, 18), shanghai(7, 9, 30))),
        (HALF_AN_HOUR_BEFORE, Window(shanghai(7, 9, 30), shanghai(7, 10))),
    )


def test_a_reminder_in_the_quiet_hours_waits_for_their_end() -> None:
    early = joint(MONDAY, start=410)  # 06:50: half an hour before is 06:20
    assert windows(early, DEFAULT_RULES)[1] == (
        HALF_AN_HOUR_BEFORE,
        Window(shanghai(7, 6, 30), shanghai(7, 6, 50)),
    )


def test_a_reminder_that_would_be_too_late_after_the_quiet_hours_comes_in_them() -> None:
    very_early = joint(MONDAY, start=390)  # 06:30
    assert windows(very_early, DEFAULT_RULES)[1] == (
        HALF_AN_HOUR_BEFORE,
        Window(shanghai(7, 6), shanghai(7, 6, 30)),
    )


@given(st.integers(0, 1400))
def test_every_reminder_has_time_and_the_next_begins_where_it_ends(start: int) -> None:
    event = joint(MONDAY, start=start)
    found = [window for _, window in windows(event, DEFAULT_RULES)]
    assert len(found) == 2
    assert all(window.due_at < window.not_after for window in found)
    assert [found[0].not_after, found[1].not_after] == [found[1].due_at, start_of(event)]


@pytest.mark.parametrize(
    ("moment", "held_until"),
    [
        (shanghai(6, 21, 59), shanghai(6, 21, 59)),
        (shanghai(6, 22), shanghai(7, 6, 30)),
        (shanghai(7, 0), shanghai(7, 6, 30)),
        (shanghai(7, 6, 29), shanghai(7, 6, 30)),
        (shanghai(7, 6, 30), shanghai(7, 6, 30)),
    ],
)
def test_the_night_is_quiet_over_midnight(moment: datetime, held_until: datetime) -> None:
    assert QuietHours().end_of(moment) == held_until


def test_quiet_hours_may_also_be_within_a_day() -> None:
    noon = QuietHours(start=12 * 60, end=14 * 60)
    assert noon.end_of(shanghai(7, 13)) == shanghai(7, 14)
    assert noon.end_of(shanghai(7, 14)) == shanghai(7, 14)
    assert noon.end_of(shanghai(7, 23)) == shanghai(7, 23)


@pytest.mark.parametrize(
    ("first_start", "told_at"),
    [
        (shanghai(7, 11, 59), shanghai(6, 23)),
        (shanghai(7, 12), shanghai(7, 6, 30)),
        (shanghai(14, 8), shanghai(7, 6, 30)),
    ],
)
def test_quiet_hours_hold_no_change_of_what_begins_before_noon_of_the_next_day(
    first_start: datetime, told_at: datetime
) -> None:
    assert notice_due(shanghai(6, 23), first_start, DEFAULT_RULES) == told_at


def test_by_day_and_without_quiet_hours_a_change_is_told_at_once() -> None:
    later = shanghai(20, 15)
    assert notice_due(shanghai(6, 15), later, DEFAULT_RULES) == shanghai(6, 15)
    assert notice_due(shanghai(6, 23), later, ReminderRules(quiet=None)) == shanghai(6, 23)


@given(st.timedeltas(timedelta(0), timedelta(30)), st.timedeltas(timedelta(0), timedelta(3)))
def test_no_notice_comes_after_the_event_it_is_about(since: timedelta, ahead: timedelta) -> None:
    now = shanghai(1, 0) + since
    told = notice_due(now, now + ahead, DEFAULT_RULES)
    assert now <= told
    assert told <= now + ahead or told == now


def test_the_start_is_where_the_event_stands_now() -> None:
    moved = replace(joint(MONDAY), day=SUNDAY)
    assert start_of(moved) == at(SUNDAY, 600)
