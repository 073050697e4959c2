"""The page behind a feed's QR code, as a phone has it."""

import pytest
from playwright.async_api import Page, expect

from service.domain.publishing.feeds.feeds import FeedKind
from tests.browser.office import Office
from tests.browser.test_accessibility import found_by_axe

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def _open(page: Page, office: Office, query: str = "") -> str:
    """On a narrow phone; gives the path of its feed."""
    feed = next(path for (kind, _), path in (await office.paths()).items() if kind == FeedKind.TEACHER)
    await page.set_viewport_size({"width": 320, "height": 640})
    await page.goto(feed.replace("/feeds/", "/subscribe/").removesuffix(".ics") + query)
    return feed


@pytest.mark.parametrize("query", ["", "?lang=en"])
async def test_it_is_open_to_everybody_and_fits_a_narrow_phone(
    page: Page, office: Office, query: str
) -> None:
    await _open(page, office, query)
    assert await found_by_axe(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_what_is_chosen_changes_the_address(page: Page, office: Office) -> None:
    feed = await _open(page, office)
    await page.get_by_label("提醒").select_option("10")
    await page.get_by_label("课程").select_option("joint")
    await page.get_by_role("button", name="选好了").click()
    query = "?alarm=10&contents=joint"
    await expect(page.get_by_role("textbox")).to_have_value(f"{office.origin}{feed}{query}")
    await expect(page.get_by_role("link", name="加入日历")).to_have_attribute(
        "href", f"webcal://127.0.0.1:{office.port}{feed}{query}"
    )


async def test_the_address_is_copied_with_one_press(page: Page, office: Office) -> None:
    feed = await _open(page, office)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.get_by_role("button", name="复制").click()
    await expect(page.get_by_role("status")).to_have_text("已复制。")
    assert await page.evaluate("navigator.clipboard.readText()") == office.origin + feed
