"""Bad workbooks: what is wrong, where, and what was expected, in both languages; nothing is written."""

import asyncio
import sys
from pathlib import Path

import pytest

from service.cli import main
from tests.cli.bad_workbooks import FILES
from tests.states import differing, state_of

LAST_LINE = {"zh": "没有导入任何内容：有1处问题。", "en": "Nothing was imported. Problems: 1."}
LANGUAGES = ("zh", "en")
#: Of questions, what answers them; test_corrections.py has these.
ANSWERING = ("回答一次就记住", "Each answer is remembered", "   tongke correct")


def refusal(url: str, path: Path, language: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What is said on standard error about an import that is refused; nothing is said elsewhere."""
    capsys.readouterr()
    assert main(["import", "--database", url, "--language", language, str(path)]) == 1
    said, complained = capsys.readouterr()
    assert said == ""
    return [line for line in complained.splitlines() if not line.startswith(ANSWERING)]


@pytest.mark.parametrize("wrong", FILES)
def test_a_bad_file_is_named_and_changes_nothing(
    imported: str, wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "课表.xlsx"
    make, *texts = FILES[wrong]
    if wrong == "file that fails to be read" and sys.platform != "linux":
        pytest.skip("there is no /proc/self/mem")
    make(path)
    before = asyncio.run(state_of(imported))
    for language, text in zip(LANGUAGES, texts, strict=True):
        lines = refusal(imported, path, language, capsys)
        assert lines == [f"课表.xlsx{text}", LAST_LINE[language]]
    assert differing(asyncio.run(state_of(imported)), before) == []


def test_every_bad_file_is_named_at_once(
    imported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One good file among them does not come in either."""
    for name, wrong in (("甲校.xlsx", "text"), ("乙校.xlsx", "password")):
        FILES[wrong][0](tmp_path / name)
    FILES["broken cell"][0](tmp_path / "丙校.xlsx")
    before = asyncio.run(state_of(imported))
    lines = refusal(imported, tmp_path, "en", capsys)
    assert [line.split(": ")[0] for line in lines] == [
        "乙校.xlsx",
        "甲校.xlsx",
        "丙校.xlsx!总课表-柳河校区!D5",
        "Nothing was imported. Problems",
    ]
    assert differing(asyncio.run(state_of(imported)), before) == []


def test_a_path_that_is_not_there_is_named(
    imported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "课表.xlsx"
    assert refusal(imported, path, "zh", capsys) == [f"{path}：没有这个文件或文件夹。"]
    assert refusal(imported, path, "en", capsys) == [f"{path}: there is no such file or folder."]


def test_a_first_import_that_is_refused_leaves_no_rows(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = asyncio.run(state_of(sqlite_url))
    path = tmp_path / "课表.xlsx"
    FILES["broken cell"][0](path)
    assert len(refusal(sqlite_url, path, "zh", capsys)) == 2
    assert differing(asyncio.run(state_of(sqlite_url)), before) == []
