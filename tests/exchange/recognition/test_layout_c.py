"""Layout C: one block per class, columns = weekdays, rows = periods."""

from collections.abc import Sequence

import pytest

from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.class_titles import written_above
from service.exchange.recognition.layouts.home_tables import HomeSheet
from service.exchange.recognition.layouts.layout_c import layout_c
from service.exchange.recognition.layouts.layout_c_across import layout_c_across
from tests.exchange.layouts import heads, lessons, notes, problems, read, sheet
from tests.exchange.workbooks import Rows

HEADER = ["节次", "星期一", "星期二", "星期三", "星期四", "星期五"]
BODY: Rows = [
    HEADER,
    ["1", "语文\n周杰", "数学\n吴倩", "/", None, "班会"],
    ["大课间", "大课间"],
    ["2", "数学\n吴倩", None, None, "体育"],
]
READ = [
    (1, 1, "语文", "周杰"),
    (2, 1, "数学", "吴倩"),
    (5, 1, "班会", "吴倩"),
    (1, 2, "数学", "吴倩"),
    (4, 2, "体育与健康", ""),
]


@pytest.mark.parametrize(
    "title",
    [
        ["三(1)班课程表  班主任：吴倩"],
        ["班级：三（1）班 班主任 吴倩"],
        ["三(1)班课程表  班主任:吴  倩"],
        ["三(1)班课程表（班主任吴   倩）"],
        ["班级：三(1)班  班主任：吴倩老师"],
        ["三年级1班课程表", None, None, "班主任:", "吴倩"],
        ["301班课表", None, None, None, "班主任：吴 倩  教室:201"],
        ["柳河校区2026—2027学年第一学期三（1）班课程表(班主任：吴倩)"],
    ],
)
def test_a_title_says_class_and_head_teacher(title: Sequence[object]) -> None:
    intake = read(sheet([title, *BODY]))
    assert [lesson[:5] for lesson in lessons(intake)] == [("301", *lesson) for lesson in READ]
    assert heads(intake) == {"301": "吴倩"}
    assert notes(intake) == []


def test_the_source_of_a_lesson_is_its_cell() -> None:
    intake = read(sheet([["三(1)班"], *BODY]))
    assert [lesson[5] for lesson in lessons(intake)] == ["B3", "C3", "F3", "B5", "E5"]


def test_subject_and_name_without_a_sign_between_are_lessons_with_the_weekdays_down_too() -> None:
    rows: Rows = [
        ["三(1)班课程表"],
        ["星期\\节次", "1", "2", "3"],
        ["周一", "语文周杰", "数学吴倩", None],
        ["周二", "数学吴倩", "语文周杰", None],
        ["周三", "语文周杰", None, "数学吴倩"],
    ]
    assert [lesson[1:5] for lesson in lessons(read(sheet(rows)))] == [
        (1, 1, "语文", "周杰"),
        (1, 2, "数学", "吴倩"),
        (2, 1, "数学", "吴倩"),
        (2, 2, "语文", "周杰"),
        (3, 1, "语文", "周杰"),
        (3, 3, "数学", "吴倩"),
    ]


def test_halves_without_merged_cells_stand_under_the_title() -> None:
    # A csv keeps 上午 and the title in a column without a header; the class was not seen, nor was the table.
    body: Rows = [[half, *row] for half, row in zip((None, "上午", None, "下午"), BODY, strict=True)]
    rows: Rows = [["三(1)班  班主任：吴倩"], *body, [], ["三(2)班  班主任：周杰"], *body]
    intake = read(sheet(rows))
    assert [lesson[:5] for lesson in lessons(intake) if lesson[0] == "301"] == [
        ("301", *lesson) for lesson in READ
    ]
    assert heads(intake) == {"301": "吴倩", "302": "周杰"}


def test_footnotes_below_the_last_block_do_not_hide_its_halves() -> None:
    halves = ("时段", "上午", None, "下午")
    body: Rows = [[half, *row] for half, row in zip(halves, BODY, strict=True)]
    rows: Rows = [
        ["三(1)班  班主任：吴倩"],
        *body,
        ["备注：早读由班主任负责。"],
        ["注：1.各班请严格按课表上课。"],
        ["2.如有代课，以教导处通知为准。"],
    ]
    intake = read(sheet(rows))
    assert [lesson[:5] for lesson in lessons(intake)] == [("301", *lesson) for lesson in READ]


def test_blocks_stand_below_and_beside_each_other() -> None:
    two: Rows = [[*row, *[None] * (7 - len(row)), *other] for row, other in zip(BODY, BODY, strict=True)]
    rows: Rows = [
        ["柳河校区课程表"],
        ["三(1)班  班主任：吴倩", *[None] * 6, "三(2)班  班主任：周杰"],
        *two,
        [],
        ["四(1)班  班主任：周杰"],
        *BODY,
        ["五(1)班  班主任：吴倩"],
        *BODY,
        ["教务处制表"],
    ]
    intake = read(sheet(rows))
    assert {lesson[0] for lesson in lessons(intake)} == {"301", "302", "401", "501"}
    assert len(lessons(intake)) == 4 * len(READ)
    assert heads(intake) == {"301": "吴倩", "302": "周杰", "401": "周杰", "501": "吴倩"}
    assert notes(intake) == [("row_not_used", "柳河校区", "A18")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("注：班会课由班主任负责", "footnote_not_read"),
        ("本表自9月7日起执行", "row_not_used"),
        ("课表自9月7日起执行", "row_not_used"),
        ("注：与云岭校区同步", "footnote_not_read"),
        ("每周三下午第三节后教师例会，地点在二楼会议室", "row_not_used"),
        ("体育、美术与音乐三科的任课教师十月起有调整", "row_not_used"),
    ],
)
@pytest.mark.parametrize("gap", [[], [[]]])
def test_a_remark_between_blocks_is_noted(line: str, code: str, gap: list[Sequence[object]]) -> None:
    first, second = "三(1)班  班主任：吴倩", "四(1)班  班主任：周杰"
    for blocks in (
        [[first], *BODY, [line], *gap, [second], *BODY],
        [[first], *BODY, *gap, [line], [second], *BODY],
    ):
        intake = read(sheet(blocks))
        assert {lesson[0] for lesson in lessons(intake)} == {"301", "401"}
        assert heads(intake) == {"301": "吴倩", "401": "周杰"}
        at = 1 + next(row for row, texts in enumerate(blocks) if list(texts) == [line])
        assert notes(intake) == [(code, "柳河校区", f"A{at}")]


@pytest.mark.parametrize(
    "line", ["柳河校区课程表", "2026—2027学年第一学期", "柳河", "班主任：周杰", "执行时间：2026年9月7日起"]
)
def test_a_title_between_blocks_is_none(line: str) -> None:
    intake = read(sheet([["三(1)班"], *BODY, [line], ["四(1)班"], *BODY]))
    assert {lesson[0] for lesson in lessons(intake)} == {"301", "401"}
    assert notes(intake) == []


@pytest.mark.parametrize(
    "title",
    ["青山县云岭镇中心小学", "云岭镇中心校9月7日起执行", "※青山县云岭镇中心小学※", "青山县云岭镇中心幼儿园"],
)
def test_a_school_in_a_row_of_its_own_is_the_title_of_the_block_below(title: str) -> None:
    rows = sheet([["三(1)班"], *BODY, [title], ["四(1)班"], *BODY])
    above = written_above(rows, len(BODY) + 4, range(1, 7), len(BODY) + 1)
    assert [one.text for one in above] == ["四(1)班", title]


def test_a_block_below_the_row_of_another_school_is_of_that_school() -> None:
    school = "青山县云岭镇中心小学"
    roster = [[school, "YL01", "邱蕾", "语文"]]
    rows: Rows = [["柳河校区"], ["三(1)班"], *BODY, [school], ["四(1)班"], *BODY]
    table, more = (
        sheet(rows, name="班级课表"),
        sheet([["校区", "工号", "姓名", "学科"], *roster], name="教师名册2"),
    )
    intake = read(table, more)
    assert {lesson[0] for lesson in lessons(intake)} == {"301"}
    assert {lesson[0] for lesson in lessons(intake, school)} == {"401"}


def test_each_class_may_have_a_sheet_of_its_own() -> None:
    tables = [
        sheet([["柳河校区三年级课程表"], *BODY], name="三1"),
        sheet(BODY, name="三（2）班"),
        sheet([["1班课程表"], *BODY], name="四年级"),
    ]
    intake = read(*tables)
    assert sorted({lesson[0] for lesson in lessons(intake)}) == ["301", "302", "401"]


@pytest.mark.parametrize(
    "body",
    [
        [["节次＼星期", *HEADER[1:]], *BODY[1:]],
        [["时间", "节次", *HEADER[1:]], *([None, *row] for row in BODY[1:])],
        [["节次", "时间", *HEADER[1:]], *([row[0], "8:30-9:10", *row[1:]] for row in (BODY[1],)), *(
            [row[0], None, *row[1:]] for row in BODY[2:]
        )],
        [[None, None, *HEADER[1:]], *(["上午", *row] for row in BODY[1:])],
        [["节次", *"一二三四五"], *BODY[1:]],
        [HEADER, *(["第一节" if row[0] == "1" else row[0], *row[1:]] for row in BODY[1:])],
    ],
)  # fmt: skip
def test_margins_are_written_in_many_ways(body: Rows) -> None:
    assert [lesson[1:5] for lesson in lessons(read(sheet([["三(1)班 班主任：吴倩"], *body])))] == READ


def test_each_day_may_have_two_columns() -> None:
    rows: Rows = [
        ["三(1)班"],
        ["节次", "星期一", None, "星期二", None, "星期三", None],
        [None, "课程", "教师", "课程", "教师", "课程", "教师"],
        ["1", "语文", "周杰", "数学", "吴倩", "体育", None],
    ]
    merged = [(2, 2, 2, 3), (2, 4, 2, 5), (2, 6, 2, 7)]
    assert [lesson[1:] for lesson in lessons(read(sheet(rows, merged)))] == [
        (1, 1, "语文", "周杰", "B4"),
        (2, 1, "数学", "吴倩", "D4"),
        (3, 1, "体育与健康", "", "F4"),
    ]


ACROSS: Rows = [
    ["星期", "第1节", "第2节", "大课间", "第3节"],
    ["星期一", "语文\n周杰", "数学\n吴倩", None, "/"],
    ["星期二", "数学\n吴倩", None, None, "体育"],
    ["星期三", "语文\n周杰", "班会"],
]
READ_ACROSS = [
    (1, 1, "语文", "周杰", "B3"),
    (1, 2, "数学", "吴倩", "C3"),
    (2, 1, "数学", "吴倩", "B4"),
    (2, 3, "体育与健康", "", "E4"),
    (3, 1, "语文", "周杰", "B5"),
    (3, 2, "班会", "吴倩", "C5"),
]


@pytest.mark.parametrize(
    "header",
    [
        ACROSS[0],
        [None, "1", "2", "大课间", "3"],
        ["星期＼节次", "第一节", "第二节", "大课间", "第三节"],
        ["星期", "第1节(8:30-9:10)", "第2节(9:25-10:05)", "大课间", "第3节"],
    ],
)
def test_weekdays_may_be_the_rows_and_periods_the_columns(header: Sequence[object]) -> None:
    intake = read(sheet([["三(1)班课程表  班主任：吴倩"], header, *ACROSS[1:]]))
    assert [lesson[1:] for lesson in lessons(intake)] == READ_ACROSS
    assert heads(intake) == {"301": "吴倩"}
    assert notes(intake) == []


@pytest.mark.parametrize("order", [(5, 4, 3, 2, 1), (5, 1, 2, 3, 4), (2, 4, 1, 5, 3)])
def test_weekdays_stand_in_any_order(order: Sequence[int]) -> None:
    across = [[row[0], *(row[day] for day in order)] for row in (HEADER, [*BODY[1]], [*BODY[3], None])]
    assert sorted(lesson[1:5] for lesson in lessons(read(sheet([["三(1)班  班主任：吴倩"], *across])))) == (
        sorted(READ)
    )
    down = [ACROSS[0], *([f"周{'一二三四五'[day - 1]}", "语文\n周杰", None, "/", None] for day in order)]
    assert [lesson[1:5] for lesson in lessons(read(sheet([["三(1)班"], *down])))] == [
        (day, 1, "语文", "周杰") for day in order
    ]


def test_a_weekday_that_stands_twice_is_a_problem() -> None:
    across: Rows = [
        ["节次", "周五", "周四", "周三", "周四", "周一"],
        ["1", *["语文\n周杰"] * 5],
        ["2", *["数学"] * 5],
    ]
    intake = read(sheet([["三(1)班"], *across]))
    assert problems(intake) == [("lessons_not_read", "柳河校区", "E2")]


def test_subjects_with_blanks_and_full_width_brackets_are_lessons() -> None:
    rows: Rows = [
        ["三(1)班"],
        ACROSS[0],
        ["星期一", "语 文（周杰）", "数学（吴倩）"],
        ["星期二", "数 学(吴倩)", "体 育"],
        ["星期三", "语文（周杰）", "班会"],
    ]
    assert [lesson[1:] for lesson in lessons(read(sheet(rows)))][:3] == [
        (1, 1, "语文", "周杰", "B3"),
        (1, 2, "数学", "吴倩", "C3"),
        (2, 1, "数学", "吴倩", "B4"),
    ]


def test_blocks_of_weekdays_in_rows_stand_below_each_other() -> None:
    intake = read(sheet([["三(1)班"], *ACROSS, [], ["三(2)班  班主任：周杰"], *ACROSS]))
    assert len(lessons(intake)) == 2 * len(READ_ACROSS)
    assert {lesson[0] for lesson in lessons(intake)} == {"301", "302"}


def _beside(gap: int, titles: Sequence[str]) -> Rows:
    """The block once for each title, side by side, with so many empty columns between them."""
    width = len(ACROSS[0]) + gap
    return [
        [one for title in titles for one in (title, *[None] * (width - 1))],
        *([one for _ in titles for one in (*row, *[None] * (width - len(row)))] for row in ACROSS),
    ]


@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("titles", [("三(1)班", "三(2)班"), ("三(1)班", "三(2)班 班主任：周杰", "四(1)班")])
def test_blocks_of_weekdays_in_rows_stand_beside_each_other(gap: int, titles: Sequence[str]) -> None:
    intake = read(sheet([*_beside(gap, titles), [], *_beside(gap, ("五(1)班", "五(2)班"))]))
    labels = [*(f"{'一二三四'.index(title[0]) + 1}0{title[2]}" for title in titles), "501", "502"]
    assert sorted({lesson[0] for lesson in lessons(intake)}) == labels
    for label in labels:
        assert [lesson[1:5] for lesson in lessons(intake) if lesson[0] == label][:3] == [
            (1, 1, "语文", "周杰"),
            (1, 2, "数学", "吴倩"),
            (2, 1, "数学", "吴倩"),
        ]
    assert len(lessons(intake)) == len(labels) * len(READ_ACROSS)
    assert notes(intake) == []


def test_a_day_that_ends_with_tutoring_everywhere_is_no_row_of_periods() -> None:
    """作业辅导 may head a column; in the cells of every block's Friday it is a lesson."""
    titles = ("三(1)班", "三(2)班", "四(1)班")
    friday = [one for _ in titles for one in ("星期五", "语文", None, None, "作业辅导", None)]
    intake = read(sheet([*_beside(1, titles), friday, [], *_beside(1, ("五(1)班",))]))
    assert [lesson[:4] for lesson in lessons(intake) if lesson[1] == 5] == [
        (label, 5, period, subject)
        for label in ("301", "302", "401")
        for period, subject in ((1, "语文"), (3, "课后服务"))
    ]


def test_blocks_beside_each_other_may_share_their_weekdays() -> None:
    rows: Rows = [
        ["班级", "三(1)班 班主任：吴倩", None, None, None, "三(2)班"],
        *([*row, *[None] * (5 - len(row)), *row[1:]] for row in ACROSS),
    ]
    merged = [(1, 2, 1, 5), (1, 6, 1, 9)]
    found = lessons(read(sheet(rows, merged)))
    assert [lesson[1:] for lesson in found if lesson[0] == "301"] == READ_ACROSS
    assert [lesson[5] for lesson in found if lesson[0] == "302"] == ["F3", "G3", "F4", "I4", "F5", "G5"]


def test_three_blocks_of_periods_in_rows_stand_beside_each_other() -> None:
    rows: Rows = [
        [one for label in ("三(1)班", "三(2)班", "四(1)班") for one in (label, *[None] * 5)],
        *([*row, *[None] * (6 - len(row))] * 3 for row in BODY),
    ]
    intake = read(sheet(rows))
    assert sorted({lesson[0] for lesson in lessons(intake)}) == ["301", "302", "401"]
    assert len(lessons(intake)) == 3 * len(READ)


def test_a_weekday_may_have_a_row_of_subjects_and_one_of_teachers() -> None:
    rows: Rows = [["三(1)班"], ["星期", "第1节", "第2节", "第3节"]]
    for day in ("周一", "周二", "周三"):
        rows = [*rows, [day, "语文", "数学", "/"], [None, "周杰", "吴倩"]]
    intake = read(sheet(rows, [(row, 1, row + 1, 1) for row in (3, 5, 7)]))
    assert [lesson[1:] for lesson in lessons(intake)][:3] == [
        (1, 1, "语文", "周杰", "B3"),
        (1, 2, "数学", "吴倩", "C3"),
        (2, 1, "语文", "周杰", "B5"),
    ]


PERIODS = "一二三四五六"


def _week(corner: str | None, days: str, periods: str = PERIODS) -> list[list[object]]:
    return [[corner, *days], *([period, *("语文\n周杰" for _ in days)] for period in periods)]


@pytest.mark.parametrize("corner", [None, "节次＼星期", "节次", "星期"])
@pytest.mark.parametrize("days", ["一二三四五", ["周一", "周二", "周三", "周四", "周五"]])
def test_periods_below_weekdays_may_be_signs_that_weekdays_have_too(corner: str | None, days: str) -> None:
    rows: Rows = [["三(1)班"], *_week(corner, days), [], ["四(1)班"], *_week("节次＼星期", days, PERIODS[:5])]
    assert _slots(layout_c(sheet(rows))) == [
        [(day, period) for period in periods for day in days] for periods in (PERIODS, PERIODS[:5])
    ]


def _slots(known: HomeSheet | None) -> list[list[tuple[str, str]]]:
    assert known is not None
    return [[(slot.weekday.text, slot.period.text) for slot in table.slots] for table in known.tables]


def test_more_signs_across_than_weekdays_down_are_periods() -> None:
    rows: Rows = [
        ["三(1)班"],
        [None, *PERIODS],
        *([day, *("语文\n周杰" for _ in PERIODS)] for day in "一二三四五"),
    ]
    assert layout_c(sheet(rows)) is None
    assert _slots(layout_c_across(sheet(rows))) == [
        [(day, period) for day in "一二三四五" for period in PERIODS]
    ]


ODD_BLOCK: Rows = [
    ["四年级乙班的课", None, "每天两次"],
    [None, "周一", "周二", "周三"],
    ["甲", "语文\n周杰", "数学\n吴倩", "语文\n周杰"],
    ["乙", "数学\n吴倩", "语文\n周杰", "数学\n吴倩"],
]


def test_a_block_that_is_not_read_is_one_problem() -> None:
    intake = read(sheet([["三(1)班"], *BODY, [], *ODD_BLOCK]))
    assert problems(intake) == [("block_not_read", "柳河校区", "A7")]
    (question,) = intake.questions
    answered = read(sheet([["三(1)班"], *BODY, [], *ODD_BLOCK]), corrections=[question.answered("")])
    assert notes(answered) == [("row_not_used", "柳河校区", "A7")]


OF_NO_DAY: Rows = [
    ["课表"],
    ["节次", "三(1)班", "三(2)班"],
    *([f"第{number}节", "语文\n周杰", "吴倩\n数学"] for number in (1, 2, 3)),
]


TIMES_ACROSS: Rows = [
    ["课表"],
    ["星期", "08:30-09:10", "09:25-10:05", "13:50-14:30"],
    *([day, "语文", "数学", "语文"] for day in ("周一", "周二", "周三")),
]


@pytest.mark.parametrize(
    ("rows", "code"), [(OF_NO_DAY, "weekday_of_table_unknown"), (TIMES_ACROSS, "timetable_not_read")]
)
def test_a_sheet_with_periods_and_subjects_that_no_layout_reads_is_a_problem(rows: Rows, code: str) -> None:
    odd = sheet(rows, name="乙班")
    intake = read(sheet([["三(1)班"], *BODY]), odd)
    assert problems(intake) == [(code, "乙班", "")]
    (question,) = intake.questions
    answered = read(sheet([["三(1)班"], *BODY]), odd, corrections=[question.answered("")])
    assert notes(answered) == [("sheet_not_wanted", "乙班", "")]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["星期", "科目", "教师"],
            ["周一", "书法", "周杰"],
            ["周二", "足球", "吴倩"],
            ["周三", "篮球", "周杰"],
        ],  # a list
        [
            [None, "周一", "周二"],
            ["1", "三(1)语文", "四(1)语文"],
            ["2", "三(1)语文", "四(1)语文"],
        ],  # of a teacher
        [["班级", "语文", "数学"], ["三(1)班", "周杰", "吴倩"], ["四(1)班", "周杰", "吴倩"]],  # who teaches
        [["学科", "三年级", "四年级"], ["语文", "6", "6"], ["数学", "5", "4"], ["英语", "3", "3"]],  # hours
        [
            ["日期", "时间", "三年级", "四年级"],
            ["周四", "08:30", "语文", "语文"],
            ["周四", "10:20", "数学", "数学"],
            ["周五", "08:30", "英语", "英语"],
        ],  # exams
        [
            ["班级", "周一", "周二", "周三"],
            ["三(1)班", "语文", "英语", "语文"],
            ["四(1)班", "英语", "语文", "英语"],
        ],  # reading
        [
            ["周次", "一", "二", "三"],
            ["语文", "语文", "语文", "语文"],
            ["数学", "数学", "数学", "数学"],
        ],  # a plan
        [["食堂", "周一", "周二"], ["1", "米饭", "面条"], ["2", "青菜", "豆腐"]],
    ],
)
def test_other_sheets_with_weekdays_or_subjects_are_noted_only(rows: Rows) -> None:
    assert notes(read(sheet([["三(1)班"], *BODY]), sheet(rows, name="其他"))) == [
        ("sheet_not_used", "其他", "")
    ]


DUTIES: Rows = [ACROSS[0], *([day, "周杰", "吴倩", None, "周杰"] for day in ("周一", "周二", "周三"))]


def test_the_week_of_a_class_that_names_no_subject_is_noted_with_its_title() -> None:
    intake = read(sheet([["三(2)班"], *BODY]), sheet([["三(1)班"], *DUTIES], name="值周"))
    assert {one.name: one.kind for one in intake.sheets}["值周"] == ""
    assert notes(intake) == [("table_without_subjects", "值周", "A1")]
    untitled = read(sheet([["三(2)班"], *BODY]), sheet([["值周安排"], *DUTIES], name="值周"))
    assert notes(untitled) == [("sheet_not_used", "值周", "")]


def test_a_titled_block_is_read_whatever_its_cells_look_like() -> None:
    odd: Rows = [
        ["三(2)班"],
        ACROSS[0],
        ["周一", "语文—周杰", "数学—吴倩"],
        ["周二", "航模"],
        ["周三", "周杰/语文"],
    ]
    intake = read(sheet([["三(1)班"], *ACROSS, [], *odd]))
    assert [lesson[1:5] for lesson in lessons(intake) if lesson[0] == "302"] == [
        (1, 1, "语文", "周杰"),
        (1, 2, "数学", "吴倩"),
        (2, 1, "航模", ""),
        (3, 1, "语文", "周杰"),
    ]
    assert notes(intake) == [("subject_new", "柳河校区", "B10")]
    assert [lesson[1:5] for lesson in lessons(read(sheet(odd)))][2:] == [
        (2, 1, "航模", ""),
        (3, 1, "语文", "周杰"),
    ]


def test_a_block_of_lessons_without_a_class_is_a_question() -> None:
    intake = read(sheet([["课程表"], *BODY]))
    assert problems(intake) == [("class_label_unreadable", "柳河校区", "A1")]


@pytest.mark.parametrize(
    "table",
    [
        sheet([["周杰课程表"], HEADER, ["1", "三(1)班\n语文", "三(2)班\n语文"]], name="周杰"),
        sheet([["音乐教室使用表"], HEADER, ["1", "三(1)", "三(2)"]], name="音乐教室"),
        sheet([["值周安排"], HEADER, ["1", "周杰", "吴倩"]], name="值周"),
    ],
)
def test_weeks_of_teachers_rooms_and_duties_are_no_home_timetables(table: Sheet) -> None:
    intake = read(sheet([["三(1)班"], *BODY]), table)
    assert {one.name: one.kind for one in intake.sheets}[table.name] == ""


@pytest.mark.parametrize(
    "title",
    [
        "柳河校区2026学年第一学期四(1)班课程表",
        "二〇二六学年第一学期课程表(试行)",
        "2026年秋季学期执行时间自九月一日起",
        "第一小组向日葵班的一周安排表",
    ],
)
def test_a_long_title_between_blocks_stays_one(title: str) -> None:
    intake = read(sheet([["三(1)班"], *BODY, [title], ["四(1)班"], *BODY]))
    assert {lesson[0] for lesson in lessons(intake)} == {"301", "401"}
    assert notes(intake) == []


@pytest.mark.parametrize(
    "below",
    [
        ["任课教师", "语文:周杰", "数学:吴倩", "英语:王芳"],
        ["语文", "周杰", "数学", "吴倩"],
    ],
)
def test_a_row_of_who_teaches_what_below_a_title_leaves_the_title(below: Sequence[object]) -> None:
    intake = read(sheet([["三(1)班课程表 班主任:吴倩"], below, *BODY]))
    assert {lesson[0] for lesson in lessons(intake)} == {"301"}
    assert heads(intake) == {"301": "吴倩"}
