"""Of which term a table says that it is (2025学年第二学期): by its title, its sheet or its file."""

from service.domain.collecting.corrections import CorrectionKind
from service.domain.identity import CampusId
from service.exchange.notation.dates_written import stated_school_year, stated_semester
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.layouts.home_tables import HomeTable
from service.exchange.reporting.reports import Report
from service.exchange.understanding.calendars.term_understood import TermUnderstood
from service.exchange.understanding.timetables.table_titles import titles_of_table

_Tables = dict[CampusId, tuple[HomeTable, ...]]


def tables_of_term(tables: _Tables, term: TermUnderstood, report: Report) -> _Tables:
    """Those that are taught in this term, whatever day is given; what does not say it is of it.

    A table of last term's is a question: it may be this term's under an old title, or not be meant at all.
    """
    kept = {
        campus_id: tuple(table for table in of_campus if not _is_left_out(table, term, report))
        for campus_id, of_campus in tables.items()
    }
    return {campus_id: of_campus for campus_id, of_campus in kept.items() if of_campus}


def _is_left_out(table: HomeTable, term: TermUnderstood, report: Report) -> bool:
    """Whether it was answered that the table is not to be read; a problem where nobody was asked.

    One answer settles it, to whichever of its title, its sheet's name and its file's says another term.
    """
    name, source = term.entry.term.name, table.sheet.whole
    others = [text for text in titles_of_table(table) if not _agrees(text, term)]
    answers = {report.meant(CorrectionKind.SHEET, text, source) for text in others}
    if "" in answers:
        report.note("sheet_not_wanted", source)
        return True
    if others and name not in answers:
        facts = {"text": plain(others[0]), "said": _named(*_said(others[0])), "term": name}
        report.problem("table_of_other_term", source, **facts, candidates=(name,))
    return False


def _agrees(text: str, term: TermUnderstood) -> bool:
    """What is not said agrees with any term."""
    mine = (term.year.begins, stated_semester(term.entry.term.name))
    return all(None in pair or pair[0] == pair[1] for pair in zip(_said(text), mine, strict=True))


def _said(text: str) -> tuple[int | None, int | None]:
    """School year and semester."""
    return stated_school_year(text), stated_semester(text)


def _named(year: int | None, semester: int | None) -> str:
    """As the names of terms are: 2025—2026学年第二学期, or the part of it that is said."""
    of_year = "" if year is None else f"{year}—{year + 1}学年"
    return of_year + ("" if semester is None else f"第{'一二'[semester - 1]}学期")
