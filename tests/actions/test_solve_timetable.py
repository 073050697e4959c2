"""Solving on both databases: what is stored, what is refused, and what others may do meanwhile."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from threading import Event
from typing import Any, TypeVar

import pytest

from service.actions.solving.solve_timetable import SolveReport, solve_timetable
from service.actions.solving.solver_workers import SolverWorkers, _pool
from service.actions.solving.unit_solves import Progress
from service.actions.solving.unsolved import FirstDayOutside, NothingToSolve, SolveOvertaken
from service.domain.district import District
from service.domain.identity import CampusId, JointLessonId
from service.domain.reasons import NotPlaced, Reason, ReasonCode
from service.domain.slots import Slot
from service.solver.answer import Answer
from service.storage.database import Database
from tests.solver.instances import COMMUNITY, SmallSchool, district, home_id, wish

T = TypeVar("T")
NOW = datetime(2026, 8, 20, 8, tzinfo=UTC)


def week(monday: str) -> list[str]:
    return [monday, *["- - -"] * 4]


def vacated_slot() -> District:
    """One home lesson of 乙校 has to move."""
    return district(
        SmallSchool("甲校", {"301": week("音乐:甲 语文:丁 数学:戊")}),
        SmallSchool("乙校", {"301": week("数学:己 音乐:乙 语文:庚")}),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"), wished=(1, 1))],
    )


async def stored(database: Database, district: District) -> District:
    async with database.writing(None, None, "教务处", NOW) as store:
        return await store.save_district(await store.load_district(), district)


async def loaded(database: Database) -> District:
    async with database.reading() as store:
        found = await store.load_district()
    assert found is not None
    return found


async def solve(database: Database, **options: Any) -> SolveReport:
    given: dict[str, Any] = {"seconds": 5.0, "actor": "教务处", "now": NOW} | options
    return await solve_timetable(database, **given)


async def test_the_answer_is_in_the_draft(database: Database) -> None:
    await stored(database, vacated_slot())
    steps: list[Progress] = []
    report = await solve(database, on_progress=steps.append)
    table = await loaded(database)
    assert table == report.table
    assert table.joint_lessons[0].placements[0].slot == Slot(1, 1)
    draft = table.draft(COMMUNITY)
    assert draft is not None
    assert [move.lesson_id for move in draft.moves] == [home_id("乙校", "301", 1, 1)]
    assert draft.made_on == ((CampusId("乙校"), 1), (CampusId("甲校"), 1))
    assert report.moved_by_campus == ((CampusId("乙校"), 1),)
    assert report.not_placed == ()
    assert [(step.placed, step.moved, step.bound, step.gap) for step in steps] == [(1, 1, 1, 0)]


async def test_a_slice_too_short_for_a_first_table_leaves_the_draft_and_the_next_goes_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stored(database, vacated_slot())
    up = Reason(ReasonCode.TIME_UP, (("seconds", 5),))
    nothing = Answer((), (), (NotPlaced(JointLessonId("J1"), (up,)),), 0, 0, 0, 5.0)
    monkeypatch.setattr("service.solver.rounds.solve_on", lambda *_, **__: nothing)
    with ThreadPoolExecutor(1) as pool:
        workers = SolverWorkers(lambda _: pool, 1)
        steps: list[Progress] = []
        report = await solve(database, seconds=5.0, workers=workers, on_progress=steps.append)
        assert report.not_placed[0].reasons == (up,)
        assert (steps, (await loaded(database)).drafts) == ([], ())
        report = await solve(database, seconds=10.0, workers=workers, on_progress=steps.append)
    assert [lesson_id for lesson_id, _ in report.answer.placements] == ["J1"]
    assert [step.placed for step in steps] == [1]


async def test_who_solved_is_written_down(database: Database) -> None:
    await stored(database, vacated_slot())
    with ThreadPoolExecutor(1) as pool:
        await solve(database, workers=SolverWorkers(lambda _: pool, 1))
    async with database.reading() as store:
        last = (await store.history("community", COMMUNITY))[0]
    assert (last.entry.action, last.actor, last.entry.after) == (
        "solve_timetable",
        "教务处",
        {"moved": 1, "bound": 1, "not_placed": 0},
    )


async def test_an_empty_database_has_nothing_to_solve(database: Database) -> None:
    with pytest.raises(NothingToSolve):
        await solve(database)


class Held(ThreadPoolExecutor):
    """A pool that says when it was asked, and works only when it is let."""

    def __init__(self) -> None:
        super().__init__(1)
        self.asked = asyncio.Event()
        self.let = Event()

    def submit(self, work: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        self.asked.set()
        return super().submit(partial(self._when_let, partial(work, *args, **kwargs)))

    def _when_let(self, work: Callable[[], T]) -> T:
        self.let.wait()
        return work()


async def solve_while(database: Database, change: Callable[[], Awaitable[None]]) -> SolveReport:
    """Somebody changes the database after it was read and before the answer comes."""
    with Held() as pool:
        solving = asyncio.ensure_future(solve(database, workers=SolverWorkers(lambda _: pool, 1)))
        await pool.asked.wait()
        await change()
        pool.let.set()
        return await solving


def test_ctrl_c_ends_a_worker_without_a_word() -> None:
    with _pool(1) as pool:
        assert pool.submit(signal.getsignal, signal.SIGINT).result() is signal.SIG_DFL


async def test_a_change_elsewhere_does_not_stop_the_answer(database: Database) -> None:
    before = await stored(database, vacated_slot())

    async def rename() -> None:
        school = replace(before.schools[0], name="甲小学")
        await stored(database, replace(before, schools=(school, *before.schools[1:])))

    report = await solve_while(database, rename)
    assert report.table.schools[0].name == "甲小学"
    assert (await loaded(database)).joint_lessons[0].placements != ()


async def test_a_new_home_timetable_stops_the_answer(database: Database) -> None:
    before = await stored(database, vacated_slot())

    async def reimport() -> None:
        base = before.home_timetables[0]
        shorter = replace(base, lessons=base.lessons[:-1])
        await stored(database, replace(before, home_timetables=(shorter, *before.home_timetables[1:])))

    with pytest.raises(SolveOvertaken):
        await solve_while(database, reimport)
    assert (await loaded(database)).joint_lessons[0].placements == ()


async def test_a_solve_from_a_day_on_leaves_what_lies_before_and_the_draft_remembers_the_day(
    database: Database,
) -> None:
    await stored(database, vacated_slot())
    first = await solve(database)
    day = date(2026, 11, 2)
    report = await solve(database, from_day=day)
    draft = report.table.draft(COMMUNITY)
    assert draft is not None
    assert draft.effective_from == day
    assert [placement.days.first for placement in report.table.joint_lessons[0].placements] == [
        first.table.term.term.first_day,
        day,
    ]
    assert await loaded(database) == report.table
    assert (await solve(database)).table == report.table


async def test_a_day_outside_the_term_is_refused(database: Database) -> None:
    before = await stored(database, vacated_slot())
    with pytest.raises(FirstDayOutside):
        await solve(database, from_day=date(2027, 7, 1))
    assert await loaded(database) == before
