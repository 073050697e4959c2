"""The pages of the import, as a coordinator goes through them: hand in, answer, look, write."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from service.actions.importing.import_workbooks import import_workbooks
from service.storage.database import Database
from tests.browser.browsers import Observed
from tests.browser.office import Office, database_url
from tests.exchange.workbooks import CORE_TABLE, MEMBER_TABLE, SHEETS, Rows, changed, workbook

pytestmark = pytest.mark.asyncio(loop_scope="package")

AUGUST = datetime(2026, 8, 28, 9, 30, tzinfo=UTC)
UNREADABLE = changed(MEMBER_TABLE, 4, 4, "语文/数学\n周杰/吴倩")
MISSPELT = changed(MEMBER_TABLE, 4, 4, "语文\n周洁")  # 周杰 in the roster


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


async def test_what_may_be_answered_is_no_question_that_has_to_be(desk: Page, tmp_path: Path) -> None:
    await _hand_in(desk, tmp_path, 柳河=MISSPELT)
    await expect(desk.get_by_role("heading", name="待回答")).to_have_count(0)
    optional = desk.get_by_role("region", name="可补充 1")
    await expect(optional).to_contain_text("不回答也可以写入。")
    await expect(optional.locator("fieldset")).to_be_hidden()
    await desk.get_by_role("link", name="收课表").first.click()
    await expect(desk.get_by_role("region", name="已交的表")).to_contain_text("可以写入，另有1处可补充")
    await desk.get_by_role("link", name="柳河.xlsx").click()
    await optional.locator("summary").click()
    await optional.get_by_role("radio", name="周杰").check()
    await optional.get_by_role("button", name="保存回答").click()
    await expect(optional).to_have_count(0)
    await expect(desk.get_by_role("table", name="读出来的内容")).to_contain_text("语文 周杰")


async def test_where_all_is_held_back_nothing_is_said_to_be_ready(desk: Page, tmp_path: Path) -> None:
    await _hand_in(desk, tmp_path, 柳河=UNREADABLE)
    change = desk.get_by_role("region", name="写入后会改变什么")
    await expect(change).to_contain_text("还不能写入，请先处理上面的问题。")
    await expect(change).not_to_contain_text("其余的")


async def test_where_the_rest_brings_nothing_new_it_says_so(desk: Page, tmp_path: Path) -> None:
    await _hand_in(desk, tmp_path, 核心=CORE_TABLE)
    await desk.get_by_role("button", name="写入").click()
    await _hand_in(desk, tmp_path, 核心=CORE_TABLE, 柳河=UNREADABLE)
    change = desk.get_by_role("region", name="写入后会改变什么")
    await expect(change).to_contain_text("柳河校区。其余的没有新内容。")
    await expect(change.get_by_role("button", name="写入")).to_have_count(0)


async def test_of_many_files_the_heading_names_one_and_the_rest_is_folded(desk: Page, tmp_path: Path) -> None:
    summary = {name: [["随手记", "无"]] for name in ("甲", "乙")}
    await _hand_in(desk, tmp_path, 柳河=MEMBER_TABLE, **summary)
    await expect(desk.get_by_role("heading", level=1)).to_have_text("柳河.xlsx 等3个文件")
    await expect(desk.get_by_text("乙.xlsx", exact=True)).to_be_hidden()
    await desk.locator("summary", has_text="文件").first.click()
    await expect(desk.get_by_text("乙.xlsx", exact=True)).to_be_visible()


async def test_both_grids_stand_row_against_row_in_a_bounded_height(desk: Page, tmp_path: Path) -> None:
    long = changed(MEMBER_TABLE, 3, 4, "数学\n" * 40 + "吴倩")
    await _hand_in(desk, tmp_path, 柳河=long)
    halves = desk.locator(".beside .scroller")
    await expect(halves).to_have_count(2)
    sizes = """halves => halves.map(half => [...half.querySelectorAll("tr")].map(row =>
        Math.round(row.getBoundingClientRect().height)))"""
    handed_in, understood = await halves.evaluate_all(sizes)
    assert handed_in == understood
    heights = await halves.evaluate_all("halves => halves.map(half => half.clientHeight / innerHeight)")
    assert max(heights) <= 0.75
    await halves.first.evaluate("half => { half.scrollTop = 90; }")
    # The page's policy forbids what wait_for_function does.
    follows = """half => new Promise(seen => {
        const look = () => half.scrollTop === 90 ? seen() : requestAnimationFrame(look);
        look();
    })"""
    await halves.nth(1).evaluate(follows)
    letters = halves.first.get_by_role("columnheader", name="A", exact=True)
    assert await letters.evaluate("head => head.getBoundingClientRect().top") >= await halves.first.evaluate(
        "half => half.getBoundingClientRect().top"
    )


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
    reminder = desk.get_by_role("textbox", name="催交提醒（复制到群里）")
    await expect(reminder).to_have_value(
        "【课表收集】2026—2027学年第一学期，以下学校的课表还没有收齐：城北小学(核心校区)、柳河校区。"
        "请今天把全校总课表发过来（xlsx、xls 或 csv 都可以，平时用什么样就发什么样，不用改格式）。"
        "还没定的老师可以先写“新教师1”。谢谢！"
    )


async def test_who_has_handed_in_all_is_not_reminded(desk: Page, tmp_path: Path) -> None:
    await _hand_in(desk, tmp_path, 核心=CORE_TABLE)
    await desk.get_by_role("link", name="收课表").first.click()
    reminder = desk.get_by_role("textbox", name="催交提醒（复制到群里）")
    await expect(reminder).to_have_value(re.compile("还没有收齐：柳河校区。"))


async def test_neither_page_keeps_anybody_out(desk: Page, tmp_path: Path) -> None:
    assert (await Axe().run(desk)).response["violations"] == []
    await _hand_in(desk, tmp_path, 核心=CORE_TABLE, 柳河=UNREADABLE)
    assert (await Axe().run(desk)).response["violations"] == []
