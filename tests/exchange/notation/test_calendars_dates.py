"""Dates of lists of holidays and of ledgers: more ways to write them than tables have."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.spans import DateSpan
from service.exchange.notation.dates_written import (
    CalendarYear,
    SchoolYear,
    date_spans,
    stated_school_year,
    stated_semester,
)
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import chinese

YEAR = SchoolYear(2026)
HOLIDAY = (DateSpan.of(date(2026, 10, 1), date(2026, 10, 7)),)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-01至10-07",
        "2026/10/1-2026/10/7",
        "10月1日—7日",
        "10月1日(星期四)至10月7日(星期三)",
        "10月1日星期四至7日",
        "10月1日至7日,共7天",
        "10.1-10.7(共7天)",
        "十月一日至七日",
        "20261001-20261007",
        "26年10月1日-7日",
        "2026年10月1日—10月7日放假7天",
    ],
)
def test_a_holiday(text: str) -> None:
    assert date_spans(text, YEAR) == HOLIDAY


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("2026-12-28至01-03", [(date(2026, 12, 28), 7)]),
        ("12.28—次年1.3", [(date(2026, 12, 28), 7)]),
        ("2025-10-01至10-07", [(date(2025, 10, 1), 7)]),
        ("2026.9.1、9.3", [(date(2026, 9, 1), 1), (date(2026, 9, 3), 1)]),
        ("2026年10月10日、9月20日", [(date(2026, 10, 10), 1), (date(2026, 9, 20), 1)]),
        ("2026-12-28、1-4", [(date(2026, 12, 28), 1), (date(2027, 1, 4), 1)]),
        (
            "2027年1月4日、2026年12月28日、12月30日",
            [(date(2027, 1, 4), 1), (date(2026, 12, 28), 1), (date(2026, 12, 30), 1)],
        ),
        ("46295", [(date(2026, 9, 30), 1)]),
    ],
)
def test_years_said_and_unsaid(text: str, spans: list[tuple[date, int]]) -> None:
    assert date_spans(text, YEAR) == tuple(
        DateSpan(first, first + timedelta(days=days)) for first, days in spans
    )


@given(st.dates(date(2026, 8, 1), date(2027, 7, 31)))
def test_every_way_to_write_a_date_is_the_same(day: date) -> None:
    sign = "一二三四五六日"[day.isoweekday() - 1]
    forms = (
        f"{day.month}月{day.day}日",
        f"{day.month}月{day.day}号",
        f"{day.month}.{day.day}(周{sign})",
        f"{day.month}月{day.day}日星期{sign}",
        f"{chinese(day.month)}月{chinese(day.day)}日",
        f"{day:%Y%m%d}",
        f"{day.year % 100}年{day.month}月{day.day}日",
        f"{day:%Y-%m-%d}",
        str((day - date(1899, 12, 30)).days),
    )
    assert {form: date_spans(form, YEAR) for form in forms} == dict.fromkeys(forms, (DateSpan.of(day, day),))


@given(st.dates(date(2026, 8, 1), date(2027, 7, 1)), st.integers(1, 20))
def test_as_many_days_as_stand_beside_the_dates(first: date, count: int) -> None:
    last = first + timedelta(days=count - 1)
    text = f"{first.month}.{first.day}-{last.month}.{last.day}"
    assert date_spans(f"{text}(共{count}天)", YEAR) == (DateSpan.of(first, last),)
    with pytest.raises(NotUnderstoodError, match="date_count_differs"):
        date_spans(f"{text}(共{count + 1}天)", YEAR)


@pytest.mark.parametrize(
    ("text", "year", "semester"),
    [
        ("2026年秋季学期校历", 2026, 1),
        ("2026年下半年教学周历", 2026, 1),
        ("2027年春季学期校历", 2026, 2),
        ("2027年上半年校历", 2026, 2),
        ("2026学年第二学期校历", 2026, 2),
        ("2027年春季总课表", 2026, 2),
        ("2026秋季课表", 2026, 1),
        ("2025—2026秋季学期", 2025, 1),
        ("2025-2026第2学期", 2025, 2),
        ("2026~2027学年度(上)", 2026, 1),
        ("2026至2027学年下期", 2026, 2),
        ("2026年总课表", None, None),
        ("2026-2028规划", None, None),
        ("秋季作息时间表", None, None),
        ("2026年秋季作息时间表", None, None),
    ],
)
def test_halves_of_a_year(text: str, year: int | None, semester: int | None) -> None:
    assert (stated_school_year(text), stated_semester(text)) == (year, semester)


def test_a_ledger_is_kept_by_the_year_of_the_calendar() -> None:
    (of_calendar,), (of_school,) = date_spans("3月12日", CalendarYear(2026)), date_spans("3月12日", YEAR)
    assert (of_calendar.first, of_school.first) == (date(2026, 3, 12), date(2027, 3, 12))


@pytest.mark.parametrize(
    "text", ["9.20周一课", "9月20日周一", "20261301", "36000", "十三月一日", "9.29、30、1"]
)
def test_what_are_no_dates(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        date_spans(text, YEAR)
