"""Kill -9 in any moment of a command that writes: the database is as before, or as after."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen

import msgspec
import pytest

from service.domain.district import District
from service.storage.database import Database
from tests.cli import case
from tests.cli.dies_in_a_command import NOW, Ended
from tests.publications import placed_district
from tests.solver.instances import SmallSchool, district, wish
from tests.states import State, differing, put, state_of

SOLVE = ("solve", "--deterministic", "--time-limit", "5")


def to_be_solved() -> District:
    """One home lesson of 乙校 has to move."""
    return district(
        SmallSchool("甲校", {"301": ["音乐:甲 语文:丁 数学:戊", *["- - -"] * 4]}),
        SmallSchool("乙校", {"301": ["数学:己 音乐:乙 语文:庚", *["- - -"] * 4]}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """A command, and what the database holds when it begins."""

    command: tuple[str, ...]
    given: District | None


SCENES = {
    "import": Scene(("import", str(case.WORKBOOK)), None),
    "solve": Scene(SOLVE, to_be_solved()),
    "publish": Scene(("publish",), placed_district()),
}


@pytest.fixture(params=SCENES)
def scene(request: pytest.FixtureRequest) -> Scene:
    return SCENES[request.param]


class Dying:
    """Runs the command, each time as a process of its own that may be killed at a moment (0: is not)."""

    def __init__(self, forks: Popen[str]) -> None:
        assert forks.stdin is not None
        assert forks.stdout is not None
        self._runs, self._ended = forks.stdin, forks.stdout

    def __call__(self, moment: int, url: str, command: Sequence[str]) -> Ended:
        print(json.dumps([moment, *on(url, command)]), file=self._runs, flush=True)
        return msgspec.json.decode(self._ended.readline(), type=Ended)


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    started = [sys.executable, "-m", "tests.cli.dies_in_a_command"]
    with Popen(started, stdin=PIPE, stdout=PIPE, encoding="utf-8") as forks:
        yield Dying(forks)


def with_dying_solver(died: str, url: str) -> Ended:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.cli.solver_that_dies", died, *on(url, SOLVE)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return Ended(ended.returncode, ended.stdout, ended.stderr)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A scene on a database: how it looks before and after, and the moments at which it may be killed."""

    url: str
    scene: Scene
    before: State
    after: State
    moments: Sequence[str]

    @property
    def spread(self) -> list[int]:
        """A few moments: some rows written, right before the commit and after it; `soak` takes each."""
        last = len(self.moments)
        written = [n for n, name in enumerate(self.moments, start=1) if name.startswith("INSERT")]
        return sorted({written[len(written) // 2], last - 1, last})

    async def killed_at(self, moment: int, dying: Dying) -> State:
        """What the database holds after the command was killed there."""
        await put(self.url, self.before)
        ended = dying(moment, self.url, self.scene.command)
        assert ended.code == -signal.SIGKILL
        return await state_of(self.url)


def on(url: str, command: Sequence[str]) -> list[str]:
    return [command[0], "--database", url, *command[1:]]


async def rehearsed(url: str, scene: Scene, dying: Dying) -> Rehearsed:
    if scene.given is not None:
        async with await Database.open(url) as database, database.writing(None, None, "教务处", NOW) as store:
            await store.save_district(None, scene.given)
    before = await state_of(url)
    ended = dying(0, url, scene.command)
    assert (ended.code, ended.complained) == (0, "")
    after = await state_of(url)
    assert differing(before, after) != []
    moments = ended.said.split("\n\n")[-1].splitlines()
    assert moments[-2:] == ["before commit", "after commit"]
    return Rehearsed(url, scene, before, after, moments)


async def kill_at_each(rehearsal: Rehearsed, moments: Sequence[int], dying: Dying) -> None:
    last = len(rehearsal.moments)
    for moment in moments:
        found = await rehearsal.killed_at(moment, dying)
        expected = rehearsal.after if moment == last else rehearsal.before
        assert differing(found, expected) == [], (moment, rehearsal.moments[moment - 1])


async def test_killed_at_some_moments_and_then_run_again(
    database_url: str, scene: Scene, dying: Dying
) -> None:
    rehearsal = await rehearsed(database_url, scene, dying)
    *within, committed = rehearsal.spread
    await kill_at_each(rehearsal, [committed, *within], dying)
    # Nothing was put back since the last kill: the command finds what that left.
    ended = dying(0, database_url, scene.command)
    assert (ended.code, ended.complained) == (0, "")
    assert differing(await state_of(database_url), rehearsal.after) == []


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_killed_at_every_moment(database_url: str, scene: Scene, dying: Dying) -> None:
    rehearsal = await rehearsed(database_url, scene, dying)
    await kill_at_each(rehearsal, range(1, len(rehearsal.moments) + 1), dying)


async def test_a_first_import_that_is_killed_begins_anew(tmp_path: Path, dying: Dying) -> None:
    """Before there is a database, too: its schema is there whole, or not at all."""
    command = SCENES["import"].command

    def imported(name: str, moment: int) -> tuple[str, Ended]:
        url = f"sqlite:///{tmp_path / name}"
        return url, dying(moment, url, command)

    url, ended = imported("whole.sqlite", 0)
    after = await state_of(url)
    moments = ended.said.split("\n\n")[-1].splitlines()
    migrated = moments.index("after commit") + 1
    for moment in (migrated // 2, migrated):
        url, ended = imported(f"{moment}.sqlite", moment)
        assert ended.code == -signal.SIGKILL
        found = await state_of(url)
        assert set(found) == (set(after) if moment >= migrated else set()), moments[moment - 1]
        assert found.get("home_lesson", ()) == ()
        _, ended = imported(f"{moment}.sqlite", 0)
        assert (ended.code, ended.complained) == (0, "")
        assert differing(await state_of(url), after) == []


@pytest.fixture
async def solving(sqlite_url: str, dying: Dying) -> Rehearsed:
    return await rehearsed(sqlite_url, SCENES["solve"], dying)


async def test_a_solve_goes_on_when_its_worker_is_killed_once(solving: Rehearsed, tmp_path: Path) -> None:
    await put(solving.url, solving.before)
    died = tmp_path / "died"
    ended = with_dying_solver(str(died), solving.url)
    assert (ended.code, ended.complained, died.exists()) == (0, "", True)
    assert differing(await state_of(solving.url), solving.after) == []


async def test_a_solve_says_so_when_its_worker_is_killed_again(solving: Rehearsed) -> None:
    await put(solving.url, solving.before)
    ended = with_dying_solver("always", solving.url)
    said = "排课进程两次被外部终止，可能是内存不足；已保存的结果不变，请重新排课。\n"
    assert (ended.code, ended.complained) == (1, said)
    assert differing(await state_of(solving.url), solving.before) == []
