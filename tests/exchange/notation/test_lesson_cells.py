from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.lesson_cells import lesson_cell
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.person_names import is_remark, two_names
from service.exchange.notation.subjects import SUBJECTS

PE = CellLesson("体育与健康", "张三")


@pytest.mark.parametrize(
    "text",
    [
        "体育\n张三",
        "体 育\n张 三\n",
        "体育\n张　三 ",
        "体\n育\n张三",
        "体育（张三）",
        "体 育（张 三 ）",
        "体育 张三",
        "体育/张三",
        "体育与健康 \n张三",
        "体育\n（张三）",
        "体育：张三",
        "体育—张三",
        "体育、张三",
        "体育［张 三］",
        "体育*\n张三",
        "体育1\n张三",
        "体育课 张三",
        "-体育 - 张三-",
    ],
)
def test_one_subject_and_its_teacher(text: str) -> None:
    assert lesson_cell(text, SUBJECTS) == (PE,)


@pytest.mark.parametrize(
    "text",
    [
        "体育\n张三(代)",
        "体育（张三（代））",
        "体 育（张 三(代) ）",
        "体育\n张 三（代）",
        "体育 张　三（代）",
        "体育-张三（代）",
        "体育：张 三(代)",
    ],
)
def test_a_remark_behind_the_teacher_stays_with_her_name(text: str) -> None:
    assert lesson_cell(text, SUBJECTS) == (CellLesson("体育与健康", "张三(代)"),)


@pytest.mark.parametrize(
    "text",
    [
        "语文（数学（代））",
        "语文（张三、李四（代））",
        "语文-数学（代）",
        "信息/劳动（代）",
        "语文\n张三 李四（代）",
        "语文（单（代））",
    ],
)
def test_a_remark_makes_no_name_of_a_subject_of_weeks_or_of_two_people(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        lesson_cell(text, SUBJECTS)


@pytest.mark.parametrize(
    "text", ["", " ", "  \n", "/", "／", "-", "—", "无", "大课间", "※\x0b", "无课", "不上课", "放 学", "休息"]
)
def test_no_lesson(text: str) -> None:
    assert lesson_cell(text, SUBJECTS) == ()


def test_no_teacher() -> None:
    assert lesson_cell("班队 ", SUBJECTS) == (CellLesson("班会", ""),)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("道法", "道德与法治"),
        ("体 育", "体育与健康"),
        ("信技", "信息科技"),
        ("综合", "综合实践活动"),
        ("劳技", "劳动"),
        ("写字", "书法"),
        ("历社", "历史与社会"),
        ("社会", "历史与社会"),
        ("拓展", "校本课程"),
        ("校本", "校本课程"),
        ("作业辅导", "课后服务"),
        ("社团活动", "课后服务"),
        ("围 棋", "围棋"),
    ],
)
def test_subjects_have_their_standard_name_or_their_own(text: str, name: str) -> None:
    assert [lesson.subject for lesson in lesson_cell(text, SUBJECTS)] == [name]


def test_a_district_adds_names_of_its_own() -> None:
    subjects = SUBJECTS.with_names({"体育与健康": ("武术",)})
    assert lesson_cell("武术\n张三", subjects) == (PE,)
    assert subjects.standard("体育") == "体育与健康"


@pytest.mark.parametrize(
    ("text", "odd", "even"),
    [
        ("信息/劳动(单/双)\n甲/乙", ("信息科技", "甲"), ("劳动", "乙")),
        ("信技/劳技（单/双）\n甲/乙", ("信息科技", "甲"), ("劳动", "乙")),
        ("信息/劳动(双/单)\n甲/乙", ("劳动", "乙"), ("信息科技", "甲")),
        ("信息(单)/劳动(双)\n甲/乙", ("信息科技", "甲"), ("劳动", "乙")),
        ("信息(单周)劳动(双周)\n甲", ("信息科技", "甲"), ("劳动", "甲")),
        ("单信息双劳动\n甲/乙", ("信息科技", "甲"), ("劳动", "乙")),
        ("信息/劳动（单/双）（甲/乙）", ("信息科技", "甲"), ("劳动", "乙")),
        ("信息(单)/劳动(双)(甲/乙)", ("信息科技", "甲"), ("劳动", "乙")),
        ("单信息双劳动（甲/乙）", ("信息科技", "甲"), ("劳动", "乙")),
        ("单信息双劳动(甲)", ("信息科技", "甲"), ("劳动", "甲")),
        ("单信息双劳动", ("信息科技", ""), ("劳动", "")),
        ("单周:信息 双周:劳动\n甲", ("信息科技", "甲"), ("劳动", "甲")),
        ("单:信息(甲) 双:劳动(乙)", ("信息科技", "甲"), ("劳动", "乙")),
        ("信息(单)\n甲\n劳动(双)\n乙", ("信息科技", "甲"), ("劳动", "乙")),
        ("信息(单)\n劳动(双)\n甲\n乙", ("信息科技", "甲"), ("劳动", "乙")),
        ("信息(单)\n劳动(双)\n甲", ("信息科技", "甲"), ("劳动", "甲")),
        ("信息(单)/劳动(双) 甲", ("信息科技", "甲"), ("劳动", "甲")),
        ("信息(单)/劳动(双) 邱 蕾", ("信息科技", "邱蕾"), ("劳动", "邱蕾")),
        ("单周音乐/双周美术 吕磊", ("音乐", "吕磊"), ("美术", "吕磊")),
        ("单周 音 乐 双周 美 术 吕 磊", ("音乐", "吕磊"), ("美术", "吕磊")),
        ("双周:音乐/单周:美术 吕磊 邱蕾", ("美术", "邱蕾"), ("音乐", "吕磊")),
        ("单周音乐/双周美术\n吕磊 邱蕾", ("音乐", "吕磊"), ("美术", "邱蕾")),
        ("单周围炉/双周沪语\n吕磊", ("围炉", "吕磊"), ("沪语", "吕磊")),
        ("信息(单)/劳动(双) 欧阳 修远", ("信息科技", "欧阳修远"), ("劳动", "欧阳修远")),
        ("信息(单)/劳动(双) 邱蕾 崔欣怡", ("信息科技", "邱蕾"), ("劳动", "崔欣怡")),
        ("信息(单)/劳动(双)\n邱蕾 崔欣怡", ("信息科技", "邱蕾"), ("劳动", "崔欣怡")),
        ("信息/劳动(双/单) 邱蕾 崔欣怡", ("劳动", "崔欣怡"), ("信息科技", "邱蕾")),
        ("信息(单)\n劳动(双)\n王芳\n李明", ("信息科技", "王芳"), ("劳动", "李明")),
        ("信息(单)\n劳动(双)\n王芳李明", ("信息科技", "王芳"), ("劳动", "李明")),
        ("信息/劳动(单/双)\n王\n芳", ("信息科技", "王芳"), ("劳动", "王芳")),
        ("信息(单)\n王\n芳\n劳动(双)\n李\n明", ("信息科技", "王芳"), ("劳动", "李明")),
    ],
)
def test_two_subjects_that_alternate(text: str, odd: tuple[str, str], even: tuple[str, str]) -> None:
    assert lesson_cell(text, SUBJECTS) == (CellLesson(*odd, ODD_WEEKS), CellLesson(*even, EVEN_WEEKS))


@pytest.mark.parametrize(
    ("text", "odd", "even"),
    [
        ("语文\n张三(单)李四(双)", ("语文", "张三"), ("语文", "李四")),
        ("语文 张 三（单周）/李四（双周）", ("语文", "张三"), ("语文", "李四")),
        ("语文（张三（双）李四（单））", ("语文", "李四"), ("语文", "张三")),
        ("语文\n单周：张三\n双周：李四", ("语文", "张三"), ("语文", "李四")),
        ("语文\n(单)张三(双)李四", ("语文", "张三"), ("语文", "李四")),
        ("信息/劳动\n张三(单)/李四(双)", ("信息科技", "张三"), ("劳动", "李四")),
        ("信息/劳动\n张三(双)李四(单)", ("劳动", "李四"), ("信息科技", "张三")),
        ("信息(单)/劳动(双)\n李四(双)张三(单)", ("信息科技", "张三"), ("劳动", "李四")),
    ],
)
def test_two_teachers_that_alternate(text: str, odd: tuple[str, str], even: tuple[str, str]) -> None:
    assert lesson_cell(text, SUBJECTS) == (CellLesson(*odd, ODD_WEEKS), CellLesson(*even, EVEN_WEEKS))


def test_two_teachers_by_the_numbers_of_their_weeks() -> None:
    assert lesson_cell("语文\n张三(1-8周)李四(9-16周)", SUBJECTS) == (
        CellLesson("语文", "张三", Weeks(numbers=frozenset(range(1, 9)))),
        CellLesson("语文", "李四", Weeks(numbers=frozenset(range(9, 17)))),
    )


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("音乐(1-9周)/美术(10-18周)\n甲", "甲", "甲"),
        ("音乐（1-9周）／美术（10-18周）\n甲", "甲", "甲"),
        ("音乐(1—9周)/美术(10—18周) 甲/乙", "甲", "乙"),
        ("音乐1-9周/美术10-18周", "", ""),
        ("音乐1-9周/美术10-18周\n甲/乙", "甲", "乙"),
        ("音乐/美术(1-9周/10-18周)\n甲/乙", "甲", "乙"),
        ("音乐(第1-9周)\n甲\n美术(第10-18周)\n乙", "甲", "乙"),
        ("1-9周音乐 甲\n10-18周:美术 乙", "甲", "乙"),
        ("1-9周音乐/10-18周美术 吕磊", "吕磊", "吕磊"),
        ("第1-9周音乐/第10-18周美术 吕磊 邱蕾", "吕磊", "邱蕾"),
    ],
)
def test_two_subjects_by_the_numbers_of_their_weeks(text: str, first: str, second: str) -> None:
    assert lesson_cell(text, SUBJECTS) == (
        CellLesson("音乐", first, Weeks(numbers=frozenset(range(1, 10)))),
        CellLesson("美术", second, Weeks(numbers=frozenset(range(10, 19)))),
    )


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("音乐(1-9周)/美术(9-18周)\n王五", ("音乐(1-9周) 王五", "美术(9-18周) 王五")),  # both in week 9
        ("音乐(9-1周)/美术(10-18周)\n王五", ("美术(10-18周) 王五",)),  # 音乐 is not of all weeks
        (
            "音乐(1-9周)/美术(10-18周)/书法(19周)\n王五",
            ("音乐(1-9周) 王五", "美术(10-18周) 王五", "书法(19周) 王五"),
        ),
        ("音乐(1-9周)/美术(10-18周)/书法(19周)\n赵七", ()),  # whom nobody knows
    ],
)
def test_what_a_cell_with_weeks_that_cannot_be_read_may_say(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        lesson_cell(text, SUBJECTS, frozenset({"王五"}))
    assert caught.value.choices == choices
    assert all(lesson_cell(choice, SUBJECTS) for choice in choices)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("信息(单)\n张三", ODD_WEEKS),
        ("信息（双周）\n张三", EVEN_WEEKS),
        ("信息\n张三(单)", ODD_WEEKS),
        ("信息(1-8周)\n张三", Weeks(numbers=frozenset(range(1, 9)))),
        ("信息\n张三", ALL_WEEKS),
    ],
)
def test_a_lesson_of_some_weeks(text: str, weeks: Weeks) -> None:
    assert lesson_cell(text, SUBJECTS) == (CellLesson("信息科技", "张三", weeks),)


@pytest.mark.parametrize(
    "text",
    [
        "信息/劳动\n甲/乙",  # which is odd?
        "语文\n张三/李四",  # two teachers at once
        "语文\n张三(单)李四(单)",
        "信息/劳动/书法\n张三(单)李四(双)",
        "(单/双)\n张三(单)李四(双)",
        "语文\n数学(单)李四(双)",
        "语文、数学\n张三",
        "信息/劳动(单/双)\n甲/乙/丙",
        "信息/劳动(单/单)\n甲/乙",
        "信息(单)/劳动(双) 邱蕾 操场",
        "单周音乐/双周沪语 吕磊",
        "单周音乐 吕磊/双周美术",
        "单周音乐/双周美术吕磊",
        "单周音乐\n双周美术 吕磊",
        "音乐 吕磊(单)/美术(双)",
        "1-9周音乐/10-18周沪语 吕磊",
        "信息(单)/劳动(双) 邱 蕾 崔 欣",
        "信息(单)/劳动(双)\n王芳\n李明\n张静",
        "信息(单)\n王芳\n李明\n劳动(双)\n张静",
        "信息(单)\n劳动(双)\n王小李方明",  # 王小 and 李方明, or 王小李 and 方明
        "信息(单)\n王芳\n劳动(双)",  # whose is 劳动?
        "王芳\n信息(单)\n劳动(双)",
        "语文\n王芳李明",
        "信息(单)/劳动(双) 邱蕾/崔欣怡 吕磊",
        "语文（张三）\n李四",
        "语文(张三",
        "单周双周语文",
        "单周语文",
        "语文单周\n张三",
        "语文(单)\n双周",
        "音乐\n/\n美术",  # which is odd?
        "语文\n/\n张三",
        "音乐(单)\n张三\n/\n美术\n李四",
        "体育 张三 操场 操场",
        "语文/" + "张" * 500,
    ],
)
def test_what_could_mean_two_things_is_not_read(text: str) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        lesson_cell(text, SUBJECTS)
    assert (caught.value.code, caught.value.text) == ("cell_unreadable", text)


@given(
    subject=st.sampled_from(["语文", "道德与法治", "体育与健康", "班会", "音乐"]),
    name=st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=4),
    gap=st.sampled_from(["", " ", "　"]),
    form=st.sampled_from(["{0}\n{1}", "{0} \n{1}\n", "{0}（{1}）", "{0}({1} )"]),
)
def test_blanks_and_brackets_do_not_count(subject: str, name: str, gap: str, form: str) -> None:
    text = form.format(subject, gap.join(name))
    # 单 and 双 in one cell are weeks, and 一室 is a room.
    assume(not set(name) & set("单双") and name[-1] not in "室场馆厅楼区房地园")
    assume(SUBJECTS.standard(name) is None and name not in ("暂无", "无"))
    # A remark and a group are nobody.
    assume(
        not any(is_remark(name[cut:]) for cut in range(len(name)))
        and name[-1] not in "组班队社团"
        and not two_names(name, ())
    )
    assert lesson_cell(text, SUBJECTS) == (CellLesson(subject, name),)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(NotUnderstoodError):
        assert len(lesson_cell(text, SUBJECTS)) <= 2


@pytest.mark.parametrize("name", ["周杰", "单芳", "双燕"])
def test_surnames_that_look_like_weeks(name: str) -> None:
    assert (
        lesson_cell(f"语文（{name}）", SUBJECTS)
        == lesson_cell(f"语文\n{name}", SUBJECTS)
        == (CellLesson("语文", name),)
    )


@pytest.mark.parametrize(
    "text", ["张三\n体育", "张三 体育", "张三/体育", "张三(体育)", "体育 张三老师", "体育张三"]
)
def test_a_known_name_is_a_teacher_wherever_it_stands(text: str) -> None:
    assert lesson_cell(text, SUBJECTS, {"张三"}) == (PE,)


@pytest.mark.parametrize("text", ["体育 张三 操场", "体育\n张三(操场)", "体育(张三)\n操场", "体育 张三@操场"])
def test_where_a_lesson_is_held_may_stand_behind_its_teacher(text: str) -> None:
    assert lesson_cell(text, SUBJECTS) == (CellLesson("体育与健康", "张三", place="操场"),)


@pytest.mark.parametrize(
    ("text", "weeks"), [("语文 1-2周", Weeks(numbers=frozenset((1, 2)))), ("语文\n单周", ODD_WEEKS)]
)
def test_weeks_alone_are_no_teacher(text: str, weeks: Weeks) -> None:
    assert lesson_cell(text, SUBJECTS) == (CellLesson("语文", "", weeks),)


def test_lessons_parted_by_a_stroke_each_have_weeks_of_their_own() -> None:
    assert lesson_cell("音乐(单)\n张三\n/\n美术(双)\n李四", SUBJECTS) == (
        CellLesson("音乐", "张三", ODD_WEEKS),
        CellLesson("美术", "李四", EVEN_WEEKS),
    )


@pytest.mark.parametrize("name", ["新教师1", "新教师(数学)", "待聘2", "待定"])
def test_a_teacher_not_named_yet_is_a_name(name: str) -> None:
    for text in (f"数学\n{name}", f"{name}\n数学", f"数学 {name}"):
        assert lesson_cell(text, SUBJECTS) == (CellLesson("数学", name),)


@pytest.mark.parametrize(
    "text",
    [
        "单周:信息 甲 双周:劳动 乙",
        "(单)信息 甲\n(双)劳动 乙",
        "信息(单) 甲/劳动(双) 乙",
        "信息 甲(单)/劳动 乙(双)",
        "信息\n甲(单周)\n劳动\n乙(双周)",
        "信息/劳动(单/双) 甲/乙",
        "信息/劳动(单/双)\n甲\n乙",
    ],
)
def test_two_lessons_that_alternate_each_with_its_teacher(text: str) -> None:
    assert lesson_cell(text, SUBJECTS) == (
        CellLesson("信息科技", "甲", ODD_WEEKS),
        CellLesson("劳动", "乙", EVEN_WEEKS),
    )


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("语文\n张三/李四", ("语文 张三", "语文 李四")),
        ("语文 张三 李四", ("语文 张三", "语文 李四")),
        ("语文张三", ("语文 张三",)),
        ("王五\n语文", ("语文 王五",)),
        ("信息/劳动\n甲/乙", ("信息/劳动(单/双) 甲/乙", "信息/劳动(双/单) 甲/乙")),
        ("语文\n王芳李明", ("语文 王芳", "语文 李明")),
        ("语文(单)\n王芳/李明", ("语文(单) 王芳", "语文(单) 李明")),
        ("单周语文王芳", ("语文(单周) 王芳",)),
        ("信息\n劳动\n王芳\n李明", ("信息/劳动(单/双) 王芳/李明", "信息/劳动(双/单) 王芳/李明")),
        (
            "信息(单)/劳动(双)\n王芳\n李明\n张静",
            (
                "信息/劳动(单/双) 王芳/李明",
                "信息/劳动(单/双) 王芳/张静",
                "信息/劳动(单/双) 李明/张静",
            ),
        ),
        ("语文/数学\n张三", ("语文/数学(单/双) 张三", "语文/数学(双/单) 张三")),
    ],
)
def test_what_may_be_meant_can_be_chosen_and_read(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        lesson_cell(text, SUBJECTS)
    assert caught.value.choices == choices
    for choice in choices:
        assert lesson_cell(choice, SUBJECTS) != ()


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("语文2", "语文"),
        ("语文A", "语文"),
        ("体育课", "体育与健康"),
        ("晨会", "晨会"),
        ("国学", "国学"),
        ("玩泥", None),
    ],
)
def test_names_with_a_level_and_names_of_their_own(text: str, standard: str | None) -> None:
    assert SUBJECTS.standard(text) == standard


_NAMES = st.text(st.sampled_from("张王李陈刘伟芳娜秀英敏静丽强磊军洋"), min_size=2, max_size=3)
_SUBJECTS = st.sampled_from(["语文", "数学", "体育", "道法", "信技", "班会", "校本", "综合实践"])


@given(
    subject=_SUBJECTS,
    name=_NAMES,
    form=st.sampled_from(
        ["{0}\n{1}", "{0}({1})", "{0} {1}", "{0}:{1}", "{0}—{1}", "{1}\n{0}", "{0}/{1}", "{0}\n({1})"]
    ),
    gap=st.sampled_from(["", " ", "　", "  "]),
    wide=st.booleans(),
    end=st.sampled_from(["", " ", "\n", "\n\n", "*", "　"]),
)
def test_every_way_to_write_a_lesson_is_the_same_lesson(
    subject: str, name: str, form: str, gap: str, wide: bool, end: str
) -> None:
    written = gap.join(subject) if len(subject) == 2 else subject
    text = form.format(written, gap.join(name)) + end
    if wide:
        text = text.translate(str.maketrans("():/", "（）：／"))
    assert lesson_cell(text, SUBJECTS, {name}) == (CellLesson(SUBJECTS.named(subject), name),)


@pytest.mark.parametrize("mark", ["【原周三第2节】", "【语文原周一第1节(单周)】", "【同步 S02 主讲:廖洁】"])
def test_what_an_export_adds_is_no_part_of_a_lesson(mark: str) -> None:
    assert lesson_cell(f"语文\n张三\n{mark}", SUBJECTS) == (CellLesson("语文", "张三"),)


def test_other_brackets_of_that_form_are_brackets() -> None:
    assert lesson_cell("语文【张三】", SUBJECTS) == (CellLesson("语文", "张三"),)


def test_names_that_are_known_part_two_without_anything_between_them() -> None:
    both = "信息(单)/劳动(双)\n王小李方明"
    assert [one.teacher for one in lesson_cell(both, SUBJECTS, {"王小李", "方明"})] == ["王小李", "方明"]
    # Somebody who is called so is one person.
    assert lesson_cell("语文\n王芳李明", SUBJECTS, {"王芳李明"}) == (CellLesson("语文", "王芳李明"),)
    assert lesson_cell("语文(单) 王芳", SUBJECTS) == (CellLesson("语文", "王芳", ODD_WEEKS),)


def test_a_cell_of_very_many_names_has_choices_that_can_be_looked_through() -> None:
    names = [f"王{one}{other}" for one in "伟芳娜秀英" for other in "军洋勇艳杰娟"]
    with pytest.raises(NotUnderstoodError) as caught:
        lesson_cell("语文\n" + "/".join(names), SUBJECTS)
    assert caught.value.choices == tuple(f"语文 {name}" for name in names[:12])
