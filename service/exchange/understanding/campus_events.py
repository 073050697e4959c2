"""校区活动: what closes a campus, for days, half days or some grades, or makes a day follow another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from calendars.bells import BellBook
from calendars.closures import Closure
from calendars.spans import MINUTES_A_DAY, ClockSpan
from calendars.teaching_days import DayRule
from service.domain.identity import CampusId
from service.exchange.notation.class_labels import grade_label
from service.exchange.notation.dates_written import SchoolYear, date_spans
from service.exchange.understanding.dates_in_term import ambiguous_number
from service.exchange.understanding.names import Names
from service.exchange.understanding.reports import Report
from service.exchange.understanding.school_calendars import follow_rules
from service.exchange.understanding.tables import Row, Table

_CLOSED = re.compile(r"停课|不上课|放假|休息|无课")
_OPEN = re.compile(r"照常|正常|不停课|不影响")
_GRADES = re.compile(r"([一二三四五六七八九十1-9](?:[、,][一二三四五六七八九十1-9])*)年级")
_EVERYBODY = ("全体", "全部", "各校区", "所有校区", "各校", "全体校区")
_NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class CampusEvents:
    closures: tuple[Closure, ...] = ()
    instead: tuple[DayRule, ...] = ()

    def __add__(self, more: "CampusEvents") -> "CampusEvents":
        return CampusEvents(self.closures + more.closures, self.instead + more.instead)


def campus_events(
    table: Table, year: SchoolYear, bells: Mapping[CampusId, BellBook], names: Names, report: Report
) -> Mapping[CampusId, CampusEvents]:
    """What the sheet says of each campus; an event that says nothing of the lessons is noted."""
    found: dict[CampusId, CampusEvents] = {}
    for row in table.rows():
        campuses = _campuses(row, names)
        text, source = row.text("days"), row.source("days")
        if ambiguous_number(row, "days", report):
            continue
        spans = report.read(lambda days: date_spans(days, year), text, source)
        if spans is None:
            continue
        said, reason = row.plain("lessons") or row.plain("what"), row.plain("what")
        rules = follow_rules(spans, said, year)
        closing = _CLOSED.search(said) is not None and _OPEN.search(said) is None
        if rules is None and not closing:
            report.note("event_without_closure", row.source("what"), text=reason)
        for campus in campuses:
            closures = tuple(
                Closure(days, reason, _grades(said), _half(said, bells.get(campus)))
                for days in spans
                if closing
            )
            found[campus] = found.get(campus, CampusEvents()) + CampusEvents(closures, rules or ())
    return found


def _campuses(row: Row, names: Names) -> tuple[CampusId, ...]:
    if row.plain("campus") in _EVERYBODY:
        return tuple(campus.id for campus in names.here)
    campus = names.campus(row.text("campus"), row.source("campus"))
    return () if campus is None else (campus.id,)


def _grades(text: str) -> frozenset[int] | None:
    match = _GRADES.search(text)
    if match is None:
        return None
    return frozenset(grade_label(grade) for grade in re.split("[、,]", match[1]))


def _half(text: str, bells: BellBook | None) -> ClockSpan | None:
    """上午 until the end of the last lesson that begins before 12:00, 下午 from the start of the next."""
    if "上午" not in text and "下午" not in text:
        return None
    lessons = [period.span for schedule in bells.schedules for period in schedule.lessons] if bells else []
    if "上午" in text:
        return ClockSpan(0, max((span.end for span in lessons if span.start < _NOON), default=_NOON))
    return ClockSpan(
        min((span.start for span in lessons if span.start >= _NOON), default=_NOON), MINUTES_A_DAY
    )
