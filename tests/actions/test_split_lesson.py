"""Splitting by season on both databases: what no slot can be in every season gets one in each."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendars.spans import ALWAYS, ClockSpan, DateSpan
from service.actions.solving.pin_lessons import pin_lessons
from service.actions.solving.solve_timetable import SolveReport
from service.actions.solving.solver_workers import SolverWorkers
from service.actions.solving.split_lesson import split_lesson
from service.domain.district import District
from service.domain.findings import Severity
from service.domain.identity import JointLessonId, PersonId
from service.domain.joint_lessons import JointLesson, Placement
from service.domain.people import Unavailability
from service.domain.reasons import Reason, ReasonCode
from service.domain.rules import judge
from service.domain.season_splits import AlreadySplit, NoSuchLesson, NothingImported, NotSplit, SplitRefused
from service.domain.sittings.joint_dates import joint_dates
from service.domain.slots import Slot
from service.storage.database import Database
from tests.actions.test_solve_timetable import NOW, loaded, solve, stored
from tests.solver.instances import FIRST_DAY, TERM_DATES, SmallSchool, bells, district, home_id, wish

WINTER = date(2026, 11, 4)  # a Wednesday: the week before it is over belongs to both
TERM_ENDS = TERM_DATES.days.end
SUMMER_BELLS = replace(bells("08:00", "11:00"), valid=DateSpan(date(2026, 8, 1), WINTER), name="夏季")
WINTER_BELLS = replace(bells("07:00", "10:00"), valid=DateSpan(WINTER, None), name="冬季")


def shifted() -> District:
    """甲校's first period is 乙校's in summer, its second in winter; each class has one 音乐 a week."""
    plain = (bells("08:00", "10:00"),)
    return district(
        SmallSchool("甲校", {"301": week("音乐:甲 -"), "302": week("语文:丁 数学:戊")}, plain),
        SmallSchool(
            "乙校",
            {"301": week("- 音乐:乙"), "302": week("语文:己 数学:庚")},
            (SUMMER_BELLS, WINTER_BELLS),
        ),
        wishes=[wish("J01", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )


def week(monday: str) -> list[str]:
    return [monday, *["- -"] * 4]


async def solved(database: Database, **options: object) -> SolveReport:
    with ThreadPoolExecutor(1) as pool:
        workers = SolverWorkers(lambda _: pool, 1)
        return await solve(database, deterministic=True, workers=workers, **options)


async def split(database: Database, code: str = "J01", *, undo: bool = False) -> list[tuple[str, DateSpan]]:
    parts = await split_lesson(database, code, undo=undo, actor="教务处", now=NOW)
    return [(part.code, part.days) for part in parts]


def slots(table: District) -> dict[str, list[Slot]]:
    return {one.code: [placement.slot for placement in one.placements] for one in table.joint_lessons}


def dates(table: District, lesson: JointLesson) -> list[date]:
    return list(joint_dates(table, lesson).complete)


async def test_no_slot_is_good_in_both_seasons_and_split_each_has_its_own(database: Database) -> None:
    await stored(database, shifted())
    (missing,) = (await solved(database)).not_placed
    assert missing.reasons == (Reason(ReasonCode.SEASONS_APART, (("lesson", "J01"),)),)
    assert await split(database) == [
        ("J01", DateSpan(ALWAYS.first, WINTER)),
        ("J01-冬", DateSpan(WINTER, None)),
    ]
    assert (await solved(database)).not_placed == ()
    table = await loaded(database)
    assert slots(table) == {"J01": [Slot(1, 1)], "J01-冬": [Slot(1, 2)]}
    assert [finding.code for finding in judge(table) if finding.severity is Severity.ERROR] == []


async def test_the_parts_take_the_place_of_one_lesson_a_class(database: Database) -> None:
    await stored(database, shifted())
    await split(database)
    await solved(database)
    table = await loaded(database)
    taken = [place.replaced for one in table.joint_lessons for place in one.placements]
    mine = {home_id("甲校", "301", 1, 1), home_id("乙校", "301", 1, 2)}
    assert [{home for _, home in pairs} for pairs in taken] == [mine, mine]


async def test_the_dates_of_the_parts_are_those_of_the_whole(database: Database) -> None:
    await stored(database, shifted())
    await split(database)
    await solved(database)
    table = await loaded(database)
    first, later = (dates(table, lesson) for lesson in table.joint_lessons)
    assert (first[-1], later[0]) == (date(2026, 11, 2), date(2026, 11, 9))
    whole = replace(shifted().joint_lessons[0], placements=(Placement(ALWAYS, Slot(1, 1)),))
    assert first + later == dates(table, whole)


async def test_one_part_pinned_the_other_is_solved_around_it(database: Database) -> None:
    """The lesson that the pinned part takes is the other's, too, and stays away in both seasons."""
    await stored(database, shifted())
    await split(database)
    await solved(database)
    await pin_lessons(database, ["J01"], actor="教务处", now=NOW)
    before = await loaded(database)
    assert (await solved(database)).not_placed == ()
    assert (await loaded(database)).joint_lessons == before.joint_lessons


async def test_from_a_day_of_winter_only_the_winter_part_is_solved(database: Database) -> None:
    await stored(database, shifted())
    await split(database)
    await solved(database)
    report = await solved(database, from_day=WINTER + timedelta(days=12))
    assert report.not_placed == ()
    table = await loaded(database)
    assert {code: set(those) for code, those in slots(table).items()} == {
        "J01": {Slot(1, 1)},
        "J01-冬": {Slot(1, 2)},
    }
    assert [finding.code for finding in judge(table) if finding.severity is Severity.ERROR] == []


async def test_a_part_without_a_slot_keeps_the_other_out_and_is_named(database: Database) -> None:
    instance = shifted()
    winter = Unavailability(PersonId("乙"), weekday=1, span=ClockSpan.parse("10:00", "10:40"))
    await stored(database, replace(instance, unavailabilities=(winter,)))
    await split(database)
    missing = {one.lesson_id: one.reasons for one in (await solved(database)).not_placed}
    assert len(missing) == 2
    assert missing[JointLessonId("J01")][0] == Reason(ReasonCode.PART_NOT_PLACED, (("lesson", "J01-冬"),))


async def test_joined_again_each_date_stays_where_it_stands(database: Database) -> None:
    before = await stored(database, shifted())
    await split(database)
    await solved(database)
    assert await split(database, "J01-冬", undo=True) == [("J01", ALWAYS)]
    (whole,) = (await loaded(database)).joint_lessons
    assert [(place.slot, place.days.end) for place in whole.placements] == [
        (Slot(1, 1), WINTER),
        (Slot(1, 2), TERM_ENDS),
    ]
    assert replace(whole, placements=()) == before.joint_lessons[0]


async def test_what_stands_is_cut_and_joined_without_a_trace(database: Database) -> None:
    standing = tuple(
        Placement(days, Slot(1, 1)) for days in (DateSpan(FIRST_DAY, WINTER), DateSpan(WINTER, TERM_ENDS))
    )
    instance = shifted()
    lesson = replace(instance.joint_lessons[0], placements=standing, pinned=True)
    before = await stored(database, replace(instance, joint_lessons=(lesson,)))
    await split(database)
    parts = (await loaded(database)).joint_lessons
    assert [(part.id == lesson.id, part.placements, part.pinned) for part in parts] == [
        (True, standing[:1], True),
        (False, standing[1:], True),
    ]
    await split(database, undo=True)
    assert await loaded(database) == before


async def test_nothing_is_written_where_it_is_refused(database: Database) -> None:
    with pytest.raises(NothingImported):
        await split(database)
    before = await stored(database, shifted())
    refusals: list[tuple[str, bool, type[SplitRefused]]] = [
        ("J9", False, NoSuchLesson),
        ("J01", True, NotSplit),
    ]
    for code, undo, refused in refusals:
        with pytest.raises(refused):
            await split(database, code, undo=undo)
    assert await loaded(database) == before
    await split(database)
    with pytest.raises(AlreadySplit):
        await split(database, "J01-冬")
