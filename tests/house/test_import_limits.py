"""The limits of imports in the documentation are those that are kept."""

import re
from pathlib import Path

import pytest

from service.exchange.children.allowances import MIB, Allowance
from service.exchange.curricula.elements import MOST_BYTES, MOST_DEPTH, MOST_ELEMENTS
from service.exchange.reading.limits import LIMITS
from service.exchange.understanding.aside import CLOCK_SECONDS_MORE, MOST, ONE_WORKBOOK

ROOT = Path(__file__).parents[2]


def _said(page: str, heading: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    table = text.split(f"| {heading} |\n|---|---|\n")[1].split("\n\n")[0]
    return re.findall(r"\d[\d,]*(?: MiB| s)?", table)


def _kept(allowance: Allowance) -> list[str]:
    return [
        f"{allowance.memory_bytes // MIB:,} MiB",
        f"{allowance.processor_seconds} s",
        f"{allowance.clock_seconds} s",
    ]


@pytest.mark.parametrize(
    ("page", "heading"),
    [("importing.md", "limit | for one file"), ("importing.zh-CN.md", "限额 | 每个文件")],
)
def test_the_limits_of_a_file_said_are_those_that_are_kept(page: str, heading: str) -> None:
    assert _said(page, heading) == [
        f"{LIMITS.file_bytes // MIB} MiB",
        f"{LIMITS.unpacked_bytes // MIB} MiB",
        f"{LIMITS.ratio_from_bytes // MIB} MiB",
        f"{LIMITS.ratio}",
        f"{LIMITS.members:,}",
        f"{LIMITS.sheets}",
        f"{LIMITS.cells:,}",
        f"{LIMITS.characters:,}",
        f"{LIMITS.cell_text:,}",
        f"{LIMITS.row:,}",
        f"{LIMITS.column}",
        *_kept(LIMITS.allowance),
    ]


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("importing.md", "limit | for understanding what is handed in together"),
        ("importing.zh-CN.md", "限额 | 弄懂一次交来的全部文件"),
    ],
)
def test_the_limits_of_understanding_said_are_those_that_are_kept(page: str, heading: str) -> None:
    memory, processor, clock = _kept(ONE_WORKBOOK)
    most_memory, most_processor, most_clock = _kept(MOST)
    assert memory == most_memory
    assert _said(page, heading) == [
        memory,
        *(processor, most_processor),
        *(clock, f"{CLOCK_SECONDS_MORE} s", most_clock),
    ]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("commands.md", "at most {} MiB, {:,} elements, {} levels"),
        ("commands.zh-CN.md", "最多 {} MiB、{:,} 个元素、{} 层"),
    ],
)
def test_the_limits_of_a_curriculum_said_are_those_that_are_kept(page: str, said: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert text.count(said.format(MOST_BYTES // MIB, MOST_ELEMENTS, MOST_DEPTH)) == 1
