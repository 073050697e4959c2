"""What each campus's calendar says after an import: the common 校历, and its own events on top."""

from dataclasses import replace

from calendars.closures import Closure
from service.domain.campus_terms import CampusTerm
from service.domain.identity import CampusId
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.campus_events import CampusEvents, campus_events
from service.exchange.understanding.term_understood import TermUnderstood


def campus_calendars(bench: Bench) -> tuple[CampusTerm, ...]:
    """A new 校历 replaces what the calendar of a campus said; without one, new events are added to it."""
    events: dict[CampusId, CampusEvents] = {}
    for table in bench.sheets.events:
        for campus_id, more in campus_events(
            table, bench.term.year, bench.bells, bench.names, bench.report
        ).items():
            events[campus_id] = events.get(campus_id, CampusEvents()) + more
    known = () if bench.known is None else bench.known.campus_terms
    before = {entry.campus_id: entry for entry in known}
    found = []
    for campus_id in (campus.id for campus in bench.names.here if campus.id in bench.bells):
        bells = bench.bells[campus_id]
        entry = before.get(campus_id, CampusTerm(campus_id, bench.term.entry.id, bells))
        entry = _by_calendar(entry, bench.term)
        mine = events.get(campus_id, CampusEvents())
        found.append(
            replace(
                entry,
                bells=bells,
                closures=tuple(dict.fromkeys((*entry.closures, *mine.closures))),
                day_rules=tuple(dict.fromkeys((*entry.day_rules, *mine.instead))),
            )
        )
    return tuple(found)


def _by_calendar(entry: CampusTerm, term: TermUnderstood) -> CampusTerm:
    if term.remarks is None:
        return entry
    return replace(
        entry,
        closures=tuple(Closure(off.days, off.reason) for off in term.remarks.off),
        day_rules=term.remarks.instead,
        own_days=term.own_days,
        weeks_given=term.weeks_given,
    )
