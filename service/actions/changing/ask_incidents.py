"""Ask which of the teachers' reports nobody has answered, and what each is about by now."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from calendars.zones import clock_of
from service.actions.changing.ask_dates import Published, published
from service.actions.changing.dated_acts import NothingToChange
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.substitution.reports import OpenReport
from service.domain.teacher_page.incidents import Incident
from service.storage import teachers_pages
from service.storage.database import Database


@dataclass(frozen=True, slots=True)
class Reports:
    """The latest first. `known` None: nothing is published of the term (any more)."""

    today: date
    known: Published | None
    listed: tuple[OpenReport, ...]


async def open_reports(
    database: Database, *, handled: bool = False, term: str | None = None, now: datetime
) -> Reports:
    """The open ones; `handled`: those that were answered, too."""
    async with database.reading() as store:
        found = await teachers_pages.incidents(store.connection, open_only=not handled)
        names = await teachers_pages.names_of_people(store.connection, {one.person_id for one in found})
    known: Published | None = None
    if found:
        try:
            known = await published(database, now, term)
        except NothingToChange:
            known = None
    events = await asyncio.to_thread(_events, known, found) if known else {}
    return Reports(
        clock_of(now)[0],
        known,
        tuple(
            OpenReport(one, names.get(one.person_id, one.person_id), events.get(one.uid) if one.uid else None)
            for one in found
        ),
    )


def _events(known: Published, found: Iterable[Incident]) -> dict[str, PublishedEvent]:
    """The lessons that are spoken of, by UID: on the day they were on then, else where they went since."""
    days = {one.days.first for one in found if one.uid}
    moved = (known.term.states.of(event) for event in known.term.states.bases.values())
    return {event.uid: event for event in (*moved, *known.term.standing_on(days))}
