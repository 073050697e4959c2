"""Files that nobody vouches for: each refused file is one problem, and the others are read."""

import zipfile
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from service.exchange.reading.files import read_sheets
from service.exchange.reading.limits import LIMITS, MIB, Limits
from service.exchange.reading.sheets import Cell, Merged
from tests.exchange.workbooks import SHEETS, workbook


def _problem(path: Path, limits: Limits = LIMITS) -> tuple[str, str]:
    reading = read_sheets([path], limits)
    assert reading.sheets == ()
    (problem,) = reading.problems
    return problem.source.file, problem.code


def _rewritten(path: Path, member: str, content: bytes, source: Path) -> Path:
    """The workbook with other bytes in one of its members."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == member else old.read(info))
    return path


def test_values_come_as_they_would_be_typed(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "校历"
    sheet.append([3, 3.0, 10.1, time(8, 40), date(2026, 9, 20), True, " 语文\n张三 ", "  ", None])
    sheet.merge_cells("A2:C3")
    sheet["A2"] = "大课间"
    sheet["A2"].comment = Comment("第3周起", "教务处")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("旧").sheet_state = "hidden"
    book["旧"]["A1"] = 1
    path = tmp_path / "校历.xlsx"
    book.save(path)
    reading = read_sheets([path])
    shown, hidden = reading.sheets
    assert shown.cells == (
        Cell(1, 1, "3", True),
        Cell(1, 2, "3", True),
        Cell(1, 3, "10.1", True),
        Cell(1, 4, "08:40"),
        Cell(1, 5, "2026-09-20"),
        Cell(1, 6, "TRUE", True),
        Cell(1, 7, " 语文\n张三 "),
        Cell(2, 1, "大课间"),
    )
    assert shown.merged == (Merged(2, 1, 3, 3),)
    assert [shown.text(row, column) for row, column in ((3, 3), (2, 2), (3, 4))] == ["大课间", "大课间", ""]
    assert str(shown.source(3, 3)) == "校历.xlsx!校历!A2"
    assert (shown.hidden_rows, shown.hidden_columns) == (frozenset({2}), frozenset({2}))
    assert [comment.text for comment in shown.comments] == ["第3周起"]
    assert (shown.hidden, hidden.hidden) == (False, True)


def test_a_folder_is_every_workbook_below_it_in_order(tmp_path: Path) -> None:
    (tmp_path / "柳河").mkdir()
    workbook(tmp_path / "柳河" / "课表.xlsx", {"甲": [["1"]]})
    workbook(tmp_path / "B.XLSX", {"乙": [["1"]]})
    (tmp_path / "~$B.xlsx").write_bytes(b"locked by Excel")
    (tmp_path / "说明.txt").write_text("不是工作簿")
    reading = read_sheets([tmp_path])
    assert reading.problems == ()
    assert [(sheet.file, sheet.name) for sheet in reading.sheets] == [
        ("B.XLSX", "乙"),
        ("柳河/课表.xlsx", "甲"),
    ]


def test_nothing_there(tmp_path: Path) -> None:
    assert _problem(tmp_path) == (tmp_path.name, "folder_without_workbooks")
    assert _problem(tmp_path / "没有.xlsx") == ("没有.xlsx", "file_missing")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_damaged"),
        ("语文,数学".encode("gbk"), "file_not_xlsx"),
        (b"%PDF-1.7 ...", "file_not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file_locked"),
        (b"PK\x03\x04 and no more", "file_damaged"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "课表.xlsx"
    path.write_bytes(content)
    assert _problem(path) == ("课表.xlsx", code)


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_workbook_cut_off(tmp_path: Path, part: float) -> None:
    path = workbook(tmp_path / "课表.xlsx")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    assert _problem(path) == ("课表.xlsx", "file_damaged")


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "课表.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("课表.txt", "语文")
    assert _problem(path) == ("课表.xlsx", "file_not_xlsx")


def test_broken_xml_inside(tmp_path: Path) -> None:
    source = workbook(tmp_path / "好.xlsx")
    path = _rewritten(tmp_path / "坏.xlsx", "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>", source)
    assert _problem(path) == ("坏.xlsx", "file_unreadable")


@pytest.mark.parametrize(
    "entities",
    [
        b'<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">',
        b'<!ENTITY c SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused_wherever_they_stand(tmp_path: Path, member: str, entities: bytes) -> None:
    source = workbook(tmp_path / "好.xlsx")
    with zipfile.ZipFile(source) as archive:
        xml = archive.read(member)
    head = b"<?xml version='1.0'?>\n"
    body = xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else xml
    attack = head + b"<!DOCTYPE x [" + entities + b"]>" + body
    path = _rewritten(tmp_path / "坏.xlsx", member, attack, source)
    assert _problem(path) == ("坏.xlsx", "file_unreadable")


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    source = workbook(tmp_path / "好.xlsx")
    bomb = _rewritten(tmp_path / "炸弹.xlsx", "xl/worksheets/sheet1.xml", bytes(64 * MIB), source)
    assert bomb.stat().st_size < MIB
    assert _problem(bomb) == ("炸弹.xlsx", "file_unpacks_too_large")
    assert _problem(bomb, Limits(ratio=10_000)) == ("炸弹.xlsx", "file_unreadable")
    assert _problem(bomb, Limits(ratio=10_000, unpacked_bytes=MIB)) == ("炸弹.xlsx", "file_unpacks_too_large")


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=100), "file_too_large"),
        (Limits(members=3), "file_unpacks_too_large"),
        (Limits(sheets=2), "file_too_many_sheets"),
        (Limits(cells=10), "sheet_too_large"),
        (Limits(row=5), "sheet_too_large"),
        (Limits(cell_text=8), "cell_too_long"),
        (Limits(seconds=0.001), "file_takes_too_long"),
    ],
)
def test_every_limit_has_its_problem(tmp_path: Path, limits: Limits, code: str) -> None:
    assert _problem(workbook(tmp_path / "课表.xlsx"), limits) == ("课表.xlsx", code)


def test_a_file_that_needs_too_much_memory_ends_its_own_process_only(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "星期"
    path = tmp_path / "大.xlsx"
    book.save(path)
    # A merged range over the whole sheet: a few bytes that ask for 17 billion cells.
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    greedy = _rewritten(
        tmp_path / "贪.xlsx", "xl/worksheets/sheet1.xml", xml.replace(b"</sheetData>", merged), path
    )
    assert _problem(greedy, Limits(memory_bytes=400 * MIB)) == ("贪.xlsx", "file_needs_too_much")


def test_one_bad_file_does_not_hide_the_good_ones(tmp_path: Path) -> None:
    good = workbook(tmp_path / "好.xlsx")
    bad = tmp_path / "坏.xlsx"
    bad.write_text("语文")
    reading = read_sheets([bad, good])
    assert [problem.source.file for problem in reading.problems] == ["坏.xlsx"]
    assert [sheet.name for sheet in reading.sheets] == list(SHEETS)


def test_a_stray_format_in_the_last_column_costs_nothing(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "语文"
    sheet["XFD1048576"].number_format = "0.00"
    path = tmp_path / "课表.xlsx"
    book.save(path)
    (read,) = read_sheets([path]).sheets
    assert read.cells == (Cell(1, 1, "语文"),)
