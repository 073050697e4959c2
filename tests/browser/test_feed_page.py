"""The teacher's page on a small phone within WeChat, with scripts off."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser.browsers import Observed
from tests.browser.office import Office
from tests.browser.test_accessibility import found_by_axe

pytestmark = pytest.mark.asyncio(loop_scope="package")

#: She assists at this very moment.
HER = ("teacher", "柳河校区 何静")
WECHAT = (
    "Mozilla/5.0 (Linux; Android 10; TEL-AN00a) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/86.0.4240.99 XWEB/4317 Mobile Safari/537.36 MicroMessenger/8.0.28 Language/zh_CN"
)
PHONE = ViewportSize(width=360, height=640)


@pytest_asyncio.fixture(loop_scope="package")
async def phone(browser: Browser, office: Office) -> AsyncIterator[Page]:
    """Her page is open."""
    async with await browser.new_context(
        base_url=office.origin,
        locale="zh-CN",
        viewport=PHONE,
        user_agent=WECHAT,
        java_script_enabled=False,
    ) as context:
        observed = Observed(await context.new_page())
        await observed.page.goto((await office.pages())[HER])
        yield observed.page
        assert (observed.strangers(office), observed.complaints) == ([], [])


async def test_the_next_lesson_is_on_the_first_screen_and_nothing_is_wider_than_it(phone: Page) -> None:
    await expect(phone.get_by_role("heading", name="同步课·音乐 二(1)班").first).to_be_in_viewport()
    await phone.locator("summary").first.click()
    shown = [one for one in await phone.locator("main *").all() if await one.is_visible()]
    boxes = [await one.bounding_box() for one in shown]
    assert max(box["x"] + box["width"] for box in boxes if box) <= PHONE["width"]


async def test_every_button_is_large_enough_for_a_thumb(phone: Page) -> None:
    buttons = [*await phone.get_by_role("button").all(), *await phone.locator("a.button").all()]
    boxes = [box for one in buttons if (box := await one.bounding_box())]
    assert len(boxes) > 5
    assert min(box["height"] for box in boxes) >= 44


async def test_an_outcome_is_one_tap_and_can_be_changed(phone: Page) -> None:
    for outcome in ("未连通", "完成"):
        await phone.get_by_role("button", name=outcome).first.click()
        await expect(phone.get_by_role("status")).to_have_text("已记下这节课的结果。")
        await expect(phone.locator("button.chosen")).to_have_text([f"{outcome} ✓"])


async def test_a_broken_link_is_reported_in_two_taps_and_once(phone: Page) -> None:
    await phone.locator("summary").first.click()
    await phone.get_by_role("button", name="链路异常").click()
    await expect(phone.get_by_role("status")).to_contain_text("已报给教务和相关学校")
    await expect(phone.get_by_text("已报：链路异常")).to_be_visible()
    await expect(phone.get_by_role("button", name="链路异常")).to_have_count(0)


async def test_leave_for_days_is_asked_with_dates_from_today_on(phone: Page) -> None:
    await phone.get_by_label("第一天").fill("2026-09-22")
    await phone.get_by_label("最后一天").fill("2026-09-23")
    await phone.get_by_role("button", name="报请假").click()
    await expect(phone.get_by_text("已报：9月22日(周二) – 9月23日(周三)")).to_be_visible()


async def test_the_week_is_turned(phone: Page) -> None:
    await phone.get_by_role("link", name="下一周").click()
    await expect(phone.get_by_role("heading", name="一周：9月28日(周一)至10月4日(周日)")).to_be_visible()
    await expect(phone.get_by_role("heading", name="10月1日(周四)")).to_have_count(0)


async def test_the_page_and_the_list_of_who_has_seen_it_are_open_to_everybody(
    page: Page, office: Office
) -> None:
    await page.set_viewport_size(PHONE)
    for minutes in (0, 45):
        office.now += timedelta(minutes=minutes)
        await page.goto((await office.pages())[HER])
        assert await found_by_axe(page) == []
    await page.goto("/freshness")
    assert await found_by_axe(page) == []
