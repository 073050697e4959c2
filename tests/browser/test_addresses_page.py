"""The page that lists every address."""

import pytest
from aiohttp import ClientSession
from playwright.async_api import Page, expect

from service.domain.publishing.feeds import FeedKind
from tests.browser.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_every_feed_and_display_is_listed_under_its_kind(page: Page, office: Office) -> None:
    await page.goto("/addresses")
    shown = await page.locator("table.addresses tbody tr").evaluate_all("""rows => rows.map(row => [
      row.closest("section").querySelector("h2").id,
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
        for section in await page.locator("section.sheet").all():
            address = await section.locator("a").first.get_attribute("href")
            assert address is not None
            async with http.get(address) as answer:
                assert answer.status == 200


async def test_the_kinds_are_jumped_to(page: Page) -> None:
    await page.goto("/addresses")
    await page.get_by_role("navigation", name="订阅种类").get_by_role("link", name="教师").click()
    await expect(page.get_by_role("heading", name="教师")).to_be_in_viewport()
