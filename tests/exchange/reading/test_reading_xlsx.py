"""Workbooks of Excel, WPS and school systems, cell by cell."""

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from service.exchange.children.allowances import MIB
from service.exchange.reading.files import read_sheets
from service.exchange.reading.limits import Limits
from service.exchange.reading.sheets import Cell, Merged, Sheet
from tests.exchange import case
from tests.exchange.reading.packages import changed, xlsx, zipped
from tests.exchange.reading.test_reading import problem, refusal
from tests.exchange.workbooks import workbook

SHEET = "xl/worksheets/sheet1.xml"


def read(path: Path, content: bytes) -> Sheet:
    path.write_bytes(content)
    reading = read_sheets([path])
    assert reading.problems == ()
    return reading.sheets[0]


def texts(sheet: Sheet) -> list[str]:
    return [cell.text for cell in sheet.cells]


def test_values_come_as_they_would_be_typed(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "校历"
    moment = datetime.fromisoformat("2026-09-20 13:50")
    sheet.append([3, 3.0, 10.1, time(8, 40), date(2026, 9, 20), True, " 语文\n张三 ", "  ", None, moment])
    sheet["K1"] = timedelta(hours=27)
    sheet.merge_cells("A2:C3")
    sheet["A2"] = "大课间"
    sheet["A2"].comment = Comment("第3周起", "教务处")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("旧").sheet_state = "hidden"
    book["旧"]["A1"] = 1
    path = tmp_path / "校历.xlsx"
    book.save(path)
    shown, hidden = read_sheets([path]).sheets
    assert shown.cells == (
        Cell(1, 1, "3", True),
        Cell(1, 2, "3", True),
        Cell(1, 3, "10.1", True),
        Cell(1, 4, "08:40"),
        Cell(1, 5, "2026-09-20"),
        Cell(1, 6, "TRUE", True),
        Cell(1, 7, " 语文\n张三 "),
        Cell(1, 10, "2026-09-20 13:50"),
        Cell(1, 11, "27:00"),
        Cell(2, 1, "大课间"),
    )
    assert shown.merged == (Merged(2, 1, 3, 3),)
    assert [shown.text(row, column) for row, column in ((3, 3), (2, 2), (3, 4))] == ["大课间", "大课间", ""]
    assert str(shown.source(3, 3)) == "校历.xlsx!校历!A2"
    assert (shown.hidden_rows, shown.hidden_columns) == (frozenset({2}), frozenset({2}))
    assert [comment.text for comment in shown.comments] == ["第3周起"]
    assert (shown.hidden, hidden.hidden) == (False, True)


def test_the_case_is_read_as_openpyxl_reads_it() -> None:
    """An independent reader of the same cells: texts, merged ranges, hidden sheets."""
    book = openpyxl.load_workbook(case.WORKBOOK, data_only=True)
    for sheet, worksheet in zip(case.reading().sheets, book.worksheets, strict=True):
        stored = {
            (cell.row, cell.column): str(cell.value)
            for row in worksheet.iter_rows()
            for cell in row
            if cell.value is not None and str(cell.value).strip()
        }
        merged = sorted(
            (area.min_row, area.min_col, area.max_row, area.max_col) for area in worksheet.merged_cells
        )
        assert (sheet.name, sheet.hidden) == (worksheet.title, worksheet.sheet_state != "visible")
        assert {(cell.row, cell.column): cell.text for cell in sheet.cells} == stored
        assert sheet.merged == tuple(Merged(*area) for area in merged)


@pytest.mark.parametrize(
    ("number", "code", "value", "text"),
    [
        (14, "", "46266", "2026-09-01"),
        (58, "", "46266", "2026-09-01"),  # what Chinese Excel makes of 9月1日, and openpyxl of 46266
        (31, "", "46266", "2026-09-01"),
        (20, "", "0.361111111111111", "08:40"),
        (32, "", "0.36111111", "08:40"),  # stored as a little less
        (46, "", "1.125", "27:00"),
        (176, 'yyyy"年"m"月"d"日";@', "46266", "2026-09-01"),
        (176, "[$-804]aaaa;@ d", "46272", "星期一"),
        (176, "[$-804]dddd;@", "46272", "星期一"),
        (176, "aaa", "46278", "星期日"),
        (176, "aaaa", "2", "星期一"),  # as Excel shows it: to it 1900 is a leap year
        (176, "[h]:mm", "1.125", "27:00"),
        (176, '0.00"月"', "3", "3"),
        (176, "General", "3", "3"),
        (176, "yyyy-m-d", "-1", "-1"),
        (176, "yyyy-m-d", "3E+9", "3000000000"),
        (176, "yyyy-m-d", "59", "1900-02-28"),
        (176, "yyyy-m-d", "61", "1900-03-01"),
        (0, "", "0.28000000000000003", "0.28"),
        (0, "", "1e400", "inf"),
        (49, "", "301", "301"),
    ],
)
def test_numbers_are_shown_by_their_format(
    tmp_path: Path, number: int, code: str, value: str, text: str
) -> None:
    own = f"<numFmts><numFmt numFmtId='{number}' formatCode='{code}'/></numFmts>" if code else ""
    formats = f"{own}<cellXfs><xf numFmtId='0'/><xf numFmtId='{number}'/></cellXfs>"
    content = xlsx(f'<row r="1"><c r="A1" s="1"><v>{value}</v></c></row>', formats=formats)
    assert texts(read(tmp_path / "校历.xlsx", content)) == [text]


def test_days_may_count_from_1904(tmp_path: Path) -> None:
    formats = "<cellXfs><xf numFmtId='14'/></cellXfs>"
    source = tmp_path / "校历.xlsx"
    source.write_bytes(xlsx("<row><c s='0'><v>44804</v></c></row>", formats=formats))
    path = changed(
        tmp_path / "1904.xlsx",
        source,
        "xl/workbook.xml",
        lambda xml: xml.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>'),
    )
    assert [texts(read_sheets([one]).sheets[0]) for one in (source, path)] == [["2022-08-31"], ["2026-09-01"]]


def test_texts_are_whole_and_without_readings(tmp_path: Path) -> None:
    """Runs of formats, readings (拼音), escaped line breaks; shared, of a formula, in the cell."""
    strings = (
        "<si><r><t>语</t></r><r><rPr><b/></rPr><t>文</t></r><rPh sb='0' eb='2'><t>yuwen</t></rPh></si>"
        "<si><t>张_x000D_\n三_xD800_</t></si>"
    )
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="str"><f>A1</f><v>语文</v></c>'
        '<c r="D1" t="inlineStr"><is><t>数</t><rPh><t>shu</t></rPh><r><t>学</t></r></is></c>'
        '<c r="E1" t="d"><v>2026-09-01T00:00:00</v></c></row>'
    )
    sheet = read(tmp_path / "课表.xlsx", xlsx(rows, strings=strings))
    assert texts(sheet) == ["语文", "张\n三_xD800_", "语文", "数学", "2026-09-01"]


def test_what_nobody_sees_is_no_part_of_a_text(tmp_path: Path) -> None:
    """Zero width and control characters, of chats and web pages; the line breaks of Word are such."""
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>\u200b张三\ufeff_x0000_</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>语文_x000B_李四</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t>\u200b_x0007_</t></is></c></row>'
    )
    assert texts(read(tmp_path / "课表.xlsx", xlsx(rows))) == ["张三", "语文\n李四"]


def test_formulas_without_a_value_are_no_cells(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>1+1</f><v>2</v></c></row>'
    )
    sheet = read(tmp_path / "课表.xlsx", xlsx(rows))
    assert sheet.cells == (Cell(1, 4, "2", True),)
    assert sheet.failed == (Cell(1, 1, ""), Cell(1, 2, "#DIV/0!"))


def test_rows_and_cells_need_not_say_where_they_are(tmp_path: Path) -> None:
    sheet = read(
        tmp_path / "课表.xlsx",
        xlsx("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r='5'><c><v>3</v></c></row>"),
    )
    assert sheet.cells == (Cell(1, 1, "1", True), Cell(1, 3, "2", True), Cell(5, 1, "3", True))


def test_names_may_have_prefixes_and_styles_may_be_nonsense(tmp_path: Path) -> None:
    """Some libraries write `x:row`; openpyxl fails on the styles that others write."""
    content = xlsx(
        '<x:row xmlns:x="urn:x" r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>',
        formats="<fills><fill/></fills><cellXfs><xf/></cellXfs><dxfs><dxf><fill><nothing/></fill></dxf></dxfs>",
    )
    assert texts(read(tmp_path / "课表.xlsx", content)) == ["1"]


def test_merged_whole_columns_make_no_endless_sheet(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2000:C3000"/></mergeCells>'
    sheet = read(tmp_path / "课表.xlsx", xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', around=merged))
    assert sheet.merged == (Merged(1, 1, 101, 101),)


def test_a_stray_format_in_the_last_column_costs_nothing(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "语文"
    sheet["XFD1048576"].number_format = "0.00"
    path = tmp_path / "课表.xlsx"
    book.save(path)
    (found,) = read_sheets([path]).sheets
    assert found.cells == (Cell(1, 1, "语文"),)


def test_a_cell_too_far_away_is_named(tmp_path: Path) -> None:
    path = tmp_path / "课表.xlsx"
    path.write_bytes(xlsx('<row><c r="XFD1048576"><v>1</v></c></row>'))
    found = problem(path)
    assert (found.code, dict(found.facts)) == (
        "sheet_too_far",
        {"sheet": "课表", "cell": "XFD1048576", "rows": 10_000, "columns": 500},
    )


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_workbook_cut_off(tmp_path: Path, part: float) -> None:
    path = workbook(tmp_path / "课表.xlsx")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    assert refusal(path) == ("课表.xlsx", "file_damaged")


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("<row>", "ExpatError"),
        ('<row><c r="A1" t="s"><v>7</v></c></row>', "IndexError"),
        ('<row><c r="A1" t="s"><v>-1</v></c></row>', "IndexError"),
        ('<row><c r="课1"><v>7</v></c></row>', "ValueError"),
        ('<row><c r="A1"><v>语文</v></c></row>', "ValueError"),
        ('<row r="x"/>', "ValueError"),
    ],
)
def test_damage_inside_is_one_problem(tmp_path: Path, rows: str, why: str) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(xlsx(rows))
    found = problem(path)
    assert (found.source.file, found.code, dict(found.facts)) == ("坏.xlsx", "file_unreadable", {"why": why})


@pytest.mark.parametrize(
    "entities",
    [
        b'<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">',
        b'<!ENTITY c SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("member", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused_wherever_they_stand(tmp_path: Path, member: str, entities: bytes) -> None:
    head = b"<?xml version='1.0'?>\n<!DOCTYPE x [" + entities + b"]>"
    path = changed(
        tmp_path / "坏.xlsx",
        workbook(tmp_path / "好.xlsx"),
        member,
        lambda xml: head + xml[xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0 :],
    )
    found = problem(path)
    assert (found.code, dict(found.facts)) == ("file_unreadable", {"why": "DTDForbidden"})


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    bomb = changed(tmp_path / "炸弹.xlsx", workbook(tmp_path / "好.xlsx"), SHEET, lambda _: bytes(60 * MIB))
    assert bomb.stat().st_size < MIB
    assert refusal(bomb) == ("炸弹.xlsx", "file_unpacks_too_large")
    assert refusal(bomb, Limits(ratio=10_000)) == ("炸弹.xlsx", "file_unreadable")
    assert refusal(bomb, Limits(ratio=10_000, unpacked_bytes=MIB)) == ("炸弹.xlsx", "file_unpacks_too_large")


def test_a_bomb_that_lies_about_its_size_is_unpacked_no_further_than_it_says(tmp_path: Path) -> None:
    bomb = changed(tmp_path / "炸弹.xlsx", workbook(tmp_path / "好.xlsx"), SHEET, lambda _: bytes(60 * MIB))
    with zipfile.ZipFile(bomb) as archive:
        size = archive.getinfo(SHEET).file_size
    bomb.write_bytes(bomb.read_bytes().replace(size.to_bytes(4, "little"), (2000).to_bytes(4, "little")))
    assert refusal(bomb) == ("炸弹.xlsx", "file_unreadable")


def test_a_locked_workbook(tmp_path: Path) -> None:
    path = tmp_path / "课表.xlsx"
    content = bytearray(xlsx("<row/>"))
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1  # the flag of encryption
    path.write_bytes(content)
    assert refusal(path) == ("课表.xlsx", "file_locked")


def test_a_workbook_without_a_worksheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "课表.xlsx"
    path.write_bytes(zipped({"xl/workbook.xml": "<workbook><sheets/></workbook>"}))
    assert refusal(path) == ("课表.xlsx", "no_table_found")
