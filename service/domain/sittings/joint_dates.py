"""The dates of a joint lesson: complete with every end open, partial with some, lost without the host."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from calendars.occurrences import WeeklyPattern, resolved_term
from calendars.spans import ClockSpan
from calendars.teaching_days import ClosedDay, TeachingDay, WhyClosed
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.joint_lessons import End, JointLesson, OneOff, Placement
from service.domain.sittings.awaited import awaited_campuses
from service.domain.sittings.closed_days import closed_for
from service.domain.sittings.in_force import mondays, placements_of
from service.domain.sittings.single_dates import grade_at
from service.domain.sittings.standings import ClassStanding, Season, clock_seasons


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date on which the host gives the lesson, and the campuses that are not there."""

    day: date
    absent: tuple[CampusId, ...]


@dataclass(frozen=True, slots=True)
class LostDate:
    """A date of the pattern on which the host campus does not give the lesson, and why."""

    day: date
    why: WhyClosed
    name: str = ""


@dataclass(frozen=True, slots=True)
class JointDates:
    """All dates of one joint lesson, each list in order."""

    complete: tuple[date, ...] = ()
    partial: tuple[PartialDate, ...] = ()
    lost: tuple[LostDate, ...] = ()


def joint_dates(district: District, lesson: JointLesson) -> JointDates:
    """The dates on which a joint lesson runs as placed, or (before that) as wished."""
    placements = placements_of(district, lesson)
    held = [
        *(found for placement in placements for found in _weekly_dates(district, lesson, placement)),
        *(found for one_off in lesson.one_offs for found in _single_date(district, lesson, one_off)),
    ]
    held.sort(key=lambda found: found.day)
    running = {found.day for found in held if isinstance(found, PartialDate)}
    return JointDates(
        complete=tuple(found.day for found in held if isinstance(found, PartialDate) and not found.absent),
        partial=tuple(found for found in held if isinstance(found, PartialDate) and found.absent),
        lost=tuple(found for found in held if isinstance(found, LostDate) and found.day not in running),
    )


def expected_dates(district: District, lesson: JointLesson) -> JointDates:
    """The same for people who plan: none while a lesson is 待定."""
    return JointDates() if awaited_campuses(district, lesson) else joint_dates(district, lesson)


def _weekly_dates(
    district: District, lesson: JointLesson, placement: Placement
) -> Iterator[PartialDate | LostDate]:
    wanted = mondays(lesson.weeks, district.term.term)
    weekday = placement.slot.weekday
    host = _days_of(district, lesson, lesson.host)
    pattern_calendar = district.calendars[lesson.host.campus_id]
    grade = grade_at(district, lesson, lesson.host)
    for season in clock_seasons(district, lesson, placement.slot, placement.days):
        for day, answer in host.items():
            if not season.days.contains(day) or not isinstance(answer, TeachingDay):
                continue
            if answer.weekday != weekday or answer.week.monday not in wanted:
                continue
            if any(closed.overlaps(season.span) for closed in answer.closed):
                yield LostDate(day, WhyClosed.CLOSURE)
            else:
                yield PartialDate(day, _absent(district, lesson, season, day))
        pattern = WeeklyPattern(weekday, lesson.weeks, season.days)
        for lost in resolved_term(pattern_calendar, grade).lost(pattern):
            yield LostDate(lost.day, lost.why, lost.name)


def _single_date(
    district: District, lesson: JointLesson, one_off: OneOff
) -> Iterator[PartialDate | LostDate]:
    closed = {entry.campus_id: entry.answer for entry in closed_for(district, lesson, one_off)}
    for end in lesson.ends:
        answer = _days_of(district, lesson, end).get(one_off.day)
        if not isinstance(answer, TeachingDay):
            unopened = answer or ClosedDay(one_off.day, WhyClosed.OUTSIDE_TERM)
            closed.setdefault(end.campus_id, unopened)
    host = closed.get(lesson.host.campus_id)
    if host is not None:
        yield LostDate(one_off.day, host.why, host.name)
    else:
        absent = dict.fromkeys(end.campus_id for end in lesson.receivers if end.campus_id in closed)
        yield PartialDate(one_off.day, tuple(absent))


def _absent(district: District, lesson: JointLesson, season: Season, day: date) -> tuple[CampusId, ...]:
    """The receiving campuses that are closed then, or run another weekday's lessons."""
    return tuple(
        dict.fromkeys(
            standing.campus_id
            for standing in season.standings
            if not standing.end.hosts and not _present(district, lesson, season, standing, day)
        )
    )


def _present(
    district: District, lesson: JointLesson, season: Season, standing: ClassStanding, day: date
) -> bool:
    calendar = district.calendars[standing.campus_id]
    grade = (
        district.grade(standing.class_id)
        if standing.class_id is not None
        else grade_at(district, lesson, standing.end)
    )
    return _runs(resolved_term(calendar, grade).days.get(day), season.slot.weekday, standing.claimed)


def _runs(answer: TeachingDay | ClosedDay | None, weekday: int, span: ClockSpan) -> bool:
    return (
        isinstance(answer, TeachingDay)
        and answer.weekday == weekday
        and not any(closed.overlaps(span) for closed in answer.closed)
    )


def _days_of(district: District, lesson: JointLesson, end: End) -> dict[date, TeachingDay | ClosedDay]:
    calendar = district.calendars.get(end.campus_id)
    return resolved_term(calendar, grade_at(district, lesson, end)).days if calendar else {}
