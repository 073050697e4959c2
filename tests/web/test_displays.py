"""What a classroom display is told, and what it tells."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from calendars.spans import ClockSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.publishing.occurrences.published_events import Attendance, Named
from service.storage.displays import Heartbeat
from service.web.app import flush
from service.web.keys import ASSETS, FOLLOWER
from service.web.rendering.display_documents import poll_after
from tests.web.conftest import Client, Clock
from tests.web.memory_backing import DISPLAY, NOW, MemoryBacking, display_token, lesson

ADDRESS = f"/api/v1/displays/{display_token()}"
TODAY = date(2026, 9, 21)


async def _document(client: Client) -> dict[str, Any]:
    response = await client.get(ADDRESS)
    assert response.status == 200
    document: dict[str, Any] = json.loads(await response.read())
    return document


async def test_document_says_where_it_hangs_and_when_to_ask_again(client: Client) -> None:
    assert client.app is not None
    document = await _document(client)
    del document["lessons"]
    assert document == {
        "schema": 1,
        "revision": 3,
        "zone": "Asia/Shanghai",
        "campus": "白塘校区",
        "room": "同步教室",
        "class": "",
        "bell_offset_s": 0,
        "notices": [],
        "poll_after_s": poll_after(DISPLAY.id),
        "reload": client.app[ASSETS].version,
        "valid_until": "2026-10-05T00:00:00+08:00",
    }


async def test_received_lesson_names_lecturer_and_host(client: Client) -> None:
    assert (await _document(client))["lessons"] == [
        {
            "start": "2026-09-21T08:40:00+08:00",
            "end": "2026-09-21T09:20:00+08:00",
            "period": 1,
            "period_label": "第1节",
            "subject": "语文",
            "short": "语文",
            "lecturer": "城语文老师",
            "role": "receive",
            "partner": ["城北校区"],
            "classes": ["三(2)班"],
            "room": "同步教室",
            "topic": "",
            "status": "planned",
            "was": "",
            "note": "",
        }
    ]


async def test_document_holds_today_and_the_next_13_days(client: Client, backing: MemoryBacking) -> None:
    days = [TODAY + timedelta(days=offset) for offset in (-1, 0, 13, 14)]
    backing.events = tuple(lesson(day) for day in days)
    lessons = (await _document(client))["lessons"]
    assert [one["start"][:10] for one in lessons] == ["2026-09-21", "2026-10-04"]


async def test_moved_lesson_shows_where_it_was(client: Client, backing: MemoryBacking) -> None:
    before = lesson(TODAY)
    moved = replace(before, span=ClockSpan(600, 640), state=OccurrenceState.MOVED, before=before)
    backing.events = (moved,)
    (shown,) = (await _document(client))["lessons"]
    assert (shown["status"], shown["was"]) == ("moved", "原9月21日(周一) 08:40–09:20")


async def test_cancelled_lesson_stays_and_says_so(client: Client, backing: MemoryBacking) -> None:
    backing.events = (lesson(TODAY, state=OccurrenceState.CANCELLED),)
    assert [one["status"] for one in (await _document(client))["lessons"]] == ["cancelled"]


async def test_room_of_an_absent_campus_shows_nothing(client: Client, backing: MemoryBacking) -> None:
    host, near = lesson(TODAY).ends
    backing.events = (lesson(TODAY, ends=(host, replace(near, attendance=Attendance.ABSENT))),)
    assert (await _document(client))["lessons"] == []


async def test_host_room_names_the_receiving_campuses(client: Client, backing: MemoryBacking) -> None:
    host, near = lesson(TODAY).ends
    here = replace(host, place=near.place)
    there = replace(near, place=Named("elsewhere", "另一间"))
    backing.events = (lesson(TODAY, ends=(here, there)),)
    (shown,) = (await _document(client))["lessons"]
    assert (shown["role"], shown["partner"]) == ("host", ["白塘校区"])


async def test_unchanged_document_gets_304_with_the_time_of_the_server(client: Client) -> None:
    first = await client.get(ADDRESS)
    again = await client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status == 304
    assert "Date" in again.headers


async def test_new_day_makes_a_new_document(client: Client, clock: Clock) -> None:
    before = (await client.get(ADDRESS)).headers["ETag"]
    clock.now = NOW + timedelta(days=1)
    assert (await client.get(ADDRESS)).headers["ETag"] != before


async def test_last_document_is_served_for_days_without_a_database(
    start: Callable[[], Awaitable[Client]], backing: MemoryBacking, clock: Clock
) -> None:
    first = await start()
    before = await _document(first)
    await first.close()
    backing.gone = True
    clock.now = NOW + timedelta(days=3)
    assert await _document(await start()) == before


async def test_heartbeats_are_flushed(client: Client, backing: MemoryBacking) -> None:
    assert client.app is not None
    for revision in (2, 3):
        response = await client.post(f"{ADDRESS}/heartbeat", json={"revision": revision})
        assert response.status == 204
    await flush(client.app)
    assert backing.heartbeats == [Heartbeat("display-1", NOW, 3)]


@pytest.mark.parametrize("body", ["no JSON", '{"revision": "three"}'])
async def test_heartbeat_that_is_none_is_refused(client: Client, body: str) -> None:
    response = await client.post(f"{ADDRESS}/heartbeat", data=body)
    assert response.status == 400
    assert (await response.json())["code"] == "bad_request"


async def test_heartbeat_may_not_be_large(client: Client) -> None:
    response = await client.post(f"{ADDRESS}/heartbeat", data=b" " * 20_000)
    assert response.status == 413


async def test_displays_ask_at_different_times() -> None:
    waits = {poll_after(f"display-{number}") for number in range(100)}
    assert min(waits) >= 60
    assert max(waits) < 90
    assert len(waits) > 20


async def test_page_of_a_display_is_kept_for_a_month_and_holds_no_contents(client: Client) -> None:
    response = await client.get(f"/display/{display_token()}")
    page = await response.text()
    assert response.headers["Cache-Control"] == "private, max-age=31536000"
    assert "Set-Cookie" not in response.headers
    assert "同步教室" not in page
    assert client.app is not None
    assert f'content="{client.app[ASSETS].version}"' in page


async def test_page_of_an_unknown_display_is_not_found(client: Client) -> None:
    assert (await client.get(f"/display/{'a' * 32}")).status == 404


async def test_new_revision_reaches_the_display(client: Client, backing: MemoryBacking) -> None:
    assert client.app is not None
    await _document(client)
    backing.events = (lesson(TODAY, "数学"),)
    backing.commit()
    await client.app[FOLLOWER].look()
    assert [one["subject"] for one in (await _document(client))["lessons"]] == ["数学"]


async def test_a_substituted_lesson_shows_who_had_it(client: Client, backing: MemoryBacking) -> None:
    before = lesson(TODAY)
    backing.events = (replace(before, lecturer=Named("stands-in", "代老师"), before=before),)
    (shown,) = (await _document(client))["lessons"]
    assert (shown["status"], shown["lecturer"], shown["was"]) == ("moved", "代老师", "原城语文老师")


async def test_a_lesson_that_left_the_room_says_so(client: Client, backing: MemoryBacking) -> None:
    before = lesson(TODAY)
    host, near = before.ends
    alone = replace(near, attendance=Attendance.REVERTED, own_teachers=(Named("own", "白老师"),))
    backing.events = (replace(before, ends=(host, alone), before=before),)
    (shown,) = (await _document(client))["lessons"]
    assert (shown["status"], shown["was"], shown["note"]) == ("cancelled", "", "不在本教室上")
