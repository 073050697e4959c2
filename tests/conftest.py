"""What every test stands on: no network but loopback, PostgreSQL where it answers, loud skips."""

import asyncio
import gc
import ipaddress
import os
import sys
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import asyncpg
import hypothesis
import pytest

#: The fixtures of both databases, and what their engines share.
pytest_plugins = ["tests.databases", "tests.engines"]

#: Set by .ci/run: then nothing may be skipped, and PostgreSQL has to answer.
REQUIRE_ALL = bool(os.environ.get("TONGKE_REQUIRE_ALL"))
POSTGRES = os.environ.get("TONGKE_TEST_POSTGRES") or "postgresql://127.0.0.1:5432/test"

# What tests load stays: to walk it again and again for garbage took an eighth of the time, now half of that.
gc.set_threshold(20_000)

# No deadline and no complaint of slowness: a busy machine is no defect of the code.
_SLOW_IS_FINE = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile("default", deadline=None, suppress_health_check=_SLOW_IS_FINE)
hypothesis.settings.register_profile(
    "ci", deadline=None, suppress_health_check=_SLOW_IS_FINE, derandomize=True, print_blob=True
)
hypothesis.settings.load_profile("ci" if REQUIRE_ALL else "default")


def _is_here(host: object) -> bool:
    if host in (None, "", b"", "localhost", b"localhost", urlsplit(POSTGRES).hostname):
        return True
    try:
        address = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook (PEP 578): sees every connection of this process, whichever library opens it."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path is a local socket
    else:
        return
    if not _is_here(host):
        raise PermissionError(f"a test wants to reach {host!r}: tests stay on this machine")


sys.addaudithook(_stay_here)


async def _ask_postgres() -> None:
    connection = await asyncpg.connect(POSTGRES, timeout=10)
    await connection.close()


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """The address of a PostgreSQL database that answers; without one: a skip, or in .ci/run a failure."""
    try:
        # In a thread of its own: the test's event loop, running or not, stays what it is.
        with ThreadPoolExecutor(1) as aside:
            aside.submit(asyncio.run, _ask_postgres()).result()
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
        reason = f"PostgreSQL does not answer (TONGKE_TEST_POSTGRES): {problem}"
        if REQUIRE_ALL:
            pytest.fail(reason)
        pytest.skip(reason)
    return POSTGRES


def _skipped(config: pytest.Config) -> list[pytest.TestReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports: list[pytest.TestReport] = reporter.stats.get("skipped", []) if reporter else []
    return reports


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is required, a skipped test is a failed run."""
    if REQUIRE_ALL and session.exitstatus == pytest.ExitCode.OK and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True, tryfirst=True)  # the outermost: speaks after pytest's own summary
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None]:
    """Say loudly what was not tested, and why."""
    yield
    skipped = _skipped(config)
    if not skipped:
        return
    title = f"{len(skipped)} TESTS WERE SKIPPED" + (": THE RUN FAILS" if REQUIRE_ALL else "")
    terminalreporter.write_sep("!", title, red=REQUIRE_ALL, yellow=not REQUIRE_ALL, bold=True)
    reasons: dict[str, int] = {}
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} × {reason}")
