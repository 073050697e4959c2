"""What `tongke import` says of an import before it is written: cell by cell, campus by campus."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from service.cli import main
from service.cli.commands.imports import LINES_A_GROUP
from service.domain.differences.difference import Difference, Kind, Owner, OwnerKind, What
from service.words.catalogue import Words
from service.words.imports.first_import_texts import first_lines
from tests.exchange.case import WORKBOOK

TABLE = "总课表-柳河校区"


def changed_workbook(folder: Path) -> Path:
    """The case with two cells of a class exchanged, another teacher, and a lesson that is gone."""
    book = openpyxl.load_workbook(WORKBOOK)
    sheet = book[TABLE]
    sheet["D5"].value, sheet["D6"].value = sheet["D6"].value, sheet["D5"].value
    sheet["E5"].value = "语文\n余娟"
    sheet["F6"].value = None
    path = folder / WORKBOOK.name
    book.save(path)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["import", *arguments]) == 0
    return capsys.readouterr().out


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(said(capsys, "--json", *arguments))


LINES = [
    "   一(1)班：周一第1节 与 周一第2节 对调（数学 周杰 / 体育与健康 叶雨桐）",
    "   二(1)班 周一第1节：音乐 何静 → 语文 余娟",
    "   三(1)班 周一第2节：取消 英语 冯美玲",
]


def test_a_dry_run_says_what_would_change_by_campus(
    imported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--database", imported, "--language", "zh", "--dry-run", str(changed_workbook(tmp_path)))
    lines = said(capsys, *arguments).splitlines()
    heading = lines.index("柳河校区 课表：3处：变更2、取消1")
    assert lines[heading + 1 : -1] == LINES
    assert lines[heading - 1].startswith("读到：")


def test_json_has_every_field_that_differs_beside_the_counts(
    imported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = str(changed_workbook(tmp_path))
    report = document(capsys, "--database", imported, "--language", "zh", "--dry-run", workbook)
    assert report["changes"] == {"home_timetables": 4}
    assert [entry["what"] for entry in report["diff"]] == ["swapped", "changed", "gone"]
    assert report["diff"][1] == {
        "kind": "home_lesson",
        "what": "changed",
        "campus": "柳河校区",
        "name": "二(1)班 周一第1节",
        "field": "lesson",
        "at": "",
        "before": "音乐 何静",
        "after": "语文 余娟",
        "since": None,
        "message": "柳河校区 二(1)班 周一第1节：音乐 何静 → 语文 余娟",
    }


def test_a_table_from_a_day_on_says_from_which_day(
    imported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--database", imported, "--language", "zh", "--dry-run", "--from", "2026-10-12")
    lines = said(capsys, *arguments, str(changed_workbook(tmp_path))).splitlines()
    heading = lines.index("柳河校区 课表 从10月12日(周一)起：3处：变更2、取消1")
    assert lines[heading + 1 : -1] == [
        "   从10月12日(周一)起执行新课表，与当时执行的课表相比",
        *LINES,
    ]


def test_the_import_says_the_same_as_the_dry_run_before_it_and_then_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, workbook = f"sqlite:///{tmp_path / 'case.sqlite'}", str(WORKBOOK)
    dry = document(capsys, "--database", url, "--dry-run", workbook)
    real = document(capsys, "--database", url, workbook)
    assert (real["written"], real["diff"]) == (True, dry["diff"])
    again = document(capsys, "--database", url, workbook)
    assert (again["written"], again["diff"]) == (False, [])


def test_a_long_list_is_cut_where_people_read_and_whole_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'case.sqlite'}"
    book = openpyxl.load_workbook(WORKBOOK)
    del book[next(name for name in book.sheetnames if "教研" in name)]
    book.save(tmp_path / "无教研.xlsx")
    said(capsys, "--database", url, str(tmp_path / "无教研.xlsx"))
    arguments = ("--database", url, "--language", "zh", "--dry-run", str(WORKBOOK))
    lines = said(capsys, *arguments).splitlines()
    heading = lines.index("江北实验小学教联体 教研计划：22处：新增22")
    assert lines[heading + LINES_A_GROUP + 1] == "   … 还有2处，用 --verbose 可看全部"
    found = document(capsys, *arguments)["diff"]
    assert sum(entry["kind"] == "research_session" for entry in found) == 22


NEW = [
    "江北实验小学(核心校区)：新增 教师41；教室2；1份作息表；3处停课；2天调休；18个班；697节",
    "柳河校区：新增 教师15；教室1；1份作息表；3处停课；2天调休；6个班；233节",
]


def test_a_first_import_is_told_in_a_line_of_counts_for_each_school(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'case.sqlite'}"
    arguments = ("--database", url, "--language", "zh", "--dry-run", str(WORKBOOK))
    lines = said(capsys, *arguments).splitlines()
    assert [line for line in lines if line.startswith(("江北实验小学(", "柳河校区："))] == NEW
    assert "江北实验小学教联体：新增 成员校5；同步课需求10；教研计划22" in lines
    assert lines[-2] == "逐条查看：加 --verbose"
    assert len(lines) <= 24  # a screenful


def test_verbose_tells_a_first_import_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'case.sqlite'}"
    lines = said(
        capsys, "--database", url, "--language", "zh", "--dry-run", "--verbose", str(WORKBOOK)
    ).splitlines()
    assert "柳河校区 课表：新增 6个班；233节" in lines
    heading = lines.index("江北实验小学教联体 教研计划：22处：新增22")
    assert all(line.startswith("   ") for line in lines[heading + 1 : heading + 23])


def test_communities_come_before_their_campuses() -> None:
    campus = Difference(Kind.CAMPUS, What.NEW, Owner(OwnerKind.CAMPUS, "柳河校区"))
    community = Difference(Kind.COMMUNITY, What.NEW, Owner(OwnerKind.COMMUNITY, "江北教联体"))
    lines, _ = first_lines((campus, community), Words("zh"))
    assert [line.partition("：")[0] for line in lines] == ["江北教联体", "柳河校区"]


def test_what_changed_of_schools_that_were_there_is_told_by_itself() -> None:
    new = tuple(
        Difference(Kind.CAMPUS, What.NEW, Owner(OwnerKind.CAMPUS, f"第{count}小学")) for count in range(30)
    )
    changed = Difference(Kind.PLACE, What.GONE, Owner(OwnerKind.CAMPUS, "旧校"), ("主讲室",))
    lines, others = first_lines((*new, changed), Words("zh"))
    assert (len(lines), others) == (30, (changed,))
