"""A classroom display through its days: lessons, a wrong clock, a network that is gone, a new release."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Playwright, Route, expect

from service.web.rendering.assets import Assets
from tests.browser.browsers import ARGUMENTS, Observed
from tests.browser.conftest import DISPLAY
from tests.browser.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="package")

Kiosk = Callable[[], AbstractAsyncContextManager[Page]]


class Shown:
    """One display's page whose time stands still unless the test lets it pass."""

    def __init__(self, observed: Observed, office: Office, path: str) -> None:
        self.page = observed.page
        self._observed, self._office, self._path = observed, office, path
        self.loads = 0
        self.page.on("load", self._loaded)

    @property
    def questions(self) -> int:
        """How often it asked for its document."""
        address = f"/api/v1/displays/{self._path.split('/')[-1]}"
        return sum(one.url.endswith(address) for one in self._observed.requests)

    async def passes(self, minutes: int) -> None:
        """Time passes here and at the service."""
        self._office.now += timedelta(minutes=minutes)
        await self.page.clock.fast_forward(minutes * 60 * 1000)

    async def asks_after(self, seconds: int, outcome: str) -> None:
        """It asks (`requestfinished` or `requestfailed`) when so much time has passed, and not before."""
        asked = self.questions
        await self.page.clock.run_for(seconds * 1000 - 1)
        assert self.questions == asked
        async with self.page.expect_event(outcome):
            await self.page.clock.run_for(1)
        assert self.questions == asked + 1

    def _loaded(self, _: Page) -> None:
        self.loads += 1


@pytest_asyncio.fixture(loop_scope="package")
async def shown(browser: Browser, office: Office) -> AsyncIterator[Shown]:
    """The display, opened in the first lesson of Monday, and its clock stopped."""
    path = (await office.paths())[DISPLAY]
    async with await browser.new_context(base_url=office.origin) as context:
        page = await context.new_page()
        await page.clock.install(time=office.now - timedelta(seconds=1))
        await page.clock.pause_at(office.now)
        shown = Shown(Observed(page), office, path)
        await page.goto(path)
        await expect(page.locator("#now .subject")).to_have_text("音乐")
        yield shown


@pytest.fixture
def kiosk(playwright: Playwright, executable: str, tmp_path: Path) -> Kiosk:
    """Starts the browser of one classroom; what it stored is there when it is started again."""

    @asynccontextmanager
    async def started() -> AsyncIterator[Page]:
        async with await playwright.chromium.launch_persistent_context(
            tmp_path / "store", executable_path=executable, args=ARGUMENTS
        ) as context:
            yield context.pages[0]

    return started


async def test_it_shows_what_is_on_and_what_comes(shown: Shown) -> None:
    page = shown.page
    await expect(page.get_by_role("heading", level=1)).to_have_text("柳河校区 网络功能室")
    await expect(page.locator("#clock")).to_have_text("08:40")
    await expect(page.locator("#now .who")).to_have_text("洪秀英 · 来自江北实验小学(核心校区)")
    await expect(page.locator("#next .subject")).to_have_text("英语")
    await expect(page.locator("#today .time")).to_have_text(["08:30", "09:25"])
    await expect(page.locator("#offline")).to_be_hidden()


async def test_lessons_follow_the_clock(shown: Shown) -> None:
    now, coming = shown.page.locator("#now"), shown.page.locator("#next")
    await shown.passes(31)
    await expect(now.locator(".free")).to_have_text("空闲")
    await expect(coming.locator(".subject")).to_have_text("英语")
    await shown.passes(20)
    await expect(now.locator(".subject")).to_have_text("英语")
    await expect(coming.locator(".time")).to_contain_text("9月22日 周二 10:35")


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1280, 800), (1024, 768), (1080, 1920)])
async def test_no_text_is_cut_off(shown: Shown, size: tuple[int, int]) -> None:
    """Between the lessons of two days, with the longest lines there are."""
    await shown.page.set_viewport_size({"width": size[0], "height": size[1]})
    await shown.passes(50)
    await expect(shown.page.locator("#next .time")).to_contain_text("9月22日 周二")
    cut = "(all) => all.filter((one) => one.scrollHeight > one.clientHeight).map((one) => one.id)"
    assert await shown.page.locator("main section").evaluate_all(cut) == []


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (1080, 1920)])
@pytest.mark.parametrize(("count", "gone"), [(8, 0), (12, 6)])
async def test_of_a_long_day_every_lesson_is_seen_that_is_not_over(
    browser: Browser, office: Office, size: tuple[int, int], count: int, gone: int
) -> None:
    """Each was moved from elsewhere, which is said of what is not over; the one that is on stands out."""
    async with await browser.new_context(base_url=office.origin) as context:
        page = await context.new_page()
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        await page.clock.install(time=office.now)
        await page.route("**/api/v1/displays/*", partial(_long_day, count=count, over=gone))
        await page.goto((await office.paths())[DISPLAY])
        rows = page.locator("#today li")
        await expect(page.locator("#today .current .subject")).to_have_text("道德与法治已调")
        await expect(page.locator("#now .was")).to_be_in_viewport(ratio=1)
        await expect(page.locator("#today li:not(.past)")).to_have_count(count - gone)
        for shown in await rows.all():
            await expect(shown).to_be_in_viewport(ratio=1)
        cut = "(all) => all.filter((one) => one.scrollHeight > one.clientHeight).map((one) => one.className)"
        assert await page.locator("main section, #today li:not(.past) .who").evaluate_all(cut) == []


async def _long_day(route: Route, count: int, over: int) -> None:
    """The display's document with so many lessons today, of which some are over and one has just begun."""
    answer = await route.fetch()
    body = await answer.json()
    lesson, now = body["lessons"][0], datetime.fromisoformat(body["lessons"][0]["start"])
    body["lessons"] = [
        {
            **lesson,
            "start": (now + timedelta(minutes=45 * place)).isoformat(),
            "end": (now + timedelta(minutes=45 * place + 40)).isoformat(),
            "subject": "道德与法治",
            "status": "moved",
            "was": "原9月22日(周二) 10:35–11:15 原由上官老师主讲",
        }
        for place in range(-over, count - over)
    ]
    await route.fulfill(response=answer, json=body)


async def test_a_wrong_clock_is_set_right_by_the_service(page: Page, office: Office) -> None:
    await page.clock.install(time=office.now - timedelta(hours=26))
    await page.goto((await office.paths())[DISPLAY])
    await expect(page.locator("#clock")).to_have_text("08:40")
    await expect(page.locator("#now .subject")).to_have_text("音乐")


async def test_it_asks_less_and_less_while_nobody_answers_and_never_loads_anew(
    shown: Shown, office: Office
) -> None:
    page, offline = shown.page, shown.page.locator("#offline")
    poll = (await office.get(f"/api/v1/displays/{page.url.split('/')[-1]}"))["poll_after_s"]
    await office.stop()
    try:
        await shown.asks_after(poll, "requestfailed")
        await expect(offline).to_contain_text("离线")
        for seconds in (30, 60, 120, 120):
            await shown.asks_after(seconds, "requestfailed")
        await expect(page.locator("#now .subject")).to_have_text("音乐")
    finally:
        await office.start()
    await shown.asks_after(120, "requestfinished")
    await expect(offline).to_be_hidden()
    await shown.asks_after(poll, "requestfinished")
    assert shown.loads == 1


async def test_a_restart_without_a_network_shows_the_lessons_of_the_next_day(
    kiosk: Kiosk, office: Office
) -> None:
    """On plain http there is no service worker: the cache gives the page back, the store its contents."""
    address = office.origin + (await office.paths())[DISPLAY]
    async with kiosk() as page:
        await page.clock.install(time=office.now)
        await page.goto(address)
        await expect(page.locator("#now .subject")).to_have_text("音乐")
    await office.stop()
    office.now += timedelta(days=1, hours=2)
    try:
        async with kiosk() as page:
            await page.clock.install(time=office.now)
            await page.goto(address)
            await expect(page.locator("#offline")).to_have_text("离线 自9月21日 周一 08:40起")
            await expect(page.locator("#clock")).to_have_text("10:40")
            await expect(page.locator("#now .subject")).to_have_text("音乐")
            await expect(page.locator("#now .time")).to_contain_text("11:15")
            await office.start()
            await page.clock.fast_forward("00:30")
            await expect(page.locator("#offline")).to_be_hidden()
    finally:
        await office.stop()
        await office.start()


async def test_a_new_release_is_loaded_once_it_answers(
    shown: Shown, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll = (await office.get(f"/api/v1/displays/{shown.page.url.split('/')[-1]}"))["poll_after_s"]
    await office.stop()
    monkeypatch.setattr(Assets, "version", "the next release")
    await office.start()
    try:
        await shown.page.clock.run_for(poll * 1000)
        version = shown.page.locator('meta[name="version"]')
        await expect(version).to_have_attribute("content", "the next release")
        await expect(shown.page.locator("#now .subject")).to_have_text("音乐")
        await shown.asks_after(poll, "requestfinished")
        await expect(shown.page.locator("#offline")).to_be_hidden()
        assert shown.loads == 2
    finally:
        monkeypatch.undo()
        await office.stop()
        await office.start()
