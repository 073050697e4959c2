"""All communities of a district at once: processes or a cluster, a worker that dies, and what is stored."""

import os
import shutil
import signal
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import pytest
from distributed import Client, LocalCluster

from service.actions.solving.solve_district import DistrictReport, solve_district
from service.actions.solving.solver_workers import SolverWorkers, dask_cluster, processes
from service.actions.solving.unit_solves import Progress
from service.actions.solving.unsolved import ClusterMissing, NothingToSolve
from service.domain.communities import Community
from service.domain.district import District
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.solver.checking import Checker
from service.storage.database import Database

T = TypeVar("T")
NOW = datetime(2026, 8, 20, 8, tzinfo=UTC)
#: The second community shares the last school of the first.
PLAN = DistrictPlan(communities=4, campuses=2, classes=(2,), joint=2, seed=4)


@pytest.fixture
async def district(database: Database) -> District:
    async with database.writing(None, None, "教务处", NOW) as store:
        return await store.save_district(None, synthetic_district(PLAN))


async def solve(database: Database, workers: SolverWorkers, **options: Any) -> DistrictReport:
    given: dict[str, Any] = {"seconds": 5.0, "actor": "教务处", "now": NOW, "deterministic": True} | options
    with workers:
        return await solve_district(database, workers=workers, **given)


def here() -> SolverWorkers:
    """Threads of this process, which begin at once."""
    return SolverWorkers(ThreadPoolExecutor, 2)


async def loaded(database: Database) -> District:
    async with database.reading() as store:
        found = await store.load_district()
    assert found is not None
    return found


def answers(report: DistrictReport) -> list[Any]:
    """What was found, without how long it took; by community."""
    found = [(one.community_ids, replace(one.answer, seconds=0.0)) for one in report.solved]
    return sorted(found, key=lambda row: row[0])


async def test_all_tables_are_stored_and_those_that_share_a_school_are_one(
    database: Database, district: District
) -> None:
    told: list[tuple[int, int]] = []

    def tell(communities: tuple[Community, ...], progress: Progress) -> None:
        told.append((len(communities), progress.placed))

    report = await solve(database, here(), on_progress=tell)
    ids = [one.id for one in district.communities]
    assert {one.community_ids for one in report.solved} == {(ids[0], ids[1]), (ids[2],), (ids[3],)}
    assert report.failed == ()
    table = await loaded(database)
    assert all(lesson.is_placed for lesson in table.joint_lessons)
    assert {draft.community_id for draft in table.drafts} == set(ids)
    assert Checker(district, *ids).faults(table) == {}
    assert sorted(told) == [(1, 2), (1, 2), (2, 4)]


async def test_a_solve_that_finds_nothing_better_writes_nothing(
    database: Database, district: District
) -> None:
    await solve(database, here())
    before = await loaded(database)
    async with database.reading() as store:
        head = await store.change_head()
        history = await store.history("community", district.communities[0].id)
    await solve(database, here())
    async with database.reading() as store:
        assert await store.change_head() == head
        assert await store.history("community", district.communities[0].id) == history
    assert await loaded(database) == before


class DyingOnce(ProcessPoolExecutor):
    """A pool that loses a worker as soon as it has two solves to do."""

    submitted = 0

    def __init__(self, count: int) -> None:
        super().__init__(count, mp_context=get_context("spawn"))

    def submit(self, work: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future = super().submit(work, *args, **kwargs)
        DyingOnce.submitted += 1
        if DyingOnce.submitted == 2:
            os.kill(next(iter(self._processes)), signal.SIGKILL)
        return future


@pytest.fixture
def solved_by(tmp_path: Path, sqlite_template: Path) -> Callable[..., Awaitable[list[Any]]]:
    """The answers for the district in a database of its own."""
    numbers = count()

    async def solved_by(workers: SolverWorkers, **options: Any) -> list[Any]:
        path = shutil.copy(sqlite_template, tmp_path / f"{next(numbers)}.sqlite")
        async with await Database.open(f"sqlite:///{path}") as database:
            async with database.writing(None, None, "教务处", NOW) as store:
                await store.save_district(None, synthetic_district(PLAN))
            report = await solve(database, workers, **options)
            assert report.failed == ()
            assert all(lesson.is_placed for lesson in (await loaded(database)).joint_lessons)
        return answers(report)

    return solved_by


async def test_a_process_that_dies_loses_nothing(solved_by: Callable[..., Awaitable[list[Any]]]) -> None:
    calm = await solved_by(here())
    assert await solved_by(SolverWorkers(DyingOnce, 2)) == calm
    assert DyingOnce.submitted > 3


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a scheduler with two workers, each a process of its own."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        yield cluster.scheduler_address


async def test_a_cluster_gives_the_same_answers_as_processes(
    solved_by: Callable[..., Awaitable[list[Any]]], cluster: str
) -> None:
    assert await solved_by(dask_cluster(cluster)) == await solved_by(processes(2))


async def test_a_worker_of_a_cluster_that_dies_loses_nothing(
    solved_by: Callable[..., Awaitable[list[Any]]], cluster: str
) -> None:
    calm = await solved_by(here())
    with Client(cluster) as client:
        victims = list(client.run(os.getpid).values())[:1]

    def kill(*_: object) -> None:
        if victims:
            os.kill(victims.pop(), signal.SIGKILL)

    assert await solved_by(dask_cluster(cluster), on_progress=kill) == calm
    assert victims == []


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.actions.solving.solver_workers.SECONDS_TO_CONNECT", 0.2)
    with pytest.raises(ClusterMissing):
        dask_cluster("tcp://127.0.0.1:1")


async def test_an_empty_database_has_nothing_to_solve(database: Database) -> None:
    with pytest.raises(NothingToSolve):
        await solve(database, processes(1))
