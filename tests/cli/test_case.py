"""The worked case end to end, through the command: nothing missed, nothing invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.cli import main
from service.domain.publishing.feeds.feeds import FeedKind
from tests.cli import case

COMPLETE = {
    "S01": 18, "S02": 18, "S03": 16, "S04": 16, "S05": 14,
    "S06": 14, "S07": 16, "S08": 7, "S09": 18, "S10": 18,
}  # fmt: skip
RIGHT = {"S01", "S07", "S10"}


class Command:
    """The command on one database; every call answers its exit code and its JSON."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.url, self.capsys = url, capsys
        self.complaints = ""

    def __call__(self, name: str, *arguments: str) -> tuple[int, Any]:
        code = main([name, "--database", self.url, "--json", *arguments])
        out, self.complaints = self.capsys.readouterr()
        return code, json.loads(out)


@pytest.fixture
def command(imported: str, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(imported, capsys)


def test_every_lesson_is_understood_with_its_cell(command: Command) -> None:
    code, document = command("lessons")
    assert (code, len(document["lessons"])) == (0, 1629)
    assert case.answered_lessons(document) ^ case.true_lessons() == set()


def test_importing_again_changes_nothing(command: Command) -> None:
    before = command("lessons")
    code, report = command("import", str(case.WORKBOOK))
    assert (code, report["changes"], report["written"]) == (0, {}, False)
    assert command("lessons") == before


def test_check_finds_every_fact_of_the_case_and_nothing_more(command: Command) -> None:
    code, document = command("check")
    found = case.answered_findings(document)
    assert code == 1
    assert sorted(map(str, found)) == sorted(map(str, case.expected_findings()))
    assert len(found) == len(document["findings"])


def test_check_finds_nothing_at_all_on_what_is_right(command: Command) -> None:
    _, document = command("check")
    named = {concern["id"] for finding in document["findings"] for concern in finding["concerns"]}
    assert named & RIGHT == set()


def test_dates_before_solving_are_those_of_the_case(command: Command) -> None:
    code, document = command("dates")
    assert (code, {entry["id"]: len(entry["dates"]) for entry in document["dates"]}) == (0, COMPLETE)
    facts = case.expected()["requests"]
    for entry in document["dates"]:
        expected = facts[entry["id"]]
        assert (entry["dates"][0], entry["dates"][-1]) == (expected["first"], expected["last"])
        assert set(expected["makeup"]) <= set(entry["dates"])
        missed = {partial["date"] for partial in entry["partial"]} | {lost["date"] for lost in entry["lost"]}
        assert missed == {day for day, _ in expected["lost"]}


def test_solve_places_all_ten_wishes_without_an_error_on_any(command: Command) -> None:
    code, report = command("solve", "--time-limit", "20")
    assert (code, command.complaints) == (0, "")
    assert {placed["id"] for placed in report["placed"]} == set(COMPLETE)
    assert (report["not_placed"], sum(report["moved_by_campus"].values())) == ([], report["moved"])
    before = {fact for fact in case.expected_findings() if str(fact[1])[0] in "YM语"}
    _, document = command("check")
    assert set(case.answered_findings(document)) == before
    assert len(document["findings"]) == len(before)


def test_publish_after_solve_and_again_without_a_change(
    solved: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = Command(solved, capsys)
    code, first = command("publish")
    assert (code, first["revision"]) == (0, 1)
    assert {entry["id"] for entry in first["withheld"]} == {"Y05", "Y06", "Y09", "M04", "M06"}
    code, again = command("publish")
    assert (code, again["revision"], again["changes"]) == (0, None, [])
    code, feeds = command("feeds")
    kinds = {feed["kind"] for feed in feeds["feeds"]}
    assert (code, kinds) == (0, set(FeedKind))


def test_publish_is_refused_while_wishes_clash(command: Command) -> None:
    code, document = command("publish")
    assert (code, document["revision"]) == (1, None)
    assert "S04" in command.complaints


def test_questions_before_the_first_import_say_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    assert main(["migrate", "--database", url]) == 0
    capsys.readouterr()
    assert main(["check", "--database", url, "--language", "en"]) == 1
    assert "tongke import" in capsys.readouterr().err


def test_wrong_usage_is_exit_code_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["publish", "--from", "tomorrow"])
    assert ended.value.code == 2
    assert "--from" in capsys.readouterr().err
