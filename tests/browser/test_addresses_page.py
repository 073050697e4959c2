"""The page that lists every address."""

import re

import pytest
from aiohttp import ClientSession
from playwright.async_api import Page, expect

from service.domain.publishing.feeds.feeds import FeedKind
from tests.browser.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_every_feed_and_display_is_listed_under_its_kind(page: Page, office: Office) -> None:
    await page.goto("/addresses")
    shown = await page.locator("table.addresses tbody tr").evaluate_all("""rows => rows.map(row => [
      row.closest("details").id,
      row.querySelector("th").textContent,
      row.querySelector("a").href,
    ])""")
    paths = await office.paths()
    assert {kind for kind, _ in paths} == {"display", *FeedKind}
    expected = [[kind, name, office.origin + path] for (kind, name), path in paths.items()]
    assert sorted(shown) == sorted(expected)
    assert len(shown) == len(expected) > 100


async def test_one_address_of_each_kind_answers(page: Page, office: Office) -> None:
    await page.goto("/addresses")
    async with ClientSession() as http:
        for section in await page.locator("details.sheet").all():
            address = await section.locator("tbody a").first.get_attribute("href")
            assert address is not None
            async with http.get(address) as answer:
                assert answer.status == 200


async def test_a_kind_with_many_is_folded_until_it_is_opened_or_narrowed_down(page: Page) -> None:
    """On a phone the page is two screens long, and an address one line."""
    await page.set_viewport_size({"width": 360, "height": 640})
    await page.goto("/addresses")
    assert await page.evaluate("[document.documentElement.scrollWidth]") == [360]
    of_teachers = page.locator("details#teacher")
    await expect(of_teachers.locator("tbody tr").first).to_be_hidden()
    await of_teachers.locator("summary").click()
    await expect(of_teachers.locator("tbody tr").first).to_be_visible()
    await page.get_by_label("校区、班级或教师").fill("白塘校区")
    await page.get_by_role("button", name="查看").click()
    await expect(of_teachers.locator("tbody tr").first).to_be_visible()
    address = of_teachers.locator("td a").first
    assert await address.evaluate("one => one.getClientRects().length") == 1


async def test_a_phone_shows_the_codes_of_a_campus_or_of_one_teacher(page: Page, office: Office) -> None:
    """The whole sheet is for paper: of it a phone shows the campuses; two codes stand beside each other."""
    await page.set_viewport_size({"width": 360, "height": 640})
    await page.goto("/addresses/qr")
    codes = page.get_by_role("img", name="的二维码")
    await expect(codes).to_have_count(0)
    await page.get_by_role("heading", level=2).get_by_role("link", name="白塘校区").click()
    lefts = await codes.evaluate_all("all => new Set(all.map(one => one.getBoundingClientRect().left)).size")
    assert (lefts, await page.evaluate("document.documentElement.scrollWidth")) == (2, 360)
    names = sorted(name for kind, name in await office.paths() if kind == FeedKind.TEACHER)
    name = next(name for name in names if name.startswith("白塘校区 ")).split()[1]
    await page.get_by_label("教师").fill(name)
    await page.get_by_role("button", name="查看").click()
    await expect(codes).to_have_count(sum(one.startswith("白塘校区 ") and name in one for one in names))


async def test_every_feed_leads_to_its_page(page: Page, office: Office) -> None:
    await page.goto("/addresses")
    shown = await page.locator("table.addresses tbody tr").evaluate_all("""rows => rows.map(row => [
      row.closest("details").id,
      row.querySelector("th").textContent,
      row.querySelector("td:nth-of-type(3) a")?.href,
    ])""")
    found = [row for row in shown if row[2] is not None]
    pages = await office.pages()
    assert sorted(found) == sorted([kind, name, office.origin + path] for (kind, name), path in pages.items())
    async with ClientSession() as http:
        for address in {kind: address for kind, _, address in found}.values():
            async with http.get(address) as answer:
                assert answer.status == 200


async def test_the_qr_codes_of_all_teachers_are_a_click_away(page: Page, office: Office) -> None:
    await page.goto("/addresses")
    await page.get_by_role("main").get_by_role("link", name="教师二维码").click()
    teachers = [name for kind, name in await office.paths() if kind == FeedKind.TEACHER]
    await expect(page.get_by_role("img", name="的二维码")).to_have_count(len(teachers))
    await page.get_by_role("navigation", name="校区").get_by_role("link", name="白塘校区").click()
    there = [name for name in teachers if name.startswith("白塘校区 ")]
    await expect(page.get_by_role("img", name="的二维码")).to_have_count(len(there))


async def test_on_paper_each_campus_begins_a_page_of_three_columns(page: Page) -> None:
    """Of A4, upright, whose margins are 15 mm; a code is large enough for any phone: 4 cm."""
    await page.goto("/addresses/qr")
    campuses = await page.locator("section.qr-campus").evaluate_all(
        "all => all.map(one => one.querySelectorAll('li').length)"
    )
    printed = await page.pdf(prefer_css_page_size=True)
    assert re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", printed)[0] == (b"594", b"841")
    await page.emulate_media(media="print")
    await page.set_viewport_size({"width": round(180 / 25.4 * 96), "height": 1000})
    lefts = await page.locator(".qr-cards li").evaluate_all(
        "cards => [...new Set(cards.map(card => card.getBoundingClientRect().left))]"
    )
    height = await page.locator(".qr-cards li").first.evaluate("card => card.getBoundingClientRect().height")
    width = await page.locator("svg.qr").first.evaluate("code => code.getBoundingClientRect().width")
    assert (len(lefts), round(width / 96 * 25.4)) == (3, 42)
    assert height * 4 < 245 / 25.4 * 96
    sheets = sum(-(-count // 12) for count in campuses)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sheets
