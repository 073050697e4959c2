"""From which day a table of a campus is meant, where the importer does not say it."""

import re
from collections.abc import Iterable
from datetime import date

from service.domain.home_timetables import HomeTimetable
from service.exchange.notation.dates_written import SchoolYear, leading_dates
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain

_IN_FORCE = re.compile(r"执行(?:时间|日期):?(?P<day>20\d\d.*)")


def first_day(titles: Iterable[str], known: Iterable[HomeTimetable], year: SchoolYear) -> date | None:
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
