"""What an export or a template writes for people: sheets, remarks and samples that are no input.

A view of the table is derived from what the other sheets say: read back it could only say it twice.
"""

import re
from dataclasses import replace

from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.reporting.reports import Report

#: the first row of a sheet that is only looked at
VIEW_REMARK = "本表由系统导出，仅供查看，导入时不读"
#: how the remarks below a table and the comments of a template begin
EXPORT_REMARK = "注:本表由同课导出"
FILLING_REMARK = "填写说明:"
#: how a row, or a cell of a timetable, begins that only shows what to write there
SAMPLE = "「示例」"

_VIEW = re.compile(r"本表由系统导出,仅供查看,导入时不读")
_OWN_REMARK = re.compile(r"注:本表由同课导出|填写说明:")


def is_view(sheet: Sheet) -> bool:
    """Whether the first cell that holds something says that the sheet is derived."""
    first = min(sheet.cells, key=lambda cell: (cell.row, cell.column), default=None)
    return first is not None and _VIEW.match(plain(first.text)) is not None


def is_own_remark(text: str) -> bool:
    """A legend or a comment that an export or a template wrote itself."""
    return _OWN_REMARK.match(plain(text)) is not None


def without_samples(sheet: Sheet, report: Report) -> Sheet:
    """Rows that begin with 「示例」 are left out whole, elsewhere only the cells that do; both are noted."""
    marked = {cell for cell in sheet.cells if cell.text.lstrip().startswith(SAMPLE)}
    if not marked:
        return sheet
    left: dict[int, int] = {}
    for cell in sheet.cells:
        left[cell.row] = min(cell.column, left.get(cell.row, cell.column))
    rows = {cell.row for cell in marked if cell.column == left[cell.row]}
    report.note("samples_skipped", sheet.whole, count=len({cell.row for cell in marked}))
    kept = (cell for cell in sheet.cells if cell.row not in rows and cell not in marked)
    return replace(sheet, cells=tuple(kept))


def is_unfilled(sheet: Sheet, filled: Sheet) -> bool:
    """Whether nothing stands below the first sample of a sheet: a list of the template that nobody needed."""
    left = set(filled.cells)
    first = min((cell.row for cell in sheet.cells if cell not in left), default=None)
    return first is not None and not any(cell.row > first for cell in left)
