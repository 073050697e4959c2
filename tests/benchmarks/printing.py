"""How long the sheets take: the worked case (7 pages), and communities of large schools.

`gather` makes the document out of the district, `set` is Typst's part.
"""

import time

from service.domain.district import District
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.exchange.print_sheets.documents import print_document
from service.exchange.print_sheets.headings import Printed
from service.exchange.print_sheets.typesetting import Press
from service.words.catalogue import Words
from tests.exchange import case

_COLUMNS = ("district", "pages", "classes", "bytes", "gather", "set")


def print_table() -> None:
    """One line per district."""
    print("A3 sheets as a PDF, seconds")
    print("  ".join(f"{name:>12}" for name in _COLUMNS))
    press = Press.found()
    _print_line(press, "the case", case.district())
    for classes in (30, 45):
        plan = DistrictPlan(campuses=5, classes=(classes,), joint=30)
        _print_line(press, f"5 × {classes}", synthetic_district(plan))


def _print_line(press: Press, name: str, district: District) -> None:
    day = district.term.term.first_day
    began = time.monotonic()
    communities = [Printed(community.id, day) for community in district.communities]
    document = print_document(district, communities, Words("zh"))
    gathered = time.monotonic()
    pdf = press.pdf(document, day)
    done = time.monotonic()
    row = (
        name,
        len(document.sheets),
        len(district.classes),
        len(pdf),
        f"{gathered - began:.2f}",
        f"{done - gathered:.2f}",
    )
    print("  ".join(f"{cell:>12}" for cell in row))
