"""A block of a sheet: a title line, weekdays across, periods down; for a class, a teacher, a room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.domain.shown_tables.shown_rows import ShownRow, week_lines
from service.exchange.workbook_writing.cell_texts import CellLook
from service.exchange.workbook_writing.paper import Paper
from service.exchange.workbook_writing.spelling import period_text, weekday_text


@dataclass(frozen=True, slots=True)
class BlockCell:
    text: str
    look: CellLook = CellLook.PLAIN


@dataclass(frozen=True, slots=True)
class WeekBlock:
    """`cells` by weekday and period; blocks of teachers and rooms leave out periods in which nothing is."""

    title: str
    cells: Mapping[tuple[int, int], BlockCell]


def write_blocks(
    paper: Paper, blocks: Iterable[WeekBlock], rows: Mapping[int, tuple[ShownRow, ...]], *, full: bool
) -> None:
    """One below the other, with an empty row between them; `full`: with breaks and empty periods."""
    weekdays = sorted(rows)
    lines = week_lines(rows)
    for block in blocks:
        used = {period for _, period in block.cells}
        paper.title(block.title, 2 + len(weekdays), size=12)
        head = paper.row + 1
        paper.header(["节次", "时间", *(weekday_text(weekday) for weekday in weekdays)])
        for line in lines:
            if not full and line.number not in used:
                continue
            cells = [block.cells.get((weekday, line.number)) for weekday in weekdays]
            texts = [cell.text if cell else "" for cell in cells]
            if not line.taught:
                row = paper.write([line.label, _time(line), line.label, *([""] * (len(weekdays) - 1))])
                paper.merge(row, 3, row, 2 + len(weekdays))
                continue
            row = paper.write([line.label or period_text(line.number), _time(line), *texts])
            for column, cell in enumerate(cells, 3):
                if cell is not None and cell.look is not CellLook.PLAIN:
                    paper.look(row, column, cell.look)
        if paper.row < head + 1:
            paper.write(["", "", *([""] * len(weekdays))])
        paper.skip()
    paper.sheet.freeze_panes = "C3"


def _time(line: ShownRow) -> str:
    return str(line.spans[0]) if len(line.spans) == 1 else ""
