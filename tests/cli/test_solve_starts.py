"""`tongke solve` in a term that has begun says what becomes of the days that are over."""

import asyncio
import json
from pathlib import Path

import pytest

from service.cli import main
from service.storage.database import Database, migrate
from tests.actions.test_solve_timetable import stored, vacated_slot


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path / 'tongke.sqlite'}"
    asyncio.run(_fill(address))
    monkeypatch.setenv("TONGKE_NOW", "2026-11-02T08:00+08:00")
    return address


async def _fill(address: str) -> None:
    await migrate(address)
    async with await Database.open(address) as database:
        await stored(database, vacated_slot())


def said(url: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command says besides the figures."""
    capsys.readouterr()
    assert main(["solve", "--database", url, "--time-limit", "5", *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh", "本学期 2026-08-31 已开始，今天以前的日子也一并重排；要保持不动，用 --from 2026-11-02。"),
        (
            "en",
            (
                "The term began on 2026-08-31: the days before today are planned anew as well; "
                "--from 2026-11-02 leaves them as they are."
            ),
        ),
    ],
)
def test_never_published_it_says_that_the_past_is_planned_anew(
    url: str, language: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(url, capsys, "--language", language).splitlines().count(line) == 1
    assert line not in said(url, capsys, "--language", language, "--from", "2026-11-02").splitlines()


def test_of_a_whole_district_it_names_whose_past_is_planned_anew_and_how_to_leave_it(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(url, capsys, "--language", "zh", "--all").splitlines()
    assert [line for line in lines if "--from" in line] == [
        (
            "本学期 2026-08-31 已开始，今天以前的日子也一并重排的有：片区共同体；"
            "要保持不动，用 --community 加 --from 2026-11-02 单独排。"
        )
    ]
    assert main(["publish", "--database", url]) == 0
    lines = said(url, capsys, "--language", "zh", "--all").splitlines()
    assert [line for line in lines if "--from" in line] == [
        (
            "已过去的日子按已发布的不变，从今天（2026-11-02）起排"
            "（要从别的日子起，用 --community 加 --from 单独排）。"
        )
    ]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh", "已过去的日子按已发布的不变，从今天（2026-11-02）起排（要从别的日子起，用 --from）。"),
        (
            "en",
            (
                "What is published stays for the days that are over: planned from today, 2026-11-02, on "
                "(another day: --from)."
            ),
        ),
    ],
)
def test_published_it_says_that_the_past_stays(
    url: str, language: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said(url, capsys)
    assert main(["publish", "--database", url]) == 0
    assert said(url, capsys, "--language", language).splitlines().count(line) == 1
    assert json.loads(said(url, capsys, "--json"))["past"] == "none"  # the draft remembers the day
