"""The holiday notices of the State Council's General Office, as shipped: 2024, 2025 and 2026.

Off days include the weekends inside a holiday; make-up days 调休上班 are workdays, of which no notice
says whose lessons run. Later years are imported (`closures.holiday_year_from_holiday_cn`).
"""

from collections.abc import Iterator
from datetime import date

from calendars.closures import Holidays, HolidayYear, NoticeDay
from calendars.spans import DateSpan

# (name, first day off, last day off, make-up days), as (month, day).
_Run = tuple[str, tuple[int, int], tuple[int, int], tuple[tuple[int, int], ...]]

_2024: tuple[_Run, ...] = (
    ("元旦", (1, 1), (1, 1), ()),
    ("春节", (2, 10), (2, 17), ((2, 4), (2, 18))),
    ("清明节", (4, 4), (4, 6), ((4, 7),)),
    ("劳动节", (5, 1), (5, 5), ((4, 28), (5, 11))),
    ("端午节", (6, 10), (6, 10), ()),
    ("中秋节", (9, 15), (9, 17), ((9, 14),)),
    ("国庆节", (10, 1), (10, 7), ((9, 29), (10, 12))),
)
_2025: tuple[_Run, ...] = (
    ("元旦", (1, 1), (1, 1), ()),
    ("春节", (1, 28), (2, 4), ((1, 26), (2, 8))),
    ("清明节", (4, 4), (4, 6), ()),
    ("劳动节", (5, 1), (5, 5), ((4, 27),)),
    ("端午节", (5, 31), (6, 2), ()),
    ("国庆节、中秋节", (10, 1), (10, 8), ((9, 28), (10, 11))),
)
_2026: tuple[_Run, ...] = (
    ("元旦", (1, 1), (1, 3), ((1, 4),)),
    ("春节", (2, 15), (2, 23), ((2, 14), (2, 28))),
    ("清明节", (4, 4), (4, 6), ()),
    ("劳动节", (5, 1), (5, 5), ((5, 9),)),
    ("端午节", (6, 19), (6, 21), ()),
    ("中秋节", (9, 25), (9, 27), ()),
    ("国庆节", (10, 1), (10, 7), ((9, 20), (10, 10))),
)


def _days(year: int, runs: tuple[_Run, ...]) -> Iterator[NoticeDay]:
    for name, first, last, makeup in runs:
        for day in DateSpan.of(date(year, *first), date(year, *last)).days():
            yield NoticeDay(day, name, off=True)
        for month_and_day in makeup:
            yield NoticeDay(date(year, *month_and_day), name, off=False)


def _year(year: int, runs: tuple[_Run, ...], number: str, issued: date) -> HolidayYear:
    title = f"国务院办公厅关于{year}年部分节假日安排的通知"
    return HolidayYear.of(year, _days(year, runs), f"{title}（{number}，{issued}）")


NOTICES = Holidays(
    (
        _year(2024, _2024, "国办发明电〔2023〕7号", date(2023, 10, 25)),
        _year(2025, _2025, "国办发明电〔2024〕12号", date(2024, 11, 12)),
        _year(2026, _2026, "国办发明电〔2025〕7号", date(2025, 11, 4)),
    )
)
