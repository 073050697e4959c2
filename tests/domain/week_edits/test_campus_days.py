"""Closing, opening again and following another day: algebra over generated calendars."""

from dataclasses import replace
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from calendars.closures import Closure
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import ClosedDay, DayRule, TeachingDay, resolve
from calendars.weeks import Parity
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.week_edits.campus_days import Close, Follow, Reopen, Unfollow
from service.domain.week_edits.edits import edited
from tests.calendars import strategies
from tests.districts import GUEST, HOST, TERM, small_district

days_of_term = st.dates(TERM.first_day, TERM.last_day)


def answers(district: District, campus: CampusId = HOST) -> dict[date, TeachingDay | ClosedDay]:
    calendar = district.calendars[campus]
    return {day: resolve(calendar, day, 3) for day in TERM.days.days()}


@given(strategies.closures)
def test_a_closure_taken_back_leaves_the_district_as_it_was(closure: Closure) -> None:
    district = small_district()
    there_and_back = (
        Close(HOST, closure),
        Reopen(HOST, closure.days, closure.reason, closure.grades, closure.span),
    )
    assert edited(district, there_and_back) == district


@given(strategies.closures, days_of_term)
def test_reopening_one_day_of_a_closure_opens_that_day_alone(closure: Closure, day: date) -> None:
    closed = edited(small_district(), [Close(HOST, closure)])
    one = DateSpan.of(day, day)
    opened = edited(closed, [Reopen(HOST, one, closure.reason, closure.grades, closure.span)])
    before, after, never = answers(closed), answers(opened), answers(small_district())
    assert after == {there: never[there] if there == day else before[there] for there in before}


@given(strategies.closures)
def test_parity_and_week_of_all_other_days_are_what_they_were(closure: Closure) -> None:
    """ClassIsland #941: an exam or a holiday must not shift odd and even weeks."""
    before, after = answers(small_district()), answers(edited(small_district(), [Close(HOST, closure)]))
    for day, answer in after.items():
        was = before[day]
        if isinstance(answer, TeachingDay) and isinstance(was, TeachingDay):
            assert (answer.week, answer.weekday) == (was.week, was.weekday)


@given(days_of_term, st.integers(1, 7) | days_of_term, st.lists(st.integers(1, 7), max_size=2))
def test_what_was_said_of_a_day_holds_again_when_the_last_word_is_taken_back(
    day: date, follows: int | date, said_before: list[int]
) -> None:
    assume(said_before[-1:] != [follows])
    district = edited(small_district(), [Follow(HOST, DayRule(day, weekday)) for weekday in said_before])
    assert edited(district, [Follow(HOST, DayRule(day, follows)), Unfollow(HOST, day)]) == district


@given(days_of_term, st.integers(1, 7) | days_of_term)
def test_the_same_said_again_is_one_word(day: date, follows: int | date) -> None:
    once = [Follow(HOST, DayRule(day, follows))]
    assert edited(small_district(), once * 2) == edited(small_district(), once)


@given(days_of_term.filter(lambda day: day.isoweekday() < 6))
def test_a_saturday_that_follows_a_date_keeps_that_dates_week_and_parity(source: date) -> None:
    """Class-Widgets #238, #404: a Saturday of an odd week moved into an even one."""
    saturday = date(2026, 11, 14)
    after = answers(edited(small_district(), [Follow(HOST, DayRule(saturday, source))]))[saturday]
    assert isinstance(after, TeachingDay)
    assert (after.weekday, after.week) == (source.isoweekday(), TERM.week_of(source))


def test_a_saturday_that_follows_a_weekday_keeps_its_own_week() -> None:
    saturday = date(2026, 11, 14)
    after = answers(edited(small_district(), [Follow(HOST, DayRule(saturday, 2))]))[saturday]
    assert isinstance(after, TeachingDay)
    assert (after.weekday, after.week.number, after.week.parity) == (2, 11, Parity.ODD)


def test_an_edit_of_one_campus_leaves_the_others_alone() -> None:
    closure = Closure(DateSpan.of(date(2026, 11, 2), date(2026, 11, 3)), "台风")
    after = edited(small_district(), [Close(HOST, closure)])
    assert answers(after, GUEST) == answers(small_district(), GUEST)
    assert answers(after, HOST) != answers(small_district(), HOST)


def test_what_is_closed_for_another_reason_stays_closed() -> None:
    """校运会 on Monday and Tuesday; a typhoon on Tuesday is announced and called off."""
    tuesday = DateSpan.of(date(2026, 11, 3), date(2026, 11, 3))
    sports = edited(
        small_district(), [Close(HOST, Closure(DateSpan.of(date(2026, 11, 2), date(2026, 11, 3)), "校运会"))]
    )
    typhoon = edited(sports, [Close(HOST, Closure(tuesday, "台风"))])
    assert edited(typhoon, [Reopen(HOST, tuesday, "台风")]) == sports


@given(strategies.closures)
def test_closing_what_is_closed_changes_nothing(closure: Closure) -> None:
    closed = edited(small_district(), [Close(HOST, closure)])
    assert edited(closed, [Close(HOST, closure)]) is closed


def test_opening_a_half_day_does_not_open_the_whole_one() -> None:
    day = DateSpan.of(date(2026, 11, 2), date(2026, 11, 2))
    closed = edited(small_district(), [Close(HOST, Closure(day, "台风"))])
    assert edited(closed, [Reopen(HOST, day, "台风", span=ClockSpan(480, 720))]) == closed


def test_an_edit_of_a_campus_that_is_not_there_changes_nothing() -> None:
    district = replace(small_district(), campus_terms=())
    assert edited(district, [Unfollow(HOST, date(2026, 11, 2))]) is district
