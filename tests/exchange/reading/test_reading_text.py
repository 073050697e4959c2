"""Tables as text: .csv of every program and encoding a school has, and text from a clipboard."""

import codecs
from pathlib import Path

import pytest

from service.exchange.reading.files import read_pasted, read_sheets
from service.exchange.reading.limits import Limits
from service.exchange.reading.sheets import Cell
from tests.exchange.reading.test_reading import refusal

TABLE = "星期,节次,三（1）班\n星期一,1,语文 张三\n"
CELLS = (
    Cell(1, 1, "星期"),
    Cell(1, 2, "节次"),
    Cell(1, 3, "三（1）班"),
    Cell(2, 1, "星期一"),
    Cell(2, 2, "1"),  # not typed as a number: 10.10 stands in a text as it was written
    Cell(2, 3, "语文 张三"),
)


def cells(path: Path, content: bytes) -> tuple[Cell, ...]:
    path.write_bytes(content)
    (sheet,) = read_sheets([path]).sheets
    return sheet.cells


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("gbk"),
        TABLE.encode("gb18030"),
        codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        ("sep=;\r\n" + TABLE.replace(",", ";")).encode("gbk"),
    ],
)
def test_every_encoding_and_delimiter_is_told_from_the_text(tmp_path: Path, content: bytes) -> None:
    assert cells(tmp_path / "课表.csv", content) == CELLS


@pytest.mark.parametrize(
    ("name", "sheet"),
    [("课表.csv", "课表"), ("三.1班.tsv", "三.1班"), ("课表.txt", "课表"), ("课表.xls", "课表")],
)
def test_the_sheet_is_called_as_the_file(tmp_path: Path, name: str, sheet: str) -> None:
    """A text is a table whatever it is called, where somebody hands it in by itself."""
    path = tmp_path / name
    path.write_text(TABLE, encoding="gbk")
    assert [(one.file, one.name) for one in read_sheets([path]).sheets] == [(name, sheet)]


def test_quoted_cells_hold_line_breaks_delimiters_and_quotes(tmp_path: Path) -> None:
    content = '节次,"语文\r\n张三","甲,乙","""主""讲"\n'.encode()
    assert [cell.text for cell in cells(tmp_path / "课表.csv", content)] == [
        "节次",
        "语文\n张三",
        "甲,乙",
        '"主"讲',
    ]


def test_commas_within_cells_between_tabs_divide_nothing(tmp_path: Path) -> None:
    content = "校区\t教师\n柳河\t甲,乙,丙\n白塘\t丁;戊\n".encode()
    assert [cell.text for cell in cells(tmp_path / "课表.txt", content)][2:] == [
        "柳河",
        "甲,乙,丙",
        "白塘",
        "丁;戊",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xff\xff",
        b"PNG\0\0",
        "语文,数学,英语,".encode() + "体育".encode("gbk"),  # two programs wrote it
    ],
)
def test_a_text_in_no_encoding_or_in_two_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "课表.csv"
    path.write_bytes(content)
    assert refusal(path) == ("课表.csv", "text_unreadable")


def test_a_text_cut_off_within_a_character_is_read_up_to_it(tmp_path: Path) -> None:
    assert cells(tmp_path / "课表.csv", "语文,数学".encode()[:-1]) == (Cell(1, 1, "语文"), Cell(1, 2, "数"))


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        ('"' + "语" * 6000, Limits(), "cell_too_long"),
        ('"' + "语" * 600, Limits(characters=500), "file_too_much_text"),
        ("1\n" * 11_000, Limits(), "sheet_too_far"),
        ("1," * 600, Limits(), "sheet_too_far"),
        ("1,2,3\n" * 10, Limits(cells=20), "sheet_too_large"),
    ],
)
def test_text_has_the_same_limits(tmp_path: Path, content: str, limits: Limits, code: str) -> None:
    """A quote that nobody closed swallows all that follows."""
    path = tmp_path / "课表.csv"
    path.write_text(content, encoding="utf-8")
    assert refusal(path, limits) == ("课表.csv", code)


def test_pasted_text_has_tabs_and_the_quotes_of_excel() -> None:
    reading = read_pasted('星期\t三(1)班\n星期一\t"语文\n张三"\n', "三年级9.1起")
    (sheet,) = reading.sheets
    assert (sheet.file, sheet.name, reading.files) == ("三年级9.1起", "三年级9.1起", ("三年级9.1起",))
    assert [cell.text for cell in sheet.cells] == ["星期", "三(1)班", "星期一", "语文\n张三"]


@pytest.mark.parametrize(("text", "code"), [("", "file_damaged"), ("  \n", "file_damaged")])
def test_nothing_pasted(text: str, code: str) -> None:
    (problem,) = read_pasted(text, "粘贴").problems
    assert (problem.source.file, problem.code) == ("粘贴", code)


def test_what_no_keyboard_writes_is_pasted_without_it() -> None:
    (sheet,) = read_pasted("语\0文\t数\ud800学", "粘\0贴\ud800").sheets
    assert (sheet.name, [cell.text for cell in sheet.cells]) == ("粘贴?", ["语文", "数?学"])
