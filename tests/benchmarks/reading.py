"""Reading and understanding workbooks in this process, against a bare `openpyxl.load_workbook` of the same.

`read` is the reader's time, `understand` that of the whole intake, both CPU; `child` is the wall time of
reading the file as the service does it, in a process of its own.
"""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from service.exchange.reading.contents import answer_for
from service.exchange.reading.drafts import Budget
from service.exchange.reading.files import read_sheets
from service.exchange.reading.limits import LIMITS
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.intake import understand
from tests.exchange import case
from tests.exchange.case import counting
from tests.exchange.workbooks import Rows, workbook

ROUNDS = 5
_COLUMNS = ("workbook", "cells", "read ms", "understand", "both", "openpyxl", "both:openpyxl", "child ms")
_DAYS = "一二三四五"
_LESSONS = (
    "语文\n赵霞",
    "数学（孙丽）",
    "体 育\n李勇",
    "信息/劳动(单/双)\n李勇/赵霞",
    "音乐\n钱华",
    "英语\n周杰",
)


def print_table() -> None:
    """Milliseconds, the best of some rounds."""
    print(f"Reading workbooks, milliseconds of CPU, best of {ROUNDS}")
    print("  ".join(f"{name:>13}" for name in _COLUMNS))
    with TemporaryDirectory() as folder:
        _print_line("the case", case.WORKBOOK)
        _print_line("30 classes", workbook(Path(folder) / "总课表.xlsx", {"总课表": home_table(30)}))


def home_table(classes: int) -> Rows:
    """A 总课表 in layout A: 8 periods on 5 days, six grades."""
    labels = [f"{'一二三四五六'[number % 6]}({number // 6 + 1})班" for number in range(classes)]
    lines: list[list[object]] = [["柳河小学2026—2027学年度第一学期总课表"], ["星期", "节次", *labels]]
    for day, name in enumerate(_DAYS):
        for period in range(1, 9):
            lessons = [_LESSONS[(day + period + number) % len(_LESSONS)] for number in range(classes)]
            lines.append([f"星期{name}" if period == 1 else None, period, *lessons])
    return lines


def _print_line(name: str, path: Path) -> None:
    data = path.read_bytes()

    def read() -> tuple[Sheet, ...]:
        return answer_for(data, path.name, Budget(LIMITS)).sheets

    sheets = read()
    reading = _best(read)
    understanding = _best(lambda: understand(sheets, None, counting()))
    bare = _best(lambda: openpyxl.load_workbook(path, data_only=True))
    began = time.monotonic()
    read_sheets([path])
    child = (time.monotonic() - began) * 1000
    both = reading + understanding
    figures = (f"{number:.1f}" for number in (reading, understanding, both, bare))
    row = (name, sum(len(sheet.cells) for sheet in sheets), *figures, f"{both / bare:.2f}", f"{child:.0f}")
    print("  ".join(f"{cell:>13}" for cell in row))


def _best(action: Callable[[], object]) -> float:
    """Milliseconds of CPU."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        action()
        times.append(time.process_time() - began)
    return min(times) * 1000
