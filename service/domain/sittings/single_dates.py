"""Joint lessons on single dates: their clock, and where every class stands on that date.

Each campus runs the lessons of its own weekday and week in force then, by its own bells.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from calendars.bells import BellSchedule
from calendars.grades import Grade
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import ClosedDay, TeachingDay
from calendars.terms import monday_of
from service.domain.district import District
from service.domain.identity import CampusId, ClassId
from service.domain.joint_lessons import End, JointLesson, OneOff
from service.domain.sittings.standings import ClassStanding, Sitting, host_standing, standing_of


@dataclass(frozen=True, slots=True)
class SingleDate(Sitting):
    """A joint lesson on one date."""

    one_off: OneOff

    @property
    def day(self) -> date:
        return self.one_off.day


def single_date(district: District, lesson: JointLesson, one_off: OneOff) -> SingleDate | None:
    """Where a lesson stands on one of its dates; None where the host's bells have no such period then."""
    span = span_of(district, lesson, one_off)
    if span is None:
        return None
    standings = tuple(
        standing for end in lesson.ends for standing in _standings(district, lesson, one_off, end, span)
    )
    return SingleDate(DateSpan.of(one_off.day, one_off.day), span, standings, one_off)


def span_of(district: District, lesson: JointLesson, one_off: OneOff) -> ClockSpan | None:
    """The clock of a single date: as given, else the host period by the bells of that date."""
    if one_off.span is not None or one_off.period is None:
        return one_off.span
    bells = _bells(district, lesson.host.campus_id, grade_of(district, lesson), one_off.day)
    period = bells.period(one_off.period) if bells else None
    return period.span if period else None


def day_at(
    district: District, campus_id: CampusId, grade: Grade | None, day: date
) -> TeachingDay | ClosedDay | None:
    """What a date is at a campus for one grade; None outside the term, or for a campus without a calendar."""
    term = district.resolved[campus_id, grade]
    return term.days.get(day) if term else None


def bells_on(district: District, campus_id: CampusId, grade: Grade | None, day: date) -> BellSchedule | None:
    """The bells of a campus on an open date, else None."""
    answer = day_at(district, campus_id, grade, day)
    return answer.bells if isinstance(answer, TeachingDay) else None


def grade_of(district: District, lesson: JointLesson) -> Grade | None:
    """The grade of a lesson's first class, the host's before the others."""
    ends = (lesson.host, *lesson.receivers)
    return next((district.grade(class_id) for end in ends for class_id in end.class_ids), None)


def grade_at(district: District, lesson: JointLesson, end: End) -> Grade | None:
    """The grade of an end's first class; of a lecturer alone, that of the lesson's first class."""
    own = next((district.grade(class_id) for class_id in end.class_ids), None)
    return own if own is not None else grade_of(district, lesson)


def grades_of(district: District, lesson: JointLesson, end: End) -> tuple[Grade | None, ...]:
    """The grades that sit at an end; of a lecturer alone, the grade of the lesson's first class."""
    return tuple(dict.fromkeys(map(district.grade, end.class_ids))) or (grade_of(district, lesson),)


def _bells(district: District, campus_id: CampusId, grade: Grade | None, day: date) -> BellSchedule | None:
    """The same, and on a make-up day of which nobody said whose lessons run those of the date itself."""
    calendar = district.calendars.get(campus_id)
    open_bells = bells_on(district, campus_id, grade, day)
    return open_bells or (calendar.bells.on(day, grade) if calendar else None)


def _standings(
    district: District, lesson: JointLesson, one_off: OneOff, end: End, span: ClockSpan
) -> Iterator[ClassStanding]:
    day = one_off.day
    class_ids: tuple[ClassId | None, ...] = end.class_ids or (None,)
    for class_id in class_ids:
        grade = grade_of(district, lesson) if class_id is None else district.grade(class_id)
        answer = day_at(district, end.campus_id, grade, day)
        runs = answer if isinstance(answer, TeachingDay) else None
        bells = _bells(district, end.campus_id, grade, day)
        weekday = runs.weekday if runs else day.isoweekday()
        given = bells.period(one_off.period) if end.hosts and bells and one_off.period is not None else None
        standing = (
            host_standing(end, class_id, weekday, given)
            if given is not None
            else standing_of(end, class_id, weekday, bells, span)
        )
        yield replace(standing, monday=runs.week.monday if runs else monday_of(day))
