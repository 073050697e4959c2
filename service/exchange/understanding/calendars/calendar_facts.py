"""What sheets say of the days of a campus, each with its cell: once where they agree, a problem where not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from calendars.closures import Closure, DayStatus, Holidays
from calendars.spans import DateSpan
from calendars.teaching_days import DayRule
from service.domain.identity import CampusId
from service.domain.sources import Source
from service.exchange.reporting.reports import Report

_FRIDAY = 5
_ENDING = re.compile(r"(?:节|假期|小?长?假|放假|法定节假日)+$")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What the text in a cell says of one campus.

    `named`: the line names the campus, and goes before lines for everybody. `excepts`: a line for everybody
    leaves it out, so that nobody has said yet whose lessons run there.
    """

    campus_id: CampusId
    source: Source
    text: str
    named: bool = False
    excepts: bool = False

    @property
    def rank(self) -> int:
        return 2 if self.named else 1 if self.excepts else 0


@dataclass(frozen=True, kw_only=True)
class OffFact(Fact):
    closure: Closure

    def closes(self, day: date) -> bool:
        """Whether it closes the whole of a day for everybody there."""
        whole = self.closure.grades is None and self.closure.span is None
        return whole and self.closure.days.contains(day)

    def is_about(self, other: "OffFact") -> bool:
        """Whether both close the same part of days for one holiday, or on the same dates."""
        a, b = self.closure, other.closure
        if (a.grades, a.span) != (b.grades, b.span):
            return False
        same_holiday = _ENDING.sub("", a.reason) == _ENDING.sub("", b.reason)
        return a.days == b.days or (same_holiday and a.days.overlaps(b.days))

    def without(self, day: date) -> "Iterator[OffFact]":
        """The closure without one day of it."""
        if not self.closes(day):
            yield self
            return
        for piece in self.closure.days.cut((DateSpan.of(day, day),)):
            if not piece.contains(day):
                yield replace(self, closure=replace(self.closure, days=piece))


@dataclass(frozen=True, kw_only=True)
class RuleFact(Fact):
    rule: DayRule


@dataclass(frozen=True)
class Settling:
    """Makes one calendar of all that is said of a campus; a contradiction is a problem of its later cell."""

    campus: str
    holidays: Holidays
    report: Report

    def settled(self, facts: Sequence[Fact]) -> tuple[tuple[Closure, ...], tuple[DayRule, ...]]:
        """The closures and the rules, each once, in the order they were said.

        Of the same day the line that names the campus holds. A day off beats an undecided make-up day.
        """
        closing = self._closures(fact for fact in facts if isinstance(fact, OffFact))
        rules: list[DayRule] = []
        for fact in self._rules([fact for fact in facts if isinstance(fact, RuleFact)]):
            day, decided = fact.rule.day, fact.rule.follows is not None
            off = next((one for one in closing if one.closes(day)), None)
            if off is None or (decided and fact.rank > off.rank):
                closing = [piece for one in closing for piece in one.without(day)]
                rules.append(fact.rule)
            elif decided and fact.rank == off.rank:
                self._contradiction(fact, off, day)
        return tuple(dict.fromkeys(fact.closure for fact in closing)), tuple(rules)

    def _closures(self, facts: Iterable[OffFact]) -> list[OffFact]:
        """Each closure once; of one holiday the days that the line naming the campus says."""
        kept: list[OffFact] = []
        for fact in facts:
            twins = [one for one in kept if one.is_about(fact)]
            for other in twins:
                differing = self._differing(other.closure.days, fact.closure.days)
                if differing and other.rank == fact.rank:
                    self._contradiction(fact, other, differing[0])
                if other.rank <= fact.rank and (differing or _is_longer(fact, other)):
                    kept.remove(other)
            if not any(one in kept for one in twins):
                kept.append(fact)
        return kept

    def _differing(self, one: DateSpan, other: DateSpan) -> list[date]:
        """The days of only one of the two; a weekend is off anyhow."""
        days = sorted(set(one.days()) ^ set(other.days()))
        makeup = DayStatus.MAKE_UP
        return [day for day in days if day.isoweekday() <= _FRIDAY or self.holidays.status(day) is makeup]

    def _rules(self, facts: Sequence[RuleFact]) -> Iterator[RuleFact]:
        for day in dict.fromkeys(fact.rule.day for fact in facts):
            said = [fact for fact in facts if fact.rule.day == day]
            rank = max(fact.rank for fact in said)
            of_rank = [fact for fact in said if fact.rank == rank]
            decided = [fact for fact in of_rank if fact.rule.follows is not None]
            for other in decided[1:]:
                if not _alike(decided[0].rule.follows, other.rule.follows):
                    self._contradiction(other, decided[0], day)
            dated = [fact for fact in decided if isinstance(fact.rule.follows, date)]
            chosen = (dated or decided or of_rank)[0]
            # What the notice makes a make-up day is undecided without a rule.
            if not (chosen.excepts and self.holidays.status(day) is DayStatus.MAKE_UP):
                yield chosen

    def _contradiction(self, fact: Fact, other: Fact, day: date) -> None:
        place = (other.source.file, other.source.sheet, other.source.cell)
        self.report.problem(
            "calendars_contradict",
            fact.source,
            text=fact.text,
            campus=self.campus,
            day=day.isoformat(),
            other="!".join(part for part in place if part),
        )


def _alike(one: int | date | None, other: int | date | None) -> bool:
    """补10.7(三)课 and 上周三课 do not contradict each other."""
    if isinstance(one, date) and isinstance(other, date):
        return one == other
    return _weekday(one) == _weekday(other)


def _weekday(follows: int | date | None) -> int | None:
    return follows.isoweekday() if isinstance(follows, date) else follows


def _is_longer(one: OffFact, other: OffFact) -> bool:
    """9月25日至27日 says more than 9月25日, though the rest is a weekend."""
    lengths = [sum(1 for _ in fact.closure.days.days()) for fact in (one, other)]
    return lengths[0] > lengths[1]
