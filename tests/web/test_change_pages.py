"""The pages of dated changes, on a real database: what was previewed is done once."""

import json
import re
from html import unescape
from typing import Any

import pytest

from service.storage.database import Database
from tests.actions.test_publish_timetable import published
from tests.domain.test_dated_states import CHINESE, DAY, MATHS
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
    assert response.status == 200
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', await response.text())
    return {name: unescape(value) for name, value in found}


async def confirmed(client: Client, form: dict[str, str]) -> str:
    """Where the act is shown after it is confirmed."""
    response = await client.post("/changes/apply", data=form, allow_redirects=False)
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
