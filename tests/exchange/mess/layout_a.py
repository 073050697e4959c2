"""Rows = weekday × period, columns = classes."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from calendars.bells import Period
from service.domain.classes import ClassName
from tests.exchange.mess.pages import Page
from tests.exchange.mess.spelling import Speller
from tests.exchange.mess.weeks import Week, is_taught

DAYS = range(1, 6)


class TableA:
    """One table on a page: `write` says the row and the column behind it."""

    def __init__(self, page: Page, speller: Speller, week: Week, rng: Random) -> None:
        self.page, self.speller, self.mess = page, speller, speller.mess
        self.week, self._rng = week, rng
        self._firsts: dict[int, int] = {}  # the first row of each day

    def write(self, row: int, column: int) -> tuple[int, int]:
        left = self._left()
        first_class = column + len(left)
        row = self._header(row, column, left, first_class)
        last_column = first_class + len(self.week.classes) - 1 + self.mess.remarks
        for day in DAYS:
            first = row
            for period in rows_of_day(self.week, self.mess.breaks, self.mess.extra_rows):
                row = self._row(row, column, left, first_class, day, period)
            if "星期" in left and self.mess.weekdays_merged:
                self.page.merge(first, column + left.index("星期"), row - 1, column + left.index("星期"))
            if self.mess.merged_doubles and self.mess.layout == "a":
                self._merge_doubles(first, first_class, day)
        return row, last_column + 1

    def _left(self) -> list[str]:
        times = {"none": [], "in_label": [], "one": ["时间"], "two": ["上课", "下课"]}[self.mess.times]
        return [*([] if self.mess.weekday_in_period else ["星期"]), "节次", *times]

    def _header(self, row: int, column: int, left: Sequence[str], first_class: int) -> int:
        classes, grades = self.week.classes, self.week.grades
        here = Counter(one.grade for one in classes)
        two = self.mess.two_header_rows
        for place, text in enumerate(left):
            self.page.put(row, column + place, text)
            if two:
                self.page.merge(row, column + place, row + 1, column + place)
        for place, one in enumerate(classes):
            at = first_class + place
            if not two:
                self.page.put(row, at, self.speller.label(one, grades[one.grade] == 1))
                continue
            self.page.put(row + 1, at, self.speller.number_in_grade(one))
            if place == 0 or classes[place - 1].grade != one.grade:
                self.page.put(row, at, self.speller.grade(one))
                self.page.merge(row, at, row, at + here[one.grade] - 1)
        if self.mess.remarks:
            self.page.put(row, first_class + len(classes), "备注")
            self.page.put(row + 3, first_class + len(classes), "单周有国旗下讲话")
        row += 2 if two else 1
        if self.mess.heads:
            self.page.put(row, column, "班主任")
            for place, one in enumerate(classes):
                self.page.put(row, first_class + place, self.week.name(one.head_teacher_id))
            row += 1
        return row

    def _row(
        self, row: int, column: int, left: Sequence[str], first_class: int, day: int, period: Period | str
    ) -> int:
        """The row, two for a lesson whose teachers stand below; the next free row."""
        label = self.speller.period(period) if isinstance(period, Period) else period
        times = self.speller.times(period) if isinstance(period, Period) else ()
        if self.mess.times == "in_label" and times:
            label = f"{label}\n{times[0]}"
        if self.mess.weekday_in_period:
            label = f"周{'一二三四五'[day - 1]}{label}"
        at = left.index("节次") + column
        self.page.put(row, at, label)
        for place, text in enumerate(times if self.mess.times in ("one", "two") else (), at + 1):
            self.page.put(row, place, text)
        if "星期" in left and (row == self._first_of(row, day) or not self.mess.weekdays_merged):
            self.page.put(row, column + left.index("星期"), self.speller.weekday(day))
        if isinstance(period, str) or not is_taught(period):
            self._break(row, first_class, label if isinstance(period, str) else period.label)
            return row + 1
        return self._lessons(row, at, first_class, day, period)

    def _first_of(self, row: int, day: int) -> int:
        return self._firsts.setdefault(day, row)

    def _lessons(self, row: int, at: int, first_class: int, day: int, period: Period) -> int:
        two = self.mess.layout == "a_two_rows"
        for place, one in enumerate(self.week.classes):
            lessons = self.week.at(one, day, period)
            if two:
                subject, teacher = self.speller.two_cells(self.week, lessons)
                self.page.put(row, first_class + place, subject)
                self.page.put(row + 1, first_class + place, teacher)
            else:
                self.page.put(row, first_class + place, self.speller.cell(self.week, lessons))
        if two:
            self.page.merge(row, at, row + 1, at)
        elif self.mess.merged_classes:
            self._merge_classes(row, first_class, day, period)
        return row + (2 if two else 1)

    def _break(self, row: int, first_class: int, text: str) -> None:
        if self._rng.random() < 0.7:
            self.page.put(row, first_class, text)
            self.page.merge(row, first_class, row, first_class + len(self.week.classes) - 1)

    def _merge_classes(self, row: int, first_class: int, day: int, period: Period) -> None:
        """Classes that have the same from the first on sit in one cell."""
        classes = self.week.classes
        same = 1
        while same < len(classes) and said(self.week, classes[same], day, period) == said(
            self.week, classes[0], day, period
        ):
            same += 1
        self.page.merge(row, first_class, row, first_class + same - 1)

    def _merge_doubles(self, first: int, first_class: int, day: int) -> None:
        rows = rows_of_day(self.week, self.mess.breaks, self.mess.extra_rows)
        for place, one in enumerate(self.week.classes):
            for row, (period, after) in enumerate(pairwise(rows), first):
                if is_double(self.week, one, day, period, after):
                    self.page.merge(row, first_class + place, row + 1, first_class + place)


def rows_of_day(week: Week, breaks: bool, extra: bool) -> list[Period | str]:
    """The periods of a day, those of breaks if they are written, and rows that no bells have."""
    rows: list[Period | str] = [one for one in week.periods if breaks or is_taught(one)]
    return ["升旗、晨会", *rows[:3], "眼保健操", *rows[3:]] if extra else rows


def said(week: Week, one: ClassName, day: int, period: Period) -> list[tuple[str, str, str]]:
    return [(x.subject, week.name(x.teacher_id), str(x.weeks)) for x in week.at(one, day, period)]


def is_double(week: Week, one: ClassName, day: int, period: Period | str, after: Period | str) -> bool:
    """Whether both periods are the same lesson; the first of such a pair, no longer run."""
    if isinstance(period, str) or isinstance(after, str) or not is_taught(period) or not is_taught(after):
        return False
    same = said(week, one, day, period)
    before = week.periods[week.periods.index(period) - 1]
    return bool(same) and same == said(week, one, day, after) and said(week, one, day, before) != same
