"""What the page of the calendar asks and tells the database: notices, make-up days, and edits of the week."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from calendars.zones import clock_of
from service.actions.edit_week import edit_week
from service.domain.week_edits.open_days import (
    AnsweredDay,
    NoticeDays,
    OpenDay,
    answered_days,
    open_days,
    years_of,
)
from service.domain.week_edits.requests import WeekRequest
from service.domain.week_effects import WeekEditReport
from service.storage import choices
from service.storage.database import Database

#: Whoever sits at this computer: there is no sign-in yet.
_ACTOR = "page"


@dataclass(frozen=True, slots=True)
class KnownCalendar:
    """The years known, what the campuses are asked in a term and have said; `term` "" before there is any."""

    term: str
    today: date
    years: tuple[NoticeDays, ...] = ()
    open: tuple[OpenDay, ...] = ()
    answered: tuple[AnsweredDay, ...] = ()


class CalendarDesk:
    """Everything the page of the calendar does."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def known(self) -> KnownCalendar:
        """Of the newest term."""
        today, _ = clock_of(self._clock())
        async with self._database.reading() as store:
            terms = [choice.term for choice in await choices.choices(store.connection)]
            district = await store.load_district(terms[0]) if terms else None
        if district is None:
            return KnownCalendar("", today)
        open_, answered = open_days(district, today), answered_days(district, today)
        return KnownCalendar(terms[0], today, years_of(district), open_, answered)

    async def edit(
        self, request: WeekRequest, *, term: str | None, all_terms: bool, seen: str | None
    ) -> WeekEditReport:
        """Do it if it was shown (`seen`) and is so still; else say what it would do."""
        return await edit_week(
            self._database,
            request,
            term=term,
            all_terms=all_terms,
            seen=seen,
            dry_run=seen is None,
            actor=_ACTOR,
            now=self._clock(),
        )
