"""What a revision changed: found from the list, sorted by the reader, and printed a sheet each."""

import re

import pytest
from playwright.async_api import Page, expect

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_a_revision_is_opened_from_the_list_and_sorted_by_teacher(page: Page) -> None:
    await page.goto("/")
    await page.get_by_role("link", name="版本与调课", exact=True).click()
    await page.get_by_role("link", name="第1版改了什么").click()
    campuses = await page.locator(".change-sheet").count()
    await page.get_by_role("link", name="按教师", exact=True).click()
    await expect(page.locator(".ways [aria-current]")).to_have_text("按教师")
    assert await page.locator(".change-sheet").count() > campuses


async def test_each_campus_has_a_printed_sheet_of_its_own(page: Page) -> None:
    await page.goto("/revisions/2026-08-28")
    campuses = await page.locator(".change-sheet").count()
    printed = await page.pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"MediaBox \[0 0 (\d+)", printed)
    assert len(sheets) > campuses
    assert set(sheets) == {b"594"}  # points: A4, upright
    await page.emulate_media(media="print")
    assert not await page.locator(".ways").is_visible()
    assert await page.locator(".paper-only").first.is_visible()
