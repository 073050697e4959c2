from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.bells import BellBook, BellSchedule
from calendars.closures import Closure, HolidayYear
from calendars.errors import CalendarError
from calendars.notices import NOTICES
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.teaching_days import (
    NOBODYS,
    ClosedDay,
    DayRule,
    SchoolCalendar,
    TeachingDay,
    WhyClosed,
    resolve,
    undecided_days,
    unknown_years,
)
from calendars.weeks import Parity, TeachingWeek
from tests.calendars.strategies import AUTUMN, ONE_BELL, SIX_LESSONS, calendars, days, grades

PLAIN = SchoolCalendar(AUTUMN, ONE_BELL, NOTICES)
TUESDAY = date(2026, 9, 8)
MAKE_UP_SUNDAY, MAKE_UP_SATURDAY = date(2026, 9, 20), date(2026, 10, 10)
HOLIDAY = date(2026, 10, 6)


def closed_on(day: date, grades: frozenset[int] | None = None, span: ClockSpan | None = None) -> Closure:
    return Closure(DateSpan.of(day, day), "运动会", grades, span)


def in_force(answer: TeachingDay | ClosedDay) -> tuple[int, int, Parity]:
    assert isinstance(answer, TeachingDay)
    return answer.weekday, answer.week.number, answer.week.parity


def test_an_ordinary_day_runs_its_own_weekday_week_and_bells() -> None:
    week = TeachingWeek(2, Parity.EVEN, date(2026, 9, 7))
    assert resolve(PLAIN, TUESDAY) == TeachingDay(TUESDAY, 2, week, SIX_LESSONS)


@pytest.mark.parametrize(
    ("day", "why", "name"),
    [
        (date(2026, 8, 31), WhyClosed.OUTSIDE_TERM, ""),
        (date(2027, 1, 23), WhyClosed.OUTSIDE_TERM, ""),
        (date(2026, 9, 12), WhyClosed.WEEKEND, ""),
        (HOLIDAY, WhyClosed.HOLIDAY, "国庆节"),
        (date(2026, 10, 3), WhyClosed.HOLIDAY, "国庆节"),
        (MAKE_UP_SUNDAY, WhyClosed.MAKEUP_UNDECIDED, ""),
    ],
)
def test_a_closed_day_says_why(day: date, why: WhyClosed, name: str) -> None:
    assert resolve(PLAIN, day) == ClosedDay(day, why, name)


def test_a_year_without_a_notice_counts_as_ordinary() -> None:
    assert in_force(resolve(PLAIN, date(2027, 1, 1))) == (5, 18, Parity.EVEN)


def test_a_campus_may_teach_on_saturdays() -> None:
    six_days = replace(PLAIN, teaching_weekdays=frozenset(range(1, 7)))
    assert in_force(resolve(six_days, date(2026, 9, 12))) == (6, 2, Parity.EVEN)


def test_a_day_without_bells_is_closed() -> None:
    high_grades = BellSchedule("高段", SIX_LESSONS.periods, ALWAYS, grades=frozenset({5, 6}))
    calendar = replace(PLAIN, bells=BellBook((high_grades,)))
    assert resolve(calendar, TUESDAY, 1) == ClosedDay(TUESDAY, WhyClosed.NO_BELLS)
    assert isinstance(resolve(calendar, TUESDAY, 5), TeachingDay)


def test_a_campus_with_bells_for_each_section_is_open_as_a_whole() -> None:
    low = BellSchedule("小学部", SIX_LESSONS.periods, ALWAYS, grades=frozenset(range(1, 7)))
    high = BellSchedule("初中部", SIX_LESSONS.periods, ALWAYS, grades=frozenset(range(7, 10)))
    answer = resolve(replace(PLAIN, bells=BellBook((low, high))), TUESDAY)
    assert isinstance(answer, TeachingDay)
    assert answer.bells == low


def test_a_make_up_day_that_follows_a_weekday_keeps_its_own_week() -> None:
    calendar = replace(PLAIN, day_rules=(DayRule(MAKE_UP_SUNDAY, 2),))
    assert in_force(resolve(calendar, MAKE_UP_SUNDAY)) == (2, 3, Parity.ODD)


def test_a_make_up_day_that_follows_a_date_runs_its_weekday_week_and_parity() -> None:
    calendar = replace(PLAIN, day_rules=(DayRule(MAKE_UP_SUNDAY, HOLIDAY),))
    assert in_force(resolve(calendar, MAKE_UP_SUNDAY)) == (2, 6, Parity.EVEN)


def test_a_date_outside_the_term_lends_its_weekday_only() -> None:
    calendar = replace(PLAIN, day_rules=(DayRule(MAKE_UP_SUNDAY, date(2026, 8, 27)),))
    assert in_force(resolve(calendar, MAKE_UP_SUNDAY)) == (4, 3, Parity.ODD)


def test_a_rule_opens_even_a_holiday() -> None:
    calendar = replace(PLAIN, day_rules=(DayRule(HOLIDAY, TUESDAY),))
    assert in_force(resolve(calendar, HOLIDAY)) == (2, 2, Parity.EVEN)


def test_an_undecided_rule_closes_any_date_and_asks() -> None:
    calendar = replace(PLAIN, day_rules=(DayRule(TUESDAY, None),))
    assert resolve(calendar, TUESDAY) == ClosedDay(TUESDAY, WhyClosed.MAKEUP_UNDECIDED)


def test_a_rule_of_nobodys_lessons_closes_a_date_and_asks_nothing() -> None:
    calendar = replace(PLAIN, day_rules=(DayRule(TUESDAY, None), DayRule(TUESDAY, NOBODYS)))
    assert resolve(calendar, TUESDAY) == ClosedDay(TUESDAY, WhyClosed.CLOSURE)
    assert TUESDAY not in undecided_days(calendar)


def test_two_days_may_be_swapped() -> None:
    wednesday, thursday = date(2026, 9, 9), date(2026, 9, 17)
    rules = (DayRule(wednesday, thursday), DayRule(thursday, wednesday))
    calendar = replace(PLAIN, day_rules=rules)
    assert in_force(resolve(calendar, wednesday)) == (4, 3, Parity.ODD)
    assert in_force(resolve(calendar, thursday)) == (3, 2, Parity.EVEN)


def test_of_two_changes_stacked_on_one_day_the_last_holds() -> None:
    rules = (DayRule(MAKE_UP_SUNDAY, 5), DayRule(MAKE_UP_SUNDAY, HOLIDAY))
    stacked = replace(PLAIN, day_rules=rules)
    assert resolve(stacked, MAKE_UP_SUNDAY) == resolve(replace(PLAIN, day_rules=rules[1:]), MAKE_UP_SUNDAY)


def test_a_rule_and_a_closed_afternoon_stack_on_one_day() -> None:
    afternoon, end = ClockSpan.parse("13:30", "15:00"), ClockSpan.parse("15:00", "16:30")
    calendar = replace(
        PLAIN,
        closures=(
            closed_on(MAKE_UP_SUNDAY, span=end),
            closed_on(MAKE_UP_SUNDAY, frozenset({1}), ClockSpan.parse("08:00", "09:00")),
            closed_on(MAKE_UP_SUNDAY, span=afternoon),
        ),
        day_rules=(DayRule(MAKE_UP_SUNDAY, HOLIDAY),),
    )
    for grade, closed in ((6, ()), (1, (ClockSpan.parse("08:00", "09:00"),))):
        answer = resolve(calendar, MAKE_UP_SUNDAY, grade)
        assert in_force(answer) == (2, 6, Parity.EVEN)
        assert isinstance(answer, TeachingDay)
        assert answer.closed == (*closed, afternoon.hull(end))


def test_a_following_day_has_its_own_bells_those_of_the_weekday_in_force() -> None:
    winter = BellSchedule("冬令", SIX_LESSONS.periods, DateSpan(date(2026, 10, 8), None))
    winter_wednesday = replace(winter, name="冬令周三", weekdays=frozenset({3}))
    summer_wednesday = BellSchedule("夏令周三", SIX_LESSONS.periods, ALWAYS, frozenset({3}))
    book = BellBook((SIX_LESSONS, winter, summer_wednesday, winter_wednesday))
    calendar = replace(
        PLAIN,
        bells=book,
        day_rules=(DayRule(MAKE_UP_SATURDAY, date(2026, 10, 7)), DayRule(MAKE_UP_SUNDAY, HOLIDAY)),
    )
    answers = [resolve(calendar, day) for day in (MAKE_UP_SUNDAY, MAKE_UP_SATURDAY)]
    assert [isinstance(each, TeachingDay) and each.bells.name for each in answers] == ["全年", "冬令周三"]


def test_a_closure_of_grades_closes_only_these() -> None:
    calendar = replace(PLAIN, closures=(closed_on(TUESDAY, frozenset({6})),))
    assert resolve(calendar, TUESDAY, 6) == ClosedDay(TUESDAY, WhyClosed.CLOSURE, "运动会")
    assert resolve(calendar, TUESDAY, 5) == resolve(calendar, TUESDAY) == resolve(PLAIN, TUESDAY)


@pytest.mark.parametrize("away", [5, 6])
def test_a_combined_class_is_open_while_one_of_its_grades_is_there(away: int) -> None:
    calendar = replace(PLAIN, closures=(closed_on(TUESDAY, frozenset({away})),))
    assert resolve(calendar, TUESDAY, (5, 6)) == resolve(PLAIN, TUESDAY)


@pytest.mark.parametrize("grades", [({5, 6},), ({5}, {6})])
def test_a_combined_class_is_closed_where_all_its_grades_are(grades: tuple[set[int], ...]) -> None:
    calendar = replace(PLAIN, closures=tuple(closed_on(TUESDAY, frozenset(some)) for some in grades))
    assert resolve(calendar, TUESDAY, (5, 6)) == ClosedDay(TUESDAY, WhyClosed.CLOSURE, "运动会")


@pytest.mark.parametrize(
    ("sixth", "closed"),
    [
        (ClockSpan.parse("09:00", "11:00"), (ClockSpan.parse("09:00", "10:00"),)),
        (ClockSpan.parse("10:00", "11:00"), ()),
        (None, (ClockSpan.parse("08:00", "10:00"),)),
    ],
)
def test_a_combined_class_is_closed_for_the_minutes_that_all_its_grades_are(
    sixth: ClockSpan | None, closed: tuple[ClockSpan, ...]
) -> None:
    fifth = closed_on(TUESDAY, frozenset({5}), ClockSpan.parse("08:00", "10:00"))
    calendar = replace(PLAIN, closures=(fifth, closed_on(TUESDAY, frozenset({6}), sixth)))
    answer = resolve(calendar, TUESDAY, (5, 6))
    assert isinstance(answer, TeachingDay)
    assert answer.closed == closed


def test_a_combined_class_rings_by_its_highest_grade_whoever_is_there() -> None:
    low = replace(SIX_LESSONS, name="低段", grades=frozenset({1, 2}))
    high = replace(SIX_LESSONS, name="高段", grades=frozenset({3, 4}))
    calendar = replace(PLAIN, bells=BellBook((low, high)))
    assert BellBook((low,)).on(TUESDAY, (2, 3)) == low  # who has bells
    for closures in ((), (closed_on(TUESDAY, frozenset({3})),)):
        answer = resolve(replace(calendar, closures=closures), TUESDAY, (2, 3))
        assert isinstance(answer, TeachingDay)
        assert answer.bells == high


def test_a_week_that_the_school_does_not_count_is_no_teaching_week() -> None:
    counted = tuple(week for week in AUTUMN.weeks if week.number != 2)
    calendar = replace(PLAIN, term=replace(AUTUMN, weeks_given=counted))
    assert resolve(calendar, TUESDAY) == ClosedDay(TUESDAY, WhyClosed.OUTSIDE_TERM)


@pytest.mark.parametrize("weekday", [-1, 8])
def test_a_rule_follows_a_weekday_of_one_to_seven_or_nobody(weekday: int) -> None:
    with pytest.raises(CalendarError):
        DayRule(TUESDAY, weekday)


@given(calendars, days, grades)
def test_each_date_has_exactly_one_answer(calendar: SchoolCalendar, day: date, grade: int | None) -> None:
    answer = resolve(calendar, day, grade)
    assert answer.day == day
    outside = isinstance(answer, ClosedDay) and answer.why is WhyClosed.OUTSIDE_TERM
    assert outside == (not AUTUMN.days.contains(day))


@given(calendars, st.sampled_from(list(AUTUMN.days.days())), grades)
def test_a_closure_of_the_day_beats_everything(
    calendar: SchoolCalendar, day: date, grade: int | None
) -> None:
    closed = replace(calendar, closures=(closed_on(day),), day_rules=(*calendar.day_rules, DayRule(day, 1)))
    assert resolve(closed, day, grade) == ClosedDay(day, WhyClosed.CLOSURE, "运动会")


@given(st.sampled_from(list(AUTUMN.days.days())), st.sampled_from(list(AUTUMN.days.days())))
def test_following_a_date_carries_weekday_and_parity(day: date, target: date) -> None:
    answer = resolve(replace(PLAIN, day_rules=(DayRule(day, target),)), day)
    week = AUTUMN.week_of(target)
    assert week is not None
    assert in_force(answer) == (target.isoweekday(), week.number, week.parity)


@given(calendars, st.sampled_from(list(AUTUMN.days.days())), grades)
def test_a_change_touches_its_own_day_only(calendar: SchoolCalendar, day: date, grade: int | None) -> None:
    changed = replace(calendar, day_rules=(*calendar.day_rules, DayRule(day, 3)))
    others = [day - timedelta(days=1), day + timedelta(days=1)]
    assert [resolve(changed, d, grade) for d in others] == [resolve(calendar, d, grade) for d in others]


def test_make_up_days_without_a_rule_are_undecided() -> None:
    assert undecided_days(PLAIN) == (MAKE_UP_SUNDAY, MAKE_UP_SATURDAY)
    decided = replace(PLAIN, day_rules=(DayRule(MAKE_UP_SUNDAY, 2),), closures=(closed_on(MAKE_UP_SATURDAY),))
    assert undecided_days(decided) == ()


def test_a_make_up_day_after_the_last_week_of_lessons_asks_nobody() -> None:
    four_weeks = replace(PLAIN, term=replace(AUTUMN, lesson_weeks=frozenset(range(1, 5))))
    assert undecided_days(four_weeks) == (MAKE_UP_SUNDAY,)


def test_a_year_is_unknown_until_announced_or_covered_by_the_schools_own_calendar() -> None:
    assert unknown_years(PLAIN) == (2027,)
    assert unknown_years(replace(PLAIN, own_days=AUTUMN.days)) == ()
    assert unknown_years(replace(PLAIN, own_days=DateSpan.of(AUTUMN.first_day, date(2026, 12, 31)))) == (
        2027,
    )
    announced = NOTICES.with_year(HolidayYear.of(2027, [], "通知"))
    assert unknown_years(replace(PLAIN, holidays=announced)) == ()
