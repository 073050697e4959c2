"""The one workbook: everything a community says about a term."""

from datetime import date

from openpyxl.workbook import Workbook

from service.domain.district import District
from service.domain.identity import CommunityId
from service.exchange.workbook_writing.bells import write_bells
from service.exchange.workbook_writing.home_tables import write_home_table
from service.exchange.workbook_writing.ledger import write_ledger
from service.exchange.workbook_writing.overview import write_overview
from service.exchange.workbook_writing.plans import write_plans
from service.exchange.workbook_writing.rooms import write_rooms
from service.exchange.workbook_writing.school_calendar import write_campus_events, write_school_calendar
from service.exchange.workbook_writing.spelling import NotWritableError
from service.exchange.workbook_writing.staff_lists import write_itinerants, write_roster
from service.exchange.workbook_writing.unavailabilities import write_unavailabilities
from service.exchange.workbook_writing.wishes import write_wishes


def workbook_of(district: District, community_id: CommunityId, day: date | None = None) -> Workbook:
    """The workbook of one community, such that `understand` reads the same back, but for ids and sources.

    Home timetables are those in force on `day` (the term's first), with the draft's moves and joint lessons
    marked. NotWritableError for a community without campuses.
    """
    campus_ids = district.members(community_id)
    by_campus = {entry.campus_id: entry for entry in district.campus_terms}
    if not campus_ids or any(campus_id not in by_campus for campus_id in campus_ids):
        raise NotWritableError("a community without campuses, or a campus without bells")
    campus_terms = [by_campus[campus_id] for campus_id in campus_ids]
    book = Workbook()
    book.remove(book.worksheets[0])
    write_overview(book, district, district.community[community_id])
    write_bells(book, district, campus_terms)
    write_school_calendar(book, district, campus_terms)
    write_campus_events(book, district, campus_terms)
    for entry in campus_terms:
        write_home_table(book, district, entry.campus_id, day or district.term.term.first_day)
    write_rooms(book, district, campus_ids)
    write_wishes(book, district, community_id)
    write_itinerants(book, district, campus_ids)
    write_unavailabilities(book, district, campus_ids)
    write_plans(book, district, community_id)
    write_ledger(book, district, community_id)
    write_roster(book, district, campus_ids)
    return book
