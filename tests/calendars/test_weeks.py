from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.errors import CalendarError, UnreadableTextError
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, NO_WEEKS, ODD_WEEKS, Parity, TeachingWeek, Weeks
from tests.calendars.strategies import AUTUMN, weeks

FIRST_SIXTEEN = frozenset(range(1, 17))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每周", ALL_WEEKS),
        ("单双周", ALL_WEEKS),
        ("单周", ODD_WEEKS),
        (" 双 周 ", EVEN_WEEKS),
        ("(单)", ODD_WEEKS),
        ("（双周）", EVEN_WEEKS),
        ("1-18周", Weeks(numbers=frozenset(range(1, 19)))),
        ("３，５，７－９周", Weeks(numbers=frozenset({3, 5, 7, 8, 9}))),
        ("3、5周", Weeks(numbers=frozenset({3, 5}))),
        ("第3周", Weeks(numbers=frozenset({3}))),
        ("第3周、第5周至第7周", Weeks(numbers=frozenset({3, 5, 6, 7}))),
        ("1-16单周", Weeks(Parity.ODD, FIRST_SIXTEEN)),
        ("1—16周(单)", Weeks(Parity.ODD, FIRST_SIXTEEN)),
        ("1——16周（双周）", Weeks(Parity.EVEN, FIRST_SIXTEEN)),
        ("1～16周", Weeks(numbers=FIRST_SIXTEEN)),
    ],
)
def test_weeks_are_read_as_schools_write_them(text: str, expected: Weeks) -> None:
    assert Weeks.parse(text) == expected


@pytest.mark.parametrize(
    "text", ["", " ", "周", "第周", "9-7周", "0周", "1-", "单双", "第三周", "1-8单,9-16双周", "单周1"]
)
def test_weeks_that_cannot_be_read_name_the_text(text: str) -> None:
    with pytest.raises(UnreadableTextError) as caught:
        Weeks.parse(text)
    assert caught.value.text == text
    assert "1-18周" in caught.value.expected


@given(weeks.filter(lambda drawn: drawn.numbers != frozenset()))
def test_what_is_written_is_read_back(drawn: Weeks) -> None:
    numbers = (
        "" if drawn.numbers is None else ",".join(f"{number}" for number in sorted(drawn.numbers)) + "周"
    )
    parity = {None: "", Parity.ODD: "(单)", Parity.EVEN: "(双)"}[drawn.parity]
    assert Weeks.parse(numbers + parity or "每周") == drawn


@given(weeks)
def test_json_means_the_same_weeks(drawn: Weeks) -> None:
    back = Weeks.from_json(drawn.as_json())
    assert back.among(AUTUMN.weeks) == drawn.among(AUTUMN.weeks)
    assert back.as_json() == drawn.as_json()


def test_json_of_each_shape() -> None:
    assert [w.as_json() for w in (ALL_WEEKS, ODD_WEEKS, EVEN_WEEKS, NO_WEEKS)] == ["all", "odd", "even", []]
    assert Weeks(Parity.ODD, frozenset({6, 3, 1})).as_json() == [1, 3]
    with pytest.raises(UnreadableTextError):
        Weeks.from_json("weekly")


@given(weeks, weeks)
def test_both_is_the_intersection(one: Weeks, other: Weeks) -> None:
    common = one.among(AUTUMN.weeks) & other.among(AUTUMN.weeks)
    assert one.both(other).among(AUTUMN.weeks) == other.both(one).among(AUTUMN.weeks) == common
    assert one.meets(other, AUTUMN.weeks) == bool(common)


@given(weeks)
def test_odd_and_even_divide_every_set(drawn: Weeks) -> None:
    odd, even = (drawn.both(half).among(AUTUMN.weeks) for half in (ODD_WEEKS, EVEN_WEEKS))
    assert (odd | even, odd & even) == (drawn.among(AUTUMN.weeks), frozenset())


@given(st.integers(1, 21))
def test_parity_given_by_the_school_counts_and_not_the_number(number: int) -> None:
    against = Parity.of(number + 1)
    week = TeachingWeek(number, against, date(2026, 8, 31))
    assert Weeks(against).includes(week)
    assert not Weeks(Parity.of(number)).includes(week)


def test_week_begins_on_a_monday() -> None:
    with pytest.raises(CalendarError):
        TeachingWeek(1, Parity.ODD, date(2026, 9, 1))
