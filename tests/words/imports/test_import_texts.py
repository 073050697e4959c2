"""The command that answers a question of an import."""

import pytest

from service.domain.collecting.corrections import CorrectionKind, Question
from service.domain.problems import Problem
from service.domain.sources import Source
from service.words.imports.import_texts import answering_command

PROBLEM = Problem("class_unknown", Source("课表.xlsx", "总课表", "D3"))


def command(kind: CorrectionKind, written: str, *choices: str) -> str:
    return answering_command(Question(PROBLEM, "城北小学", kind, written, choices))


def test_the_likeliest_answer_is_in_it() -> None:
    assert (
        command(CorrectionKind.TEACHER, "周娟娟", "周娟", "沈娟")
        == "tongke correct teacher 周娟娟 周娟 --campus 城北小学"
    )


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (CorrectionKind.CLASS, "四9班"),
        (CorrectionKind.PERIOD, "第9节"),
        (CorrectionKind.CAMPUS, "中心"),
        (CorrectionKind.SHEET, "Sheet1"),
    ],
)
def test_of_all_there_are_the_first_is_not_taken_for_the_likeliest(
    kind: CorrectionKind, written: str
) -> None:
    assert (
        command(kind, written, "甲", "乙") == f"tongke correct {kind.value} {written} '…' --campus 城北小学"
    )


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (CorrectionKind.TEXT, "tongke correct text 张伟 柳河校区 --everywhere"),
        (CorrectionKind.CAMPUS, "tongke correct campus 张伟 柳河校区"),
    ],
)
def test_what_no_campus_writes_is_said_for_all(kind: CorrectionKind, said: str) -> None:
    assert answering_command(Question(PROBLEM, "", kind, "张伟", ("柳河校区",))) == said


def test_the_only_choice_is_in_it() -> None:
    assert (
        command(CorrectionKind.CLASS, "三班", "三年级")
        == "tongke correct class 三班 三年级 --campus 城北小学"
    )


def test_without_a_choice_there_is_a_gap_to_fill() -> None:
    assert command(CorrectionKind.TEACHER, "王老", *()) == "tongke correct teacher 王老 '…' --campus 城北小学"
