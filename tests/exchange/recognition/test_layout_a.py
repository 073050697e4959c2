"""Layout A: rows = weekday × period, columns = classes."""

import pytest

from tests.exchange.layouts import heads, lessons, notes, problems, read, sheet
from tests.exchange.workbooks import Rows

PLAIN: Rows = [
    ["柳河校区总课表"],
    ["星期", "节次", "三(1)班", "三(2)班"],
    ["周一", "1", "语文\n周杰", "数学\n吴倩"],
    [None, "2", "数学\n吴倩", "语文\n周杰"],
    ["周二", "1", "语文\n周杰", "/"],
]
READ = [
    ("301", 1, 1, "语文", "周杰"),
    ("302", 1, 1, "数学", "吴倩"),
    ("301", 1, 2, "数学", "吴倩"),
    ("302", 1, 2, "语文", "周杰"),
    ("301", 2, 1, "语文", "周杰"),
]


def test_rows_are_slots_and_columns_are_classes() -> None:
    intake = read(sheet(PLAIN))
    assert lessons(intake) == [
        ("301", 1, 1, "语文", "周杰", "C3"),
        ("302", 1, 1, "数学", "吴倩", "D3"),
        ("301", 1, 2, "数学", "吴倩", "C4"),
        ("302", 1, 2, "语文", "周杰", "D4"),
        ("301", 2, 1, "语文", "周杰", "C5"),
    ]
    assert notes(intake) == []


@pytest.mark.parametrize(
    "rows",
    [
        [  # the weekday in the label of the period
            ["节次", "三(1)班", "三(2)班"],
            ["周一第1节", "语文\n周杰", "数学\n吴倩"],
            ["周一第2节", "数学\n吴倩", "语文\n周杰"],
            ["周二第1节", "语文\n周杰", "/"],
        ],
        [  # the weekday in a row of its own
            ["节次", "三(1)班", "三(2)班"],
            ["星期一"],
            ["1", "语文\n周杰", "数学\n吴倩"],
            ["2", "数学\n吴倩", "语文\n周杰"],
            ["星期二"],
            ["1", "语文\n周杰", "/"],
        ],
        [  # grades over numbers
            ["星期", "节次", "三年级", None],
            [None, None, "(1)班", "２班"],
            ["一", "1", "语文\n周杰", "数学\n吴倩"],
            [None, "2", "数学\n吴倩", "语文\n周杰"],
            ["二", "1", "语文\n周杰", "/"],
        ],
        [  # rooms below the header are no second header
            ["星期", "节次", "三(1)班", "三(2)班"],
            ["教室", None, "301", "302"],
            ["周一", "1", "语文\n周杰", "数学\n吴倩"],
            [None, "2", "数学\n吴倩", "语文\n周杰"],
            ["周二", "1", "语文\n周杰", "/"],
        ],
        [  # times in two columns, and in an order of their own
            ["星期", "上课", "下课", "节次", "三(1)班", "三(2)班", "备注"],
            ["周一", "08:30", "09:10", "第一节", "语文\n周杰", "数学\n吴倩", "升旗"],
            [None, "09:25", "10:05", "第二节", "数学\n吴倩", "语文\n周杰"],
            ["周二", "08:30", "09:10", "第一节", "语文\n周杰", "/"],
        ],
        [  # the head teacher in the label
            ["星期", "节次", "三(1)班\n吴倩", "三(2)班(班主任:周杰)"],
            ["周一(9.7)", "1", "语文\n周杰", "数学\n吴倩"],
            [None, "2", "数学\n吴倩", "语文\n周杰"],
            ["周二(9.8)", "1", "语文\n周杰", "/"],
        ],
        [  # halves of the day in a column of their own
            ["星期", "时段", "节次", "三(1)班", "三(2)班"],
            ["周一", "上午", "1", "语文\n周杰", "数学\n吴倩"],
            [None, None, "2", "数学\n吴倩", "语文\n周杰"],
            ["周二", "上午", "1", "语文\n周杰", "/"],
        ],
        [  # times, and no periods
            ["星期", "时间", "三(1)班", "三(2)班"],
            ["周一", "8:30-9:10", "语文\n周杰", "数学\n吴倩"],
            [None, "9:25-10:05", "数学\n吴倩", "语文\n周杰"],
            [None, "10:05-10:35", "大课间", "大课间"],
            ["周二", "8:30-9:10", "语文\n周杰", "/"],
        ],
        [  # of a period its start and its end
            ["星期", "开始", "结束", "三(1)班", "三(2)班"],
            ["周一", "8:30", "9:10", "语文\n周杰", "数学\n吴倩"],
            [None, "9:25", "10:05", "数学\n吴倩", "语文\n周杰"],
            ["周二", "8:30", "9:10", "语文\n周杰", "/"],
        ],
        [  # subjects and teachers in columns of their own, as a csv has them
            ["星期", "节次", "三(1)班", None, "三(2)班"],
            [None, None, "科目", "任课教师", "科目", "任课教师"],
            ["周一", "1", "语文", "周杰", "数学", "吴倩"],
            [None, "2", "数学", "吴倩", "语文", "周杰"],
            ["周二", "1", "语文", "周杰", "/"],
        ],
        [  # the times in the label
            ["星期", "节次", "三(1)班", "三(2)班"],
            ["周一", "1\n(8:30-9:10)", "语文\n周杰", "数学\n吴倩"],
            [None, "2\n(9:25-10:05)", "数学\n吴倩", "语文\n周杰"],
            ["周二", "1\n(8:30-9:10)", "语文\n周杰", "/"],
        ],
    ],
)
def test_margins_are_written_in_many_ways(rows: Rows) -> None:
    assert [lesson[:5] for lesson in lessons(read(sheet(rows)))] == READ


def test_a_time_that_the_bells_do_not_have_is_asked_about() -> None:
    rows: Rows = [
        ["星期", "时间", "三(1)班"],
        ["周一", "8:30-9:10", "语文\n周杰"],
        ["周二", "8:20-9:00", "语文\n周杰"],
    ]
    assert problems(read(sheet(rows))) == [("period_unreadable", "柳河校区", "B3")]


def test_a_break_merged_across_is_no_class_and_no_half_of_the_day() -> None:
    rows: Rows = [
        ["星期", "时段", "节次", "三(1)班", None, "四(1)班"],
        ["周一", "上午", "1", "语文\n周杰", None, "数学\n吴倩"],
        [None, "大课间"],
        [None, "上午", "2", "数学\n吴倩", None, "语文\n周杰"],
    ]
    intake = read(sheet(rows, merged=[(3, 2, 3, 6)]))
    assert [lesson[:3] for lesson in lessons(intake)] == [
        (name, 1, period) for period in (1, 2) for name in ("301", "401")
    ]


@pytest.mark.parametrize(
    ("title", "name"), [("柳河校区{day}课程表", "课表{number}"), ("柳河校区课程表", "{day}")]
)
def test_a_sheet_may_be_of_one_weekday(title: str, name: str) -> None:
    days = {"星期一": PLAIN[2:4], "星期二": PLAIN[4:]}
    tables = [
        sheet(
            [[title.format(day=day)], PLAIN[1][1:], *(row[1:] for row in rows)],
            name=name.format(day=day, number=number),
        )
        for number, (day, rows) in enumerate(days.items())
    ]
    assert [lesson[:5] for lesson in lessons(read(*tables))] == READ


def test_a_period_above_the_next_is_no_class() -> None:
    # A csv has no merged weekdays: 二 above 三, both in the column of periods, were read as class 二(3)班.
    rows: Rows = [["星期", "节次", "三(1)班", "三(2)班"]]
    for day in ("周一", "周二"):
        for number, period in enumerate("一二三"):
            rows = [*rows, [None if number else day, period, "语文\n周杰", "数学\n吴倩"]]
    intake = read(sheet(rows))
    assert [lesson[:3] for lesson in lessons(intake)] == [
        (name, weekday, period) for weekday in (1, 2) for period in (1, 2, 3) for name in ("301", "302")
    ]
    assert notes(intake) == []


def test_tables_may_stand_beside_each_other() -> None:
    rows: Rows = [
        ["星期", "节次", "三(1)班", None, "星期", "节次", "三(2)班"],
        ["周一", "1", "语文\n周杰", None, "周一", "1", "数学\n吴倩"],
        [None, "2", "数学\n吴倩", None, None, "2", "语文\n周杰"],
        ["周二", "1", "语文\n周杰"],
    ]
    intake = read(sheet(rows))
    assert sorted(lesson[:5] for lesson in lessons(intake)) == sorted(READ)
    assert notes(intake) == []


def test_tables_may_stand_below_each_other_each_with_its_header() -> None:
    rows: Rows = [
        ["柳河校区小学部总课表"],
        ["星期", "节次", "三(1)班"],
        ["周一", "1", "语文\n周杰"],
        [None, "2", "数学\n吴倩"],
        ["周二", "1", "语文\n周杰"],
        [],
        ["柳河校区初中部总课表"],
        ["星期", "节次", "七(1)班"],
        ["周一", "1", "数学\n吴倩"],
    ]
    intake = read(sheet(rows))
    assert lessons(intake)[-1] == ("701", 1, 1, "数学", "吴倩", "C9")
    assert len(lessons(intake)) == 4


def test_a_table_may_go_on_on_another_sheet_with_the_same_classes() -> None:
    monday = [*PLAIN[:4]]
    tuesday = [PLAIN[1], PLAIN[4]]
    intake = read(sheet(monday, name="柳河校区1"), sheet(tuesday, name="柳河校区2"))
    assert sorted(lesson[:5] for lesson in lessons(intake)) == sorted(READ)


def test_teachers_may_stand_below_subjects_in_a_period_of_two_rows() -> None:
    rows: Rows = [
        ["星期", "节次", "三(1)班", "三(2)班"],
        ["周一", "1", "语文", "数学"],
        [None, None, "周 杰", "吴倩"],
        [None, "2", "数学", "班会"],
        [None, None, "吴倩", None],
    ]
    intake = read(sheet(rows, [(2, 2, 3, 2), (4, 2, 5, 2), (2, 1, 5, 1)]))
    assert lessons(intake) == [
        ("301", 1, 1, "语文", "周杰", "C2"),
        ("302", 1, 1, "数学", "吴倩", "D2"),
        ("301", 1, 2, "数学", "吴倩", "C4"),
        ("302", 1, 2, "班会", "", "D4"),
    ]


def test_each_class_may_have_two_columns() -> None:
    rows: Rows = [
        ["星期", "节次", "三(1)班", None, "三(2)班", None],
        [None, None, "课程", "教师", "课程", "教师"],
        ["周一", "1", "语文", "周杰", "数学", "吴倩"],
    ]
    intake = read(sheet(rows, [(1, 3, 1, 4), (1, 5, 1, 6)]))
    assert lessons(intake) == [
        ("301", 1, 1, "语文", "周杰", "C3"),
        ("302", 1, 1, "数学", "吴倩", "E3"),
    ]


def test_the_lessons_of_an_afternoon_that_begins_with_1_are_counted_on() -> None:
    rows: Rows = [
        ["星期", "节次", "三(1)班"],
        ["周一", "1", "语文"],
        [None, "2", "数学"],
        [None, "午休", None],
        [None, "1", "美术"],
    ]
    assert [lesson[1:4] for lesson in lessons(read(sheet(rows)))] == [
        (1, 1, "语文"),
        (1, 2, "数学"),
        (1, 3, "美术"),
    ]


_AFTERNOONS: dict[str, Rows] = {
    "a column says 下午": [
        ["星期", "时段", "节次", "三(1)班"],
        ["周一", "上午", "第一节", "语文"],
        [None, "下午", "第一节", "美术"],
    ],
    "the rows have their times": [
        ["星期", "节次", "时间", "三(1)班"],
        ["周一", "第一节", "08:30-09:10", "语文"],
        [None, "第一节", "09:25-10:05", "美术"],
    ],
    "the bells have two before noon and three a day": [
        ["星期", "节次", "三(1)班"],
        ["周一", "第一节", "语文"],
        [None, "第二节", "数学"],
        [None, "第一节", "美术"],
    ],
}


@pytest.mark.parametrize(
    ("said", "found", "cell"),
    [
        ("a column says 下午", [(1, "语文"), (3, "美术")], "C3"),
        ("the bells have two before noon and three a day", [(1, "语文"), (2, "数学"), (3, "美术")], "B4"),
    ],
)
def test_an_afternoon_that_begins_with_1_is_counted_on_and_noted_once(
    said: str, found: list[tuple[int, str]], cell: str
) -> None:
    tuesday = [["周二", *_AFTERNOONS[said][1][1:]], *_AFTERNOONS[said][2:]]
    intake = read(sheet([*_AFTERNOONS[said], *tuesday]))
    assert [(one[1], one[2], one[3]) for one in lessons(intake)] == [
        (day, *one) for day in (1, 2) for one in found
    ]
    assert [note for note in notes(intake) if note[0] != "teacher_not_in_roster"] == [
        ("afternoon_counted_on", "柳河校区", cell)
    ]


def test_an_afternoon_is_told_by_the_times_of_its_rows() -> None:
    said = "the rows have their times"
    header, first, second = _AFTERNOONS[said]
    later = [None, "第一节", "13:50-14:30", "美术"]
    assert problems(read(sheet([header, first, second]))) == [("period_twice", "柳河校区", "B3")]
    intake = read(sheet([header, first, later]))
    assert [(one[2], one[3]) for one in lessons(intake)] == [(1, "语文"), (3, "美术")]
    assert notes(intake) == [("afternoon_counted_on", "柳河校区", "B3")]


@pytest.mark.parametrize(
    ("periods", "facts"),
    [
        (("1", "2", "2"), {"text": "2", "candidates": ("3",)}),
        (("1", "1", "3"), {"text": "1", "candidates": ("2",)}),
        (("1", "1", "2"), {"text": "1", "candidates": ("3",)}),  # 2 is taken by the row below
    ],
)
def test_of_a_period_that_stands_twice_the_free_numbers_are_said(
    periods: tuple[str, ...], facts: dict[str, object]
) -> None:
    rows = [["星期", "节次", "三(1)班"], *(["周一", period, "美术"] for period in periods)]
    (problem,) = read(sheet(rows)).problems
    assert (problem.code, dict(problem.facts)) == ("period_twice", facts)


def test_of_a_day_with_more_rows_than_the_bells_have_lessons_that_is_said() -> None:
    rows = [["星期", "节次", "三(1)班"], *(["周一", period, "美术"] for period in ("1", "2", "3", "2"))]
    (problem,) = read(sheet(rows)).problems
    assert (problem.code, dict(problem.facts)) == ("periods_too_many", {"text": "2", "count": 3})


def test_a_row_of_a_double_period_is_both() -> None:
    rows: Rows = [["星期", "节次", "三(1)班"], ["周一", "第1-2节", "语文"], [None, "3", "数学"]]
    assert [lesson[1:4] for lesson in lessons(read(sheet(rows)))] == [
        (1, 1, "语文"),
        (1, 2, "语文"),
        (1, 3, "数学"),
    ]


def test_a_merged_cell_is_the_lesson_of_all_its_periods_and_classes() -> None:
    rows: Rows = [
        ["星期", "节次", "三(1)班", "三(2)班"],
        ["周一", "1", "语文\n周杰", None],
        [None, "2", None, None],
    ]
    intake = read(sheet(rows, [(2, 3, 3, 4)]))
    assert [(lesson[0], lesson[2], lesson[5]) for lesson in lessons(intake)] == [
        ("301", 1, "C2"),
        ("302", 1, "C2"),
        ("301", 2, "C2"),
        ("302", 2, "C2"),
    ]


def test_head_teachers_stand_in_a_row_of_their_own() -> None:
    rows: Rows = [PLAIN[0], PLAIN[1], ["班主任", None, "吴 倩", "周杰"], *PLAIN[2:]]
    assert heads(read(sheet(rows))) == {"301": "吴倩", "302": "周杰"}


def test_what_is_no_class_among_classes_is_a_problem_with_what_it_may_be() -> None:
    rows: Rows = [PLAIN[0], ["星期", "节次", "31", "三(2)班"], *PLAIN[2:]]
    intake = read(sheet(rows))
    assert problems(intake) == [("class_label_unreadable", "柳河校区", "C2")]
    assert intake.problems[0].facts == (("text", "31"), ("candidates", ("三(1)班",)))


def test_a_list_of_bells_with_a_column_for_each_grade_is_no_home_timetable() -> None:
    rows: Rows = [["节次", "三年级", "四年级"], ["1", "08:30-09:10", "08:40-09:20"]]
    intake = read(sheet(PLAIN), sheet(rows, name="其他"))
    assert {one.name: one.kind for one in intake.sheets}["其他"] != "home_tables"


MONDAY: Rows = [["1", "语文\n周杰", "数学\n吴倩"], ["2", "数学\n吴倩", "语文\n周杰"]]
TUESDAY: Rows = [["1", "语文\n周杰", "/"]]
CLASSES = ["节次", "三(1)班", "三(2)班"]


@pytest.mark.parametrize(
    ("names", "titles", "corner"),
    [
        (("周一", "周二"), (None, None), "节次"),
        (("星期一", "星期二"), ("柳河校区课程表", "柳河校区课程表"), "节次"),
        (("柳河校区周1课表", "柳河校区周2课表"), (None, None), "节次"),
        (("Sheet1", "Sheet2"), ("柳河校区周一课程表(第1周起)", "柳河校区周二课程表(第1周起)"), "节次"),
        (("1", "2"), (None, None), "day"),
        (("周一", "周二"), ("柳河校区周一至周五课程表", "柳河校区周一至周五课程表"), "节次"),
    ],
)
def test_a_sheet_for_each_weekday(
    names: tuple[str, str], titles: tuple[str | None, str | None], corner: str
) -> None:
    sheets = []
    for name, title, day, rows in zip(names, titles, ("星期一", "星期二"), (MONDAY, TUESDAY), strict=True):
        header = [day if corner == "day" else corner, *CLASSES[1:]]
        above = [] if title is None else [[title]]
        sheets.append(sheet([*above, header, *rows], name=name, file="课表_柳河校区.xlsx"))
    intake = read(*sheets)
    assert [one[:5] for one in lessons(intake)] == READ
    assert notes(intake) == []


def test_tables_of_one_weekday_each_below_each_other() -> None:
    rows = [["柳河校区课表"], ["星期一"], CLASSES, *MONDAY, ["星期二"], CLASSES, *TUESDAY]
    intake = read(sheet(rows))
    assert [one[:5] for one in lessons(intake)] == READ
    assert notes(intake) == []


def test_a_sheet_whose_title_names_another_weekday_than_its_name_is_asked_about() -> None:
    rows = [*MONDAY, *(([str(n), "语文\n周杰", "数学\n吴倩"]) for n in (3, 4, 5))]
    one = sheet(
        [["柳河校区星期二课表"], CLASSES, *([f"第{row[0]}节", *row[1:]] for row in rows)], name="周一"
    )
    assert problems(read(one)) == [("weekday_of_table_unknown", "周一", "")]


def test_a_weekday_that_stands_on_two_sheets_with_other_lessons_is_a_problem() -> None:
    again = [["1", "数学\n吴倩", "数学\n吴倩"]]
    file = "课表_柳河校区.xlsx"
    both = (
        sheet([CLASSES, *rows], name=name, file=file)
        for name, rows in (("周一", MONDAY), ("周一 (2)", again))
    )
    assert [code for code, *_ in problems(read(*both))] == ["class_twice"]


@pytest.mark.parametrize("name", ["周五社团安排", "周五延时服务"])
def test_a_list_of_one_weekday_that_is_none_of_lessons_stops_nothing(name: str) -> None:
    clubs = sheet([CLASSES, ["1", "书法\n周杰", "美术\n吴倩"]], name=name, file="课表_柳河校区.xlsx")
    intake = read(sheet(PLAIN), clubs)
    assert [one[:5] for one in lessons(intake)] == READ
    assert [code for code, *_ in notes(intake)] == ["sheet_not_used"]


@pytest.mark.parametrize(("name", "title"), [("期中考试", "柳河校区"), ("Sheet1", "柳河校区期末测试安排")])
def test_exams_with_their_times_are_no_lessons(name: str, title: str) -> None:
    exams: Rows = [
        [title],
        ["日期", "时间", "三(1)班", "三(2)班"],
        ["周三", "08:30-09:10", "语文", "语文"],
        ["周四", "09:25-10:05", "数学", "数学"],
    ]
    intake = read(sheet(PLAIN), sheet(exams, name=name, file="课表_柳河校区.xlsx"))
    assert [one[:5] for one in lessons(intake)] == READ
    assert notes(intake) == [("sheet_not_used", name, "")]


def test_classes_by_heavenly_stems_keep_their_labels() -> None:
    for header in (["三(甲)班", "三(乙)班"], ["三甲班", "三乙班"]):
        intake = read(sheet([["星期", "节次", *header], ["周一", "1", "语文\n周杰", "数学\n吴倩"]]))
        assert [lesson[0] for lesson in lessons(intake)] == ["301", "302"]
        assert intake.district is not None
        assert [name.label for name in intake.district.class_names] == header


def test_a_class_by_its_stem_and_one_by_its_number_are_one_class_twice() -> None:
    intake = read(sheet([["星期", "节次", "三(甲)班", "三(1)班"], ["周一", "1", "语文\n周杰", "数学\n吴倩"]]))
    assert problems(intake) == [("class_twice", "柳河校区", "D1")]


BY_DAY: Rows = [
    ["柳河校区总课表"],
    ["节次", "星期一", None, None, "星期二", None],
    [None, "三(1)班", "三(2)班", None, "三(1)班", "三(2)班"],
    ["1", "语文\n周杰", "数学\n吴倩", None, "语文\n周杰", "/"],
    ["2", "数学\n吴倩", "语文\n周杰", None, None, None],
]


@pytest.mark.parametrize("merged", [[], [(2, 2, 2, 3), (2, 5, 2, 6)], [(2, 1, 3, 1), (2, 2, 2, 4)]])
def test_each_day_may_have_its_classes_beside_the_others(merged: list[tuple[int, int, int, int]]) -> None:
    intake = read(sheet(BY_DAY, merged, name="课表"))
    assert sorted(one[:5] for one in lessons(intake)) == sorted(READ)
    assert notes(intake) == []


def test_classes_below_one_weekday_are_of_the_week_that_the_rows_say() -> None:
    assert [one[:5] for one in lessons(read(sheet([["柳河校区", "星期一"], *PLAIN[1:]])))] == READ


TOTALS: Rows = [
    PLAIN[0],
    [*PLAIN[1], "课时统计"],
    *([*row, 2] for row in PLAIN[2:]),
    ["合计", None, 3, 2, 5],
]


def test_totals_of_rows_and_columns_are_no_lessons_and_are_noted() -> None:
    intake = read(sheet(TOTALS))
    assert [one[:5] for one in lessons(intake)] == READ
    assert notes(intake) == [("column_not_used", "柳河校区", "E2"), ("row_not_used", "柳河校区", "A6")]


def test_a_row_called_totals_that_holds_lessons_is_asked_about() -> None:
    rows = [*PLAIN, ["合计", "3", "语文\n周杰", "/"]]
    assert problems(read(sheet(rows))) == [("weekday_unreadable", "柳河校区", "A6")]


def test_classes_by_the_year_of_their_entry_are_those_of_the_term() -> None:
    rows = [["柳河小学总课表"], ["星期", "节次", "2024级1班", "24级(2)班"], *PLAIN[2:]]
    assert [one[:5] for one in lessons(read(sheet(rows)))] == READ


def test_a_year_that_may_be_of_two_grades_is_asked_about() -> None:
    rows = [PLAIN[0], ["星期", "节次", "2024级1班", "三(2)班"], *PLAIN[2:]]
    intake = read(sheet(rows))
    assert problems(intake) == [("class_label_unreadable", "柳河校区", "C2")]
    (question,) = intake.questions
    assert question.choices == ("三(1)班", "九(1)班", "十二(1)班")
    answered = read(sheet(rows), corrections=[question.answered("三(1)班")])
    assert [one[:5] for one in lessons(answered)] == READ


@pytest.mark.parametrize("labels", [("3-1", "3-2"), ("3.1", "3.2"), ("３．１", "3·2")])
def test_headers_that_all_are_grade_and_number_are_classes(labels: tuple[str, str]) -> None:
    intake = read(sheet([PLAIN[0], ["星期", "节次", *labels], *PLAIN[2:]]))
    assert [one[:5] for one in lessons(intake)] == READ
    assert notes(intake) == []


@pytest.mark.parametrize("labels", [("2026-03-01", "2026-03-02"), ("3月1日", "3月2日")])
def test_headers_that_excel_took_for_dates_are_classes_with_a_note(labels: tuple[str, str]) -> None:
    intake = read(sheet([PLAIN[0], ["星期", "节次", *labels], *PLAIN[2:]]))
    assert [one[:5] for one in lessons(intake)] == READ
    assert notes(intake) == [
        ("class_header_was_date", "柳河校区", "C2"),
        ("class_header_was_date", "柳河校区", "D2"),
    ]


def test_beside_other_labels_grade_and_number_alone_are_asked_about() -> None:
    intake = read(sheet([PLAIN[0], ["星期", "节次", "3-1", "三(2)班"], *PLAIN[2:]]))
    assert problems(intake) == [("lessons_not_read", "柳河校区", "C2")]
