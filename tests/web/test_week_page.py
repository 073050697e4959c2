"""The page of closures and lasting changes on both databases: shown first, then done as it was shown."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from calendars.bells import BellBook, BellSchedule
from calendars.spans import DateSpan
from service.storage.database import Database
from tests.actions.test_publish_timetable import published, stored
from tests.districts import HOST, bells, wish
from tests.publications import as_wished
from tests.web.conftest import Client
from tests.web.test_calendar_page import client

__all__ = ["client"]  # a fixture
CLOSING = {"kind": "close", "campuses": "乙小学", "first": "2026-11-16", "reason": "台风"}


async def shown(client: Client, fields: dict[str, str] | str) -> str:
    """The page at an address, or with a form's fields."""
    address = fields if isinstance(fields, str) else f"/week?{urlencode(fields)}"
    async with client.get(address) as answer:
        assert answer.status == 200
        return await answer.text()


def confirming(page: str) -> dict[str, str]:
    """The fields of the form that does what is shown."""
    form = page.split('id="edit-title"')[1].split("</form>", maxsplit=1)[0]
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    }


async def posted(client: Client, fields: dict[str, str]) -> str:
    """Where a confirmed form leads to."""
    async with client.post("/week", data=fields, allow_redirects=False) as answer:
        assert answer.status == 303
        return answer.headers["Location"]


async def done(client: Client, fields: dict[str, str]) -> str:
    return await shown(client, await posted(client, confirming(await shown(client, fields))))


def take_backs(page: str) -> list[tuple[str, dict[str, str]]]:
    """What stands, and what taking it back asks."""
    found = re.findall(r"<li><span>([^<]*)</span> <a href=\"([^\"]*)\"", page)
    return [(text, dict(parse_qsl(urlsplit(unescape(address)).query))) for text, address in found]


@pytest.mark.parametrize(
    ("fields", "asked", "line"),
    [
        (CLOSING, "乙小学：11月16日(周一)停课：台风", "乙小学：4节校内课停上（11月16日(周一)）"),
        (
            {**CLOSING, "last": "2026-11-17", "grades": "3", "start": "08:00", "end": "09:00"},
            "乙小学：11月16日(周一)–17日(周二)停课（三年级 08:00–09:00）：台风",
            "乙小学：8节校内课停上（共2天，11月16日(周一)至11月17日(周二)）",
        ),
        (
            {"kind": "follow", "campuses": "甲小学", "day": "2026-11-14", "follows": "1"},
            "甲小学：11月14日(周六)上周一的课",
            "甲小学：增加4节校内课（11月14日(周六)）",
        ),
        (
            {
                "kind": "follow",
                "campuses": "甲小学",
                "day": "2026-11-14",
                "follows": "date",
                "date": "2026-11-13",
            },
            "甲小学：11月14日(周六)上11月13日(周五)的课",
            "甲小学：增加7节校内课（11月14日(周六)）",
        ),
        (
            {"kind": "assign", "lesson": "三(1)班 语文", "campus": "甲小学", "teacher": "师1"}
            | {"since": "2026-12-28"},
            "三(1)班 语文 甲小学：12月28日(周一)起由师1老师接任",
            "",
        ),
    ],
)
async def test_what_is_asked_is_said_with_what_it_changes(
    client: Client, database: Database, fields: dict[str, str], asked: str, line: str
) -> None:
    page = await shown(client, fields)
    assert f"<strong>{asked}</strong>" in page
    assert line in page
    assert len((await published(database)).revisions) == 1


async def test_what_was_shown_is_done_and_leads_to_an_address(client: Client, database: Database) -> None:
    fields = confirming(await shown(client, CLOSING))
    page = await shown(client, await posted(client, fields))
    assert 'id="done-title"' in page
    assert len((await published(database)).revisions) == 2
    assert "第2版，11月16日(周一)起执行。" in page


async def test_a_closure_is_taken_back_from_the_list(client: Client, database: Database) -> None:
    ((text, asked),) = take_backs(await done(client, CLOSING))
    assert text == "乙小学：11月16日(周一)停课：台风"
    page = await done(client, asked)
    assert "恢复上课：乙小学：11月16日(周一)停课：台风" in page
    assert take_backs(page) == []
    assert len((await published(database)).revisions) == 3


async def test_another_day_s_lessons_are_taken_back_from_the_list(client: Client) -> None:
    page = await done(client, {"kind": "follow", "campuses": "全部", "day": "2026-11-14", "follows": "1"})
    ((text, asked),) = take_backs(page)
    assert text == "甲小学、乙小学：11月14日(周六)上周一的课"
    asked = {**asked, "campuses": "全部"}
    assert take_backs(await done(client, asked)) == []


async def test_a_day_of_nobody_s_lessons_is_said_as_such(client: Client) -> None:
    page = await done(
        client, {"kind": "follow", "campuses": "甲小学", "day": "2026-11-16", "follows": "closed"}
    )
    assert "<strong>甲小学：11月16日(周一)停课</strong>" in page
    assert [text for text, _ in take_backs(page)] == ["甲小学：11月16日(周一)停课"]


async def with_winter_bells(database: Database, *laid: DateSpan) -> None:
    """A campus that knows bells of winter, which on some days lie upon its own, one upon the other."""
    async with database.reading() as store:
        district = await store.load_district()
    assert district is not None
    last_year = DateSpan(date(2026, 1, 1), date(2026, 2, 1))
    winter = BellSchedule("冬季", bells(10), last_year)
    upon = tuple(replace(winter, valid=days, layer=layer) for layer, days in enumerate(laid, 1))
    terms = tuple(
        replace(entry, bells=BellBook((*entry.bells.schedules, winter, *upon)))
        if entry.campus_id == HOST
        else entry
        for entry in district.campus_terms
    )
    await stored(database, replace(district, campus_terms=terms))


async def test_other_bells_are_taken_back_from_the_list(client: Client, database: Database) -> None:
    await with_winter_bells(database)
    ringing = {"kind": "bells", "campuses": "甲小学", "season": "冬季", "since": "2026-11-16"}
    ((text, asked),) = take_backs(await done(client, {**ringing, "last": "2026-11-20"}))
    assert text == "甲小学：11月16日(周一)至11月20日(周五)改用“冬季”作息"
    page = await done(client, asked)
    assert "<strong>甲小学：11月16日(周一)起收回上一次对作息的决定</strong>" in page
    assert take_backs(page) == []


async def test_bells_that_have_begun_are_listed_and_taken_back_from_today_on(
    client: Client, database: Database
) -> None:
    """Today is Tuesday, 10 November: what rang until yesterday stays."""
    await with_winter_bells(database, DateSpan(date(2026, 11, 2), None))
    page = await shown(client, "/week")
    ((text, asked),) = take_backs(page)
    assert text == "甲小学：11月2日(周一)起改用“冬季”作息"
    assert "<li>甲小学：“冬季”</li>" in page
    page = await done(client, asked)
    assert take_backs(page) == []
    assert "<li>甲小学、乙小学：“全年”</li>" in page
    async with database.reading() as store:
        district = await store.load_district()
    assert district is not None
    book = district.calendars[HOST].bells
    rung = [found.name for day in (9, 10) if (found := book.on(date(2026, 11, day), None)) is not None]
    assert rung == ["冬季", "全年"]


async def test_of_bells_laid_upon_each_other_the_last_is_taken_back_first(
    client: Client, database: Database
) -> None:
    """What is over is not listed, and is not what is taken back."""
    begun = DateSpan(date(2026, 11, 2), date(2026, 11, 21))
    coming = DateSpan(date(2026, 12, 7), date(2026, 12, 12))
    await with_winter_bells(database, begun, coming, DateSpan(date(2026, 10, 12), date(2026, 10, 17)))
    page = await shown(client, "/week")
    assert re.findall("甲小学：1[^<]*作息(?=</span>)", page) == [
        "甲小学：11月2日(周一)至11月20日(周五)改用“冬季”作息",
        "甲小学：12月7日(周一)至12月11日(周五)改用“冬季”作息",
    ]
    assert (
        "<li>甲小学：“冬季”；11月21日(周六)起“全年”；12月7日(周一)起“冬季”；12月12日(周六)起“全年”</li>"
        in page
    )
    ((last, asked),) = take_backs(page)
    assert last == "甲小学：12月7日(周一)至12月11日(周五)改用“冬季”作息"
    ((last, _),) = take_backs(await done(client, asked))
    assert last == "甲小学：11月2日(周一)至11月20日(周五)改用“冬季”作息"


async def test_a_lesson_handed_over_is_taken_back_from_the_list(client: Client) -> None:
    handing = {"kind": "assign", "lesson": "J01", "teacher": "师1", "since": "2026-12-28"}
    ((text, asked),) = take_backs(await done(client, handing))
    assert text == "J01 甲小学：12月28日(周一)起由师1老师接任"
    assert take_backs(await done(client, asked)) == []


async def test_what_was_changed_meanwhile_is_shown_anew(client: Client, database: Database) -> None:
    stale = confirming(await shown(client, CLOSING))
    await done(client, {**CLOSING, "campuses": "甲小学"})
    page = await shown(client, await posted(client, stale))
    assert "在您查看之后有过改动，没有写入。" in page
    assert confirming(page)["seen"] != stale["seen"]
    assert len((await published(database)).revisions) == 2


async def test_nothing_is_done_unseen(client: Client, database: Database) -> None:
    assert 'id="edit-title"' in await shown(client, await posted(client, CLOSING))
    assert len((await published(database)).revisions) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "close", "first": "2026-11-16"}, "请选校区：一个、几个或全部。"),
        ({**CLOSING, "start": "08:00"}, "几点起、几点止要么都填，要么都不填（全天）。"),
        ({**CLOSING, "start": "09:00", "end": "08:00"}, "结束时间要晚于开始时间。"),
        ({**CLOSING, "last": "2026-11-15"}, "最后一天11月15日(周日)早于第一天11月16日(周一)。"),
        ({**CLOSING, "first": "2026-11-09"}, "过去的日子不再改变"),
        ({**CLOSING, "campuses": "丙小学"}, "本学期没有校区“丙小学”"),
        ({"kind": "assign", "lesson": "J01", "since": "2026-12-28"}, "请填由谁接任，或改到哪间教室。"),
        ({"kind": "assign", "lesson": "J09", "since": "2026-12-28", "teacher": "师1"}, "J09"),
    ],
)
async def test_what_cannot_be_done_is_said_and_cannot_be_confirmed(
    client: Client, fields: dict[str, str], said: str
) -> None:
    page = await shown(client, fields)
    (told,) = re.findall(r'role="alert">([^<]*)<', page)
    assert said in told
    assert 'id="edit-title"' not in page


async def test_what_would_bring_errors_is_shown_without_a_way_to_do_it(
    client: Client, database: Database
) -> None:
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
    handing = {"kind": "assign", "lesson": "J01", "campus": "乙小学", "since": "2026-12-28"}
    page = await shown(client, {**handing, "teacher": district.person[busy].name})
    assert "会带来新的错误，不能这样改。" in page
    assert 'name="seen"' not in page


async def test_an_address_that_no_form_makes_is_a_bad_request(client: Client) -> None:
    async with client.get("/week?kind=close&campuses=甲小学&first=tomorrow") as answer:
        assert answer.status == 400


async def test_bells_until_the_last_day_of_all_are_no_request(client: Client) -> None:
    asked = {"kind": "bells", "campuses": "甲小学", "season": "全年", "since": "2026-12-01"}
    async with client.get(f"/week?{urlencode({**asked, 'last': '9999-12-31'})}") as answer:
        assert answer.status == 400
