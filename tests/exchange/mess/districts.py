"""A made-up district as messy workbooks: in memory, or as files of one of the ways schools hand them in."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from openpyxl import Workbook

from service.domain.district import District
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.exchange.reading.sheets import Sheet
from service.exchange.workbook_writing.bells import write_bells
from service.exchange.workbook_writing.overview import write_overview
from service.exchange.workbook_writing.school_calendar import write_school_calendar
from service.exchange.workbook_writing.staff_lists import write_itinerants, write_roster
from tests.exchange.mess.mess import Mess, random_mess
from tests.exchange.mess.pages import Page
from tests.exchange.mess.schools import pages
from tests.exchange.mess.weeks import Fact, facts_of, week_of

_SIZES = ((6,), (9, 4), (12, 6, 3), (7, 7), (3, 2, 1), (18,))


@dataclass(frozen=True)
class MessyDistrict:
    """`mess` is by campus; `files` are the pages of each file, `summary` the file of all other sheets."""

    district: District
    mess: dict[str, Mess]
    files: dict[str, list[Page]]
    summary: str
    truth: frozenset[Fact]


def messy_district(seed: int) -> MessyDistrict:
    rng = Random(f"mess:{seed}")
    classes = rng.choice(_SIZES)
    plan = DistrictPlan(campuses=len(classes), classes=classes, joint=0, seed=seed)
    district = synthetic_district(plan)
    together = rng.random() < 0.4
    mess: dict[str, Mess] = {}
    files: dict[str, list[Page]] = {}
    truth: frozenset[Fact] = frozenset()
    summary = "资料.xlsx" if together else "汇总.xlsx"
    for campus in district.campuses:
        its_mess = random_mess(rng)
        week = week_of(district, campus.id, its_mess.awaited)
        mess[campus.name] = its_mess
        file = summary if together else f"课表_{campus.name}.xlsx"
        files.setdefault(file, []).extend(pages(week, its_mess, rng, not together))
        truth |= facts_of(week)
    return MessyDistrict(district, mess, files, summary, truth)


def sheets(messy: MessyDistrict) -> tuple[Sheet, ...]:
    """As if its files had been read."""
    book = _summary(messy)
    found = [_as_page(book, name).sheet(messy.summary) for name in book.sheetnames]
    found += [page.sheet(file) for file, of_file in messy.files.items() for page in of_file]
    return tuple(found)


def written(messy: MessyDistrict, folder: Path, zipped: bool) -> Path:
    """The files in a folder, or in one zip; what to read."""
    inside = folder / "资料"
    inside.mkdir()
    books = {messy.summary: _summary(messy)}
    for file, of_file in messy.files.items():
        book = books.setdefault(file, _empty())
        for page in of_file:
            page.write(book)
    for file, book in books.items():
        book.save(inside / file)
    if not zipped:
        return inside
    with zipfile.ZipFile(folder / "资料.zip", "w") as archive:
        for file in books:
            archive.write(inside / file, f"各校课表/{file}")
    return folder / "资料.zip"


def _summary(messy: MessyDistrict) -> Workbook:
    district, book = messy.district, _empty()
    campus_ids = [campus.id for campus in district.campuses]
    write_overview(book, district, district.communities[0])
    write_bells(book, district, district.campus_terms)
    write_school_calendar(book, district, district.campus_terms)
    write_itinerants(book, district, campus_ids)
    write_roster(book, district, campus_ids)
    return book


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _as_page(book: Workbook, name: str) -> Page:
    page = Page(name)
    for row in book[name].iter_rows():
        for cell in row:
            if cell.value is not None:
                page.put(cell.row, cell.column, str(cell.value))
    for area in book[name].merged_cells.ranges:
        page.merge(area.min_row, area.min_col, area.max_row, area.max_col)
    return page
