"""Pinning on both databases: what is pinned stays where it stands in every solve, until it is unpinned."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from service.actions.solving import unit_solves
from service.actions.solving.pin_lessons import pin_lessons, read_pins
from service.actions.solving.seen_states import SeenAnother
from service.actions.solving.solve_timetable import SolveReport
from service.actions.solving.solver_workers import SolverWorkers
from service.actions.solving.unsolved import SolveOvertaken
from service.domain.district import District
from service.domain.drafts import Draft, Pin
from service.domain.home_timetables import HomeLesson
from service.domain.identity import HomeLessonId
from service.domain.joint_lessons import OneOff
from service.domain.pins import (
    CampusUnclear,
    LessonNotMeant,
    Lessons,
    NothingKnown,
    NotPinned,
    OnSingleDates,
    PinRefused,
    StandsNowhere,
)
from service.domain.rules import judge
from service.domain.slots import Slot
from service.solver.answer import Answer
from service.storage.database import Database
from tests.actions.test_solve_timetable import NOW, loaded, solve, stored, vacated_slot
from tests.solver.instances import COMMUNITY, FIRST_DAY, home_id

MATHS = home_id("乙校", "301", 1, 1)


async def reported(database: Database) -> SolveReport:
    """A solve in a thread of this process."""
    with ThreadPoolExecutor(1) as pool:
        return await solve(database, deterministic=True, workers=SolverWorkers(lambda _: pool, 1))


async def solved(database: Database) -> District:
    """The table after that."""
    await reported(database)
    return await loaded(database)


async def pin(database: Database, *texts: str, **options: Any) -> Lessons:
    return await pin_lessons(database, texts, actor="教务处", now=NOW, **options)


def draft_of(district: District) -> Draft:
    draft = district.draft(COMMUNITY)
    assert draft is not None
    return draft


def cells(district: District) -> dict[HomeLessonId, tuple[int, int]]:
    return {move.lesson_id: (move.weekday, move.period) for move in draft_of(district).moves}


def where(lessons: tuple[HomeLesson, ...]) -> list[tuple[str, int, int]]:
    return [(one.subject, one.weekday, one.period) for one in lessons]


def slots(district: District) -> list[Slot]:
    return [placement.slot for placement in district.joint_lessons[0].placements]


async def test_a_home_lesson_stays_where_its_school_has_it_until_it_is_unpinned(database: Database) -> None:
    """Where J1 is wished 数学 has to move; pinned, J1 goes to Monday 2, and 甲校 moves instead."""
    await stored(database, vacated_slot())
    assert where((await pin(database, "乙校 301 周一第1节")).home) == [("数学", 1, 1)]
    assert draft_of(await loaded(database)).pins == {Pin(MATHS, 1, 1)}
    table = await solved(database)
    assert (slots(table), MATHS in cells(table)) == ([Slot(1, 2)], False)
    assert where((await pin(database, "乙校 301 数学", undo=True)).home) == [("数学", 1, 1)]
    table = await solved(database)
    assert (slots(table), cells(table)) == ([Slot(1, 1)], {MATHS: (1, 2)})


async def test_pinning_before_the_first_solve_is_taken_back_without_a_trace(database: Database) -> None:
    """A draft that only pins is none yet: no wish is said to have no place."""
    before = await stored(database, vacated_slot())
    await pin(database, "乙校 301 数学")
    assert judge(await loaded(database)) == judge(before)
    await pin(database, "乙校 301 数学", undo=True)
    assert await loaded(database) == before


async def test_what_was_moved_is_pinned_where_it_is_now(database: Database) -> None:
    """No rule finds it moved, no solve moves it back, and unpinned it goes back where nothing needs it."""
    await stored(database, vacated_slot())
    await solved(database)
    assert where((await pin(database, "乙校 301 周一第2节")).home) == [("数学", 1, 2)]
    table = await loaded(database)
    assert judge(table) == judge(replace(table, drafts=(replace(draft_of(table), pins=frozenset()),)))
    elsewhere = replace(table.joint_lessons[0], wished=Slot(1, 3), placements=())
    await stored(database, replace(table, joint_lessons=(elsewhere,)))
    table = await solved(database)
    assert cells(table)[MATHS] == (1, 2)
    await pin(database, "乙校 301 数学", undo=True)
    await solved(database)
    assert cells(await loaded(database)).get(MATHS) != (1, 2)


async def test_a_joint_lesson_stays_where_it_is_placed(database: Database) -> None:
    await stored(database, vacated_slot())
    await solved(database)
    assert [one.code for one in (await pin(database, "J1")).joint] == ["J1"]
    table = await loaded(database)
    elsewhere = replace(table.joint_lessons[0], wished=Slot(1, 2))
    await stored(database, replace(table, joint_lessons=(elsewhere,)))
    assert slots(await solved(database)) == [Slot(1, 1)]
    await pin(database, "J1", undo=True)
    assert slots(await solved(database)) == [Slot(1, 2)]


async def test_all_lessons_that_bear_the_words_are_pinned_at_once(database: Database) -> None:
    await stored(database, vacated_slot())
    found = await pin(database, "乙校 301", "甲校 音乐")
    assert where(found.home) == [("数学", 1, 1), ("音乐", 1, 2), ("语文", 1, 3), ("音乐", 1, 1)]
    assert len((await read_pins(database)).lessons.home) == 4
    again = await pin(database, "乙校 301")
    assert len(again.home) == 3
    assert len(draft_of(await loaded(database)).pins) == 4


@pytest.mark.parametrize(
    ("text", "undo", "refusal"),
    [
        ("J9", False, LessonNotMeant),
        ("乙校 301 体育", False, LessonNotMeant),
        ("301 音乐", False, CampusUnclear),
        ("J1", False, StandsNowhere),
        ("J1", True, NotPinned),
        ("乙校 301 数学", True, NotPinned),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_written(
    database: Database, text: str, undo: bool, refusal: type[PinRefused]
) -> None:
    before = await stored(database, vacated_slot())
    with pytest.raises(refusal):
        await pin(database, *(() if undo else ("甲校 301 音乐",)), text, undo=undo)
    assert await loaded(database) == before


async def test_a_lesson_on_single_dates_needs_no_pin(database: Database) -> None:
    instance = vacated_slot()
    once = replace(instance.joint_lessons[0], wished=None, one_offs=(OneOff(FIRST_DAY, 1),))
    await stored(database, replace(instance, joint_lessons=(once,)))
    with pytest.raises(OnSingleDates):
        await pin(database, "J1")


async def test_an_empty_database_has_nothing_to_pin(database: Database) -> None:
    with pytest.raises(NothingKnown):
        await pin(database, "J1")
    with pytest.raises(NothingKnown):
        await read_pins(database)


async def test_it_is_done_as_it_was_shown_or_not(database: Database) -> None:
    await stored(database, vacated_slot())
    seen = (await read_pins(database)).seen
    await pin(database, "乙校 301 数学", seen=seen)
    with pytest.raises(SeenAnother):
        await pin(database, "乙校 301 语文", seen=seen)
    assert [one.subject for one in (await read_pins(database)).lessons.home] == ["数学"]


async def test_what_is_held_is_counted_beside_what_is_decided(database: Database) -> None:
    """The joint lesson is pinned, and what made room for it stays moved."""
    await stored(database, vacated_slot())
    first = await reported(database)
    await pin(database, "J1")
    then = await reported(database)
    assert [(len(one.answer.placements), one.held_joint) for one in (first, then)] == [(1, 0), (0, 1)]
    assert [(one.answer.moved, one.held_home) for one in (first, then)] == [(1, 0), (0, 1)]


async def test_who_pinned_is_written_down(database: Database) -> None:
    await stored(database, vacated_slot())
    await solved(database)
    await pin(database, "J1", "乙校 301 语文")
    table = await loaded(database)
    async with database.reading() as store:
        (joint, *_) = await store.history("joint_lesson", table.joint_lessons[0].id)
        (draft, *_) = await store.history("draft", f"{COMMUNITY}/{table.term.id}")
    assert [(one.actor, one.at) for one in (joint, draft)] == [("教务处", NOW)] * 2


async def test_a_solve_does_not_move_what_is_pinned_meanwhile(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stored(database, vacated_slot())
    await solved(database)
    save = unit_solves.StoredTable.take

    async def pinned_first(self: unit_solves.StoredTable, ids: tuple[Any, ...], answer: Answer) -> None:
        await pin(database, "J1")
        await save(self, ids, answer)

    table = await loaded(database)
    elsewhere = replace(table.joint_lessons[0], wished=Slot(1, 2))
    await stored(database, replace(table, joint_lessons=(elsewhere,)))
    monkeypatch.setattr(unit_solves.StoredTable, "take", pinned_first)
    with pytest.raises(SolveOvertaken):
        assert slots(await solved(database)) == [Slot(1, 1)]
