"""A workbook with 可排时段 and 不排时段, imported and solved: nothing stands there, and it is said why."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.actions.importing.import_workbooks import import_workbooks
from service.actions.solving.ask_what_if import WhatIf
from service.actions.solving.solver_workers import SolverWorkers
from service.domain.joint_lessons import JointLesson
from service.domain.reasons import Reason, ReasonCode
from service.domain.relaxations import RelaxationKind
from service.domain.slot_trials import Explanation
from service.domain.slots import Slot, SlotLimits, SlotRange
from service.storage.database import Database
from tests.actions.test_solve_timetable import loaded, solve, stored
from tests.exchange.workbooks import CORE_TABLE, SHEETS, WISHES, Rows, changed, workbook

#: 孙丽 is free in the first period, so that 数学 can change with 语文.
TABLE = changed(CORE_TABLE, 4, 5, "语文\n钱华")
NOW = datetime(2026, 8, 20, 8, tzinfo=UTC)


def _wishes(allowed: str, forbidden: str) -> Rows:
    """The one wish, for any time within these."""
    title, header, row = WISHES
    open_row = ["" if name in ("星期", "节次") else cell for name, cell in zip(header, row, strict=True)]
    return [title, [*header, "可排时段", "不排时段"], [*open_row, allowed, forbidden]]


async def _solved(database: Database, folder: Path, allowed: str, forbidden: str) -> JointLesson:
    sheets = {**SHEETS, "总课表-核心": TABLE, "空中同步课堂计划": _wishes(allowed, forbidden)}
    path = workbook(folder / "资料.xlsx", sheets)
    report = await import_workbooks(database, (path,), actor="沈老师", now=NOW)
    assert report.problems == ()
    await solve(database, deterministic=True)
    (lesson,) = (await loaded(database)).joint_lessons
    return lesson


@pytest.mark.parametrize(
    ("allowed", "forbidden", "slot"),
    [
        ("", "", Slot(1, 1)),  # where both classes have it
        ("上午", "周一第1节", Slot(1, 2)),
    ],
)
async def test_it_is_placed_where_its_wish_allows(
    database: Database, tmp_path: Path, allowed: str, forbidden: str, slot: Slot
) -> None:
    lesson = await _solved(database, tmp_path, allowed, forbidden)
    assert [placement.slot for placement in lesson.placements] == [slot]


async def test_what_leaves_no_slot_is_named_and_what_to_allow(database: Database, tmp_path: Path) -> None:
    """An import refuses such limits; bells that change after it may leave none, too."""
    lesson = await _solved(database, tmp_path, "周一", "")
    limits = lesson.limits.both(SlotLimits(forbidden=(SlotRange(frozenset({1})),)))
    district = await loaded(database)
    await stored(database, replace(district, joint_lessons=(replace(lesson, limits=limits),)))
    await solve(database, deterministic=True)
    assert (await loaded(database)).joint_lessons[0].placements == ()
    with ThreadPoolExecutor(1) as pool:
        told = await WhatIf(database, SolverWorkers(lambda _: pool, 1)).why("S01", None, None, None)
    why = told.answer
    assert isinstance(why, Explanation)
    assert why.reasons == (Reason(ReasonCode.SLOT_NOT_WISHED, (("slots", 15), ("of", 15))),)
    assert why.way_out is not None
    (given,) = why.way_out.given
    assert (given.kind, given.slot) == (RelaxationKind.SLOT_ALLOWED, Slot(1, 1))
