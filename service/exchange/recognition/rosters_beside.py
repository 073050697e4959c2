"""A roster 教师名册 beside the tables of a sheet: its subjects repeat as lessons do, and are none."""

import re
from collections.abc import Iterable, Iterator, Sequence

from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SUBJECTS
from service.exchange.reading.sheets import Cell, Sheet

_OF_SUBJECTS = re.compile(
    r"(?:任教|所教|主教|兼教|执教|任课|兼任|兼)?(?:学科|科目|课程)(?:名称)?[\d一二三四]?"
)
_OF_PEOPLE = re.compile(r"(?:任课|教师|老师)?(?:姓名|教师|老师)")


def taught_in_rosters(sheet: Sheet, lessons: Sequence[Cell], unread: Iterable[Cell]) -> Iterator[Cell]:
    """Those of the lessons that only say what somebody teaches, in columns or in rows.

    Before 任教学科 stands 姓名, with a name for each subject. Nobody has a subject twice there: the two
    columns 学科 and 教师 of a class say the same subject and teacher again and again.
    """
    people = [cell for cell in unread if _OF_PEOPLE.fullmatch(plain(cell.text))]
    for by_row in (False, True):
        for header, cells in _below_headers(sheet, lessons, by_row=by_row):
            if any(_names_each(sheet, one, header, cells, by_row=by_row) for one in people):
                yield from cells


def _below_headers(
    sheet: Sheet, lessons: Sequence[Cell], *, by_row: bool
) -> Iterator[tuple[Cell, Sequence[Cell]]]:
    """Bare subjects by the 任教学科 over or, in rows, before them; any other text begins something else."""
    lines: dict[int, list[Cell]] = {}
    for cell in sorted(lessons, key=lambda one: (one.row, one.column)):
        lines.setdefault(cell.row if by_row else cell.column, []).append(cell)
    for line in lines.values():
        found: dict[Cell, list[Cell]] = {}
        header: Cell | None = None
        for cell in line:
            header = _header_of(sheet, cell, by_row=by_row) or header
            if header is not None and SUBJECTS.standard(plain(cell.text)) is not None:
                found.setdefault(header, []).append(cell)
        yield from ((one, cells) for one, cells in found.items() if _OF_SUBJECTS.fullmatch(one.text))


def _header_of(sheet: Sheet, cell: Cell, *, by_row: bool) -> Cell | None:
    """The nearest text before it, plain; None where that is a subject, too."""
    row, column = cell.row, cell.column
    before = (
        ((row, at) for at in range(column - 1, 0, -1))
        if by_row
        else ((at, column) for at in range(row - 1, 0, -1))
    )
    place = next((place for place in before if sheet.plain(*place)), None)
    if place is None or SUBJECTS.standard(sheet.plain(*place)) is not None:
        return None
    return Cell(*place, sheet.plain(*place))


def _names_each(sheet: Sheet, people: Cell, header: Cell, cells: Sequence[Cell], *, by_row: bool) -> bool:
    if by_row:
        names = [sheet.plain(people.row, cell.column) for cell in cells]
        beside = people.column == header.column and people.row < header.row
    else:
        names = [sheet.plain(cell.row, people.column) for cell in cells]
        beside = people.row == header.row and people.column < header.column
    taught = {(name, plain(cell.text)) for name, cell in zip(names, cells, strict=True)}
    return beside and all(names) and len(taught) == len(cells)
