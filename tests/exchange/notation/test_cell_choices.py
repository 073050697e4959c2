"""What is offered for a cell is read without a question, and says nothing that the cell does not."""

import pytest
from hypothesis import given, settings

from calendars.weeks import ALL_WEEKS
from service.exchange.notation.lesson_cells import lesson_cell
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.subjects import SUBJECTS
from tests.exchange.notation.cells_composed import NAMES, Composed, composed_cells


def _choices(text: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    with pytest.raises(NotUnderstoodError) as caught:
        lesson_cell(text, SUBJECTS, known)
    return caught.value.choices


@settings(max_examples=400)
@given(composed_cells())
def test_a_choice_is_read_and_says_what_the_cell_says(cell: Composed) -> None:
    known = frozenset(NAMES)
    try:
        lesson_cell(cell.text, SUBJECTS, known)
    except NotUnderstoodError as asked:
        choices = asked.choices
    else:
        return
    truth = next(iter(cell.truth))
    lessons = [lesson for choice in choices for lesson in lesson_cell(choice, SUBJECTS, known)]
    assert {lesson.subject for lesson in lessons} <= {truth.subject}
    assert {lesson.teacher for lesson in lessons} <= {lesson.teacher for lesson in cell.truth}
    assert {lesson.place for lesson in lessons} <= {truth.place, ""}
    assert {lesson.weeks for lesson in lessons} <= {truth.weeks, ALL_WEEKS}
    if "周" in cell.text.replace("周杰", ""):
        assert {lesson.weeks for lesson in lessons} <= {truth.weeks}


@pytest.mark.parametrize("known", [frozenset(), frozenset({"张三", "李四"})])
@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("体育(男)\n张三", ("体育 张三",)),
        ("信息1-8周张三", ("信息(1-8周) 张三",)),
        ("语文张三\n操场", ("语文 张三(操场)",)),
        ("语文张三操场", ("语文 张三(操场)",)),
        ("语文张三(单)李四(双)", ("语文/语文(单/双) 张三/李四",)),
        ("语文 张三 1-8周 李四 9-16周", ("语文/语文(1-8周/9-16周) 张三/李四",)),
        ("语文1-8周,10-16周 张三", ("语文(1-8周,10-16周) 张三",)),
        ("语文张三\n数学李四", ("语文/数学(单/双) 张三/李四", "语文/数学(双/单) 张三/李四")),
        ("语文\n数学", ()),
        ("信息/劳动", ("信息/劳动(单/双)", "信息/劳动(双/单)")),
        ("信息／劳动\n张三", ("信息/劳动(单/双) 张三", "信息/劳动(双/单) 张三")),
        ("信息/劳动/书法", ()),
        ("数学 1-8 张三", ("数学(1-8周) 张三", "数学 张三")),
        ("围炉 张三", ("围炉\n张三",)),
    ],
)
def test_what_may_be_chosen_of_a_cell_that_holds_more(
    text: str, choices: tuple[str, ...], known: frozenset[str]
) -> None:
    assert _choices(text, known) == choices
