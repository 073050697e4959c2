"""`tongke pin` and `tongke unpin`: said, listed, kept by a solve, taken back; the unclear is refused."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from service.cli import main
from service.storage.database import Database, migrate
from tests.actions.test_solve_timetable import stored, vacated_slot


def run(url: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    main([arguments[0], "--database", url, *arguments[1:], "--json"])
    return json.loads(capsys.readouterr().out)


def said(url: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    assert main([arguments[0], "--database", url, *arguments[1:], "--language", "zh"]) == 0
    return capsys.readouterr().out.splitlines()


def refused(url: str, capsys: pytest.CaptureFixture[str], *arguments: str, language: str = "zh") -> str:
    capsys.readouterr()
    assert main([arguments[0], "--database", url, *arguments[1:], "--language", language]) == 1
    return capsys.readouterr().err.strip()


def joint_lesson(url: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    lessons = run(url, capsys, "export")["tables"][0]["lessons"]
    found: dict[str, Any] = next(one for one in lessons if one["placed"] and one["places"])
    return found


def test_a_joint_lesson_is_pinned_listed_and_unpinned(
    solved: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(solved, capsys, "pin") == ["没有固定的课。"]
    code = joint_lesson(solved, capsys)["id"]
    (pinned,) = run(solved, capsys, "pin", code)["joint"]
    assert pinned["id"] == code
    assert run(solved, capsys, "pin") == {"joint": [pinned], "home": []}
    assert joint_lesson(solved, capsys)["pinned"] is True
    head, line = said(solved, capsys, "unpin", code)
    assert (head, line.startswith(f"{code} ")) == ("已放开：", True)
    assert run(solved, capsys, "pin") == {"joint": [], "home": []}


def test_moved_lessons_of_a_school_are_pinned_and_a_solve_leaves_them(
    solved: str, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = run(solved, capsys, "export")["tables"][0]["moved"]
    campus = moved[0]["campus"]
    before = [one for one in moved if one["campus"] == campus]
    pinned = run(solved, capsys, "pin", campus)["home"]
    assert {one["campus"] for one in pinned} == {campus}
    run(solved, capsys, "solve", "--deterministic", "--time-limit", "5", "--seed", "7")
    after = run(solved, capsys, "export")["tables"][0]["moved"]
    assert [one for one in after if one["campus"] == campus] == before
    assert run(solved, capsys, "unpin", campus)["home"] == []


def test_what_is_unclear_is_refused_with_what_to_write(
    solved: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(solved, capsys, "pin", "J999").startswith("“J999”没有对应的课；请写同步课的编号，如 J01")
    assert refused(solved, capsys, "unpin", "J999").startswith("“J999”没有固定，未作改动。")
    assert refused(solved, capsys, "pin", "数学").startswith("“数学”在")
    assert refused(solved, capsys, "pin", "数学", language="en").startswith("“数学” may be lessons of")
    assert run(solved, capsys, "pin") == {"joint": [], "home": []}


def test_a_wish_without_a_place_says_to_solve_first(
    imported: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(imported, capsys, "export")["tables"][0]["lessons"][0]["id"]
    said = f"{code}还没有排定，请先排课（`tongke solve`），再固定在排定的位置。"
    assert refused(imported, capsys, "pin", code) == said


async def _fill(address: str) -> None:
    await migrate(address)
    async with await Database.open(address) as database:
        await stored(database, vacated_slot())


def test_a_solve_says_what_it_had_nothing_to_decide_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'tongke.sqlite'}"
    asyncio.run(_fill(url))
    before = said(url, capsys, "solve", "--time-limit", "5")
    said(url, capsys, "pin", "J1")
    after = said(url, capsys, "solve", "--time-limit", "5")
    lines = ("另有1节固定或已结束，位置不变。", "另有1节校内课因固定而保持移动后的位置。")
    assert [[line in those for line in lines] for those in (before, after)] == [[False] * 2, [True] * 2]
    assert run(url, capsys, "solve", "--time-limit", "5")["held"] == {"joint": 1, "moved": 1}
