"""The collection in words: files, and what a submission still waits for."""

from datetime import UTC, datetime

import pytest

from service.domain.collecting.corrections import questions_of
from service.domain.collecting.submissions import Submission
from service.domain.identity import SubmissionId
from service.domain.problems import Problem, ProblemCode
from service.domain.sources import Source
from service.words.catalogue import Words
from service.words.imports.collection_texts import (
    answer_choices,
    files_text,
    submission_state_text,
    takes_other_answers,
)

WORDS = Words("zh")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), ""),
        (("甲.xlsx", "乙.xlsx"), "甲.xlsx、乙.xlsx"),
        (("甲.xlsx", "乙.xlsx", "丙.xlsx"), "甲.xlsx 等3个文件"),
    ],
)
def test_many_files_are_one_and_a_count(files: tuple[str, ...], said: str) -> None:
    assert files_text(files, WORDS) == said


@pytest.mark.parametrize(
    ("questions", "problems", "said"),
    [(0, 0, "可以写入"), (7, 0, "可以写入，另有7处可补充"), (7, 2, "有2处待处理")],
)
def test_only_what_has_to_be_settled_stops_a_submission(questions: int, problems: int, said: str) -> None:
    received = datetime(2026, 8, 28, tzinfo=UTC)
    submission = Submission(
        SubmissionId("1"), "", received, "", (), (), questions=questions, problems=problems
    )
    assert submission_state_text(submission, WORDS) == said


@pytest.mark.parametrize(
    ("code", "choices", "others"),
    [
        ("timetable_not_read", (("-", "不读这张表"),), False),
        ("weekday_of_table_unknown", (("-", "不读这张表"),), False),
        ("campus_of_table_unknown", (("-", "不读这张表"),), True),
        ("class_label_unreadable", (), True),
    ],
)
def test_what_can_only_be_left_out_takes_no_other_answer(
    code: ProblemCode, choices: tuple[tuple[str, str], ...], others: bool
) -> None:
    (question,) = questions_of(Problem(code, Source("甲.xlsx", "课表", ""), (("text", "课表"),)), "")
    assert answer_choices(question, WORDS) == choices
    assert takes_other_answers(question) == others


def test_that_a_cell_holds_no_lesson_is_offered_once_and_last() -> None:
    facts = (("text", "（划去）音乐 杨婷婷"), ("candidates", ("/", "音乐 杨婷婷")))
    (question,) = questions_of(Problem("cell_struck_out", Source("甲.xlsx", "课表", "D6"), facts), "")
    assert answer_choices(question, WORDS) == (("音乐 杨婷婷", "音乐 杨婷婷"), ("/", "这一格没有课"))
