"""Made-up districts, written down with every kind of mess, are read back with no difference."""

from pathlib import Path

import pytest

from service.exchange.reading.files import read_sheets
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.intake import understand
from tests.exchange.case import counting
from tests.exchange.mess.districts import MessyDistrict, messy_district, sheets, written
from tests.exchange.mess.weeks import facts_read


def _assert_reads_back(messy: MessyDistrict, found: tuple[Sheet, ...]) -> None:
    """Every lesson, of every campus; a failure names the mess of the campus."""
    intake = understand(found, None, counting())
    assert intake.district is not None, (intake.problems, messy.mess)
    read = facts_read(intake.district)
    for campus, mess in messy.mess.items():
        expected = {fact for fact in messy.truth if fact[0] == campus}
        assert {fact for fact in read if fact[0] == campus} == expected, mess
    assert len(read) == len(messy.truth)


@pytest.mark.parametrize("seed", range(40))
def test_messy_tables_are_read_back(seed: int) -> None:
    messy = messy_district(seed)
    _assert_reads_back(messy, sheets(messy))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(200))
def test_messy_workbooks_are_read_back(seed: int, tmp_path: Path) -> None:
    messy = messy_district(seed)
    reading = read_sheets([written(messy, tmp_path, zipped=seed % 3 == 0)])
    assert reading.problems == ()
    _assert_reads_back(messy, reading.sheets)
