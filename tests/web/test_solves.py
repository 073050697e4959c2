"""Solves over HTTP, on a real database: begun, watched, stopped with the best kept, and gone on with."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from service.actions.solving.solver_workers import SolverWorkers
from service.domain.district import District
from service.domain.reasons import NotPlaced, Reason, ReasonCode
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.solver import rounds
from service.solver.answer import Answer
from service.storage.database import Database
from service.web.app import Options, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.web.desks.solve_desk import SolveDesk
from service.web.keys import SOLVE_DESK
from tests.publications import NOW
from tests.web.conftest import Client

T = TypeVar("T")
#: One whose first table is not proven to be the best.
PLAN = DistrictPlan(campuses=3, classes=(6, 3), joint=6, seed=2)


class Held(ThreadPoolExecutor):
    """Threads that do `free` slices at once, and the next only when they are let."""

    def __init__(self, free: int) -> None:
        super().__init__(1)
        self.free = free
        self.let = Event()
        self.held = asyncio.Event()

    def submit(self, work: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        self.free -= 1
        if self.free >= 0:
            return super().submit(work, *args, **kwargs)
        self.held.set()
        return super().submit(self._when_let, work)

    def _when_let(self, work: Callable[[], T]) -> T:
        self.let.wait()
        return work()


@pytest.fixture
def pools() -> list[Held]:
    """The pools of the solves to come, the next one last."""
    return []


@pytest.fixture
async def client(
    database: Database, aiohttp_client: AiohttpClient, tmp_path: Path, pools: list[Held]
) -> AsyncIterator[Client]:
    made = synthetic_district(PLAN)
    async with database.writing(None, None, "教务处", NOW) as store:
        await store.save_district(None, made)
    with closing(DatabaseBacking(database, "secret", lambda: NOW)) as backing:
        desk = SolveDesk(database, lambda: NOW, lambda: SolverWorkers(lambda _: pools.pop(), 1))
        options = Options(spool=tmp_path / "spool", clock=lambda: NOW, language="zh")
        yield await aiohttp_client(make_app(backing, options, solve_desk=desk))


async def answered(response: Any, status: int) -> Any:
    assert response.status == status, await response.text()
    return await response.json()


async def begun(client: Client, seconds: float = 60.0) -> str:
    answer = await answered(await client.post("/api/v1/solves", json={"seconds": seconds}), 202)
    assert (answer["state"], answer["table"], answer["message"]) == ("running", None, "还没有排出课表。")
    return str(answer["community"]["id"])


async def drafted(database: Database) -> District:
    async with database.reading() as store:
        found = await store.load_district()
    assert found is not None
    return found


async def test_a_solve_is_watched_stopped_and_its_best_is_kept(
    client: Client, pools: list[Held], database: Database
) -> None:
    pool = Held(free=1)
    pools.append(pool)
    community = await begun(client)
    await pool.held.wait()
    (watched,) = (await answered(await client.get("/api/v1/solves"), 200))["solves"]
    table = watched["table"]
    assert (watched["state"], table["placed"], table["not_placed"]) == ("running", 6, 0)
    assert table["gap"] == table["cost"] - table["bound"] > 0
    assert watched["message"] == f"最多还能少动{table['gap']}节。"
    again = await answered(await client.post("/api/v1/solves"), 409)
    assert again["code"] == "solve_running"
    stopped = await answered(await client.delete(f"/api/v1/solves/{community}"), 200)
    assert stopped == {**watched, "state": "stopped"}
    (draft,) = (await drafted(database)).drafts
    assert len(draft.moves) >= table["moved"]
    pool.let.set()


async def test_a_solve_stopped_before_it_had_a_table_leaves_the_draft(
    client: Client, pools: list[Held], database: Database
) -> None:
    pool = Held(free=0)
    pools.append(pool)
    community = await begun(client)
    await pool.held.wait()
    stopped = await answered(await client.delete(f"/api/v1/solves/{community}"), 200)
    assert (stopped["state"], stopped["table"]) == ("stopped", None)
    assert (await drafted(database)).drafts == ()
    pool.let.set()


async def test_a_solve_that_had_too_short_a_time_says_so(
    client: Client, pools: list[Held], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(district: District, *_: Any, seconds: float, **__: Any) -> Answer:
        up = Reason(ReasonCode.TIME_UP, (("seconds", round(seconds)),))
        return Answer((), (), tuple(NotPlaced(one.id, (up,)) for one in district.joint_lessons), 0, 0, 0, 3.0)

    monkeypatch.setattr(rounds, "solve_on", slow)
    pools.append(Held(free=1))
    await begun(client, seconds=3.0)
    desk = client.app[SOLVE_DESK]
    assert desk is not None
    await asyncio.wait(desk._tasks.values())
    (ended,) = (await answered(await client.get("/api/v1/solves"), 200))["solves"]
    assert (ended["state"], ended["table"]) == ("ended", None)
    assert ended["message"] == "这段时间内没有找到一张课表，草稿没有改动。请给更多秒数。"
    assert (await drafted(database)).drafts == ()


async def test_a_solve_begun_again_goes_on_from_the_draft(
    client: Client, pools: list[Held], database: Database
) -> None:
    first, second = Held(free=1), Held(free=1)
    pools += [second, first]
    community = await begun(client)
    await first.held.wait()
    stopped = await answered(await client.delete(f"/api/v1/solves/{community}"), 200)
    first.let.set()
    await begun(client, seconds=0.1)
    desk = client.app[SOLVE_DESK]
    assert desk is not None
    await asyncio.wait(desk._tasks.values())
    (ended,) = (await answered(await client.get("/api/v1/solves"), 200))["solves"]
    assert ended["state"] == "ended"
    assert ended["table"]["cost"] <= stopped["table"]["cost"]


async def test_what_is_not_there_is_not_solved_or_stopped(client: Client) -> None:
    assert (await client.post("/api/v1/solves?community=nobody")).status == 404
    assert (await client.delete("/api/v1/solves/nobody")).status == 404
    assert (await client.post("/api/v1/solves", json={"seconds": 0})).status == 400
    assert (await answered(await client.get("/api/v1/solves"), 200)) == {"solves": []}
