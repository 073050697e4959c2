"""The bells of each campus: its own sheet's, else the common ones, those known, those of its table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from calendars.bells import EVERY_WEEKDAY, BellBook, BellSchedule, PeriodKind, numbered
from calendars.errors import CalendarError
from calendars.spans import ALWAYS
from calendars.terms import Term
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.sources import Source
from service.exchange.notation.clock_times import clock_span
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import period_label
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.bells.bell_blocks import BellBlock
from service.exchange.recognition.bells.bells_sheet import BellSheet
from service.exchange.recognition.layouts.home_tables import HomeTable
from service.exchange.reporting.reports import Report
from service.exchange.understanding.calendars.bell_headings import Heading, heading, names_a_school
from service.exchange.understanding.calendars.bell_rows import BellRow, bell_rows, parted
from service.exchange.understanding.calendars.bell_seasons import Written, once, refuse_contradictions
from service.exchange.understanding.district.campus_names import key
from service.exchange.understanding.district.names import Names

_ALL_YEAR = "全年"
_ROOM_FOR_BREAKS = 10  # of one day; see calendars.bells.numbered


@dataclass(frozen=True)
class BellReader:
    """Reads sheets of bells of one term."""

    names: Names
    term: Term
    tables: Mapping[CampusId, tuple[HomeTable, ...]]
    report: Report

    def books(self, sheets: Iterable[BellSheet], known: District | None) -> dict[CampusId, BellBook]:
        """The bells of each campus that has some; a table without bells is a problem.

        A campus has the schedules that name it, else those that name its school, else all that name none,
        else what is known of it, else those of the times in its table. Where they are as before,
        what was rung for some days since stays.
        """
        common: list[Written] = []
        own: dict[CampusId, list[Written]] = {}
        of_school: dict[CampusId, list[Written]] = {}
        for sheet in sheets:
            for block in sheet.blocks:
                meant = self._meant(sheet, block)
                written = self._schedules(sheet, block, meant)
                theirs = of_school if self._is_a_school(meant.campuses or ()) else own
                for campus_id in meant.campuses or ():
                    theirs.setdefault(campus_id, []).extend(written)
                if not meant.campuses and not meant.unknown:
                    common += written
        shared = self._book(common)
        found = {} if known is None else {entry.campus_id: entry.bells for entry in known.campus_terms}
        for campus in self.names.here:
            tables = self.tables.get(campus.id, ())
            book = self._book(own.get(campus.id, ()))
            school = self._book(of_school.get(campus.id) or self._of_main_site(campus, own))
            if book is None and school is not None and _rings_so(school, tables):
                book = school
            before = found.get(campus.id)
            book = book or shared or before
            if book is not None and before is not None and before.said_again_by(book):
                book = before
            if book is None and tables and (book := _book_of_tables(tables, self.report)) is None:
                self.report.problem("bells_missing", tables[0].sheet.whole, campus=campus.name)
            if book is not None:
                found[campus.id] = book
        return found

    def _is_a_school(self, campuses: tuple[CampusId, ...]) -> bool:
        """Whether these are all the sites of one school (作息_城关小学); one may have its own sheet, too."""
        sites = self.names.sites_called(self.names.school_of(campuses[0])) if campuses else ()
        return bool(sites) and {site.id for site in sites} == set(campuses)

    def _of_main_site(self, campus: Campus, own: Mapping[CampusId, list[Written]]) -> Sequence[Written]:
        """A 教学点 rings as its school does, where the school itself is a site."""
        school = self.names.school_of(campus.id)
        main = self.names.exact(school) if school else None
        return () if main is None or key(main.name) != key(school) else own.get(main.id, ())

    def _meant(self, sheet: BellSheet, block: BellBlock) -> Heading:
        """All that columns, headers, titles and the sheet's name say, the nearest first."""
        grid, meant = sheet.sheet, Heading()
        texts = [(grid.text(*place), grid.source(*place)) for place in (*block.whose, *block.headings)]
        for text, source in (*texts, (grid.name, grid.whole)):
            said = self.report.read(
                lambda written: heading(written, self.names, self.term.last_day), text, source
            )
            if said is None:
                continue
            if meant.campuses is None and said.unknown and self._is_a_name(said, source, sheet, block):
                campus = self.names.campus(said.unknown, source)
                if campus is not None:
                    said = replace(said, unknown="", campuses=(campus.id,))
            elif said.unknown:
                said = replace(said, unknown="")
            meant = replace(meant.under(said), unknown=meant.unknown or said.unknown)
        if meant.campuses is None and (whole := self._school_of_file(sheet)) is not None:
            meant = replace(meant, campuses=(whole,))
        return self._dated(meant, grid.whole).since(self.term.week_one)

    def _dated(self, meant: Heading, source: Source) -> Heading:
        """A season that says no date, with the one that it was answered to have: 冬令 is 冬令(10月8日起)."""
        if not meant.seasonal or meant.days is not None:
            return meant
        answer = self.report.meant(CorrectionKind.TEXT, meant.name, source)
        if answer is None:
            return meant
        try:
            return replace(meant, days=heading(answer, self.names, self.term.last_day).days)
        except NotUnderstoodError:
            return meant

    def _is_a_name(self, said: Heading, source: Source, sheet: BellSheet, block: BellBlock) -> bool:
        """Whether a word that is none of ours stands where a school is named: in 作息_<school>, in 学校."""
        if not source.cell:
            return "作息" in sheet.sheet.name and not plain(sheet.sheet.name).startswith("统一")
        of_school = {sheet.sheet.source(*place) for place in block.whose}
        return source in of_school or names_a_school(said.unknown)

    def _school_of_file(self, sheet: BellSheet) -> CampusId | None:
        """The campus of a file that holds its table alone and is called after it: 课表_碧湖小学.xlsx."""
        file = sheet.sheet.file
        there = [one for one, tables in self.tables.items() if any(t.sheet.file == file for t in tables)]
        if len(there) != 1 or len(self.tables) == 1:
            return None
        called = self.names.campus_of(there[0]).names
        return there[0] if any(name in plain(sheet.sheet.file) for name in map(plain, called)) else None

    def _schedules(self, sheet: BellSheet, block: BellBlock, meant: Heading) -> list[Written]:
        source = sheet.sheet.source(*block.place)
        rows = bell_rows(sheet.sheet, block, sheet.title, self.report)
        found = []
        for (weekdays, grades), some in parted(rows):
            try:
                schedule = BellSchedule(
                    meant.name or _ALL_YEAR,
                    numbered((row.kind, row.label, row.span) for row in _fitting(some)),
                    meant.days or ALWAYS,
                    _both(meant.weekdays, weekdays) or EVERY_WEEKDAY,
                    _both(meant.grades, grades),
                )
            except CalendarError as error:
                self.report.problem("bells_impossible", source, why=str(error))
                continue
            found.append(Written(schedule, source))
        return found

    def _book(self, written: Sequence[Written]) -> BellBook | None:
        """The schedules as one book."""
        written = once(written)
        refuse_contradictions(written, self.term.last_day, self.report)
        schedules = tuple(one.schedule for one in written)
        return BellBook(schedules) if any(schedule.lessons for schedule in schedules) else None


def _both(one: frozenset[int] | None, other: frozenset[int] | None) -> frozenset[int] | None:
    if one is None or other is None:
        return one or other
    return one & other


def _fitting(rows: Sequence[BellRow]) -> Iterator[BellRow]:
    """Without the plain breaks between lessons, where a day has more than can be numbered."""
    short = (PeriodKind.BREAK, PeriodKind.ASSEMBLY)
    many = sum(row.kind in short for row in rows) > _ROOM_FOR_BREAKS
    for row in rows:
        if not (many and row.kind is PeriodKind.BREAK and row.label.startswith("课间")):
            yield row


def _rings_so(book: BellBook, tables: Iterable[HomeTable]) -> bool:
    """Whether a table says no times of its own, or those of one of the book's schedules.

    What cannot be read of its times is nobody's problem: they are only compared.
    """
    own = _book_of_tables(tables, Report())
    if own is None:
        return True
    spans = {lesson.span for schedule in own.schedules for lesson in schedule.lessons}
    return any(spans <= {lesson.span for lesson in schedule.lessons} for schedule in book.schedules)


def _book_of_tables(tables: Iterable[HomeTable], report: Report) -> BellBook | None:
    """Bells from the times in the tables, for a campus without a bell sheet; None where none has some."""
    return next((book for table in tables if (book := _book_of_table(table, report)) is not None), None)


def _book_of_table(table: HomeTable, report: Report) -> BellBook | None:
    """By the times of its first weekday."""
    rows = []
    for slot in table.slots:
        if slot.weekday.text != table.slots[0].weekday.text or not slot.time_text:
            continue
        label = report.read(period_label, slot.period.text, table.source(slot.period))
        span = report.read(clock_span, slot.time_text, table.source(slot.times[0]))
        if label is not None and span is not None:
            rows.append((label.kind, label.text, span))
    if not rows:
        return None
    try:
        return BellBook((BellSchedule(_ALL_YEAR, numbered(rows), ALWAYS),))
    except CalendarError as error:
        report.problem("bells_impossible", table.sheet.whole, why=str(error))
        return None
