"""The bells of each campus: its own sheet's, else the common ones, those known, those of its table."""

from collections.abc import Iterable, Mapping, Sequence

from calendars.bells import BellBook, BellSchedule, numbered
from calendars.errors import CalendarError
from calendars.spans import ALWAYS
from service.domain.district import District
from service.domain.identity import CampusId
from service.exchange.notation.clock_times import clock_span
from service.exchange.notation.dates_written import SchoolYear
from service.exchange.notation.period_labels import period_label
from service.exchange.notation.plain_text import plain
from service.exchange.understanding.bells_sheet import BellRow, BellSheet, bell_rows, season_dates
from service.exchange.understanding.layout_a import HomeTable
from service.exchange.understanding.names import Names
from service.exchange.understanding.reports import Report

_ALL_YEAR = "全年"


def bell_books(
    sheets: Iterable[BellSheet],
    tables: Mapping[CampusId, HomeTable],
    known: District | None,
    year: SchoolYear,
    names: Names,
    report: Report,
) -> dict[CampusId, BellBook]:
    """The bells of each campus that has some; a table without bells is a problem."""
    common: list[BellSheet] = []
    own: dict[CampusId, list[BellSheet]] = {}
    for sheet in sheets:
        campus = names.campus(sheet.campus, sheet.sheet.whole) if sheet.campus else None
        if campus is not None:
            own.setdefault(campus.id, []).append(sheet)
        elif not sheet.campus:
            common.append(sheet)
    shared = _book(common, year, report) if common else None
    before = {} if known is None else {entry.campus_id: entry.bells for entry in known.campus_terms}
    found = dict(before)
    for campus in names.here:
        table = tables.get(campus.id)
        book = _book(own[campus.id], year, report) if campus.id in own else shared or before.get(campus.id)
        if book is None and table is not None and (book := _book_of_table(table, report)) is None:
            report.problem("bells_missing", table.sheet.whole, campus=campus.name)
        if book is not None:
            found[campus.id] = book
    return found


def _book(sheets: Sequence[BellSheet], year: SchoolYear, report: Report) -> BellBook | None:
    """Every season of the sheets as a schedule. Only the first of the year may be without a date."""
    schedules: list[BellSchedule] = []
    for sheet in sheets:
        for season in sheet.seasons:
            source = sheet.sheet.source(season.header_row, season.time_columns[0])
            rows = bell_rows(sheet, season, report)
            valid = season_dates(season, year, source, report)
            if valid == ALWAYS and any(schedule.valid == ALWAYS for schedule in schedules):
                report.problem("season_without_date", source, text=season.season or _ALL_YEAR)
            try:
                schedules.append(BellSchedule(season.season or _ALL_YEAR, numbered(rows), valid))
            except CalendarError as error:
                report.problem("bells_impossible", source, why=str(error))
    return BellBook(tuple(schedules)) if schedules and schedules[0].lessons else None


def _book_of_table(table: HomeTable, report: Report) -> BellBook | None:
    """Bells from the times in the table itself, for a campus without a bell sheet; None where it has none."""
    rows: list[BellRow] = []
    first_weekday = None
    for row in table.rows():
        first_weekday = first_weekday or row.weekday
        if row.weekday != first_weekday or not plain(row.time):
            continue
        source = table.sheet.source(row.row, table.time_column or table.period_column)
        label = report.read(period_label, row.label, table.sheet.source(row.row, table.period_column))
        span = report.read(clock_span, row.time, source)
        if label is not None and span is not None:
            rows.append((label.kind, label.text, span))
    if not rows:
        return None
    try:
        return BellBook((BellSchedule(_ALL_YEAR, numbered(rows), ALWAYS),))
    except CalendarError as error:
        report.problem("bells_impossible", table.sheet.whole, why=str(error))
        return None
