"""One block per class the other way round: rows = weekdays, columns = periods."""

from itertools import pairwise
from random import Random

from calendars.bells import Period
from service.domain.classes import ClassName
from tests.exchange.mess.layout_a import DAYS, is_double, rows_of_day
from tests.exchange.mess.pages import Page
from tests.exchange.mess.spelling import Speller
from tests.exchange.mess.weeks import Week, is_taught


class BlockCAcross:
    """One class on a page: `write` says the row and the column behind it. Times stand in the labels."""

    def __init__(self, page: Page, speller: Speller, week: Week, one: ClassName, rng: Random) -> None:
        self.page, self.speller, self.mess = page, speller, speller.mess
        self.week, self.one, self._rng = week, one, rng
        self._height = 2 if self.mess.two_columns else 1

    def write(self, row: int, column: int, title: bool = True) -> tuple[int, int]:
        periods = rows_of_day(self.week, self.mess.breaks, self.mess.extra_rows)
        end = column + 1 + len(periods)
        if title:
            self._title(row, column, end - 1)
            row += 1
        self.page.put(row, column, self._rng.choice(("星期", "星期＼节次", "节次/星期", "")))
        for at, period in enumerate(periods, column + 1):
            self.page.put(row, at, self._label(period))
        for day in DAYS:
            first = row + 1 + (day - 1) * self._height
            self.page.put(first, column, self.speller.weekday(day))
            if self._height == 2:
                self.page.merge(first, column, first + 1, column)
            self._day(first, column, day, periods)
        return row + 1 + len(DAYS) * self._height, end

    def _title(self, row: int, column: int, last: int) -> None:
        label = self.speller.label(self.one, self.week.grades[self.one.grade] == 1).strip()
        head = f"    班主任：{self.week.name(self.one.head_teacher_id)}" if self.mess.heads else ""
        self.page.put(row, column, f"{label}课程表{head}")
        self.page.merge(row, column, row, last)

    def _label(self, period: Period | str) -> str:
        if isinstance(period, str):
            return period
        times = self.speller.times(period)
        return f"{self.speller.period(period)}({'-'.join(times)})" if times else self.speller.period(period)

    def _day(self, row: int, column: int, day: int, periods: list[Period | str]) -> None:
        for at, period in enumerate(periods, column + 1):
            if isinstance(period, str) or not is_taught(period):
                continue
            lessons = self.week.at(self.one, day, period)
            if self._height == 1:
                self.page.put(row, at, self.speller.cell(self.week, lessons))
            else:
                subject, teacher = self.speller.two_cells(self.week, lessons)
                self.page.put(row, at, subject)
                self.page.put(row + 1, at, teacher)
        if self.mess.merged_doubles and self._height == 1:
            for at, (period, after) in enumerate(pairwise(periods), column + 1):
                if is_double(self.week, self.one, day, period, after):
                    self.page.merge(row, at, row, at + 1)
