"""What the pages of the calendar and the week ask and tell the database: notices, make-up days, edits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe
from typing import TypeVar

from calendars.zones import clock_of
from service.actions.changing.edit_week import edit_week
from service.domain.telling.week_effects import WeekEditReport
from service.domain.week_edits.edit_choices import EditChoices, edit_choices
from service.domain.week_edits.notice_years import AnnounceYears
from service.domain.week_edits.open_days import (
    AnsweredDay,
    NoticeDays,
    OpenDay,
    answered_days,
    open_days,
    years_of,
)
from service.domain.week_edits.requests import WeekRequest
from service.exchange.holiday_notices import NoticeUnreadable
from service.storage import choices
from service.storage.database import Database

#: Whoever sits at this computer: there is no sign-in yet.
_ACTOR = "page"
#: What was done last, for the page that says so, and notices shown and not confirmed yet.
_MOST_KEPT = 8
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KnownCalendar:
    """The years known, what the campuses are asked in a term and have said; `term` "" before there is any."""

    term: str
    today: date
    years: tuple[NoticeDays, ...] = ()
    open: tuple[OpenDay, ...] = ()
    answered: tuple[AnsweredDay, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownWeek:
    """What can be edited in a term, and on which days; `term` "" before there is any."""

    terms: tuple[str, ...]
    term: str
    today: date
    first_day: date
    last_day: date
    choices: EditChoices


@dataclass(frozen=True, slots=True)
class DoneEdit:
    """What was asked and done."""

    request: WeekRequest
    report: WeekEditReport


class CalendarDesk:
    """Everything the pages of the calendar and the week do.

    A page that is shown by address finds here what no address can hold: what was done last.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._done: dict[str, DoneEdit] = {}
        self._notices: dict[str, AnnounceYears | NoticeUnreadable] = {}

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

    async def week(self, asked: str | None) -> KnownWeek:
        """Of the term asked for, else of the newest."""
        today, _ = clock_of(self._clock())
        async with self._database.reading() as store:
            terms = tuple(dict.fromkeys(one.term for one in await choices.choices(store.connection)))
            term = asked if asked in terms else (terms[0] if terms else "")
            district = await store.load_district(term) if term else None
        if district is None:
            return KnownWeek(terms, "", today, today, today, EditChoices())
        days = district.term.term
        return KnownWeek(terms, term, today, days.first_day, days.last_day, edit_choices(district, today))

    def keep(self, done: DoneEdit) -> str:
        """A name under which it is found again, for a while and in this process."""
        return _kept(self._done, done)

    def done(self, name: str) -> DoneEdit | None:
        return self._done.get(name)

    def keep_notice(self, notice: AnnounceYears | NoticeUnreadable) -> str:
        """A file handed in, or why it is none: it is shown by its name, then confirmed."""
        return _kept(self._notices, notice)

    def notice(self, name: str) -> AnnounceYears | NoticeUnreadable | None:
        return self._notices.get(name)

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


def _kept(kept: dict[str, T], thing: T) -> str:
    kept[name := token_urlsafe(9)] = thing
    while len(kept) > _MOST_KEPT:
        del kept[next(iter(kept))]
    return name
