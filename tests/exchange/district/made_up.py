"""The made-up district, read once a session: for every test that asks about it."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from service.domain.district import District
from service.exchange.reading.files import read_sheets
from service.exchange.understanding.intake import Intake, understand
from tests.exchange.case import counting
from tests.exchange.district.workbooks import write_district


@lru_cache
def intake() -> Intake:
    with TemporaryDirectory() as folder:
        return understand(read_sheets([write_district(Path(folder))]).sheets, None, counting())


def district() -> District:
    found = intake().district
    assert found is not None, intake().problems
    return found
