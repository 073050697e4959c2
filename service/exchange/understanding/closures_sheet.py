"""节假日与调休: line by line the days off, half days off and make-up days, and which schools they are for."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from calendars.bells import BellBook
from calendars.closures import Closure
from calendars.spans import DateSpan
from calendars.teaching_days import DayRule
from service.domain.identity import CampusId
from service.exchange.notation.dates_written import CalendarYear, SchoolYear, SomeYear, counted_dates
from service.exchange.notation.grades_written import grades_in
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.calendar_facts import Fact, OffFact, RuleFact
from service.exchange.understanding.dates_in_term import ambiguous_number
from service.exchange.understanding.day_sayings import (
    CLOSED,
    OPEN,
    UNDECIDED,
    Part,
    follow_rules,
    followed_days,
    part_of_day,
)
from service.exchange.understanding.names import Names
from service.exchange.understanding.reports import Report
from service.exchange.understanding.scopes import Scope, scopes
from service.exchange.understanding.tables import Row, Table, find_table

_DAYS = r"(?:放假|休假|起止|具体|休息)?(?:日期|时间)(?:范围|安排)?|放假安排|放假起止(?:日期|时间)|起讫日期"
_ROLES = {
    "holiday": r"节日|节假日|假日|假期|(?:节日|节假日|假期|假日)(?:名称)?",
    "makeup": r"(?:调休|补课|补班|调课|上班)(?:上课|上班)?(?:日期|时间|安排|日|情况)?|调休",
    "instead": r"(?:执行|对应|所补)?课表|补上?(?:哪天|何日|什么)的?课|(?:上课|课程)安排|所补日期|补课内容",
    "remarks": r"说明|备注",
    "kind": r"类型|类别|性质|安排",
    "name": r"名称|事项|事由|活动|内容|项目|原因",
    "scope": r"(?:适用|执行)?(?:范围|学校|校区|对象|单位|年级)|涉及学校",
    "count": r"(?:放假)?天数",
}
_NAMES_IT = re.compile(r"节假日|调休|放假|假期|停课")
_YEAR = re.compile(r"(20\d\d)年(?!.{0,3}学期)")
_MAKEUP = re.compile(r"调休(?!放假)|补课|补班|上班|上课")
# Days without the usual lessons: exams and sports days close them, too.
_CLOSING = re.compile(
    r"假|节|停课|休|考试|测试|检测|监测|期中|期末|运动会|校运|研学|春游|秋游|实践|军训|艺术节"
)
_NO_WORD = re.compile(r"无|不调休|不补课|不补|[-/—]*|正常|按规定")
_MOVED = re.compile(
    r"(?P<what>.+?)的?课程?(?:调整?[到至]|[移挪][到至]|安排[在到]|提前[到至]|补?在|于)(?P<day>.+?)(?:补?上|补课|进行)?"
)
_CLAUSE = re.compile(r"[;。\n]+|,(?=(?:20\d\d年)?\d{1,2}[月.]\d)")
_AFTER_DATES = re.compile(r"(?:放假|停课|休息|调休|上班|上课|补课|补班|全天|半天|起|[上下]午|,|、|\(|\))*")


def closures_table(sheet: Sheet) -> Table | None:
    """A list of days that speaks of holidays or of make-up days; 校区活动 and a 校历 are others."""
    table = find_table(sheet, {"days": _DAYS}, _ROLES)
    if table is None or any(
        table.sheet.plain(table.header_row, c) in ("周次", "教学周") for c in range(1, 30)
    ):
        return None
    roles = table.columns.keys()
    speaks = "holiday" in roles or "makeup" in roles
    called = _NAMES_IT.search(plain(sheet.name) + table.title) is not None
    return table if speaks or (called and roles & {"kind", "instead", "name"}) else None


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
        year = CalendarYear(int(stated[1])) if stated and "学年" not in table.title else self.school_year
        for row in table.rows():
            meant = scopes(row.text("scope"), row.source("scope"), self.names, self.report)
            said = tuple(self._said(row, year))
            grades = _grades(row)
            for scope in meant:
                for one in said:
                    yield from self._at(scope, one, grades, row)
            if not _is_for_all(row):
                continue
            for campus in self.names.here:
                if all(scope.campus_id != campus.id for scope in meant):
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
        of_grades = scope.grades or grades
        off: Callable[[Closure], OffFact] = lambda closure: OffFact(  # noqa: E731
            campus_id=scope.campus_id,
            source=source,
            text=_text(row),
            named=not _is_for_all(row),
            closure=closure,
        )
        if isinstance(one, Closure):
            part = self.report.read(part_of_day, _parts_said(row), source) or Part()
            yield off(replace(one, grades=of_grades, span=part.at(self.bells.get(scope.campus_id))))
            return
        yield RuleFact(
            campus_id=scope.campus_id, source=source, text=_text(row), named=not _is_for_all(row), rule=one
        )
        if others := self._others(scope, of_grades):
            self.report.note("makeup_of_some_grades", source, text=_text(row), day=one.day.isoformat())
            yield off(Closure(DateSpan.of(one.day, one.day), row.plain("kind") or "调休", others))

    def _others(self, scope: Scope, grades: frozenset[int] | None) -> frozenset[int] | None:
        """The grades of that campus that a line for some grades is not for."""
        if grades is None:
            return None
        there = {name.grade for name in self.names.classes_of(scope.campus_id)}
        return frozenset(there - grades) or None

    def _said(self, row: Row, year: SomeYear) -> Iterator[Closure | DayRule]:
        """The closures and the rules of a line, for whomever it is."""
        text = row.text("days")
        spans: tuple[DateSpan, ...] = ()
        if row.plain("days"):
            if ambiguous_number(row, "days", self.report):
                return
            read = self.report.read(lambda days: _dates(days, year), text, row.source("days"))
            if read is None:
                return
            spans, behind = read
        else:
            behind = ""
        kind = row.plain("kind") or row.plain("holiday") or row.plain("name")
        about = kind + behind + row.plain("makeup") * ("holiday" not in row.table.columns)
        if spans and self._is_makeup(row, about):
            yield from self._makeups(row, spans, year)
            return
        if spans and _is_closing(row, about):
            reason = row.plain("name") or row.plain("holiday") or kind or "放假"
            yield from (Closure(days, reason) for days in spans)
        elif spans:
            self.report.note("event_without_closure", row.source("days"), text=_text(row))
        yield from self._besides(row, year)

    def _is_makeup(self, row: Row, about: str) -> bool:
        """Whether the dates of a line are days of lessons: by its type, else by what it is called."""
        said = row.plain("kind") or about
        if _MAKEUP.search(said) and not re.search(r"停课|放假|不上课", said):
            return True
        return (
            not CLOSED.search(about) and follow_rules((), row.plain("instead"), self.school_year) is not None
        )

    def _makeups(self, row: Row, spans: tuple[DateSpan, ...], year: SomeYear) -> Iterator[DayRule]:
        """Make-up days: whose lessons run stands in any of the other columns, or nobody knows yet."""
        days = tuple(DateSpan.of(day, day) for span in spans for day in span.days())
        for role in ("instead", "makeup", "remarks", "days", "name", "kind"):
            text = row.plain(role)
            if role == "days":
                _, text = _dates(text, year)
            if not text:
                continue
            found = follow_rules(days, text, year) or self._bare(days, text, year, role)
            if found is not None:
                yield from found
                return
        said = row.plain("instead") or (row.plain("makeup") if "days" in row.table.columns else "")
        if said and not _NO_WORD.fullmatch(said) and re.search(r"课|补|周|\d", said):
            role = "instead" if row.plain("instead") else "makeup"
            self.report.problem("makeup_unreadable", row.source(role), text=said)
            return
        yield from (DayRule(span.first, None) for span in days)

    def _bare(
        self, days: tuple[DateSpan, ...], text: str, year: SomeYear, role: str
    ) -> tuple[DayRule, ...] | None:
        """`10月6日(周二)` or `周五` alone, in the column that says whose lessons run."""
        followed = followed_days(text, year) if role in ("instead", "makeup", "remarks") else None
        if followed is None or len(followed) != len(days):
            return None
        return tuple(DayRule(span.first, follows) for span, follows in zip(days, followed, strict=True))

    def _besides(self, row: Row, year: SomeYear) -> Iterator[DayRule]:
        """The make-up days that a line about a holiday names: 9月20日(周日)上班,补10月6日(周二)课."""
        for role in ("makeup", "instead", "remarks"):
            text = row.text(role)
            if role != "makeup" and row.plain("makeup") and followed_days(text, year):
                continue  # whose lessons the days of 补课日期 run: read with them
            for clause in _clauses(text):
                yield from self._clause(clause, row, role, year)

    def _clause(self, clause: str, row: Row, role: str, year: SomeYear) -> Iterator[DayRule]:
        source = row.source(role)
        moved = _MOVED.fullmatch(plain(clause))
        if moved is not None and followed_days(moved["what"], year) is not None:
            clause = f"{moved['day']}补{moved['what']}课"
        try:
            spans, what = counted_dates(clause, year)
        except NotUnderstoodError as error:
            if error.code != "date_unreadable":
                self.report.problem(error.code, source, text=plain(clause))
            elif role == "makeup" and not _NO_WORD.fullmatch(plain(clause)) and not UNDECIDED.search(clause):
                self.report.problem("makeup_unreadable", source, text=plain(clause))
            elif role != "makeup":
                self._note_remark(clause, row, role)
            return
        rules = follow_rules(spans, what, year)
        days = tuple(DateSpan.of(day, day) for span in spans for day in span.days())
        if rules is None and role == "makeup" and _AFTER_DATES.fullmatch(what):
            rules = self._bare(days, row.plain("instead"), year, "instead")
            rules = rules or follow_rules(days, row.plain("instead"), year)
            rules = rules or tuple(DayRule(span.first, None) for span in days)
        if rules is not None:
            self.report.mark(source, plain(row.text(role)))
            yield from rules
        elif role == "makeup" or "补" in what:
            self.report.problem("makeup_unreadable", source, text=plain(clause))
        else:
            self._note_remark(clause, row, role)

    def _note_remark(self, clause: str, row: Row, role: str) -> None:
        read = _AFTER_DATES.fullmatch(plain(clause)) or _NO_WORD.fullmatch(plain(clause))
        if not read and not re.search(r"停课|放假|休|正常|照常|[上下]午|放学|待定|另行|\d:\d|年级", clause):
            self.report.note("remark_not_used", row.source(role), text=plain(clause))


def _dates(text: str, year: SomeYear) -> tuple[tuple[DateSpan, ...], str]:
    """Dates, and what is said behind them; NotUnderstoodError `date_unreadable` where that is odd."""
    spans, behind = counted_dates(text, year)
    said = re.sub(r"\d{1,2}[:.点]\d{0,2}分?(?:-\d{1,2}[:.点]\d{0,2}分?)?后?|放学|离校|第?\d节", "", behind)
    if not _AFTER_DATES.fullmatch(said) and follow_rules(spans, behind, year) is None:
        raise NotUnderstoodError("date_unreadable", text)
    return spans, behind


def _is_closing(row: Row, about: str) -> bool:
    said = about + row.plain("name") + row.plain("instead") + row.plain("remarks")
    if OPEN.search(row.plain("kind") + row.plain("instead") + row.plain("remarks")) and not CLOSED.search(
        row.plain("kind")
    ):
        return False
    return CLOSED.search(said) is not None or _CLOSING.search(said) is not None


def _grades(row: Row) -> frozenset[int] | None:
    """Those of a remark 三、四年级停课; `scope` has its own."""
    for role in ("instead", "remarks", "kind", "name"):
        grades, _ = grades_in(row.plain(role))
        if grades is not None:
            return grades
    return None


def _parts_said(row: Row) -> str:
    """What may say that only a part of the day is off; a remark 9月30日下午离校 is about another day."""
    remarks = (clause for role in ("instead", "remarks") for clause in _clauses(row.text(role)))
    own = (
        one for one in remarks if re.search(r"停课|放学|离校|放假", one) and not re.match(r"\d+[月.]\d", one)
    )
    return "".join((*(row.plain(role) for role in ("days", "kind", "name")), *own))


def _clauses(text: str) -> tuple[str, ...]:
    parts = _CLAUSE.split(text.replace("；", ";").replace("，", ","))
    return tuple(clause for clause in map(plain, parts) if clause)


def _is_for_all(row: Row) -> bool:
    """Whether a line is for everybody, though with exceptions."""
    text = row.plain("scope")
    return not text or re.search(r"全|所有|各|除|其[他余]", text) is not None


def _text(row: Row) -> str:
    said = (row.plain(role) for role in ("holiday", "name", "kind", "days"))
    return " ".join(dict.fromkeys(text for text in said if text))
