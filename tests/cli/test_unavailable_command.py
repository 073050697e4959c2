"""`tongke unavailable`: when teachers cannot teach is said, shown, taken back, and kept by every solve."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.cli import main


def run(url: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    main([arguments[0], "--database", url, *arguments[1:], "--json"])
    return json.loads(capsys.readouterr().out)


def unavailable(url: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(url, capsys, "unavailable", *arguments)["unavailable"]
    return found


def refused(url: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["unavailable", "--database", url, *arguments, "--language", "en"]) == 1
    return capsys.readouterr().err


def lecturer(url: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """A joint lesson as it was solved."""
    lessons = run(url, capsys, "export")["tables"][0]["lessons"]
    found: dict[str, Any] = next(one for one in lessons if one["places"])
    return found


FRIDAY = {
    "weekday": 5, "weeks": "all", "start": None, "end": None, "reason": "",
}  # fmt: skip


def test_it_is_said_shown_and_taken_back(imported: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert unavailable(imported, capsys) == []
    name = name_of_somebody(imported, capsys)
    friday = {"teacher": name, **FRIDAY}
    clock = {**friday, "weekday": 2, "weeks": "odd", "start": "14:00", "end": "16:00", "reason": "校务会议"}
    assert unavailable(imported, capsys, name, "周五") == [friday]
    assert unavailable(imported, capsys, name, "周五") == [friday]
    said = unavailable(imported, capsys, name, "单周周二 14:00-16:00", "--reason", "校务会议")
    assert sorted(said, key=lambda one: int(one["weekday"])) == [clock, friday]
    capsys.readouterr()
    assert main(["unavailable", "--database", imported, "--language", "zh", name]) == 0
    assert any(
        line.endswith("单周 周二 14:00–16:00 校务会议") for line in capsys.readouterr().out.splitlines()
    )
    assert unavailable(imported, capsys, name, "周五", "--undo") == [clock]
    assert unavailable(imported, capsys, name, "--undo") == []
    assert unavailable(imported, capsys) == []


def name_of_somebody(url: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The lecturer of the first wish: a name that one person alone has."""
    name: str = run(url, capsys, "export")["tables"][0]["lessons"][0]["lecturer"]
    return name


def test_what_is_not_understood_is_refused(imported: str, capsys: pytest.CaptureFixture[str]) -> None:
    name = name_of_somebody(imported, capsys)
    assert refused(imported, capsys, "无此人", "周五").startswith("nobody is called “无此人”")
    assert refused(imported, capsys, name, "11月2日").startswith(
        "“11月2日” is no time of a week at which a teacher cannot teach; expected e.g. 周三下午"
    )
    said = "She is not said to be unavailable then; nothing was changed.\n"
    assert refused(imported, capsys, name, "周五", "--undo") == said
    assert unavailable(imported, capsys) == []


def test_before_anything_is_imported_there_is_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    assert main(["migrate", "--database", url]) == 0
    assert refused(url, capsys) == "Nothing has been imported yet: start with `tongke import`.\n"


def test_check_finds_who_stands_there_and_solve_keeps_it_free(
    solved: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson = lecturer(solved, capsys)
    weekday = lesson["places"][0]["weekday"]
    day = "一二三四五六日"[weekday - 1]

    def found() -> list[str]:
        return [one["code"] for one in run(solved, capsys, "check")["findings"]]

    assert "teacher_unavailable" not in found()
    (said,) = unavailable(solved, capsys, lesson["lecturer"], f"周{day}", "--reason", "进修")
    assert said["weekday"] == weekday
    assert "teacher_unavailable" in found()
    run(solved, capsys, "solve", "--deterministic", "--time-limit", "5")
    assert "teacher_unavailable" not in found()
    lessons = run(solved, capsys, "export")["tables"][0]["lessons"]
    hers = [one for one in lessons if one["lecturer"] == lesson["lecturer"] and one["places"]]
    assert weekday not in {place["weekday"] for one in hers for place in one["places"]}
