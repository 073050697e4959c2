"""All tables of a district of 127 communities and 420 schools: on two processes, and on two Dask workers.

`tongke solve --all --deterministic` as a whole: reading, solving, judging, storing. `python -m
tests.benchmarks.district_solving 12` takes the first twelfth of the communities, say.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from distributed import LocalCluster

from service.actions.solving.solve_district import DistrictReport, solve_district
from service.actions.solving.solver_workers import SolverWorkers, dask_cluster, processes
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DISTRICT_PLAN, DistrictPlan
from service.storage.database import Database

WORKERS = 2
SECONDS = 5.0
NOW = datetime(2026, 8, 28, tzinfo=UTC)
_COLUMNS = (
    "workers", "units", "failed", "placed", "missed", "moved", "cost", "bound", "wall", "solver", "a unit"
)  # fmt: skip


def print_district(plan: DistrictPlan = DISTRICT_PLAN) -> None:
    """One line for each kind of workers, and whether their answers are the same."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "district.sqlite"
        asyncio.run(_made(file, plan))
        print("  ".join(f"{name:>9}" for name in _COLUMNS), flush=True)
        here = _line(file, "processes", lambda: processes(WORKERS))
        with LocalCluster(
            n_workers=WORKERS, threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as cluster:
            there = _line(file, "dask", lambda: dask_cluster(cluster.scheduler_address))
        print("the same answers" if _answers(here) == _answers(there) else "the answers DIFFER")


async def _made(file: Path, plan: DistrictPlan) -> None:
    began = time.monotonic()
    district = synthetic_district(plan)
    async with (
        await Database.open(f"sqlite:///{file}", create=True) as database,
        database.writing(None, None, "bench", NOW) as store,
    ):
        await store.save_district(None, district)
    lessons = sum(len(base.lessons) for base in district.home_timetables)
    print(
        f"{len(district.communities)} communities, {len(district.schools)} schools, "
        f"{len(district.classes)} classes, {lessons} home lessons, {len(district.joint_lessons)} wishes; "
        f"made and stored in {time.monotonic() - began:.0f} s"
    )


def _line(file: Path, name: str, workers: Callable[[], SolverWorkers]) -> DistrictReport:
    copy = file.with_name(f"{name}.sqlite")
    copy.write_bytes(file.read_bytes())
    began = time.monotonic()
    report = asyncio.run(_solved(copy, workers()))
    wall = time.monotonic() - began
    answers = [one.answer for one in report.solved]
    row = (
        name,
        len(answers),
        len(report.failed),
        sum(len(one.placements) for one in answers),
        sum(len(one.not_placed) for one in answers),
        sum(one.moved for one in answers),
        sum(one.cost for one in answers),
        sum(one.bound for one in answers),
        f"{wall:.0f}",
        f"{sum(one.seconds for one in answers):.0f}",
        f"{wall * WORKERS / max(1, len(answers)):.1f}",
    )
    print("  ".join(f"{cell:>9}" for cell in row), flush=True)
    return report


async def _solved(file: Path, workers: SolverWorkers) -> DistrictReport:
    async with await Database.open(f"sqlite:///{file}") as database:
        with workers:
            return await solve_district(
                database, seconds=SECONDS, deterministic=True, actor="bench", now=NOW, workers=workers
            )


def _answers(report: DistrictReport) -> dict[Any, Any]:
    return {one.community_ids: replace(one.answer, seconds=0.0) for one in report.solved}


if __name__ == "__main__":
    share = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    plan = DISTRICT_PLAN
    print_district(replace(plan, communities=plan.communities // share, schools=(plan.schools or 0) // share))
