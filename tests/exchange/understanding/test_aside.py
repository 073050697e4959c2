"""Understanding in a child says the same as here, and at its limits one problem."""

import sys
from dataclasses import replace
from functools import partial
from itertools import count
from subprocess import run

import pytest

from service.domain.problems import Problem
from service.domain.sources import Source
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.aside import (
    MOST,
    ONE_WORKBOOK,
    understand_apart_aside,
    understand_aside,
    within_limits,
)
from service.exchange.understanding.intake import Intake, Options, understand
from service.exchange.understanding.schools_apart import SchoolsApart, understand_apart
from tests.exchange.workbooks import SHEETS, changed, grids

NO_TIME = replace(ONE_WORKBOOK, clock_seconds=0.001)
NO_MEMORY = replace(ONE_WORKBOOK, memory_bytes=1)


def _mint(ids: "count[int]") -> str:
    return f"id{next(ids)}"


def test_a_child_understands_what_would_be_understood_here() -> None:
    expected = understand(grids(), None, partial(_mint, count()))
    assert understand_aside(grids(), None, partial(_mint, count()), Options()) == expected
    known = expected.district
    again = understand_aside(grids(), known, partial(_mint, count()), Options())
    assert again.district == known


def test_a_child_tells_schools_apart_as_they_would_be_here() -> None:
    torn = grids(
        {**SHEETS, "总课表-柳河校区": changed(SHEETS["总课表-柳河校区"], 4, 4, "信息/劳动\n周杰/吴倩")}
    )
    expected = understand_apart(torn, None, partial(_mint, count()), Options())
    assert [one.campus for one in expected.held_back] == ["柳河校区"]
    assert understand_apart_aside(torn, None, partial(_mint, count()), Options()) == expected


def _long(times: int = 2_000_000) -> tuple[Sheet, ...]:
    return grids({**SHEETS, "说明": [["项目", "内容"], ["备注", "单元教学" * times]]})


def test_beyond_its_time_the_sheet_that_holds_most_is_named() -> None:
    source = Source("资料.xlsx", "说明", "")
    ended = Intake(None, (Problem("sheets_take_too_long", source, (("limit", 0),)),))
    assert ended.ended
    assert understand_aside(_long(), None, partial(_mint, count()), Options(), NO_TIME) == ended
    apart = understand_apart_aside(_long(), None, partial(_mint, count()), Options(), NO_TIME)
    assert apart == SchoolsApart(ended, ended)


def _workbooks(count: int) -> tuple[Sheet, ...]:
    return tuple(sheet for number in range(count) for sheet in grids(SHEETS, f"{number}.xlsx"))


def test_a_district_has_more_time_than_a_single_workbook() -> None:
    assert within_limits(_workbooks(1)) == ONE_WORKBOOK
    three = within_limits(_workbooks(3))
    assert (three.processor_seconds, three.clock_seconds) == (15, 30)
    assert within_limits(_workbooks(200)) == MOST


def test_the_child_loads_nothing_of_the_side_that_asks() -> None:
    """asyncio alone would cost each hand-in 0.05 s."""
    names = "import sys, service.exchange.understanding.child; print(*sys.modules)"
    loaded = run([sys.executable, "-c", names], capture_output=True, text=True, check=True).stdout.split()
    assert "service.exchange.understanding.requests" in loaded
    assert {"asyncio", "service.exchange.understanding.aside"} & set(loaded) == set()


def test_beyond_its_memory_likewise() -> None:
    (problem,) = understand_aside(_long(), None, partial(_mint, count()), Options(), NO_MEMORY).problems
    source = Source("资料.xlsx", "说明", "")
    assert problem == Problem("sheets_need_too_much", source, (("limit", 1),))


class _Ill(Exception):
    """Raised by a mint."""


def _ill() -> str:
    raise _Ill("a cell")


def test_an_error_of_ours_is_a_problem_and_its_place_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    (problem,) = understand_aside(_long(1000), None, _ill, Options()).problems
    assert problem == Problem("sheets_fail", Source("资料.xlsx", "说明", ""))
    (logged,) = caplog.messages
    assert logged.splitlines()[-1] == "_Ill"
    apart = understand_apart_aside(_long(1000), None, _ill, Options())
    assert apart == SchoolsApart(Intake(None, (problem,)), Intake(None, (problem,)))


def test_nothing_is_understood_of_nothing() -> None:
    assert [
        problem.code for problem in understand_aside((), None, partial(_mint, count()), Options()).problems
    ] == ["nothing_understood"]
