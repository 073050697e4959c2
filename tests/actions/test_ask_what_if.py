"""Asking what would be, on both databases: the draft as it stands now, read once for as long as it does."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

import pytest

from service.actions.solving import ask_what_if
from service.actions.solving.ask_what_if import LessonOfSeveral, LessonUnknown, SlotUnknown, WhatIf
from service.actions.solving.solver_workers import SolverWorkers, processes
from service.actions.solving.unsolved import NothingToSolve
from service.domain.communities import Community, CommunityKind
from service.domain.district import District
from service.domain.identity import CommunityId, JointLessonId
from service.domain.slot_trials import Explanation, Repair, SlotState
from service.domain.slots import Slot
from service.storage.database import Database
from tests.actions.test_solve_timetable import loaded, stored
from tests.solver.instances import COMMUNITY
from tests.solver.trials.drafts import MON_1, MON_2, MON_3, solved, two_schools

T = TypeVar("T")
NOW = datetime(2026, 8, 20, 8, tzinfo=UTC)
#: Lesson, community, term.
J1 = ("J1", None, None)


class Counting(ThreadPoolExecutor):
    """A pool of one that counts what it was given, and how much of that came with a district."""

    def __init__(self) -> None:
        super().__init__(1)
        self.districts: list[bool] = []

    def submit(self, work: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        assert isinstance(work, partial)
        self.districts.append(isinstance(work.args[1], District))
        return super().submit(work, *args, **kwargs)


@pytest.fixture
def pool() -> Iterator[Counting]:
    with Counting() as counting:
        yield counting


@pytest.fixture
def asked(database: Database, pool: Counting) -> WhatIf:
    return WhatIf(database, SolverWorkers(lambda _: pool, 1))


async def test_slots_a_repair_chains_and_reasons_are_told(database: Database, asked: WhatIf) -> None:
    await stored(database, solved(two_schools()))
    told = await asked.slots(*J1)
    assert (told.lesson.id, told.district.community[COMMUNITY].name) == ("J1", "片区共同体")
    assert {one.slot: one.state for one in told.answer if one.slot.weekday == 1} == {
        MON_1: SlotState.OK,
        MON_2: SlotState.MOVES,
        MON_3: SlotState.MOVES,
    }
    repair = (await asked.repair("J1", MON_2, None, None)).answer
    assert isinstance(repair, Repair)
    assert repair.moves == 2
    chains = (await asked.chains("J1", None, None, None)).answer
    assert [chain.joint[0].after for chain in chains] == [MON_2, MON_3]
    why = (await asked.why("J1", Slot(2, 1), None, None)).answer
    assert isinstance(why, Explanation)
    assert why.reasons != ()


async def test_nothing_is_written(database: Database, asked: WhatIf) -> None:
    before = await stored(database, solved(two_schools()))
    await asked.repair("J1", MON_2, None, None)
    assert await loaded(database) == before


async def test_a_district_travels_once_for_as_long_as_it_stands(
    database: Database, asked: WhatIf, pool: Counting
) -> None:
    before = await stored(database, solved(two_schools()))
    for _ in range(3):
        await asked.slots(*J1)
    assert pool.districts == [True, False, False]
    lesson = replace(before.joint_lessons[0], pinned=True)
    async with database.writing(None, None, "教务处", NOW) as store:
        await store.save_district(before, replace(before, joint_lessons=(lesson,)))
    told = await asked.slots(*J1)
    assert pool.districts == [True, False, False, True]
    assert {one.state for one in told.answer} == {SlotState.IMPOSSIBLE}


async def test_a_process_that_forgot_is_told_again(database: Database, asked: WhatIf, pool: Counting) -> None:
    await stored(database, solved(two_schools()))
    first = await asked.slots(*J1)
    ask_what_if._kept.clear()
    again = await asked.slots(*J1)
    assert again.answer == first.answer
    assert pool.districts == [True, False, True]


async def test_a_process_of_its_own_answers_the_same(database: Database, asked: WhatIf) -> None:
    await stored(database, solved(two_schools()))
    here = await asked.slots(*J1)
    with WhatIf(database, processes(1)) as elsewhere:
        there = await elsewhere.slots(*J1)
    assert there.answer == here.answer


async def test_an_empty_database_is_asked_in_vain(asked: WhatIf) -> None:
    with pytest.raises(NothingToSolve):
        await asked.slots(*J1)


@pytest.mark.parametrize(
    ("lesson", "slot", "refusal"),
    [("J2", MON_1, LessonUnknown), ("J1", Slot(1, 9), SlotUnknown), ("J1", Slot(6, 1), SlotUnknown)],
)
async def test_what_there_is_not_is_said(
    database: Database, asked: WhatIf, lesson: str, slot: Slot, refusal: type[Exception]
) -> None:
    await stored(database, solved(two_schools()))
    with pytest.raises(refusal):
        await asked.repair(lesson, slot, None, None)


async def test_a_number_of_several_communities_is_asked_back(database: Database, asked: WhatIf) -> None:
    before = solved(two_schools())
    other = Community(CommunityId("南片"), "南片共同体", CommunityKind.CO_BUILT)
    twin: Any = replace(
        before.joint_lessons[0], id=JointLessonId("twin"), community_id=other.id, placements=()
    )
    both = replace(
        before,
        communities=(*before.communities, other),
        joint_lessons=(*before.joint_lessons, twin),
    )
    await stored(database, both)
    with pytest.raises(LessonOfSeveral):
        await asked.slots(*J1)
    told = await asked.slots("J1", "片区共同体", None)
    assert told.lesson.id == "J1"
