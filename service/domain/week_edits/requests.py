"""What somebody asks for by the names she knows, as edits of a district; what is unclear is refused."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Protocol

from calendars.bells import BellSchedule
from calendars.closures import Closure
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import NOBODYS, DayRule
from service.domain.campus_terms import CampusTerm
from service.domain.district import District
from service.domain.week_edits.campus_bells import Ring, Unring, last_rung, next_season, season_names
from service.domain.week_edits.campus_days import Close, Follow, Reopen, Unfollow
from service.domain.week_edits.edits import WeekEdit
from service.domain.week_edits.open_days import makeup_days

#: Every campus of the district, in the place of names.
ALL = ("全部", "all")


class RequestRefused(Exception):
    """What is asked for cannot be understood; `asked` is the word, `choices` what could have been meant.

    A number is a weekday (1-7).
    """

    def __init__(self, asked: str | int | date, choices: tuple[str | int | date | Closure, ...] = ()) -> None:
        super().__init__((type(self).__doc__ or "").strip())
        self.asked = asked
        self.choices = choices


class CampusNotFound(RequestRefused):
    """There is no campus of that name in this term."""


class CampusesMissing(RequestRefused):
    """No campus is named; `choices` are those there are."""


class GradeNotFound(RequestRefused):
    """No class of those campuses is in that grade; `choices` are the grades they have, as numbers."""


class GradesMissing(RequestRefused):
    """Some grades are meant, and none is named; `choices` as of GradeNotFound."""


class SeasonNotFound(RequestRefused):
    """The campus has no bell schedule of that name."""


class ClosureUnclear(RequestRefused):
    """The campus is closed on those days for several reasons; say which is over."""


class ClosedOtherwise(RequestRefused):
    """Nothing is closed for these hours and grades, and so nothing is over; `choices` are the closures."""


class ClosedAnyway(RequestRefused):
    """The campus is closed on that day, whosever lessons it runs; `choices` are the reasons."""


class FollowsItself(RequestRefused):
    """A day cannot run its own lessons instead of its own."""


class FollowsOutside(RequestRefused):
    """Only a day of the term can be followed; `choices` are its first and last, all with their years."""


class NoLessonsThen(RequestRefused):
    """On that weekday there are no lessons that another day could run; `choices` are those that have."""


class NotAsked(RequestRefused):
    """It is no make-up day, so there is nothing to answer; `choices` are those there are."""


class DaysBackwards(RequestRefused):
    """The last day, `asked`, lies before the first, which is the choice."""


class WeekRequest(Protocol):
    """A request: gives the edits it asks of a district, or raises RequestRefused."""

    def edits(self, district: District) -> tuple[WeekEdit, ...]: ...


@dataclass(frozen=True, slots=True)
class CloseDays:
    """停课 or exams at some campuses (by name; 全部: all) on some days; `reopen` takes the same back.

    What is opened again may go without its `reason`, where there is only one.
    """

    campuses: tuple[str, ...]
    days: tuple[DateSpan, ...]
    reason: str
    grades: frozenset[int] | None = None
    span: ClockSpan | None = None
    reopen: bool = False

    def edits(self, district: District) -> tuple[WeekEdit, ...]:
        entries = campus_terms_named(district, self.campuses)
        if self.grades is not None and not self.reopen:
            _check_grades(district, entries, self.grades)
        if self.reopen:
            self._check_closed(entries)
        return tuple(
            self._reopening(district, entry, days)
            if self.reopen
            else Close(entry.campus_id, Closure(days, self.reason, self.grades, self.span))
            for entry in entries
            for days in self.days
        )

    def _check_closed(self, entries: tuple[CampusTerm, ...]) -> None:
        """Something is closed to the same detail, or nothing at all, which changes nothing."""
        closures = [
            closure
            for entry in entries
            for closure in entry.closures
            if any(closure.days.overlaps(days) for days in self.days)
            and plain(self.reason) in ("", plain(closure.reason))
        ]
        if closures and not any(self._as_closed(closure) for closure in closures):
            raise ClosedOtherwise("、".join(self.campuses), tuple(dict.fromkeys(closures)))

    def _as_closed(self, closure: Closure) -> bool:
        return (closure.grades, closure.span) == (self.grades, self.span)

    def _reopening(self, district: District, entry: CampusTerm, days: DateSpan) -> Reopen:
        reasons = dict.fromkeys(
            closure.reason
            for closure in entry.closures
            if self._as_closed(closure)
            and closure.days.overlaps(days)
            and plain(self.reason) in ("", plain(closure.reason))
        )
        if len(reasons) > 1:
            raise ClosureUnclear(district.campus[entry.campus_id].name, tuple(reasons))
        reason = next(iter(reasons), self.reason)
        return Reopen(entry.campus_id, days, reason, self.grades, self.span)


@dataclass(frozen=True, slots=True)
class RunOtherDay:
    """Whose lessons some campuses run on a day: a weekday's, a date's with its week and parity, or NOBODYS.

    Where all of them are closed that day for another reason it would change nothing, and is refused.
    `answers`: it answers what was asked, so the day has to be a make-up day at one of them.
    """

    campuses: tuple[str, ...]
    day: date
    follows: int | date
    answers: bool = False

    def edits(self, district: District) -> tuple[WeekEdit, ...]:
        entries = campus_terms_named(district, self.campuses)
        self._check(district, entries)
        rule = DayRule(self.day, self.follows)
        return tuple(Follow(entry.campus_id, rule) for entry in entries)

    def _check(self, district: District, entries: tuple[CampusTerm, ...]) -> None:
        asked = sorted({day for entry in entries for day in makeup_days(district, entry)})
        if self.answers and self.day not in asked:
            raise NotAsked(self.day, tuple(asked))
        if self.follows == self.day:
            raise FollowsItself(self.day)
        days = district.term.term
        if isinstance(self.follows, date) and not days.days.contains(self.follows):
            raise FollowsOutside(f"{self.follows}", (f"{days.first_day}", f"{days.last_day}"))
        weekday = self.follows.isoweekday() if isinstance(self.follows, date) else self.follows
        taught = sorted({day for entry in entries for day in entry.teaching_weekdays})
        if weekday not in {NOBODYS, *taught}:
            raise NoLessonsThen(self.follows, tuple(taught))
        closed = [reasons for entry in entries if (reasons := _closed_all_day(entry, self.day))]
        if len(closed) == len(entries):
            raise ClosedAnyway(self.day, tuple(dict.fromkeys(chain(*closed))))


@dataclass(frozen=True, slots=True)
class TakeBackDay:
    """The last word of some campuses on a day is taken back."""

    campuses: tuple[str, ...]
    day: date

    def edits(self, district: District) -> tuple[WeekEdit, ...]:
        return tuple(
            Unfollow(entry.campus_id, self.day) for entry in campus_terms_named(district, self.campuses)
        )


@dataclass(frozen=True, slots=True)
class ChangeBells:
    """Some campuses ring by a schedule they know by its name, from a day on, until another or for good.

    Until which day that is, the draft says, once for every table: one that was published before a season was
    known would have the bells ring on, and could not take the same back.
    """

    campuses: tuple[str, ...]
    season: str
    since: date
    until: date | None = None

    def edits(self, district: District) -> tuple[WeekEdit, ...]:
        if self.until is not None and self.until <= self.since:
            # There is no day before the first of all.
            last = max(self.until, date.min + timedelta(days=1)) - timedelta(days=1)
            raise DaysBackwards(last, (self.since,))
        return tuple(self._ring(entry) for entry in campus_terms_named(district, self.campuses))

    def _ring(self, entry: CampusTerm) -> Ring:
        meant = _season(entry, self.season)
        names = frozenset(one.name for one in meant)
        return Ring(entry.campus_id, meant, self.since, self.until or next_season(entry, names, self.since))


@dataclass(frozen=True, slots=True)
class TakeBackBells:
    """The last word of some campuses on their bells is taken back, of each its own.

    `since`: of those that are not over by then, and from then on: the days before ring as they rang.
    """

    campuses: tuple[str, ...]
    since: date | None = None

    def edits(self, district: District) -> tuple[WeekEdit, ...]:
        return tuple(
            Unring(
                entry.campus_id,
                frozenset(one.name for one in laid),
                laid[0].valid,
                max(self.since or date.min, laid[0].valid.first),
            )
            for entry in campus_terms_named(district, self.campuses)
            if (laid := last_rung(entry, self.since))
        )


def campus_terms_named(district: District, names: Iterable[str]) -> tuple[CampusTerm, ...]:
    """The calendars of the campuses of those names, ids or aliases; of all where one says so."""
    wanted = dict.fromkeys(plain(name) for name in names)
    there = tuple(district.campus[entry.campus_id].name for entry in district.campus_terms)
    if not wanted:
        raise CampusesMissing("", there)
    known = {
        plain(name): entry
        for entry in district.campus_terms
        for campus in (district.campus[entry.campus_id],)
        for name in (campus.id, *campus.aliases, campus.name)
    }
    if any(name in ALL for name in wanted):
        return district.campus_terms
    for name in wanted:
        if name not in known:
            raise CampusNotFound(name, there)
    return tuple(dict.fromkeys(known[name] for name in wanted))


def _check_grades(district: District, entries: tuple[CampusTerm, ...], grades: frozenset[int]) -> None:
    there = sorted({grade for entry in entries for grade in district.grades_at(entry.campus_id)})
    choices = tuple(map(str, there))
    if not grades:
        raise GradesMissing("", choices)
    for grade in sorted(grades.difference(there)):
        raise GradeNotFound(str(grade), choices)


def _closed_all_day(entry: CampusTerm, day: date) -> tuple[str, ...]:
    """Why nobody is there that day; none where only some grades or hours are closed, or nothing is."""
    return tuple(
        closure.reason
        for closure in entry.closures
        if closure.days.contains(day) and closure.grades is None and closure.span is None
    )


def _season(entry: CampusTerm, name: str) -> tuple[BellSchedule, ...]:
    found = tuple(one for one in entry.bells.schedules if plain(one.name) == plain(name))
    if not found:
        raise SeasonNotFound(name, season_names(entry))
    return found


def plain(text: str) -> str:
    """A name without the differences that do not count: width of characters, blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())
