"""The table on paper."""

import re
from typing import Literal

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="package")

#: Width of the sheet between the margins of 10 mm, in CSS pixels (96 to the inch).
WIDTHS = {"A3": round((420 - 20) / 25.4 * 96), "A4": round((297 - 20) / 25.4 * 96)}


@pytest.mark.parametrize("sheet", ["A3", "A4"])
async def test_the_table_prints_on_a_few_sheets(page: Page, sheet: Literal["A3", "A4"]) -> None:
    await page.goto("/")
    printed = await page.pdf(format=sheet, landscape=True, print_background=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert printed.startswith(b"%PDF-")
    assert 1 <= pages <= 4


@pytest.mark.parametrize("sheet", ["A3", "A4"])
async def test_a_sheet_holds_every_lesson_and_cuts_none(page: Page, sheet: str) -> None:
    await page.emulate_media(media="print")
    await page.set_viewport_size({"width": WIDTHS[sheet], "height": 1000})
    await page.goto("/")
    cards = page.locator("table.week .card")
    assert await cards.count() == 10
    cut = (
        "cards => cards.filter(card => card.scrollWidth > card.clientWidth || !card.checkVisibility()).length"
    )
    assert await cards.evaluate_all(cut) == 0
    assert await page.evaluate("document.documentElement.scrollWidth") == WIDTHS[sheet]


async def test_what_is_for_the_screen_only_is_not_printed(page: Page) -> None:
    await page.goto("/")
    await page.emulate_media(media="print")
    for name in (".masthead nav", ".languages", ".filter", ".colophon"):
        assert not await page.locator(name).is_visible()
