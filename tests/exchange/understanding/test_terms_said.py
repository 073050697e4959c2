"""A table whose title, sheet or file says another term than the import is asked about."""

from datetime import date

import pytest

from service.domain.collecting.corrections import Correction
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.layouts import sheet
from tests.exchange.workbooks import SHEETS, changed, grids

TERM = "2026—2027学年第一学期"
TABLE = SHEETS["总课表-柳河校区"]


def _imported(
    title: str,
    name: str = "总课表",
    file: str = "课表.xlsx",
    from_day: date | None = None,
    corrections: tuple[Correction, ...] = (),
) -> Intake:
    table = sheet(changed(TABLE, 1, 1, title), name=name, file=file)
    known = understand(grids(), None, counting()).district
    return understand((table,), known, counting("n"), Options(from_day, corrections=corrections))


def _problems(
    title: str, name: str = "总课表", file: str = "课表.xlsx", from_day: date | None = None
) -> list[tuple[str, str, dict[str, object]]]:
    problems = _imported(title, name, file, from_day).problems
    return [(one.code, f"{one.source.file}!{one.source.sheet}", dict(one.facts)) for one in problems]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025学年第二学期", "2025—2026学年第二学期"),
        ("2025—2026学年第二学期", "2025—2026学年第二学期"),
        ("2026学年第二学期", "2026—2027学年第二学期"),
        ("2025~2026学年度上学期", "2025—2026学年第一学期"),
        ("2026年春季学期", "2025—2026学年第二学期"),
        ("2025学年", "2025—2026学年"),
        ("下学期", "第二学期"),
    ],
)
def test_another_term_in_a_title_is_refused(written: str, said: str) -> None:
    title = f"柳河校区{written}总课表"
    told = (
        "table_of_other_term",
        "课表.xlsx!总课表",
        {"text": title, "said": said, "term": TERM, "candidates": (TERM,)},
    )
    assert _problems(title) == [told]
    assert _problems(title, from_day=date(2026, 9, 21)) == [told]


def test_another_term_in_the_name_of_a_sheet_or_file_is_refused_once() -> None:
    of_file = _problems("柳河校区总课表", file="柳河校区2026学年第二学期.xlsx")
    assert [(code, facts["text"]) for code, _, facts in of_file] == [
        ("table_of_other_term", "柳河校区2026学年第二学期")
    ]
    of_both = _problems("柳河校区总课表", name="第二学期", file="柳河校区2026学年第二学期.xlsx")
    assert [(code, facts["text"]) for code, _, facts in of_both] == [("table_of_other_term", "第二学期")]


@pytest.mark.parametrize(
    "written",
    [
        "2026学年第一学期",
        "2026-2027学年度上学期",
        "2026年秋季学期",
        "2026学年",
        "第一学期",
        "2026年",
        "2025年",
    ],
)
def test_its_own_term_a_part_of_it_and_a_bare_year_are_taken(written: str) -> None:
    assert _problems(f"柳河校区{written}总课表") == []


@pytest.mark.parametrize(("meant", "tables", "noted"), [(TERM, 1, False), ("", 0, True)])
def test_it_is_taken_or_left_out_as_it_was_answered(meant: str, tables: int, noted: bool) -> None:
    title = "柳河校区2025学年第二学期总课表"
    (question,) = _imported(title).questions
    assert (question.campus, question.choices) == ("柳河校区", (TERM,))
    answered = _imported(title, corrections=(question.answered(meant),))
    assert answered.problems == ()
    assert dict(answered.counts).get("campuses", 0) == tables
    assert ("sheet_not_wanted" in {note.code for note in answered.notes}) is noted


def test_an_answer_that_is_neither_leaves_the_question() -> None:
    title = "柳河校区2025学年第二学期总课表"
    (question,) = _imported(title).questions
    again = _imported(title, corrections=(question.answered("2025学年"),))
    assert [problem.code for problem in again.problems] == ["table_of_other_term"]


def test_one_answer_settles_a_title_and_a_file_that_both_say_another_term() -> None:
    title, file = "柳河校区2025学年第二学期总课表", "柳河校区2025学年第二学期.xlsx"
    (question,) = _imported(title, file=file).questions
    assert _imported(title, file=file, corrections=(question.answered(TERM),)).problems == ()
