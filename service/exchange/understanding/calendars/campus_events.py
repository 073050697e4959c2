"""校区活动: what closes a campus, for days, half days or some grades, or makes a day follow another."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from calendars.bells import BellBook
from calendars.closures import Closure
from service.domain.collecting.corrections import CorrectionKind
from service.domain.identity import CampusId
from service.exchange.notation.dates_written import SchoolYear, date_spans
from service.exchange.notation.day_sayings import (
    closes,
    follow_rules,
    part_of_day,
    speaks_of_lessons,
    stays_open,
)
from service.exchange.notation.grades_written import grades_in
from service.exchange.recognition.lists.calendar_sheet import LESSONS
from service.exchange.recognition.tables import Table
from service.exchange.reporting.reports import Report
from service.exchange.understanding.calendars.calendar_facts import Fact, OffFact, RuleFact
from service.exchange.understanding.calendars.dates_in_term import ambiguous_number
from service.exchange.understanding.district.names import Names
from service.exchange.understanding.district.scopes import scopes

#: What a column is answered to be: what becomes of the lessons, or nothing to be read.
_CHOICES = ("课表", "不读")


def campus_events(
    table: Table, year: SchoolYear, bells: Mapping[CampusId, BellBook], names: Names, report: Report
) -> Iterator[Fact]:
    """What the sheet says of each campus; an event that says nothing of the lessons is noted."""
    for row in _with_lessons(table, report).rows():
        meant = scopes(row.text("campus"), row.source("campus"), names, report)
        source = row.source("days")
        if ambiguous_number(row, "days", report):
            continue
        spans = report.read(lambda days: date_spans(days, year), row.text("days"), source)
        if spans is None:
            continue
        said, reason = row.plain("lessons") or row.plain("what"), row.plain("what")
        rules = follow_rules(spans, said, year)
        if rules is None and not closes(said) and not stays_open(said):
            report.note("event_without_closure", row.source("what"), text=reason)
        part = report.read(part_of_day, said, row.source("lessons" if row.plain("lessons") else "what"))
        if part is None:
            continue
        grades, _ = grades_in(said)
        for scope in meant:
            for days in spans if closes(said) else ():
                span = part.at(bells.get(scope.campus_id))
                closure = Closure(days, reason, scope.grades or grades, span)
                yield OffFact(
                    campus_id=scope.campus_id, source=source, text=reason, named=True, closure=closure
                )
            for rule in rules or ():
                yield RuleFact(campus_id=scope.campus_id, source=source, text=reason, named=True, rule=rule)


def _with_lessons(table: Table, report: Report) -> Table:
    """With the column under a heading nobody knows that speaks of lessons, as it was answered; else asked.

    Left out, it would be a day of lessons as usual.
    """
    sheet, header = table.sheet, table.header_row
    if "lessons" in table.columns:
        return table  # beside it a remark speaks of what it likes
    for column in sheet.columns_of(header):
        if column in table.columns.values() or not (heading := sheet.plain(header, column)):
            continue
        below = (sheet.plain(row.number, column) for row in table.rows())
        said = next((text for text in below if speaks_of_lessons(text)), None)
        if said is None:
            continue
        source = sheet.source(header, column)
        meant = report.meant(CorrectionKind.TEXT, heading, source)
        if meant is None:
            report.problem("event_heading_unknown", source, text=heading, said=said, candidates=_CHOICES)
        elif re.fullmatch(LESSONS, meant):
            return replace(table, columns={**table.columns, "lessons": column})
    return table
