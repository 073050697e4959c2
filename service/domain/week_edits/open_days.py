"""What each campus is asked: whose lessons it runs on the make-up days of which nobody has said so yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from calendars.closures import DayStatus
from calendars.spans import DateSpan
from calendars.teaching_days import SchoolCalendar, TeachingDay, resolve, undecided_days
from service.domain.campus_terms import CampusTerm
from service.domain.district import District
from service.domain.identity import CampusId

#: A campus answers that long before the day: its teachers have to know, and the other campuses.
ANSWER_BEFORE = timedelta(days=7)


@dataclass(frozen=True, slots=True, order=True)
class OpenDay:
    """A make-up day that a campus has not decided; `answer_by` is when it is to be known."""

    day: date
    campus_id: CampusId
    campus: str
    answer_by: date


@dataclass(frozen=True, slots=True)
class AnsweredDay:
    """A make-up day to come of which a campus has said whose lessons it runs: as in DayRule."""

    day: date
    campus_id: CampusId
    campus: str
    follows: int | date


@dataclass(frozen=True, slots=True)
class NoticeDays:
    """What is known of one year: days off by name, in order, and make-up days; a year may be unknown."""

    year: int
    known: bool
    source: str
    off: tuple[tuple[str, tuple[date, ...]], ...]
    makeup: tuple[date, ...]


def open_days(district: District, today: date) -> tuple[OpenDay, ...]:
    """The questions of a term, by day and campus; days that are over are not asked any more."""
    return tuple(
        sorted(
            OpenDay(day, campus_id, district.campus[campus_id].name, _answer_by(calendar, day, today))
            for campus_id, calendar in district.calendars.items()
            for day in undecided_days(calendar)
            if day >= today
        )
    )


def _answer_by(calendar: SchoolCalendar, day: date, today: date) -> date:
    """The last school day that is early enough; today where there is none any more."""
    latest = day - ANSWER_BEFORE
    while latest > today and not isinstance(resolve(calendar, latest), TeachingDay):
        latest -= timedelta(days=1)
    return max(today, latest)


def makeup_days(district: District, entry: CampusTerm) -> frozenset[date]:
    """The days of the term of which a campus is asked, or was, whose lessons it runs."""
    days = district.term.term.days.days()
    noticed = (day for day in days if district.holidays.status(day) is DayStatus.MAKE_UP)
    return frozenset((*noticed, *(rule.day for rule in entry.day_rules)))


def answered_days(district: District, today: date) -> tuple[AnsweredDay, ...]:
    """What can still be answered otherwise, by day and campus."""
    term = district.term.term.days
    said = {
        (rule.day, entry.campus_id): rule.follows
        for entry in district.campus_terms
        for rule in entry.day_rules
        if rule.day >= today and term.contains(rule.day)
    }
    found = (
        AnsweredDay(day, campus_id, district.campus[campus_id].name, follows)
        for (day, campus_id), follows in said.items()
        if follows is not None
    )
    return tuple(sorted(found, key=lambda one: (one.day, one.campus_id)))


def years_of(district: District) -> tuple[NoticeDays, ...]:
    """Every year of which a notice is known, and those of the term of which none is; the newest first."""
    term = district.term.term
    known = {notice.year for notice in district.holidays.years}
    return tuple(
        _year(district, year)
        for year in sorted(known | set(range(term.first_day.year, term.last_day.year + 1)), reverse=True)
    )


def _year(district: District, year: int) -> NoticeDays:
    holidays = district.holidays
    notice = next((known for known in holidays.years if known.year == year), None)
    if notice is None:
        return NoticeDays(year, known=False, source="", off=(), makeup=())
    days = tuple(DateSpan.of(date(year, 1, 1), date(year, 12, 31)).days())
    runs: list[tuple[str, tuple[date, ...]]] = []
    for day in days:
        name = holidays.name(day)
        if name is None:
            continue
        if runs and runs[-1][0] == name:
            runs[-1] = (name, (*runs[-1][1], day))
        else:
            runs.append((name, (day,)))
    makeup = tuple(day for day in days if holidays.status(day) is DayStatus.MAKE_UP)
    return NoticeDays(year, known=True, source=notice.source, off=tuple(runs), makeup=makeup)
