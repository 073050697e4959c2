"""A solve whose time does not suffice for a first table, as on a machine that does other things, too."""

import asyncio
import json
from argparse import Namespace
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from service.actions.solving.solver_workers import SolverWorkers
from service.cli import main
from service.cli.commands.services import _solve_demo
from service.cli.invocation import Invocation
from service.domain.district import District
from service.domain.reasons import NotPlaced, Reason, ReasonCode
from service.settings import Settings
from service.solver import rounds
from service.solver.answer import Answer
from service.storage.database import Database
from service.words.catalogue import Words
from tests.districts import small_district, wish
from tests.publications import NOW

TOO_SHORT = (
    "No table was found in that time; the draft is as it was. Allow more with --time-limit: "
    "a machine that does other things, too, needs it."
)


@pytest.fixture
def held(sqlite_url: str) -> str:
    async def hold() -> None:
        district = small_district(wish(weekday=5, period=4))
        async with await Database.open(sqlite_url) as db, db.writing(None, None, "教务处", NOW) as store:
            await store.save_district(None, district)

    asyncio.run(hold())
    return sqlite_url


@pytest.fixture
def too_short(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The first solve of a table finds nothing, the next is the real one; the seconds that each was given."""
    given: list[float] = []
    solve_on: Callable[..., Answer] = rounds.solve_on

    def slow(district: District, *community_ids: Any, seconds: float, **options: Any) -> Answer:
        given.append(seconds)
        if len(given) > 1:
            return solve_on(district, *community_ids, seconds=seconds, **options)
        up = Reason(ReasonCode.TIME_UP, (("seconds", round(seconds)),))
        missed = tuple(NotPlaced(lesson.id, (up,)) for lesson in district.joint_lessons)
        return Answer((), (), missed, 0, 0, 0, seconds)

    def threads(count: int) -> SolverWorkers:
        return SolverWorkers(ThreadPoolExecutor, count)

    monkeypatch.setattr(rounds, "solve_on", slow)
    monkeypatch.setattr("service.cli.commands.solves.processes", threads)
    monkeypatch.setattr("service.actions.solving.solve_timetable.processes", threads)
    return given


@pytest.mark.usefixtures("too_short")
def test_nothing_is_said_to_be_proven_where_no_table_was_found(
    held: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("solve", "--time-limit", "3", "--language", "en", "--database", held)) == 1
    assert capsys.readouterr() == ("Placing the joint lessons, 3 s at most …\n", f"{TOO_SHORT}\n")


@pytest.mark.usefixtures("too_short")
def test_programs_are_told_of_no_gap(held: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("solve", "--time-limit", "3", "--json", "--language", "en", "--database", held)) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["placed"], document["gap"]) == ([], None)
    assert document["not_placed"] == [
        {"id": "J01", "reasons": ["no table was found within 3 seconds"], "explanation": None}
    ]


@pytest.mark.usefixtures("too_short")
def test_it_is_said_of_each_community(held: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("solve", "--all", "--time-limit", "3", "--language", "en", "--database", held)) == 1
    said = capsys.readouterr()
    assert said.err == f"甲乙教共体: {TOO_SHORT}\n"
    assert said.out.splitlines()[1:] == [
        "Communities: 1. Joint lessons placed: 0, not: 1; home lessons moved: 0; cost 0, proven not below 0."
    ]


async def test_the_demo_goes_on_until_it_has_a_table(
    held: str, too_short: list[float], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("service.cli.commands.services.DEMO_SECONDS", 3.0)
    call = Invocation(Namespace(json=False), Settings(), Words("en"))
    async with await Database.open(held) as database:
        solved = await _solve_demo(call, database)
    assert too_short == [3.0, 5.0]
    assert (len(solved.answer.placements), solved.not_placed) == (1, ())
    assert capsys.readouterr().out.splitlines()[:2] == [
        "Placing the joint lessons, 3 s at most …",
        "Placing the joint lessons, 300 s at most …",
    ]
