"""Several lessons a week of one wish, from the workbook to the feeds; some of them double periods."""

import asyncio
import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest

from service.cli import main
from service.domain.district import District
from service.domain.joint_lessons import JointLesson
from service.exchange.table_sheets.table_workbook import table_workbook
from service.storage.database import Database
from tests.districts import COMMUNITY, GUEST, HOST, STARTS, TERM, small_district, teacher_id, wish

MONDAY = date(2026, 9, 7)


def _chinese() -> JointLesson:
    """语文 of both classes, at any time."""
    music = wish("J02")
    host, guest = music.ends
    return replace(
        music,
        subject="语文",
        lecturer_id=teacher_id(HOST, "语文301"),
        ends=(host, replace(guest, assistant_id=teacher_id(GUEST, "语文301"))),
        wished=None,
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small district as its workbook: 音乐 on two days, and 语文 as a double period.

    乙小学 rings five minutes after 甲小学.
    """
    path = tmp_path_factory.mktemp("courses") / "资料.xlsx"
    district = small_district(replace(wish(), wished=None), _chinese())
    table_workbook(district, COMMUNITY, TERM.first_day).save(path)
    _ask(path, {"J01": "2", "J02": "2(连堂)"})
    return path


def _ask(path: Path, asked: dict[str, str]) -> None:
    """Write how many a week into 周课时 of the sheet of wishes."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["空中同步课堂计划"]
    codes = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
    column = sheet.max_column + 1
    for row, code in enumerate(codes, start=1):
        if code in ("编号", *asked):
            sheet.cell(row, column, asked.get(str(code), "周课时"))
    workbook.save(path)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, book: Path) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('published') / 'tongke.sqlite'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TONGKE_NOW", "2026-08-20T08:00+08:00")
        for command in (
            ["import", str(book)],
            ["solve", "--deterministic", "--time-limit", "5"],
            ["publish"],
        ):
            assert main([command[0], "--database", url, *command[1:]]) == 0
    return url


async def _district(url: str) -> District:
    async with await Database.open(url) as database, database.reading() as store:
        district = await store.load_district()
    assert district is not None
    return district


def _answered(capsys: pytest.CaptureFixture[str], *command: str) -> Any:
    capsys.readouterr()
    assert main([*command, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_each_lesson_has_its_place(published: str) -> None:
    """The halves of the double period are the host's next lessons, and each receiver's own by its bells."""
    lessons = {lesson.code: lesson for lesson in asyncio.run(_district(published)).joint_lessons}
    assert sorted(lessons) == ["J01", "J01-2", "J02", "J02-2"]
    placed = {code: lesson.placements[-1] for code, lesson in lessons.items()}
    assert placed["J01"].slot.weekday != placed["J01-2"].slot.weekday
    first, second = placed["J02"], placed["J02-2"]
    assert (second.slot.weekday, second.slot.period) == (first.slot.weekday, first.slot.period + 1)
    for placement in placed.values():
        assert [period for _, period in placement.local_periods] == [placement.slot.period]


def test_two_lessons_of_a_course_take_the_place_of_two(published: str) -> None:
    lessons = asyncio.run(_district(published)).joint_lessons
    taken = [pair for lesson in lessons for placement in lesson.placements for pair in placement.replaced]
    assert len(taken) == len(set(taken)) == 8


def test_a_lesson_is_called_by_the_code_it_got(
    published: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TONGKE_NOW", "2026-08-20T08:00+08:00")
    listed = _answered(capsys, "dates", "--database", published)["dates"]
    assert [one["id"] for one in listed] == ["J01", "J01-2", "J02", "J02-2"]
    assert main(["meeting", "J02-2", "--number", "123 456 789", "--database", published]) == 0


def test_a_check_finds_nothing_of_courses(
    published: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TONGKE_NOW", "2026-08-20T08:00+08:00")
    assert _answered(capsys, "check", "--database", published) == {"findings": []}


def test_the_feeds_hold_both(published: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The room of the receiver has each lesson of a week when the host has it."""
    monkeypatch.setenv("TONGKE_NOW", "2026-08-20T08:00+08:00")
    assert main(["export", "--database", published, "--format", "ics", "--output", str(tmp_path)]) == 0
    (path,) = tmp_path.rglob("room 乙小学 *.ics")
    starts = {
        start.replace(tzinfo=None)
        for event in icalendar.Calendar.from_ical(path.read_bytes()).events
        if isinstance(start := event.start, datetime) and MONDAY <= start.date() < MONDAY + timedelta(days=7)
    }
    slots = [lesson.placements[-1].slot for lesson in asyncio.run(_district(published)).joint_lessons]
    assert starts == {
        datetime.combine(MONDAY + timedelta(days=slot.weekday - 1), time())
        + timedelta(minutes=STARTS[slot.period - 1])
        for slot in slots
    }
    assert len(starts) == 4


def test_the_same_workbook_again_changes_nothing(
    published: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONGKE_NOW", "2026-08-20T08:00+08:00")
    before = asyncio.run(_district(published)).joint_lessons
    assert main(["import", "--database", published, str(book)]) == 0
    assert asyncio.run(_district(published)).joint_lessons == before
