"""Periods, weekdays, clock times, dates and times of plans, in every way that schools write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.bells import PeriodKind
from calendars.spans import ClockSpan, DateSpan
from service.exchange.notation.clock_times import clock_span, is_clock_span
from service.exchange.notation.dates_written import (
    SchoolYear,
    date_spans,
    leading_dates,
    school_year_of_a_date,
    stated_school_year,
    stated_semester,
)
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import chinese
from service.exchange.notation.period_labels import lesson_numbers, period_label
from service.exchange.notation.weekdays import day_titled, weekday, weekdays
from service.exchange.understanding.joint_work.plan_times import PlanTime, plan_time

YEAR = SchoolYear(2026)
AFTERNOON = ClockSpan(13 * 60 + 50, 15 * 60 + 25)


def _day(month: int, day: int) -> date:
    return YEAR.date_of(month, day)


@pytest.mark.parametrize(
    "text", ["3", "３", "第3节", "第三节", "第 3 节", "三", "第3节课", "上午第3节", "3节"]
)
def test_a_lesson_by_its_number(text: str) -> None:
    label = period_label(text)
    assert (label.kind, label.number) == (PeriodKind.LESSON, 3)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("早读", PeriodKind.READING),
        ("晨 读", PeriodKind.READING),
        ("午读", PeriodKind.READING),
        ("大课间", PeriodKind.BREAK),
        ("眼保健操", PeriodKind.BREAK),
        ("午餐、午休", PeriodKind.NOON),
        ("升旗仪式", PeriodKind.ASSEMBLY),
        ("课后服务", PeriodKind.AFTER),
        ("延时服务", PeriodKind.AFTER),
        ("社团活动", PeriodKind.AFTER),
        ("晚自习", PeriodKind.EVENING),
    ],
)
def test_other_periods_by_their_words(text: str, kind: PeriodKind) -> None:
    assert (period_label(text).kind, period_label(text).number) == (kind, None)


@given(st.integers(1, 15), st.sampled_from(["{0}", "第{0}节", "{1}", "第{1}节", " 第 {0} 节 "]))
def test_every_way_to_write_a_period_is_the_same(count: int, form: str) -> None:
    text = form.format(count, chinese(count))
    assert (period_label(text).number, lesson_numbers(text)) == (count, (count,))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第5-6节", (5, 6)),
        ("下午第５—６节", (5, 6)),
        ("第１节", (1,)),
        ("3、5", (3, 5)),
        ("第3节，第5节", (3, 5)),
        ("第1-2、5节", (1, 2, 5)),
    ],
)
def test_lessons_in_a_row_and_listed(text: str, numbers: tuple[int, ...]) -> None:
    assert lesson_numbers(text) == numbers


@pytest.mark.parametrize("text", ["", "语文", "第0节", "0", "节"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="period_unreadable"):
        period_label(text)


@pytest.mark.parametrize("text", ["", "第6-5节", "5、3", "3、3", "早读", "0"])
def test_what_are_no_lessons(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="period_unreadable"):
        lesson_numbers(text)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("柳河小学星期一课程表", "周一"),
        ("第三周星期二课表", "周二"),
        ("周一至周五课程表", ""),
        ("第三周一年级课程表", ""),
        ("第十二周四年级课程表", ""),
        ("第2周6班听课安排", ""),
        ("总课表(2026年9月7日星期一起执行)", ""),
        ("执行时间:9月7日(周一)起 课程表", ""),
    ],
)
def test_the_weekday_of_a_title(title: str, day: str) -> None:
    assert day_titled(title) == day


@pytest.mark.parametrize(
    "text", ["星期四", "周四", "星\n期\n四", "四", "周4", "礼拜四", " 星期 四", "Thu 周四", "周四(Thursday)"]
)
def test_a_weekday(text: str) -> None:
    assert weekday(text) == 4


@pytest.mark.parametrize("text", ["周日", "星期天", "周7"])
def test_sunday(text: str) -> None:
    assert weekday(text) == 7


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("周一、三", {1, 3}),
        ("周二、四、五", {2, 4, 5}),
        ("周二四五", {2, 4, 5}),
        ("星期一至星期三", {1, 2, 3}),
        ("周一—周五", {1, 2, 3, 4, 5}),
        ("星期一、星期三", {1, 3}),
    ],
)
def test_weekdays_in_one_header(text: str, days: set[int]) -> None:
    assert weekdays(text) == days


@pytest.mark.parametrize("text", ["", "姓名", "一", "周八"])
def test_what_is_no_list_of_weekdays(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="weekday_unreadable"):
        weekdays(text)


@pytest.mark.parametrize(
    "text",
    [
        "08:40-09:20",
        "8:40-9:20",
        "08：40—09：20",
        "08:40～09:20",
        " 8:40 至 9:20 ",
        "8.40-9.20",
        "8:40--9:20",
    ],
)
def test_a_span_in_one_cell(text: str) -> None:
    assert clock_span(text) == ClockSpan(520, 560)


@pytest.mark.parametrize("text", ["", "08:40", "9:20-8:40", "25:00-26:00", "语文", "08:40-09:61"])
def test_what_is_no_span(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="time_unreadable"):
        clock_span(text)


def test_the_end_before_the_start_looks_like_a_span() -> None:
    assert is_clock_span("9:20-8:40")
    assert not is_clock_span("第3节")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9.20(日)", [(_day(9, 20), 1)]),
        ("9月15日（星期二）", [(_day(9, 15), 1)]),
        ("2026-09-20", [(_day(9, 20), 1)]),
        ("2026/10/10", [(_day(10, 10), 1)]),
        ("2026.10.10", [(_day(10, 10), 1)]),
        ("2026年10月10日", [(_day(10, 10), 1)]),
        ("10.1-10.7", [(_day(10, 1), 7)]),
        ("10.1-7", [(_day(10, 1), 7)]),
        ("2026-10-01至10-07", [(_day(10, 1), 7)]),
        ("10月29日—30日", [(_day(10, 29), 2)]),
        ("2026-11-12~13", [(_day(11, 12), 2)]),
        ("2026-10-29、30", [(_day(10, 29), 1), (_day(10, 30), 1)]),
        ("12.28—01.03", [(_day(12, 28), 7)]),
        ("08.31—09.06", [(_day(8, 31), 7)]),
    ],
)
def test_dates(text: str, spans: list[tuple[date, int]]) -> None:
    expected = tuple(DateSpan(first, first + timedelta(days=count)) for first, count in spans)
    assert date_spans(text, YEAR) == expected


@given(
    st.dates(date(2026, 8, 1), date(2027, 7, 31)), st.sampled_from(["{0}.{1}", "{0}月{1}日", "{0:02}.{1:02}"])
)
def test_a_date_without_a_year_is_in_the_school_year(day: date, form: str) -> None:
    assert date_spans(form.format(day.month, day.day), YEAR) == (DateSpan.of(day, day),)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from("-./"))
def test_a_date_with_its_year_is_that_date(day: date, sign: str) -> None:
    text = f"{day.year}{sign}{day.month}{sign}{day.day}"
    assert date_spans(text, YEAR) == (DateSpan.of(day, day),)


@given(st.dates(date(2026, 8, 1), date(2027, 7, 31)), st.sampled_from("一二三四五六日"))
def test_the_weekday_beside_a_date_must_be_its_own(day: date, sign: str) -> None:
    text = f"{day.month}.{day.day}({sign})"
    if "一二三四五六日".index(sign) + 1 == day.isoweekday():
        assert date_spans(text, YEAR) == (DateSpan.of(day, day),)
    else:
        with pytest.raises(NotUnderstoodError, match="date_weekday_differs"):
            date_spans(text, YEAR)


@pytest.mark.parametrize("text", ["", "九月", "2.30", "13.1", "10.7-10.1", "9.20课"])
def test_what_are_no_dates(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="date_unreadable"):
        date_spans(text, YEAR)


def test_what_follows_the_dates_is_kept() -> None:
    spans, rest = leading_dates("10.10(六) 补10.7(三)课", YEAR)
    assert (spans, rest) == ((DateSpan.of(_day(10, 10), _day(10, 10)),), "补10.7(三)课")


@pytest.mark.parametrize(
    ("text", "year", "semester"),
    [
        ("2026—2027学年度第一学期统一作息时间表", 2026, 1),
        ("2026-2027学年第二学期", 2026, 2),
        ("2026学年上学期", 2026, 1),
        ("总课表", None, None),
    ],
)
def test_titles_say_the_school_year(text: str, year: int | None, semester: int | None) -> None:
    assert (stated_school_year(text), stated_semester(text)) == (year, semester)


@pytest.mark.parametrize(
    ("text", "year"),
    [("教务处制 2026.8.28", 2026), ("执行时间:2027年3月1日起", 2026), ("2026年9月", 2026), ("总课表", None)],
)
def test_a_full_date_tells_the_school_year(text: str, year: int | None) -> None:
    assert school_year_of_a_date(text) == year


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9.8 13:50—15:25", PlanTime(_day(9, 8), None, AFTERNOON)),
        ("9月15日(星期二)13:50-15:25", PlanTime(_day(9, 15), None, AFTERNOON)),
        ("9月15日 星期二 下午 13:50-15:25", PlanTime(_day(9, 15), None, AFTERNOON)),
        ("2026-09-08 13:50~15:25", PlanTime(_day(9, 8), None, AFTERNOON)),
        ("周二下午第5-6节", PlanTime(None, 2, None, (5, 6), half="下午")),
        ("周二2-3节", PlanTime(None, 2, None, (2, 3))),
        ("星期二2、4节", PlanTime(None, 2, None, (2, 4))),
        ("周二第1、2、5节", PlanTime(None, 2, None, (1, 2, 5))),
        ("每周二 13:50-15:25", PlanTime(None, 2, AFTERNOON, every=True)),
        ("周二14点-15点30", PlanTime(None, 2, ClockSpan(14 * 60, 15 * 60 + 30))),
        ("9.8 下午2点半至4点", PlanTime(_day(9, 8), None, ClockSpan(14 * 60 + 30, 16 * 60))),
        ("周二14:00至15:30", PlanTime(None, 2, ClockSpan(14 * 60, 15 * 60 + 30))),
        ("周二下午2:00-3:30", PlanTime(None, 2, ClockSpan(14 * 60, 15 * 60 + 30))),
        ("10.13 第五、六节", PlanTime(_day(10, 13), None, None, (5, 6))),
        ("星期三第5节", PlanTime(None, 3, None, (5,))),
        ("9.8", PlanTime(_day(9, 8))),
    ],
)
def test_times_of_plans(text: str, time: PlanTime) -> None:
    assert plan_time(text, YEAR) == time


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("下学期", "plan_time_unreadable"),
        ("周二会议室", "plan_time_unreadable"),
        ("9.31 13:50-15:25", "plan_time_unreadable"),
        ("9月15日(星期三)13:50-15:25", "date_weekday_differs"),
        ("9.8 15:25-13:50", "time_unreadable"),
        ("周二三节", "plan_time_unreadable"),
    ],
)
def test_what_is_no_time_of_a_plan(text: str, code: str) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        plan_time(text, YEAR)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("周二2节", ("周二第2节",)),
        ("周二 下午6", ("周二下午第6节",)),
        ("周三2-3", ("周三第2-3节", "2月3日")),
        ("周三2月3日", ()),
    ],
)
def test_a_bare_number_beside_a_weekday_is_asked_about(text: str, choices: tuple[str, ...]) -> None:
    try:
        plan_time(text, YEAR)
    except NotUnderstoodError as error:
        found = error.choices
    else:
        found = ()
    assert found == choices
