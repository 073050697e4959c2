"""What every step of one import works with."""

from dataclasses import dataclass

from calendars.bells import BellBook
from service.domain.district import District
from service.domain.identity import CampusId
from service.exchange.notation.subjects import SubjectNames
from service.exchange.recognition.layouts.home_tables import HomeTable
from service.exchange.recognition.sorted_sheets import SortedSheets
from service.exchange.reporting.reports import Report
from service.exchange.understanding.calendars.term_understood import TermUnderstood
from service.exchange.understanding.district.communities_listed import Listed
from service.exchange.understanding.district.names import Mint, Names
from service.exchange.understanding.district.staff import Staff


@dataclass(frozen=True)
class Bench:
    """`known` is what is known of this term; `tables` are the home timetables of this import by campus."""

    sheets: SortedSheets
    known: District | None
    term: TermUnderstood
    names: Names
    staff: Staff
    tables: dict[CampusId, tuple[HomeTable, ...]]
    bells: dict[CampusId, BellBook]
    subjects: SubjectNames
    report: Report
    mint: Mint
    listed: Listed
