"""What keeps people out of a page: axe-core finds nothing on any of them, contrast (4.5:1) among it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.conftest import DISPLAY
from tests.browser.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="package")

OPTIONS = {"resultTypes": ["violations", "incomplete"]}


async def found_by_axe(page: Page) -> list[str]:
    """Every defect, and every text whose contrast cannot be told, as `rule: element: why`."""
    results = (await Axe().run(page, options=OPTIONS)).response
    unknown = [rule for rule in results["incomplete"] if rule["id"] == "color-contrast"]
    return [
        f"{rule['id']}: {' '.join(node['target'])}: {' '.join(_reasons(node))}"
        for rule in [*results["violations"], *unknown]
        for node in rule["nodes"]
        if not _is_sign(node)
    ]


def _reasons(node: Mapping[str, Any]) -> list[str]:
    return [check["message"] for check in node["any"]]


def _is_sign(node: Mapping[str, Any]) -> bool:
    """A sign (✓ ■ ○ △ ✕) has no letters: axe cannot tell. The same stands beside it in words."""
    return bool(_reasons(node) == ["Element content contains only non-text characters"])


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?lang=en",
        "/addresses",
        "/addresses/qr",
        "/addresses/qr?lang=en",
        "/calendar",
        "/problems/teacher_double_booked",
        "/revisions",
        "/revisions/2026-08-28",
    ],
)
async def test_a_page_is_open_to_everybody(page: Page, path: str) -> None:
    await page.goto(path)
    assert await found_by_axe(page) == []


async def test_lessons_that_step_back_can_still_be_read(page: Page) -> None:
    await page.goto("/")
    await page.get_by_role("combobox", name="校区", exact=True).select_option("白塘校区")
    await expect(page.locator(".card.aside")).to_have_count(2)
    assert await found_by_axe(page) == []


async def test_a_display_can_be_read_by_everybody(page: Page, office: Office) -> None:
    """Between two lessons: one is over, one is to come."""
    office.now += timedelta(minutes=40)
    await page.goto((await office.paths())[DISPLAY])
    await expect(page.locator("#today li.past")).to_have_count(1)
    assert await found_by_axe(page) == []


async def test_axe_finds_what_is_wrong(page: Page) -> None:
    """The tests above can fail."""
    await page.goto("/")
    await page.evaluate("document.querySelector('h1').style.color = '#aaa'")
    assert [line.split(":")[0] for line in await found_by_axe(page)] == ["color-contrast"]
