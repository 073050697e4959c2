"""The one weekday that a table without a column or row of them is of."""

import re
from collections.abc import Collection, Iterator, Sequence

from service.exchange.notation.weekdays import day_titled
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.class_titles import holds_lessons
from service.exchange.recognition.layouts.home_tables import TableCell, Written
from service.exchange.recognition.layouts.table_margins import rows_within, title_of

_NO_LESSONS = re.compile(r"社团|延时|课后|兴趣|考试|测试|监考|值[日周班勤]|辅导|托管|走班")
_EXAMS = re.compile(r"考试|测试|监考|考务")
_TITLES = 4  # rows over a header


def day_of_table(
    sheet: Sheet, first_row: int, last_row: int, corner: Collection[int], cells: Sequence[TableCell]
) -> Written | None:
    """By its corner (those columns of the header's rows), its title or its sheet's name.

    None where the title and the name of the sheet say two, and for 周五社团安排: no list of clubs, exams or
    duties is a day of the timetable.
    """
    titles = (sheet.name, title_of(sheet, first_row))
    if any(map(_NO_LESSONS.search, titles)) or not holds_lessons(cells):
        return None
    said = next(filter(None, map(_day_of, _titles(sheet, first_row, last_row, corner))), None)
    named = _day_of(Written(sheet.name, 0, 0))
    days = [day for day in (said, named) if day is not None]
    return days[0] if len({day.text for day in days}) == 1 else None


def is_of_exams(sheet: Sheet, first_row: int) -> bool:
    """考试安排 has weekdays, times and subjects below grades, as a timetable without 节次 has."""
    return any(map(_EXAMS.search, (sheet.name, title_of(sheet, first_row))))


def _titles(sheet: Sheet, first_row: int, last_row: int, corner: Collection[int]) -> Iterator[Written]:
    """What stands in the corner and over a header, the nearest first."""
    for row in reversed(rows_within(sheet, first_row - _TITLES, last_row)):
        for column in sheet.columns_of(row):
            if row < first_row or column in corner:
                yield Written(sheet.text(row, column), row, column)


def _day_of(title: Written) -> Written | None:
    day = day_titled(title.text)
    return title._replace(text=day) if day else None
