"""The pages' own policy holds: nothing inline runs, and nothing outside is asked."""

import pytest
from playwright.async_api import Browser

from tests.browser.browsers import Observed
from tests.browser.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="package")

_TRY = """async () => {
  const refused = [];
  document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
  const outside = await fetch("http://127.0.0.1:9/").catch((error) => error.name);
  await new Promise((resolve) => setTimeout(resolve));
  return [window.ran === undefined, outside, refused.sort()];
}"""


@pytest.mark.parametrize("path", ["/", "/addresses", "/addresses/qr", "/problems/teacher_double_booked"])
async def test_a_page_runs_nothing_inline_and_asks_nobody_else(
    browser: Browser, office: Office, path: str
) -> None:
    async with await browser.new_context(base_url=office.origin) as context:
        observed = Observed(await context.new_page())
        await observed.page.goto(path)
        assert await observed.page.evaluate(_TRY) == [True, "TypeError", ["connect-src", "script-src-elem"]]
        assert observed.strangers(office) == []
