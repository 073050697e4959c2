"""The limits of imports in both READMEs are those that are kept."""

import re
from pathlib import Path

import pytest

from service.exchange.reading.limits import LIMITS, MIB

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("readme", "heading"),
    [("README.md", "| limit | for one file |"), ("README.zh-CN.md", "| 限额 | 每个文件 |")],
)
def test_the_limits_in_the_readme_are_those_that_are_kept(readme: str, heading: str) -> None:
    table = (ROOT / readme).read_text(encoding="utf-8").split(f"{heading}\n|---|---|\n")[1].split("\n\n")[0]
    assert re.findall(r"\d[\d,]*(?: MiB| s)?", table) == [
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
        f"{LIMITS.memory_bytes // MIB:,} MiB",
        f"{LIMITS.seconds:.0f} s",
    ]
