"""Tables in HTML: pasted from Word, WPS, 腾讯文档 and Excel, and saved as what calls itself .xls."""

from pathlib import Path

import pytest

from service.exchange.reading.files import read_pasted, read_sheets
from service.exchange.reading.sheets import Cell, Merged, Sheet
from tests.exchange.reading.test_reading import refusal

EXCEL = """Version:0.9
StartHTML:0000000105
SourceURL:file:///C:/课表.xlsx
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--td {mso-style:x;}--></style></head>
<body><table border=0><!--StartFragment--><col width=64><col width=64 style='display:none'>
 <tr height=20><td rowspan=2 class=xl65>星期一</td><td x:num>1</td><td>语文<br>张三</td></tr>
 <tr height=20 style='display:none'><td>2</td><td>数学&nbsp;
  李四</td></tr>
 <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr><![endif]>
<!--EndFragment--></table></body></html>"""

WORD = """<html><body><p class=MsoNormal align=center>柳河校区<b>总课表</b><o:p></o:p></p>
<div align=center><table class=MsoTableGrid><tr><td colspan=2><p class=MsoNormal>节次<o:p></o:p></p></td>
<td><p>三(1)班</p></td></tr><tr><td><p>上午</p></td><td><p>1</p></td>
<td><p>语文</p><p>张三</p></td></tr></table></div><p>注：单周</p>
<table><tr><td>教师</td></tr></table></body></html>"""

TENCENT = (
    '<meta charset="utf-8"><google-sheets-html-origin><style>td{}</style><table data-sheets-root="1">'
    "<colgroup><col width=100></colgroup><tbody><tr><td>星期</td><td>节次</td></tr></tbody></table>"
)


def pasted(html: str) -> tuple[Sheet, ...]:
    reading = read_pasted(html, "粘贴")
    assert reading.problems == ()
    return reading.sheets


def test_a_table_of_excel() -> None:
    assert pasted(EXCEL) == (
        Sheet(
            file="粘贴",
            name="粘贴",
            cells=(
                Cell(1, 1, "星期一"),
                Cell(1, 2, "1"),
                Cell(1, 3, "语文\n张三"),
                Cell(2, 2, "2"),
                Cell(2, 3, "数学 李四"),
            ),
            merged=(Merged(1, 1, 2, 1),),
            hidden_rows=frozenset({2}),
            hidden_columns=frozenset({2}),
        ),
    )


def test_tables_of_word_are_sheets_and_the_paragraph_above_is_a_row() -> None:
    first, second = pasted(WORD)
    assert first == Sheet(
        file="粘贴",
        name="粘贴",
        cells=(
            Cell(1, 1, "柳河校区总课表"),
            Cell(2, 1, "节次"),
            Cell(2, 3, "三(1)班"),
            Cell(3, 1, "上午"),
            Cell(3, 2, "1"),
            Cell(3, 3, "语文\n张三"),
        ),
        merged=(Merged(1, 1, 1, 3), Merged(2, 1, 2, 2)),
    )
    assert (second.name, [cell.text for cell in second.cells]) == ("粘贴 (2)", ["注：单周", "教师"])


def test_a_table_of_a_web_page() -> None:
    (sheet,) = pasted(TENCENT)
    assert [cell.text for cell in sheet.cells] == ["星期", "节次"]


def test_a_table_in_a_cell_is_its_text() -> None:
    (sheet,) = pasted(
        "<table><tr><td>甲<table><tr><td>乙</td><td>丙</td></tr></table>丁</td><td>戊</td></tr></table>"
    )
    assert sheet.cells == (Cell(1, 1, "甲\n乙\n丙\n丁"), Cell(1, 2, "戊"))


def test_tags_that_nobody_closed() -> None:
    (sheet,) = pasted("<table><td>甲<td>乙<tr><td>丙</p><th>丁<tr>")
    assert sheet.cells == (Cell(1, 1, "甲"), Cell(1, 2, "乙"), Cell(2, 1, "丙"), Cell(2, 2, "丁"))


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "1.5"])
def test_a_span_that_is_none_is_one(span: str) -> None:
    (sheet,) = pasted(f"<table><tr><td colspan='{span}' rowspan='{span}'>甲<td>乙</table>")
    assert (sheet.cells, sheet.merged) == ((Cell(1, 1, "甲"), Cell(1, 2, "乙")), ())


def test_a_span_reaches_no_further_than_the_table() -> None:
    (sheet,) = pasted("<table><tr><td rowspan=1000000000>甲<td>乙<tr><td>丙</table>")
    assert sheet.merged == (Merged(1, 1, 2, 1),)
    assert sheet.cells == (Cell(1, 1, "甲"), Cell(1, 2, "乙"), Cell(2, 2, "丙"))


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-8-sig"])
def test_a_saved_page_that_is_called_a_workbook(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "课表.xls"
    path.write_text(f"<html><meta charset=gb2312>{TENCENT}</html>", encoding=encoding)
    (sheet,) = read_sheets([path]).sheets
    assert (sheet.file, sheet.name, len(sheet.cells)) == ("课表.xls", "课表", 2)


def test_html_without_a_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "课表.html"
    path.write_text("<html><body><p>语文</p><table><tr><td> </td></tr></table></body></html>")
    assert refusal(path) == ("课表.html", "no_table_found")


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<table>" + "<tr><td>1</td></tr>" * 11_000, "sheet_too_far"),
        ("<table><tr>" + "<td>1" * 600, "sheet_too_far"),
        ("<table>" + ("<tr>" + "<td>1" * 100) * 700, "sheet_too_large"),
        ("<table><tr><td>" + "语" * 6000, "cell_too_long"),
        ("<table><tr><td>1</table>" * 300, "file_too_many_sheets"),
    ],
)
def test_html_has_the_same_limits(html: str, code: str) -> None:
    reading = read_pasted(html, "粘贴")
    assert [(one.source.file, one.code) for one in reading.problems] == [("粘贴", code)]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>甲" + "<table><tr><td>" * 100_000,
        "<div>" * 100_000 + "<table><td>甲",
        "<table><tr><td colspan=1000000000 rowspan=1000000000>甲" + "<tr><td>" * 1000,
    ],
)
def test_nesting_and_spans_without_end_are_no_more_than_their_text(html: str) -> None:
    (sheet,) = pasted(html)
    assert [cell.text for cell in sheet.cells] == ["甲"]


@pytest.mark.parametrize(
    "start", ["<b style='x'>", "<!DOCTYPE html>", "<?xml version='1.0'?>", "<CENTER>", " \n<col>"]
)
def test_html_may_begin_with_any_tag(start: str) -> None:
    (sheet,) = pasted(f"{start}<table><tr><td>甲</td></tr></table>")
    assert sheet.cells == (Cell(1, 1, "甲"),)


def test_a_text_with_a_smaller_sign_is_no_html() -> None:
    (sheet,) = pasted("<5人\t甲")
    assert sheet.cells == (Cell(1, 1, "<5人"), Cell(1, 2, "甲"))
