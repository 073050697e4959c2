from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.errors import CalendarError, UnreadableTextError
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from tests.calendars.strategies import clock_spans, date_spans, days

THIRD = ClockSpan.parse("10:35", "11:15")


def test_clock_span_is_read_and_shown() -> None:
    assert ClockSpan.parse("８：３０", "9:10") == ClockSpan(510, 550)
    assert str(ClockSpan(510, 550)) == "08:30–09:10"
    assert (THIRD.start_time, THIRD.end_time, THIRD.minutes) == (time(10, 35), time(11, 15), 40)


def test_clock_span_may_end_at_midnight() -> None:
    evening = ClockSpan.parse("19:00", "24:00")
    assert (str(evening), evening.end_time) == ("19:00–24:00", time(0, 0))


@pytest.mark.parametrize(("start", "end"), [(550, 510), (510, 510), (-1, 10), (1400, 1441)])
def test_clock_span_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(CalendarError):
        ClockSpan(start, end)


@pytest.mark.parametrize("text", ["8.30", "08:60", "8", "上午", ""])
def test_clock_text_that_is_none_names_text_and_expectation(text: str) -> None:
    with pytest.raises(UnreadableTextError) as caught:
        ClockSpan.parse(text, "09:10")
    assert (caught.value.text, caught.value.expected) == (text, "a time such as 08:30")


def test_overlap_counts_the_minutes_both_cover() -> None:
    assert THIRD.overlap(ClockSpan.parse("10:30", "11:10")) == 35
    assert THIRD.overlap(ClockSpan.parse("10:00", "12:00")) == 40


def test_spans_that_touch_neither_overlap_nor_have_a_gap() -> None:
    after = ClockSpan.parse("11:15", "11:55")
    assert (THIRD.overlap(after), THIRD.overlaps(after), THIRD.gap(after)) == (0, False, 0)
    assert THIRD.gap(ClockSpan.parse("11:30", "12:10")) == 15


@given(clock_spans, clock_spans)
def test_overlap_is_what_counting_minutes_says(one: ClockSpan, other: ClockSpan) -> None:
    common = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlap(other) == other.overlap(one) == len(common)
    assert one.overlaps(other) == bool(common)


@given(clock_spans, clock_spans)
def test_hull_holds_both_and_the_gap_and_nothing_else(one: ClockSpan, other: ClockSpan) -> None:
    hull = one.hull(other)
    assert hull.contains(one)
    assert hull.contains(other)
    assert hull.minutes == one.minutes + other.minutes - one.overlap(other) + one.gap(other)


@given(clock_spans, clock_spans)
def test_a_span_contains_what_it_overlaps_whole(one: ClockSpan, other: ClockSpan) -> None:
    assert one.contains(other) == (one.overlap(other) == other.minutes)


def test_date_span_of_includes_the_last_day() -> None:
    october = DateSpan.of(date(2026, 10, 1), date(2026, 10, 7))
    assert october == DateSpan(date(2026, 10, 1), date(2026, 10, 8))
    assert (october.last, len(list(october.days()))) == (date(2026, 10, 7), 7)
    assert DateSpan.of(date(2026, 10, 1), date.max).end is None


def test_date_span_without_a_day_is_refused() -> None:
    with pytest.raises(CalendarError):
        DateSpan(date(2026, 10, 1), date(2026, 10, 1))


def test_open_date_span_has_no_last_day_and_cannot_be_listed() -> None:
    assert ALWAYS.last is None
    assert ALWAYS.contains(date.max)
    with pytest.raises(CalendarError):
        ALWAYS.days()


def test_date_spans_sort_by_first_day_then_by_end_the_open_ones_last() -> None:
    day, later = date(2026, 9, 1), date(2026, 9, 2)
    spans = [DateSpan(later, None), DateSpan(day, None), DateSpan(day, later)]
    assert sorted(spans) == [DateSpan(day, later), DateSpan(day, None), DateSpan(later, None)]


@given(date_spans, date_spans, days)
def test_intersection_has_exactly_the_days_in_both(one: DateSpan, other: DateSpan, day: date) -> None:
    both = one.intersection(other)
    assert (both is not None) == one.overlaps(other) == other.overlaps(one)
    assert (both is not None and both.contains(day)) == (one.contains(day) and other.contains(day))


@given(date_spans)
def test_always_changes_nothing(span: DateSpan) -> None:
    assert ALWAYS.intersection(span) == span.intersection(ALWAYS) == span


@given(date_spans, st.lists(date_spans, max_size=3), days)
def test_cut_pieces_are_the_span_again_and_no_edge_lies_within_one(
    span: DateSpan, others: list[DateSpan], day: date
) -> None:
    pieces = list(span.cut(others))
    assert sum(piece.contains(day) for piece in pieces) == span.contains(day)
    within = [piece for piece in pieces if piece.contains(day) and piece.first != day]
    assert within == [] or all(day not in (other.first, other.end) for other in others)
