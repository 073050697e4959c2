"""The pages of dated changes, on a real database: what was previewed is done once."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest

from service.domain.dated_changes import ChangeKind
from service.storage.database import Database
from tests.actions.test_publish_timetable import published
from tests.domain.test_dated_states import CHINESE, DAY, JOINT, MATHS
from tests.web.conftest import Client
from tests.web.test_dated_api import client, sent

__all__ = ["client"]

SWAP = {
    "kind": "swap",
    "lesson": CHINESE,
    "date": f"{DAY}",
    "swap_lesson": MATHS,
    "swap_date": f"{DAY}",
}


async def form_of(client: Client, path: str, given: dict[str, str]) -> dict[str, str]:
    """The hidden fields of the form that confirms what a page shows."""
    response = await client.post(path, data=given)
    return hidden_in(await response.text())


def hidden_in(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


async def confirmed(client: Client, form: dict[str, str], path: str = "/changes/apply") -> str:
    """Where the act is shown after it is confirmed."""
    response = await client.post(path, data=form, allow_redirects=False)
    assert response.status == 303
    return response.headers["Location"]


@pytest.mark.parametrize("again", [1, 2])
async def test_a_swap_confirmed_by_a_double_tap_is_one_swap(
    client: Client, database: Database, again: int
) -> None:
    form = await form_of(client, "/changes/preview", {"change": json.dumps([SWAP]), "reason": "调研"})
    first = await confirmed(client, form)
    assert [await confirmed(client, form) for _ in range(again)] == [first] * again
    assert len((await published(database)).amendments) == 1


async def test_the_same_previewed_again_is_another_act(client: Client, database: Database) -> None:
    acts: list[Any] = []
    for _ in range(2):
        form = await form_of(client, "/changes/preview", {"change": json.dumps([SWAP])})
        acts.append(await confirmed(client, form))
    assert acts[0] != acts[1]
    assert len((await published(database)).amendments) == 2
    assert (await sent(client, "/api/v1/changes?preview=1", {"changes": [SWAP]}))["written"] is False


async def test_a_cancellation_is_warned_of_before_it_is_made_and_made_all_the_same(client: Client) -> None:
    cancel = {"kind": "cancel", "lesson": JOINT, "date": f"{DAY}"}
    looked = await client.post("/changes/preview", data={"change": json.dumps([cancel])})
    page = await looked.text()
    assert "left without a lesson: 甲小学 三(1)班, 乙小学 三(1)班" in page
    act = await sent(client, "/api/v1/changes", {"changes": [cancel]})
    assert [(one["code"], one["severity"]) for one in act["findings"]] == [("cancelled_in_school", "warning")]
    assert act["written"] is True


async def test_a_leave_settled_by_a_double_tap_is_one_act(client: Client, database: Database) -> None:
    response = await client.get(f"/leave?who={quote('师2')}&from={DAY}")
    form = hidden_in(await response.text())
    first = await confirmed(client, {**form, "answer-1": "2"}, "/leave")
    assert await confirmed(client, {**form, "answer-1": "2"}, "/leave") == first
    other = await client.post("/leave", data={**form, "answer-1": "1"}, allow_redirects=False)
    assert (other.status, "changed since this was shown" in await other.text()) == (200, True)
    assert len((await published(database)).amendments) == 1


async def test_what_is_in_force_stands_by_its_dates_whichever_was_made_first(client: Client) -> None:
    for day in ("2026-09-28", "2026-09-21"):
        await sent(client, "/api/v1/changes", {"changes": [{"kind": "cancel", "lesson": JOINT, "date": day}]})
    page = await (await client.get("/changes")).text()
    listed = page[page.index('id="force-title"') :]
    assert listed.index("Mon 21 Sep") < listed.index("Mon 28 Sep")


def open_move(page: str) -> str:
    """What the lesson's page sends for a move to a time that is given by hand."""
    return next(
        value
        for value in map(unescape, re.findall(r'name="change" value="([^"]*)"', page))
        if [(one["kind"], one["to_date"], one["to_period"]) for one in json.loads(value)]
        == [("move", None, None)]
    )


async def test_what_is_cancelled_is_made_up_and_nothing_else(client: Client) -> None:
    titles = []
    for _ in range(2):
        page = await (await client.get(f"/changes/lesson?lesson={CHINESE}&day={DAY}")).text()
        titles.append(re.findall(r'<h2 id="group-\d+">([^<]+)</h2>', page)[-4:])
        cancel = {"kind": "cancel", "lesson": CHINESE, "date": f"{DAY}"}
        await client.post("/api/v1/changes", json={"changes": [cancel]}, headers={"Idempotency-Key": "1"})
    assert titles == [
        ["Swap it with", "Another day or time", "Another room", "Otherwise"],
        ["Make it up", "Swap it with", "Another day or time", "Another room"],
    ]


@pytest.mark.parametrize(
    ("given", "to"),
    [
        ({"to_date": "2026-09-16", "to_period": "4"}, ("2026-09-16", 4, None, None)),
        (
            {"to_date": "2026-09-16", "to_start": "10:50", "to_end": "11:30"},
            ("2026-09-16", None, "10:50", "11:30"),
        ),
    ],
)
async def test_a_lesson_moves_to_a_time_that_is_given_by_hand(
    client: Client, database: Database, given: dict[str, str], to: tuple[object, ...]
) -> None:
    page = await (await client.get(f"/changes/lesson?lesson={JOINT}&day={DAY}")).text()
    form = await form_of(client, "/changes/preview", {"change": open_move(page), **given})
    (move,) = json.loads(form["change"])
    assert tuple(move[name] for name in ("to_date", "to_period", "to_start", "to_end")) == to
    await confirmed(client, form)
    ((made,),) = [act.added for act in (await published(database)).amendments]
    assert made.kind is ChangeKind.MOVE


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Say to which day, period or time."),
        ({"to_date": "nextweek"}, "Say to which day, period or time."),
        ({"to_start": "16:00"}, "Say when it begins and when it ends."),
        ({"to_start": "16:00", "to_end": "15:00"}, "The time has to end after it begins."),
        ({"to_date": "2026-09-16", "to_period": "40"}, "has no such period"),
        ({"to_date": "2026-09-16", "to_period": "3"}, "It cannot be done so: it would bring new clashes"),
    ],
)
async def test_a_time_given_by_hand_is_refused_as_by_the_command(
    client: Client, database: Database, given: dict[str, str], said: str
) -> None:
    page = await (await client.get(f"/changes/lesson?lesson={JOINT}&day={DAY}")).text()
    looked = await (await client.post("/changes/preview", data={"change": open_move(page), **given})).text()
    assert (said in looked, "/changes/apply" in looked) == (True, False)
    assert unescape(looked).count(f'href="/changes/lesson?lesson={JOINT}&day={DAY}"') == 1
    assert (await published(database)).amendments == ()
