"""What a home timetable cannot say is asked; answered once, it is read, and nobody is asked again."""

import pytest

from service.domain.collecting.corrections import Correction, CorrectionKind
from service.domain.identity import PersonId
from tests.exchange.layouts import lessons, notes, problems, read, sheet
from tests.exchange.workbooks import Rows, changed

TABLE: Rows = [
    ["星期", "节次", "时间", "三(1)班"],
    ["周一", "1", "08:30-09:10", "语文\n周杰"],
    [None, "2", "09:25-10:05", "数学\n吴倩"],
]
PLAIN = [("301", 1, 1, "语文", "周杰"), ("301", 1, 2, "数学", "吴倩")]


@pytest.mark.parametrize(
    ("cell", "text", "kind", "meant", "choices"),
    [
        ((1, 4), "31班", CorrectionKind.CLASS, "三(1)班", ("三(1)班",)),
        ((1, 4), "启智班", CorrectionKind.CLASS, "301", ()),
        ((2, 1), "一号", CorrectionKind.TEXT, "周一", ()),
        ((3, 2), "下1", CorrectionKind.PERIOD, "第2节", ()),
        ((3, 2), "第8节", CorrectionKind.PERIOD, "2", ("1", "2", "3")),
        ((2, 3), "八点半", CorrectionKind.TEXT, "08:30-09:10", ()),
        ((2, 4), "语文周洁", CorrectionKind.CELL, "语文 周杰", ("语文 周洁",)),
        ((2, 4), "语文\n周杰/吴倩", CorrectionKind.CELL, "语文 周杰", ("语文 周杰", "语文 吴倩")),
        ((2, 4), "周杰", CorrectionKind.CELL, "语文\n周杰", ("语文 周杰",)),
        ((2, 4), "郑新\n语文", CorrectionKind.CELL, "语文 周杰", ("语文 郑新",)),
    ],
)
def test_a_question_and_its_answer(
    cell: tuple[int, int], text: str, kind: CorrectionKind, meant: str, choices: tuple[str, ...]
) -> None:
    rows = changed(TABLE, *cell, text)
    asked = read(sheet(rows))
    (problem,) = asked.problems
    assert (problem.source.cell, dict(problem.facts)["text"]) == (f"{'ABCD'[cell[1] - 1]}{cell[0]}", text)
    (question,) = asked.questions
    assert (question.kind, question.campus, question.choices) == (kind, "柳河校区", choices)
    answered = read(sheet(rows), corrections=[question.answered(meant)])
    assert [lesson[:5] for lesson in lessons(answered)] == PLAIN
    assert answered.questions == ()


def test_a_teacher_alone_of_a_subject_that_is_new_can_be_answered() -> None:
    roster = [["校区", "工号", "姓名", "学科"], ["柳河校区", "LH71", "孙丽", "玩泥"]]
    rows, more = changed(TABLE, 3, 4, "孙丽"), sheet(roster, name="教师名册2")
    (question,) = read(sheet(rows), more).questions
    assert question.choices == ("玩泥\n孙丽",)
    answered = read(sheet(rows), more, corrections=[question.answered(question.choices[0])])
    assert lessons(answered)[1][3:5] == ("玩泥", "孙丽")


def test_a_cell_may_be_answered_to_hold_no_lesson() -> None:
    rows = changed(TABLE, 3, 4, "语文/数学\n吴倩")
    assert problems(read(sheet(rows))) == [("cell_unreadable", "柳河校区", "D3")]
    answer = Correction("柳河校区", CorrectionKind.CELL, "语文/数学吴倩", "/")
    assert [lesson[:5] for lesson in lessons(read(sheet(rows), corrections=[answer]))] == PLAIN[:1]


def test_which_of_two_subjects_comes_in_odd_weeks_is_asked() -> None:
    (question,) = read(sheet(changed(TABLE, 3, 4, "信息/劳动\n吴倩/周杰"))).questions
    assert question.choices == ("信息/劳动(单/双) 吴倩/周杰", "信息/劳动(双/单) 吴倩/周杰")
    rows = changed(TABLE, 3, 4, "信息/劳动\n吴倩/周杰")
    for choice in question.choices:
        intake = read(sheet(rows), corrections=[question.answered(choice)])
        assert {lesson[3:5] for lesson in lessons(intake)[1:]} == {("信息科技", "吴倩"), ("劳动", "周杰")}


@pytest.mark.parametrize(
    ("sign", "subject"),
    [("语", "语文"), ("数", "数学"), ("英", "英语"), ("体", "体育与健康"), ("音", "音乐"), ("科", "科学")],
)
@pytest.mark.parametrize("cell", ["{}\n吴倩", "{}（吴倩）", "{} 吴倩"])
def test_one_sign_alone_is_the_subject_it_is_short_for(sign: str, subject: str, cell: str) -> None:
    intake = read(sheet(changed(TABLE, 3, 4, cell.format(sign))))
    assert [lesson[3:5] for lesson in lessons(intake)][1] == (subject, "吴倩")
    assert notes(intake) == []


def test_a_sign_is_no_part_of_a_longer_name() -> None:
    intake = read(sheet(changed(TABLE, 3, 4, "语 文\n吴倩")))
    assert [lesson[3:5] for lesson in lessons(intake)][1] == ("语文", "吴倩")


@pytest.mark.parametrize(
    "remark", ["（室外）", "(代)", "（代课）", "(兼)", "(外聘)", "（走教）", "(班主任)", "(组长)(代)"]
)
def test_a_remark_behind_a_known_teacher_is_none_of_her_name(remark: str) -> None:
    rows = changed(changed(TABLE, 3, 4, f"数学\n吴倩{remark}"), 2, 4, f"语文\n吴倩{remark}")
    intake = read(sheet(rows))
    assert [lesson[4] for lesson in lessons(intake)] == ["吴倩", "吴倩"]
    assert {code for code, _, _ in notes(intake)} == {"teacher_remark_not_used"}


@pytest.mark.parametrize("remark", ["大", "小", "男", "女", "数学", "2", "产假"])
@pytest.mark.parametrize("name", ["吴倩", "孙丽"])  # in the roster, and nobody knows
def test_what_tells_namesakes_apart_asks_who_she_is(remark: str, name: str) -> None:
    written = f"{name}({remark})"
    rows = changed(TABLE, 3, 4, f"数学\n{written}")
    asked = read(sheet(rows))
    assert problems(asked) == [("teacher_remark_unclear", "柳河校区", "D3")]
    (question,) = asked.questions
    assert (question.kind, question.written) == (CorrectionKind.TEACHER, written)
    assert question.choices == (name, written)
    for choice in question.choices:
        answered = read(sheet(rows), corrections=[question.answered(choice)])
        assert (answered.problems, lessons(answered)[1][4]) == ((), choice)


def test_of_several_of_that_name_it_is_asked_which() -> None:
    roster = [["校区", "工号", "姓名", "学科"], ["柳河校区", "LH71", "吴倩", "美术"]]
    more = sheet(roster, name="教师名册2")
    rows = changed(TABLE, 3, 4, "数学\n吴倩(大)")
    (question,) = read(sheet(rows), more).questions
    assert question.choices == ("吴倩 LH02", "吴倩 LH71", "吴倩(大)")
    for choice, number in (("吴倩 LH02", "LH02"), ("吴倩 LH71", "LH71"), ("吴倩(大)", "")):
        intake = read(sheet(rows), more, corrections=[question.answered(choice)])
        assert intake.district is not None
        (base,) = intake.district.home_timetables
        (post,) = intake.district.posts_of[base.lessons[1].teacher_id or PersonId("")]
        assert post.staff_number == number


@pytest.mark.parametrize("remark", ["大", "数学", "代"])
def test_what_the_roster_has_in_brackets_is_her_name(remark: str) -> None:
    roster = [["校区", "工号", "姓名", "学科"], ["柳河校区", "LH71", f"吴倩({remark})", "数学"]]
    intake = read(sheet(changed(TABLE, 3, 4, f"数学\n吴倩({remark})")), sheet(roster, name="教师名册2"))
    assert (intake.problems, notes(intake), lessons(intake)[1][4]) == ((), [], f"吴倩({remark})")


@pytest.mark.parametrize("order", [1, -1])
def test_a_name_that_holds_that_of_another_cell_is_asked_about(order: int) -> None:
    cells = ("语文\n孙丽", "数学\n孙丽代")[::order]
    intake = read(sheet(changed(changed(TABLE, 2, 4, cells[0]), 3, 4, cells[1])))
    assert [code for code, _, _ in problems(intake)] == ["cell_unreadable"]
    alone = read(sheet(changed(TABLE, 3, 4, "数学\n孙丽代")))
    assert lessons(alone)[1][4] == "孙丽代"


@pytest.mark.parametrize("cells", [("孙丽(代)", "孙丽"), ("孙丽", "孙丽(代)")])
@pytest.mark.parametrize("subject", ["语文", "玩泥"])  # and one that nobody knows
def test_the_order_of_cells_does_not_decide_who_she_is(cells: tuple[str, str], subject: str) -> None:
    first = changed(TABLE, 2, 4, f"{subject}\n{cells[0]}")
    intake = read(sheet(changed(first, 3, 4, f"{subject}\n{cells[1]}")))
    assert [lesson[4] for lesson in lessons(intake)] == ["孙丽", "孙丽"]
    told = [code for code, _, _ in notes(intake) if code != "subject_new"]
    assert sorted(told) == ["teacher_not_in_roster", "teacher_remark_not_used"]


@pytest.mark.parametrize(
    ("cell", "campus", "told"),
    [
        ("赵霞(城北小学)", "城北小学(核心校区)", []),
        ("赵霞（核心校区）", "城北小学(核心校区)", []),
        ("吴倩(核心校区)", "柳河校区", ["teacher_not_in_roster"]),
        ("吴倩(柳河)", "柳河校区", ["teacher_remark_not_used"]),
    ],
)
def test_a_campus_in_brackets_says_where_a_teacher_is_from(cell: str, campus: str, told: list[str]) -> None:
    intake = read(sheet(changed(TABLE, 3, 4, f"数学\n{cell}")))
    assert [code for code, _, _ in notes(intake)] == told
    assert intake.district is not None
    (base,) = intake.district.home_timetables
    (post,) = intake.district.posts_of[base.lessons[1].teacher_id or PersonId("")]
    assert intake.district.campus[post.campus_id].name == campus


@pytest.mark.parametrize(("cell", "own"), [("吴倩(核心校区)", False), ("吴倩(柳河)", True)])
def test_a_namesake_of_another_campus_is_not_the_own_teacher(cell: str, own: bool) -> None:
    first = changed(TABLE, 2, 4, "语文\n吴倩")
    roster = [["校区", "工号", "姓名", "学科"], ["城北小学(核心校区)", "HX09", "吴倩", "数学"]]
    for more in ((), (sheet(roster, name="教师名册2"),)):
        intake = read(sheet(changed(first, 3, 4, f"数学\n{cell}")), *more)
        assert intake.district is not None
        (base,) = intake.district.home_timetables
        here, there = (lesson.teacher_id for lesson in base.lessons)
        assert (here == there) is own
        numbers = [post.staff_number for post in intake.district.posts_of[there or PersonId("")]]
        assert numbers == (["LH02"] if own else ["HX09"] if more else [""])


def test_a_remark_is_none_of_a_name_that_nobody_knows() -> None:
    intake = read(sheet(changed(TABLE, 3, 4, "数学\n孙丽(代)")))
    assert sorted(code for code, _, _ in notes(intake)) == [
        "teacher_not_in_roster",
        "teacher_remark_not_used",
    ]
    assert lessons(intake)[1][4] == "孙丽"


def test_a_surname_alone_asks_who_of_that_surname_it_is() -> None:
    rows = changed(TABLE, 3, 4, "数学\n吴老师")
    intake = read(sheet(rows))
    assert problems(intake) == [("teacher_unknown", "柳河校区", "D3")]
    (question,) = intake.questions
    assert (question.kind, question.written, question.choices) == (
        CorrectionKind.TEACHER,
        "吴老师",
        ("吴倩",),
    )
    answered = read(sheet(rows), corrections=[question.answered("吴倩")])
    assert lessons(answered)[1][4] == "吴倩"
    assert [code for code, _, _ in notes(read(sheet(changed(TABLE, 3, 4, "数学\n郑老师"))))] == [
        "teacher_not_in_roster"
    ]


def test_a_sign_that_may_mean_two_subjects_is_asked_about_once() -> None:
    rows = changed(changed(TABLE, 3, 4, "德\n吴倩"), 2, 4, "德\n吴倩")
    intake = read(sheet(rows))
    assert [code for code, _, _ in notes(intake)] == ["subject_new"]
    (question,) = intake.questions
    assert question.choices == ("道德与法治", "班会")
    answered = read(sheet(rows), corrections=[question.answered("道德与法治")])
    assert {lesson[3] for lesson in lessons(answered)} >= {"道德与法治"}
    assert notes(answered) == []


def test_a_new_subject_is_noted_and_asked_about_and_once_answered_no_longer() -> None:
    rows = changed(TABLE, 3, 4, "玩数学\n吴倩")
    intake = read(sheet(rows))
    assert notes(intake) == [("subject_new", "柳河校区", "D3")]
    (question,) = intake.questions
    assert (question.kind, question.written, question.choices) == (
        CorrectionKind.SUBJECT,
        "玩数学",
        ("数学", "数学思维", "科学"),
    )
    for meant, subject in (("数学", "数学"), ("玩数学", "玩数学")):
        answered = read(sheet(rows), corrections=[question.answered(meant)])
        assert lessons(answered)[1][3] == subject
        assert notes(answered) == []


def test_a_teacher_no_roster_has_may_be_one_it_has() -> None:
    rows = changed(TABLE, 3, 4, "数学\n吴茜")
    intake = read(sheet(rows))
    assert notes(intake) == [("teacher_not_in_roster", "柳河校区", "D3")]
    (question,) = intake.questions
    answered = read(sheet(rows), corrections=[question.answered("吴倩")])
    assert [lesson[:5] for lesson in lessons(answered)] == PLAIN
    assert notes(answered) == []


@pytest.mark.parametrize("meant", ["甲班", "第三十节", "？"])
def test_an_answer_that_cannot_be_read_leaves_the_question(meant: str) -> None:
    rows = changed(TABLE, 1, 4, "31")
    (question,) = read(sheet(rows)).questions
    assert read(sheet(rows), corrections=[question.answered(meant)]).questions == (question,)


@pytest.mark.parametrize("remark", ["实验", "小学"])
def test_a_part_of_a_campus_that_may_be_said_of_her_asks_who_she_is(remark: str) -> None:
    roster = [["校区", "工号", "姓名", "学科"], ["实验小学", "SY01", "吴倩", "数学"]]
    asked = read(sheet(changed(TABLE, 3, 4, f"数学\n吴倩({remark})")), sheet(roster, name="教师名册2"))
    assert problems(asked) == [("teacher_remark_unclear", "柳河校区", "D3")]
