"""A child answers, or is ended at its limits; it never takes its parent with it."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.exchange.children.allowances import MIB, Allowance
from service.exchange.children.asking import NeededTooMuch, TookTooLong, WorkFailed, asked, in_turn
from tests.exchange.children import at_work

CHILD = "tests.exchange.children.at_work"
ALLOWANCE = Allowance(memory_bytes=1024 * MIB, processor_seconds=1, clock_seconds=60)


@pytest.mark.parametrize("request_", [b"", b"prints", b"\0" * MIB])
def test_a_child_answers_bytes_with_bytes(request_: bytes) -> None:
    assert asked(CHILD, request_, ALLOWANCE) == b"answer to " + request_


def test_a_loop_ends_with_the_seconds_of_the_processor() -> None:
    with pytest.raises(TookTooLong) as ended:
        asked(CHILD, b"loops", ALLOWANCE)
    assert ended.value.seconds == ALLOWANCE.processor_seconds


def test_what_waits_ends_with_the_seconds_of_the_clock() -> None:
    with pytest.raises(TookTooLong) as ended:
        asked(CHILD, b"", replace(ALLOWANCE, clock_seconds=0.001))
    assert ended.value.seconds == 0.001


def test_what_grows_ends_with_its_memory() -> None:
    with pytest.raises(NeededTooMuch):
        asked(CHILD, b"grows", ALLOWANCE)


def test_an_error_of_ours_is_told_with_its_place_and_quotes_nothing() -> None:
    with pytest.raises(WorkFailed) as failed:
        asked(CHILD, b"raises 13911111111", ALLOWANCE)
    told = str(failed.value).splitlines()
    assert [line for line in told if not line.startswith(" ")] == ["KeyError", "LookupError"]
    assert f'File "{at_work.__file__}"' in str(failed.value)
    assert "13911111111" not in str(failed.value)


def test_a_child_writes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with pytest.raises(WorkFailed):
        asked(CHILD, b"writes " + str(path).encode(), ALLOWANCE)
    assert path.read_bytes() == b""


def test_a_child_is_given_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TONGKE_SECRET", "TONGKE_SMTP_PASSWORD", "TONGKE_DATABASE", "PGPASSWORD", "HOME"):
        monkeypatch.setenv(name, "quiet")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    names = set(asked(CHILD, b"environment", ALLOWANCE).decode().split())
    assert {"PATH", "LC_ALL"} <= names <= {"PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "VIRTUAL_ENV"}


async def test_waiting_for_a_child_leaves_the_event_loop_free() -> None:
    assert await in_turn(asked, CHILD, b"prints", ALLOWANCE) == b"answer to prints"
