"""Whole weeks from scratch beside FET, from the same files: `fet-cl`, our process, our warm service.

All three are asked in turn, so that a busy machine is busy for all. `warm` is what a service that runs
already takes from the curriculum to the judged week, the model's making included; `process` is a Python that
starts, reads the file in a child of its own, and ends. `fet-cl` ends with 0 when its time is up, too: its own
word counts. Every answer is judged by `unkept`; that of FET, too (last column): both were asked for the same.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from defusedxml import ElementTree

from service.domain.curricula.curriculum import Curriculum, Placed
from service.domain.curricula.unkept import unkept
from service.domain.curricula.week_grids import Cell
from service.domain.identity import PlaceId
from service.solver.curricula.composing import compose
from service.solver.curricula.searching import Outcome
from service.solver.searches import Search
from tests.curricula import school
from tests.fet_files import DAYS, activity_ids, fet_file

CASES = ((24, None), (24, 3), (24, 2), (120, None), (120, 3), (120, 2))
REPEATS = 7
_LIMIT = 60
_PROCESS = "tests.benchmarks.from_scratch_process"
_HEADINGS = ("classes", "lessons", "gaps", "fet-cl", "warm", "process", "warm:fet", "process:fet", "unkept")


def print_table() -> None:
    """One line per case: medians in seconds of the clock, and their ratio to FET's."""
    fet = shutil.which("fet-cl")
    if fet is None:
        print("\nFrom scratch: fet-cl is not installed (Debian: apt-get install fet); ours alone")
    print(f"\nFrom scratch to the first week, median of {REPEATS} in seconds")
    print("  ".join(f"{name:>11}" for name in _HEADINGS))
    for classes, gaps in CASES:
        curriculum = school(classes, gaps)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "school.fet"
            path.write_text(fet_file(curriculum), encoding="utf-8")
            took = _in_turn(fet, path, curriculum)
            kept = str(len(unkept(curriculum, _week_of_fet(path, curriculum)))) if fet else "-"
        medians = {name: statistics.median(times) for name, times in took.items()}
        row = (
            classes,
            sum(one.count for one in curriculum.requirements),
            "any" if gaps is None else gaps,
            *(f"{medians[name]:.3f}" if name in medians else "-" for name in ("fet", "warm", "process")),
            *(f"{medians[n] / medians['fet']:.2f}" if fet else "-" for n in ("warm", "process")),
            kept,
        )
        print("  ".join(f"{cell:>11}" for cell in row), flush=True)


def _in_turn(fet: str | None, path: Path, curriculum: Curriculum) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {}
    for number in range(REPEATS):
        if fet is not None:
            took.setdefault("fet", []).append(_timed(lambda: _fet(fet, path)))
        took.setdefault("warm", []).append(_timed(partial(_warm, curriculum, number)))
        took.setdefault("process", []).append(_timed(lambda: _process(path)))
    return took


def _timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _fet(fet: str, path: Path) -> None:
    """With the least that it can be told to write."""
    command = [
        fet,
        f"--inputfile={path}",
        f"--outputdir={path.parent / 'fet'}",
        f"--timelimitseconds={_LIMIT}",
        "--htmllevel=0",
        *(f"--writetimetables{what}=false" for what in ("dayshorizontal", "daysvertical")),
        *(f"--writetimetables{what}=false" for what in ("timehorizontal", "timevertical")),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    if "Simulation successful" not in said.stdout:
        raise AssertionError(said.stdout)


def _week_of_fet(path: Path, curriculum: Curriculum) -> list[Placed]:
    """What it wrote last: each activity's day and hour, and its room."""
    named = activity_ids(curriculum)
    (written,) = path.parent.rglob("school_activities.xml")
    days = {name: number for number, name in DAYS.items()}
    return [
        Placed(
            named[int(activity.findtext("Id", ""))],
            Cell(days[activity.findtext("Day", "")], int(activity.findtext("Hour", "").strip("第节"))),
            PlaceId(room) if (room := activity.findtext("Room", "")) else None,
        )
        for activity in ElementTree.parse(written).iter("Activity")
    ]


def _warm(curriculum: Curriculum, seed: int) -> None:
    composed = compose([curriculum], Search(_LIMIT, seed=seed))
    if composed.outcome is not Outcome.FOUND or unkept(curriculum, composed.weeks[0][1]):
        raise AssertionError(composed.outcome)


def _process(path: Path) -> None:
    subprocess.run([sys.executable, "-m", _PROCESS, str(path)], check=True)


if __name__ == "__main__":
    print_table()
