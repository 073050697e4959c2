"""How each cell was taken: what it means, and how sure that is."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from calendars.spans import ClockSpan
from service.domain.collecting.corrections import Correction, CorrectionKind
from service.domain.joint_lessons import REPLACES_SAME_SUBJECT
from service.exchange.reporting.marks import Certainty, meaning_of
from service.exchange.understanding.district.rooms import RoomUse
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange import case
from tests.exchange.case import counting
from tests.exchange.district import made_up
from tests.exchange.workbooks import MEMBER_TABLE, SHEETS, Rows, changed, grids

TABLE = "总课表-柳河校区"
UNREADABLE = changed(MEMBER_TABLE, 4, 4, "语文/数学\n周杰/吴倩")


def _intake(table: Rows, *corrections: Correction) -> Intake:
    options = Options(corrections=corrections)
    return understand(grids({**SHEETS, TABLE: table}), None, counting(), options)


def _marks(intake: Intake, *cells: str) -> list[tuple[Certainty, str] | None]:
    sheet = next(sheet for sheet in intake.sheets if sheet.name == TABLE)
    found = (sheet.mark_at.get(cell) for cell in cells)
    return [None if mark is None else (mark.certainty, mark.meaning) for mark in found]


def test_what_is_read_says_what_it_means() -> None:
    assert _marks(_intake(MEMBER_TABLE), "A1", "D2", "A3", "B4", "D4") == [
        None,
        (Certainty.SURE, "301"),
        (Certainty.SURE, "周一"),
        (Certainty.SURE, "第1节"),
        (Certainty.SURE, "语文 周杰"),
    ]


def test_lessons_that_alternate_say_their_weeks() -> None:
    alternating = changed(MEMBER_TABLE, 4, 4, "信息/数学(单/双)\n周杰/吴倩")
    assert _marks(_intake(alternating), "D4") == [(Certainty.SURE, "信息科技(单) 周杰 / 数学(双) 吴倩")]


def test_a_problem_is_a_question_without_a_meaning() -> None:
    assert _marks(_intake(UNREADABLE), "D4") == [(Certainty.QUESTION, "")]


def test_an_answer_is_read_and_marked_as_one() -> None:
    answer = Correction("柳河校区", CorrectionKind.CELL, "语文/数学周杰/吴倩", "数学 吴倩")
    assert _marks(_intake(UNREADABLE, answer), "D4") == [(Certainty.ANSWERED, "数学 吴倩")]


def test_what_was_taken_for_granted_is_assumed() -> None:
    unlisted = changed(MEMBER_TABLE, 4, 4, "语文\n欧阳雪")
    assert _marks(_intake(unlisted), "D4") == [(Certainty.ASSUMED, "语文 欧阳雪")]


def test_a_wish_says_all_its_receivers_each_with_what_its_cell_names() -> None:
    sheet = next(sheet for sheet in case.intake().sheets if sheet.name == "空中同步课堂计划")
    assert [sheet.mark_at[cell].meaning for cell in ("J3", "K3", "J8")] == [
        "柳河校区 三(1)班 / 石桥校区 三年级 / 枫林校区 301 / 白塘校区 301",
        "柳河校区 赵霞 / 石桥校区 何静 / 枫林校区 黄永刚 / 白塘校区 顾丽",
        "枫林校区 401",
    ]


def test_receivers_written_in_one_cell_with_class_and_assistant_are_told_in_one() -> None:
    sheet = next(sheet for sheet in made_up.intake().sheets if sheet.name == "同步课堂需求")
    assert sheet.mark_at["L5"].meaning == "大港头学校 301 孙大江 / 太平小学 三(1)班 刘晓"


def test_a_footnote_is_not_read() -> None:
    assert _marks(_intake([*MEMBER_TABLE, ["注:三年级一个班"]]), "A6") == [(Certainty.UNREAD, "")]


def test_a_sheet_says_what_it_is_and_whose() -> None:
    sheets = {sheet.name: (sheet.kind, sheet.campus) for sheet in _intake(MEMBER_TABLE).sheets}
    assert (sheets[TABLE], sheets["教师名册"]) == (("home_tables", "柳河校区"), ("rosters", ""))


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        (RoomUse(hosts=True), ""),
        (REPLACES_SAME_SUBJECT, ""),
        (None, ""),
        (True, ""),
        ((None, 3), "3"),
        (date(2026, 9, 10), "2026-09-10"),
        (ClockSpan(520, 560), "08:40–09:20"),
    ],
)
def test_what_has_no_form_to_be_written_in_leaves_the_text_as_it_stands(value: object, meaning: str) -> None:
    assert meaning_of(value) == meaning


@pytest.mark.parametrize("intake", [case.intake, made_up.intake])
def test_no_cell_of_any_sheet_means_what_python_calls_it(intake: Callable[[], Intake]) -> None:
    """A number that stands alone says neither what it counts nor which day it is."""
    meanings = {mark.meaning for sheet in intake().sheets for mark in sheet.marks}
    not_said = r"\w=|None|True|False|<|[A-Z]\w+\(|^\d{1,2}( / \d{1,2})*$"
    assert [meaning for meaning in sorted(meanings) if re.search(not_said, meaning)] == []
