"""Solve a community's timetable (`tongke solve`): joint lessons placed, few home lessons moved: a draft."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic
from typing import Any

from service.actions.solving.solve_starts import Past, SolveStart, solve_start
from service.actions.solving.solver_workers import SolverWorkers, processes
from service.actions.solving.unit_solves import Progress, StoredTable, UnitSolve, progress_of
from service.actions.solving.unsolved import FirstDayOutside, NothingToSolve, SolveStopped
from service.domain.district import District
from service.domain.identity import CampusId, CommunityId
from service.domain.reasons import NotPlaced
from service.domain.sittings.moved_lessons import moved_lessons
from service.solver.answer import Answer
from service.solver.held_lessons import held_lessons
from service.storage import publications
from service.storage.database import Database

#: Seconds per slice; the last repeats. After each the best table so far is in the draft. The first is for a
#: first table; those after it are long enough to solve a community's relaxation and to follow it.
_SLICES = (5.0, 25.0, 30.0)


@dataclass(frozen=True, slots=True)
class SolveReport:
    """What a solve did. `table` is the district with the answer in its drafts, as stored.

    `moved_by_campus` counts home lessons by campus, those with none left out. No table that places as many
    lessons costs less than `bound`: a moved home lesson costs 1, a wish put elsewhere than wished 2. Several
    communities have one answer where they share a school. `past`: what became of days that are over.
    """

    table: District
    community_ids: tuple[CommunityId, ...]
    answer: Answer
    moved_by_campus: tuple[tuple[CampusId, int], ...]
    past: Past = Past.NONE

    @property
    def held_joint(self) -> int:
        """How many weekly joint lessons stand where the solve had nothing to decide: pinned, or over."""
        decided = {lesson_id for lesson_id, _ in self.answer.placements}
        decided |= {missed.lesson_id for missed in self.not_placed}
        return sum(
            lesson.is_weekly and bool(lesson.placements) and lesson.id not in decided
            for lesson in self.table.joint_lessons
            if lesson.community_id in self.community_ids
        )

    @property
    def held_home(self) -> int:
        """How many home lessons were moved before and stay so: pinned, or out of the way of what is."""
        moves = [move for one in self.community_ids for _, move in moved_lessons(self.table, one)]
        held = held_lessons(self.table) - {move.lesson_id for move in self.answer.moves}
        return len(held & {move.lesson_id for move in moves})

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
    from_day: date | None = None,
    workers: SolverWorkers | None = None,
    stop: asyncio.Event | None = None,
) -> SolveReport:
    """Place a community's joint lessons (by id or name; None: the only one) within so many seconds.

    `from_day`: the first day that may be changed (None: as the draft says, else the newest tables, and today
    where a revision tells of days that are over); what lies before it stays, and hinders nothing.

    Gather in one snapshot; decide in another process, slice by slice, in no transaction, until a slice brings
    neither a better table nor a higher bound; apply each better answer at once, so that a solve that is
    stopped keeps its best, and the next goes on from there (a deterministic one begins anew). `on_progress`
    is told of tables only. `stop` ends it at once. Raises NothingToSolve, FirstDayOutside, SolveOvertaken
    where others changed what it stood on, SolverEnded, or SolveStopped where there is no table yet; what was
    stored before stays.
    """
    district, published = await _gather(database, community, term)
    if from_day is not None and not district.term.term.days.contains(from_day):
        raise FirstDayOutside
    those = (_community(district, community),)
    start = SolveStart(first=from_day) if from_day else solve_start(district, those, published, now)
    with ExitStack() as stack:
        solve = UnitSolve(
            StoredTable(database, district, actor, now, {} if start.first is None else {those: start.first}),
            those,
            workers or stack.enter_context(processes(1)),
            seed,
            deterministic,
        )
        for slice_ in slices(seconds, by_the_clock=not deterministic):
            answer = await _unless(stop, solve.go_on(slice_))
            if answer is None:
                break
            if on_progress is not None and not answer.timed_out:
                on_progress(progress_of(answer))
            if solve.ended:
                break
    if solve.best is None and stop is not None and stop.is_set():
        raise SolveStopped
    return report_of(solve, start.past)


async def _unless(stop: asyncio.Event | None, slice_: Coroutine[Any, Any, Answer]) -> Answer | None:
    """What a slice gives; None = it was stopped first. What it was storing is stored whole or not at all."""
    if stop is None:
        return await slice_
    going, told = asyncio.ensure_future(slice_), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({going, told}, return_when=asyncio.FIRST_COMPLETED)
        return going.result() if going.done() else None
    finally:
        told.cancel()
        going.cancel()
        await asyncio.wait({going, told})


def report_of(solve: UnitSolve, past: Past = Past.NONE) -> SolveReport:
    """What a solve did so far. Raises NothingToSolve where it had no time for anything."""
    if solve.best is None:
        raise NothingToSolve
    table = solve.stored.table
    return SolveReport(table, solve.community_ids, solve.best, _moved_by_campus(table, solve.best), past)


def slices(seconds: float, *, by_the_clock: bool = False) -> Iterator[float]:
    """How a solve's time is dealt out; `by_the_clock`: what one takes longer is taken off the next."""
    left, number, began = seconds, 0, monotonic()
    while left > 0:
        piece = min(left, _SLICES[min(number, len(_SLICES) - 1)])
        yield piece
        left, number = left - piece, number + 1
        if by_the_clock:
            left = min(left, seconds - (monotonic() - began))


async def _gather(
    database: Database, community: str | None, term: str | None
) -> tuple[District, Mapping[CommunityId, date]]:
    """The district, and since when revisions hold."""
    async with database.reading() as store:
        district = await store.load_district(term, community)
        if district is None:
            raise NothingToSolve
        return district, await publications.first_days(store.connection, district.term.id)


def _community(district: District, community: str | None) -> CommunityId:
    found = [one.id for one in district.communities if community in (None, one.id, one.name)]
    if len(found) != 1:
        raise NothingToSolve
    return found[0]


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
