"""A sheet that is only looked at: its first row says so, and an import passes it by."""

from openpyxl.workbook import Workbook

from service.exchange.recognition.derived_sheets import VIEW_REMARK
from service.exchange.workbook_writing.paper import Paper


def view_paper(book: Workbook, name: str, title: str, columns: int) -> Paper:
    paper = Paper(book, name)
    paper.note(VIEW_REMARK, columns)
    paper.sheet.row_dimensions[paper.row].height = 15
    paper.title(title, columns)
    return paper
