"""What each campus's calendar says after an import: 校历, 节假日与调休 and 校区活动 together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendars.bells import BellBook
from calendars.closures import Closure, DayStatus, Holidays
from calendars.grades import each_grade
from calendars.spans import DateSpan
from calendars.teaching_days import ClosedDay, DayRule, WhyClosed, resolve
from service.domain.campus_terms import CampusTerm
from service.domain.communities import Campus
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.sources import Source
from service.exchange.recognition.sorted_sheets import SortedSheets
from service.exchange.reporting.reports import Report
from service.exchange.understanding.calendars.calendar_facts import Fact, OffFact, RuleFact, Settling
from service.exchange.understanding.calendars.campus_events import campus_events
from service.exchange.understanding.calendars.closures import ClosureReader
from service.exchange.understanding.calendars.term_understood import CalendarUnderstood, TermUnderstood
from service.exchange.understanding.district.names import Names

_FRIDAY = 5


@dataclass(frozen=True)
class CampusCalendarReader:
    """Reads them once campuses and bells are known; `known` is what is known of this term."""

    sheets: SortedSheets
    known: District | None
    term: TermUnderstood
    names: Names
    bells: Mapping[CampusId, BellBook]
    holidays: Holidays
    report: Report

    def campus_calendars(self) -> tuple[CampusTerm, ...]:
        """The calendar of each campus of this import that has bells.

        A 校历 or a 节假日与调休 that speaks of a campus replaces everything its calendar said, so that a day
        that a corrected sheet leaves out is off no longer; a note names what is gone. 校区活动 alone are
        added to it.
        """
        listed = tuple(self._listed())
        events = tuple(self._events())
        found = []
        heard: list[Fact] = []
        for campus in (campus for campus in self.names.here if campus.id in self.bells):
            calendar = self.term.calendar_of(campus.id, self.names)
            mine = [fact for fact in listed if fact.campus_id == campus.id]
            said = [*_of_remarks(campus, calendar), *mine, *(e for e in events if e.campus_id == campus.id)]
            heard += said
            closures, rules = Settling(campus.name, self.holidays, self.report).settled(said)
            entry = self._before(campus)
            if calendar is not None or mine:
                self._note_gone(entry, closures, rules, calendar, mine)
            else:
                closures = tuple(dict.fromkeys((*entry.closures, *closures)))
                rules = tuple(dict.fromkeys((*entry.day_rules, *rules)))
            if calendar is not None:
                entry = replace(entry, own_days=calendar.own_days, weeks_given=calendar.weeks_given)
            said_now = replace(entry, bells=self.bells[campus.id], closures=closures, day_rules=rules)
            found.append(said_now.in_order())
        if listed:
            self._note_against_notice(listed, heard)
        return tuple(found)

    def refuse_days_without_bells(self, entries: Iterable[CampusTerm]) -> None:
        """Days of lessons that no season of a campus's bells holds for: a gap between two of them."""
        if not self.sheets.bells:
            return
        source = self.sheets.bells[0].sheet.whole
        for entry in entries:
            calendar = entry.calendar(self.term.entry.term, self.holidays)
            grades = sorted(
                {name.rings_as for name in self.names.classes_of(entry.campus_id)}, key=each_grade
            )
            for some in (None, *grades):
                days = [
                    answer.day
                    for answer in (resolve(calendar, day, some) for day in calendar.term.days.days())
                    if isinstance(answer, ClosedDay) and answer.why is WhyClosed.NO_BELLS
                ]
                if days:
                    self.report.problem(
                        "days_without_bells",
                        source,
                        campus=self.names.name_of(entry.campus_id),
                        first=days[0].isoformat(),
                        last=days[-1].isoformat(),
                        grades="" if some is None else "、".join(map(str, each_grade(some))),
                    )
                    break

    def _listed(self) -> Iterator[Fact]:
        """The facts of 节假日与调休 within the term; lines of other terms are noted."""
        reader = ClosureReader(self.names, self.bells, self.term.year, self.report)
        term = self.term.entry.term
        sunday = term.last_day + timedelta(days=7 - term.last_day.isoweekday())
        days = DateSpan.of(min(term.week_one, term.first_day), sunday)
        for fact in (fact for table in self.sheets.closures for fact in reader.facts(table)):
            if _days_of(fact).overlaps(days):
                yield fact
            else:
                self.report.note("row_not_used", fact.source, text=fact.text)

    def _events(self) -> Iterator[Fact]:
        for table in self.sheets.events:
            yield from campus_events(table, self.term.year, self.bells, self.names, self.report)

    def _before(self, campus: Campus) -> CampusTerm:
        known = () if self.known is None else self.known.campus_terms
        new = CampusTerm(campus.id, self.term.entry.id, self.bells[campus.id])
        return next((entry for entry in known if entry.campus_id == campus.id), new)

    def _note_gone(
        self,
        entry: CampusTerm,
        closures: tuple[Closure, ...],
        rules: tuple[DayRule, ...],
        calendar: CalendarUnderstood | None,
        listed: list[Fact],
    ) -> None:
        kept = {closure.days for closure in closures}
        gone = [f"{old.reason} {old.days}" for old in entry.closures if old.days not in kept]
        still = {rule.day for rule in rules}
        gone += [rule.day.isoformat() for rule in entry.day_rules if rule.day not in still]
        if gone:
            first: Source = listed[0].source if calendar is None else calendar.source
            whole = replace(first, cell="")
            self.report.note(
                "days_gone", whole, campus=self.names.name_of(entry.campus_id), names=tuple(gone)
            )

    def _note_against_notice(self, listed: Iterable[Fact], heard: Iterable[Fact]) -> None:
        """Where 节假日与调休 is not as the State Council's notice, or nobody speaks of a day of it.

        The school's own word holds, and where there is none the notice.
        """
        facts = tuple(heard)
        for fact in listed:
            for differing in _differing(fact, self.holidays):
                self.report.note("notice_differs", fact.source, text=fact.text, day=differing)
        term = self.term.entry.term.days
        unsaid: dict[str, list[str]] = {}
        for day in term.days():
            makes_up = self.holidays.status(day) is DayStatus.MAKE_UP
            name = "调休" if makes_up else self.holidays.name(day) if _is_workday(day) else None
            if name and not any(_days_of(fact).contains(day) for fact in facts):
                unsaid.setdefault(name, []).append(f"{day.month}.{day.day}")
        for name, days in unsaid.items():
            source = self.sheets.closures[0].sheet.whole
            self.report.note("notice_day_unsaid", source, name=name, days=tuple(days))


def _of_remarks(campus: Campus, calendar: CalendarUnderstood | None) -> Iterator[Fact]:
    """The remarks of a 校历: of its own one as a line that names it."""
    if calendar is None:
        return
    for off in calendar.remarks.off:
        yield OffFact(
            campus_id=campus.id,
            source=off.source,
            text=off.reason,
            named=calendar.is_own,
            closure=Closure(off.days, off.reason),
        )
    for told in calendar.remarks.instead:
        yield RuleFact(
            campus_id=campus.id, source=told.source, text=told.text, named=calendar.is_own, rule=told.rule
        )


def _days_of(fact: Fact) -> DateSpan:
    match fact:
        case OffFact():
            return fact.closure.days
        case RuleFact():
            return DateSpan.of(fact.rule.day, fact.rule.day)
    raise TypeError(fact)


def _differing(fact: Fact, holidays: Holidays) -> Iterator[str]:
    """The days on which a fact is other than the notice of a known year."""
    match fact:
        case RuleFact() if not fact.excepts:
            on = fact.rule.day
            known = holidays.knows(on.year) and not _is_workday(on)
            if known and holidays.status(on) is not DayStatus.MAKE_UP:
                yield on.isoformat()
        case OffFact() if fact.closure.span is None and fact.closure.grades is None:
            yield from (
                day.isoformat()
                for day in fact.closure.days.days()
                if holidays.status(day) is DayStatus.MAKE_UP
                or (
                    holidays.status(day) is DayStatus.ORDINARY
                    and _is_workday(day)
                    and _is_holiday(fact.closure, holidays)
                )
            )


def _is_holiday(closure: Closure, holidays: Holidays) -> bool:
    """Whether a closure is one of the notice's holidays: some of its days are."""
    return any(holidays.status(day) is DayStatus.OFF for day in closure.days.days())


def _is_workday(day: date) -> bool:
    return day.isoweekday() <= _FRIDAY
