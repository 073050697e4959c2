from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.errors import CalendarError
from calendars.spans import DateSpan
from calendars.terms import Term, monday_of
from calendars.weeks import Parity, TeachingWeek
from tests.calendars.strategies import AUTUMN, days


def test_weeks_are_counted_from_week_one_until_the_last_day() -> None:
    assert [week.number for week in AUTUMN.weeks] == list(range(1, 22))
    assert AUTUMN.weeks[-1] == TeachingWeek(21, Parity.ODD, date(2027, 1, 18))
    assert [week.number for week in AUTUMN.lesson_week_list()] == list(range(1, 19))
    assert AUTUMN.days == DateSpan(date(2026, 9, 1), date(2027, 1, 23))


def test_weeks_before_week_one_are_week_zero_and_less() -> None:
    early = replace(AUTUMN, first_day=date(2026, 8, 29))
    assert early.weeks[0] == TeachingWeek(0, Parity.EVEN, date(2026, 8, 24))


@given(days)
def test_week_of_a_day_is_the_one_that_holds_it(day: date) -> None:
    week = AUTUMN.week_of(day)
    assert (week is not None) == AUTUMN.days.contains(day)
    assert week is None or (week in AUTUMN.weeks and 0 <= (day - week.monday).days < 7)


def test_weeks_given_by_the_school_are_taken_as_they_are() -> None:
    # 国庆周 is not counted, and week 3 is even as week 2 was: examinations came between.
    given_weeks = (
        TeachingWeek(1, Parity.ODD, date(2026, 8, 31)),
        TeachingWeek(2, Parity.EVEN, date(2026, 9, 28)),
        TeachingWeek(3, Parity.EVEN, date(2026, 10, 12)),
    )
    term = replace(AUTUMN, weeks_given=given_weeks)
    assert term.weeks == given_weeks
    assert term.week_of(date(2026, 10, 16)) == given_weeks[2]
    assert term.week_of(date(2026, 10, 9)) is None


def test_given_weeks_must_rise() -> None:
    weeks = (
        TeachingWeek(2, Parity.EVEN, date(2026, 9, 7)),
        TeachingWeek(1, Parity.ODD, date(2026, 9, 14)),
    )
    with pytest.raises(CalendarError):
        replace(AUTUMN, weeks_given=weeks)


def test_week_one_begins_on_a_monday() -> None:
    with pytest.raises(CalendarError):
        replace(AUTUMN, week_one=date(2026, 9, 1))


def test_term_ends_after_it_begins() -> None:
    with pytest.raises(CalendarError):
        Term("反", date(2026, 9, 2), date(2026, 9, 1), date(2026, 8, 31), frozenset())


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [
        (date(2026, 9, 1), date(2027, 1, 22), 2026),
        (date(2026, 8, 31), date(2027, 1, 22), 2026),
        (date(2027, 2, 22), date(2027, 7, 2), 2026),
    ],
)
def test_school_year_runs_from_august_to_july(first: date, last: date, year: int) -> None:
    assert replace(AUTUMN, first_day=first, last_day=last).school_year == year


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_monday_of_a_day_is_at_most_six_days_before_it(day: date) -> None:
    monday = monday_of(day)
    assert (monday.isoweekday(), (day - monday).days) == (1, day.isoweekday() - 1)
