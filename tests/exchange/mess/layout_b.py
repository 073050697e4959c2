"""Columns = weekday × period, rows = one, two or three of each class."""

from itertools import pairwise

from calendars.bells import Period
from service.domain.classes import ClassName
from tests.exchange.mess.layout_a import DAYS, is_double, rows_of_day
from tests.exchange.mess.pages import Page
from tests.exchange.mess.spelling import Speller
from tests.exchange.mess.weeks import Week, is_taught

_KINDS = ("课程", "教师", "教室")


class TableB:
    """One table on a page: `write` says the row and the column behind it."""

    def __init__(self, page: Page, speller: Speller, week: Week) -> None:
        self.page, self.speller, self.mess, self.week = page, speller, speller.mess, week
        self._periods = rows_of_day(week, self.mess.breaks, self.mess.extra_rows)
        self._rows = self.mess.rows_of_class
        self._kinds = self.mess.kinds and self._rows > 1

    def write(self, row: int, column: int) -> tuple[int, int]:
        left = [
            *(["年级"] if self.mess.two_header_rows else []),
            "班级",
            *(["班主任"] if self.mess.heads else []),
            *([""] if self._kinds else []),
        ]
        first_slot = column + len(left)
        timed = self.mess.times in ("one", "two")
        for place, text in enumerate(left):
            self.page.put(row, column + place, text)
            if text:
                self.page.merge(row, column + place, row + 1 + timed, column + place)
        self._slots(row, first_slot, timed)
        row += 2 + timed
        for one in self.week.classes:
            self._class(row, column, left, one)
            for place, (day, period) in enumerate(self._of_week(), first_slot):
                self._cell(row, place, one, day, period)
            if self.mess.merged_doubles:
                self._merge_doubles(row, first_slot, one)
            row += self._rows
        return row, first_slot + len(self._of_week())

    def _of_week(self) -> list[tuple[int, Period | str]]:
        return [(day, period) for day in DAYS for period in self._periods]

    def _slots(self, row: int, first: int, timed: bool) -> None:
        for place, (day, period) in enumerate(self._of_week(), first):
            if (place - first) % len(self._periods) == 0:
                self.page.put(row, place, self.speller.weekday(day))
                if self.mess.weekdays_merged:
                    self.page.merge(row, place, row, place + len(self._periods) - 1)
            label = self.speller.period(period) if isinstance(period, Period) else period
            self.page.put(row + 1, place, label)
            if timed and isinstance(period, Period):
                self.page.put(row + 2, place, "-".join(self.speller.times(period)))

    def _class(self, row: int, column: int, left: list[str], one: ClassName) -> None:
        last = row + self._rows - 1
        if "年级" in left:
            self.page.put(row, column, self.speller.grade(one))
            self.page.put(row, column + 1, self.speller.number_in_grade(one))
        else:
            self.page.put(row, column, self.speller.label(one, self.week.grades[one.grade] == 1))
        if "班主任" in left:
            self.page.put(row, column + left.index("班主任"), self.week.name(one.head_teacher_id))
        for place in range(column, column + len(left) - self._kinds):
            self.page.merge(row, place, last, place)
        if self._kinds:
            for at in range(self._rows):
                self.page.put(row + at, column + len(left) - 1, _KINDS[at])

    def _cell(self, row: int, column: int, one: ClassName, day: int, period: Period | str) -> None:
        if isinstance(period, str) or not is_taught(period):
            return
        lessons = self.week.at(one, day, period)
        if self._rows == 1:
            self.page.put(row, column, self.speller.cell(self.week, lessons))
            return
        subject, teacher = self.speller.two_cells(self.week, lessons)
        self.page.put(row, column, subject)
        self.page.put(row + 1, column, teacher)
        if not teacher.strip() and self.mess.merged_classes:
            self.page.merge(row, column, row + self._rows - 1, column)

    def _merge_doubles(self, row: int, first: int, one: ClassName) -> None:
        week = self._of_week()
        for place, ((day, period), (next_day, after)) in enumerate(pairwise(week), first):
            if day == next_day and is_double(self.week, one, day, period, after):
                merged = {(m.first_row, m.first_column) for m in self.page.merged}
                if (row, place) in merged or (row, place + 1) in merged:
                    continue
                for at in range(min(self._rows, 2)):
                    self.page.merge(row + at, place, row + at, place + 1)
