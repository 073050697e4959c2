"""Nothing that stands in a workbook is dropped or guessed without a word: a problem stops, a note says it."""

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from service.domain.joint_lessons import AssistantState
from service.exchange.reading.files import read_sheets
from service.exchange.reading.sheets import Cell, Sheet
from service.exchange.understanding.intake import Intake, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import (
    BELLS,
    CALENDAR,
    CORE_TABLE,
    PLANS,
    ROOMS,
    ROSTER,
    SHEETS,
    WISHES,
    Rows,
    changed,
    grids,
)

Place = tuple[str, str, str]

#: What SHEETS say that is not read; see the tests of understanding.
ALWAYS = {("remark_not_used", "校历", "D6"), ("footnote_not_read", "总课表-核心", "A9")}


def _intake(sheets: Mapping[str, Rows]) -> Intake:
    return understand(grids(sheets), None, counting())


def _with(sheet: str, rows: Rows) -> dict[str, Rows]:
    return {**SHEETS, sheet: rows}


def _problems(intake: Intake) -> list[Place]:
    assert intake.district is None
    return [(one.code, one.source.sheet, one.source.cell) for one in intake.problems]


def _notes(intake: Intake) -> set[Place]:
    assert intake.problems == ()
    notes: set[Place] = {(one.code, one.source.sheet, one.source.cell) for one in intake.notes}
    return notes - ALWAYS


def _book(path: Path, value: str) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "食堂菜单"
    sheet["A1"], sheet["B2"] = "菜", value
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("value", "failed", "texts"),
    [
        ("=A1", (Cell(2, 2, ""),), ["菜"]),
        ("#REF!", (Cell(2, 2, "#REF!"),), ["菜"]),
        ("语文", (), ["菜", "语文"]),
    ],
)
def test_formulas_without_a_value_are_no_empty_cells(
    tmp_path: Path, value: str, failed: tuple[Cell, ...], texts: list[str]
) -> None:
    (sheet,) = read_sheets([_book(tmp_path / "课表.xlsx", value)]).sheets
    assert (sheet.failed, [cell.text for cell in sheet.cells]) == (failed, texts)


@pytest.mark.parametrize(
    ("stored", "failed"),
    [(b'<c r="B2" t="str"><f>A1</f><v></v></c>', ()), (b'<c r="B2"><f>A1</f></c>', (Cell(2, 2, ""),))],
)
def test_a_formula_whose_result_is_an_empty_text_has_a_value(
    tmp_path: Path, stored: bytes, failed: tuple[Cell, ...]
) -> None:
    source = _book(tmp_path / "好.xlsx", "=A1")
    path = tmp_path / "课表.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, content.replace(b'<c r="B2"><f>A1</f><v /></c>', stored))
    (sheet,) = read_sheets([path]).sheets
    assert sheet.failed == failed


@pytest.mark.parametrize(("text", "code"), [("", "formula_without_result"), ("#N/A", "formula_failed")])
def test_a_formula_without_a_value_is_a_problem_of_its_cell(text: str, code: str) -> None:
    table = next(sheet for sheet in grids() if sheet.name == "总课表-柳河校区")
    broken = Sheet(table.file, table.name, table.cells, failed=(Cell(5, 4, text),))
    sheets = (broken if sheet.name == table.name else sheet for sheet in grids())
    assert _problems(understand(sheets, None, counting())) == [(code, "总课表-柳河校区", "D5")]


@pytest.mark.parametrize("place", [(5, 1), (5, 2), (5, 4)])  # weekday, period, cell
def test_a_formula_without_a_value_is_one_problem_wherever_it_stands(place: tuple[int, int]) -> None:
    table = next(sheet for sheet in grids() if sheet.name == "总课表-柳河校区")
    cells = tuple(cell for cell in table.cells if (cell.row, cell.column) != place)
    broken = Sheet(table.file, table.name, cells, failed=(Cell(*place, ""),))
    sheets = (broken if sheet.name == table.name else sheet for sheet in grids())
    (problem,) = _problems(understand(sheets, None, counting()))
    assert problem == ("formula_without_result", table.name, f"{'ABCD'[place[1] - 1]}{place[0]}")


@pytest.mark.parametrize(
    ("sheet", "rows", "code", "cell"),
    [
        ("总课表-核心", changed(CORE_TABLE, 2, 5, None), "column_without_class", "E2"),
        ("总课表-核心", [*CORE_TABLE[:-1], *changed(CORE_TABLE, 4, 5, "美术")[1:4]], "class_twice", "E9"),
        ("总课表-核心", changed(CORE_TABLE, 4, 4, "语文赵侠"), "cell_unreadable", "D4"),
        ("教师名册", [*ROSTER, ["柳河校区", "LH02", "吴茜", "数学"]], "staff_number_twice", "B8"),
        ("网络功能室", [*ROOMS, ROOMS[2]], "room_twice", "B4"),
        ("空中同步课堂计划", changed(WISHES, 3, 5, "欧阳修"), "teacher_unlisted", "E3"),
        ("空中同步课堂计划", changed(WISHES, 3, 6, 10.1), "date_typed_as_number", "F3"),
        ("空中同步课堂计划", changed(WISHES, 3, 6, "2025-09-15"), "date_outside_term", "F3"),
        ("空中同步课堂计划", changed(WISHES, 3, 7, "第1-3节"), "period_not_single", "G3"),
        ("空中同步课堂计划", changed(WISHES, 3, 11, "柳河:周杰、柳河:吴倩"), "assistant_twice", "K3"),
        ("集体教研规划(四定)", changed(PLANS, 3, 4, "2025-09-15 13:50-14:30"), "date_outside_term", "D3"),
        ("集体教研规划(四定)", changed(PLANS, 3, 4, 9.1), "date_typed_as_number", "D3"),
        ("校历", changed(CALENDAR, 3, 2, 9.1), "date_typed_as_number", "B3"),
    ],
)
def test_what_would_be_lost_or_guessed_is_a_problem(sheet: str, rows: Rows, code: str, cell: str) -> None:
    assert (code, sheet, cell) in _problems(_intake(_with(sheet, rows)))


def test_a_code_stands_once_in_all_sheets_of_its_kind() -> None:
    more = {"计划(二)": WISHES, "规划(二)": PLANS, "名册(二)": changed(ROSTER, 2, 3, "赵夏")}
    assert set(_problems(_intake({**SHEETS, **more}))) == {
        ("code_twice", "计划(二)", "A3"),
        ("code_twice", "规划(二)", "A3"),
        ("staff_number_twice", "名册(二)", "B2"),
    }


def test_a_shared_teacher_whom_nobody_knows_is_misspelt() -> None:
    rows: Rows = [
        ["姓名", "学科", "周一", "周二", "路程"],
        ["周洁", "语文", "柳河校区", "核心校区", "30分钟"],
    ]
    assert _problems(_intake({**SHEETS, "走教教师": rows})) == [("teacher_unknown", "走教教师", "A2")]


def test_a_campus_misspelt_in_a_title_is_no_new_campus() -> None:
    sheets = {name: rows for name, rows in SHEETS.items() if name != "总课表-柳河校区"}
    table = changed(SHEETS["总课表-柳河校区"], 1, 1, "柳合校区总课表")
    assert _problems(_intake({**sheets, "Sheet1": table})) == [
        ("campus_unknown", "Sheet1", ""),
    ]


@pytest.mark.parametrize(
    ("sheet", "rows", "code", "cell"),
    [
        ("总课表-核心", changed(CORE_TABLE, 6, 4, "升旗仪式"), "break_with_text", "D6"),
        ("总课表-核心", [*CORE_TABLE, ["教务处制表"]], "row_not_used", "A10"),
        ("统一作息", [*BELLS, ["晚自习"]], "bell_without_time", "A9"),
        ("空中同步课堂计划", changed(WISHES, 2, 11, "到场老师"), "column_not_used", "K2"),
        ("校历", changed(CALENDAR, 3, 4, "9.2劳动实践活动"), "remark_not_used", "D3"),
        ("校历", changed(CALENDAR, 3, 4, "9.2国庆主题班会"), "remark_not_used", "D3"),
        ("校历", changed(CALENDAR, 3, 4, "9.2下午停课"), "remark_not_used", "D3"),
        ("校历", [*CALENDAR, [None, "10.12—10.18", None, None]], "row_not_used", "B9"),
    ],
)
def test_what_is_not_read_is_noted(sheet: str, rows: Rows, code: str, cell: str) -> None:
    assert (code, sheet, cell) in _notes(_intake(_with(sheet, rows)))


def test_comments_are_noted() -> None:
    roster = next(sheet for sheet in grids() if sheet.name == "教师名册")
    told = Sheet(roster.file, roster.name, roster.cells, comments=(Cell(2, 3, "第9周起休假"),))
    sheets = (told if sheet.name == roster.name else sheet for sheet in grids())
    assert _notes(understand(sheets, None, counting())) == {("comment_not_read", "教师名册", "C2")}


def test_the_comments_of_a_sheet_are_one_note_with_their_count() -> None:
    comments = tuple(Cell(row, 3, "代课") for row in (2, 3, 4))
    sheets = tuple(replace(one, comments=comments) if one.name == "教师名册" else one for one in grids())
    said = [note for note in understand(sheets, None, counting()).notes if note.code == "comment_not_read"]
    assert [(note.source.cell, dict(note.facts)) for note in said] == [("C2", {"text": "代课", "count": 3})]


def test_a_campus_without_a_table_is_noted() -> None:
    roster = [*ROSTER, ["石桥校区", "SQ01", "何静", "音乐"]]
    assert _notes(_intake(_with("教师名册", roster))) == {("campus_without_table", "教师名册", "")}


def test_what_a_newer_workbook_leaves_out_stays_and_is_noted() -> None:
    before = _intake(SHEETS).district
    newer = {
        **SHEETS,
        "教师名册": [*ROSTER, ["柳河校区", "LH03", "郑洁", "美术"]],
        "网络功能室": [*ROOMS, ["柳河校区", "录播室", "听讲", "—"]],
        "空中同步课堂计划": changed(WISHES, 3, 1, "S02"),
        "集体教研规划(四定)": changed(PLANS, 3, 1, "Y03"),
        "总课表-柳河校区": changed(SHEETS["总课表-柳河校区"], 2, 4, "四年级"),
    }
    newer["空中同步课堂计划"] = changed(newer["空中同步课堂计划"], 3, 10, "柳河校区四年级")
    after = understand(grids(newer), before, counting("n")).district
    assert after is not None
    again = understand(grids(), after, counting("m"))
    gone = {note.code: dict(note.facts)["names"] for note in again.notes if note.code.endswith("_gone")}
    assert gone == {
        "classes_gone": ("四年级",),
        "teachers_gone": ("郑洁",),
        "rooms_gone": ("录播室",),
        "wishes_gone": ("S02",),
        "plans_gone": ("Y03",),
    }
    assert again.district is not None
    assert {wish.code for wish in again.district.joint_lessons} == {"S01", "S02"}


def test_nothing_is_gone_when_the_same_is_imported_again() -> None:
    before = _intake(SHEETS).district
    again = understand(grids(), before, counting("n"))
    assert again.district == before
    assert _notes(again) == set()


def test_receivers_may_stand_in_lines_with_class_and_assistant() -> None:
    rows = changed(changed(WISHES, 3, 10, "柳河校区 三年级 周杰\n"), 3, 11, None)
    district = _intake(_with("空中同步课堂计划", rows)).district
    assert district is not None
    end = district.joint_lessons[0].ends[1]
    assert end.assistant_id is not None
    assert (district.person[end.assistant_id].name, end.assistant_state) == ("周杰", AssistantState.NAMED)
    assert [district.class_name[class_id].label for class_id in end.class_ids] == ["三年级"]


def test_a_lesson_may_belong_to_nobody_yet_or_to_the_head_teacher() -> None:
    rows = changed(changed(CORE_TABLE, 4, 4, "语文\n暂无"), 5, 4, "劳动\n班主任")
    intake = _intake(_with("总课表-核心", rows))
    district = intake.district
    assert district is not None
    lessons = {(lesson.source.sheet, lesson.source.cell): lesson for lesson in district.home_lesson.values()}
    head = lessons["总课表-核心", "D5"].teacher_id
    assert lessons["总课表-核心", "D4"].teacher_id is None
    assert head is not None
    assert district.person[head].name == "赵霞"
    assert _notes(intake) == set()


def test_a_damaged_old_workbook_in_a_folder_is_named_and_a_file_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "课表.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    path = _book(tmp_path / "资料.xlsx", "饭")
    reading = read_sheets([tmp_path, path])
    assert [(problem.code, problem.source.file) for problem in reading.problems] == [
        ("file_unreadable", "课表.xls")
    ]
    assert [sheet.file for sheet in reading.sheets] == ["资料.xlsx"]
