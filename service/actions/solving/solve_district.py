"""Solve all communities (`tongke solve --all`): those that share nothing side by side, the others as one."""

import asyncio
from asyncio import Semaphore
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from service.actions.solving.solve_starts import Past, solve_start
from service.actions.solving.solve_timetable import SolveReport, report_of, slices
from service.actions.solving.solver_workers import SolverWorkers, processes
from service.actions.solving.unit_solves import Progress, StoredTable, UnitSolve, progress_of
from service.actions.solving.unsolved import NothingToSolve
from service.domain.communities import Community
from service.domain.identity import CommunityId
from service.solver.joined_communities import Together, solved_together
from service.storage import publications
from service.storage.database import Database
from service.storage.scopes import Scope

#: What is read and written beside what the workers do.
_AHEAD = 1

OnProgress = Callable[[tuple[Community, ...], Progress], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """Communities without a new table, and why; what was stored before stays."""

    communities: tuple[Community, ...]
    problem: NothingToSolve


@dataclass(frozen=True, slots=True)
class DistrictReport:
    """A report for each unit that was solved: one community, or several that share a school."""

    solved: tuple[SolveReport, ...]
    failed: tuple[Failure, ...]


async def solve_district(
    database: Database,
    *,
    term: str | None = None,
    seconds: float,
    actor: str,
    now: datetime,
    workers: SolverWorkers | None = None,
    count: int = 1,
    on_progress: OnProgress | None = None,
    seed: int = 0,
    deterministic: bool = False,
) -> DistrictReport:
    """Place the joint lessons of every community, each unit within so many seconds.

    First a table for each, then each is polished: who stops it has a table for all as early as can be. Every
    better answer is stored at once, so the next solve goes on from there. `count`: processes of this machine,
    where no `workers` are given. What goes wrong in one unit leaves the others as they are.
    """
    async with database.reading() as store:
        parts = await store.parts(term)
    if not parts:
        raise NothingToSolve
    with ExitStack() as stack:
        workers = workers or stack.enter_context(processes(count))
        running = _Running(database, workers, Semaphore(workers.count + _AHEAD), on_progress)
        begin = _Begin(actor, now, seed, deterministic)
        for number, slice_ in enumerate(slices(seconds)):
            if number == 0:
                await _all(running.first(part, begin, slice_) for part in parts)
            else:
                await _all(running.slice(unit, slice_) for unit in running.units if not unit.ended)
    reports = tuple(
        report_of(unit, running.past[unit.community_ids]) for unit in running.units if unit.best is not None
    )
    return DistrictReport(reports, tuple(running.failed))


@dataclass(frozen=True, slots=True)
class _Begin:
    """What is the same for every unit."""

    actor: str
    now: datetime
    seed: int
    deterministic: bool


class _Running:
    """The units while they are solved: as many at a time as workers, and one that reads or writes."""

    def __init__(
        self, database: Database, workers: SolverWorkers, room: Semaphore, on_progress: OnProgress | None
    ) -> None:
        self.database, self.workers, self.room, self.on_progress = database, workers, room, on_progress
        self.units: list[UnitSolve] = []
        self.failed: list[Failure] = []
        self.past: dict[Together, Past] = {}

    async def first(self, part: Scope, begin: _Begin, seconds: float) -> None:
        """The first slice of all units among communities that hang together in any way."""
        async with self.room:
            async with self.database.reading() as store:
                district = await store.load_part(part)
                published = await publications.first_days(store.connection, district.term.id)
            stored = StoredTable(self.database, district, begin.actor, begin.now)
            in_turn = await asyncio.to_thread(solved_together, district)
            first, *others = in_turn or ((),)
            await self._in_turn(stored, first, begin, published, seconds)
        await _all(self._beside(stored, chain, begin, published, seconds) for chain in others)

    async def _beside(
        self,
        stored: StoredTable,
        chain: tuple[Together, ...],
        begin: _Begin,
        published: Mapping[CommunityId, date],
        seconds: float,
    ) -> None:
        async with self.room:
            await self._in_turn(stored, chain, begin, published, seconds)

    async def _in_turn(
        self,
        stored: StoredTable,
        chain: Iterable[Together],
        begin: _Begin,
        published: Mapping[CommunityId, date],
        seconds: float,
    ) -> None:
        """Units whose tables begin on different days, each upon what the one before has left."""
        for community_ids in chain:
            start = solve_start(stored.table, community_ids, published, begin.now)
            if start.first is not None:
                stored.first[community_ids] = start.first
            self.past[community_ids] = start.past
            unit = UnitSolve(stored, community_ids, self.workers, begin.seed, begin.deterministic, threads=1)
            self.units.append(unit)
            await self._go_on(unit, seconds)

    async def slice(self, unit: UnitSolve, seconds: float) -> None:
        """Another slice of a unit."""
        async with self.room:
            await self._go_on(unit, seconds)

    async def _go_on(self, unit: UnitSolve, seconds: float) -> None:
        table = unit.stored.table
        communities = tuple(table.community[one] for one in unit.community_ids)
        try:
            answer = await unit.go_on(seconds)
        except NothingToSolve as problem:
            unit.ended = True
            self.failed.append(Failure(communities, problem))
            return
        if self.on_progress is not None and not answer.timed_out:
            self.on_progress(communities, progress_of(answer))


async def _all(coroutines: Iterable[Coroutine[Any, Any, None]]) -> None:
    async with asyncio.TaskGroup() as group:
        for coroutine in coroutines:
            group.create_task(coroutine)
