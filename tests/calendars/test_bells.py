from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.bells import BellBook, BellSchedule, Period, PeriodKind, numbered
from calendars.errors import CalendarError
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from tests.calendars.strategies import SIX_LESSONS, clock_spans, days

LESSON = PeriodKind.LESSON
SUMMER = DateSpan(date(2026, 9, 1), None)
WINTER = DateSpan(date(2026, 10, 8), None)


def schedule(
    name: str,
    valid: DateSpan = ALWAYS,
    weekdays: frozenset[int] = frozenset(range(1, 8)),
    grades: frozenset[int] | None = None,
) -> BellSchedule:
    return BellSchedule(name, SIX_LESSONS.periods, valid, weekdays, grades)


def rows(*given: tuple[PeriodKind, str]) -> list[tuple[PeriodKind, str, ClockSpan]]:
    return [(kind, label, ClockSpan(480 + 10 * n, 490 + 10 * n)) for n, (kind, label) in enumerate(given)]


def test_a_day_is_numbered_by_kind() -> None:
    day = rows(
        (PeriodKind.READING, "早读"),
        (LESSON, "第1节"),
        (PeriodKind.BREAK, "大课间"),
        (LESSON, "第２节"),
        (PeriodKind.NOON, "午餐"),
        (PeriodKind.NOON, "午休"),
        (PeriodKind.READING, "午读"),
        (LESSON, "第三节"),
        (PeriodKind.ASSEMBLY, "夕会"),
        (PeriodKind.AFTER, "课后服务"),
        (PeriodKind.EVENING, "晚自习"),
    )
    assert [period.number for period in numbered(day)] == [0, 1, 80, 2, 70, 71, -1, 3, 81, 90, 95]


def test_lessons_keep_the_numbers_of_their_labels() -> None:
    assert [p.number for p in numbered(rows((LESSON, "3"), (LESSON, "5"), (LESSON, "十一")))] == [3, 5, 11]


@pytest.mark.parametrize("labels", [("上午1", "下午1"), ("1", "1"), ("2", "1"), ("1", "社团")])
def test_lessons_are_counted_where_labels_do_not_number_them(labels: tuple[str, str]) -> None:
    assert [period.number for period in numbered(rows(*((LESSON, label) for label in labels)))] == [1, 2]


def test_more_rows_of_a_kind_than_it_has_numbers_are_refused() -> None:
    with pytest.raises(CalendarError, match="晚6"):
        numbered(rows(*((PeriodKind.EVENING, f"晚{n}") for n in range(1, 7))))


@pytest.mark.parametrize(("number", "after"), [(1, 2), (2, None), (3, None), (9, None)])
def test_no_lesson_is_right_after_another_over_noon(number: int, after: int | None) -> None:
    """Breaks between them do not count."""
    day = rows(
        (LESSON, "第1节"),
        (PeriodKind.BREAK, "大课间"),
        (LESSON, "第2节"),
        (PeriodKind.NOON, "午休"),
        (LESSON, "第3节"),
        (PeriodKind.AFTER, "课后服务"),
    )
    found = BellSchedule("全年", numbered(day), ALWAYS).right_after(number)
    assert (None if found is None else found.number) == after


def test_periods_are_kept_in_the_order_of_the_clock() -> None:
    backwards = BellSchedule("全年", SIX_LESSONS.periods[::-1], ALWAYS)
    assert backwards == SIX_LESSONS
    assert [period.label for period in backwards.lessons] == ["1", "2", "3", "4", "5", "6"]


def test_overlapping_periods_are_refused_by_name() -> None:
    periods = (
        Period(1, LESSON, "第1节", ClockSpan.parse("08:30", "09:10")),
        Period(2, LESSON, "第2节", ClockSpan.parse("09:05", "09:45")),
    )
    with pytest.raises(CalendarError) as caught:
        BellSchedule("春", periods, ALWAYS)
    assert str(caught.value) == "bell schedule 春: 第1节 08:30–09:10 and 第2节 09:05–09:45 overlap"


def test_two_periods_of_one_number_are_refused() -> None:
    one, two = (Period(1, LESSON, "1", ClockSpan(480 + n, 481 + n)) for n in (0, 1))
    with pytest.raises(CalendarError, match="share a number"):
        BellSchedule("春", (one, two), ALWAYS)


@pytest.mark.parametrize("weekdays", [frozenset[int](), frozenset({0, 1})])
def test_weekdays_are_of_one_to_seven(weekdays: frozenset[int]) -> None:
    with pytest.raises(CalendarError):
        schedule("春", weekdays=weekdays)


def test_period_is_found_by_its_number() -> None:
    third = SIX_LESSONS.period(3)
    assert third is not None
    assert third.label == "3"
    assert SIX_LESSONS.period(7) is None


def test_a_span_stands_in_the_lesson_with_the_largest_overlap() -> None:
    standing = SIX_LESSONS.standing(ClockSpan.parse("09:00", "10:00"))
    assert standing == (SIX_LESSONS.period(2), 35)


def test_of_equal_overlaps_the_earlier_lesson_counts() -> None:
    standing = SIX_LESSONS.standing(ClockSpan.parse("08:50", "09:45"))
    assert standing == (SIX_LESSONS.period(1), 20)


def test_a_span_between_lessons_stands_in_none() -> None:
    assert SIX_LESSONS.standing(ClockSpan.parse("12:10", "13:50")) is None


def test_a_span_stands_in_lessons_only() -> None:
    reading = BellSchedule("全年", numbered(rows((PeriodKind.READING, "早读"))), ALWAYS)
    assert reading.standing(ClockSpan.parse("08:00", "08:40")) is None


@given(clock_spans)
def test_no_lesson_overlaps_more_than_the_one_a_span_stands_in(span: ClockSpan) -> None:
    overlaps = [period.span.overlap(span) for period in SIX_LESSONS.lessons]
    standing = SIX_LESSONS.standing(span)
    assert (standing[1] if standing else 0) == max(overlaps)


def test_the_schedule_that_began_last_is_in_force() -> None:
    book = BellBook((schedule("冬令", WINTER), schedule("夏令", SUMMER)))
    assert [found and found.name for found in (book.on(date(2026, 10, d), 3) for d in (7, 8))] == [
        "夏令",
        "冬令",
    ]
    assert book.on(date(2026, 8, 31), 3) is None


def test_a_schedule_that_names_grades_or_weekdays_wins_over_a_later_one_that_does_not() -> None:
    book = BellBook(
        (
            schedule("冬令", WINTER),
            schedule("周三", SUMMER, weekdays=frozenset({3})),
            schedule("低段", SUMMER, grades=frozenset({1, 2})),
            schedule("低段周三", SUMMER, frozenset({3}), frozenset({1, 2})),
        )
    )
    wednesday, thursday = date(2026, 10, 14), date(2026, 10, 15)
    found = [book.on(day, grade) for day in (wednesday, thursday) for grade in (1, 5, None)]
    assert [each and each.name for each in found] == ["低段周三", "周三", "周三", "低段", "冬令", "冬令"]


def test_the_weekday_in_force_picks_the_bells() -> None:
    book = BellBook((schedule("全年"), schedule("周三", weekdays=frozenset({3}))))
    saturday = date(2026, 10, 10)
    found = book.on(saturday, None, weekday=3)
    assert found is not None
    assert found.name == "周三"


def test_seasons_are_the_runs_with_one_schedule() -> None:
    may = date(2027, 5, 1)
    winter, summer = schedule("冬令", DateSpan(date(2026, 10, 8), may)), schedule("夏令", SUMMER)
    year = DateSpan.of(date(2026, 8, 1), date(2027, 6, 30))
    assert BellBook((winter, summer)).seasons(year, 1, None) == (
        (DateSpan(date(2026, 9, 1), date(2026, 10, 8)), summer),
        (DateSpan(date(2026, 10, 8), may), winter),
        (DateSpan(may, date(2027, 7, 1)), summer),
    )


def test_a_schedule_that_changes_nothing_cuts_no_season() -> None:
    summer, wednesdays = schedule("夏令", SUMMER), schedule("周三", WINTER, weekdays=frozenset({3}))
    assert BellBook((summer, wednesdays)).seasons(SUMMER, 1, 5) == ((SUMMER, summer),)


@given(days, st.integers(1, 7), st.none() | st.integers(1, 3))
def test_seasons_say_what_each_date_says(day: date, weekday: int, grade: int | None) -> None:
    book = BellBook(
        (
            schedule("夏令", SUMMER),
            schedule("冬令", DateSpan(WINTER.first, date(2026, 12, 1)), grades=frozenset({1})),
            schedule("周三", WINTER, weekdays=frozenset({3})),
        )
    )
    found = [each for span, each in book.seasons(ALWAYS, weekday, grade) if span.contains(day)]
    expected = book.on(day, grade, weekday)
    assert found == ([] if expected is None else [expected])
