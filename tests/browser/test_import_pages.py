"""The pages of the import, as a coordinator goes through them: hand in, answer, look, write."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from service.actions.import_workbooks import import_workbooks
from service.storage.database import Database
from tests.browser.browsers import Observed
from tests.browser.office import Office, database_url
from tests.exchange.workbooks import CORE_TABLE, MEMBER_TABLE, SHEETS, Rows, changed, workbook

pytestmark = pytest.mark.asyncio(loop_scope="package")

AUGUST = datetime(2026, 8, 28, 9, 30, tzinfo=UTC)
UNREADABLE = changed(MEMBER_TABLE, 4, 4, "语文/数学\n周杰/吴倩")


@pytest_asyncio.fixture(loop_scope="package")
async def desk(browser: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    """The collection page of a district that knows everything but the tables of its two schools."""
    sheets = {name: rows for name, rows in SHEETS.items() if not name.startswith("总课表")}
    async with await Database.open(database_url(tmp_path), create=True) as database:
        summary = workbook(tmp_path / "汇总.xlsx", sheets)
        report = await import_workbooks(database, [summary], actor="test", now=AUGUST)
        assert report.problems == ()
    office = Office(tmp_path, AUGUST)
    await office.start()
    async with await browser.new_context(base_url=office.origin, locale="zh-CN") as context:
        observed = Observed(await context.new_page())
        await observed.page.goto("/import")
        yield observed.page
        assert (observed.strangers(office), observed.complaints) == ([], [])
    await office.stop()


async def _hand_in(page: Page, folder: Path, **tables: Rows) -> None:
    paths = [workbook(folder / f"{name}.xlsx", {"Sheet1": rows}) for name, rows in tables.items()]
    await page.goto("/import")
    await page.locator("#files").set_input_files(paths)
    await page.get_by_role("button", name="先看看").click()


async def _states(page: Page) -> dict[str, str]:
    await page.goto("/import")
    rows = page.get_by_role("region", name="各校情况").locator("tbody tr")
    found = await rows.evaluate_all(
        "rows => rows.map(row => [row.querySelector('th').textContent, row.querySelector('td').textContent])"
    )
    return {campus: state.strip() for campus, state in found}


async def test_a_table_is_looked_at_and_written(desk: Page, tmp_path: Path) -> None:
    assert await _states(desk) == {"城北小学(核心校区)": "未交", "柳河校区": "未交"}
    await _hand_in(desk, tmp_path, 柳河=MEMBER_TABLE)
    await expect(desk.get_by_role("heading", name="写入后会改变什么")).to_be_visible()
    await expect(desk.get_by_role("table", name="读出来的内容")).to_contain_text("语文 周杰")
    await desk.get_by_role("button", name="写入").click()
    await expect(desk.get_by_role("heading", name="收课表")).to_be_visible()
    assert await _states(desk) == {"城北小学(核心校区)": "未交", "柳河校区": "已收"}


async def test_questions_come_first_and_an_answer_settles_them(desk: Page, tmp_path: Path) -> None:
    await _hand_in(desk, tmp_path, 核心=CORE_TABLE, 柳河=UNREADABLE)
    question = desk.locator("fieldset.question")
    await expect(question).to_have_count(1)
    await expect(desk.locator("td.certain-question").first).to_contain_text("语文/数学")
    await expect(desk.get_by_text("其余的现在就可以写入")).to_contain_text("柳河校区")
    await question.get_by_label("其他").fill("语文 周杰")
    await desk.get_by_role("button", name="保存回答").click()
    await expect(desk.get_by_role("button", name="保存回答")).to_have_count(0)
    await desk.get_by_role("link", name="柳河 · Sheet1").click()
    await expect(desk.locator("td.certain-answered").first).to_contain_text("语文/数学")
    await desk.get_by_role("button", name="写入").click()
    assert await _states(desk) == {"城北小学(核心校区)": "已收", "柳河校区": "已收"}


async def test_what_is_ready_is_written_and_the_rest_waits(desk: Page, tmp_path: Path) -> None:
    await _hand_in(desk, tmp_path, 核心=CORE_TABLE, 柳河=UNREADABLE)
    await desk.get_by_role("button", name="写入").click()
    await expect(desk.get_by_role("heading", name="待回答")).to_be_visible()
    assert await _states(desk) == {"城北小学(核心校区)": "已收", "柳河校区": "有疑问"}


async def test_from_another_day_it_is_shown_again_before_it_is_written(desk: Page, tmp_path: Path) -> None:
    await _hand_in(desk, tmp_path, 柳河=MEMBER_TABLE)
    await desk.get_by_role("button", name="写入").click()
    await _hand_in(desk, tmp_path, 柳河=changed(MEMBER_TABLE, 5, 4, "语文\n周杰"))
    await desk.get_by_label("从哪天起执行").fill("2026-09-14")
    await desk.get_by_role("button", name="写入").click()
    await expect(desk.get_by_role("status")).to_contain_text("请再看一遍")
    await expect(desk.get_by_label("从哪天起执行")).to_have_value("2026-09-14")
    await desk.get_by_role("button", name="写入").click()
    await expect(desk.get_by_role("heading", name="收课表")).to_be_visible()
    assert (await _states(desk))["柳河校区"] == "已收"


async def test_a_table_copied_elsewhere_is_pasted(desk: Page) -> None:
    rows = "".join(
        "<tr>" + "".join(f"<td>{'' if cell is None else cell}</td>" for cell in row) + "</tr>"
        for row in MEMBER_TABLE
    )
    await desk.locator("#pasted").evaluate(
        """(field, html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          data.setData("text/plain", "柳河校区总课表");
          field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }""",
        f"<table>{rows}</table>",
    )
    await expect(desk.get_by_text("已粘贴一张5行的表格。")).to_be_visible()
    await desk.get_by_role("button", name="先看看").click()
    await expect(desk.get_by_role("table", name="读出来的内容")).to_contain_text("数学 吴倩")


async def test_a_submission_is_taken_back(desk: Page, tmp_path: Path) -> None:
    await _hand_in(desk, tmp_path, 柳河=MEMBER_TABLE)
    await desk.get_by_role("button", name="撤回").click()
    await expect(desk.get_by_role("region", name="已交的表")).to_contain_text("已撤回")
    assert (await _states(desk))["柳河校区"] == "未交"


async def test_the_reminder_names_the_schools_that_are_missing(desk: Page, tmp_path: Path) -> None:
    reminder = desk.get_by_role("textbox", name="催交提醒(复制到群里)")
    await expect(reminder).to_have_value(
        "【课表收集】2026—2027学年第一学期,以下学校的课表还没有收齐:城北小学(核心校区)、柳河校区。"
        "请今天把全校总课表发过来(xlsx、xls 或 csv 都可以,平时用什么样就发什么样,不用改格式)。"
        "还没定的老师可以先写“新教师1”。谢谢!"
    )


async def test_who_has_handed_in_all_is_not_reminded(desk: Page, tmp_path: Path) -> None:
    await _hand_in(desk, tmp_path, 核心=CORE_TABLE)
    await desk.get_by_role("link", name="收课表").first.click()
    reminder = desk.get_by_role("textbox", name="催交提醒(复制到群里)")
    await expect(reminder).to_have_value(re.compile("还没有收齐:柳河校区。"))


async def test_neither_page_keeps_anybody_out(desk: Page, tmp_path: Path) -> None:
    assert (await Axe().run(desk)).response["violations"] == []
    await _hand_in(desk, tmp_path, 核心=CORE_TABLE, 柳河=UNREADABLE)
    assert (await Axe().run(desk)).response["violations"] == []
