"""节假日与调休: line by line the days off, half days off and make-up days, and which schools they are for."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from calendars.bells import BellBook
from calendars.closures import Closure
from calendars.spans import DateSpan
from calendars.teaching_days import DayRule
from service.domain.identity import CampusId
from service.domain.sources import Source
from service.exchange.notation.dates_written import CalendarYear, SchoolYear, SomeYear
from service.exchange.notation.day_sayings import Part, follow_rules, part_of_day, says_whose, stays_open
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.tables import Row, Table
from service.exchange.reporting.reports import Report
from service.exchange.understanding.calendars.calendar_facts import Fact, OffFact, RuleFact
from service.exchange.understanding.calendars.closure_lines import (
    clause_rules,
    clauses,
    dates_and_more,
    grades_said,
    is_about_the_day,
    is_closing,
    is_for_all,
    is_makeup,
    part_said,
    reason_of,
    rules_told,
    single_days,
    texts_of,
)
from service.exchange.understanding.calendars.dates_in_term import ambiguous_number
from service.exchange.understanding.district.names import Names
from service.exchange.understanding.district.scopes import Scope, scopes

_YEAR = re.compile(r"(20\d\d)年(?!.{0,3}学期)")
_DATED = re.compile(r"(?:20\d\d[-./年])?\d{1,2}[月./-]\d")


@dataclass(frozen=True)
class ClosureReader:
    """Reads the lines of such a list for the campuses of an import."""

    names: Names
    bells: Mapping[CampusId, BellBook]
    school_year: SchoolYear
    report: Report

    def facts(self, table: Table) -> Iterator[Fact]:
        """What each line says of each campus; of those that a line for all leaves out, that it does so."""
        stated = _YEAR.search(plain(table.sheet.name) + table.title)
        year = (
            CalendarYear(int(stated[1]), self.school_year.mondays)
            if stated and "学年" not in table.title
            else self.school_year
        )
        for row in table.rows():
            meant = scopes(row.text("scope"), row.source("scope"), self.names, self.report)
            said = tuple(self._said(row, year))
            grades = grades_said(row)
            for scope in meant:
                for one in said:
                    yield from self._at(scope, one, grades, row)
            if not is_for_all(row, self.names):
                continue
            # 10.1-10.7, 补班 9.20, 全体(柳河校区除外): who makes up otherwise has the holiday all the same.
            off = (
                [one for one in said if isinstance(one, Closure)]
                if any(isinstance(one, DayRule) for one in said)
                else []
            )
            for campus in self.names.here:
                if all(scope.campus_id != campus.id for scope in meant):
                    for closure in off:
                        yield from self._at(Scope(campus.id), closure, grades, row)
                    yield from (
                        RuleFact(
                            campus_id=campus.id,
                            source=row.source("scope"),
                            text=row.plain("scope"),
                            excepts=True,
                            rule=DayRule(one.day, None),
                        )
                        for one in said
                        if isinstance(one, DayRule)
                    )

    def _at(
        self, scope: Scope, one: Closure | DayRule, grades: frozenset[int] | None, row: Row
    ) -> Iterator[Fact]:
        source = row.source("days" if row.plain("days") else "makeup")
        text = " ".join(texts_of(row))
        of_grades = scope.grades or grades
        off: Callable[[Closure], OffFact] = lambda closure: OffFact(  # noqa: E731
            campus_id=scope.campus_id,
            source=source,
            text=text,
            named=not is_for_all(row, self.names),
            closure=closure,
        )
        if isinstance(one, Closure):
            part = self.report.read(part_of_day, part_said(row), source) or Part()
            yield off(replace(one, grades=of_grades, span=part.at(self.bells.get(scope.campus_id))))
            return
        yield RuleFact(
            campus_id=scope.campus_id,
            source=source,
            text=text,
            named=not is_for_all(row, self.names),
            rule=one,
        )
        if others := self._others(scope, of_grades):
            self.report.note("makeup_of_some_grades", source, text=text, day=one.day.isoformat())
            yield off(Closure(DateSpan.of(one.day, one.day), row.plain("kind") or "调休", others))

    def _others(self, scope: Scope, grades: frozenset[int] | None) -> frozenset[int] | None:
        """The grades of that campus that a line for some grades is not for."""
        if grades is None:
            return None
        return self.names.grades_at(scope.campus_id) - grades or None

    def _said(self, row: Row, year: SomeYear) -> Iterator[Closure | DayRule]:
        """The closures and the rules of a line, for whomever it is."""
        spans: tuple[DateSpan, ...] = ()
        behind = ""
        if row.plain("days"):
            if ambiguous_number(row, "days", self.report):
                return
            read = self.report.read(
                lambda text: dates_and_more(text, year), row.text("days"), row.source("days")
            )
            if read is None:
                return
            spans, behind = read
        kind = row.plain("kind") or row.plain("holiday") or row.plain("name")
        about = kind + behind + row.plain("makeup") * ("holiday" not in row.table.columns)
        days = single_days(spans)
        if days and is_makeup(row, days, about, year):
            yield from self._makeups(row, days, behind, year)
            return
        reason, said_by = reason_of(row)
        if spans and is_closing(row, about):
            yield from (Closure(days, reason) for days in spans)
        elif spans and not stays_open(row.plain("kind") + row.plain("instead") + row.plain("remarks")):
            self.report.note("event_without_closure", row.source("days"), text=" ".join(texts_of(row)))
        yield from self._besides(row, said_by, year)

    def _makeups(
        self, row: Row, days: tuple[DateSpan, ...], behind: str, year: SomeYear
    ) -> Iterator[DayRule]:
        """Make-up days: whose lessons run stands in any of the other cells, or nobody knows yet."""
        for text in (behind, row.plain("name"), row.plain("kind")):
            if (found := follow_rules(days, text, year)) is not None:
                yield from found
                return
        for role in ("instead", "remarks", "makeup"):
            text = row.plain(role)
            if says_whose(text) or follow_rules(days, text, year) is not None:
                told = self.report.read(lambda one: rules_told(days, one, year), text, row.source(role))
                yield from told or ()
                return
        yield from (DayRule(span.first, None) for span in days)

    def _besides(self, row: Row, reason_by: str, year: SomeYear) -> Iterator[DayRule]:
        """The make-up days that a line about a holiday names: 9月20日(周日)上班,补10月6日(周二)课."""
        dated = row.plain("makeup")
        instead = row.plain("instead") or row.plain("remarks")
        for clause in clauses(row.text("makeup")):
            yield from self._clause(clause, instead, row.source("makeup"), year)
        for role in ("instead", "remarks"):
            for clause in clauses(row.text(role)):
                if dated and row.plain(role) == instead and says_whose(instead):
                    continue  # whose lessons the days of 补课日期 run: read with them
                if _DATED.match(clause) and says_whose(clause) and "课" in clause:
                    yield from self._clause(clause, "", row.source(role), year)
                elif role != reason_by and not is_about_the_day(clause):
                    self.report.note("remark_not_used", row.source(role), text=clause)

    def _clause(self, clause: str, instead: str, source: Source, year: SomeYear) -> tuple[DayRule, ...]:
        return self.report.read(lambda one: clause_rules(one, instead, year), clause, source) or ()
