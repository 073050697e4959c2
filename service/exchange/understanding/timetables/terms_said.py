"""Of which term a table says that it is (2025学年第二学期): by its title, its sheet or its file."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from service.domain.identity import CampusId
from service.exchange.notation.dates_written import stated_school_year, stated_semester
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.layouts.home_tables import HomeTable
from service.exchange.understanding.bench import Bench


def refuse_other_terms(bench: Bench, campus_id: CampusId) -> None:
    """A table of last term's would be taught in this one; what is left unsaid is of the import's term."""
    term = bench.term.entry.term
    mine = (bench.term.year.begins, stated_semester(term.name))
    refused = set()
    for table in bench.tables[campus_id]:
        source = table.sheet.whole
        for text in _texts(table):
            said = (stated_school_year(text), stated_semester(text))
            agrees = all(None in pair or pair[0] == pair[1] for pair in zip(said, mine, strict=True))
            if not agrees and source not in refused:
                refused.add(source)
                bench.report.problem(
                    "table_of_other_term", source, text=plain(text), said=_named(*said), term=term.name
                )


def _texts(table: HomeTable) -> Iterator[str]:
    yield table.title
    yield table.sheet.name
    yield PurePosixPath(table.sheet.file).stem


def _named(year: int | None, semester: int | None) -> str:
    """As the names of terms are: 2025—2026学年第二学期, or the part of it that is said."""
    of_year = "" if year is None else f"{year}—{year + 1}学年"
    return of_year + ("" if semester is None else f"第{'一二'[semester - 1]}学期")
