"""What limits the week of a class or teacher: gaps, periods a day, days a week."""

from collections.abc import Iterator, Sequence

from service.domain.curricula.curriculum import DailyLimit, DaysLimit, GapLimit, Party, Per
from service.solver.curricula.boolean_models import Literal, negated
from service.solver.curricula.weeks import Week


def add_limits(week: Week) -> None:
    """Every limit of the curriculum, as constraints."""
    gaps = _Gaps(week)
    for limit in week.curriculum.limits:
        match limit:
            case GapLimit(party, most, Per.WEEK):
                gaps.limit([gap for day in gaps.of(party) for gap in day], most)
            case GapLimit(party, most, Per.DAY):
                for of_day in gaps.of(party):
                    gaps.limit(of_day, most)
            case DailyLimit(party, most):
                for day in _days(week, party):
                    literals = [literal for covering in day for literal in covering]
                    if len(day) > most:
                        week.model.count(literals, 0, most)
            case DaysLimit(party, most):
                _limit_days(week, party, most)


def _days(week: Week, party: Party) -> Iterator[Sequence[Sequence[Literal]]]:
    """What covers the slots of each day in which the party can be booked and nobody has a break."""
    covering = week.covering(party)
    closed = week.curriculum.closed.get(party, frozenset()) | week.curriculum.grid.breaks
    for first in range(0, len(week.cells), week.day_length):
        slots = range(first, first + week.day_length)
        yield [covering[slot] for slot in slots if week.cells[slot] not in closed]


def _limit_days(week: Week, party: Party, most: int) -> None:
    days = list(_days(week, party))
    here = week.model.booleans(len(days))
    for day, present in zip(days, here, strict=True):
        for literals in day:
            week.model.at_most_if(literals, present)
    week.model.count(here, 0, most)


class _Gaps:
    """A gap lies where the lessons of a day have begun, others are still to come, and none is now."""

    def __init__(self, week: Week) -> None:
        self._week = week
        self._gaps: dict[Party, list[Sequence[Literal]]] = {}

    def limit(self, gaps: Sequence[Literal], most: int) -> None:
        if len(gaps) > most:
            self._week.model.count(gaps, 0, most)

    def of(self, party: Party) -> list[Sequence[Literal]]:
        """A boolean for each inner slot of each day: true wherever there is a gap."""
        if party not in self._gaps:
            self._gaps[party] = [self._of_day(day) for day in _days(self._week, party)]
        return self._gaps[party]

    def _of_day(self, day: Sequence[Sequence[Literal]]) -> Sequence[Literal]:
        """`begun[i]` after slot i, `coming[i]` before slot i + 2; the gap between them is in slot i + 1."""
        model, inner = self._week.model, len(day) - 2
        if inner < 2:
            for literals in day:
                model.at_most_one(literals)
        if inner < 1:
            return ()
        begun, coming, gaps = model.booleans(inner), model.booleans(inner), model.booleans(inner)
        for place in range(inner):
            model.at_most_if(day[place], begun[place])
            model.at_most_if(day[place + 2], coming[place])
            model.any_of((negated(begun[place]), negated(coming[place]), gaps[place], *day[place + 1]))
        for place in range(inner - 1):
            model.implies(begun[place], begun[place + 1])
            model.implies(coming[place + 1], coming[place])
        return gaps
