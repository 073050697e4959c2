"""Layout B: columns = weekday × period, rows = one, two or three of each class."""

from collections.abc import Sequence

import pytest

from calendars.weeks import EVEN_WEEKS, ODD_WEEKS
from tests.exchange.layouts import heads, lessons, notes, problems, read, sheet
from tests.exchange.workbooks import Rows

DAYS = ["班级", "班主任", "星期一", None, None, "星期二", None]
PERIODS = [None, None, "早读", "1", "2", "1", "2"]
MERGED = [(1, 3, 1, 5), (1, 6, 1, 7), (1, 1, 2, 1), (1, 2, 2, 2), (3, 1, 4, 1), (3, 2, 4, 2)]
PLAIN: Rows = [
    DAYS,
    PERIODS,
    ["三（1）班", "周杰", "语文", "语 文", "数学", "体育", "班会"],
    [None, None, "周杰", "周 杰", "吴倩", "吴倩", None],
]
READ = [
    ("301", 1, 0, "语文", "周杰", "C3"),
    ("301", 1, 1, "语文", "周杰", "D3"),
    ("301", 1, 2, "数学", "吴倩", "E3"),
    ("301", 2, 1, "体育与健康", "吴倩", "F3"),
    ("301", 2, 2, "班会", "周杰", "G3"),
]


@pytest.mark.parametrize("merged", [(), MERGED])
def test_two_rows_are_subjects_and_teachers(merged: Sequence[tuple[int, int, int, int]]) -> None:
    intake = read(sheet(PLAIN, merged))
    assert lessons(intake) == READ
    assert heads(intake) == {"301": "周杰"}
    assert notes(intake) == []


@pytest.mark.parametrize(
    "rows",
    [
        [  # one row with both
            DAYS,
            PERIODS,
            ["301", "周杰", "语文\n周杰", "语文(周杰)", "数学 吴倩", "体育:吴倩", "班会"],
        ],
        [  # rooms in a third row
            *PLAIN,
            [None, None, "教室", None, None, "操场", None],
        ],
        [  # a column says what the rows are, and they stand the other way round
            ["班级", "班主任", "星期一", None, None, "星期二", None, "项目"],
            PERIODS,
            ["三(1)班", "周杰", "周杰", "周杰", "吴倩", "吴倩", None, "教师"],
            [None, None, "语文", "语文", "数学", "体育", "班会", "课程"],
        ],
        [  # the times stand in the cells of the periods
            DAYS,
            [
                None,
                None,
                "早读\n8:05-8:25",
                "第1节\n08：30—09：10",
                "2（9:20~10:00）",
                "第1节8:30-9:10",
                "2 9:20～10:00",
            ],
            *PLAIN[2:],
        ],
        [  # teachers first, and nothing says so
            DAYS,
            PERIODS,
            ["三(1)班", "周杰", "周杰", "周杰", "吴倩", "吴倩", None],
            [None, None, "语文", "语文", "数学", "体育", "班会"],
        ],
        [  # the label in each row, times in a third row of the header
            DAYS,
            PERIODS,
            [None, None, "08:05-08:25", "08:30-09:10", "09:25-10:05", "08:30-09:10", "09:25-10:05"],
            PLAIN[2],
            ["三(1)班", *PLAIN[3][1:]],
        ],
        [  # the grade in a column of its own
            ["年级", "班级", "班主任", "星期一", None, None, "星期二", None],
            [None, *PERIODS],
            ["三年级", "1班", *PLAIN[2][1:]],
            [None, *PLAIN[3]],
        ],
        [  # one row of header
            ["班级", "班主任", "周一早读", "周一1", "周一第2节", "周二1", "周二2"],
            *PLAIN[2:],
        ],
        [  # footnotes and titles around
            ["柳河校区2026年秋季课程总表"],
            *PLAIN,
            [],
            ["注：班会由班主任负责"],
        ],
    ],
)
def test_the_same_week_in_other_ways(rows: Rows) -> None:
    assert [lesson[:5] for lesson in lessons(read(sheet(rows)))] == [lesson[:5] for lesson in READ]


def test_periods_may_stand_over_weekdays() -> None:
    rows: Rows = [
        ["班级", "第一节", None, "第二节", None],
        [None, "周一", "周二", "周一", "周二"],
        ["三(1)班", "语文\n周杰", "数学\n吴倩", "体育", "美术"],
    ]
    assert [lesson[1:4] for lesson in lessons(read(sheet(rows)))] == [
        (1, 1, "语文"),
        (2, 1, "数学"),
        (1, 2, "体育与健康"),
        (2, 2, "美术"),
    ]


def test_alternating_subjects_stand_over_alternating_teachers() -> None:
    rows: Rows = [*PLAIN[:2], ["三(1)班", "周杰", "信息/劳动（单/双）"], [None, None, "吴倩/周杰"]]
    intake = read(sheet(rows))
    assert lessons(intake) == [
        ("301", 1, 0, "信息科技", "吴倩", "C3"),
        ("301", 1, 0, "劳动", "周杰", "C3"),
    ]
    assert intake.district is not None
    assert [one.weeks for one in intake.district.home_timetables[0].lessons] == [ODD_WEEKS, EVEN_WEEKS]


def test_a_merged_range_is_a_double_period_or_has_no_teacher() -> None:
    rows: Rows = [
        *PLAIN[:2],
        ["三(1)班", "周杰", "语文", "数学", None, "班会", None],
        [None, None, "周杰", "吴倩", None, None, None],
    ]
    intake = read(sheet(rows, [(3, 4, 3, 5), (4, 4, 4, 5), (3, 6, 4, 6)]))
    assert lessons(intake) == [
        ("301", 1, 0, "语文", "周杰", "C3"),
        ("301", 1, 1, "数学", "吴倩", "D3"),
        ("301", 1, 2, "数学", "吴倩", "D3"),
        ("301", 2, 1, "班会", "周杰", "F3"),
    ]


def test_a_teacher_without_a_subject_is_a_problem_of_her_cell() -> None:
    rows: Rows = [*PLAIN[:2], ["三(1)班", "周杰", "语文", "语文", "数学", None, "班会"], PLAIN[3]]
    intake = read(sheet(rows))
    assert problems(intake) == [("teacher_without_subject", "柳河校区", "F4")]
    assert intake.problems[0].facts == (("text", "吴倩"),)


def test_in_the_morning_a_teacher_alone_reads_her_subject() -> None:
    rows: Rows = [*PLAIN[:2], ["三(1)班", "周杰", None, *PLAIN[2][3:]], PLAIN[3]]
    assert lessons(read(sheet(rows))) == READ


def test_a_column_of_remarks_is_noted() -> None:
    rows: Rows = [[*DAYS, "备注"], PERIODS, [*PLAIN[2], "单周升旗"], PLAIN[3]]
    intake = read(sheet(rows))
    assert lessons(intake) == READ
    assert notes(intake) == [("column_not_used", "柳河校区", "H1")]


def test_a_table_of_teachers_is_no_home_timetable() -> None:
    rows: Rows = [DAYS, PERIODS, ["周杰", None, "三(1)班", "三(1)班", None, "三(1)班"]]
    intake = read(sheet(rows, name="教师课表"), sheet(PLAIN))
    assert {one.name: one.kind for one in intake.sheets}["教师课表"] == ""


def test_what_stands_below_a_head_teacher_is_noted() -> None:
    repeated = [*PLAIN[:3], ["三（1）班", "周杰", *PLAIN[3][2:]]]
    assert notes(read(sheet(repeated))) == []
    another = [*PLAIN[:3], [None, "吴倩(副)", *PLAIN[3][2:]]]
    intake = read(sheet(another))
    assert heads(intake) == {"301": "周杰"}
    assert notes(intake) == [("row_not_used", "柳河校区", "B4")]


#: A weekday's periods across, and its classes below each other.
_LABELS = ["班级", "第1节", "第2节", "第3节"]
_MONDAY: Rows = [
    ["三(1)班", "语文\n周杰", "数学\n吴倩", "语文\n周杰"],
    ["三(2)班", "数学\n吴倩", "语文\n周杰", "数学\n吴倩"],
]
_TUESDAY: Rows = [["三(1)班", "体育\n吴倩", None, None], ["三(2)班", "语文\n周杰", None, None]]
_BY_DAY = [
    ("301", 1, 1, "语文", "周杰"),
    ("302", 1, 1, "数学", "吴倩"),
    ("301", 1, 2, "数学", "吴倩"),
    ("302", 1, 2, "语文", "周杰"),
    ("301", 1, 3, "语文", "周杰"),
    ("302", 1, 3, "数学", "吴倩"),
    ("301", 2, 1, "体育与健康", "吴倩"),
    ("302", 2, 1, "语文", "周杰"),
]


@pytest.mark.parametrize(
    ("name", "title", "corner"),
    [
        ("{day}", "柳河校区课程表", "班级"),
        ("课表{number}", "柳河校区{day}课程表", "班级"),
        ("课表{number}", "柳河校区课程表", "{day}"),
    ],
)
def test_a_sheet_for_each_weekday_with_its_classes_below_each_other(
    name: str, title: str, corner: str
) -> None:
    tables = [
        sheet(
            [[title.format(day=day)], [corner.format(day=day), *_LABELS[1:]], *rows],
            name=name.format(day=day, number=number),
            file="课表_柳河校区.xlsx",
        )
        for number, (day, rows) in enumerate((("星期一", _MONDAY), ("星期二", _TUESDAY)))
    ]
    intake = read(*tables)
    assert [one[:5] for one in lessons(intake)] == _BY_DAY
    assert notes(intake) == []


def test_weekdays_with_their_classes_may_stand_below_each_other() -> None:
    rows = [["周一"], _LABELS, *_MONDAY, [], ["周二"], _LABELS, *_TUESDAY]
    intake = read(sheet(rows))
    assert [one[:5] for one in lessons(intake)] == _BY_DAY
    assert notes(intake) == []


def test_subjects_over_teachers_and_an_afternoon_that_begins_anew_on_a_day_alone() -> None:
    rows: Rows = [
        ["班级", "上午", None, "下午"],
        [None, "1", "2", "1"],
        ["三(1)班", "语文", "数学", "体育"],
        [None, "周杰", "吴倩", "吴倩"],
    ]
    intake = read(sheet(rows, name="柳河周三"))
    assert [one[1:5] for one in lessons(intake)] == [
        (3, 1, "语文", "周杰"),
        (3, 2, "数学", "吴倩"),
        (3, 3, "体育与健康", "吴倩"),
    ]
    assert notes(intake) == [("afternoon_counted_on", "柳河周三", "D2")]


@pytest.mark.parametrize(
    ("name", "title"), [("柳河校区", "课程表"), ("周一", "柳河校区星期二课表"), ("周五社团", "柳河校区")]
)
def test_classes_and_periods_of_no_weekday_are_asked_about(name: str, title: str) -> None:
    rows = [[title], _LABELS, *_MONDAY, *_TUESDAY]
    assert problems(read(sheet(rows, name=name))) == [("weekday_of_table_unknown", name, "")]


@pytest.mark.parametrize(
    "periods", [("第1节", "第2节", "第3节"), ("第1节\n8:30-9:10", "第2节\n9:20-10:00", "第3节\n10:30-11:10")]
)
def test_a_week_for_each_class_is_of_no_one_day(periods: Sequence[str]) -> None:
    rows: Rows = [
        ["班级", "星期", *periods],
        *(
            [label, day, "语文", "数学", "语文"]
            for label in ("三(1)班", "三(2)班")
            for day in ("周一", "周二")
        ),
    ]
    assert problems(read(sheet(rows, name="柳河周一"))) == [("timetable_not_read", "柳河周一", "")]


_TIMES = ["08:30-09:10", "09:25-10:05", "13:50-14:30"]


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("柳河周一", [["班级", *_TIMES]]),
        ("柳河校区", [["班级", "周一", None, None, "周二", None, None], [None, *_TIMES, *_TIMES]]),
    ],
)
def test_times_without_periods_are_those_of_the_bells(name: str, header: Rows) -> None:
    intake = read(sheet([*header, *_MONDAY], name=name))
    assert [one[:5] for one in lessons(intake)] == _BY_DAY[:6]
    assert notes(intake) == []


def test_a_row_of_homeroom_and_after_school_is_no_header() -> None:
    lines: Rows = [["三(1)班", *["语文", "课后服务"] * 2], ["三(2)班", "课后服务", "班会", *["课后服务"] * 2]]
    rows: Rows = [["班级", "周一", None, "周二", None], [None, "1", "课后服务", "2", "课后服务"], *lines]
    assert [one[:4] for one in lessons(read(sheet(rows, name="柳河周一")))] == [
        ("301", 1, 1, "语文"),
        ("302", 1, 1, "课后服务"),
        ("301", 1, 90, "课后服务"),
        ("302", 1, 90, "班会"),
        ("301", 2, 2, "语文"),
        ("302", 2, 2, "课后服务"),
        ("301", 2, 90, "课后服务"),
        ("302", 2, 90, "课后服务"),
    ]


def test_the_first_class_of_a_day_may_have_homeroom_below_a_period() -> None:
    rows: Rows = [_LABELS, ["三(1)班", "语文\n周杰", "数学\n吴倩", "班会"], *_MONDAY[1:]]
    assert [one[:4] for one in lessons(read(sheet(rows, name="柳河周一")))][:6:2] == [
        ("301", 1, 1, "语文"),
        ("301", 1, 2, "数学"),
        ("301", 1, 3, "班会"),
    ]
