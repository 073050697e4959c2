"""What a week does not keep of its curriculum: the judge of every week that was found.

It goes by the lessons one after the other and shares nothing with how weeks are looked for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from service.domain.curricula.curriculum import (
    Curriculum,
    DailyLimit,
    DaysLimit,
    GapLimit,
    Kind,
    NeverTogether,
    Party,
    Per,
    Placed,
    SameStart,
    Spread,
    Succession,
)
from service.domain.curricula.week_grids import Cell


class UnkeptCode(StrEnum):
    """What can be wrong with a week."""

    LESSON_COUNT = "lesson_count"
    OUTSIDE_WEEK = "outside_week"
    START_NOT_WANTED = "start_not_wanted"
    ROOM_NOT_WANTED = "room_not_wanted"
    TWICE_AT_ONCE = "twice_at_once"
    NOT_AVAILABLE = "not_available"
    TOO_CLOSE = "too_close"
    NOT_SAME_START = "not_same_start"
    NOT_SUCCESSIVE = "not_successive"
    TOGETHER = "together"
    TOO_MANY_GAPS = "too_many_gaps"
    TOO_MANY_A_DAY = "too_many_a_day"
    TOO_MANY_DAYS = "too_many_days"


@dataclass(frozen=True, slots=True, order=True)
class Unkept:
    """A requirement or party, by its id, for which something does not hold."""

    code: UnkeptCode
    concerns: str


def unkept(curriculum: Curriculum, placed: Iterable[Placed]) -> tuple[Unkept, ...]:
    """Everything that does not hold, sorted, each once; () = the week keeps its curriculum."""
    week = _Week(curriculum, tuple(placed))
    found = [*week.of_requirements(), *week.of_parties(), *week.of_ties(), *week.of_limits()]
    return tuple(sorted(set(found)))


class _Week:
    def __init__(self, curriculum: Curriculum, placed: tuple[Placed, ...]) -> None:
        self.curriculum, self.placed = curriculum, placed
        self.lessons: dict[str, list[Placed]] = defaultdict(list)
        self.at: dict[Party, Counter[Cell]] = defaultdict(Counter)
        for one in placed:
            self.lessons[one.requirement_id].append(one)
            for party in self._parties(one):
                self.at[party].update(self._cells(one))

    def _parties(self, one: Placed) -> Iterator[Party]:
        requirement = self.curriculum.requirement[one.requirement_id]
        yield Party(Kind.CLASS, requirement.class_id)
        if requirement.teacher_id is not None:
            yield Party(Kind.TEACHER, requirement.teacher_id)
        if one.place_id is not None:
            yield Party(Kind.PLACE, one.place_id)

    def _cells(self, one: Placed) -> tuple[Cell, ...]:
        return self.curriculum.grid.covered(one.start, self.curriculum.requirement[one.requirement_id].length)

    def of_requirements(self) -> Iterator[Unkept]:
        for requirement in self.curriculum.requirements:
            own = self.lessons[requirement.id]
            if len(own) != requirement.count:
                yield Unkept(UnkeptCode.LESSON_COUNT, requirement.id)
            if not all(map(self._cells, own)):
                yield Unkept(UnkeptCode.OUTSIDE_WEEK, requirement.id)
            if requirement.starts is not None and any(one.start not in requirement.starts for one in own):
                yield Unkept(UnkeptCode.START_NOT_WANTED, requirement.id)
            if any(one.place_id not in (requirement.place_ids or (None,)) for one in own):
                yield Unkept(UnkeptCode.ROOM_NOT_WANTED, requirement.id)

    def of_parties(self) -> Iterator[Unkept]:
        for party, cells in self.at.items():
            if cells and max(cells.values()) > 1:
                yield Unkept(UnkeptCode.TWICE_AT_ONCE, party.id)
            if not self.curriculum.closed.get(party, frozenset()).isdisjoint(cells):
                yield Unkept(UnkeptCode.NOT_AVAILABLE, party.id)

    def of_ties(self) -> Iterator[Unkept]:
        for tie in self.curriculum.ties:
            match tie:
                case Spread(ids, least):
                    days = [one.start.weekday for id_ in ids for one in self.lessons[id_]]
                    near = self.curriculum.grid.days_between
                    if any(near(one, other) < least for one, other in combinations(days, 2)):
                        yield Unkept(UnkeptCode.TOO_CLOSE, ids[0])
                case SameStart(ids):
                    if len({tuple(sorted(one.start for one in self.lessons[id_])) for id_ in ids}) > 1:
                        yield Unkept(UnkeptCode.NOT_SAME_START, ids[0])
                case Succession():
                    if not self._successive(tie):
                        yield Unkept(UnkeptCode.NOT_SUCCESSIVE, tie.first_id)
                case NeverTogether(ids):
                    cells = [{c for one in self.lessons[id_] for c in self._cells(one)} for id_ in ids]
                    if any(one & other for one, other in combinations(cells, 2)):
                        yield Unkept(UnkeptCode.TOGETHER, ids[0])

    def _successive(self, tie: Succession) -> bool:
        pairs = [(tie.first_id, tie.second_id), (tie.second_id, tie.first_id)]
        for one, other in pairs if tie.either_way else pairs[:1]:
            before, after = self.lessons[one], self.lessons[other]
            if (
                before
                and after
                and self._ends_at(before[0])
                == (
                    after[0].start.weekday,
                    self._place(after[0].start),
                )
            ):
                return True
        return False

    def _place(self, cell: Cell) -> int:
        return self.curriculum.grid.periods.index(cell.period)

    def _ends_at(self, one: Placed) -> tuple[int, int]:
        length = self.curriculum.requirement[one.requirement_id].length
        return one.start.weekday, self._place(one.start) + length

    def of_limits(self) -> Iterator[Unkept]:
        for limit in self.curriculum.limits:
            of_days = [
                [cell for cell in day if cell in self.at[limit.party]] for day in self.curriculum.grid.days()
            ]
            match limit:
                case GapLimit(party, most, per):
                    gaps = [self._gaps(party, taught) for taught in of_days]
                    if (sum(gaps) if per is Per.WEEK else max(gaps)) > most:
                        yield Unkept(UnkeptCode.TOO_MANY_GAPS, party.id)
                case DailyLimit(party, most):
                    if max(map(len, of_days)) > most:
                        yield Unkept(UnkeptCode.TOO_MANY_A_DAY, party.id)
                case DaysLimit(party, most):
                    if sum(map(bool, of_days)) > most:
                        yield Unkept(UnkeptCode.TOO_MANY_DAYS, party.id)

    def _gaps(self, party: Party, taught: list[Cell]) -> int:
        """Cells between the first and the last lesson of a day in which she is free and could be booked."""
        closed = self.curriculum.closed.get(party, frozenset())
        day = [c for c in self.curriculum.grid.cells if taught and c.weekday == taught[0].weekday]
        between = day[day.index(taught[0]) : day.index(taught[-1])] if taught else []
        return sum(cell not in taught and cell not in closed for cell in between)
