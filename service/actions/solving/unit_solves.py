"""A solve as it runs: slice by slice, each better table stored at once."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from service.actions.solving.solver_workers import SolverWorkers
from service.actions.solving.unsolved import SolveOvertaken
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.identity import CommunityId
from service.solver.answer import Answer
from service.solver.checking import Checker
from service.solver.drafting import applied_to_all
from service.solver.problem import begun_from
from service.storage.database import Database
from service.storage.errors import StaleVersion


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a solve stands after a slice: the seconds it took, and the best table's figures."""

    seconds: float
    placed: int
    not_placed: int
    moved: int
    bound: int
    gap: int


@dataclass
class StoredTable:
    """A district as it is stored, with the drafts that solves put into it.

    `first`: the first day that they may change, for those solved from another than the drafts and the newest
    tables say.
    """

    database: Database
    table: District
    actor: str
    now: datetime
    first: dict[tuple[CommunityId, ...], date] = field(default_factory=dict)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    def begun(self, district: District, community_ids: tuple[CommunityId, ...]) -> District:
        """What a solve of these communities is given of a district."""
        first = self.first.get(community_ids)
        return district if first is None else begun_from(district, community_ids, first)

    async def take(self, community_ids: tuple[CommunityId, ...], answer: Answer) -> None:
        """The answer in the drafts. Where something else was changed meanwhile, the rules judge it on that.

        Raises SolveOvertaken where it does not stand there. Nothing is written where nothing changes.
        """
        async with self._one_at_a_time:
            try:
                self.table = await self._saved(self.table, community_ids, answer)
            except StaleVersion:
                self.table = await self._saved_on_what_is(community_ids, answer)

    async def _saved_on_what_is(self, community_ids: tuple[CommunityId, ...], answer: Answer) -> District:
        async with self.database.reading() as store:
            current = await store.load_district(self.table.term.id, community_ids[0])
        if current is None or not await asyncio.to_thread(self._fits, current, community_ids, answer):
            raise SolveOvertaken from None
        try:
            return await self._saved(current, community_ids, answer)
        except StaleVersion:
            raise SolveOvertaken from None

    def _fits(self, current: District, community_ids: tuple[CommunityId, ...], answer: Answer) -> bool:
        """Whether an answer still stands: the same home timetables and wishes, nothing wrong by the rules."""
        before = self.table
        if (
            current.home_timetables != before.home_timetables
            or _held(current) != _held(before)
            or any(current.draft(one) != before.draft(one) for one in community_ids)
        ):
            return False
        begun = self.begun(current, community_ids)
        table = applied_to_all(begun, community_ids, answer)
        return not Checker(begun, *community_ids).faults(table)

    async def _saved(
        self, before: District, community_ids: tuple[CommunityId, ...], answer: Answer
    ) -> District:
        after = applied_to_all(self.begun(before, community_ids), community_ids, answer)
        if _same_table(before, after):
            return before
        campus_ids = frozenset(campus.id for campus in before.campuses)
        async with self.database.writing(campus_ids, before.term.id, self.actor, self.now) as store:
            saved = await store.save_district(before, after)
            figures = {"moved": answer.moved, "bound": answer.bound, "not_placed": len(answer.not_placed)}
            for community_id in community_ids:
                await store.audit("solve_timetable", "community", community_id, after=figures)
        return saved


@dataclass
class UnitSolve:
    """The solve of one community, or of several that share a school: what it stands on, and its best so far.

    `threads` are the solver's. A deterministic solve begins anew, any other goes on from the drafts.
    """

    stored: StoredTable
    community_ids: tuple[CommunityId, ...]
    workers: SolverWorkers
    seed: int = 0
    deterministic: bool = False
    threads: int = 2
    best: Answer | None = None
    ended: bool = False
    _slices: int = field(default=0, init=False)

    async def go_on(self, seconds: float) -> Answer:
        """One slice: in no transaction, then stored if it is better.

        It has `ended` when it brought neither a better table nor a higher bound, or nothing is left to save.
        One whose time did not suffice for a first table stores nothing, and the next begins with that again.
        """
        answer = await self.workers.ask(
            partial(
                _solve,
                self.stored.begun(_bare(self.stored.table), self.community_ids),
                self.community_ids,
                seed=self.seed + self._slices,
                deterministic=self.deterministic,
                best=self.best,
                seconds=seconds,
                workers=self.threads,
            )
        )
        better = self.best is None or answer.rank < self.best.rank
        nearer = self.best is not None and answer.bound > self.best.bound
        if better and not answer.timed_out:
            await self.stored.take(self.community_ids, answer)
        self.best = answer
        self.ended = not answer.timed_out and (answer.gap == 0 or not (better or nearer))
        self._slices += 1
        return answer


def progress_of(answer: Answer) -> Progress:
    """An answer's figures."""
    return Progress(
        answer.seconds,
        len(answer.placements),
        len(answer.not_placed),
        answer.moved,
        answer.bound,
        answer.gap,
    )


def _solve(district: District, community_ids: tuple[CommunityId, ...], **options: Any) -> Answer:
    """In the worker: it alone needs OR-Tools, whose import was a third of every command's start."""
    from service.solver.rounds import solve, solve_on  # noqa: PLC0415 - see above

    if options["best"] is None and not options["deterministic"]:
        named = {name: options[name] for name in ("seed", "seconds", "workers")}
        return solve_on(district, *community_ids, **named)
    return solve(district, *community_ids, **options)


def _bare(district: District) -> District:
    """Without the indexes that were made meanwhile: they need not travel to another process."""
    return replace(district)


def _same_table(before: District, after: District) -> bool:
    """Whether a draft would say nothing new: the order of its moves says nothing."""
    return before.joint_lessons == after.joint_lessons and [*map(_content, before.drafts)] == [
        *map(_content, after.drafts)
    ]


def _content(draft: Draft) -> tuple[Draft, frozenset[Any]]:
    return replace(draft, moves=()), frozenset(draft.moves)


def _held(district: District) -> tuple[object, ...]:
    """The joint lessons there are, and what is pinned."""
    return district.pinned, tuple((lesson.id, lesson.pinned) for lesson in district.joint_lessons)
