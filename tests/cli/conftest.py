"""What the commands begin with in a database, as they bring it in: made once, a copy for each test."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service import clock
from service.cli import main
from service.domain.district import District
from service.storage.database import Database
from tests.cli import case
from tests.publications import placed_district

#: A Sunday evening: the week that follows is the twelfth of the case.
SUNDAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
#: The second week of the community of two campuses.
MONDAY = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)


@contextmanager
def at(now: datetime) -> Iterator[None]:
    """A stretch in which it is that moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: now)
        yield


async def stored(url: str, district: District) -> None:
    async with (
        await Database.open(url, create=True) as database,
        database.writing(None, None, "教务处", clock.now()) as store,
    ):
        await store.save_district(await store.load_district(), district)


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


@pytest.fixture(scope="session")
def published_file(tmp_path_factory: pytest.TempPathFactory, solved_file: Path) -> Path:
    """The same, published on `SUNDAY`."""
    path = tmp_path_factory.mktemp("published") / "case.sqlite"
    path.write_bytes(solved_file.read_bytes())
    with at(SUNDAY):
        assert main(["publish", "--database", f"sqlite:///{path}"]) == 0
    return path


@pytest.fixture(scope="session")
def two_campuses_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A community of two campuses, published on `MONDAY`."""
    path = tmp_path_factory.mktemp("two-campuses") / "tongke.sqlite"
    with at(MONDAY):
        asyncio.run(stored(f"sqlite:///{path}", placed_district()))
        assert main(["publish", "--database", f"sqlite:///{path}"]) == 0
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


@pytest.fixture
def published(tmp_path: Path, published_file: Path) -> str:
    """The address of a database with the case published, this test's own."""
    path = tmp_path / "published.sqlite"
    path.write_bytes(published_file.read_bytes())
    return f"sqlite:///{path}"
