"""Lessons of two or three rows without merged periods: below the subjects their teachers, and their rooms."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from service.domain.collecting.corrections import CorrectionKind
from service.domain.sources import Source
from service.exchange.notation.lesson_cells import is_no_lesson
from service.exchange.notation.person_names import (
    is_awaited,
    is_head_teacher,
    looks_like_a_name,
    may_be_a_name,
)
from service.exchange.notation.plain_text import lines, plain
from service.exchange.notation.subjects import SubjectNames
from service.exchange.recognition.layouts.home_tables import HomeTable, TableCell, TableSlot, Written
from service.exchange.recognition.layouts.table_margins import is_period
from service.exchange.reporting.reports import Report

#: What a row without a period is, as it is answered; of a period that was forgotten its label.
_TEACHERS, _ROOMS, _NOTHING = "教师", "教室", "不读"
_KINDS = frozenset({_TEACHERS, _ROOMS, _NOTHING})
_TEXTS_NAMED = 4  # of a row that is asked about
_LIKE_A_ROOM = re.compile("(?:室|房|馆|场|厅)$")
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

    def lesson_row(self, row: int) -> int:
        """The nearest row above with a period."""
        while row in self.without_period:
            row -= 1
        return row

    def pairs(self, row: int) -> Iterator[_Pair]:
        """What the row says below the lessons of the nearest row above that has a period."""
        lessons = self.lesson_row(row)
        for place in self.without_period[row]:
            above = self._places_of_days.get((lessons, self._day(place)))
            for of_class in range(len(self.table.classes)) if above is not None else ():
                under = self.table.cells.get((of_class, place))
                if above is None or under is None or is_no_lesson(under.text):
                    continue
                nothing = TableCell(Written("", lessons, under.subject.column))
                over = self.table.cells.get((of_class, above), nothing)
                if self._stands_in(over) != self._stands_in(under):
                    yield _Pair((of_class, above), over, under)

    def texts(self, row: int) -> tuple[str, ...]:
        """What the cells of the row say, each once."""
        cells = (
            self.table.cells.get((of_class, place))
            for place in self.without_period[row]
            for of_class in range(len(self.table.classes))
        )
        said = (cell.text for cell in cells if cell is not None)
        return tuple(dict.fromkeys(text for text in said if not is_no_lesson(text)))

    def source(self, row: int) -> Source:
        return self.table.source(self.table.slots[self.without_period[row][0]].period)

    def joined(self, kinds: Mapping[int, str]) -> HomeTable:
        """Without the rows that are teachers, rooms or nothing; those that are a period have its label."""
        gone = {place for row, kind in kinds.items() if kind in _KINDS for place in self.without_period[row]}
        labels = {row: kind for row, kind in kinds.items() if kind not in _KINDS}
        kept = [place for place in range(len(self.table.slots)) if place not in gone]
        cells = dict(self.table.cells)
        for row, kind in kinds.items():
            for pair in self.pairs(row) if kind in (_TEACHERS, _ROOMS) else ():
                cell, under = cells.get(pair.at, pair.over), pair.under.subject
                of_teachers = kind == _TEACHERS
                cells[pair.at] = cell._replace(teacher=under) if of_teachers else cell._replace(room=under)
        moved = {place: at for at, place in enumerate(kept)}
        return replace(
            self.table,
            slots=tuple(self._labelled(self.table.slots[place], labels) for place in kept),
            cells={(one, moved[place]): cell for (one, place), cell in cells.items() if place in moved},
        )

    def _labelled(self, slot: TableSlot, labels: Mapping[int, str]) -> TableSlot:
        label = labels.get(slot.period.row)
        return slot if label is None else replace(slot, period=slot.period._replace(text=label))

    @cached_property
    def _places_of_days(self) -> Mapping[tuple[int, str], int]:
        return {(slot.period.row, self._day(place)): place for place, slot in enumerate(self.table.slots)}

    def _day(self, place: int) -> str:
        return plain(self.table.slots[place].weekday.text)

    def _stands_in(self, cell: TableCell) -> tuple[int, int]:
        return self.table.sheet.anchor(cell.subject.row, cell.subject.column)


_Group = tuple[Source, int]  # a sheet, and how many rows below their lessons


@dataclass(frozen=True)
class TeachersBelow:
    """Tells names by the `teachers` of a campus's roster and by how they look, rooms by its list `rooms`."""

    teachers: Collection[str]
    rooms: Callable[[str], bool]
    subjects: SubjectNames
    report: Report

    def joined(self, tables: Sequence[HomeTable]) -> tuple[HomeTable, ...]:
        """The tables with the rows of teachers and rooms joined to those of their lessons, noted once.

        Rows that have no period either and may be anything are asked about, as one problem of their sheet
        for those at one place below their lessons.
        """
        found = [(rows, self._kinds(rows)) for rows in map(_Rows, tables)]
        groups: dict[_Group, list[tuple[int, int]]] = {}
        for at, (rows, kinds) in enumerate(found):
            for row in rows.without_period:
                if row not in kinds and _says_no_period(rows, row):
                    group = rows.table.sheet.whole, row - rows.lesson_row(row)
                    groups.setdefault(group, []).append((at, row))
        for places in groups.values():
            kind = self._asked([(found[at][0], row) for at, row in places])
            for at, row in places:
                found[at][1][row] = kind
        return tuple(rows.joined(kinds) for rows, kinds in found)

    def _kinds(self, rows: _Rows) -> dict[int, str]:
        """Those of which it is sure."""
        found: dict[int, str] = {}
        for row in sorted(rows.without_period):
            first = row - 1 == rows.lesson_row(row)
            pairs = tuple(rows.pairs(row))
            if first and self._names_teachers(pairs):
                found[row] = _TEACHERS
                self.report.gather("teachers_below", rows.source(row), str(row))
            elif (first or found.get(row - 1) == _TEACHERS) and self._names_rooms(pairs):
                found[row] = _ROOMS
                self.report.gather("rooms_below", rows.source(row), str(row))
        return found

    def _asked(self, places: Sequence[tuple[_Rows, int]]) -> str:
        """As it was answered what these rows are; else they are a problem, and left out."""
        rows, row = min(places, key=lambda one: one[1])
        texts, source = rows.texts(row), rows.source(row)
        text = "、".join(map(plain, texts[:_TEXTS_NAMED]))
        meant = self.report.meant(CorrectionKind.TEXT, text, source)
        if meant is not None and (meant in _KINDS or (len(places) == 1 and is_period(meant))):
            return meant
        self.report.problem(
            "rows_without_period", source, text=text, count=len(places), candidates=self._may_be(rows, row)
        )
        return _NOTHING

    def _may_be(self, rows: _Rows, row: int) -> tuple[str, ...]:
        """What such a row may be, the likeliest first; one with subjects is no second line of lessons."""
        texts = rows.texts(row)
        subjects = [text for text in texts if self.subjects.standard(lines(text)[0]) is not None]
        if subjects or not any(rows.pairs(row)):
            return (_NOTHING,)
        names = sum(self._is_name(name) for text in texts for name in _names(text))
        both = (_TEACHERS, _ROOMS)
        return (*(both if names else reversed(both)), _NOTHING)

    def _names_rooms(self, pairs: Sequence[_Pair]) -> bool:
        """Below lessons alone; one is a room of the campus surely, and the others look like one."""
        texts = [pair.under.text for pair in pairs]
        return (
            any(map(self.rooms, texts))
            and all(self.rooms(text) or _LIKE_A_ROOM.search(plain(text)) for text in texts)
            and not any(is_no_lesson(pair.over.text) for pair in pairs)
        )

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
