"""Cells that are struck out, whole or in part: a lesson so is asked about, anything else is noted."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from service.domain.collecting.corrections import Correction, CorrectionKind
from service.exchange.reading.drafts import Budget
from service.exchange.reading.files import read_sheets
from service.exchange.reading.html_tables import sheets_in_html
from service.exchange.reading.limits import Limits
from service.exchange.reading.sheets import Cell, Sheet
from service.exchange.understanding.intake import Intake, understand
from tests.exchange.case import counting
from tests.exchange.layouts import lessons, notes, problems, read
from tests.exchange.reading.packages import xlsx
from tests.exchange.workbooks import SHEETS, workbook

Value = str | CellRichText | None
STRUCK = Font(strike=True)
AS_IT_STOOD = ("301", 1, 1, "语文", "周杰", "C2")


def struck_text(text: str) -> TextBlock:
    return TextBlock(InlineFont(strike=True), text)


def sheet(tmp_path: Path, value: Value, font: Font | None = None) -> Sheet:
    """周一第1节 of 三(1)班 is this; 第2节 is 数学."""
    book = Workbook()
    table = book.worksheets[0]
    table.title = "柳河校区"
    for row in (
        ["星期", "节次", "三(1)班", "三(2)班"],
        ["周一", 1, None, "语文"],
        ["周一", 2, "数学", "数学"],
    ):
        table.append(row)
    table["C2"] = value
    if font is not None:
        table["C2"].font = font
    path = tmp_path / "课表.xlsx"
    book.save(path)
    (found,) = read_sheets([path]).sheets
    return found


def of_first(intake: Intake) -> list[tuple[str, int, int, str, str, str]]:
    return [lesson for lesson in lessons(intake) if lesson[5] == "C2"]


@pytest.mark.parametrize(
    ("value", "font", "left"),
    [
        ("语文\n周杰", STRUCK, ""),
        (CellRichText(struck_text("语文\n周杰"), "\n数学\n吴倩"), None, "数学\n吴倩"),
        (CellRichText(TextBlock(InlineFont(b=True), "数学\n吴倩"), "\n语文\n周杰"), STRUCK, "数学\n吴倩"),
    ],
)
def test_what_is_left_of_a_struck_cell(tmp_path: Path, value: Value, font: Font | None, left: str) -> None:
    assert sheet(tmp_path, value, font).struck == (Cell(2, 3, left),)


@pytest.mark.parametrize(
    ("value", "font"),
    [
        ("语文\n周杰", Font(bold=True, strike=False)),
        (CellRichText(TextBlock(InlineFont(b=True, strike=False), "语文"), "\n周杰"), None),
        (CellRichText("语文", struck_text("  "), "\n周杰"), None),
        (None, STRUCK),
    ],
)
def test_other_fonts_and_struck_blanks_strike_nothing_out(
    tmp_path: Path, value: Value, font: Font | None
) -> None:
    assert sheet(tmp_path, value, font).struck == ()


def test_a_text_in_its_cell_is_read_so_too(tmp_path: Path) -> None:
    path = tmp_path / "课表.xlsx"
    path.write_bytes(
        xlsx(
            '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>语文</t></r>'
            "<r><t>数学</t></r></is></c></row>"
        )
    )
    (found,) = read_sheets([path]).sheets
    assert (found.cells, found.struck) == ((Cell(1, 1, "语文数学"),), (Cell(1, 1, "数学"),))


def test_a_struck_lesson_is_asked_about(tmp_path: Path) -> None:
    intake = read(sheet(tmp_path, "语文\n周杰", STRUCK))
    assert problems(intake) == [("cell_struck_out", "柳河校区", "C2")]
    (question,) = intake.questions
    assert (question.written, question.choices) == ("(划去)语文周杰", ("/", "语文\n周杰"))


@pytest.mark.parametrize(("meant", "expected"), [("/", []), ("语文 周杰", [AS_IT_STOOD])])
def test_an_answer_says_whether_it_is_held(
    tmp_path: Path, meant: str, expected: list[tuple[str, int, int, str, str, str]]
) -> None:
    answer = Correction("柳河校区", CorrectionKind.CELL, "(划去)语文周杰", meant)
    assert of_first(read(sheet(tmp_path, "语文\n周杰", STRUCK), corrections=[answer])) == expected


def test_what_is_left_of_a_lesson_is_the_first_choice(tmp_path: Path) -> None:
    value = CellRichText(struck_text("语文\n周杰\n"), "数学\n吴倩")
    (question,) = read(sheet(tmp_path, value)).questions
    assert question.choices[0] == "数学\n吴倩"


def test_a_struck_cell_without_a_lesson_is_not_asked_about(tmp_path: Path) -> None:
    intake = read(sheet(tmp_path, "/", STRUCK))
    assert (of_first(intake), notes(intake)) == ([], [])


def test_struck_rows_of_a_list_are_noted_once(tmp_path: Path) -> None:
    path = workbook(tmp_path / "资料.xlsx")
    book = load_workbook(path)
    for cell in book["教师名册"][7]:
        cell.font = STRUCK
    book.save(path)
    intake = understand(read_sheets([path]).sheets, None, counting())
    (note,) = (note for note in intake.notes if note.code == "struck_out_read")
    facts: Mapping[str, object] = dict(note.facts)
    assert (str(note.source), facts) == ("资料.xlsx!教师名册!A7", {"text": "柳河校区", "count": 4})
    assert len(SHEETS["教师名册"]) == 7


def pasted(cell: str, row: str = "<tr>", style: str = "") -> Sheet:
    table = f"<table>{row}<td>周一</td>{cell}<td>数学</td></tr><tr><td>语文</td></tr></table>"
    html = f"<style><!--{style}--></style>{table}"
    (found,) = sheets_in_html(html, "粘贴", "课表", Budget(Limits()))
    return found


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("<td><s>语文<br>周杰</s></td>", ""),
        ("<td><del>语文 周杰</del><br>数学 吴倩</td>", "数学 吴倩"),
        ('<td style="TEXT-DECORATION: underline line-through">语文</td>', ""),
        ('<td><span style="text-decoration:line-through">语<span>文</span> 周杰</span> 数学</td>', "数学"),
        ('<td><p style="text-decoration:line-through">语文<p>数学</td>', "数学"),
        ("<td><s>语文", ""),
    ],
)
def test_what_is_struck_out_of_a_pasted_table(cell: str, left: str) -> None:
    assert pasted(cell).struck == (Cell(1, 2, left),)


@pytest.mark.parametrize("cell", ["<td>语文<s></s></td>", '<td style="text-decoration:underline">语文</td>'])
def test_other_signs_of_a_pasted_table_strike_nothing_out(cell: str) -> None:
    assert pasted(cell).struck == ()


def test_a_struck_row_of_a_pasted_table_is_struck_in_each_cell() -> None:
    struck = pasted("<td>语文</td>", '<tr style="text-decoration:line-through">').struck
    assert struck == (Cell(1, 1, ""), Cell(1, 2, ""), Cell(1, 3, ""))


STRIKING = (
    "/* of Word */\n.xl66\n\t{mso-style:x;\n\ttext-decoration:line-through;}\n"
    "span.font5, P.a{TEXT-DECORATION:LINE-THROUGH}"
)


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("<td class=xl66>语文<br>周杰</td>", ""),
        ('<td class="b XL66">语文</td>', ""),
        ('<td><span class="font5">语文 周杰</span> 数学</td>', "数学"),
        ("<td><p class=a>语文<p>数学</td>", "数学"),
    ],
)
def test_a_class_of_the_pages_style_sheet_strikes_out(cell: str, left: str) -> None:
    assert pasted(cell, style=STRIKING).struck == (Cell(1, 2, left),)


@pytest.mark.parametrize(
    ("cell", "style"),
    [
        ("<td class=xl65>语文</td>", STRIKING),
        ("<td class=xl66>语文</td>", f"{STRIKING}.xl66{{text-decoration:none}}"),
        ("<td class=xl66>语文</td>", ".xl66:hover{text-decoration:line-through}"),
        ("<td class=xl66>语文</td>", "@media print{.xl66{text-decoration:line-through}}"),
        ("<td class=xl66>语文</td>", ".xl66{text-decoration:line-through"),
    ],
)
def test_other_classes_of_a_style_sheet_strike_nothing_out(cell: str, style: str) -> None:
    assert pasted(cell, style=style).struck == ()


def test_a_row_of_a_class_that_strikes_out_is_struck_in_each_cell() -> None:
    assert len(pasted("<td>语文</td>", "<tr class=xl66>", STRIKING).struck) == 3
