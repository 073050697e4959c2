"""From which day a table of a campus is meant: as the importer says, else as its titles say."""

from collections.abc import Iterator
from datetime import date, timedelta

from calendars.bells import BellBook
from calendars.spans import DateSpan
from service.domain.identity import CampusId
from service.domain.sources import Source
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.notation.starts_written import start_written
from service.exchange.recognition.layouts.home_tables import HomeTable
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.timetables.table_titles import titles_of_table

_FIRST_WEEK = timedelta(weeks=1)


def first_day_of(bench: Bench, campus_id: CampusId, from_day: date | None) -> date:
    """The importer's, else the one that all its tables say, else the term's."""
    if from_day is not None:
        return from_day
    said = {day for _, _, day in _said(bench, campus_id)}
    agreed = said.pop() if len(said) == 1 else None
    return agreed or bench.term.entry.term.first_day


def tell_said_starts(bench: Bench, campus_id: CampusId) -> None:
    """A note where a new table says when it begins; a problem where some say another day, or nothing.

    Taken from the term's first day a changed table would overwrite what was taught until then.
    """
    said, begun = tuple(_said(bench, campus_id)), _begun(bench, campus_id)
    agree = len({day for _, _, day in said}) == 1
    for table, text, day in said:
        if day is None:
            continue
        facts = {"text": plain(text), "day": day.isoformat()}
        if agree and day not in begun:
            bench.report.note("table_starts_as_said", table.sheet.whole, **facts)
        elif not agree:
            bench.report.problem("table_starts_later", table.sheet.whole, **facts)


def _said(bench: Bench, campus_id: CampusId) -> Iterator[tuple[HomeTable, str, date | None]]:
    """Of each table the title that names a later day, and that day; None where it holds from the first week.

    `9月1日起` in a term that begins a day earlier is no second table, unless a known one begins then.
    """
    begun = _begun(bench, campus_id)
    later = bench.term.entry.term.first_day + _FIRST_WEEK
    for table in bench.tables.get(campus_id, ()):
        for text in titles_of_table(table):
            day = _start(bench, table, text)
            if day is not None and (day in begun or day >= later):
                yield table, text, day
                break
        else:
            yield table, "", None


def _start(bench: Bench, table: HomeTable, text: str) -> date | None:
    """The day a title names; a question at its cell where the weekday beside it is another day's."""
    try:
        return start_written(text, bench.term.year)
    except NotUnderstoodError:
        return bench.report.read(
            lambda said: start_written(said, bench.term.year), text, _place_of(table, text)
        )


def _place_of(table: HomeTable, title: str) -> Source:
    """The cell of its sheet that says most of a title; the whole sheet where its name or its file does."""
    said = [cell for cell in table.sheet.cells if plain(cell.text) in title.split(" ")]
    longest = max(said, key=lambda cell: len(cell.text), default=None)
    return table.sheet.whole if longest is None else table.sheet.source(longest.row, longest.column)


def _begun(bench: Bench, campus_id: CampusId) -> frozenset[date]:
    """The days on which its known tables begin."""
    known = () if bench.known is None else bench.known.timetables_of.get(campus_id, ())
    return frozenset(base.effective_from for base in known)


def bells_from(bench: Bench, campus_id: CampusId, from_day: date | None) -> BellBook:
    """The schedules that hold while a table does; all of them where none does, which is told elsewhere."""
    first, end = first_day_of(bench, campus_id, from_day), bench.term.entry.term.days.end
    schedules = bench.bells[campus_id].schedules
    if end is not None and first >= end:
        return BellBook(schedules)
    in_force = tuple(one for one in schedules if one.valid.overlaps(DateSpan(first, end)))
    return BellBook(in_force or schedules)
