"""The limits of imports in both READMEs are those that are kept."""

import re
from pathlib import Path

import pytest

from service.exchange.children.allowances import MIB, Allowance
from service.exchange.curricula.elements import MOST_BYTES, MOST_DEPTH, MOST_ELEMENTS
from service.exchange.reading.limits import LIMITS
from service.exchange.understanding.aside import CLOCK_SECONDS_MORE, MOST, ONE_WORKBOOK

ROOT = Path(__file__).parents[2]


def _said(readme: str, heading: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    table = text.split(f"| {heading} |\n|---|---|\n")[1].split("\n\n")[0]
    return re.findall(r"\d[\d,]*(?: MiB| s)?", table)


def _kept(allowance: Allowance) -> list[str]:
    return [
        f"{allowance.memory_bytes // MIB:,} MiB",
        f"{allowance.processor_seconds} s",
        f"{allowance.clock_seconds} s",
    ]


@pytest.mark.parametrize(
    ("readme", "heading"),
    [("README.md", "limit | for one file"), ("README.zh-CN.md", "限额 | 每个文件")],
)
def test_the_limits_of_a_file_in_the_readme_are_those_that_are_kept(readme: str, heading: str) -> None:
    assert _said(readme, heading) == [
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
    ("readme", "heading"),
    [
        ("README.md", "limit | for understanding what is handed in together"),
        ("README.zh-CN.md", "限额 | 弄懂一次交来的全部文件"),
    ],
)
def test_the_limits_of_understanding_in_the_readme_are_those_that_are_kept(readme: str, heading: str) -> None:
    memory, processor, clock = _kept(ONE_WORKBOOK)
    most_memory, most_processor, most_clock = _kept(MOST)
    assert memory == most_memory
    assert _said(readme, heading) == [
        memory,
        *(processor, most_processor),
        *(clock, f"{CLOCK_SECONDS_MORE} s", most_clock),
    ]


@pytest.mark.parametrize(
    ("readme", "said"),
    [
        ("README.md", "at most {} MiB, {:,} elements, {} levels"),
        ("README.zh-CN.md", "最多 {} MiB、{:,} 个元素、{} 层"),
    ],
)
def test_the_limits_of_a_curriculum_in_the_readme_are_those_that_are_kept(readme: str, said: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert text.count(said.format(MOST_BYTES // MIB, MOST_ELEMENTS, MOST_DEPTH)) == 1
