"""教研, 集体备课 and 例会 in a class's cell: no lesson of the class, and said so."""

import pytest

from service.domain.collecting.corrections import Correction, CorrectionKind
from service.exchange.understanding.intake import Intake
from tests.exchange.layouts import lessons, notes, problems, read, sheet


def table(*cells: str, corrections: tuple[Correction, ...] = ()) -> Intake:
    """周一 of 三(1)班: the cells from the first period on, behind a 语文 in 三(2)班."""
    rows: list[list[object]] = [["星期", "节次", "三(1)班", "三(2)班"]]
    rows += [["周一", place, cell, "语文\n周杰"] for place, cell in enumerate(cells, 1)]
    return read(sheet(rows), corrections=corrections)


def taught(intake: Intake) -> list[tuple[str, str]]:
    return [(subject, teacher) for name, _, _, subject, teacher, _ in lessons(intake) if name == "301"]


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "教研",
            "教 研",
            "教研活动",
            "集体备课",
            "语文教研",
            "数学组教研活动",
            "语文组 教研",
            "例会",
            "教师例会",
        ),
        *(
            "全体教师会",
            "年级组例会",
            "教研（会议室）",
            "教研\n周杰",
            "语文教研 周杰",
            "教研(单)",
            "低段教研",
        ),
        *("三年级组集体备课", "校本教研", "业务学习", "业务培训", "校本研修"),
        *("听评课", "语文组磨课", "周前会", "工会活动", "名师工作室"),
    ],
)
def test_a_meeting_of_teachers_is_no_lesson_and_is_noted(cell: str) -> None:
    intake = table(cell)
    assert taught(intake) == []
    assert notes(intake) == [("staff_meeting_not_lesson", "柳河校区", "C2")]


def test_a_lesson_that_takes_turns_with_one_stays() -> None:
    intake = table("教研/音乐(单/双)\n周杰/吴倩")
    assert taught(intake) == [("音乐", "吴倩")]
    assert notes(intake) == [("staff_meeting_not_lesson", "柳河校区", "C2")]


def test_one_note_of_a_school_counts_the_cells() -> None:
    intake = table("教研", "教研", "教研")
    (note,) = (note for note in intake.notes if note.code == "staff_meeting_not_lesson")
    assert (note.source.cell, note.facts) == ("C2", (("text", "教研"), ("count", 3)))


@pytest.mark.parametrize(
    ("cell", "choices"),
    [
        ("语文\n教研", ("语文", "/")),
        ("数学(教研)", ("数学", "/")),
        ("语文/教研", ("语文", "/")),
        ("语文教研课", ("语文课", "/")),
        ("班级例会", ("/",)),
        ("教研周杰", ()),
    ],
)
def test_what_may_be_a_lesson_or_a_meeting_is_asked(cell: str, choices: tuple[str, ...]) -> None:
    intake = table(cell)
    assert problems(intake) == [("cell_unreadable", "柳河校区", "C2")]
    assert intake.questions[0].choices == choices


def test_a_head_of_a_group_is_a_teacher() -> None:
    assert taught(table("语文\n周杰(教研组长)")) == [("语文", "周杰")]


def test_a_school_that_calls_a_lesson_so_answers_it() -> None:
    answer = Correction("柳河校区", CorrectionKind.SUBJECT, "教研", "综合实践活动")
    intake = table("教研\n周杰", corrections=(answer,))
    assert taught(intake) == [("综合实践活动", "周杰")]
    assert notes(intake) == []
