"""Debian's chromium, started so that it asks nobody but the page's own server."""

import shutil

from playwright.async_api import ConsoleMessage, Page, Request

from tests.browser.office import Office

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",  # the checks run as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever it still wants to ask: no name resolves, and tests/conftest.py cannot see into another process.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def chromium() -> str | None:
    """Where the browser is; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Observed:
    """What a page asked for and complained of, from its opening on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def strangers(self, office: Office) -> list[str]:
        """Every address outside the service that was asked for."""
        return [one.url for one in self.requests if not one.url.startswith(f"{office.origin}/")]

    def _request(self, request: Request) -> None:
        self.requests.append(request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
