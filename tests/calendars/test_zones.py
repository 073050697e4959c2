from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.errors import CalendarError
from calendars.zones import SHANGHAI, at, clock_of

BERLIN = ZoneInfo("Europe/Berlin")


def test_wall_time_of_shanghai_is_eight_hours_ahead() -> None:
    assert at(date(2026, 9, 8), 510).astimezone(UTC) == datetime(2026, 9, 8, 0, 30, tzinfo=UTC)


def test_minute_1440_is_midnight_of_the_next_day() -> None:
    assert at(date(2026, 9, 8), 1440) == at(date(2026, 9, 9), 0)


@pytest.mark.parametrize("minute", [-1, 1441])
def test_minute_that_no_day_has_is_refused(minute: int) -> None:
    with pytest.raises(CalendarError):
        at(date(2026, 9, 8), minute)


def test_time_in_a_gap_is_moved_forward() -> None:
    moment = at(date(2026, 3, 29), 150, BERLIN)
    assert (moment.hour, moment.minute, moment.utcoffset()) == (3, 30, timedelta(hours=2))


def test_time_that_comes_twice_means_the_first() -> None:
    moment = at(date(2026, 10, 25), 150, BERLIN)
    assert (moment.hour, moment.minute, moment.utcoffset()) == (2, 30, timedelta(hours=2))


def test_shanghai_had_summer_time_once() -> None:
    assert at(date(1990, 7, 1), 480).utcoffset() == timedelta(hours=9)


@given(st.dates(date(1992, 1, 1), date(2100, 1, 1)), st.integers(0, 1439))
def test_clock_of_is_the_way_back(day: date, minute: int) -> None:
    assert clock_of(at(day, minute)) == (day, minute)
    assert clock_of(at(day, minute).astimezone(UTC), SHANGHAI) == (day, minute)


def test_moment_without_a_zone_has_no_clock() -> None:
    with pytest.raises(CalendarError):
        clock_of(datetime(2026, 9, 8, 8, 30))  # noqa: DTZ001 - the point of the test
