"""No reading of a cell invents a person or a subject: what could be several things is asked about."""

import pytest
from hypothesis import given, settings

from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.lesson_cells import lesson_cell
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.subjects import SUBJECTS
from tests.exchange.notation.cells_composed import NAMES, Composed, composed_cells

KNOWN = frozenset({"张三", "李四"})


@settings(max_examples=400)
@given(composed_cells())
def test_a_cell_is_read_as_it_is_meant_or_asked_about(cell: Composed) -> None:
    try:
        (lesson,) = lesson_cell(cell.text, SUBJECTS, frozenset(NAMES))
    except NotUnderstoodError:
        return
    assert lesson in cell.truth


@pytest.mark.parametrize("known", [frozenset(), KNOWN])
@pytest.mark.parametrize(
    "text",
    [
        "体育(男)\n张三",
        "体育\n男 张三",
        "体育 张三 大",
        "语文(1)\n张三",
        "语文 1张三",
        "语文\n操场张三",
        "语文(A组)",
        "信息1-8周张三",
        "信息1-8周 张三",
        "语文 1-8 张三",
        "数学 张三 1-8",
        "语文\n张三(1-8)",
        "语文\n张三(单)李四(单)",
        "语文 张三(操场)(大)",
        "语文张三\n数学李四",
        "语文张三 301",
        "语文\n数学李四",
        "语文 张三\n数学",
        "语文\n数学",
        "语文 数学\n张三",
        "语文数学\n张三",
        "语文操场\n张三",
        "语文:张三:操场",
        "语文。张三",
        "语文@张三",
        "1-8周语文张三",
        "语文张三单周",
        "双周语单芳",
        "语 张三 李四",
        "语文(代)",
        "语文\n代课",
        "语文\n数学组",
        "语文\n三楼(张三)",
        "语文\n张三 (单)操场",
        "语文\n张三 1-8周操场",
        "围炉 张三",
        "张三 围炉 301",
        "围炉:张三",
        "1-8周\n围炉",
        "音乐教室\n围炉",
        "围炉单\n张三",
    ],
)
def test_what_is_more_than_a_name_a_subject_or_a_room_is_asked_about(
    text: str, known: frozenset[str]
) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        lesson_cell(text, SUBJECTS, known)
    assert (caught.value.code, caught.value.text) == ("cell_unreadable", text)


@pytest.mark.parametrize(
    "text", ["语文\n张三代", "语文\n单张三", "语文\n张三大", "语文 张三操场", "围炉张三", "围炉\n张三李明"]
)
def test_who_is_known_tells_that_a_name_is_more_than_one(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        lesson_cell(text, SUBJECTS, KNOWN)


@pytest.mark.parametrize("name", ["张三代", "单张三", "张三大", "1张三", "A组", "数学"])
def test_somebody_who_is_called_so_is_no_question(name: str) -> None:
    assert lesson_cell(f"语文\n{name}", SUBJECTS, frozenset({"张三", name})) == (CellLesson("语文", name),)


@pytest.mark.parametrize(
    ("text", "lesson"),
    [
        ("语文张三(操场)", CellLesson("语文", "张三", ALL_WEEKS, "操场")),
        ("语文张三(单)", CellLesson("语文", "张三", ODD_WEEKS)),
        ("语文(双)张三", CellLesson("语文", "张三", EVEN_WEEKS)),
        ("语文\n张三(双)\n操场", CellLesson("语文", "张三", EVEN_WEEKS, "操场")),
        ("语文\n张三 单周 操场", CellLesson("语文", "张三", ODD_WEEKS, "操场")),
        ("语文/张三 1-8周", CellLesson("语文", "张三", Weeks(numbers=frozenset(range(1, 9))))),
        ("语文\n张三\n单", CellLesson("语文", "张三", ODD_WEEKS)),
        ("语文\n单\n芳", CellLesson("语文", "单芳")),
        ("语文\n张三(大)(操场)", CellLesson("语文", "张三(大)", ALL_WEEKS, "操场")),
    ],
)
def test_what_can_be_told_is_read(text: str, lesson: CellLesson) -> None:
    assert lesson_cell(text, SUBJECTS, KNOWN) == (lesson,)


@pytest.mark.parametrize(
    "subject",
    [
        "玩 泥",
        "Scratch编程",
        "经典 吟诵",
        "校本围棋",
        "英语阅读",
        "书法社",
        "3D打印",
        "双语角",
        "农场",
        "科学馆",
    ],
)
def test_a_subject_that_nobody_knows_is_a_new_one(subject: str) -> None:
    (lesson,) = lesson_cell(f"{subject}\n张三", SUBJECTS, KNOWN)
    assert (lesson.subject, lesson.teacher) == ("".join(subject.split()), "张三")


@pytest.mark.parametrize("name", ["努尔买买提", "买买提·艾力", "Mary", "外教", "班主任", "幸小明", "李双"])
def test_names_of_any_form_are_names(name: str) -> None:
    assert lesson_cell(f"语文\n{name}", SUBJECTS) == (CellLesson("语文", name),)


def test_which_of_two_that_nobody_knows_is_the_subject_is_asked() -> None:
    with pytest.raises(NotUnderstoodError):
        lesson_cell("马术\n围炉", SUBJECTS)
    assert lesson_cell("马术\n张三", SUBJECTS, KNOWN) == (CellLesson("马术", "张三"),)
