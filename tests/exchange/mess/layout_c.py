"""One block per class: columns = weekdays, rows = periods, a title with class and head teacher."""

from itertools import pairwise
from random import Random

from calendars.bells import Period
from service.domain.classes import ClassName
from tests.exchange.mess.layout_a import DAYS, is_double, rows_of_day
from tests.exchange.mess.pages import Page
from tests.exchange.mess.spelling import Speller
from tests.exchange.mess.weeks import Week, is_taught


class BlockC:
    """One class on a page: `write` says the row and the column behind it."""

    def __init__(self, page: Page, speller: Speller, week: Week, one: ClassName, rng: Random) -> None:
        self.page, self.speller, self.mess = page, speller, speller.mess
        self.week, self.one, self._rng = week, one, rng
        self._width = 2 if self.mess.two_columns else 1

    def write(self, row: int, column: int, title: bool = True) -> tuple[int, int]:
        timed = self.mess.times in ("one", "two")
        first = column + 1 + timed
        end = first + len(DAYS) * self._width
        if title:
            row = self._title(row, column, end - 1)
        self.page.put(row, column, self._rng.choice(("节次", "节次＼星期", "星期/节次", "时段")))
        if timed:
            self.page.put(row, column + 1, "时间")
        for day in DAYS:
            at = first + (day - 1) * self._width
            self.page.put(row, at, self.speller.weekday(day))
            if self._width == 2:
                self.page.merge(row, at, row, at + 1)
                self.page.put(row + 1, at, "课程")
                self.page.put(row + 1, at + 1, "教师")
        row += self._width
        top = row
        for period in rows_of_day(self.week, self.mess.breaks, self.mess.extra_rows):
            self._row(row, column, first, period, timed)
            row += 1
        if self.mess.merged_doubles and self._width == 1:
            self._merge_doubles(top, first)
        return row, end

    def _title(self, row: int, column: int, last: int) -> int:
        label = self.speller.label(self.one, self.week.grades[self.one.grade] == 1).strip()
        head = self.week.name(self.one.head_teacher_id)
        if not self.mess.heads:
            self.page.put(row, column, f"{label}课程表")
        elif self.mess.titles:
            self.page.put(row, column, f"班级：{label}  班主任 {head}")
        elif self.mess.footnote:
            self.page.put(row, column, f"{label}课程表")
            self.page.put(row, last, f"班主任：{head}")
            return row + 1
        else:
            self.page.put(row, column, f"{label}课程表    班主任：{head}")
        self.page.merge(row, column, row, last)
        return row + 1

    def _row(self, row: int, column: int, first: int, period: Period | str, timed: bool) -> None:
        label = self.speller.period(period) if isinstance(period, Period) else period
        if isinstance(period, Period) and (times := self.speller.times(period)):
            if timed:
                self.page.put(row, column + 1, "-".join(times))
            else:
                label = f"{label}({times[0]})"
        self.page.put(row, column, label)
        if isinstance(period, str) or not is_taught(period):
            self.page.put(row, first, period if isinstance(period, str) else period.label)
            self.page.merge(row, first, row, first + len(DAYS) * self._width - 1)
            return
        for day in DAYS:
            at = first + (day - 1) * self._width
            lessons = self.week.at(self.one, day, period)
            if self._width == 1:
                self.page.put(row, at, self.speller.cell(self.week, lessons))
            else:
                subject, teacher = self.speller.two_cells(self.week, lessons)
                self.page.put(row, at, subject)
                self.page.put(row, at + 1, teacher)

    def _merge_doubles(self, top: int, first: int) -> None:
        rows = rows_of_day(self.week, self.mess.breaks, self.mess.extra_rows)
        for day in DAYS:
            for row, (period, after) in enumerate(pairwise(rows), top):
                if is_double(self.week, self.one, day, period, after):
                    self.page.merge(row, first + day - 1, row + 1, first + day - 1)
