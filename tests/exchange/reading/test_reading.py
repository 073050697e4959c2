"""Files that nobody vouches for: each refused file is one problem, and the others are read."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from service.domain.problems import Problem
from service.domain.sources import Source
from service.exchange.reading.files import read_sheets
from service.exchange.reading.limits import LIMITS, READING, Limits
from tests.exchange.reading.packages import xlsx, zipped
from tests.exchange.workbooks import SHEETS, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FILES = Path(__file__).parent / "files"


def problem(path: Path, limits: Limits = LIMITS) -> Problem:
    """The one problem of a path of which nothing is read."""
    reading = read_sheets([path], limits)
    assert reading.sheets == ()
    (found,) = reading.problems
    return found


def refusal(path: Path, limits: Limits = LIMITS) -> tuple[str, str]:
    found = problem(path, limits)
    return found.source.file, found.code


def test_a_folder_is_every_table_below_it_in_order(tmp_path: Path) -> None:
    (tmp_path / "柳河").mkdir()
    workbook(tmp_path / "柳河" / "课表.xlsx", {"甲": [["1"]]})
    workbook(tmp_path / "B.XLSX", {"乙": [["1"]]})
    (tmp_path / "C.csv").write_text("语文")
    for name in ("~$B.xlsx", "._B.xlsx", ".~课表.xls"):
        (tmp_path / name).write_bytes(b"a lock of Excel, a shadow of macOS, a lock of WPS")
    for name in ("说明.txt", "README.md", "Thumbs.db", "desktop.ini", ".DS_Store"):
        (tmp_path / name).write_text("不是工作簿")
    reading = read_sheets([tmp_path])
    assert reading.problems == ()
    assert [(sheet.file, sheet.name) for sheet in reading.sheets] == [
        ("B.XLSX", "乙"),
        ("C.csv", "C"),
        ("柳河/课表.xlsx", "甲"),
    ]
    assert reading.files == ("B.XLSX", "C.csv", "柳河/课表.xlsx")


def test_a_document_in_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "课表.docx").write_bytes(zipped({"word/document.xml": "<document/>"}))
    (tmp_path / "课表.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "课表.xml").write_bytes(
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )
    reading = read_sheets([tmp_path])
    assert [(one.source.file, one.code, dict(one.facts)) for one in reading.problems] == [
        ("课表.docx", "file_not_xlsx", {"looks_like": "Word (.docx)"}),
        ("课表.jpg", "file_not_xlsx", {"looks_like": "JPEG"}),
        ("课表.xml", "file_not_xlsx", {"looks_like": "Excel 2003 XML"}),
    ]


def test_a_file_handed_in_twice_is_read_once(tmp_path: Path) -> None:
    path = workbook(tmp_path / "课表.xlsx", {"甲": [["1"]]})
    assert len(read_sheets([path, tmp_path, path]).sheets) == 1


def test_nothing_there(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (tmp_path.name, "folder_without_workbooks")
    assert refusal(tmp_path / "没有.xlsx") == ("没有.xlsx", "file_missing")


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "课表.xlsx")
    assert refusal(tmp_path / "课表.xlsx") == ("课表.xlsx", "file_missing")


def test_a_name_in_the_bytes_of_a_chinese_windows_is_shown_in_characters(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "课表.xlsx".encode("gbk")))
    path.write_bytes(xlsx('<row><c t="inlineStr"><is><t>语文</t></is></c></row>'))
    assert [sheet.file for sheet in read_sheets([path]).sheets] == ["课表.xlsx"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_damaged"),
        (b" \n", "file_damaged"),
        (OLE + bytes(600), "file_unreadable"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "file_locked"),
        (b"PK\x03\x04 and no more", "file_damaged"),
        (b"\0\1\2\3", "text_unreadable"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "课表.xlsx"
    path.write_bytes(content)
    assert refusal(path) == ("课表.xlsx", code)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (b"{\\rtf1\\ansi}", "Word (.rtf)"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML (.mht)"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "Excel 2003 XML",
        ),
        (zipped({"word/document.xml": ""}), "Word (.docx)"),
        (zipped({"xl/workbook.bin": ""}), "Excel (.xlsb)"),
        (zipped({"mimetype": "", "META-INF/manifest.xml": ""}), "OpenDocument (.ods, .odt)"),
        (zipped({"Index/Document.iwa": ""}), "Numbers / Pages"),
    ],
)
def test_documents_and_pictures_are_refused_by_what_they_are(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    """Whatever they are called."""
    path = tmp_path / "课表.xlsx"
    path.write_bytes(content)
    found = problem(path)
    assert (found.code, dict(found.facts)) == ("file_not_xlsx", {"looks_like": kind})


@pytest.mark.parametrize("content", ['{"lessons": [\n', '\ufeff[{"id": 1}]', '\n[ "a" ]'])
@pytest.mark.parametrize("name", ["同步课.json", "课表.xlsx", "课表.txt"])
def test_what_is_exported_for_programs_is_refused(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert refusal(path) == (name, "json_not_table")


@pytest.mark.parametrize("content", ["[三(1)班]课表\n", "{说明}\n"])
def test_a_title_in_brackets_is_none_of_programs(tmp_path: Path, content: str) -> None:
    path = tmp_path / "课表.csv"
    path.write_text(content, encoding="utf-8")
    assert [cell.text for cell in read_sheets([path]).sheets[0].cells] == [content.strip()]


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".pages", ".numbers", ".bmp", ".PDF"])
def test_the_name_decides_where_the_content_says_nothing(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"课表{suffix}"
    path.write_bytes(b"what no signature tells")
    found = problem(path)
    assert (found.code, dict(found.facts)) == ("file_not_xlsx", {"looks_like": suffix.lower()})


@pytest.mark.parametrize(
    ("start", "kind"), [(b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b\x08", "gzip")]
)
def test_other_archives_are_to_be_unpacked(tmp_path: Path, start: bytes, kind: str) -> None:
    path = tmp_path / "资料.zip"
    path.write_bytes(start)
    found = problem(path)
    assert (found.code, dict(found.facts)) == ("archive_not_zip", {"looks_like": kind})


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=100), "file_too_large"),
        (Limits(members=3), "file_unpacks_too_large"),
        (Limits(unpacked_bytes=1000), "file_unpacks_too_large"),
        (Limits(sheets=2), "file_too_many_sheets"),
        (Limits(cells=10), "sheet_too_large"),
        (Limits(characters=100), "file_too_much_text"),
        (Limits(row=5), "sheet_too_far"),
        (Limits(column=2), "sheet_too_far"),
        (Limits(cell_text=8), "cell_too_long"),
        (Limits(allowance=replace(READING, clock_seconds=0.001)), "file_takes_too_long"),
        (Limits(allowance=replace(READING, memory_bytes=1)), "file_needs_too_much"),
    ],
)
def test_every_limit_has_its_problem(tmp_path: Path, limits: Limits, code: str) -> None:
    assert refusal(workbook(tmp_path / "课表.xlsx"), limits) == ("课表.xlsx", code)


@pytest.mark.parametrize(("file", "logged"), [("课表.xlsx", "LookupError"), ("无答复.xlsx", "DecodeError")])
def test_an_error_of_ours_is_no_want_of_memory_and_its_place_is_logged(
    tmp_path: Path,
    file: str,
    logged: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("service.exchange.reading.files._CHILD", "tests.exchange.reading.failing_child")
    assert problem(workbook(tmp_path / file)) == Problem("file_fails", Source(file, "", ""))
    (said,) = caplog.messages
    assert said.splitlines()[-1] == logged


def test_one_bad_file_does_not_hide_the_good_ones(tmp_path: Path) -> None:
    good = workbook(tmp_path / "好.xlsx")
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04")
    reading = read_sheets([bad, good])
    assert reading.problems == (Problem("file_damaged", Source("坏.xlsx", "", "")),)
    assert [sheet.name for sheet in reading.sheets] == list(SHEETS)
    assert reading.files == ("坏.xlsx", "好.xlsx")


@pytest.mark.parametrize("name", ["课表.xls", "课表.csv", "课表.doc", "课表.jpg", "课表.zip", "课表"])
def test_a_workbook_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = workbook(tmp_path / "课表.xlsx", {"甲": [["语文"]]}).rename(tmp_path / name)
    assert [(sheet.file, sheet.name) for sheet in read_sheets([path]).sheets] == [(name, "甲")]
