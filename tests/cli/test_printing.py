"""`tongke export --format pdf`: the case on paper, as a draft and as a revision; what keeps it from paper."""

import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from service.cli import main
from service.cli.commands.printing import found_press
from service.cli.invocation import CommandError
from service.words.catalogue import Words

CAMPUSES = 5


def pages(path: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_the_case_is_printed_as_a_draft_and_after_publication_as_a_revision(
    solved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, revision, signatures = (tmp_path / f"{name}.pdf" for name in ("草案", "第1版", "会签单"))
    export = ["export", "--database", solved, "--format", "pdf"]
    assert main([*export, "--output", str(draft)]) == 0
    assert main(["publish", "--database", solved]) == 0
    capsys.readouterr()
    assert main([*export, "--output", str(revision), "--from", "2026-10-12"]) == 0
    assert main([*export, "--output", str(signatures), "--sheets", "signatures"]) == 0
    assert capsys.readouterr().out == f"已写入 {revision}\n已写入 {signatures}\n"
    assert ["会签单" in text for text in pages(signatures)] == [True]
    texts, published = pages(draft), pages(revision)
    assert len(texts) == len(published) == CAMPUSES + 2
    assert ["第1版" in text for text in published] == [True] * (CAMPUSES + 2)
    assert ["草案" in text for text in texts] == [True] * (CAMPUSES + 2)
    assert [f"S{number:02}" in texts[0] for number in range(1, 11)] == [True] * 10
    assert published[0] == texts[0].replace("草案", "第1版")


def test_the_file_has_to_be_named(imported: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--database", imported, "--format", "pdf", "--language", "en"]) == 1
    assert capsys.readouterr().err == "--output names the PDF file, as table.pdf\n"


def test_before_the_first_import_there_is_nothing_to_print(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, output = f"sqlite:///{tmp_path / 'empty.sqlite'}", tmp_path / "table.pdf"
    assert main(["migrate", "--database", url]) == 0
    assert main(["export", "--database", url, "--format", "pdf", "--output", str(output)]) == 1
    assert "tongke import" in capsys.readouterr().err
    assert not output.exists()


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "apt-get install fonts-noto-cjk. Windows and macOS"),
        ("zh", "apt-get install fonts-noto-cjk；Windows"),
    ],
)
def test_a_machine_without_a_chinese_typeface_is_told_what_to_install(language: str, says: str) -> None:
    with pytest.raises(CommandError, match="fonts-noto-cjk") as refused:
        found_press(Words("zh" if language == "zh" else "en"), system_fonts=False)
    assert says in str(refused.value)


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(CommandError) as refused:
        found_press(Words("en"))
    assert str(refused.value) == ("The PDF needs Typst, which is not installed: pip install 'tongke[pdf]'")
