from datetime import date

import pytest

from calendars.closures import DayStatus
from calendars.notices import NOTICES
from calendars.spans import DateSpan


def days_of(year: int, status: DayStatus) -> list[date]:
    whole = DateSpan.of(date(year, 1, 1), date(year, 12, 31))
    return [day for day in whole.days() if NOTICES.status(day) is status]


@pytest.mark.parametrize(("year", "off_weekdays", "makeup"), [(2024, 19, 8), (2025, 18, 5), (2026, 19, 6)])
def test_counts_of_each_notice(year: int, off_weekdays: int, makeup: int) -> None:
    off = [day for day in days_of(year, DayStatus.OFF) if day.isoweekday() <= 5]
    assert (len(off), len(days_of(year, DayStatus.MAKE_UP))) == (off_weekdays, makeup)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_make_up_days_are_on_weekends(year: int) -> None:
    assert {day.isoweekday() for day in days_of(year, DayStatus.MAKE_UP)} <= {6, 7}


def test_the_days_of_2026() -> None:
    off = [f"{day:%m%d}" for day in days_of(2026, DayStatus.OFF) if day.isoweekday() <= 5]
    assert " ".join(off) == (
        "0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005 1006 1007"
    )
    makeup = [f"{day:%m%d}" for day in days_of(2026, DayStatus.MAKE_UP)]
    assert " ".join(makeup) == "0104 0214 0228 0509 0920 1010"


def test_weekends_inside_a_holiday_are_days_off_and_others_are_not() -> None:
    days = (date(2026, 10, 3), date(2026, 10, 11))
    assert [NOTICES.status(day) for day in days] == [DayStatus.OFF, DayStatus.ORDINARY]


def test_days_off_have_names() -> None:
    assert NOTICES.name(date(2025, 10, 6)) == "国庆节、中秋节"
    assert NOTICES.name(date(2026, 9, 20)) is None


def test_each_year_says_where_it_is_from() -> None:
    assert [year.source for year in NOTICES.years] == [
        "国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号，2023-10-25）",
        "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）",
        "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号，2025-11-04）",
    ]
