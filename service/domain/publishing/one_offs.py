"""Joint lessons on single dates: their clock, and the home lessons they take the place of on that date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calendars.bells import BellSchedule
from calendars.occurrences import resolved_term
from calendars.spans import ClockSpan
from calendars.teaching_days import TeachingDay
from service.domain.district import District, grouped
from service.domain.identity import CampusId, ClassId
from service.domain.in_force import replaced_subject
from service.domain.joint_lessons import JointLesson, OneOff, ReplaceKind


@dataclass(frozen=True, slots=True)
class TakenOnce:
    """What a class does not have on one date: its lessons of this subject that meet the span."""

    day: date
    span: ClockSpan
    subject: str


def bells_on(district: District, campus_id: CampusId, grade: int | None, day: date) -> BellSchedule | None:
    """The bells of a campus on an open date, else None."""
    calendar = district.calendars.get(campus_id)
    found = resolved_term(calendar, grade).days.get(day) if calendar else None
    return found.bells if isinstance(found, TeachingDay) else None


def span_of(district: District, lesson: JointLesson, one_off: OneOff) -> ClockSpan | None:
    """The clock of a single date: as given, else the host period by the bells of that date."""
    if one_off.span is not None or one_off.period is None:
        return one_off.span
    bells = bells_on(district, lesson.host.campus_id, grade_of(district, lesson), one_off.day)
    period = bells.period(one_off.period) if bells else None
    return period.span if period else None


def grade_of(district: District, lesson: JointLesson) -> int | None:
    """The grade of a lesson's first class, the host's before the others."""
    ends = (lesson.host, *lesson.receivers)
    return next((district.grade(class_id) for end in ends for class_id in end.class_ids), None)


def taken_once(district: District) -> Mapping[ClassId, tuple[TakenOnce, ...]]:
    """By class, what the single dates of all joint lessons take the place of."""
    return grouped(
        (class_id, TakenOnce(one_off.day, span, replaced_subject(lesson)))
        for lesson in district.joint_lessons
        if lesson.replaces.kind is not ReplaceKind.NOTHING
        for one_off in lesson.one_offs
        if (span := span_of(district, lesson, one_off)) is not None
        for end in lesson.ends
        for class_id in end.class_ids
    )
