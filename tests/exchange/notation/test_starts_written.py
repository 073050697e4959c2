"""From when a paper says that it holds."""

from datetime import date, timedelta

import pytest

from service.exchange.notation.dates_written import SchoolYear
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.starts_written import start_written

WEEK_ONE = date(2026, 8, 31)
YEAR = SchoolYear(2026, tuple((week, WEEK_ONE + timedelta(weeks=week - 1)) for week in range(1, 22)))


@pytest.mark.parametrize(
    "text",
    [
        "总课表(2026年9月14日起执行)",
        "2026年秋季学期总课表(9月14日起执行)",
        "9月14日起",
        "9月14日(周一)起执行",
        "自2026.9.14开始实行",
        "（9月14日启用）",
        "启用日期 2026-09-14",
        "执行时间：9月14日",
        "九月十四日起执行",
        "9月14日至1月20日执行",
        "课表_柳河_20260914起",
        "第3周起执行新课表",
        "从第三周起",
        "适用周次：第3周—第18周",
        "适用周次：3-18周",
        "执行时间：第三周",
        "第3教学周起",
        "第3周周一起",
        "从9月14日",
        "执行时间：二〇二六年九月十四日",
    ],
)
def test_a_day_or_a_week_that_something_holds_from(text: str) -> None:
    assert start_written(text, YEAR) == date(2026, 9, 14)


@pytest.mark.parametrize(
    "text",
    [
        "2026—2027学年第一学期总课表",
        "制表日期：2026年9月14日",
        "打印时间 2026-09-14 10:30",
        "教务处 2026.9.14",
        "第3版(9月14日)",
        "第1周课表",
        "第1-18周",
        "第25周起",
        "9月14日后勤处制",
        "9月起",
        "9月31日起",
        "冬令时(10月8日起)",
        "夏季作息9月14日起执行",
        "三(1)班",
    ],
)
def test_the_day_it_was_made_one_that_does_not_exist_and_that_of_bells_are_none(text: str) -> None:
    assert start_written(text, YEAR) is None


@pytest.mark.parametrize(
    "text", ["9月14日(周二)起执行", "总课表（9月14日 星期二 启用）", "启用日期：9.14（周二）"]
)
def test_a_weekday_that_is_not_the_days_is_asked_about_with_both_that_may_be_meant(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="date_weekday_differs") as caught:
        start_written(text, YEAR)
    assert caught.value.choices == ("9月14日(周一)起", "9月15日(周二)起")
    assert [start_written(choice, YEAR) for choice in caught.value.choices] == [
        date(2026, 9, 14),
        date(2026, 9, 15),
    ]


def test_of_a_day_that_nothing_holds_from_the_weekday_is_not_looked_at() -> None:
    assert start_written("9月14日(周二)制，第1周起执行", YEAR) == WEEK_ONE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("第三周星期三起执行", date(2026, 9, 16)),
        ("10月起", date(2026, 10, 1)),
        ("2027年1月份起执行", date(2027, 1, 1)),
        ("2026.10起", date(2026, 10, 1)),
    ],
)
def test_a_day_of_a_week_and_a_month_are_starts_too(text: str, day: date) -> None:
    assert start_written(text, YEAR) == day


@pytest.mark.parametrize(
    ("text", "choices", "days"),
    [
        ("总课表（第三周）", ("第3周起", "全学期"), [date(2026, 9, 14), None]),
        ("第3-18周", ("第3周起", "全学期"), [date(2026, 9, 14), None]),
        (
            "9月14日后执行",
            ("9月14日(周一)起", "9月15日(周二)起"),
            [date(2026, 9, 14), date(2026, 9, 15)],
        ),
        (
            "第3周后执行",
            ("9月14日(周一)起", "9月21日(周一)起"),
            [date(2026, 9, 14), date(2026, 9, 21)],
        ),
    ],
)
def test_what_may_not_be_a_start_is_asked_about(
    text: str, choices: tuple[str, ...], days: list[date | None]
) -> None:
    with pytest.raises(NotUnderstoodError, match="table_start_unclear") as caught:
        start_written(text, YEAR)
    assert caught.value.choices == choices
    assert [start_written(choice, YEAR) for choice in choices] == days
