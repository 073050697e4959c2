"""Old workbooks (BIFF): the same sheets as of new ones. How the files were made is in files/README.md."""

from pathlib import Path

import pytest

from service.exchange.reading.files import read_sheets
from service.exchange.reading.limits import Limits
from service.exchange.reading.sheets import Cell, Merged, Sheet
from tests.exchange.reading.test_reading import FILES, OLE, problem, refusal
from tests.exchange.workbooks import SHEETS, workbook

CALENDAR = FILES / "校历.xls"


def test_values_come_as_from_a_new_workbook() -> None:
    reading = read_sheets([CALENDAR])
    assert reading.problems == ()
    assert reading.sheets == (
        Sheet(
            file="校历.xls",
            name="校历",
            cells=(
                Cell(1, 1, "3", True),
                Cell(1, 2, "3", True),
                Cell(1, 3, "10.1", True),
                Cell(1, 4, "08:40"),
                Cell(1, 5, "2026-09-20"),
                Cell(1, 6, "TRUE", True),
                Cell(1, 7, " 语文\n张三 "),
                Cell(1, 9, "2026-09-20 13:50"),
                Cell(1, 10, "27:00"),
                Cell(2, 1, "大课间"),
            ),
            merged=(Merged(2, 1, 3, 3),),
            hidden_rows=frozenset({2}),
            hidden_columns=frozenset({2}),
            comments=(Cell(2, 1, "第3周起"),),
            failed=(Cell(1, 11, "#REF!"),),
        ),
        Sheet(file="校历.xls", name="旧", cells=(Cell(1, 1, "1", True),), hidden=True),
    )


def test_a_whole_workbook_is_the_same_old_and_new(tmp_path: Path) -> None:
    new = read_sheets([workbook(tmp_path / "资料.xlsx", SHEETS)]).sheets
    old = read_sheets([FILES / "资料.xls"]).sheets
    assert [(sheet.name, sheet.cells) for sheet in old] == [(sheet.name, sheet.cells) for sheet in new]


@pytest.mark.parametrize("name", ["课表.xlsx", "课表.et", "课表.csv", "课表.doc"])
def test_an_old_workbook_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(CALENDAR.read_bytes())
    assert [(sheet.file, sheet.name) for sheet in read_sheets([path]).sheets] == [
        (name, "校历"),
        (name, "旧"),
    ]


def test_a_locked_one_is_named_so(tmp_path: Path) -> None:
    """A FilePass record (0x2F) in the place of one that says nothing."""
    path = tmp_path / "课表.xls"
    path.write_bytes(CALENDAR.read_bytes().replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1))
    assert refusal(path) == ("课表.xls", "file_locked")


@pytest.mark.parametrize(
    ("stream", "kind"), [("WordDocument", "Word (.doc)"), ("PowerPoint Document", "PowerPoint (.ppt)")]
)
def test_other_documents_of_the_same_container_are_refused(tmp_path: Path, stream: str, kind: str) -> None:
    """The directory entry of the one stream is renamed: 64 bytes of name, 2 of its length."""
    old, new = ("Workbook".encode("utf-16-le"), stream.encode("utf-16-le"))
    content = CALENDAR.read_bytes()
    at = content.index(old)
    entry = new.ljust(64, b"\0") + (len(new) + 2).to_bytes(2, "little")
    path = tmp_path / "课表.xls"
    path.write_bytes(content[:at] + entry + content[at + 66 :])
    found = problem(path)
    assert (found.code, dict(found.facts)) == ("file_not_xlsx", {"looks_like": kind})


@pytest.mark.parametrize("part", [0.05, 0.5, 0.8])
def test_one_cut_off(tmp_path: Path, part: float) -> None:
    content = CALENDAR.read_bytes()
    path = tmp_path / "课表.xls"
    path.write_bytes(content[: int(len(content) * part)])
    assert refusal(path) == ("课表.xls", "file_unreadable")


@pytest.mark.parametrize(("name", "code"), [("课表.xls", "file_unreadable"), ("课表.wps", "file_not_xlsx")])
def test_the_container_alone(tmp_path: Path, name: str, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(OLE)
    assert refusal(path) == (name, code)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(sheets=1), "file_too_many_sheets"),
        (Limits(cells=3), "sheet_too_large"),
        (Limits(row=1), "sheet_too_far"),
        (Limits(cell_text=3), "cell_too_long"),
    ],
)
def test_it_has_the_same_limits(limits: Limits, code: str) -> None:
    assert refusal(CALENDAR, limits) == ("校历.xls", code)
