"""Thousands of damaged files: no exception, an answer in time, and each that is not read is named."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from service.exchange.reading.files import read_sheets
from service.exchange.understanding.aside import ONE_WORKBOOK, understand_aside
from service.exchange.understanding.intake import Options, understand
from tests.exchange.case import counting
from tests.exchange.reading.hostile import HOSTILE
from tests.exchange.reading.mutations import mutated
from tests.exchange.workbooks import grids


@dataclass
class Tally:
    """What became of the files of some seeds; `unnamed` and `late` are violations, named by the file."""

    files: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    unnamed: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def tally(seeds: Iterable[int], folder: Path) -> Tally:
    """Each is read and understood; whatever raises here fails the test and names its seed."""
    found = Tally()
    for seed in seeds:
        name, content = mutated(seed)
        path = folder / name
        path.write_bytes(content)
        began = time.monotonic()
        reading = read_sheets([path])
        # In this process: what raises fails the test, which a child's limits would hide.
        understand(reading.sheets, None, counting())
        took = time.monotonic() - began
        found.files += 1
        found.read += bool(reading.sheets)
        found.refused.update(problem.code for problem in reading.problems)
        found.slowest = max(found.slowest, (took, name))
        if took > 5:
            found.late.append(name)
        named = [problem.source.file.startswith(name) for problem in reading.problems]
        if not all(named) or not (reading.sheets or named):
            found.unnamed.append(name)
        assert [one.name for one in folder.iterdir()] == [name]  # nothing was written beside it
        path.unlink()
    return found


def test_damaged_files_are_answered_for(tmp_path: Path) -> None:
    found = tally(range(30), tmp_path)
    assert (found.files, found.unnamed) == (30, [])


@pytest.mark.soak
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("part", range(10))
def test_five_thousand_damaged_files_are_answered_for_in_time(part: int, tmp_path: Path) -> None:
    found = tally(range(part * 500, part * 500 + 500), tmp_path)
    print(found)  # noqa: T201 - `make soak` shows it with -s
    assert (found.files, found.unnamed, found.late) == (500, [], [])


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_sheet_dear_to_understand_is_ended_at_its_limit(shape: str) -> None:
    within = replace(ONE_WORKBOOK, clock_seconds=0.001)
    ended = understand_aside(grids(HOSTILE[shape]), None, str, Options(), within)
    assert [problem.code for problem in ended.problems] == ["sheets_take_too_long"]
    assert ended.district is None


@pytest.mark.soak
@pytest.mark.parametrize("shape", HOSTILE)
def test_a_sheet_dear_to_understand_is_answered_for_in_time(shape: str) -> None:
    began = time.monotonic()
    understand_aside(grids(HOSTILE[shape]), None, str, Options())
    took = time.monotonic() - began
    print(shape, took)  # noqa: T201 - `make soak` shows it with -s
    assert took < ONE_WORKBOOK.clock_seconds
