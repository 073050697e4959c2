"""The page behind a feed's QR code: on any phone, without a sign-in, and with nothing from elsewhere."""

import re
from collections.abc import Awaitable, Callable
from html import unescape
from pathlib import Path

import pytest
import segno
from pytest_aiohttp.plugin import AiohttpClient

from service.web.app import Options, make_app
from service.web.rendering.qr_codes import qr_code
from tests.web.conftest import Client, Clock
from tests.web.memory_backing import MemoryBacking, feed_path

PAGE = feed_path().replace("/feeds/", "/subscribe/").removesuffix(".ics")
WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50"
NEXT = "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 ArkWeb/4.1 Mobile"
HUAWEI = "Mozilla/5.0 (Linux; Android 10; HarmonyOS; NOH-AN00) HuaweiBrowser/14.0 Mobile Safari/537.36"
PUBLIC = "https://tongke.example.org"
Show = Callable[..., Awaitable[str]]


@pytest.fixture
async def show(aiohttp_client: AiohttpClient, backing: MemoryBacking, clock: Clock, tmp_path: Path) -> Show:
    """The page of a service with a public address."""
    options = Options(spool=tmp_path / "public", clock=clock, public_url=PUBLIC, trust_loopback=True)
    client = await aiohttp_client(make_app(backing, options))

    async def shown(query: str = "", **headers: str) -> str:
        response = await client.get(PAGE + query, headers=headers)
        assert response.status == 200
        return unescape(await response.text())

    return shown


async def test_it_names_the_feed_and_gives_its_address_in_every_form(show: Show) -> None:
    page = await show()
    assert re.findall(r"<h1>(.*)</h1>", page) == ["白塘校区 同步教室 课表"]
    assert re.findall(r'class="button" href="(.*)"', page) == [f"webcal://tongke.example.org{feed_path()}"]
    assert re.findall(r"readonly>(.*)<", page) == [PUBLIC + feed_path()]


async def test_what_is_chosen_is_in_every_address(show: Show) -> None:
    page = await show("?alarm=10&contents=joint&notes=days")
    query = "?alarm=10&contents=joint&notes=days"
    assert re.findall(r"readonly>(.*)<", page) == [PUBLIC + feed_path() + query]
    assert re.findall(r'class="button" href="(.*)"', page) == [
        f"webcal://tongke.example.org{feed_path()}{query}"
    ]
    assert re.findall(r'value="(\w+)" selected', page) == ["10", "joint"]
    assert re.findall(r'value="(\w+)" checked', page) == ["days"]
    assert re.findall(r'<a href="(\?lang.*?)"', page) == ["?lang=en&alarm=10&contents=joint&notes=days"]
    assert qr_code(PUBLIC + PAGE + query) in page


async def test_its_language_is_the_feed_s(show: Show) -> None:
    page = await show("?lang=en")
    assert '<html lang="en">' in page
    assert re.findall(r"readonly>(.*)<", page) == [f"{PUBLIC}{feed_path()}?lang=en"]


async def test_wechat_is_sent_to_a_browser_and_others_are_not(show: Show) -> None:
    wechat, other = await show(**{"User-Agent": WECHAT}), await show()
    assert ("在浏览器打开" in wechat, "webcal:" in wechat) == (True, False)
    assert ("在浏览器打开" in other, "webcal:" in other) == (False, True)


@pytest.mark.parametrize(
    ("client", "subscribes"), [(NEXT, False), (f"{NEXT} MicroMessenger/8.0", False), (HUAWEI, True)]
)
async def test_a_phone_that_cannot_subscribe_is_told_so_first(
    show: Show, client: str, subscribes: bool
) -> None:
    above = (await show(**{"User-Agent": client})).split("<textarea")[0]
    assert ("webcal:" in above, "HarmonyOS NEXT" in above) == (subscribes, not subscribes)
    assert "在浏览器打开" not in above


async def test_without_a_public_address_it_says_that_it_works_in_school_only(
    client: Client, show: Show
) -> None:
    assert "仅校内网可用" in await (await client.get(PAGE)).text()
    assert "仅校内网可用" not in await show()


@pytest.mark.parametrize("vendor", ["苹果", "华为", "小米", "谷歌", "Outlook"])
async def test_it_says_what_to_press(show: Show, vendor: str) -> None:
    assert vendor in await show()


async def test_it_goes_with_the_feed_s_address(client: Client) -> None:
    old = feed_path(generation=1).replace("/feeds/", "/subscribe/").removesuffix(".ics")
    assert (await client.get(old)).status == 410
    assert (await client.get(f"/subscribe/{'a' * 32}")).status == 404


def test_a_qr_code_is_an_element_without_style_or_script() -> None:
    drawn = qr_code(PUBLIC + PAGE)
    width = segno.make_qr(PUBLIC + PAGE, error="m").symbol_size(border=4)[0]
    assert drawn.startswith(f'<svg viewBox="0 0 {width} {width}" class="qr">')
    assert re.findall(r"style=|<script|href=|\son\w+=", drawn) == []
