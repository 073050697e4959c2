"""The page of the calendar on both databases: a notice and answers are shown first, then written."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from aiohttp import FormData
from pytest_aiohttp.plugin import AiohttpClient

from calendars.closures import HolidayYear, NoticeDay
from service.exchange.holiday_notices import notice_of
from service.storage.database import Database
from service.web.app import Options, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.web.desks.calendar_desk import CalendarDesk
from tests.actions.test_publish_timetable import first_published, published
from tests.states import begun
from tests.web.conftest import Client
from tests.web.notice_documents import notice_document

NOW = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
NOTICE = HolidayYear.of(
    2027,
    [NoticeDay(date(2027, 1, 1), "元旦", off=True), NoticeDay(date(2026, 12, 26), "", off=False)],
    "国办发明电〔2026〕0号",
)


@pytest.fixture
async def client(database: Database, tmp_path: Path, aiohttp_client: AiohttpClient) -> AsyncIterator[Client]:
    await begun(database, first_published)
    options = Options(spool=tmp_path, clock=lambda: NOW)
    backing = DatabaseBacking(database, "secret", lambda: NOW)
    yield await aiohttp_client(make_app(backing, options, None, CalendarDesk(database, lambda: NOW)))
    backing.close()


async def sent(client: Client, **fields: str | bytes) -> str:
    """The page that a form leads to: a POST leads on to an address, so that Back never sends it again."""
    form = FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value, filename="2027.json" if isinstance(value, bytes) else None)
    async with client.post("/calendar", data=form, allow_redirects=False) as answer:
        assert answer.status == 303
        return await shown_at(client, answer.headers["Location"])


async def shown_at(client: Client, address: str) -> str:
    async with client.get(address) as answer:
        assert answer.status == 200
        return await answer.text()


async def asked(client: Client, **fields: str) -> str:
    """The page on which a campus's answer is shown."""
    return await shown_at(client, f"/calendar?{urlencode({'kind': 'follow', **fields})}")


def hidden(page: str) -> dict[str, str]:
    """The fields of the form that confirms what is shown."""
    shown = page.split('id="edit-title"')[1].split("</form>", maxsplit=1)[0]
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown)
    return {name: value.replace("&#34;", '"') for name, value in fields}


def answered(page: str) -> list[tuple[str, str, str, str]]:
    """Campus, day and answer of each row of the answers, and what its form has chosen."""
    table = page.partition('id="answers-title"')[2]
    return [
        (campus, day, follows, (re.findall(r'value="([^"]+)" selected', form) or [""])[0])
        for campus, day, follows, form in re.findall(
            r'<th scope="row">(.*?)</th>\s*<td [^>]*data-name="日期">(.*?)</td>\s*'
            r'<td data-name="上哪天的课">(.*?)</td>(.*?)</tr>',
            table.partition("</table>")[0],
            re.DOTALL,
        )
    ]


async def test_a_notice_is_shown_first_and_written_when_it_is_confirmed(
    client: Client, database: Database
) -> None:
    shown = await sent(client, file=notice_document(NOTICE).encode())
    assert "<strong>2027年放假通知</strong>" in shown
    assert "甲小学：7节校内课停上（1月1日(周五)）" in shown
    assert len((await published(database)).revisions) == 1
    page = await sent(client, **hidden(shown))
    assert len((await published(database)).revisions) == 2
    assert re.findall(r'data-name="日期">(12月26日[^<]*)</td>', page) == ["12月26日(周六)"] * 2


async def test_a_campus_answers_what_its_make_up_day_follows(client: Client) -> None:
    await sent(client, **hidden(await sent(client, file=notice_document(NOTICE).encode())))
    day = {"term": "2026秋", "day": "2026-12-26"}
    shown = await asked(client, **day, campuses="甲小学", follows="1")
    assert "<strong>甲小学：12月26日(周六)上周一的课</strong>" in shown
    assert "甲小学：增加4节校内课（12月26日(周六)）" in shown
    page = await sent(client, **hidden(shown))
    questions = page.partition('id="answers-title"')[0]
    assert re.findall(r'name="campuses" value="([^"]*)"', questions) == ["乙小学"]
    page = await sent(client, **hidden(await asked(client, **day, campuses="乙小学", follows="closed")))
    assert 'id="questions-title"' not in page


async def test_an_answer_can_be_given_otherwise_and_taken_back(client: Client) -> None:
    await sent(client, **hidden(await sent(client, file=notice_document(NOTICE).encode())))
    day = {"term": "2026秋", "day": "2026-12-26", "campuses": "甲小学"}
    page = await sent(client, **hidden(await asked(client, **day, follows="closed")))
    assert answered(page) == [("甲小学", "12月26日(周六)", "停课", "closed")]
    shown = await asked(client, **day, follows="1")
    assert "甲小学：增加4节校内课（12月26日(周六)）" in shown
    page = await sent(client, **hidden(shown))
    assert answered(page) == [("甲小学", "12月26日(周六)", "周一", "1")]
    page = await sent(client, **hidden(await asked(client, **day, follows="date", date="2026-12-25")))
    assert answered(page) == [("甲小学", "12月26日(周六)", "12月25日(周五)", "date")]
    for _ in range(3):
        page = await sent(client, **hidden(await asked(client, **day, follows="undo")))
    assert (answered(page), 'id="questions-title"' in page) == ([], True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "请选上哪天的课。"),
        ({"follows": "date"}, "请填上哪个日期的课。"),
        ({"follows": "1", "date": "2026-12-24"}, "另外还填了日期"),
    ],
)
async def test_an_answer_that_says_nothing_or_two_things_is_asked_again(
    client: Client, fields: dict[str, str], said: str
) -> None:
    page = await asked(client, day="2026-12-26", campuses="甲小学", **fields)
    assert said in page
    assert 'id="edit-title"' not in page


async def test_nothing_is_chosen_before_somebody_chooses(client: Client) -> None:
    page = await sent(client, **hidden(await sent(client, file=notice_document(NOTICE).encode())))
    first = re.findall(r'<select name="follows" required[^>]*>\s*<option value="">([^<]*)<', page)
    assert first == ["请选择", "请选择"]


async def test_what_is_chosen_stays_chosen_in_its_row_while_it_is_shown(client: Client) -> None:
    await sent(client, **hidden(await sent(client, file=notice_document(NOTICE).encode())))
    day = {"term": "2026秋", "day": "2026-12-26", "campuses": "甲小学"}
    page = await asked(client, **day, follows="date", date="2026-12-25")
    rows = page.partition('id="questions-title"')[2].partition("</table>")[0]
    assert re.findall(r'value="([^"]+)" selected', rows) == ["date"]
    assert re.findall(r'type="date" name="date" value="([^"]*)"', rows) == ["2026-12-25", ""]
    await sent(client, **hidden(await asked(client, **day, follows="closed")))
    assert [chosen for *_, chosen in answered(await asked(client, **day, follows="1"))] == ["1"]
    assert [chosen for *_, chosen in answered(await asked(client, **day, follows="undo"))] == ["closed"]


async def test_a_notice_that_is_not_kept_any_more_is_asked_for_again(client: Client) -> None:
    assert "这份文件已不在了，请重新交一次。" in await shown_at(client, "/calendar?notice=gone")


async def test_what_was_shown_before_something_changed_is_shown_anew(client: Client) -> None:
    shown = hidden(await sent(client, file=notice_document(NOTICE).encode()))
    await sent(client, **shown)
    assert "在您查看之后有过改动，没有写入。" in await sent(client, **shown)


async def test_a_file_that_is_no_notice_is_refused_in_words(client: Client) -> None:
    assert "2027.json 不是放假通知：缺少 year 一项。" in await sent(client, file=b"{}")


async def test_an_address_that_no_form_makes_is_a_bad_request(client: Client) -> None:
    async with client.get("/calendar?kind=follow&campuses=甲小学&follows=1&day=now") as answer:
        assert answer.status == 400


def test_a_notice_without_papers_is_called_as_its_file() -> None:
    assert notice_of(notice_document(replace(NOTICE, source="")), "2027.json").source == "2027.json"


def test_a_notice_comes_back_from_its_document() -> None:
    assert notice_of(notice_document(NOTICE), "2027.json") == NOTICE
