"""Dates: make-up days nobody decided or that differ, years not announced, one-off lessons on closed days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from calendars.closures import DayStatus
from calendars.occurrences import resolved_term
from calendars.teaching_days import ClosedDay, TeachingDay, WhyClosed, undecided_days, unknown_years
from service.domain.district import District
from service.domain.findings import Code, Finding, Side
from service.domain.identity import CampusId
from service.domain.in_force import mondays
from service.domain.joint_lessons import JointLesson
from service.domain.rules import things
from service.domain.rules.bookings import Bookings


@dataclass(frozen=True, slots=True)
class ClosedCampus:
    """A campus without lessons on a date, and why."""

    campus_id: CampusId
    answer: ClosedDay


def not_a_teaching_day(bookings: Bookings) -> Iterator[Finding]:
    """A one-off lesson on a date on which a campus it needs is closed; names all closed campuses."""
    district = bookings.district
    for lesson in bookings.judged:
        for one_off in lesson.one_offs:
            closed = closed_campuses(district, (end.campus_id for end in lesson.ends), one_off.day)
            if closed:
                thing = things.joint(district, lesson)
                side = Side(thing=thing, period=one_off.period, source=lesson.source)
                community = things.community(district, lesson.community_id)
                yield closed_finding(district, Finding(
                    Code.NOT_A_TEACHING_DAY, (thing,), community, day=one_off.day, sides=(side,)
                ), closed)  # fmt: skip


def makeup_day_undecided(bookings: Bookings) -> Iterator[Finding]:
    """A campus is open on a make-up day and nobody said whose lessons run."""
    district = bookings.district
    for campus_id in _campuses(bookings):
        for day in undecided_days(district.calendars[campus_id]):
            yield Finding(
                Code.MAKEUP_DAY_UNDECIDED,
                concerns=(things.campus(district, campus_id),),
                day=day,
                sides=(Side(things.campus(district, campus_id), district.campus[campus_id].name),),
            )


def makeup_day_differs(bookings: Bookings) -> Iterator[Finding]:
    """On a make-up date the campuses of one lesson run different weekdays' timetables."""
    district = bookings.district
    for lesson in bookings.judged:
        weekdays = {season.slot.weekday for season in bookings.seasons[lesson.id]}
        for day in _makeup_days(district, lesson):
            running = _running(district, lesson, day)
            if len(set(running.values())) > 1 and weekdays & set(running.values()):
                thing = things.joint(district, lesson)
                yield Finding(
                    Code.MAKEUP_DAY_DIFFERS,
                    concerns=(thing, *(things.campus(district, campus_id) for campus_id in running)),
                    community=things.community(district, lesson.community_id),
                    day=day,
                    sides=tuple(
                        Side(thing, district.campus[campus_id].name, weekday, source=lesson.source)
                        for campus_id, weekday in running.items()
                    ),
                )


def calendar_unknown(bookings: Bookings) -> Iterator[Finding]:
    """Dates in a year whose holidays are not announced yet: one per campus and year."""
    district = bookings.district
    for campus_id in _campuses(bookings):
        for year in unknown_years(district.calendars[campus_id]):
            yield Finding(
                Code.CALENDAR_UNKNOWN,
                concerns=(things.campus(district, campus_id),),
                facts=(("year", year),),
            )


def closed_campuses(district: District, needed: Iterable[CampusId], day: date) -> tuple[ClosedCampus, ...]:
    """The campuses among those needed that have no lessons on a date, each once, in order."""
    closed = []
    for campus_id in dict.fromkeys(needed):
        calendar = district.calendars.get(campus_id)
        answer = resolved_term(calendar).days.get(day) if calendar else None
        if answer is None:
            answer = ClosedDay(day, WhyClosed.OUTSIDE_TERM)
        if isinstance(answer, ClosedDay) and answer.why is not WhyClosed.MAKEUP_UNDECIDED:
            closed.append(ClosedCampus(campus_id, answer))
    return tuple(closed)


def closed_finding(district: District, found: Finding, closed: tuple[ClosedCampus, ...]) -> Finding:
    """The finding with its closed campuses named, and why the first of them is closed."""
    campuses = tuple(things.campus(district, entry.campus_id) for entry in closed)
    first = closed[0].answer
    return Finding(
        code=found.code,
        concerns=(*found.concerns, *campuses),
        community=found.community,
        day=found.day,
        sides=found.sides,
        facts=(
            ("campuses", tuple(campus.name for campus in campuses)),
            ("why", first.why.value),
            ("name", first.name),
        ),
    )


def _campuses(bookings: Bookings) -> list[CampusId]:
    return [
        entry.campus_id for entry in bookings.district.campus_terms if entry.campus_id in bookings.campuses
    ]


def _makeup_days(district: District, lesson: JointLesson) -> list[date]:
    """The dates on which any campus of the lesson runs another day's lessons, or the notice says make-up."""
    days = {
        rule.day
        for end in lesson.ends
        if (calendar := district.calendars.get(end.campus_id)) is not None
        for rule in calendar.day_rules
    }
    term = district.term.term.days
    return sorted(days | {day for day in term.days() if district.holidays.status(day) is DayStatus.MAKE_UP})


def _running(district: District, lesson: JointLesson, day: date) -> dict[CampusId, int]:
    """Which weekday's lessons each open campus runs, in weeks the lesson has."""
    wanted = mondays(lesson.weeks, district.term.term)
    running: dict[CampusId, int] = {}
    for end in lesson.ends:
        calendar = district.calendars.get(end.campus_id)
        answer = resolved_term(calendar).days.get(day) if calendar else None
        if isinstance(answer, TeachingDay) and answer.week.monday in wanted:
            running[end.campus_id] = answer.weekday
    return running
