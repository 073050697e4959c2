"""调课 and 请假, as a coordinator goes through them: look, choose, see what it does, do it, take it back."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import office_of_her_own
from tests.browser.test_accessibility import found_by_axe

pytestmark = pytest.mark.asyncio(loop_scope="package")

#: S01 is on Tuesdays: its lecturer and the day.
LECTURER, TUESDAY = "洪秀英", "2026-09-22"


#: Scripts copy the notices of what was done, and are on no other page here.
with_and_without_scripts = pytest.mark.parametrize(
    "coordinator", [True, False], ids=["script", "no-script"], indirect=True
)


@pytest_asyncio.fixture(loop_scope="package")
async def coordinator(
    browser: Browser, published: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Page]:
    """A coordinator's browser, without scripts unless told, on a published case of her own."""
    async with office_of_her_own(
        browser, published, tmp_path, scripts=getattr(request, "param", False)
    ) as page:
        yield page


@with_and_without_scripts
async def test_a_lesson_is_given_to_somebody_else_and_taken_back(coordinator: Page) -> None:
    page = coordinator
    await page.goto(f"/changes?day={TUESDAY}&who={LECTURER}")
    await page.get_by_role("link", name=re.compile("^调这节.*S01")).click()
    await page.get_by_role("group", name=f"代课：代{LECTURER}老师").get_by_role("radio").first.check()
    await page.get_by_label("原因").fill("外出培训")
    await page.get_by_role("button", name="先看看调后怎样").click()
    await expect(page.get_by_role("heading", name="调后怎样")).to_be_visible()
    await page.get_by_role("button", name="就这样调，并通知").click()
    await expect(page.get_by_role("heading", name="已调好", exact=True)).to_be_visible()
    assert "由徐明老师代洪秀英老师" in await page.get_by_label("江北实验小学").input_value()
    await page.goto("/changes")
    listed = page.get_by_role("region", name="今天起生效的调整").get_by_role("listitem")
    await expect(listed).to_have_count(1)
    await page.get_by_role("button", name="撤销").click()
    await expect(page.get_by_role("heading", name="已撤销", exact=True)).to_be_visible()
    await page.goto("/changes")
    await expect(listed).to_have_count(0)


async def test_what_was_done_meanwhile_is_not_done_again(coordinator: Page) -> None:
    """A page kept open while the same was done elsewhere."""
    page = coordinator
    await page.goto(f"/changes?day={TUESDAY}&who={LECTURER}")
    await page.get_by_role("link", name=re.compile("^调这节.*S01")).click()
    await page.get_by_role("group", name="其他办法").get_by_label("转本班自上", exact=True).check()
    await page.get_by_role("button", name="先看看调后怎样").click()
    shown = page.url
    kept = await page.locator("form[action='/changes/apply'] input[name=change]").get_attribute("value")
    await page.get_by_role("button", name="就这样调，并通知").click()
    await expect(page.get_by_role("heading", name="已调好", exact=True)).to_be_visible()
    refused = await page.request.post(shown.replace("preview", "apply"), form={"change": str(kept)})
    assert "现在就是这样，没有可改的" in await refused.text()


async def test_a_lesson_changes_its_room(coordinator: Page) -> None:
    page = coordinator
    await page.goto(f"/changes?day={TUESDAY}&who={LECTURER}")
    await page.get_by_role("link", name=re.compile("^调这节.*S01")).click()
    await page.get_by_role("group", name="换教室").get_by_role("radio").first.check()
    await page.get_by_role("button", name="先看看调后怎样").click()
    await page.get_by_role("button", name="就这样调，并通知").click()
    await expect(page.get_by_role("heading", name="已调好", exact=True)).to_be_visible()


@pytest.mark.parametrize("path", ["/changes", "/changes?lang=en", f"/leave?who={LECTURER}", "/leave?lang=en"])
async def test_the_pages_are_open_to_everybody(page: Page, path: str) -> None:
    await page.goto(path)
    assert await page.locator("script").count() == 0
    assert await found_by_axe(page) == []


async def test_a_lesson_s_choices_are_open_to_everybody(page: Page) -> None:
    await page.goto(f"/changes?day={TUESDAY}")
    await page.get_by_role("link", name=re.compile("^调这节.*S01")).click()
    assert await found_by_axe(page) == []
    await page.get_by_role("radio").first.check()
    await page.get_by_role("button", name="先看看调后怎样").click()
    assert await found_by_axe(page) == []


@with_and_without_scripts
async def test_a_leave_is_settled_with_a_notice_for_each_school(coordinator: Page) -> None:
    page = coordinator
    await page.goto("/leave")
    await page.get_by_label("教师").fill(LECTURER)
    await page.get_by_label("第一天").fill(TUESDAY)
    await page.get_by_role("button", name="列出受影响的课").click()
    asked = page.get_by_role("group")
    await expect(asked.first).to_be_visible()
    assert await asked.count() > 1
    await asked.last.get_by_label("先不处理").check()
    await page.get_by_role("button", name="就这样办").click()
    await expect(page.get_by_role("heading", name="已调好", exact=True)).to_be_visible()
    notice = page.get_by_label("江北实验小学")
    assert (await notice.input_value()).startswith("【调课通知】江北实验小学\n1. 9月22日(周二)")
    await page.goto("/changes")
    await page.get_by_role("button", name=f"整次撤销：{LECTURER}请假").click()
    await expect(page.get_by_role("heading", name="已撤销", exact=True)).to_be_visible()
    await page.goto("/changes")
    await expect(page.get_by_role("button", name="撤销")).to_have_count(0)


async def _report(page: Page, teacher: str) -> None:
    """Her page, as from her QR code."""
    await page.goto(f"/addresses?who={teacher}")
    row = page.get_by_role("row", name=teacher).last
    await row.get_by_role("link", name="课表页").click()


async def test_a_leave_told_by_a_teacher_is_answered_in_two_clicks(coordinator: Page) -> None:
    page = coordinator
    await _report(page, LECTURER)
    await page.get_by_label("第一天").fill(TUESDAY)
    await page.get_by_label("最后一天").fill(TUESDAY)
    await page.get_by_role("button", name="报请假").click()
    await page.goto("/changes")
    reports = page.get_by_role("region", name="教师上报，待处理")
    await reports.get_by_role("link", name="去处理").click()
    await expect(page.get_by_label("教师")).to_have_value(re.compile(LECTURER))
    await expect(page.get_by_label("第一天")).to_have_value(TUESDAY)
    await page.get_by_role("button", name="就这样办").click()
    await expect(page.get_by_role("heading", name="已调好", exact=True)).to_be_visible()
    await page.goto("/changes")
    await expect(reports).to_have_count(0)


async def test_a_broken_link_leads_to_the_own_lesson(coordinator: Page) -> None:
    page = coordinator
    await _report(page, "何静")
    await page.locator("summary").first.click()
    await page.get_by_role("button", name="链路异常").click()
    await page.goto("/changes")
    reports = page.get_by_role("region", name="教师上报，待处理")
    await reports.get_by_role("link", name="去处理").click()
    proposed = page.get_by_role("group", name=re.compile("^链路异常")).get_by_role("radio")
    await expect(proposed).to_be_checked()
    await page.get_by_role("button", name="先看看调后怎样").click()
    await page.get_by_role("button", name="就这样调，并通知").click()
    await expect(page.get_by_role("heading", name="已调好", exact=True)).to_be_visible()
    await page.goto("/changes")
    await expect(reports).to_have_count(0)


async def test_a_report_settled_otherwise_is_put_away(coordinator: Page) -> None:
    page = coordinator
    await _report(page, LECTURER)
    await page.get_by_label("第一天").fill(TUESDAY)
    await page.get_by_label("最后一天").fill(TUESDAY)
    await page.get_by_role("button", name="报请假").click()
    await page.goto("/changes")
    await page.get_by_role("button", name="已另行处理").click()
    await expect(page.get_by_role("region", name="教师上报，待处理")).to_have_count(0)


async def test_who_is_unknown_is_said(coordinator: Page) -> None:
    await coordinator.goto("/leave?who=nobody")
    await expect(coordinator.get_by_role("status")).to_have_text("没有叫“nobody”的人；请写教师姓名")
    await coordinator.goto(f"/changes?day={TUESDAY}&who=nobody")
    await expect(coordinator.get_by_text("这一天这里没有课。")).to_be_visible()
