"""Solving in a term that has begun, on both databases: what is published of days that are over stays."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.actions.publishing.publish_timetable import publish_timetable
from service.actions.solving.solve_district import solve_district
from service.actions.solving.solve_starts import Past, SolveStart, solve_start
from service.actions.solving.solve_timetable import SolveReport
from service.actions.solving.solver_workers import SolverWorkers
from service.domain.district import District
from service.domain.identity import CommunityId
from service.storage import publications
from service.storage.database import Database
from tests.actions.test_solve_timetable import NOW, loaded, solve, stored, vacated_slot
from tests.solver.instances import COMMUNITY, FIRST_DAY, TERM

NOVEMBER = datetime(2026, 11, 2, 8, tzinfo=UTC)
TODAY = date(2026, 11, 2)
OTHER = CommunityId("other")


@pytest.fixture
async def workers() -> AsyncIterator[SolverWorkers]:
    with ThreadPoolExecutor(1) as pool:
        yield SolverWorkers(lambda _: pool, 1)


async def solved(database: Database, workers: SolverWorkers, now: datetime, **options: Any) -> SolveReport:
    return await solve(database, deterministic=True, workers=workers, now=now, **options)


async def of_all(database: Database, workers: SolverWorkers, now: datetime) -> SolveReport:
    report = await solve_district(
        database, seconds=5, deterministic=True, workers=workers, actor="教务处", now=now
    )
    (only,) = report.solved
    return only


def begins(table: District) -> list[date]:
    """Where the pieces of the joint lesson's place begin."""
    (lesson,) = table.joint_lessons
    return [placement.days.first for placement in lesson.placements]


async def test_before_the_term_nothing_is_over(database: Database, workers: SolverWorkers) -> None:
    await stored(database, vacated_slot())
    report = await solved(database, workers, NOW)
    assert (report.past, begins(report.table)) == (Past.NONE, [FIRST_DAY])


@pytest.mark.parametrize("ask", [solved, of_all])
async def test_what_was_never_published_is_planned_anew(
    database: Database, workers: SolverWorkers, ask: Any
) -> None:
    await stored(database, vacated_slot())
    before = await solved(database, workers, NOW)
    report = await ask(database, workers, NOVEMBER)
    assert (report.past, report.table) == (Past.ANEW, before.table)


@pytest.mark.parametrize("ask", [solved, of_all])
async def test_what_is_published_of_the_past_stays_and_the_draft_begins_today(
    database: Database, workers: SolverWorkers, ask: Any
) -> None:
    await stored(database, vacated_slot())
    await solved(database, workers, NOW)
    await publish_timetable(database, actor="教务处", now=NOW)
    report = await ask(database, workers, NOVEMBER)
    draft = report.table.draft(COMMUNITY)
    assert draft is not None
    assert (report.past, draft.effective_from) == (Past.KEPT, TODAY)
    assert begins(report.table) == [FIRST_DAY, TODAY]
    assert await loaded(database) == report.table
    again = await ask(database, workers, NOVEMBER)
    assert (again.past, again.table) == (Past.NONE, report.table)


async def test_a_revision_of_later_days_says_nothing_of_the_past(
    database: Database, workers: SolverWorkers
) -> None:
    await stored(database, vacated_slot())
    await solved(database, workers, NOW)
    await publish_timetable(database, actor="教务处", now=NOW, from_day=date(2026, 11, 9))
    assert (await solved(database, workers, NOVEMBER)).past is Past.ANEW


@pytest.mark.parametrize(
    ("published", "start"),
    [
        ({}, SolveStart(Past.ANEW)),
        ({OTHER: TODAY}, SolveStart(Past.ANEW)),
        ({OTHER: FIRST_DAY}, SolveStart(Past.KEPT, TODAY)),
        ({COMMUNITY: FIRST_DAY, OTHER: TODAY}, SolveStart(Past.KEPT, TODAY)),
    ],
)
def test_solved_as_one_the_past_stays_where_any_of_them_has_published_it(
    published: dict[CommunityId, date], start: SolveStart
) -> None:
    assert solve_start(vacated_slot(), (COMMUNITY, OTHER), published, NOVEMBER) == start


async def test_whoever_says_from_when_is_told_nothing(database: Database, workers: SolverWorkers) -> None:
    await stored(database, vacated_slot())
    report = await solved(database, workers, NOVEMBER, from_day=FIRST_DAY)
    assert (report.past, begins(report.table)) == (Past.NONE, [FIRST_DAY])


async def test_since_when_revisions_hold_is_that_of_the_first(
    database: Database, workers: SolverWorkers
) -> None:
    await stored(database, vacated_slot())
    await solved(database, workers, NOW)
    async with database.reading() as store:
        assert await publications.first_days(store.connection, TERM) == {}
    await publish_timetable(database, actor="教务处", now=NOW)
    async with database.reading() as store:
        assert await publications.first_days(store.connection, TERM) == {COMMUNITY: FIRST_DAY}
