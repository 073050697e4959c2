"""Solve a community's timetable (`tongke solve`): joint lessons placed, few home lessons moved: a draft."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from service.domain.district import District
from service.domain.identity import CampusId, CommunityId
from service.domain.reasons import NotPlaced
from service.solver.answer import Answer
from service.solver.checking import Checker
from service.solver.drafting import applied
from service.storage.database import Database
from service.storage.errors import StaleVersion

#: Seconds of the solver's time per slice; the last repeats. After each the best table so far is in the draft.
_SLICES = (5.0, 10.0, 20.0)


class NothingToSolve(Exception):
    """There is no such community with a term to solve."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class SolveOvertaken(NothingToSolve):
    """The timetables were changed meanwhile and the answer does not fit them: solve again."""


class SolverEnded(NothingToSolve):
    """The solver was killed twice; perhaps memory ran short. What was stored stays: solve again."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a solve stands after a slice: seconds of the solver's time, and the best table's figures."""

    seconds: float
    placed: int
    not_placed: int
    moved: int
    bound: int
    gap: int


@dataclass(frozen=True, slots=True)
class SolveReport:
    """What a solve did. `table` is the district with the answer in its draft, as stored.

    `moved_by_campus` counts home lessons by campus, those with none left out. No table that places as many
    lessons costs less than `bound`: a moved home lesson costs 1, a wish put elsewhere than wished 2.
    """

    table: District
    community_id: CommunityId
    answer: Answer
    moved_by_campus: tuple[tuple[CampusId, int], ...]

    @property
    def not_placed(self) -> tuple[NotPlaced, ...]:
        return self.answer.not_placed


async def solve_timetable(
    database: Database,
    *,
    community: str | None = None,
    term: str | None = None,
    seconds: float,
    actor: str,
    now: datetime,
    on_progress: Callable[[Progress], None] | None = None,
    seed: int = 0,
    deterministic: bool = False,
    executor: Executor | None = None,
) -> SolveReport:
    """Place a community's joint lessons (by id or name; None: the only one) within seconds of solver time.

    Gather in one snapshot; decide in another process, slice by slice, in no transaction, until a slice brings
    neither a better table nor a higher bound; apply each better answer at once, so that a solve that is
    stopped keeps its best, and the next goes on from there (a deterministic one begins anew). Raises
    NothingToSolve, SolveOvertaken where others changed what it stood on, or SolverEnded; what was stored
    before stays.
    """
    district = await _gather(database, community, term)
    community_id = _community(district, community)
    best: Answer | None = None
    table = district
    pool = executor or _pool()
    try:
        for number, slice_ in enumerate(_slices(seconds)):
            work = partial(
                _solve,
                _bare(district),
                community_id,
                seed=seed + number,
                deterministic=deterministic,
                best=best,
                seconds=slice_,
            )
            answer = await _ask(pool, work)
            better = best is None or answer.rank < best.rank
            nearer = best is not None and answer.bound > best.bound
            if better:
                table = await _apply(database, table, community_id, answer, actor, now)
            best = answer
            if on_progress is not None:
                on_progress(_progress(answer))
            if answer.gap == 0 or not (better or nearer):
                break
    finally:
        if executor is None:
            pool.shutdown(wait=False, cancel_futures=True)
    if best is None:
        raise NothingToSolve
    return SolveReport(table, community_id, best, _moved_by_campus(table, best))


async def _gather(database: Database, community: str | None, term: str | None) -> District:
    async with database.reading() as store:
        district = await store.load_district(term, community)
    if district is None:
        raise NothingToSolve
    return district


def _community(district: District, community: str | None) -> CommunityId:
    found = [one.id for one in district.communities if community in (None, one.id, one.name)]
    if len(found) != 1:
        raise NothingToSolve
    return found[0]


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=_begin_work)


def _begin_work() -> None:
    """In a worker: it would wait for work for ever once the process that asks was killed.

    Ctrl+C reaches it, too: it ends without a word, for whoever asks says what is to be said.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _slices(seconds: float) -> Iterator[float]:
    left, number = seconds, 0
    while left > 0:
        piece = min(left, _SLICES[min(number, len(_SLICES) - 1)])
        yield piece
        left, number = left - piece, number + 1


def _solve(district: District, community_id: CommunityId, **options: Any) -> Answer:
    """In the worker: it alone needs OR-Tools, whose import was a third of every command's start."""
    from service.solver.rounds import solve, solve_on  # noqa: PLC0415 - see above

    if options["best"] is None and not options["deterministic"]:
        return solve_on(district, community_id, seed=options["seed"], seconds=options["seconds"])
    return solve(district, community_id, **options)


def _bare(district: District) -> District:
    """Without the indexes that were made meanwhile: they need not travel to another process."""
    return replace(district)


async def _ask(pool: Executor, work: Callable[[], Answer]) -> Answer:
    """One slice in the pool; a worker that died is replaced once, for a solve changes nothing."""
    loop = asyncio.get_running_loop()
    try:
        return await loop.run_in_executor(pool, work)
    except BrokenProcessPool:
        fresh = _pool()
        try:
            return await loop.run_in_executor(fresh, work)
        except BrokenProcessPool:
            raise SolverEnded from None
        finally:
            fresh.shutdown(wait=False)


async def _apply(
    database: Database,
    before: District,
    community_id: CommunityId,
    answer: Answer,
    actor: str,
    now: datetime,
) -> District:
    """The answer in the draft. Where something else was changed meanwhile, the rules judge it on that."""
    try:
        return await _save(database, before, community_id, answer, actor, now)
    except StaleVersion:
        async with database.reading() as store:
            current = await store.load_district(before.term.id, community_id)
        if current is None or not await asyncio.to_thread(_fits, current, before, community_id, answer):
            raise SolveOvertaken from None
        try:
            return await _save(database, current, community_id, answer, actor, now)
        except StaleVersion:
            raise SolveOvertaken from None


async def _save(
    database: Database,
    before: District,
    community_id: CommunityId,
    answer: Answer,
    actor: str,
    now: datetime,
) -> District:
    after = applied(before, community_id, answer)
    campus_ids = frozenset(campus.id for campus in before.campuses)
    async with database.writing(campus_ids, before.term.id, actor, now) as store:
        saved = await store.save_district(before, after)
        figures = {"moved": answer.moved, "bound": answer.bound, "not_placed": len(answer.not_placed)}
        await store.audit("solve_timetable", "community", community_id, after=figures)
    return saved


def _fits(current: District, before: District, community_id: CommunityId, answer: Answer) -> bool:
    """Whether an answer still stands: the same home timetables and wishes, and nothing wrong by the rules."""
    if (
        current.home_timetables != before.home_timetables
        or [lesson.id for lesson in current.joint_lessons] != [lesson.id for lesson in before.joint_lessons]
        or current.draft(community_id) != before.draft(community_id)
    ):
        return False
    return not Checker(current, community_id).faults(applied(current, community_id, answer))


def _progress(answer: Answer) -> Progress:
    return Progress(
        answer.seconds,
        len(answer.placements),
        len(answer.not_placed),
        answer.moved,
        answer.bound,
        answer.gap,
    )


def _moved_by_campus(table: District, answer: Answer) -> tuple[tuple[CampusId, int], ...]:
    """How many home lessons moved in each campus.

    One that a joint lesson takes the place of does not count, unless what is left of it stands elsewhere.
    """
    taken = {
        home_id
        for _, placements in answer.placements
        for placement in placements
        for _, home_id in placement.replaced
    }
    counts: Counter[CampusId] = Counter()
    for move in answer.moves:
        base = table.home_lesson[move.lesson_id]
        if base.id not in taken or (base.weekday, base.period) != (move.weekday, move.period):
            counts[table.class_group[base.class_id].campus_id] += 1
    return tuple((campus.id, counts[campus.id]) for campus in table.campuses if counts[campus.id])
