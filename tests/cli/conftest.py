"""The worked case in a database, as the command brings it in: made once, a copy for each test."""

from pathlib import Path

import pytest

from service.cli import main
from tests.cli import case


@pytest.fixture(scope="session")
def imported_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the case imported, to be copied."""
    path = tmp_path_factory.mktemp("imported") / "case.sqlite"
    assert main(["import", "--database", f"sqlite:///{path}", str(case.FOLDER)]) == 0
    return path


@pytest.fixture(scope="session")
def solved_file(tmp_path_factory: pytest.TempPathFactory, imported_file: Path) -> Path:
    """The same, solved: the draft is there, nothing is published."""
    path = tmp_path_factory.mktemp("solved") / "case.sqlite"
    path.write_bytes(imported_file.read_bytes())
    solve = ["solve", "--database", f"sqlite:///{path}", "--deterministic", "--time-limit", "5"]
    assert main(solve) == 0
    return path


@pytest.fixture
def imported(tmp_path: Path, imported_file: Path) -> str:
    """The address of a database that holds the case, this test's own."""
    path = tmp_path / "imported.sqlite"
    path.write_bytes(imported_file.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def solved(tmp_path: Path, solved_file: Path) -> str:
    """The address of a database with the case solved, this test's own."""
    path = tmp_path / "solved.sqlite"
    path.write_bytes(solved_file.read_bytes())
    return f"sqlite:///{path}"
