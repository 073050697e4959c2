"""Which 校历 are of the term that an import is about, and of which school year that is."""

import re
from collections.abc import Iterator
from dataclasses import replace

from service.domain.district import District
from service.exchange.notation.dates_written import (
    SchoolYear,
    school_year_of_a_date,
    stated_school_year,
    stated_semester,
)
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.sorted_sheets import SortedSheets
from service.exchange.recognition.tables import Table
from service.exchange.reporting.reports import Report

_OF_SCHOOL = re.compile(r"校历[_\-—(].+|.+[_\-—]校历")


def calendars_of_term(sheets: SortedSheets, known: District | None, report: Report) -> tuple[Table, ...]:
    """The 校历 of the term that the other sheets are about; those of the other half of the year are noted.

    The one for all comes first: it says what the term is.
    """
    tables = tuple(part for table in sheets.calendars for part in _parts(table))
    halves = list(dict.fromkeys(half for table in tables if (half := semester_told(table)) is not None))
    if len(halves) > 1:
        others = [title for title in titles_of(sheets, calendars=False) if title]
        name = "" if known is None else known.term.term.name
        wanted = stated_semester(" ".join(others)) or stated_semester(name)
        wanted = wanted if wanted in halves else halves[0]
        for table in tables:
            if semester_told(table) not in (wanted, None):
                report.note("sheet_not_used", table.sheet.whole)
        tables = tuple(table for table in tables if semester_told(table) in (wanted, None))
    return tuple(sorted(tables, key=lambda table: _OF_SCHOOL.search(plain(table.sheet.name)) is not None))


def _parts(table: Table) -> Iterator[Table]:
    """The tables of a sheet that has the header again further down: a half of the year each."""
    sheet, column = table.sheet, table.columns["week"]
    header = sheet.plain(table.header_row, column)
    heads = [
        row
        for row in range(table.header_row, sheet.last_row + 1)
        if sheet.plain(row, column) == header and sheet.anchor(row, column)[0] == row
    ]
    if len(heads) == 1:
        yield table
        return
    begins = [1, *(_title_row(sheet, row) for row in heads[1:]), sheet.last_row + 1]
    for head, first, end in zip(heads, begins, begins[1:], strict=False):
        cells = tuple(cell for cell in sheet.cells if first <= cell.row < end)
        merged = tuple(area for area in sheet.merged if first <= area.first_row < end)
        yield Table(replace(sheet, cells=cells, merged=merged), head, table.columns)


def _title_row(sheet: Sheet, head: int) -> int:
    """The first of the rows with one text that stand directly above a header."""
    row = head
    while row > 1 and len({sheet.plain(row - 1, c) for c in range(1, sheet.last_column + 1)} - {""}) == 1:
        row -= 1
    return row


def semester_told(table: Table) -> int | None:
    """The half of the year that a sheet's name or title says."""
    return stated_semester(f"{table.sheet.name} {table.title}")


def school_year_told(sheets: SortedSheets, known: District | None, report: Report) -> SchoolYear | None:
    """As a title states it; else by a full date in one; else that of the term already known; else it asks."""
    titles = titles_of(sheets)
    stated = sorted({year for title in titles if (year := stated_school_year(title)) is not None})
    if len(stated) > 1:
        report.problem(
            "school_years_differ", sheets.calendars[0].sheet.whole, candidates=tuple(map(str, stated))
        )
    dated = [year for title in titles if (year := school_year_of_a_date(title)) is not None]
    for candidates in (stated, dated):
        if candidates:
            return SchoolYear(candidates[0])
    if known is not None:
        return SchoolYear(known.term.term.school_year)
    report.problem("school_year_unknown", sheets.calendars[0].sheet.whole)
    return None


def titles_of(sheets: SortedSheets, *, calendars: bool = True) -> list[str]:
    """The titles of the sheets that say what term they are of; those of the 校历 come first."""
    of_calendars = [table.title for table in sheets.calendars] if calendars else []
    tables = [*(sheets.calendars if calendars else ()), *sheets.wishes, *sheets.plans]
    return [
        *of_calendars,
        *(bells.title for bells in sheets.bells),
        *(table.title for table in sheets.home_tables),
        *(table.title for table in tables),
    ]
