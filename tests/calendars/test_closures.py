from datetime import date

import pytest

from calendars.closures import (
    Closure,
    DayStatus,
    Holidays,
    HolidayYear,
    NoticeDay,
    holiday_year_from_holiday_cn,
)
from calendars.errors import CalendarError, NotAnnouncedError
from calendars.notices import NOTICES
from calendars.spans import DateSpan

# The shape, and a part of the days, of holiday-cn's 2019.json: its notice set three days of 2018.
DOCUMENT = {
    "year": 2019,
    "papers": ["http://www.gov.cn/zhengce/content/2018-12/06/content_5346276.htm"],
    "days": [
        {"name": "元旦", "date": "2018-12-29", "isOffDay": False},
        {"name": "元旦", "date": "2018-12-31", "isOffDay": True},
        {"name": "元旦", "date": "2019-01-01", "isOffDay": True},
        {"name": "春节", "date": "2019-02-02", "isOffDay": False},
    ],
}


def test_holiday_cn_is_read_and_days_of_other_years_are_kept_apart() -> None:
    year = holiday_year_from_holiday_cn(DOCUMENT, 2019, "notice")
    assert year == HolidayYear(
        2019,
        off=((date(2019, 1, 1), "元旦"),),
        makeup=frozenset({date(2019, 2, 2)}),
        source="http://www.gov.cn/zhengce/content/2018-12/06/content_5346276.htm",
        outside=(
            NoticeDay(date(2018, 12, 29), "元旦", off=False),
            NoticeDay(date(2018, 12, 31), "元旦", off=True),
        ),
    )


def test_days_that_a_notice_sets_in_another_year_count_there() -> None:
    holidays = NOTICES.with_year(holiday_year_from_holiday_cn(DOCUMENT, 2019, "notice"))
    days = [date(2018, 12, 29), date(2018, 12, 31), date(2018, 12, 28), date(2019, 1, 2)]
    assert [holidays.status(day) for day in days] == [
        DayStatus.MAKE_UP,
        DayStatus.OFF,
        DayStatus.UNKNOWN,
        DayStatus.ORDINARY,
    ]
    assert [holidays.name(day) for day in days] == [None, "元旦", None, None]
    assert not holidays.knows(2018)


def test_holiday_cn_before_the_notice_is_not_announced() -> None:
    with pytest.raises(NotAnnouncedError, match="2027 are not announced yet"):
        holiday_year_from_holiday_cn({"year": 2027, "papers": [], "days": []}, 2027, "notice")


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"year": 2019},
        {"year": 2020, "days": DOCUMENT["days"]},
        {"year": 2019, "days": [{"name": "元旦", "date": "2019-1-1", "isOffDay": True}]},
        {"year": 2019, "days": [{"name": "元旦", "date": "2019-01-01", "isOffDay": "no"}]},
        {
            "year": 2019,
            "days": [{"name": "元旦", "date": "2019-01-01", "isOffDay": off} for off in (True, False)],
        },
        {"year": 2019, "days": 3},
    ],
)
def test_anything_else_is_no_holiday_cn(document: dict[str, object]) -> None:
    with pytest.raises(CalendarError):
        holiday_year_from_holiday_cn(document, 2019, "notice")


def test_a_year_without_a_notice_is_unknown_and_never_estimated() -> None:
    assert NOTICES.status(date(2027, 1, 1)) is DayStatus.UNKNOWN
    assert NOTICES.name(date(2027, 1, 1)) is None
    assert (NOTICES.knows(2026), NOTICES.knows(2027)) == (True, False)


def test_an_imported_year_takes_the_place_of_the_known_one() -> None:
    corrected = HolidayYear.of(2026, [NoticeDay(date(2026, 9, 3), "纪念日", off=True)], "订正")
    holidays = NOTICES.with_year(corrected)
    assert [year.year for year in holidays.years] == [2024, 2025, 2026]
    assert holidays.status(date(2026, 9, 3)) is DayStatus.OFF
    assert holidays.status(date(2026, 10, 1)) is DayStatus.ORDINARY


def test_a_year_has_only_its_own_days() -> None:
    with pytest.raises(CalendarError):
        HolidayYear(2026, ((date(2025, 12, 31), "元旦"),), frozenset(), "")


def test_two_notices_of_one_year_are_refused() -> None:
    with pytest.raises(CalendarError):
        Holidays((NOTICES.years[0], NOTICES.years[0]))


def test_a_closure_concerns_its_grades_on_its_days() -> None:
    exam = Closure(DateSpan.of(date(2026, 11, 5), date(2026, 11, 6)), "期中考试", frozenset({6}))
    asked = [
        (date(2026, 11, 5), 6),
        (date(2026, 11, 7), 6),
        (date(2026, 11, 5), 5),
        (date(2026, 11, 5), None),
    ]
    assert [exam.concerns(day, grade) for day, grade in asked] == [True, False, False, False]
