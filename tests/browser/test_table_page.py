"""The joint table as a coordinator meets it."""

from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="package")

Place = tuple[int, int, str]


@pytest_asyncio.fixture(loop_scope="package")
async def table(office: Office) -> Any:
    """What the API says of the same table."""
    return await office.get("/api/v1/table")


async def shown_places(page: Page) -> set[Place]:
    """(weekday, period, lesson) of every card, read off the heads of its row and column."""
    shown = set()
    for row in await page.locator("table.week tbody tr").all():
        period = (await row.locator("th .period").inner_text()).removeprefix("第").removesuffix("节")
        for weekday, cell in enumerate(await row.locator("td").all(), start=1):
            for code in await cell.locator(".card .code").all_inner_texts():
                shown.add((weekday, int(period), code))
    return shown


async def test_every_lesson_stands_where_the_api_says(page: Page, table: Any) -> None:
    await page.goto("/")
    await expect(page).to_have_title(f"{table['community']} · 同课")
    heads = await page.locator("table.week thead th").all_inner_texts()
    assert heads[1:] == ["周一", "周二", "周三", "周四", "周五"]
    said = {
        (place["weekday"], place["period"], lesson["id"])
        for lesson in table["lessons"]
        for place in lesson["places"]
    }
    assert len(said) == 10
    assert await shown_places(page) == said


async def test_a_card_says_who_teaches_whom_and_where(page: Page, table: Any) -> None:
    await page.goto("/")
    for lesson in table["lessons"]:
        card = page.locator(".card", has=page.get_by_text(lesson["id"], exact=True))
        await expect(card.locator(".subject")).to_have_text(lesson["subject"])
        await expect(card.locator(".lecturer")).to_have_text(lesson["lecturer"])
        await expect(card.locator(".campus")).to_have_text([end["campus"] for end in lesson["ends"]])
        await expect(card.locator(".classes")).to_have_text(
            ["、".join(end["classes"]) for end in lesson["ends"]]
        )


async def test_the_language_is_switched_and_stays(page: Page) -> None:
    await page.goto("/")
    html = page.locator("html")
    await expect(html).to_have_attribute("lang", "zh-CN")
    await page.get_by_role("link", name="English").click()
    await expect(html).to_have_attribute("lang", "en")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Joint table")
    await page.get_by_role("navigation").get_by_role("link", name="Feeds and displays").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Feeds and displays")
    await page.goto("/")
    await expect(html).to_have_attribute("lang", "en")
    await page.get_by_role("link", name="中文").click()
    await page.goto("/addresses")
    await expect(html).to_have_attribute("lang", "zh-CN")


async def test_the_lessons_of_other_campuses_step_back(page: Page, table: Any) -> None:
    await page.goto("/")
    aside = page.locator(".card.aside")
    codes = page.locator(".card.aside .code")
    campus = "白塘校区"
    others = {
        lesson["id"] for lesson in table["lessons"] if campus not in [end["campus"] for end in lesson["ends"]]
    }
    places = await shown_places(page)
    await page.get_by_role("combobox", name="校区", exact=True).select_option(campus)
    await expect(aside).to_have_count(len(others))
    assert set(await codes.all_inner_texts()) == others == {"S06", "S09"}
    assert await shown_places(page) == places
    await page.get_by_role("combobox", name="校区", exact=True).select_option("")
    await expect(aside).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/addresses"])
async def test_every_control_is_reached_by_tab_in_its_order_and_shows_it(page: Page, path: str) -> None:
    await page.goto(path)
    controls = await page.evaluate("""() => {
      const all = document.querySelectorAll("a[href], button, select, input, summary, [tabindex]");
      const controls = [...all].filter((one) => one.checkVisibility());
      window.reached = [];
      document.addEventListener("focusin", (event) => {
        window.reached.push([controls.indexOf(event.target), getComputedStyle(event.target).outlineStyle]);
      });
      return controls.length;
    }""")
    for _ in range(controls):
        await page.keyboard.press("Tab")
    reached = await page.evaluate("window.reached")
    assert reached == [[number, "solid"] for number in range(controls)]


@pytest.mark.parametrize("path", ["/", "/addresses", "/problems/teacher_double_booked"])
async def test_a_narrow_page_is_not_wider_than_its_window(page: Page, path: str) -> None:
    """WCAG 2.2, 1.4.10: only the table itself scrolls sideways."""
    await page.set_viewport_size({"width": 320, "height": 640})
    await page.goto(path)
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
