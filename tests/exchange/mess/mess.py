"""Which mess a table gets: every choice has a name, so that a failure says what was read wrongly."""

from dataclasses import dataclass
from random import Random
from typing import Literal

Layout = Literal["a", "a_two_rows", "b", "c"]
Parts = Literal["one", "below", "beside", "sheets"]
Labels = Literal["wide", "plain", "figures", "wide_figures", "year", "short", "digit", "one_class"]
Weekdays = Literal["星期", "周", "column", "礼拜", "bare"]
Periods = Literal["number", "wide", "第3节", "第三节", "half"]
Cells = Literal[
    "lines", "brackets", "wide_brackets", "blank", "colon", "dash", "bracketed_line", "teacher_first", "slash"
]
Alternating = Literal["both", "each", "before", "each_with_teacher", "lines"]
Times = Literal["none", "one", "two", "in_label"]


@dataclass(frozen=True, slots=True)
class Mess:
    """How one campus writes its table. Parts: all classes in one table, or two (of layout C three, too)
    below or beside each other, or on sheets of their own."""

    layout: Layout
    parts: Parts
    labels: Labels
    weekdays: Weekdays
    periods: Periods
    cells: Cells
    alternating: Alternating
    times: Times
    nothing: str  # how an empty slot is written
    weekday_in_period: bool  # 周一第1节, no column for weekdays
    weekdays_merged: bool
    two_header_rows: bool  # 三年级 over (1)班, or a column for the grade
    heads: bool  # a row, column or title names the head teachers
    homeroom_bare: bool  # 班会 without a name
    aliases: bool
    spaced: bool  # 体 育, 陈　琳, trailing blanks
    marks: bool  # 语文*
    levels: bool  # 语文1
    rooms: bool  # 体育 张三 操场
    merged_doubles: bool
    merged_classes: bool
    extra_rows: bool  # 升旗, 眼保健操
    breaks: bool  # rows for 大课间 and 午休
    titles: bool
    footnote: bool
    remarks: bool  # a column for remarks
    hidden: bool  # a hidden column
    rows_of_class: int  # layout B: 1, 2 or 3
    kinds: bool  # layout B: a column that says what a row is
    two_columns: bool  # layout C: subject and teacher of a day in columns of their own
    awaited: bool  # one teacher is 新教师1
    turned: bool  # layout C: weekdays in rows, periods in columns


def random_mess(rng: Random) -> Mess:
    layout: Layout = rng.choice(("a", "a", "a_two_rows", "b", "b", "c", "c"))

    def often() -> bool:
        return rng.random() < 0.5

    def seldom() -> bool:
        return rng.random() < 0.25

    return Mess(
        layout=layout,
        parts=rng.choice(("one", "one", "below", "beside", "sheets")),
        labels=rng.choice(
            ("wide", "plain", "figures", "wide_figures", "year", "short", "digit", "one_class")
        ),
        weekdays=rng.choice(("星期", "周", "column", "礼拜", "bare")),
        periods=rng.choice(("number", "wide", "第3节", "第三节", "half")),
        cells=rng.choice(
            (
                *("lines", "lines", "brackets", "wide_brackets", "blank", "colon", "dash"),
                *("bracketed_line", "teacher_first", "slash"),
            )
        ),
        alternating=rng.choice(("both", "each", "before", "each_with_teacher", "lines")),
        times=rng.choice(("none", "one", "two", "in_label")),
        nothing=rng.choice(("", "", "/", " ", "—", "-", "／", "无")),
        weekday_in_period=seldom(),
        weekdays_merged=often(),
        two_header_rows=seldom(),
        heads=often(),
        homeroom_bare=often(),
        aliases=often(),
        spaced=often(),
        marks=seldom(),
        levels=seldom(),
        rooms=seldom(),
        merged_doubles=often(),
        merged_classes=seldom(),
        extra_rows=often(),
        breaks=often(),
        titles=often(),
        footnote=often(),
        remarks=seldom(),
        hidden=seldom(),
        rows_of_class=rng.choice((1, 2, 2, 3)),
        kinds=often(),
        two_columns=seldom(),
        awaited=seldom(),
        turned=often(),
    )
