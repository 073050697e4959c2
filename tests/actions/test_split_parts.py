"""The parts of a lesson split by season in feeds and in what-if: each on its own days, with its own slot."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from calendars.spans import ClockSpan
from service.actions.publishing.publish_timetable import publish_timetable
from service.actions.solving.ask_what_if import WhatIf
from service.actions.solving.solver_workers import SolverWorkers
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent
from service.domain.slot_trials import SlotState
from service.domain.slots import Slot
from service.storage import publications
from service.storage.database import Database
from tests.actions.test_solve_timetable import NOW, loaded, stored
from tests.actions.test_split_lesson import WINTER, shifted, solved, split
from tests.solver.instances import COMMUNITY, FIRST_DAY, TERM

NATIONAL_DAY = date(2026, 10, 5)
MONDAYS = [day for week in range(18) if (day := FIRST_DAY + timedelta(weeks=week)) != NATIONAL_DAY]
SUMMER_CLOCK, WINTER_CLOCK = ClockSpan.parse("08:00", "08:40"), ClockSpan.parse("10:00", "10:40")


async def published(database: Database) -> None:
    """J01 split, solved and published for the whole term."""
    await stored(database, shifted())
    await split(database)
    await solved(database)
    await publish_timetable(database, actor="教务处", now=NOW)


async def in_feed(database: Database, target: FeedTarget) -> list[PublishedEvent]:
    async with database.reading() as store:
        term = await publications.published_term(store.connection, TERM)
    return sorted((entry.event for entry in term.of_feed(target)), key=lambda event: event.day)


@pytest.mark.parametrize(
    "target",
    [
        FeedTarget(FeedKind.CLASS, "甲校301"),
        FeedTarget(FeedKind.CLASS, "乙校301"),
        FeedTarget(FeedKind.TEACHER, "甲"),
        FeedTarget(FeedKind.TEACHER, "乙"),
        FeedTarget(FeedKind.COMMUNITY, COMMUNITY),
    ],
)
async def test_a_feed_has_one_of_the_parts_each_week(database: Database, target: FeedTarget) -> None:
    await published(database)
    joint = [event for event in await in_feed(database, target) if event.kind is EventKind.JOINT]
    assert [(event.code, event.day, event.span) for event in joint] == [
        ("J01", day, SUMMER_CLOCK) if day < WINTER else ("J01-冬", day, WINTER_CLOCK) for day in MONDAYS
    ]
    assert max(Counter(event.uid for event in joint).values()) == 1


async def test_joined_again_and_published_every_event_stays_what_it_was(database: Database) -> None:
    await published(database)
    target = FeedTarget(FeedKind.CLASS, "乙校301")
    before = [(event.uid, event.day, event.span) for event in await in_feed(database, target)]
    await split(database, undo=True)
    revision = await publish_timetable(database, actor="教务处", now=NOW + timedelta(days=30))
    joint = [event for event in await in_feed(database, target) if event.kind is EventKind.JOINT]
    assert [(event.uid, event.day, event.span) for event in await in_feed(database, target)] == before
    assert ({event.code for event in joint}, len(revision.changes)) == ({"J01"}, 0)


async def test_what_if_is_asked_of_a_part_by_the_bells_of_its_days(database: Database) -> None:
    await stored(database, shifted())
    await split(database)
    await solved(database)
    before = await loaded(database)
    with ThreadPoolExecutor(1) as pool:
        asked = WhatIf(database, SolverWorkers(lambda _: pool, 1))
        told = {code: await asked.slots(code, None, None) for code in ("J01", "J01-冬")}
    here = {code: [one.slot for one in those.answer if one.here] for code, those in told.items()}
    assert here == {"J01": [Slot(1, 1)], "J01-冬": [Slot(1, 2)]}
    states = {
        code: {one.slot: one.state for one in those.answer if one.slot in (Slot(1, 1), Slot(1, 2))}
        for code, those in told.items()
    }
    assert states == {
        "J01": {Slot(1, 1): SlotState.OK, Slot(1, 2): SlotState.IMPOSSIBLE},
        "J01-冬": {Slot(1, 1): SlotState.IMPOSSIBLE, Slot(1, 2): SlotState.OK},
    }
    assert await loaded(database) == before
