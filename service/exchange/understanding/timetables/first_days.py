"""From which day a table of a campus is meant, where the importer does not say it."""

import re
from collections.abc import Iterable
from datetime import date

from calendars.bells import BellBook
from calendars.spans import DateSpan
from service.domain.home_timetables import HomeTimetable
from service.domain.identity import CampusId
from service.exchange.notation.dates_written import SchoolYear, leading_dates
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.understanding.bench import Bench

_IN_FORCE = re.compile(r"执行(?:时间|日期):?(?P<day>20\d\d.*)")


def first_day_of(bench: Bench, campus_id: CampusId, from_day: date | None) -> date:
    """The importer's, else the one its tables state, else the term's."""
    titles = (table.title for table in bench.tables.get(campus_id, ()))
    known = () if bench.known is None else bench.known.timetables_of.get(campus_id, ())
    return from_day or _stated(titles, known, bench.term.year) or bench.term.entry.term.first_day


def bells_from(bench: Bench, campus_id: CampusId, from_day: date | None) -> BellBook:
    """The schedules that hold while a table does; all of them where none does, which is told elsewhere."""
    first, end = first_day_of(bench, campus_id, from_day), bench.term.entry.term.days.end
    schedules = bench.bells[campus_id].schedules
    if end is not None and first >= end:
        return BellBook(schedules)
    in_force = tuple(one for one in schedules if one.valid.overlaps(DateSpan(first, end)))
    return BellBook(in_force or schedules)


def _stated(titles: Iterable[str], known: Iterable[HomeTimetable], year: SchoolYear) -> date | None:
    """The day that a title names (执行时间:2026年10月9日起), if a known table begins on it; else None.

    A school's `9月1日起` in a term that begins a day earlier is no second table.
    """
    begun = {base.effective_from for base in known}
    for title in titles:
        match = _IN_FORCE.search(plain(title))
        if match is None:
            continue
        try:
            spans, _ = leading_dates(match["day"], year)
        except NotUnderstoodError:
            continue
        if spans[0].first in begun:
            return spans[0].first
    return None
