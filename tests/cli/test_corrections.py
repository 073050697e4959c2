"""A question on the command line: asked with the command that answers it, remembered, and forgotten."""

import json
import shlex
from pathlib import Path

import pytest

from service.cli import main
from tests.exchange.workbooks import MEMBER_TABLE, SHEETS, changed, workbook

UNREADABLE = {**SHEETS, "总课表-柳河校区": changed(MEMBER_TABLE, 4, 4, "语文/数学\n周杰/吴倩")}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'tongke.sqlite'}"


@pytest.fixture
def asking(tmp_path: Path) -> str:
    return str(workbook(tmp_path / "资料.xlsx", UNREADABLE))


def test_the_command_that_answers_is_said_and_answers(
    url: str, asking: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "--database", url, asking]) == 1
    said = capsys.readouterr().err.splitlines()
    (command,) = (line.strip() for line in said if line.startswith("   tongke correct"))
    assert command == (
        "tongke correct cell '语文/数学周杰/吴倩' '语文/数学(单/双) 周杰/吴倩' --campus 柳河校区"
    )
    assert main([*shlex.split(command)[1:], "--database", url]) == 0
    assert main(["import", "--database", url, asking]) == 0


def test_what_may_be_answered_is_told_apart_from_what_has_to_be(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    misspelt = {**SHEETS, "总课表-柳河校区": changed(MEMBER_TABLE, 4, 4, "语文\n周洁")}
    path = str(workbook(tmp_path / "资料.xlsx", misspelt))
    assert main(["import", "--database", url, "--dry-run", path]) == 0
    said = capsys.readouterr()
    assert "以上提示中有1处可以补充说明,不补充也能导入(见收课表页面,或用 --json)" in said.out.splitlines()
    assert said.err == ""
    assert main(["import", "--database", url, "--dry-run", "--json", path]) == 0
    (question,) = json.loads(capsys.readouterr().out)["questions"]
    assert (question["written"], question["needed"]) == ("周洁", False)


def test_what_is_remembered_is_listed_and_forgotten(
    url: str, asking: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = [
        "correct",
        "--database",
        url,
        "cell",
        "语文/数学 周杰/吴倩",
        "语文 周杰",
        "--campus",
        "柳河校区",
    ]
    assert main(answer) == 0
    assert main([*answer, "--forget"]) == 0
    assert main(answer) == 0
    capsys.readouterr()
    assert main(["corrections", "--database", url, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "corrections": [
            {"campus": "柳河校区", "kind": "cell", "written": "语文/数学周杰/吴倩", "meant": "语文 周杰"}
        ]
    }
    assert main(["import", "--database", url, asking]) == 0


def test_what_is_forgotten_is_asked_again(url: str, asking: str) -> None:
    answer = ["correct", "--database", url, "cell", "语文/数学周杰/吴倩", "语文 周杰"]
    assert main(answer) == 0
    assert main([*answer[:-1], "--forget"]) == 0
    assert main(["import", "--database", url, asking]) == 1
