"""The week of a campus as a grid: where a lesson may stand at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Cell(NamedTuple):
    """A weekday (1–7) and the number of a lesson period of the campus's bells."""

    weekday: int
    period: int


@dataclass(frozen=True)
class WeekGrid:
    """Weekdays (1–7) and lesson periods, both in their order. In a cell of `breaks` nobody has a lesson."""

    weekdays: tuple[int, ...]
    periods: tuple[int, ...]
    breaks: frozenset[Cell] = frozenset()

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell that is no break, day by day."""
        return tuple(
            cell
            for weekday in self.weekdays
            for period in self.periods
            if (cell := Cell(weekday, period)) not in self.breaks
        )

    def covered(self, start: Cell, length: int) -> tuple[Cell, ...]:
        """The cells of a lesson of so many periods; () where the day, or a break, does not let it end."""
        if length == 1:
            return () if start in self.breaks else (start,)
        first = self.periods.index(start.period)
        periods = self.periods[first : first + length]
        cells = tuple(Cell(start.weekday, period) for period in periods)
        return cells if len(cells) == length and self.breaks.isdisjoint(cells) else ()

    def days_between(self, one: int, other: int) -> int:
        """How many school days one weekday is from another."""
        return abs(self.weekdays.index(one) - self.weekdays.index(other))

    def days(self) -> Iterator[tuple[Cell, ...]]:
        """The cells of each weekday, breaks left out."""
        for weekday in self.weekdays:
            yield tuple(cell for cell in self.cells if cell.weekday == weekday)
