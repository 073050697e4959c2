"""Dates: make-up days nobody decided or that differ, years not announced, one-off lessons on closed days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from calendars.closures import DayStatus
from calendars.teaching_days import TeachingDay, undecided_days, unknown_years
from service.domain.district import District
from service.domain.findings import Code, Finding, Side
from service.domain.identity import CampusId
from service.domain.joint_lessons import JointLesson
from service.domain.rules import things
from service.domain.rules.bookings import Bookings
from service.domain.sittings.closed_days import ClosedCampus, closed_campuses, closed_for
from service.domain.sittings.in_force import mondays
from service.domain.sittings.single_dates import SingleDate, day_at, grades_of


def not_a_teaching_day(bookings: Bookings) -> Iterator[Finding]:
    """A lesson on a single date on which a campus it needs is closed; names all closed campuses."""
    district = bookings.district
    for lesson in bookings.planned:
        for one_off in lesson.one_offs:
            closed = closed_for(district, lesson, one_off)
            if closed:
                thing = things.joint(district, lesson)
                side = Side(thing=thing, period=one_off.period, source=lesson.source)
                community = things.community(district, lesson.community_id)
                yield closed_finding(district, Finding(
                    Code.NOT_A_TEACHING_DAY, (thing,), community, day=one_off.day, sides=(side,)
                ), closed)  # fmt: skip
    for home in bookings.planned_home:
        closed = closed_campuses(district, ((home.campus_id, home.grade),), home.day, home.span)
        if closed:
            yield closed_finding(district, things.single_home(
                district, Code.NOT_A_TEACHING_DAY, home
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
    """On a make-up date the campuses of one lesson run different weekdays' timetables.

    That is one on which any of them runs the weekday of a weekly lesson, or the date of a single lesson.
    """
    district = bookings.district
    for lesson in bookings.held:
        for day in _makeup_days(district, lesson):
            running = _running(district, lesson, day)
            concerned = any(
                isinstance(sitting, SingleDate) or sitting.host.weekday in running.values()
                for sitting in bookings.sittings[lesson.id]
                if sitting.days.contains(day)
            )
            if len(set(running.values())) > 1 and concerned:
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


def closed_finding(district: District, found: Finding, closed: tuple[ClosedCampus, ...]) -> Finding:
    """The finding with its closed campuses named, and why the first of them is closed."""
    campuses = tuple(things.campus(district, entry.campus_id) for entry in closed)
    first = closed[0].answer
    return replace(
        found,
        concerns=(*found.concerns, *campuses),
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
        answer = day_at(district, end.campus_id, grades_of(district, lesson, end)[0], day)
        if isinstance(answer, TeachingDay) and (not lesson.is_weekly or answer.week.monday in wanted):
            running.setdefault(end.campus_id, answer.weekday)
    return running
