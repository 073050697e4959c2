"""Writes the made-up district: one summary workbook, and one file per school."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.district import home_weeks
from tests.exchange.district import summary_sheets as summary

SUMMARY = "莲城区教共体排课汇总.xlsx"


def write_district(folder: Path, schools: Sequence[str] = tuple(home_weeks.CLASSES)) -> Path:
    """All workbooks into the folder, those of the schools named included."""
    posts: summary.Rows = [list(post) for post in home_weeks.posts()]
    sheets: Mapping[str, tuple[summary.Rows, Sequence[summary.Merge]]] = {
        "教共体名单": (summary.MEMBERSHIPS, summary.MEMBERSHIPS_MERGED),
        **{name: (rows, ()) for name, rows in summary.BELLS.items()},
        "校历": (summary.CALENDAR, ()),
        "各校活动": (summary.EVENTS, ()),
        "同步教室": (summary.ROOMS, summary.ROOMS_MERGED),
        "同步课堂需求": (summary.WISHES, summary.WISHES_MERGED),
        "走教教师": (summary.ITINERANTS, ()),
        "教师名册": (summary.roster(posts), ()),
        "教研计划(四定)": (summary.PLANS, ()),
    }
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (rows, merged) in sheets.items():
        _fill(book.create_sheet(name), rows, merged)
    book.save(folder / SUMMARY)
    for school in schools:
        write_table(folder, school)
    return folder


def write_table(folder: Path, school: str) -> Path:
    """课表_<school>.xlsx."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "总课表"
    _fill(sheet, home_weeks.table(school), ())
    path = folder / f"课表_{school}.xlsx"
    book.save(path)
    return path


def _fill(sheet: Worksheet, rows: summary.Rows, merged: Sequence[summary.Merge]) -> None:
    for row in rows:
        sheet.append(row)
    for first_row, first_column, last_row, last_column in merged:
        sheet.merge_cells(
            start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column
        )
