"""A weekday, a period or a class that cannot be read is never a day, a column or a block less."""

import pytest

from tests.exchange.layouts import lessons, notes, problems, read, sheet
from tests.exchange.workbooks import Rows, changed

DAYS = ("周一", "周二", "周三", "周四", "周五")
TAUGHT = ("语文\n周杰", "数学\n吴倩")


def _cell(place: int) -> str:
    return TAUGHT[place % 2]


_BLOCK: Rows = [
    ["节次", *DAYS],
    *([str(period), *(_cell(period + day) for day in range(5))] for period in (1, 2, 3)),
]
_ACROSS: Rows = [
    ["星期", "1", "2", "3"],
    *([name, *(_cell(period + day) for period in range(3))] for day, name in enumerate(DAYS)),
]
_BELOW, _NEXT = "三(1)班课程表", "三(2)班课程表"
LAYOUTS: dict[str, Rows] = {
    "A": [
        ["星期", "节次", "三(1)班", "三(2)班"],
        *(
            [name if period == 1 else None, str(period), _cell(period), _cell(period + 1)]
            for name in DAYS
            for period in (1, 2, 3)
        ),
    ],
    "B": [
        ["班级", *(part for day in DAYS for part in (day, None, None))],
        [None, *["1", "2", "3"] * 5],
        *(
            row
            for label in ("三(1)班", "三(2)班")
            for row in ([label, *["语文", "数学", "语文"] * 5], [None, *["周杰", "吴倩", "周杰"] * 5])
        ),
    ],
    "C": [[_BELOW], *_BLOCK, [], [_NEXT], *_BLOCK],
    "C beside": [[_BELOW, *[None] * 6, _NEXT], *([*row, None, *row] for row in _BLOCK)],
    "C across": [[_BELOW], *_ACROSS, [], [_NEXT], *_ACROSS],
}


@pytest.mark.parametrize(
    ("layout", "row", "column"),
    [
        *(("A", 1, column) for column in (3, 4)),
        *(("A", row, 1) for row in (2, 14)),
        *(("A", row, 2) for row in (2, 3)),
        *(("B", 1, column) for column in (2, 5, 14)),
        *(("B", 2, column) for column in (2, 3, 16)),
        *(("B", row, 1) for row in (3, 5)),
        *(("C", row, column) for row in (2, 8) for column in (2, 4, 6)),
        *(("C beside", 2, column) for column in (2, 4, 6, 9, 11, 13)),
        *(("C across", row, 1) for row in (3, 5, 7, 11, 13, 15)),
        *(("C across", 2, column) for column in (2, 3, 4)),
    ],
)
def test_lessons_of_a_header_that_cannot_be_read_are_a_problem(layout: str, row: int, column: int) -> None:
    rows = LAYOUTS[layout]
    assert notes(read(sheet(rows))) == []
    assert problems(read(sheet(changed(rows, row, column, "怪字"))))


def test_what_is_said_is_the_header_and_how_many_lessons() -> None:
    (problem,) = read(sheet(changed(LAYOUTS["A"], 1, 3, "怪字"))).problems
    assert (problem.code, problem.source.cell) == ("lessons_not_read", "C1")
    assert dict(problem.facts) == {"text": "怪字", "campus": "", "count": 15}


def test_lessons_that_are_none_of_the_table_may_be_left_out() -> None:
    rows = changed(LAYOUTS["C across"], 5, 1, "备用")
    (question,) = read(sheet(rows)).questions
    answered = read(sheet(rows), corrections=[question.answered("")])
    assert len(lessons(answered)) == 27
    assert notes(answered) == [("row_not_used", "柳河校区", "A5")]


_BARE: Rows = [
    [_BELOW],
    ["节次", "周一", "周二", "周三"],
    ["1", "语文", "数学", "语文"],
    ["2", "数学", "语文", "数学"],
]


@pytest.mark.parametrize("header", ["学科", "课程名称"])
def test_a_list_of_subjects_beside_a_table_is_none_of_its_lessons(header: str) -> None:
    beside = [None, header, "语文", "数学"]
    rows = [[*row, *[None] * (5 - len(row)), text] for row, text in zip(_BARE, beside, strict=True)]
    intake = read(sheet(rows))
    assert len(lessons(intake)) == 6
    assert {code for code, *_ in notes(intake)} == {"row_not_used"}


_ROSTERS: dict[str, Rows] = {
    "one subject each": [["姓名", "任教学科"], ["周杰", "语文"], ["吴倩", "语文"], ["郑爽", "数学"]],
    "two subjects": [
        ["教师姓名", "任教学科1", "任教学科2"],
        ["周杰", "语文", "数学"],
        ["吴倩", "语文", "数学"],
        ["郑爽", "语文", "语文"],
    ],
    "two side by side": [
        ["姓名", "学科", "姓名", "学科"],
        ["周杰", "语文", "王芳", "语文"],
        ["吴倩", "语文", "李明", "语文"],
    ],
    "across": [["姓名", "周杰", "吴倩"], ["任教学科", "语文", "语文"], ["兼教学科", "数学", "数学"]],
    "a line for each subject": [["姓名", "任教学科"], ["周杰", "语文"], ["周杰", "数学"], ["吴倩", "语文"]],
}


def _beside(rows: Rows) -> Rows:
    beside: Rows = [*rows, *[[]] * (len(_BARE) - len(rows))]
    return [[*left, *[None] * (5 - len(left)), *right] for left, right in zip(_BARE, beside, strict=True)]


@pytest.mark.parametrize("layout", ["A", "B"])
def test_a_roster_beside_the_header_of_a_table_is_none_of_its_classes(layout: str) -> None:
    rows = LAYOUTS[layout]
    width = max(map(len, rows))
    roster: Rows = [
        ["序号", "姓名", "任教学科"],
        ["1", "周杰", "语文"],
        ["2", "吴倩", "数学"],
        ["3", "郑爽", "数学"],
    ]
    beside: Rows = [*roster, *[[]] * (len(rows) - len(roster))]
    both = [
        [*left, *[None] * (width + 1 - len(left)), *right] for left, right in zip(rows, beside, strict=True)
    ]
    intake = read(sheet(both))
    assert lessons(intake) == lessons(read(sheet(rows)))
    assert {code for code, *_ in notes(intake)} == {"row_not_used"}


@pytest.mark.parametrize("rows", _ROSTERS.values(), ids=_ROSTERS)
def test_a_roster_beside_a_table_is_none_of_its_lessons(rows: Rows) -> None:
    intake = read(sheet(_beside(rows)))
    assert len(lessons(intake)) == 6
    assert {code for code, *_ in notes(intake)} == {"row_not_used"}


@pytest.mark.parametrize(
    "rows",
    [
        [["教师", "学科"], ["周杰", "语文"], ["周杰", "语文"], ["吴倩", "数学"]],  # as a class's two columns
        [["姓名", "周囗"], ["周杰", "语文"], ["吴倩", "语文"], ["郑爽", "数学"]],
        [["姓名", "任教学科"], [None, "语文"], ["吴倩", "语文"], ["郑爽", "数学"]],
    ],
)
def test_what_is_no_roster_beside_a_table_is_a_problem(rows: Rows) -> None:
    assert problems(read(sheet(_beside(rows)))) == [("lessons_not_read", "柳河校区", "G1")]


@pytest.mark.parametrize(
    ("layout", "cells"),
    [("C across", ("B2", "C2", "D2")), ("B", tuple(f"{column}2" for column in "BCDEFGHIJKLMNOP"))],
)
def test_periods_that_cannot_be_read_at_all_are_named(layout: str, cells: tuple[str, ...]) -> None:
    signs = {"1": "甲", "2": "乙", "3": "丙"}
    rows = [[signs.get(str(one), one) for one in row] for row in LAYOUTS[layout][:5]]
    (problem,) = read(sheet(rows, name="柳河校区总课表")).problems
    assert (problem.code, problem.source.cell) == ("periods_not_read", cells[0])
    assert (dict(problem.facts)["labels"], dict(problem.facts)["cells"]) == ("甲、乙、丙", cells)


def test_a_plan_of_clubs_by_weekdays_is_no_timetable() -> None:
    rows: Rows = [["社团", *DAYS], *([name, *(_cell(day) for day in range(5))] for name in "甲乙丙")]
    assert read(sheet(rows, name="社团安排")).problems == ()
