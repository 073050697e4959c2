"""A date of a list of things to come: unmistakable, and of this school year."""

import re
from datetime import date

from service.exchange.notation.dates_written import SchoolYear
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.tables import Row
from service.exchange.reporting.reports import Report


def in_school_year(day: date, row: Row, role: str, year: SchoolYear, report: Report) -> bool:
    """False, and a problem, for a day of another one. Sessions are held before a term begins, too."""
    return _within(day, year.date_of(8, 1), year.date_of(7, 31), row, role, report)


def _within(day: date, first: date, last: date, row: Row, role: str, report: Report) -> bool:
    if first <= day <= last:
        return True
    report.problem(
        "date_outside_term",
        row.source(role),
        text=row.plain(role),
        first=first.isoformat(),
        last=last.isoformat(),
    )
    return False


def ambiguous_number(row: Row, role: str, report: Report) -> bool:
    """10.1 as a number may have been typed as 10.10: nobody can tell. True, and a problem."""
    column = row.table.columns.get(role)
    if column is None or not row.table.sheet.typed_as_number(row.number, column):
        return False
    if re.fullmatch(r"\d+\.[123]", plain(row.text(role))) is None:
        return False
    report.problem("date_typed_as_number", row.source(role), text=row.text(role))
    return True
