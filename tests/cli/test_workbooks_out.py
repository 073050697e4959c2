"""`tongke export --format xlsx|csv` and `tongke template`: files that people open and hand in again."""

import asyncio
import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from service.cli import main
from tests.cli.test_texts import _hold
from tests.districts import awaiting, small_district, wish


def test_what_is_exported_is_nothing_new_when_imported(
    imported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "一张表.xlsx"
    arguments = ["--format", "xlsx", "--output", str(path), "--from", "2026-10-12"]
    assert main(["export", "--database", imported, *arguments]) == 0
    capsys.readouterr()
    assert main(["import", "--database", imported, "--json", str(path)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["changes"], said["written"], said["notes"], said["problems"]) == ({}, False, [], [])


@pytest.mark.parametrize(
    ("name", "begins"), [("t.xlsx", b"PK"), ("T.CSV", b"\xef\xbb\xbf"), ("t.json", b"{")]
)
def test_without_a_format_the_file_is_what_it_is_called(
    sqlite_url: str, tmp_path: Path, name: str, begins: bytes
) -> None:
    asyncio.run(_hold(sqlite_url, small_district(wish())))
    assert main(["export", "--database", sqlite_url, "--output", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (
            ["--format", "json", "--output", "t.xlsx"],
            "--output 的后缀是 .xlsx，而 --format 是 json：请只取其一。",
        ),
        (
            ["--format", "xlsx", "--output", "t.CSV"],
            "--output 的后缀是 .csv，而 --format 是 xlsx：请只取其一。",
        ),
        (
            ["--output", "t.xls"],
            "从文件名看不出 t.xls 要写成什么格式：请用 --format 写明（json、xlsx、csv、pdf、ics）。",
        ),
        (["--output", "t.ics"], "请用 --output 写明存放日历文件的文件夹。"),
    ],
)
def test_a_format_that_contradicts_the_name_is_refused(
    arguments: list[str],
    text: str,
    sqlite_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asyncio.run(_hold(sqlite_url, small_district(wish())))
    monkeypatch.chdir(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    capsys.readouterr()
    assert main(["export", "--database", sqlite_url, "--language", "zh", *arguments]) == 1
    assert capsys.readouterr().err == f"{text}\n"
    assert {path.name for path in tmp_path.iterdir()} == before


def test_a_folder_gets_a_workbook_called_after_its_community(imported: str, tmp_path: Path) -> None:
    assert (
        main(["export", "--database", imported, "--format", "xlsx", "--output", str(tmp_path / "out")]) == 0
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["江北实验小学教联体排课一张表.xlsx"]


def test_csv_opens_in_excel_as_utf_8(imported: str, tmp_path: Path) -> None:
    path = tmp_path / "同步课.csv"
    assert main(["export", "--database", imported, "--format", "csv", "--output", str(path)]) == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))
    assert {row["编号"] for row in rows} == {f"S{number:02}" for number in range(1, 11)}


def test_csv_of_findings_goes_to_standard_output(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_hold(sqlite_url))
    assert main(["export", "--database", sqlite_url, "--format", "csv", "--what", "findings"]) == 0
    assert len(list(csv.DictReader(StringIO(capsys.readouterr().out)))) == 5


def test_a_template_has_a_table_for_each_campus(tmp_path: Path, sqlite_url: str) -> None:
    path = tmp_path / "模板.xlsx"
    campuses = ["--campus", "城北小学", "--campus", "柳河校区"]
    arguments = ["--database", sqlite_url, *campuses, "--classes", "三(1)班,302", "--output", str(path)]
    assert main(["template", *arguments]) == 0
    book = openpyxl.load_workbook(path)
    assert [name for name in book.sheetnames if "总课表" in name] == ["总课表-城北小学", "总课表-柳河校区"]
    assert [cell.value for cell in book["总课表-城北小学"][2]][3:] == ["三(1)班", "302"]


def test_a_class_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--classes", "三(1)班,合唱队", "--output", str(tmp_path / "模板.xlsx"), "--language", "en"]
    assert main(["template", *arguments]) == 1
    assert capsys.readouterr().err == "合唱队 is no class: write 三(1)班, 301 or 三年级1班.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_community_whose_name_is_a_path_gets_a_file_in_the_folder(sqlite_url: str, tmp_path: Path) -> None:
    small = small_district(wish())
    (community,) = small.communities
    asyncio.run(
        _hold(sqlite_url, replace(small, communities=(replace(community, name="../城区/甲乙教共体"),)))
    )
    out = tmp_path / "out" / "inner"
    assert main(["export", "--database", sqlite_url, "--format", "xlsx", "--output", str(out)]) == 0
    assert [path.name for path in tmp_path.rglob("*.xlsx")] == [".._城区_甲乙教共体排课一张表.xlsx"]


def test_a_file_with_a_suffix_in_capitals_is_a_file(imported: str, tmp_path: Path) -> None:
    path = tmp_path / "TABLE.XLSX"
    assert main(["export", "--database", imported, "--format", "xlsx", "--output", str(path)]) == 0
    assert path.is_file()


def test_the_table_without_one_school_is_written_with_what_is_there(sqlite_url: str, tmp_path: Path) -> None:
    asyncio.run(_hold(sqlite_url, awaiting(small_district(wish()))))
    path = tmp_path / "table.xlsx"
    assert main(["export", "--database", sqlite_url, "--format", "xlsx", "--output", str(path)]) == 0
    assert path.is_file()


def test_json_says_which_revision_was_published_last(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_hold(sqlite_url, small_district(wish())))
    export = ["export", "--database", sqlite_url, "--format", "json"]
    revisions = []
    solve = ["solve", "--database", sqlite_url, "--time-limit", "5"]
    for command in (export, solve, ["publish", "--database", sqlite_url], export):
        capsys.readouterr()
        assert main(command) == 0
        if command is export:
            (table,) = json.loads(capsys.readouterr().out)["tables"]
            revisions.append(table["revision"])
    assert revisions == [None, 1]
