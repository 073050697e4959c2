"""The sheet of QR codes: whose card is on it, where its code leads, and what it says."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from service.domain.addresses import AddressKind
from service.domain.publishing.feeds.feed_names import FeedSubject
from service.web.app import Options, make_app
from service.web.backing.backing import Listed
from service.web.backing.directory import Addressed
from service.web.handlers.feed_page import page_path
from service.web.rendering.qr_codes import qr_code
from tests.web.conftest import Client, Clock
from tests.web.memory_backing import SECRET, MemoryBacking
from tests.web.test_subscribe_page import PUBLIC

NORTH, POND = "城北校区", "白塘校区"
SHEET = "/addresses/qr"
Show = Callable[..., Awaitable[str]]


def teacher(id: str, campus: str, name: str, post: str = "", *, revoked: bool = False) -> Listed:
    return Listed(Addressed(AddressKind.FEED, id, 1, revoked), "teacher", FeedSubject(campus, name, post))


TEACHERS = (
    teacher("li", NORTH, "李老师", "音乐 001"),
    teacher("wang-1", POND, "王老师", "语文 002"),
    teacher("wang-2", POND, "王老师", "数学 003"),
    teacher("wang-3", NORTH, "王老师", "英语 004"),
)


@pytest.fixture(autouse=True)
def _teachers(backing: MemoryBacking) -> None:
    backing.things = (*backing.things, *TEACHERS)


@pytest.fixture
async def show(aiohttp_client: AiohttpClient, backing: MemoryBacking, clock: Clock, tmp_path: Path) -> Show:
    """The sheet of a service with a public address."""
    options = Options(spool=tmp_path / "public", clock=clock, public_url=PUBLIC, trust_loopback=True)
    client = await aiohttp_client(make_app(backing, options))

    async def shown(query: str = "") -> str:
        response = await client.get(SHEET + query)
        assert response.status == 200
        return unescape(await response.text())

    return shown


def cards(page: str) -> list[tuple[str, list[str]]]:
    """Each campus with what its cards are headed by."""
    return [
        (
            re.findall(r'<h2 id="campus-\d+">(?:<a [^>]*>)?([^<]*?)(?:</a>)? <', section)[0],
            re.findall(r'<p class="whose">(.*)</p>', section),
        )
        for section in page.split("<section")[1:]
    ]


async def test_each_teacher_has_a_card_with_her_campus_and_nobody_else_has(show: Show) -> None:
    """Two of one name at one campus are told apart by what they teach and their staff number."""
    assert cards(await show()) == [
        (NORTH, ["李老师", "王老师"]),
        (POND, ["王老师 <small>语文 002</small>", "王老师 <small>数学 003</small>"]),
    ]


async def test_a_code_leads_to_the_public_address_of_the_page(show: Show) -> None:
    page = await show()
    codes = re.findall(r'<div role="img" aria-label="(.*?)">(.*?)</div>', page)
    north = [row for row in TEACHERS if row.subject.campus == NORTH]
    pond = [row for row in TEACHERS if row.subject.campus == POND]
    assert codes == [
        (f"{row.name.split()[1]}的二维码", qr_code(PUBLIC + page_path(row.thing, SECRET)))
        for row in (*north, *pond)
    ]
    assert page.count("扫码看自己的课表，请勿转发") == 4


async def test_one_campus_alone(show: Show) -> None:
    page = await show(f"?campus={NORTH}")
    assert cards(page) == [(NORTH, ["李老师", "王老师"])]
    assert re.findall(r'href="(.*)" hreflang="en"', page) == [
        "/addresses/qr?campus=%E5%9F%8E%E5%8C%97%E6%A0%A1%E5%8C%BA&lang=en"
    ]


async def test_some_teachers_by_a_part_of_their_name(show: Show) -> None:
    page = await show("?who=王")
    assert [(campus, len(names)) for campus, names in cards(page)] == [(POND, 2), (NORTH, 1)]
    assert cards(await show(f"?campus={NORTH}&who=王")) == [(NORTH, ["王老师"])]
    assert "没有叫这个名字的教师。" in await show("?who=张")


async def test_a_campus_that_nobody_knows_is_not_found(client: Client) -> None:
    assert (await client.get(f"{SHEET}?campus=无此校区")).status == 404


async def test_whose_address_is_revoked_has_no_card(backing: MemoryBacking, show: Show) -> None:
    """The other of her name is still told from her."""
    gone = replace(TEACHERS[1], thing=replace(TEACHERS[1].thing, revoked=True))
    backing.things = (TEACHERS[0], gone, *TEACHERS[2:])
    assert cards(await show(f"?campus={POND}")) == [(POND, ["王老师 <small>数学 003</small>"])]


async def test_without_a_public_address_it_says_that_phones_cannot_open_it(
    client: Client, show: Show
) -> None:
    local, public = await (await client.get(SHEET)).text(), await show()
    assert ("手机扫了打不开" in local, "TONGKE_PUBLIC_URL=https://" in local) == (True, True)
    assert ("手机扫了打不开" in public, "TONGKE_PUBLIC_URL" in public) == (False, False)


async def test_before_the_first_publication_it_says_what_it_waits_for(
    backing: MemoryBacking, show: Show
) -> None:
    backing.things = ()
    page = await show()
    assert cards(page) == []
    assert "首次发布课表后才有" in page
