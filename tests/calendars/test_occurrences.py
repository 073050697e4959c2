from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from calendars.closures import Closure
from calendars.errors import CalendarError
from calendars.notices import NOTICES
from calendars.occurrences import ResolvedTerm, WeeklyPattern, lost, occurrences
from calendars.spans import ALWAYS, DateSpan
from calendars.teaching_days import (
    ClosedDay,
    DayRule,
    SchoolCalendar,
    TeachingDay,
    WhyClosed,
    resolve,
)
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Parity, TeachingWeek, Weeks
from tests.calendars.strategies import AUTUMN, ONE_BELL, calendars, grades, patterns

PLAIN = SchoolCalendar(AUTUMN, ONE_BELL, NOTICES)
# The autumn of a real kind of school: both make-up days decided, New Year's Day in its own 校历.
DECIDED = replace(
    PLAIN,
    closures=(Closure(DateSpan.of(date(2027, 1, 1), date(2027, 1, 1)), "元旦"),),
    day_rules=(
        DayRule(date(2026, 9, 20), date(2026, 10, 6)),
        DayRule(date(2026, 10, 10), date(2026, 10, 7)),
    ),
    own_days=AUTUMN.days,
)


def dates(pattern: WeeklyPattern, calendar: SchoolCalendar, grade: int | None = None) -> list[date]:
    return [occurrence.day for occurrence in occurrences(pattern, calendar, grade)]


@pytest.mark.parametrize(
    ("weekday", "weeks", "count"),
    [(2, ALL_WEEKS, 18), (3, ALL_WEEKS, 18), (4, ALL_WEEKS, 17), (5, ALL_WEEKS, 15), (5, ODD_WEEKS, 8)],
)
def test_dates_of_an_autumn_with_its_holidays(weekday: int, weeks: Weeks, count: int) -> None:
    assert len(dates(WeeklyPattern(weekday, weeks, ALWAYS), DECIDED)) == count


def test_a_campus_with_sports_days_loses_these_two_more() -> None:
    sports = Closure(DateSpan.of(date(2026, 10, 29), date(2026, 10, 30)), "运动会")
    campus = replace(DECIDED, closures=(*DECIDED.closures, sports))
    odd_fridays = WeeklyPattern(5, ODD_WEEKS, ALWAYS)
    assert len(dates(odd_fridays, campus)) == 7
    assert lost(odd_fridays, campus, None) == (
        ClosedDay(date(2026, 10, 2), WhyClosed.HOLIDAY, "国庆节"),
        ClosedDay(date(2026, 10, 30), WhyClosed.CLOSURE, "运动会"),
    )


def test_a_make_up_saturday_that_follows_an_odd_tuesday_runs_odd_lessons() -> None:
    # 2026-10-10 lies in week 6, an even one; the Tuesday it follows in week 5, an odd one.
    saturday = date(2026, 10, 10)
    calendar = replace(PLAIN, day_rules=(DayRule(saturday, date(2026, 9, 29)),))
    odd, even = (WeeklyPattern(2, half, DateSpan.of(saturday, saturday)) for half in (ODD_WEEKS, EVEN_WEEKS))
    assert (dates(odd, calendar), dates(even, calendar)) == ([saturday], [])


def test_a_make_up_saturday_that_follows_a_weekday_runs_the_lessons_of_its_own_week() -> None:
    saturday = date(2026, 10, 10)
    calendar = replace(PLAIN, day_rules=(DayRule(saturday, 2),))
    odd, even = (WeeklyPattern(2, half, DateSpan.of(saturday, saturday)) for half in (ODD_WEEKS, EVEN_WEEKS))
    assert (dates(odd, calendar), dates(even, calendar)) == ([], [saturday])


def test_parity_goes_on_after_a_week_that_is_not_counted() -> None:
    # 国庆周 is not counted: week 6 begins on 10-12, and odd and even go on as if nothing had been.
    plain = [week for week in AUTUMN.weeks if week.monday != date(2026, 10, 5)]
    counted = tuple(TeachingWeek(n, Parity.of(n), week.monday) for n, week in enumerate(plain, start=1))
    calendar = replace(PLAIN, term=replace(AUTUMN, weeks_given=counted))
    october = DateSpan.of(date(2026, 9, 28), date(2026, 10, 25))
    assert dates(WeeklyPattern(2, ODD_WEEKS, october), calendar) == [date(2026, 9, 29), date(2026, 10, 20)]
    assert dates(WeeklyPattern(2, EVEN_WEEKS, october), calendar) == [date(2026, 10, 13)]


def test_a_day_with_another_days_lessons_is_lost_for_its_own() -> None:
    thursday, friday = date(2026, 9, 10), date(2026, 9, 11)
    calendar = replace(PLAIN, day_rules=(DayRule(thursday, friday),))
    on_that_day = WeeklyPattern(4, ALL_WEEKS, DateSpan.of(thursday, thursday))
    assert dates(on_that_day, calendar) == []
    assert lost(on_that_day, calendar, None) == (ClosedDay(thursday, WhyClosed.OTHER_LESSONS),)


def test_weeks_of_review_and_exams_have_no_weekly_lessons() -> None:
    mondays = WeeklyPattern(1, ALL_WEEKS, DateSpan(date(2026, 12, 28), None))
    assert dates(mondays, PLAIN) == [date(2026, 12, 28)]
    assert lost(mondays, PLAIN, None) == ()


def test_a_pattern_runs_on_its_own_dates_only() -> None:
    from_week_nine = WeeklyPattern(1, Weeks.parse("1-10周"), DateSpan(date(2026, 10, 26), None))
    assert dates(from_week_nine, PLAIN) == [date(2026, 10, 26), date(2026, 11, 2)]


def test_grades_may_differ() -> None:
    exam = Closure(DateSpan.of(date(2026, 9, 7), date(2026, 9, 7)), "质量检测", frozenset({6}))
    calendar = replace(PLAIN, closures=(exam,))
    monday = WeeklyPattern(1, ALL_WEEKS, DateSpan.of(date(2026, 9, 7), date(2026, 9, 13)))
    assert [len(dates(monday, calendar, grade)) for grade in (5, 6, None)] == [1, 0, 1]


@pytest.mark.parametrize("weekday", [0, 8])
def test_a_pattern_has_a_weekday_of_one_to_seven(weekday: int) -> None:
    with pytest.raises(CalendarError):
        WeeklyPattern(weekday, ALL_WEEKS, ALWAYS)


@given(patterns, calendars, grades)
def test_an_occurrence_is_an_open_day_of_that_weekday_and_week(
    pattern: WeeklyPattern, calendar: SchoolCalendar, grade: int | None
) -> None:
    expected = []
    for day in AUTUMN.days.days():
        answer = resolve(calendar, day, grade)
        if (
            isinstance(answer, TeachingDay)
            and answer.weekday == pattern.weekday
            and pattern.weeks.includes(answer.week)
            and answer.week.number in AUTUMN.lesson_weeks
            and pattern.days.contains(day)
        ):
            expected.append((day, answer))
    found = ResolvedTerm(calendar, grade).occurrences(pattern)
    assert [(occurrence.day, occurrence.teaching_day) for occurrence in found] == expected


@given(patterns, calendars, grades)
def test_held_and_lost_are_together_the_plain_dates(
    pattern: WeeklyPattern, calendar: SchoolCalendar, grade: int | None
) -> None:
    plain = {
        day
        for day in AUTUMN.days.days()
        if day.isoweekday() == pattern.weekday
        and pattern.days.contains(day)
        and any(pattern.weeks.includes(w) for w in AUTUMN.lesson_week_list() if w == AUTUMN.week_of(day))
    }
    term = ResolvedTerm(calendar, grade)
    held = {occurrence.day for occurrence in term.occurrences(pattern)}
    missed = {closed.day for closed in term.lost(pattern)}
    assert held & missed == set()
    assert (held & plain) | missed == plain
    # What is held besides runs on a day of which a rule speaks.
    assert held - plain <= {rule.day for rule in calendar.day_rules}


@given(patterns, calendars, grades)
def test_odd_and_even_halves_make_the_whole(
    pattern: WeeklyPattern, calendar: SchoolCalendar, grade: int | None
) -> None:
    term = ResolvedTerm(calendar, grade)
    halves = [replace(pattern, weeks=pattern.weeks.both(half)) for half in (ODD_WEEKS, EVEN_WEEKS)]
    days = [occurrence.day for half in halves for occurrence in term.occurrences(half)]
    assert sorted(days) == [occurrence.day for occurrence in term.occurrences(pattern)]
