"""The term of an import: its school year, its weeks and its first day, from whatever says them."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendars.errors import CalendarError
from calendars.spans import DateSpan
from calendars.terms import Term
from calendars.weeks import TeachingWeek
from service.domain.campus_terms import TermEntry
from service.domain.district import District
from service.domain.identity import TermId
from service.domain.sources import Source
from service.exchange.notation.dates_written import (
    SchoolYear,
    date_spans,
    school_year_of_a_date,
    stated_school_year,
    stated_semester,
)
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.understanding.names import Mint
from service.exchange.understanding.recognition import SortedSheets
from service.exchange.understanding.reports import Report
from service.exchange.understanding.school_calendars import CalendarRemarks, calendar_remarks, calendar_weeks

_EXAM_WEEKS = 3  # the last weeks of a term are review and exams
_FROM = re.compile(
    r"(?:执行|启用|实施|实行)(?:时间|日期)?[::]?(?P<one>20\d\d[年.\-/]\d{1,2}[月.\-/]\d{1,2})"
    r"|(?P<two>20\d\d[年.\-/]\d{1,2}[月.\-/]\d{1,2})日?(?:起|开始)(?:执行|启用|实施|实行|使用)"
)


@dataclass(frozen=True, slots=True)
class TermUnderstood:
    """`own_days` is the span of the 校历; None, as the remarks, where the import has none."""

    entry: TermEntry
    year: SchoolYear
    remarks: CalendarRemarks | None = None
    own_days: DateSpan | None = None
    weeks_given: tuple[TeachingWeek, ...] = ()

    @property
    def with_weeks(self) -> Term:
        """The term with its weeks as this 校历 counts them."""
        return replace(self.entry.term, weeks_given=self.weeks_given)


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
        return TermUnderstood(entry, SchoolYear(known.term.term.school_year))
    year = _school_year(sheets, known, report)
    return None if year is None else _from_calendar(sheets, year, known, lesson_weeks, mint, report)


def _from_calendar(
    sheets: SortedSheets,
    year: SchoolYear,
    known: District | None,
    lesson_weeks: frozenset[int] | None,
    mint: Mint,
    report: Report,
) -> TermUnderstood | None:
    table = sheets.calendars[0]
    for other in sheets.calendars[1:]:
        report.note("sheet_not_used", other.sheet.whole)
    weeks = calendar_weeks(table, year, report)
    remarks = calendar_remarks(table, year, report)
    if not weeks:
        report.problem("calendar_without_weeks", table.sheet.whole)
        return None
    week_one = weeks[0].monday - timedelta(weeks=weeks[0].number - 1)
    own_days = DateSpan.of(weeks[0].days.first, weeks[-1].days.last or weeks[-1].days.first)
    last_friday = weeks[-1].monday + timedelta(days=4)
    default = range(1, max(weeks[-1].number - _EXAM_WEEKS, 1) + 1)
    semester = stated_semester(" ".join(_titles(sheets))) or (1 if week_one.month >= 7 else 2)
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
    given = tuple(week.teaching_week for week in weeks)
    return TermUnderstood(
        TermEntry(before.id if before else TermId(mint()), term),
        year,
        remarks,
        own_days,
        () if given == term.weeks else given,
    )


def _school_year(sheets: SortedSheets, known: District | None, report: Report) -> SchoolYear | None:
    """As a title states it; else by a full date in one; else that of the term already known; else it asks."""
    titles = _titles(sheets)
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


def _titles(sheets: SortedSheets) -> list[str]:
    tables = [*sheets.calendars, *sheets.wishes, *sheets.plans]
    return [
        *(table.title for table in sheets.calendars),
        *(bells.title for bells in sheets.bells),
        *(table.title for table in sheets.home_tables),
        *(table.title for table in tables),
    ]


def _first_day_of_tables(sheets: SortedSheets, week_one: date) -> date | None:
    """The earliest `执行时间` of the tables in the first two weeks; later ones are changes in mid-term."""
    found = []
    for table in sheets.home_tables:
        if (match := _FROM.search(table.title)) is not None:
            try:
                span = date_spans(match["one"] or match["two"], SchoolYear(week_one.year))[0]
            except NotUnderstoodError:
                continue
            found.append(span.first)
    begins = DateSpan(week_one, week_one + timedelta(weeks=2))
    return min((day for day in found if begins.contains(day)), default=None)


def _first_day(before: TermEntry | None, week_one: date) -> date:
    return week_one if before is None else before.term.first_day


def _with_lesson_weeks(entry: TermEntry, lesson_weeks: frozenset[int]) -> TermEntry:
    return replace(entry, term=replace(entry.term, lesson_weeks=lesson_weeks))
