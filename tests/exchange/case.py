"""The worked case (tests/cases/tuanfeng), read once a session: for every test that asks about it."""

import json
from collections.abc import Callable
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from service.domain.district import District
from service.exchange.reading.files import Reading, read_sheets
from service.exchange.understanding.intake import Intake, understand

FOLDER = Path(__file__).parents[1] / "cases" / "tuanfeng"
WORKBOOK = FOLDER / "教联体排课资料.xlsx"


def counting(prefix: str = "id") -> Callable[[], str]:
    """A mint of ids that rise."""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"


@lru_cache
def truth() -> dict[str, Any]:
    """Every lesson, room, wish and plan as it should be understood."""
    return dict(json.loads((FOLDER / "truth.json").read_text(encoding="utf-8")))


@lru_cache
def expected() -> dict[str, Any]:
    """What is wrong with the wishes and plans, recomputed independently."""
    return dict(json.loads((FOLDER / "expected.json").read_text(encoding="utf-8")))


@lru_cache
def reading() -> Reading:
    return read_sheets([FOLDER])


@lru_cache
def intake() -> Intake:
    return understand(reading().sheets, None, counting())


def district() -> District:
    found = intake().district
    assert found is not None, intake().problems
    return found
