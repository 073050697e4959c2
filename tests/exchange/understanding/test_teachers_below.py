"""Lessons of two rows without merged periods: the teachers stand in a row that has no period."""

import pytest

from service.exchange.understanding.intake import Intake
from tests.exchange.layouts import lessons, notes, problems, read, sheet
from tests.exchange.workbooks import SHEETS, Rows, grids

HEADER: Rows = [["柳河校区总课表"], ["星期", "节次", "三(1)班", "三(2)班"]]
TWO_ROWS: Rows = [
    ["周一", "1", "语文", "数学"],
    [None, None, "周 杰", "吴倩"],
    [None, "2", "数学", "班会"],
    [None, None, "吴倩", None],
    [None, None, "大课间"],
    ["周二", "1", "语文", "/"],
    [None, None, "周杰", "/"],
]
READ = [
    ("301", 1, 1, "语文", "周杰"),
    ("302", 1, 1, "数学", "吴倩"),
    ("301", 1, 2, "数学", "吴倩"),
    ("302", 1, 2, "班会", ""),
    ("301", 2, 1, "语文", "周杰"),
]


def test_a_row_of_names_without_a_period_holds_the_teachers_of_the_lessons_above() -> None:
    intake = read(sheet([*HEADER, *TWO_ROWS]))
    assert [one[:5] for one in lessons(intake)] == READ
    assert [(one[2], one[5]) for one in lessons(intake)][:3] == [(1, "C3"), (1, "D3"), (2, "C5")]
    (note,) = (one for one in intake.notes if one.code == "teachers_below")
    assert (str(note.source), dict(note.facts)["count"]) == ("资料.xlsx!柳河校区!B4", 3)


@pytest.mark.parametrize(
    "rows",
    [
        [  # the weekday in every row
            ["星期", "节次", "三(1)班"],
            ["周一", "1", "语文"],
            ["周一", None, "周杰"],
            ["周一", "2", "数学"],
            ["周一", None, "吴倩"],
        ],
        [  # halves and times
            ["星期", "时段", "节次", "时间", "三(1)班"],
            ["周一", "上午", "1", "8:30-9:10", "语文"],
            [None, None, None, None, "周杰"],
            [None, None, "2", "9:25-10:05", "数学"],
            [None, None, None, None, "吴倩"],
        ],
        [  # no periods, but times
            ["星期", "时间", "三(1)班"],
            ["周一", "8:30-9:10", "语文"],
            [None, None, "周杰"],
            [None, "9:25-10:05", "数学"],
            [None, None, "吴倩"],
        ],
    ],
)
def test_margins_do_not_matter(rows: Rows) -> None:
    found = [one[:5] for one in lessons(read(sheet(rows)))]
    assert found == [("301", 1, 1, "语文", "周杰"), ("301", 1, 2, "数学", "吴倩")]


def test_days_of_one_class_beside_each_other_are_read_so_too() -> None:
    rows: Rows = [
        ["三(1)班"],
        ["节次", "周一", "周二", "周三"],
        ["1", "语文", "数学", "/"],
        [None, "周杰", "吴倩", None],
        ["2", "班会", "数学", "/"],
        [None, None, "吴倩", None],
    ]
    assert [one[1:5] for one in lessons(read(sheet(rows)))] == [
        (1, 1, "语文", "周杰"),
        (2, 1, "数学", "吴倩"),
        (1, 2, "班会", "周杰"),
        (2, 2, "数学", "吴倩"),
    ]


def test_names_that_no_roster_has_are_told_by_how_they_look() -> None:
    intake = read(sheet([*HEADER, ["周一", "1", "语文", "数学"], [None, None, "木合", "王小明(代)"]]))
    assert [one[:5] for one in lessons(intake)] == [
        ("301", 1, 1, "语文", "木合"),
        ("302", 1, 1, "数学", "王小明"),
    ]
    assert ("teachers_below", "柳河校区", "B4") in notes(intake)


@pytest.mark.parametrize(
    ("second", "text", "choices"),
    [
        # a period that was forgotten
        ([None, None, "数学\n吴倩", "语文\n周杰"], "数学吴倩、语文周杰", ("不读",)),
        ([None, None, "数学", "语文"], "数学、语文", ("不读",)),
        ([None, None, "自主阅读", "自主阅读"], "自主阅读", ("教室", "教师", "不读")),
        ([None, None, "周杰", "301室"], "周杰、301室", ("教师", "教室", "不读")),
        (["周二", None, "周杰", "吴倩"], "周杰、吴倩", ("不读",)),  # of another day
    ],
)
def test_rows_without_a_period_that_may_be_anything_are_one_problem_of_the_sheet(
    second: list[object], text: str, choices: tuple[str, ...]
) -> None:
    rows: Rows = [*HEADER, ["周一", "1", "语文", "数学"], second, ["周三", "1", "语文", "数学"], second]
    intake = read(sheet(rows))
    assert problems(intake) == [("rows_without_period", "柳河校区", "B4")]
    assert dict(intake.problems[0].facts) == {"text": text, "count": 2, "candidates": choices}


def test_names_below_lessons_that_name_their_teachers_may_be_anything() -> None:
    rows: Rows = [*HEADER, ["周一", "1", "语文\n周杰", "数学\n吴倩"], [None, None, "吴倩", "周杰"]]
    assert problems(read(sheet(rows))) == [("rows_without_period", "柳河校区", "B4")]


def test_a_name_below_no_lesson_is_asked_about_where_it_stands() -> None:
    rows: Rows = [*HEADER, ["周一", "1", "语文", "/"], [None, None, "周杰", "吴倩"]]
    assert problems(read(sheet(rows))) == [("cell_unreadable", "柳河校区", "D3")]


@pytest.mark.parametrize(
    ("second", "answer", "teachers"),
    [
        (("周杰", "301室"), "教师", ["周杰", ""]),
        (("操场", "301室"), "教室", ["", ""]),
        (("周杰", "301室"), "不读", ["", ""]),
    ],
)
def test_an_answer_says_what_the_rows_are(second: tuple[str, str], answer: str, teachers: list[str]) -> None:
    table = sheet([*HEADER, ["周一", "1", "语文", "数学"], [None, None, *second]])
    (question,) = read(table).questions
    answered = read(table, corrections=[question.answered(answer)])
    assert [(one[3], one[4]) for one in lessons(answered)] == [
        ("语文", teachers[0]),
        ("数学", teachers[1]),
    ]


def test_of_a_single_row_an_answer_may_be_its_period() -> None:
    rows: Rows = [*HEADER, ["周一", "1", "语文", "数学"], [None, None, "数学\n吴倩", "语文\n周杰"]]
    (question,) = read(sheet(rows)).questions
    answered = read(sheet(rows), corrections=[question.answered("第2节")])
    assert [one[:5] for one in lessons(answered)] == [
        ("301", 1, 1, "语文", ""),
        ("302", 1, 1, "数学", ""),
        ("301", 1, 2, "数学", "吴倩"),
        ("302", 1, 2, "语文", "周杰"),
    ]


def _rooms(intake: Intake) -> list[tuple[str, str]]:
    district = intake.district
    assert district is not None, intake.problems
    names = {place.id: place.name for place in district.places}
    lessons = [one for base in district.home_timetables for one in base.lessons]
    return [(one.subject, names[one.place_id] if one.place_id else "") for one in lessons]


_THREE_LINES: Rows = [
    ["周一", "1", "语文", "数学"],
    [None, None, "周杰", "吴倩"],
    [None, None, "网络功能室", "机房"],
    [None, "2", "数学", "语文"],
    [None, None, "吴倩", "周杰"],
    [None, None, None, "网络功能室"],
]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([*HEADER, *_THREE_LINES], []),
        ([*HEADER, *_THREE_LINES], [(3, 2, 5, 2), (6, 2, 8, 2)]),
    ],
    ids=["bare", "merged"],
)
def test_a_third_line_holds_the_rooms(rows: Rows, merged: list[tuple[int, int, int, int]]) -> None:
    intake = read(*grids({"网络功能室": SHEETS["网络功能室"]}), sheet(rows, merged))
    assert _rooms(intake) == [("语文", "网络功能室"), ("数学", ""), ("数学", ""), ("语文", "网络功能室")]
    assert [one[4] for one in lessons(intake)] == ["周杰", "吴倩", "吴倩", "周杰"]
    (note,) = (one for one in intake.notes if one.code == "lesson_place_not_used")
    assert dict(note.facts)["names"] == ("机房",)
