"""Which cells of a recognised sheet an import reads: marked before anything is made of them."""

from collections.abc import Iterator

from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.bells.bells_sheet import BellSheet
from service.exchange.recognition.layouts.home_tables import HomeSheet
from service.exchange.recognition.lists.itinerants_sheet import weekday_columns
from service.exchange.recognition.tables import Table
from service.exchange.reporting.reports import Report


def mark_used(sheet: Sheet, known: object, report: Report) -> None:
    """Cells that say something; what they mean is marked when they are read."""
    for row, column in _used(known):
        if sheet.plain(row, column):
            report.mark(sheet.source(row, column), "")


def _used(known: object) -> Iterator[tuple[int, int]]:
    match known:
        case Table():
            columns = {*known.columns.values(), *weekday_columns(known)}
            yield from ((row.number, column) for row in known.rows() for column in sorted(columns))
        case HomeSheet():
            yield from sorted(known.places)
        case BellSheet():
            yield from known.places()
