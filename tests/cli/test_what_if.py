"""`tongke what-if` on the worked case, and what a solve adds for lessons that it could not place."""

import asyncio
import json
from argparse import ArgumentTypeError
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.cli import main
from service.cli.arguments import values
from service.domain.district import District
from service.domain.slots import Slot
from service.storage.database import Database
from service.words.catalogue import Words
from tests.solver.trials.drafts import two_schools


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["what-if", *arguments])
    return code, capsys.readouterr().out


def test_every_slot_then_a_repair_then_why_not(solved: str, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--database", solved, "--language", "en")
    code, out = asked(capsys, "S01", *where, "--json")
    document = json.loads(out)
    assert (code, document["lesson"]) == (0, "S01")
    states = {one["state"] for one in document["slots"]}
    assert {"ok", "impossible"} <= states <= {"ok", "moves", "impossible"}
    here = next(one for one in document["slots"] if one["here"])
    code, out = asked(capsys, "S01", *where, "--slot", f"{here['weekday']}-{here['period']}", "--json")
    assert (code, json.loads(out)["repair"]["moves"]) == (0, 0)
    closed = next(one for one in document["slots"] if one["state"] == "impossible")
    slot = f"{closed['weekday']}-{closed['period']}"
    code, out = asked(capsys, "S01", *where, "--slot", slot)
    assert code == 1
    assert closed["reasons"][0]["text"] in out


def test_chains_are_numbered(solved: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = asked(capsys, "S01", "--database", solved, "--chains", "--language", "en")
    assert code == 0
    assert out.startswith(("1.\n", "No chain of up to three"))


def test_a_lesson_that_there_is_not(solved: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["what-if", "J99", "--database", solved, "--language", "zh"]) == 1
    assert "没有这节每周的同步课" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["3-5", "周三第5节", "星期三5", "三5", "3.5"])
def test_a_slot_as_it_is_written(text: str) -> None:
    assert values.slot(Words("zh"))(text) == Slot(3, 5)


@pytest.mark.parametrize("text", ["", "8-1", "周三", "第5节", "3-555"])
def test_what_is_no_slot(text: str) -> None:
    with pytest.raises(ArgumentTypeError):
        values.slot(Words("en"))(text)


async def in_a_database(url: str, instance: District) -> None:
    async with (
        await Database.open(url, create=True) as database,
        database.writing(None, None, "教务处", datetime(2026, 8, 20, 8, tzinfo=UTC)) as store,
    ):
        await store.save_district(None, instance)


def test_a_solve_says_what_would_help_a_lesson_without_a_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'deaf.sqlite'}"
    instance = two_schools()
    deaf = replace(instance, places=tuple(replace(place, can_host=False) for place in instance.places))
    asyncio.run(in_a_database(url, deaf))
    given = ["solve", "--database", url, "--time-limit", "5", "--language", "zh"]
    assert main(given) == 1
    assert "若甲校室可以主讲，就可以：J1 音乐：排在周一第1节；动0节校内课。" in capsys.readouterr().out
    assert main([*given, "--json"]) == 1
    (missed,) = json.loads(capsys.readouterr().out)["not_placed"]
    assert missed["reasons"] == ["甲校室仅接收，不能主讲"]
    assert [one["kind"] for one in missed["explanation"]["way_out"]["given"]] == ["room_hosts"]
