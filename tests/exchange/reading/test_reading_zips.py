"""A .zip of workbooks reads like a folder."""

import io
import zipfile
from pathlib import Path

import pytest

from service.exchange.children.allowances import MIB
from service.exchange.reading.files import read_sheets
from service.exchange.reading.limits import LIMITS, Limits
from tests.exchange.reading.packages import xlsx, zipped
from tests.exchange.reading.test_reading import FILES, refusal

BOOK = xlsx('<row><c t="inlineStr"><is><t>语文</t></is></c></row>')


def written(path: Path, members: dict[str, bytes | str]) -> Path:
    path.write_bytes(zipped(members))
    return path


def problems(path: Path, limits: Limits = LIMITS) -> list[tuple[str, str]]:
    return [(problem.source.file, problem.code) for problem in read_sheets([path], limits).problems]


def test_its_workbooks_of_every_kind_are_read_in_order(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "课表/碧湖小学.xlsx": BOOK,
        "校历.xls": (FILES / "校历.xls").read_bytes(),
        "课表/大港头.csv": "语文,数学",
        "课表/~$碧湖小学.xlsx": b"locked by Excel",
        "__MACOSX/课表/._碧湖小学.xlsx": b"a shadow of macOS",
        "课表/.DS_Store": b"",
        "说明.txt": "不是工作簿",
    }
    path = written(tmp_path / "资料.zip", members)
    (tmp_path / "别的.csv").write_text("语文")
    reading = read_sheets([tmp_path])
    assert reading.problems == ()
    assert [(sheet.file, sheet.name) for sheet in reading.sheets] == [
        ("别的.csv", "别的"),
        ("资料.zip/课表/碧湖小学.xlsx", "课表"),
        ("资料.zip/校历.xls", "校历"),
        ("资料.zip/校历.xls", "旧"),
        ("资料.zip/课表/大港头.csv", "大港头"),
    ]
    assert read_sheets([path]).files == (
        "资料.zip/课表/碧湖小学.xlsx",
        "资料.zip/校历.xls",
        "资料.zip/课表/大港头.csv",
    )


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_the_flag_of_utf_8(tmp_path: Path, encoding: str) -> None:
    """Chinese Windows writes GBK, macOS UTF-8, and neither says so."""
    name = "课表_碧湖小学.xlsx".encode(encoding)
    content = zipped({"x" * len(name): BOOK})
    path = tmp_path / "资料.zip"
    path.write_bytes(content.replace(b"x" * len(name), name))
    assert [sheet.file for sheet in read_sheets([path]).sheets] == ["资料.zip/课表_碧湖小学.xlsx"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../课表.xlsx", "资料.zip/课表.xlsx"),
        ("/etc/课表.xlsx", "资料.zip/etc/课表.xlsx"),
        ("甲\\..\\课表.xlsx", "资料.zip/甲/课表.xlsx"),
    ],
)
def test_a_path_that_leads_out_leads_nowhere(tmp_path: Path, name: str, shown: str) -> None:
    path = written(tmp_path / "资料.zip", {name: BOOK})
    assert [sheet.file for sheet in read_sheets([path]).sheets] == [shown]
    assert list(tmp_path.iterdir()) == [path]


def test_two_members_of_one_name_are_two_workbooks(tmp_path: Path) -> None:
    content = zipped({"课表1.xlsx": BOOK, "课表2.xlsx": BOOK})
    path = tmp_path / "资料.zip"
    path.write_bytes(content.replace("课表1".encode(), "课表2".encode()))
    assert [sheet.file for sheet in read_sheets([path]).sheets] == ["资料.zip/课表2.xlsx"] * 2


def test_what_is_refused_in_it_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    inner = zipped({"课表.xlsx": BOOK})
    members: dict[str, bytes | str] = {
        "课表.docx": zipped({"word/document.xml": ""}),
        "内.zip": inner,
        "也是.xlsx": inner,
        "坏.xlsx": BOOK[:100],
        "好.xlsx": BOOK,
    }
    path = written(tmp_path / "资料.zip", members)
    assert problems(path) == [
        ("资料.zip/课表.docx", "file_not_xlsx"),
        ("资料.zip/内.zip", "zip_in_zip"),
        ("资料.zip/也是.xlsx", "zip_in_zip"),
        ("资料.zip/坏.xlsx", "file_damaged"),
    ]
    assert [sheet.file for sheet in read_sheets([path]).sheets] == ["资料.zip/好.xlsx"]


@pytest.mark.parametrize("members", [{}, {"说明.txt": "x"}, {"甲/": ""}])
def test_a_zip_without_workbooks(tmp_path: Path, members: dict[str, bytes | str]) -> None:
    assert refusal(written(tmp_path / "资料.zip", members)) == ("资料.zip", "zip_without_workbooks")


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(cells=2), "sheet_too_large"),
        (Limits(sheets=2), "file_too_many_sheets"),
        (Limits(members=3 + 5 + 5), "file_unpacks_too_large"),
    ],
)
def test_limits_are_of_all_its_workbooks_together(tmp_path: Path, limits: Limits, code: str) -> None:
    """What passes them is named, and nothing beyond it is read."""
    path = written(tmp_path / "资料.zip", {f"{number}.xlsx": BOOK for number in (1, 2, 3, 4)[:3]})
    assert problems(path, limits) == [("资料.zip/3.xlsx", code)]


def test_a_bomb_in_it_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "资料.zip", {"课表.csv": bytes(60 * MIB)})
    assert problems(path) == [("资料.zip", "file_unpacks_too_large")]


def test_a_locked_member_is_named(tmp_path: Path) -> None:
    content = bytearray(zipped({"课表.csv": "语文"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "资料.zip"
    path.write_bytes(content)
    assert problems(path) == [("资料.zip/课表.csv", "file_locked")]


def test_a_packing_that_is_not_known(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("课表.csv", "语文")
    content = stream.getvalue().replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x08\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x00\x08\x63\x00"
    )
    path = tmp_path / "资料.zip"
    path.write_bytes(content)
    assert problems(path) == [("资料.zip/课表.csv", "file_unreadable")]
