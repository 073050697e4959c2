"""One browser and one published database for the whole folder; a page that may not complain for each test."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Playwright, ViewportSize, async_playwright, expect

from service.actions.importing.import_workbooks import import_workbooks
from service.actions.publishing.publish_timetable import publish_timetable
from service.actions.solving.solve_timetable import solve_timetable
from service.storage.database import Database
from tests.browser.browsers import ARGUMENTS, NAMES, Observed, chromium
from tests.browser.office import Office, database_url
from tests.cli.case import WORKBOOK

PUBLISHED = datetime(2026, 8, 28, 9, 30, tzinfo=UTC)
#: A Monday, ten minutes into the first lesson: 08:40 in Wuhan.
MONDAY = datetime(2026, 9, 21, 0, 40, tzinfo=UTC)
#: The display whose room receives the lessons of that morning.
DISPLAY = ("display", "柳河校区 网络功能室")

# A condition is met or it is not: how long it takes says something of the machine only.
expect.set_options(timeout=30_000)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of the worked case: imported, solved and published."""
    folder = tmp_path_factory.mktemp("published")
    async with await Database.open(database_url(folder), create=True) as database:
        await import_workbooks(database, [WORKBOOK], actor="test", now=PUBLISHED)
        await solve_timetable(database, seconds=2, actor="test", now=PUBLISHED, deterministic=True)
        await publish_timetable(database, actor="test", now=PUBLISHED)
    return folder


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def executable() -> str:
    """Where chromium is; without one: a skip, which in .ci/run is a failure."""
    found = chromium()
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} is installed (Debian: apt-get install chromium)")
    return found


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser(executable: str, playwright: Playwright) -> AsyncIterator[Browser]:
    browser = await playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
    yield browser
    await browser.close()


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def office(
    browser: Browser, published: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    """The service, on Monday morning, from first to last. What it is told stays out of `published`."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(published, folder, dirs_exist_ok=True)
    office = Office(folder, MONDAY)
    await office.start()
    yield office
    await office.stop()


@pytest.fixture(autouse=True)
def _monday(office: Office) -> Iterator[None]:
    """However much time a test lets pass, the next one begins on Monday."""
    yield
    office.now = MONDAY


@pytest_asyncio.fixture(loop_scope="package")
async def page(browser: Browser, office: Office) -> AsyncIterator[Page]:
    """An empty page. It may ask its own server only, and must not complain."""
    async with await browser.new_context(base_url=office.origin, locale="zh-CN") as context:
        observed = Observed(await context.new_page())
        yield observed.page
        assert (observed.strangers(office), observed.complaints) == ([], [])


@asynccontextmanager
async def office_of_her_own(
    browser: Browser, published: Path, folder: Path, *, scripts: bool, viewport: ViewportSize | None = None
) -> AsyncIterator[Page]:
    """A coordinator's browser, with scripts or without, on a published case that she alone changes."""
    shutil.copytree(published, folder / "published")
    office = Office(folder / "published", MONDAY)
    await office.start()
    async with await browser.new_context(
        base_url=office.origin, locale="zh-CN", java_script_enabled=scripts, viewport=viewport
    ) as context:
        observed = Observed(await context.new_page())
        yield observed.page
        assert (observed.strangers(office), observed.complaints) == ([], [])
    await office.stop()
