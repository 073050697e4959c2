"""A changed table that says from when it holds is not taken from the term's first day."""

from datetime import date

import pytest

from service.exchange.understanding.intake import Options, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import SHEETS, changed, grids


def _codes(title: str, from_day: date | None = None) -> list[str]:
    known = understand(grids(), None, counting()).district
    table = changed(SHEETS["总课表-柳河校区"], 1, 1, title)
    again = understand(grids({"总课表-柳河校区": table}), known, counting("n"), Options(from_day))
    return [problem.code for problem in again.problems]


@pytest.mark.parametrize(
    "said", ["2026年9月21日起执行", "9月21日起执行", "第4周起执行", "自2026.9.21开始实行"]
)
def test_a_later_start_is_refused_until_the_day_is_given(said: str) -> None:
    title = f"柳河校区总课表({said})"
    assert _codes(title) == ["table_starts_later"]
    assert _codes(title, date(2026, 9, 21)) == []


@pytest.mark.parametrize(
    "said", ["2026年9月1日起执行", "第1周起执行", "2026年9月21日制", "夏季作息9月21日起执行"]
)
def test_the_first_week_the_day_it_was_made_and_bells_are_no_later_start(said: str) -> None:
    assert _codes(f"柳河校区总课表({said})") == []
