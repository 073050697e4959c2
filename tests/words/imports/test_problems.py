"""Problems in words: every code has its sentence in both languages, with the same facts."""

import re
from string import Formatter

import pytest

from service.domain.problems import Problem
from service.domain.sources import Source
from service.words.catalogue import Words
from service.words.imports.notes import NOTES
from service.words.imports.problems import PROBLEMS, problem_line, problem_text

ALL = {**PROBLEMS, **NOTES}
CELL = Source("课表.xlsx", "总课表-柳河校区", "D7")


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", ALL)
def test_every_sentence_is_translated_and_uses_the_same_facts(code: str) -> None:
    facts = {name: f"<{name}>" for name in _fields(ALL[code])}
    chinese = Words("zh").text_of(ALL[code], facts)
    assert chinese != Words("en").text_of(ALL[code], facts)
    assert set(re.findall(r"<(\w+)>", chinese)) == set(facts)


def test_a_code_is_a_problem_or_a_note() -> None:
    assert PROBLEMS.keys() & NOTES.keys() == set()


def test_a_problem_names_file_sheet_and_cell() -> None:
    problem = Problem(
        "class_unknown", CELL, (("text", "三(9)班"), ("campus", "柳河校区"), ("candidates", ("301", "302")))
    )
    assert (
        problem_line(problem, Words("zh"))
        == "课表.xlsx!总课表-柳河校区!D7: 柳河校区没有班级“三(9)班”；应为：301、302"
    )
    assert problem_line(problem, Words("en")) == (
        "课表.xlsx!总课表-柳河校区!D7: 柳河校区 has no class “三(9)班”; expected one of 301, 302"
    )


def test_what_was_assumed_is_said_in_the_reader_s_words() -> None:
    role = Problem("role_assumed", CELL, (("campus", "碧湖小学"), ("role", "supported")))
    kind = Problem("community_kind_assumed", CELL, (("name", "碧湖教共体"), ("kind", "co_built")))
    assert [problem_text(said, Words("zh")) for said in (role, kind)] == [
        "没有写碧湖小学的角色；按“受援校”处理",
        "没有写“碧湖教共体”的类型；按“共建型”处理",
    ]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (Source("a.xlsx", "", ""), "a.xlsx: "),
        (Source("a.xlsx", "校历", ""), "a.xlsx!校历: "),
        (Source("", "", ""), ""),
    ],
)
def test_the_place_is_as_exact_as_it_is_known(source: Source, place: str) -> None:
    line = problem_line(Problem("calendar_without_weeks", source), Words("zh"))
    assert line == f"{place}校历里没有能读懂的教学周；应有“周次”“日期”各行"


def test_a_problem_is_one_line_though_its_cell_has_two() -> None:
    line = problem_line(Problem("parity_unreadable", CELL, (("text", "单\n双"),)), Words("zh"))
    assert line == "课表.xlsx!总课表-柳河校区!D7: “单 双”既不是“单”也不是“双”"


def test_a_sheet_that_is_not_used_is_said_to_give_no_teachers() -> None:
    """A 任课教师安排表 beside a timetable of subjects alone gives its lessons nobody."""
    assert problem_text(Problem("sheet_not_used", CELL), Words("zh")) == (
        "没有认出这张表，未使用：它的样子不是课表，也没有哪种清单的表头；"
        "谁教什么只从班级课表的格子里读取，格子里没有写教师的课就没有教师"
    )
