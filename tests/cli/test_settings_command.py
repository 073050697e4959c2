"""`tongke settings`: the thresholds and weights that the database holds."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from service.cli import main
from service.domain.preferences import Preferences


def settings(url: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["settings", "--database", url, *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["settings"]
    return found


def refused(url: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["settings", "--database", url, *arguments, "--language", "en"]) == 1
    return capsys.readouterr().err


def test_the_defaults_are_shown_in_words(imported: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert settings(imported, capsys) == {
        **{field.name: field.default for field in fields(Preferences)},
        "special_room_subjects": sorted(Preferences().special_room_subjects),
    }
    assert main(["settings", "--database", imported, "--language", "zh"]) == 0
    assert "weigh_last_period: 同步课排在末节的分量 5" in capsys.readouterr().out.splitlines()


def test_one_is_set_and_stays(imported: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = settings(imported, capsys)
    assert settings(imported, capsys, "weigh_last_period", "7") == {**before, "weigh_last_period": 7}
    assert settings(imported, capsys) == {**before, "weigh_last_period": 7}
    subjects = settings(imported, capsys, "special_room_subjects", "音乐、科学")["special_room_subjects"]
    assert subjects == ["科学", "音乐"]


@pytest.mark.parametrize("value", ["-1", "many", "1.5", "12345"])
def test_what_is_no_weight_is_refused(imported: str, capsys: pytest.CaptureFixture[str], value: str) -> None:
    before = settings(imported, capsys)
    said = refused(imported, capsys, "weigh_last_period", value)
    assert said == f"weigh_last_period cannot be {value}: a number, 0 or more.\n"
    assert settings(imported, capsys) == before


def test_what_is_no_setting_is_refused(imported: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(imported, capsys, "weigh_nothing", "1")
    assert said.startswith("There is no setting weigh_nothing. There are: least_overlap, ")
    assert refused(imported, capsys, "least_overlap") == "Say what least_overlap is to be.\n"


def test_without_a_term_there_is_nothing_to_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    assert main(["migrate", "--database", url]) == 0
    said = refused(url, capsys, "weigh_last_period", "7")
    assert said == "There is no term yet: import the schools' workbooks first.\n"
