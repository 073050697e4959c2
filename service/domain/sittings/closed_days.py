"""Campuses that have no lessons when something dated needs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from calendars.grades import Grade
from calendars.spans import ClockSpan
from calendars.teaching_days import ClosedDay, TeachingDay, WhyClosed
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.joint_lessons import JointLesson, OneOff
from service.domain.research_sessions import ResearchSession
from service.domain.sittings.awaited import awaited_campuses
from service.domain.sittings.single_dates import day_at, grades_of, span_of


@dataclass(frozen=True, slots=True)
class ClosedCampus:
    """A campus without lessons on a date, and why."""

    campus_id: CampusId
    answer: ClosedDay


def closed_campuses(
    district: District, needed: Iterable[tuple[CampusId, Grade | None]], day: date, span: ClockSpan | None
) -> tuple[ClosedCampus, ...]:
    """Those of the campuses needed (for a grade, or None: as a whole) that are closed then, each once.

    A closure of a part of the day counts where it meets `span`. An undecided make-up day is none: it is asked
    about by itself.
    """
    closed: dict[CampusId, ClosedCampus] = {}
    for campus_id, grade in needed:
        why = _why_closed(district, campus_id, grade, day, span)
        if why is not None:
            closed.setdefault(campus_id, ClosedCampus(campus_id, why))
    return tuple(closed.values())


def closed_for(district: District, lesson: JointLesson, one_off: OneOff) -> tuple[ClosedCampus, ...]:
    """The closed campuses of a joint lesson on one of its single dates.

    One whose table is awaited is not closed for want of bells: these may come with the table.
    """
    awaited = awaited_campuses(district, lesson)
    needed = ((end.campus_id, grade) for end in lesson.ends for grade in grades_of(district, lesson, end))
    closed = closed_campuses(district, needed, one_off.day, span_of(district, lesson, one_off))
    return tuple(
        entry
        for entry in closed
        if entry.answer.why is not WhyClosed.NO_BELLS or entry.campus_id not in awaited
    )


def closed_for_session(district: District, plan: ResearchSession) -> tuple[ClosedCampus, ...]:
    """The closed campuses that a session needs, each as a whole.

    Its host, and those at which the people who attend have their posts; who has several goes from another.
    """
    if plan.day is None:
        return ()
    needed = {} if plan.host_campus_id is None else {(plan.host_campus_id, None): None}
    for person_id in plan.attendees:
        posts = {post.campus_id for post in district.posts_of.get(person_id, ())}
        if len(posts) == 1:
            needed.setdefault((posts.pop(), None))
    return closed_campuses(district, needed, plan.day, plan.span)


def _why_closed(
    district: District, campus_id: CampusId, grade: Grade | None, day: date, span: ClockSpan | None
) -> ClosedDay | None:
    calendar = district.calendars.get(campus_id)
    if calendar is None:
        return None
    answer = day_at(district, campus_id, grade, day)
    if answer is None:
        return ClosedDay(day, WhyClosed.OUTSIDE_TERM)
    if isinstance(answer, TeachingDay):
        if span is None or not any(closed.overlaps(span) for closed in answer.closed):
            return None
        return next(
            ClosedDay(day, WhyClosed.CLOSURE, closure.reason)
            for closure in calendar.closures
            if closure.concerns(day, grade) and closure.span and closure.span.overlaps(span)
        )
    return None if answer.why is WhyClosed.MAKEUP_UNDECIDED else answer
