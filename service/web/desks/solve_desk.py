"""The solves that run in this process, one for each community; what none may move, and what is split."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from service.actions.solving.pin_lessons import Pins, pin_lessons, read_pins
from service.actions.solving.solve_timetable import solve_timetable
from service.actions.solving.solver_workers import SolverWorkers
from service.actions.solving.split_lesson import Splits, read_splits, split_lesson
from service.actions.solving.unit_solves import Progress
from service.actions.solving.unsolved import NothingToSolve, SolveStopped
from service.domain.communities import Community
from service.domain.identity import CommunityId
from service.storage.database import Database
from service.web.problems import Problem

#: Whoever sits at this computer: there is no sign-in yet.
_ACTOR = "page"


class SolveState(StrEnum):
    """`ended`: nothing more was found, or its time is up."""

    RUNNING = "running"
    ENDED = "ended"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass
class Solving:
    """A solve: where it stands (None: no table yet), and what went wrong with it."""

    community: Community
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    state: SolveState = SolveState.RUNNING
    progress: Progress | None = None
    problem: NothingToSolve | None = None

    def tell(self, progress: Progress) -> None:
        self.progress = progress


class SolveDesk:
    """Each solve stores its tables as it finds them: after a restart the next one goes on from there."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], workers: Callable[[], SolverWorkers]
    ) -> None:
        self._database, self._clock, self._workers = database, clock, workers
        self._solves: dict[CommunityId, Solving] = {}
        self._tasks: dict[CommunityId, asyncio.Task[None]] = {}

    @property
    def solves(self) -> tuple[Solving, ...]:
        """The last one of each community."""
        return tuple(self._solves.values())

    async def begin(
        self, community: str | None, term: str | None, seconds: float, seed: int, first: date | None = None
    ) -> Solving:
        """Begin to solve a community. Problem `not_found`, or `solve_running` where it is being solved."""
        found = await self._community(community, term)
        before = self._solves.get(found.id)
        if before is not None and before.state is SolveState.RUNNING:
            raise Problem("solve_running")
        solving = self._solves[found.id] = Solving(found)
        self._tasks[found.id] = asyncio.create_task(self._run(solving, term, seconds, seed, first))
        return solving

    async def stop(self, community_id: CommunityId) -> Solving:
        """Stop a solve, which keeps its best. Problem `not_found` where there is none."""
        if community_id not in self._solves:
            raise Problem("not_found")
        solving = self._solves[community_id]
        solving.stop.set()
        await asyncio.wait({self._tasks[community_id]})
        return solving

    async def close(self) -> None:
        """Stop all of them."""
        for community_id in tuple(self._solves):
            await self.stop(community_id)

    async def pins(self, community: str | None, term: str | None) -> Pins:
        """What no solve moves. PinRefused where nothing is known yet."""
        return await read_pins(self._database, community, term)

    async def pin(
        self, lessons: Sequence[str], community: str | None, term: str | None, *, undo: bool, seen: str
    ) -> None:
        """Pin some, or unpin them, if that is still as it was `seen`. PinRefused or SeenAnother."""
        await pin_lessons(
            self._database,
            lessons,
            undo=undo,
            community=community,
            term=term,
            seen=seen,
            actor=_ACTOR,
            now=self._clock(),
        )

    async def splits(self, community: str | None, term: str | None) -> Splits:
        """What is split by season. SplitRefused where nothing is known yet."""
        return await read_splits(self._database, community, term)

    async def split(
        self, lesson: str, community: str | None, term: str | None, *, undo: bool, seen: str
    ) -> None:
        """Split one, or join it again, if that is still as it was `seen`. SplitRefused or SeenAnother."""
        await split_lesson(
            self._database,
            lesson,
            undo=undo,
            community=community,
            term=term,
            seen=seen,
            actor=_ACTOR,
            now=self._clock(),
        )

    async def _community(self, community: str | None, term: str | None) -> Community:
        async with self._database.reading() as store:
            district = await store.load_district(term, community)
        known = () if district is None else district.communities
        named = [one for one in known if community in (None, one.id, one.name)]
        if len(named) != 1:
            raise Problem("not_found")
        return named[0]

    async def _run(
        self, solving: Solving, term: str | None, seconds: float, seed: int, first: date | None
    ) -> None:
        try:
            with await asyncio.to_thread(self._workers) as workers:
                await solve_timetable(
                    self._database,
                    community=solving.community.id,
                    term=term,
                    seconds=seconds,
                    seed=seed,
                    from_day=first,
                    actor=_ACTOR,
                    now=self._clock(),
                    on_progress=solving.tell,
                    workers=workers,
                    stop=solving.stop,
                )
            solving.state = SolveState.STOPPED if solving.stop.is_set() else SolveState.ENDED
        except SolveStopped:
            solving.state = SolveState.STOPPED
        except NothingToSolve as problem:
            solving.problem = problem
        finally:
            if solving.state is SolveState.RUNNING:
                solving.state = SolveState.FAILED
