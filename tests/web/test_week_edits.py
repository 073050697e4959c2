"""Changing the week by date over HTTP, on both databases: shown, then done as it was shown."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from service.storage.database import Database
from service.web.handlers.openapi import document
from service.web.routing.routes import ROUTES
from tests.actions.test_publish_timetable import published, stored
from tests.districts import wish
from tests.publications import as_wished
from tests.web.conftest import Client
from tests.web.notice_documents import notice_document
from tests.web.test_calendar_page import NOTICE, client

__all__ = ["client"]  # a fixture
CLOSING = {"kind": "close", "campuses": ["乙小学"], "first": "2026-11-16", "reason": "台风"}


async def posted(client: Client, body: Any, etag: str | None = None, *, preview: bool = False) -> Any:
    headers = {"Accept-Language": "zh"} | ({} if etag is None else {"If-Match": etag})
    path = "/api/v1/week-edits" + ("?preview=true" if preview else "")
    return await client.post(path, data=json.dumps(body), headers=headers)


async def test_what_was_shown_is_done(client: Client, database: Database) -> None:
    shown = await posted(client, CLOSING, preview=True)
    said = await shown.json()
    assert (shown.status, said["written"]) == (200, False)
    assert [one["message"] for one in said["effects"]] == [
        "J01 音乐 三(1)班：转本班自上（11月16日(周一)）",
        "乙小学：4节校内课停上（11月16日(周一)）",
    ]
    done = await posted(client, CLOSING, shown.headers["ETag"])
    assert (done.status, (await done.json())["written"]) == (200, True)
    assert len((await published(database)).revisions) == 2


async def test_the_page_of_a_closed_day_has_one_line_for_its_lessons(
    client: Client,
) -> None:
    etag = (await posted(client, CLOSING, preview=True)).headers["ETag"]
    await posted(client, CLOSING, etag)
    page = await (await client.get("/revisions/2", headers={"Accept-Language": "zh"})).text()
    told = page.split(">乙小学 <span")[1].split("</section>")[0]
    rows = re.findall(r"<tr><th[^>]*>(.*?)</th><td[^>]*>(.*?)</td>.*?<td[^>]*>([^<]*)</td></tr>", told)
    assert [(re.sub("<ul.*|<[^>]*>", "", name), kind, days) for name, kind, days in rows] == [
        ("4节校内课", "停课：台风", "11月16日(周一)"),
        ("J01 音乐 三(1)班", "转本班自上", "11月16日(周一)"),
    ]
    assert told.count("<li>") == 4


async def test_it_is_done_once(client: Client, database: Database) -> None:
    """Sent again, it meets another state: 412, and nothing is written twice."""
    etag = (await posted(client, CLOSING, preview=True)).headers["ETag"]
    await posted(client, CLOSING, etag)
    again = await posted(client, CLOSING, etag)
    assert (again.status, (await again.json())["code"]) == (412, "seen_another")
    assert len((await published(database)).revisions) == 2


async def test_a_state_of_thousands_of_digits_is_another_one(client: Client) -> None:
    answer = await posted(client, CLOSING, "9" * 4400)
    assert (answer.status, (await answer.json())["code"]) == (412, "seen_another")


async def test_nothing_is_written_unseen(client: Client) -> None:
    answer = await posted(client, CLOSING)
    assert (answer.status, (await answer.json())["code"]) == (428, "if_match_missing")


@pytest.mark.parametrize(
    ("body", "lessons"),
    [
        ({**CLOSING, "start": "08:50", "end": "09:20", "grades": [3]}, {"goes": 2}),
        ({"kind": "follow", "campuses": ["全部"], "day": "2026-11-14", "weekday": 1}, {"comes": 9}),
        (
            {"kind": "follow", "campuses": ["甲小学"], "day": "2026-11-14", "follows": "2026-11-13"},
            {"comes": 7},
        ),
        ({"kind": "assign", "lesson": "J01", "since": "2026-12-28", "teacher": "师0"}, {"changed": 1}),
        ({"kind": "notice", "notice": json.loads(notice_document(NOTICE))}, {"goes": 14}),
    ],
)
async def test_each_kind_of_edit_is_understood(client: Client, body: Any, lessons: dict[str, int]) -> None:
    said = await (await posted(client, body, preview=True)).json()
    found: dict[str, int] = {}
    for one in said["effects"]:
        found[one["kind"]] = found.get(one["kind"], 0) + one["lessons"]
    assert found == lessons


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({**CLOSING, "campuses": ["丙小学"]}, 422, "本学期没有校区“丙小学”，现有：甲小学、乙小学"),
        ({**CLOSING, "campuses": []}, 422, "没有写明校区，现有：甲小学、乙小学"),
        ({**CLOSING, "grades": [3, 99]}, 422, "这些校区没有年级为99的班级，现有年级：3"),
        ({**CLOSING, "grades": [0]}, 422, "这些校区没有年级为0的班级，现有年级：3"),
        ({**CLOSING, "grades": [-1]}, 422, "这些校区没有年级为-1的班级，现有年级：3"),
        ({**CLOSING, "grades": []}, 422, "没有写明年级：全部年级请不写这一项，否则请从中选择：3"),
        ({**CLOSING, "first": "2026-11-02"}, 422, "过去的日子不再改变：请选今天或以后的日期。"),
        ({**CLOSING, "reopen": True}, 422, "本来就是这样，没有任何改变。"),
        ({"kind": "bells", "campuses": ["甲小学"], "season": "冬季", "since": "2026-12-01"}, 422,
         "该校区没有名为“冬季”的作息，已有：全年"),
        ({"kind": "bells", "campuses": ["甲小学"], "undo": True}, 422, "本来就是这样，没有任何改变。"),
        ({"kind": "bells", "campuses": ["甲小学"], "season": "全年"}, 400, "无法理解这个请求。"),
        ({"kind": "bells", "campuses": ["甲小学"], "season": "全年",
          "since": "2026-12-08", "until": "2026-12-01"},
         422, "最后一天11月30日(周一)早于第一天12月8日(周二)。"),
        ({"kind": "bells", "campuses": ["甲小学"], "season": "全年",
          "since": "2026-12-08", "until": "0001-01-01"},
         422, "最后一天1月1日(周一)早于第一天12月8日(周二)。"),
        ({**CLOSING, "last": "2026-11-15"}, 422, "最后一天11月15日(周日)早于第一天11月16日(周一)。"),
        ({"kind": "follow", "campuses": ["甲小学"], "day": "2026-11-14", "weekday": -1}, 400,
         "无法理解这个请求。"),
        ({"kind": "follow", "campuses": ["甲小学"], "day": "2026-11-14", "follows": "9999-12-31"}, 422,
         "9999-12-31不在本学期内，本学期的第一天和最后一天是：2026-09-01、2027-01-22。"),
        ({"kind": "follow", "campuses": ["甲小学"], "day": "2026-11-14", "follows": "2025-10-16"}, 422,
         "2025-10-16不在本学期内，本学期的第一天和最后一天是：2026-09-01、2027-01-22。"),
        ({"kind": "close"}, 400, "无法理解这个请求。"),
        ({**CLOSING, "colour": "red"}, 400, "无法理解这个请求。"),
        ({**CLOSING, "start": "10:00"}, 400, "无法理解这个请求。"),
        ({**CLOSING, "end": "10:00"}, 400, "无法理解这个请求。"),
        ({**CLOSING, "start": "10:00", "end": ""}, 400, "无法理解这个请求。"),
        ({**CLOSING, "start": "10:00", "end": "09:00"}, 400, "无法理解这个请求。"),
        ({"kind": "notice", "notice": {}}, 400, "notice 不是放假通知：缺少 year 一项。"),
    ],
)  # fmt: skip
async def test_what_cannot_be_done_is_a_problem_in_words(
    client: Client, body: Any, status: int, detail: str
) -> None:
    answer = await posted(client, body, preview=True)
    assert (answer.status, (await answer.json())["detail"]) == (status, detail)


async def test_the_errors_it_would_bring_are_named(client: Client, database: Database) -> None:
    """Whoever teaches another class in that period is to assist."""
    async with database.reading() as store:
        district = await store.load_district()
    assert district is not None
    busy = next(
        lesson.teacher_id
        for lesson in district.home_lesson.values()
        if (lesson.class_id, lesson.weekday, lesson.period) == ("yi-302", 1, 2) and lesson.teacher_id
    )
    await stored(database, as_wished(replace(district, joint_lessons=(wish(period=2),))))
    name = district.person[busy].name
    body = {"kind": "assign", "lesson": "J01", "since": "2026-12-28", "campus": "乙小学", "teacher": name}
    etag = (await posted(client, body, preview=True)).headers["ETag"]
    said = await (await posted(client, body, etag)).json()
    assert said["code"] == "edit_refused"
    assert said["detail"].startswith("这样改会带来新的错误，没有写入。 ")
    assert name in said["detail"]


async def test_the_calendar_as_data(client: Client) -> None:
    said = await (await client.get("/api/v1/calendar")).json()
    assert [(year["year"], year["known"]) for year in said["years"]][:2] == [(2027, False), (2026, True)]
    assert said["open"] == []


async def test_a_term_that_is_not_there_is_not_found(client: Client) -> None:
    path = "/api/v1/week-edits?preview=true&term=2031春"
    async with client.post(path, data=json.dumps(CLOSING)) as answer:
        assert (answer.status, (await answer.json())["code"]) == (404, "not_found")


def test_the_shapes_of_edits_are_described() -> None:
    body = document(ROUTES)["paths"]["/api/v1/week-edits"]["post"]["requestBody"]
    kinds = body["content"]["application/json"]["schema"]["discriminator"]["mapping"]
    assert list(kinds) == ["close", "follow", "bells", "assign", "notice"]
