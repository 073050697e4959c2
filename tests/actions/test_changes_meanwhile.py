"""What others do while somebody decides: only what could alter the decision makes it begin anew."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from service.actions.changing import change_occurrences, edit_week
from service.actions.changing.handle_incident import handle_incident
from service.actions.changing.report_incident import Reported, report_incident
from service.actions.publishing import publish_timetable
from service.actions.publishing.begin_week import begin_week
from service.actions.say_outcome import say_outcome
from service.domain.dated_changes import ChangeKind
from service.domain.teacher_page.incidents import IncidentKind
from service.domain.teacher_page.outcomes import OutcomeKind
from service.domain.week_edits.requests import CloseDays
from service.storage.change_log import ASIDE
from service.storage.database import Database
from tests.actions.test_change_occurrences import ASSISTANT, LATER, change_dates, ready, standing
from tests.actions.test_edit_week import MONDAY, ONE_DAY, edit
from tests.actions.test_publish_timetable import stored
from tests.districts import wish
from tests.domain.test_dated_states import CHINESE, DAY, JOINT, MUSIC, OTHER, change, move, substitute
from tests.publications import placed_district

#: 11:00 on the day of the joint lesson.
TAPPED = LATER.replace(month=9, day=14, hour=3)


async def tap(database: Database) -> None:
    """Everything that is told without the coordinator: an outcome, an incident, a week that begins."""
    lesson = (await standing(database))[JOINT, DAY]
    await say_outcome(database, lesson, ASSISTANT, OutcomeKind.COMPLETED, actor="page", now=TAPPED)
    down = Reported(IncidentKind.LINK_DOWN, ASSISTANT, lesson.uid, ONE_DAY[0], "")
    told = await report_incident(database, down, [lesson], actor="page", now=TAPPED)
    await handle_incident(database, told.id, actor="教务处", now=TAPPED)
    await begin_week(database, MONDAY, actor="service", now=TAPPED)


async def publish_again(database: Database) -> None:
    now = LATER + timedelta(days=1)
    await publish_timetable.publish_timetable(database, actor="教务处", now=now)


async def amend(database: Database) -> None:
    await change_dates(database, move(CHINESE, to_period=4))


async def close(database: Database) -> None:
    await edit(database, CloseDays(("乙小学",), ONE_DAY, "台风"), now=LATER)


#: What a coordinator does, and a step of its decision.
ACTS = [
    pytest.param(publish_again, publish_timetable, "publication", id="publish"),
    pytest.param(amend, change_occurrences, "names_in", id="amend"),
    pytest.param(close, edit_week, "edited_revisions", id="edit the week"),
]


@dataclass
class Meanwhile:
    """A step of a decision that is made in a thread: the first time something happens before it ends."""

    step: Callable[..., Any]
    happens: Callable[[], Awaitable[None]]
    loop: asyncio.AbstractEventLoop
    decided: int = field(default=0)

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.decided += 1
        if self.decided == 1:
            asyncio.run_coroutine_threadsafe(self._happens(), self.loop).result()
        return self.step(*given, **named)

    async def _happens(self) -> None:
        await self.happens()


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, module: Any, step: str, happens: Callable[[], Awaitable[None]]
) -> Meanwhile:
    slow = Meanwhile(getattr(module, step), happens, asyncio.get_running_loop())
    monkeypatch.setattr(module, step, slow)
    return slow


@pytest.mark.parametrize(("act", "module", "step"), ACTS)
async def test_what_teachers_tap_holds_nobody_up(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Database], Awaitable[None]],
    module: Any,
    step: str,
) -> None:
    await ready(database)
    await stored(database, placed_district(wish(), wish("J02", weekday=2)))
    slow = meanwhile(monkeypatch, module, step, lambda: tap(database))
    await act(database)
    assert slow.decided == 1


@pytest.mark.parametrize(("act", "module", "step"), ACTS)
async def test_what_another_coordinator_changed_is_decided_upon(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Database], Awaitable[None]],
    module: Any,
    step: str,
) -> None:
    await ready(database)
    await stored(database, placed_district(wish(), wish("J02", weekday=2)))

    async def another() -> None:
        slow.decided += 10  # its own decision is none of hers
        await change_dates(database, substitute(MUSIC, OTHER))
        slow.decided = 1

    slow = meanwhile(monkeypatch, module, step, another)
    await act(database)
    assert slow.decided == 2


async def test_what_was_shown_is_written_although_teachers_tapped(database: Database) -> None:
    await ready(database)
    request = CloseDays(("甲小学",), ONE_DAY, "台风")
    shown = await edit(database, request, dry_run=True)
    await tap(database)
    assert (await edit(database, request, seen=shown.seen)).written


@pytest.mark.parametrize("seen", ["", "what", "-1", "９9999999999999999999999"])
async def test_a_state_that_never_was_is_not_taken_for_the_one_shown(database: Database, seen: str) -> None:
    await ready(database)
    with pytest.raises(edit_week.SeenAnother):
        await edit(database, CloseDays(("甲小学",), ONE_DAY, "台风"), seen=seen)


async def test_a_tap_keeps_the_district_that_is_known(database: Database) -> None:
    await ready(database)

    async def known() -> object:
        async with database.reading() as store:
            return await database.known_district.read(store, None)

    before = await known()
    await tap(database)
    await change_dates(database, change(ChangeKind.REVERT))
    assert await known() is before


async def test_whatever_is_told_from_the_pages_is_known_to_be_aside(database: Database) -> None:
    await ready(database)
    async with database.reading() as store:
        number = await store.change_head()
    await tap(database)
    async with database.reading() as store:
        told = {entry.changed.kind for entry in await store.changes_since(number)}
    assert told == {"outcome", "incident", "week"}
    assert told <= ASIDE
