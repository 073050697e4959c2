"""`tongke split`: said in both languages, as facts, taken back; what has no change of bells is refused."""

import asyncio
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from calendars.bells import BellBook
from calendars.spans import DateSpan
from service.cli import main
from service.storage.database import Database, migrate
from tests.actions.test_solve_timetable import stored
from tests.solver.instances import SmallSchool, bells, district, wish

WINTER = date(2026, 11, 4)
WEEK = ["音乐:甲 语文:丁"] * 5


@pytest.fixture
def url(tmp_path: Path) -> str:
    """J01 of two campuses whose bells change in November, J02 of two whose bells do not."""
    address = f"sqlite:///{tmp_path / 'tongke.sqlite'}"
    asyncio.run(_fill(address))
    return address


async def _fill(address: str) -> None:
    summer = replace(bells("08:00", "11:00"), valid=DateSpan(date(2026, 8, 1), WINTER))
    winter = replace(bells("07:00", "10:00"), valid=DateSpan(WINTER, None), name="冬季")
    schools = [
        SmallSchool("甲校", {"301": WEEK}),
        SmallSchool("乙校", {"301": ["音乐:乙 语文:己"] * 5}, BellBook((summer, winter)).schedules),
        SmallSchool("丙校", {"301": ["音乐:丙 语文:庚"] * 5}),
    ]
    host = ("甲校", "301", "甲")
    wishes = [
        wish("J01", "音乐", host, ("乙校", "301", "乙")),
        wish("J02", "音乐", host, ("丙校", "301", "丙")),
    ]
    await migrate(address)
    async with await Database.open(address) as database:
        await stored(database, district(*schools, wishes=wishes))


def said(url: str, capsys: pytest.CaptureFixture[str], *arguments: str, language: str = "zh") -> list[str]:
    capsys.readouterr()
    assert main(["split", "--database", url, *arguments, "--language", language]) == 0
    return capsys.readouterr().out.splitlines()


def test_split_and_joined_again(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(url, capsys, "J01") == [
        "已分开，下次 tongke solve 给每部分各排一个时间：",
        "J01 音乐：到 11月3日(周二) 为止",
        "J01-冬 音乐：11月4日(周三) 起",
    ]
    assert said(url, capsys, "J01", "--undo") == [
        "已合成一节课，下次 tongke solve 之前各天仍在原来的时间：",
        "J01 音乐",
    ]
    assert said(url, capsys, "J01", language="en") == [
        "Split; the next `tongke solve` gives each part its own slot:",
        "J01 音乐: until Tue 3 Nov",
        "J01-冬 音乐: from Wed 4 Nov",
    ]


def test_the_parts_as_facts(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["split", "--database", url, "J01", "--json"])
    assert json.loads(capsys.readouterr().out) == {
        "parts": [
            {"id": "J01", "subject": "音乐", "from": None, "until": "2026-11-03"},
            {"id": "J01-冬", "subject": "音乐", "from": "2026-11-04", "until": None},
        ]
    }


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["J02"], "J02 上课期间，各校区的作息都没有变化，不必分开。"),
        (["J09"], "没有“J09”这节同步课；请写它的编号，如 J01（tongke dates 会列出）。"),
        (["J01", "--undo"], "J01 没有按季节分开过；没有改动。"),
    ],
)
def test_the_refused_says_why(
    url: str, arguments: list[str], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["split", "--database", url, *arguments, "--language", "zh"]) == 1
    assert capsys.readouterr().err.strip() == text
