"""The commands about teachers' pages, on a published database."""

import asyncio
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from calendars.spans import DateSpan
from service import clock
from service.actions.changing.ask_dates import published as published_term
from service.actions.changing.report_incident import Reported, report_incident
from service.actions.publishing.publish_timetable import publish_timetable
from service.cli import main
from service.domain.identity import CommunityId, JointLessonId, PersonId
from service.domain.teacher_page.incidents import IncidentKind
from service.storage.database import Database
from tests.web.districts import TERM, with_posts
from tests.web.memory_backing import NOW

HER = PersonId("near-语文")
DAYS = DateSpan.of(date(2026, 9, 22), date(2026, 9, 23))


async def _publish(url: str) -> None:
    async with await Database.open(url) as database:
        async with database.writing(None, TERM, "test", NOW) as store:
            await store.save_district(None, with_posts())
        await publish_timetable(database, from_day=date(2026, 9, 21), actor="test", now=NOW)


async def _report(url: str, days: DateSpan = DAYS) -> str:
    async with await Database.open(url) as database:
        reported = Reported(IncidentKind.LEAVE, HER, "", days, "发烧")
        return (await report_incident(database, reported, [], actor="page", now=NOW)).id


@pytest.fixture
def published(sqlite_url: str) -> str:
    asyncio.run(_publish(sqlite_url))
    return sqlite_url


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_each_teacher_has_a_page(published: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = _json(capsys, "pages", "--database", published)["pages"]
    assert len({row["address"] for row in rows}) == len(rows) == 9
    assert all("/page/" in row["address"] for row in rows)


def test_a_revoked_page_has_no_address(published: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = _json(capsys, "pages", "--database", published)["pages"]
    _json(capsys, "feeds", "--database", published, "--revoke", before[0]["name"])
    after = _json(capsys, "pages", "--database", published)["pages"]
    assert after == [{**before[0], "address": None}, *before[1:]]
    assert main(["pages", "--database", published]) == 0
    assert f"{before[0]['name']}  已停用，没有地址\n" in capsys.readouterr().out


def test_reports_are_listed_until_they_are_handled(
    published: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asyncio.run(_report(published))
    (row,) = _json(capsys, "incidents", "--database", published)["incidents"]
    assert (row["id"], row["kind"], row["teacher"], row["first"], row["last"], row["note"]) == (
        (told, "leave", "白语文老师", "2026-09-22", "2026-09-23", "发烧")
    )
    assert _json(capsys, "incidents", "--database", published, "--handled", told) == {"incidents": []}
    (row,) = _json(capsys, "incidents", "--database", published, "--all")["incidents"]
    assert row["handled_by"] == "command line"
    assert main(["incidents", "--database", published, "--handled", told]) == 1
    assert capsys.readouterr().err == f"没有待处理的报告 {told}。\n"


def test_a_report_is_a_line_for_people(
    published: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=60))
    told = asyncio.run(_report(published))
    assert main(["incidents", "--database", published]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{told}  请假：白语文老师，9月22日(周二) – 9月23日(周三)（9月21日 08:30报） 发烧",
        "共1条。",
    ]


def test_under_a_report_stands_the_command_that_answers_it(
    published: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    told = asyncio.run(_report(published, DateSpan.of(date(2026, 9, 21), date(2026, 9, 23))))
    ready = f"tongke leave 白语文老师 2026-09-21 2026-09-23 --incident {told}"
    assert main(["incidents", "--database", published]) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"   {ready}"
    assert main([*ready.split()[1:], "--apply", "--database", published]) == 0
    capsys.readouterr()
    assert _json(capsys, "incidents", "--database", published) == {"incidents": []}


async def _publish_with_a_second_community(url: str) -> str:
    """Both have a lesson of the same code; the id of her report that the link of the first's is down."""
    whole = with_posts()
    (first,), (lesson,) = whole.communities, whole.joint_lessons
    south = replace(first, id=CommunityId("south"), name="城南教共体")
    other = replace(
        lesson, id=JointLessonId("joint-south"), community_id=south.id, wished=None, placements=()
    )
    both = replace(whole, communities=(first, south), joint_lessons=(lesson, other))
    day = date(2026, 9, 21)
    async with await Database.open(url) as database:
        async with database.writing(None, TERM, "test", NOW) as store:
            await store.save_district(None, both)
        await publish_timetable(database, community=first.id, from_day=day, actor="test", now=NOW)
        known = await published_term(database, NOW, None)
        (event,) = (one for one in known.term.standing_on({day}) if one.lesson_id == lesson.id)
        told = Reported(IncidentKind.LINK_DOWN, HER, event.uid, DateSpan.of(day, day), "")
        return (await report_incident(database, told, [event], actor="page", now=NOW)).id


def test_of_a_code_that_two_communities_have_the_command_says_whose(
    sqlite_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    told = asyncio.run(_publish_with_a_second_community(sqlite_url))
    (row,) = _json(capsys, "incidents", "--database", sqlite_url)["incidents"]
    assert row["command"] == (
        f"tongke change revert J01 2026-09-21 --community 城北教共体 --campus 白塘校区 --incident {told}"
    )
    assert main([*row["command"].split()[1:], "--database", sqlite_url]) == 0
    capsys.readouterr()
    assert _json(capsys, "incidents", "--database", sqlite_url) == {"incidents": []}


def test_nothing_said_of_a_lesson_that_is_over_is_unknown(
    published: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = _json(capsys, "outcomes", "--database", published, "--from", "2026-09-21")["outcomes"]
    held = (clock.now() - timedelta(days=1)).date() >= date(2026, 9, 21)
    assert [(row["date"], row["campus"], row["outcome"], row["awaited"]) for row in rows[:2]] == (
        [("2026-09-21", "白塘校区", "unknown", False), ("2026-09-21", "柳河教学点", "unknown", False)]
        if held
        else []
    )


def test_a_meeting_and_a_telephone_are_set_and_never_repeated(
    published: str, capsys: pytest.CaptureFixture[str]
) -> None:
    link = ["--link", "https://m.example/1", "--number", "555 444"]
    assert main(["meeting", "J01", *link, "--database", published]) == 0
    assert main(["meeting", "J01", "--link", "555 444", "--database", published]) == 1
    assert main(["phone", "白塘校区", "0713-8888", "--database", published]) == 0
    said = capsys.readouterr()
    assert [one for one in ("m.example", "555 444", "0713-8888") if one in said.out + said.err] == []
    assert _json(capsys, "meeting", "J01", "--database", published) == {"lesson": "J01", "known": False}
    assert _json(capsys, "phone", "白塘校区", "--database", published) == {"name": "白塘校区", "known": False}


@pytest.mark.parametrize("arguments", [["meeting", "J09", "--number", "1"], ["phone", "某校", "1"]])
def test_what_there_is_not_is_named(
    published: str, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main([*arguments, "--database", published]) == 1
    assert arguments[1] in capsys.readouterr().err


def test_nobody_misses_a_change_after_the_first_publication(
    published: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = _json(capsys, "freshness", "--database", published)["subscriptions"]
    assert {(row["unseen"], row["saw"]) for row in rows} == {(0, None)}
