"""Which sheet is what, by what it holds: its name alone decides nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from service.domain.problems import ProblemCode
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.bells.bells_sheet import BellSheet, bell_sheet
from service.exchange.recognition.derived_sheets import is_unfilled, is_view, without_samples
from service.exchange.recognition.lacking_columns import lacking_columns
from service.exchange.recognition.layouts.home_tables import HomeSheet
from service.exchange.recognition.layouts.layout_a import layout_a
from service.exchange.recognition.layouts.layout_b import layout_b
from service.exchange.recognition.layouts.layout_c import layout_c
from service.exchange.recognition.layouts.layout_c_across import classes_without_lessons, layout_c_across
from service.exchange.recognition.lists.calendar_sheet import calendar_table, events_table
from service.exchange.recognition.lists.closures_sheet import closures_table
from service.exchange.recognition.lists.itinerants_sheet import itinerants_table
from service.exchange.recognition.lists.ledger_sheet import called_ledger, ledger_table
from service.exchange.recognition.lists.memberships_sheet import memberships_table
from service.exchange.recognition.lists.overview_sheet import Overview, overview
from service.exchange.recognition.lists.plans_sheet import plans_table
from service.exchange.recognition.lists.rooms_sheet import rooms_table
from service.exchange.recognition.lists.roster_sheet import roster_table
from service.exchange.recognition.lists.travels_sheet import travels_table
from service.exchange.recognition.lists.unavailable_sheet import unavailable_table
from service.exchange.recognition.lists.wishes_sheet import wishes_table
from service.exchange.recognition.of_teachers import NOT_NEEDED, table_of_teachers
from service.exchange.recognition.tables import Table
from service.exchange.recognition.unread_weeks import tell_unread_week
from service.exchange.recognition.unused_parts import note_unused
from service.exchange.recognition.used_parts import mark_used
from service.exchange.reporting.reports import Report


@dataclass(frozen=True)
class SortedSheets:
    """The sheets of an import by what they are, each kind in the order of the workbooks."""

    home_tables: list[HomeSheet] = field(default_factory=list)
    bells: list[BellSheet] = field(default_factory=list)
    calendars: list[Table] = field(default_factory=list)
    events: list[Table] = field(default_factory=list)
    closures: list[Table] = field(default_factory=list)
    ledgers: list[Table] = field(default_factory=list)
    rooms: list[Table] = field(default_factory=list)
    wishes: list[Table] = field(default_factory=list)
    plans: list[Table] = field(default_factory=list)
    itinerants: list[Table] = field(default_factory=list)
    rosters: list[Table] = field(default_factory=list)
    overviews: list[Overview] = field(default_factory=list)
    memberships: list[Table] = field(default_factory=list)
    travels: list[Table] = field(default_factory=list)
    unavailable: list[Table] = field(default_factory=list)
    exports: set[str] = field(default_factory=set, compare=False)  # files that an export wrote
    # files with weeks of teachers or a 任课表: what is said of them where nothing else was sent
    of_teachers: dict[str, ProblemCode] = field(default_factory=dict, compare=False)


Recogniser = Callable[[Sheet], object | None]

#: The first that knows a sheet has it; those that ask for more columns stand before those that ask for fewer.
RECOGNISERS: tuple[tuple[str, Recogniser], ...] = (
    ("home_tables", layout_a),
    ("home_tables", layout_b),
    ("home_tables", layout_c),
    ("home_tables", layout_c_across),
    ("ledgers", called_ledger),
    ("wishes", wishes_table),
    ("plans", plans_table),
    ("memberships", memberships_table),
    ("rooms", rooms_table),
    ("unavailable", unavailable_table),
    ("itinerants", itinerants_table),
    ("travels", travels_table),
    ("rosters", roster_table),
    ("ledgers", ledger_table),
    ("closures", closures_table),
    ("events", events_table),
    ("calendars", calendar_table),
    ("bells", bell_sheet),
    ("overviews", overview),
)


def sort_sheets(sheets: Iterable[Sheet], report: Report) -> SortedSheets:
    """Hidden and unrecognised sheets are noted and not used; hidden rows and columns are used, and noted."""
    found = SortedSheets()
    for sheet in sheets:
        if not sheet.cells and not sheet.failed:
            continue
        if sheet.hidden:
            report.note("sheet_hidden", sheet.whole)
            continue
        if is_view(sheet):
            found.exports.add(sheet.file)
            continue
        whole, sheet = sheet, without_samples(sheet, report)
        for cell in sheet.failed:
            # Of a sheet that is not recognised, too: it may be why.
            report.has_failed(sheet.source(cell.row, cell.column), cell.text)
        for kind, recognise in RECOGNISERS:
            if (known := recognise(sheet)) is not None:
                getattr(found, kind).append(known)
                report.is_a(kind, sheet)
                mark_used(sheet, known, report)
                note_unused(sheet, known, report)
                break
        else:
            of_teachers = table_of_teachers(sheet)
            if not is_unfilled(whole, sheet):
                _say_why(sheet, of_teachers, report)
            if of_teachers is not None:
                found.of_teachers.setdefault(sheet.file, of_teachers)
    return found


def _say_why(sheet: Sheet, of_teachers: ProblemCode | None, report: Report) -> None:
    """A sheet that nobody knows may be anything; one that is called so is known to lack a column or all."""
    lacking, weeks = lacking_columns(sheet), classes_without_lessons(sheet)
    for title in weeks:  # of duties, far more often than of lessons: it must not keep out the timetable
        source = sheet.source(title.row, title.column) if title.row else sheet.whole
        report.note("table_without_subjects", source, text=plain(title.text))
    if weeks:
        return
    if lacking is None:
        if not tell_unread_week(sheet, report):
            report.note("sheet_not_used" if of_teachers is None else NOT_NEEDED[of_teachers], sheet.whole)
    elif lacking.listed:
        report.problem("headers_missing", lacking.source, text=lacking.listed, columns=lacking.columns)
    else:
        report.problem("column_missing", lacking.source, columns=lacking.columns, candidates=lacking.headers)
