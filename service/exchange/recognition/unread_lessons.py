"""Lessons beside the tables of a sheet that no table has: their weekday, period or class is misspelt.

A layout reads the columns and rows whose headers it knows; what stands below another was a note among many.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SUBJECTS
from service.exchange.reading.sheets import Cell, Sheet
from service.exchange.recognition.layouts.class_titles import begins_with_subject
from service.exchange.recognition.layouts.home_tables import HomeSheet
from service.exchange.recognition.rosters_beside import taught_in_rosters

_FEWEST = 2  # lessons in a line
_OF_LISTS = re.compile(r"学科|科目|课程|课时|节数|统计|合计|总计|任课|教师|老师|姓名|备注|说明")


@dataclass(frozen=True)
class UnreadLessons:
    """Columns beside each other, or a row; `header` stands over or before them, or is the first lesson."""

    header: Cell
    cells: tuple[Cell, ...]


def unread_lessons(known: HomeSheet, unread: Sequence[Cell]) -> Iterator[UnreadLessons]:
    """Of the cells that nothing reads those that say just what a lesson of the sheet's tables does.

    A list of subjects is none: each subject once, under a header of lists. A roster is none.
    """
    read = {plain(cell.subject.text) for table in known.tables for cell in table.cells.values()}
    lessons = [cell for cell in unread if plain(cell.text) in read and begins_with_subject(cell.text)]
    of_rosters = frozenset(taught_in_rosters(known.sheet, lessons, unread))
    lessons = [cell for cell in lessons if cell not in of_rosters]
    columns = [line for line in _lines(lessons, by_row=False) if not _is_list(known.sheet, line)]
    told = {cell for line in columns for cell in line}
    for group in _beside_each_other(columns):
        yield UnreadLessons(_header_over(known.sheet, group[0]), group)
    for line in _lines([cell for cell in lessons if cell not in told], by_row=True):
        if _repeats(line) or not _is_bare(line):
            yield UnreadLessons(_header_before(known.sheet, line[0]), tuple(line))


def _lines(cells: Sequence[Cell], *, by_row: bool) -> Iterator[list[Cell]]:
    lines: dict[int, list[Cell]] = {}
    for cell in cells:
        lines.setdefault(cell.row if by_row else cell.column, []).append(cell)
    yield from (line for _, line in sorted(lines.items()) if len(line) >= _FEWEST)


def _beside_each_other(columns: Sequence[list[Cell]]) -> Iterator[tuple[Cell, ...]]:
    """One group of the columns in a row: a block that was lost is one thing to say."""
    group: list[Cell] = []
    for column in columns:
        if group and column[0].column != group[-1].column + 1:
            yield tuple(group)
            group = []
        group += column
    if group:
        yield tuple(group)


def _is_list(sheet: Sheet, column: Sequence[Cell]) -> bool:
    header = _header_over(sheet, column[0])
    return _is_bare(column) and not _repeats(column) and _OF_LISTS.search(plain(header.text)) is not None


def _is_bare(line: Sequence[Cell]) -> bool:
    """Subjects without anybody who teaches them."""
    return all(SUBJECTS.standard(plain(cell.text)) is not None for cell in line)


def _repeats(line: Sequence[Cell]) -> bool:
    return len({plain(cell.text) for cell in line}) < len(line)


def _header_over(sheet: Sheet, first: Cell) -> Cell:
    rows = range(first.row - 1, 0, -1)
    return _nearest(sheet, [(row, first.column) for row in rows], first)


def _header_before(sheet: Sheet, first: Cell) -> Cell:
    columns = range(first.column - 1, 0, -1)
    return _nearest(sheet, [(first.row, column) for column in columns], first)


def _nearest(sheet: Sheet, places: Sequence[tuple[int, int]], lesson: Cell) -> Cell:
    for row, column in places:
        if text := sheet.plain(row, column):
            return lesson if begins_with_subject(sheet.text(row, column)) else Cell(row, column, text)
    return lesson
