"""`tongke solve --all`: every community of a database, and what is said where that cannot be."""

import json
from pathlib import Path

import pytest

from service.cli import main


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with three communities, the first two with a school in common."""
    url = f"sqlite:///{tmp_path_factory.mktemp('generated') / 'all.sqlite'}"
    options = ("--communities", "3", "--schools", "5", "--classes", "2", "--joint", "2", "--seed", "4")
    assert main(["generate", "--database", url, *options]) == 0
    return url


def test_every_community_gets_its_table(generated: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    solve = ["solve", "--all", "--database", generated, "--time-limit", "5", "--deterministic"]
    assert main([*solve, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert sorted(len(unit["communities"]) for unit in document["solved"]) == [1, 2]
    assert sorted(len(unit["placed"]) for unit in document["solved"]) == [2, 4]
    assert document["failed"] == []
    assert main([*solve, "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Placing the joint lessons of all communities, 5 s of the solver each at most …"
    moved, cost, bound = (
        sum(unit[name] for unit in document["solved"]) for name in ("moved", "cost", "bound")
    )
    assert lines[-1] == (
        f"Communities: 3. Joint lessons placed: 6, not: 0; home lessons moved: {moved}; cost {cost}, "
        f"proven not below {bound}."
    )


def test_all_and_one_are_not_both_meant(generated: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["solve", "--all", "--community", "甲", "--database", generated, "--language", "en"]) == 1
    assert capsys.readouterr().err == "Either --all or --community: which community is meant?\n"


def test_a_cluster_that_does_not_answer_is_said(
    generated: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONGKE_DASK", "tcp://127.0.0.1:1")
    monkeypatch.setattr("service.actions.solving.solver_workers.SECONDS_TO_CONNECT", 0.2)
    assert main(["solve", "--all", "--database", generated, "--language", "en"]) == 1
    assert capsys.readouterr().err == "The scheduler that TONGKE_DASK names does not answer.\n"


def test_an_empty_database_has_nothing_to_solve(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    assert main(["migrate", "--database", url]) == 0
    capsys.readouterr()
    assert main(["solve", "--all", "--database", url, "--language", "en"]) == 1
    assert capsys.readouterr().err == "There is no such community with a term to solve.\n"


def test_what_would_help_is_told_for_each_community(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The only room to host from is not enough for what is wished: the first lesson left out is explained."""
    monkeypatch.setattr("service.cli.commands.explained.MOST_EXPLAINED", 1)
    url = f"sqlite:///{tmp_path / 'tight.sqlite'}"
    options = ("--communities", "2", "--campuses", "3", "--classes", "5", "--joint", "2", "--tight", "1")
    assert main(["generate", "--database", url, *options]) == 0
    capsys.readouterr()
    assert main(["solve", "--all", "--database", url, "--time-limit", "2", "--deterministic", "--json"]) == 1
    units = json.loads(capsys.readouterr().out)["solved"]
    explained = [[one["explanation"] is not None for one in unit["not_placed"]] for unit in units]
    assert explained == [[number < 1 for number, _ in enumerate(unit)] for unit in explained]
    assert any(True in unit for unit in explained)
