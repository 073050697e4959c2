"""The whole export of a community: the sheets that import reads, and the views that people look at."""

from datetime import date

from openpyxl.workbook import Workbook

from service.domain.district import District
from service.domain.identity import CommunityId
from service.exchange.table_sheets.campus_sheets import write_campus_sheets
from service.exchange.table_sheets.joint_sheet import write_joint_sheet
from service.exchange.table_sheets.moved_sheet import write_moved_sheet
from service.exchange.workbook_writing.workbook import workbook_of


def table_workbook(district: District, community_id: CommunityId, day: date) -> Workbook:
    """The table in force on a day of the term; other days are taken for the nearest one."""
    term = district.term.term
    day = min(max(day, term.first_day), term.last_day)
    book = workbook_of(district, community_id, day)
    write_joint_sheet(book, district, community_id)
    write_moved_sheet(book, district, community_id)
    for campus_id in district.members(community_id):
        write_campus_sheets(book, district, campus_id, day)
    # What people look for first stands first.
    book.move_sheet("排课一张表", offset=1 - book.sheetnames.index("排课一张表"))
    book.move_sheet("调整一览", offset=2 - book.sheetnames.index("调整一览"))
    return book
