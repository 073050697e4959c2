"""Lessons of two rows without merged periods: subjects, and their teachers in a row that has no period."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from service.domain.sources import Source
from service.exchange.notation.lesson_cells import is_no_lesson
from service.exchange.notation.person_names import (
    is_awaited,
    is_head_teacher,
    looks_like_a_name,
    may_be_a_name,
)
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SubjectNames
from service.exchange.recognition.layouts.home_tables import HomeTable, TableCell, Written
from service.exchange.recognition.layouts.table_margins import is_period
from service.exchange.reporting.reports import Report

_BETWEEN = re.compile(r"[/、,]")
_SAID_OF_HER = re.compile(r"\([^()]*\)$")

_Places = Sequence[int]  # of the slots of one row


class _Pair(NamedTuple):
    """A cell, and the one above it of the same class and day, at the places of its class and slot."""

    at: tuple[int, int]
    over: TableCell
    under: TableCell


@dataclass(frozen=True)
class _Rows:
    """The rows of a table."""

    table: HomeTable

    @cached_property
    def without_period(self) -> Mapping[int, _Places]:
        """By their numbers; a 大课间 across a row is its period."""
        found: dict[int, list[int]] = {}
        for place, slot in enumerate(self.table.slots):
            one = slot.period
            if not self.table.sheet.plain(one.row, one.column) and not is_period(one.text):
                found.setdefault(one.row, []).append(place)
        return found

    def pairs(self, row: int) -> Iterator[_Pair]:
        """What the row says below the row before, where that has a period."""
        if row - 1 in self.without_period:
            return
        for place in self.without_period[row]:
            above = self._places_of_days.get((row - 1, self._day(place)))
            for of_class in range(len(self.table.classes)) if above is not None else ():
                under = self.table.cells.get((of_class, place))
                if above is None or under is None or is_no_lesson(under.text):
                    continue
                nothing = TableCell(Written("", row - 1, under.subject.column))
                over = self.table.cells.get((of_class, above), nothing)
                if self._stands_in(over) != self._stands_in(under):
                    yield _Pair((of_class, above), over, under)

    def source(self, row: int) -> Source:
        return self.table.source(self.table.slots[self.without_period[row][0]].period)

    def joined(self, below: Collection[int], others: Collection[int]) -> HomeTable:
        """Without these rows; the cells of the first are the teachers of the lessons above them."""
        gone = {place for row in (*below, *others) for place in self.without_period[row]}
        kept = [place for place in range(len(self.table.slots)) if place not in gone]
        taught = {
            pair.at: pair.over._replace(teacher=pair.under.subject)
            for row in below
            for pair in self.pairs(row)
        }
        cells = {**self.table.cells, **taught}
        moved = {place: at for at, place in enumerate(kept)}
        return replace(
            self.table,
            slots=tuple(self.table.slots[place] for place in kept),
            cells={(one, moved[place]): cell for (one, place), cell in cells.items() if place in moved},
        )

    @cached_property
    def _places_of_days(self) -> Mapping[tuple[int, str], int]:
        return {(slot.period.row, self._day(place)): place for place, slot in enumerate(self.table.slots)}

    def _day(self, place: int) -> str:
        return plain(self.table.slots[place].weekday.text)

    def _stands_in(self, cell: TableCell) -> tuple[int, int]:
        return self.table.sheet.anchor(cell.subject.row, cell.subject.column)


@dataclass(frozen=True)
class TeachersBelow:
    """Tells names by the `teachers` of a campus's roster, and by how they look."""

    teachers: Collection[str]
    subjects: SubjectNames
    report: Report

    def joined(self, tables: Sequence[HomeTable]) -> tuple[HomeTable, ...]:
        """The tables with the rows of teachers joined to those of their lessons, noted once for a sheet.

        Rows that have no period either and may be anything are left out, and are one problem of their sheet.
        """
        unread: dict[Source, dict[int, Source]] = {}
        found = []
        for rows in map(_Rows, tables):
            below = [row for row in rows.without_period if self._names_teachers(tuple(rows.pairs(row)))]
            others = [row for row in rows.without_period if row not in below and _says_no_period(rows, row)]
            for row in below:
                self.report.gather("teachers_below", rows.source(row), str(row))
            for row in others:
                unread.setdefault(rows.table.sheet.whole, {})[row] = rows.source(row)
            found.append(rows.joined(below, others))
        for of_sheet in unread.values():
            self.report.problem("rows_without_period", of_sheet[min(of_sheet)], count=len(of_sheet))
        return tuple(found)

    def _names_teachers(self, pairs: Sequence[_Pair]) -> bool:
        """Below subjects that stand alone; every cell may be a name, and most are one surely."""
        above = [pair.over.text for pair in pairs if not is_no_lesson(pair.over.text)]
        names = [name for pair in pairs for name in _names(pair.under.text)]
        alone = [text for text in above if self.subjects.standard(text) is not None]
        known = [name for name in names if self._is_name(name)]
        return (
            0 < len(above) <= 2 * len(alone)
            and 0 < len(names) <= 2 * len(known)
            and all(name in known or self._may_be_name(name) for name in names)
        )

    def _is_name(self, name: str) -> bool:
        if name in self.teachers or is_awaited(name) or is_head_teacher(name):
            return True
        return looks_like_a_name(name) and self._may_be_name(name)

    def _may_be_name(self, name: str) -> bool:
        return may_be_a_name(name) and self.subjects.standard(name) is None and not is_period(name)


def _says_no_period(rows: _Rows, row: int) -> bool:
    """Of a row with one text alone that is taken for its period: it is asked what it means."""
    return not plain(rows.table.slots[rows.without_period[row][0]].period.text)


def _names(text: str) -> tuple[str, ...]:
    """张三 of 张三(代); 张三/李四 are two."""
    return tuple(_SAID_OF_HER.sub("", name) for name in _BETWEEN.split(plain(text)) if name)
