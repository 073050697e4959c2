"""停课与调整, as a coordinator goes through it: look, do, go back, take back; and make-up days likewise."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import office_of_her_own
from tests.browser.test_accessibility import found_by_axe

pytestmark = pytest.mark.asyncio(loop_scope="package")
CAMPUS, TUESDAY = "柳河校区", "2026-09-22"


@pytest_asyncio.fixture(loop_scope="package")
async def coordinator(browser: Browser, published: Path, tmp_path: Path) -> AsyncIterator[Page]:
    """A coordinator's browser, on a phone, on a published case of her own; the page has no script."""
    viewport = ViewportSize(width=360, height=740)
    async with office_of_her_own(browser, published, tmp_path, scripts=False, viewport=viewport) as page:
        yield page


async def test_a_campus_is_closed_and_opened_again(coordinator: Page) -> None:
    page = coordinator
    await page.goto("/week")
    await page.get_by_text("停课、恢复上课").click()
    form = page.locator("details#close")
    await form.get_by_label(CAMPUS, exact=True).check()
    await form.get_by_label("第一天").fill(TUESDAY)
    await form.get_by_label("原因（大家都看得到）").fill("台风")
    await form.get_by_role("button", name="看看会改变什么").click()
    shown = page.get_by_role("region", name="将会发生的改变")
    await expect(shown.locator("strong").first).to_have_text(f"{CAMPUS}：9月22日(周二)停课：台风")
    await page.get_by_role("button", name="确认修改").click()
    await expect(page.get_by_role("heading", name="已改好")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.go_forward()
    await page.get_by_role("link", name=f"撤销：{CAMPUS}：9月22日(周二)停课：台风").click()
    await page.get_by_role("button", name="确认修改").click()
    await expect(page.get_by_role("heading", name="已改好")).to_be_visible()
    standing = page.get_by_role("region", name="今天起的停课与调整")
    await expect(standing.get_by_text("台风")).to_have_count(0)


@pytest.mark.parametrize(
    "path", ["/week", f"/week?kind=close&campuses={CAMPUS}&first={TUESDAY}", "/week?lang=en"]
)
async def test_the_page_is_open_to_everybody_and_fits_a_phone(page: Page, path: str) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.goto(path)
    assert await page.locator("script").count() == 0
    assert await found_by_axe(page) == []
    for summary in await page.locator("details.sheet > summary").all():
        await summary.click()
    assert await found_by_axe(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
