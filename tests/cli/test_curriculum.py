"""`tongke curriculum`: from `.fet` files of two campuses to tables that `tongke check` finds nothing in."""

import json
from pathlib import Path

import pytest

from service.cli import main
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.storage.database import Database, migrate
from tests.actions.test_solve_timetable import stored
from tests.fet_files import fet_file
from tests.table_curricula import curriculum_of_table

PLAN = DistrictPlan(campuses=2, classes=(6,), joint=5, seed=1)


@pytest.fixture
async def campuses(tmp_path: Path) -> tuple[str, list[str]]:
    """A database with a merged community and its tables, and a `.fet` file for each campus."""
    url = f"sqlite:///{tmp_path / 'merged.sqlite'}"
    known = synthetic_district(PLAN)
    await migrate(url)
    async with await Database.open(url) as database:
        await stored(database, known)
    files = []
    for number, campus in enumerate(known.campuses):
        path = tmp_path / f"{number}.fet"
        path.write_text(fet_file(curriculum_of_table(known, campus.id), "某校"), encoding="utf-8")
        files.append(f"{campus.name}={path}")
    return url, files


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_whole_tables_are_made_and_checked(
    campuses: tuple[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    url, files = campuses
    options = ["--database", url, "--language", "en"]
    asked = ["curriculum", *files, "--deterministic", "--time-limit", "5", *options]
    code, out, err = run(capsys, *asked, "--dry-run")
    assert (code, out.splitlines()[-1], err) == (0, "Nothing was solved or written.", "")
    code, out, err = run(capsys, *asked, "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert (document["written"], document["placed"], document["not_placed"]) == (True, 5, 0)
    _, out, _ = run(capsys, "check", "--json", *options)
    errors = [one for one in json.loads(out)["findings"] if one["severity"] == "error"]
    assert errors == []
    code, out, _ = run(capsys, "publish", *options)
    assert code == 0


def test_a_file_without_its_campus_is_said_in_chinese(
    campuses: tuple[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    url, files = campuses
    path = files[0].split("=")[1]
    code, out, err = run(capsys, "curriculum", path, "--database", url)
    assert code == 1
    assert err.splitlines()[0].startswith("0.fet!Institution_Name: “某校”")
    assert err.splitlines()[-1] == "没有排课：有 1 个问题。"
    assert out == ""
