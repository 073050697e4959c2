"""The term of an import: its school year, its weeks and its first day, from whatever says them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendars.errors import CalendarError
from calendars.spans import DateSpan
from calendars.terms import Term
from calendars.weeks import TeachingWeek
from service.domain.campus_terms import TermEntry
from service.domain.district import District
from service.domain.identity import CampusId, TermId
from service.domain.sources import Source
from service.exchange.notation.dates_written import (
    Mondays,
    SchoolYear,
    stated_semester,
)
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.notation.starts_written import start_written
from service.exchange.recognition.sorted_sheets import SortedSheets
from service.exchange.recognition.tables import Table
from service.exchange.reporting.reports import Report
from service.exchange.understanding.calendars.calendars_of_term import (
    calendars_of_term,
    school_year_told,
    semester_told,
    titles_of,
)
from service.exchange.understanding.calendars.school_calendars import (
    CalendarRemarks,
    CalendarWeek,
    calendar_remarks,
    calendar_weeks,
)
from service.exchange.understanding.district.names import Mint, Names
from service.exchange.understanding.district.scopes import campuses_named

_OF_ALL = re.compile(r"统一|教共体|教联体|共同体|集团|全区|全县|各校")
_EXAM_WEEKS = 3  # the last weeks of a term are review and exams


@dataclass(frozen=True, slots=True)
class CalendarUnderstood:
    """A 校历: `title` may name the campuses it is of; `own_days` is its span.

    `weeks_given` is empty where its weeks are those that the term has anyhow. `is_own`: it names a campus.
    """

    title: str
    remarks: CalendarRemarks
    own_days: DateSpan
    weeks_given: tuple[TeachingWeek, ...]
    source: Source
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class TermUnderstood:
    """`calendars` are the 校历 of the term, the one it was read from first; none where there is none."""

    entry: TermEntry
    year: SchoolYear
    calendars: tuple[CalendarUnderstood, ...] = ()

    @property
    def with_weeks(self) -> Term:
        """The term with its weeks as its 校历 counts them."""
        given = self.calendars[0].weeks_given if self.calendars else ()
        return replace(self.entry.term, weeks_given=given)

    def calendar_of(self, campus_id: CampusId, names: Names) -> CalendarUnderstood | None:
        """The 校历 that names the campus, where there are several; else the first that names none."""
        if len(self.calendars) < 2:
            return self.calendars[0] if self.calendars else None
        of_all = None
        for calendar in self.calendars:
            campuses = () if _OF_ALL.search(calendar.title) else campuses_named(calendar.title, names)[0]
            if any(campus.id == campus_id for campus in campuses):
                return replace(calendar, is_own=True)
            of_all = of_all or (calendar if not campuses else None)
        return of_all


def understood_term(
    sheets: SortedSheets,
    known: District | None,
    lesson_weeks: frozenset[int] | None,
    mint: Mint,
    report: Report,
) -> TermUnderstood | None:
    """From the 校历; without one, the term already known. None, and a problem, when there is neither."""
    if not sheets.calendars:
        if known is None:
            report.problem("calendar_missing", Source("", "", ""))
            return None
        entry = known.term if lesson_weeks is None else _with_lesson_weeks(known.term, lesson_weeks)
        return TermUnderstood(entry, SchoolYear(entry.term.school_year, _mondays(entry.term.weeks)))
    year = school_year_told(sheets, known, report)
    return None if year is None else _from_calendar(sheets, year, known, lesson_weeks, mint, report)


def _from_calendar(
    sheets: SortedSheets,
    year: SchoolYear,
    known: District | None,
    lesson_weeks: frozenset[int] | None,
    mint: Mint,
    report: Report,
) -> TermUnderstood | None:
    tables = calendars_of_term(sheets, known, report)
    table = tables[0]
    weeks = calendar_weeks(table, year, report)
    year = _with_weeks(year, weeks)
    remarks = calendar_remarks(table, year, report)
    if not weeks:
        report.problem("calendar_without_weeks", table.sheet.whole)
        return None
    week_one = weeks[0].monday - timedelta(weeks=weeks[0].number - 1)
    last_friday = weeks[-1].monday + timedelta(days=4)
    default = range(1, max(weeks[-1].number - _EXAM_WEEKS, 1) + 1)
    semester = (
        semester_told(table)
        or stated_semester(" ".join(titles_of(sheets)))
        or (1 if week_one.month >= 7 else 2)
    )
    name = f"{year.begins}—{year.begins + 1}学年第{'一二'[semester - 1]}学期"
    before = known.term if known is not None and known.term.term.name == name else None
    try:
        term = Term(
            name=name,
            first_day=remarks.first_day
            or _first_day_of_tables(sheets, week_one)
            or _first_day(before, week_one),
            last_day=remarks.last_day or last_friday,
            week_one=week_one,
            lesson_weeks=lesson_weeks or (before.term.lesson_weeks if before else frozenset(default)),
        )
    except CalendarError as error:
        report.problem("calendar_impossible", table.sheet.whole, why=str(error))
        return None
    others = ((one, calendar_weeks(one, year, report)) for one in tables[1:])
    return TermUnderstood(
        TermEntry(before.id if before else TermId(mint()), term),
        year,
        (
            _calendar(table, weeks, remarks, term),
            *(
                _calendar(one, its, calendar_remarks(one, _with_weeks(year, its), report), term)
                for one, its in others
                if its
            ),
        ),
    )


def _with_weeks(year: SchoolYear, weeks: Iterable[CalendarWeek]) -> SchoolYear:
    return replace(year, mondays=_mondays(weeks))


def _mondays(weeks: Iterable[CalendarWeek] | Iterable[TeachingWeek]) -> Mondays:
    return tuple((week.number, week.monday) for week in weeks)


def _calendar(
    table: Table, weeks: Sequence[CalendarWeek], remarks: CalendarRemarks, term: Term
) -> CalendarUnderstood:
    given = tuple(week.teaching_week for week in weeks)
    return CalendarUnderstood(
        f"{plain(table.sheet.name)} {table.title}",
        remarks,
        DateSpan.of(weeks[0].days.first, weeks[-1].days.last or weeks[-1].days.first),
        () if given == term.weeks else given,
        table.sheet.whole,
    )


def _first_day_of_tables(sheets: SortedSheets, week_one: date) -> date | None:
    """The earliest on which a table says that it begins, in the first two weeks; later ones are changes."""
    year, begins = SchoolYear(week_one.year), DateSpan(week_one, week_one + timedelta(weeks=2))
    days = (_start_titled(table.title, year) for table in sheets.home_tables)
    return min((day for day in days if day is not None and begins.contains(day)), default=None)


def _start_titled(title: str, year: SchoolYear) -> date | None:
    """None, too, where day and weekday differ: that is asked when the table is taken."""
    try:
        return start_written(title, year)
    except NotUnderstoodError:
        return None


def _first_day(before: TermEntry | None, week_one: date) -> date:
    return week_one if before is None else before.term.first_day


def _with_lesson_weeks(entry: TermEntry, lesson_weeks: frozenset[int]) -> TermEntry:
    return replace(entry, term=replace(entry.term, lesson_weeks=lesson_weeks))
