"""What lessons claim: class, person and place, on the clock of each season or single date."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

from calendars.bells import BellSchedule
from calendars.grades import Grade
from calendars.spans import ClockSpan, DateSpan
from calendars.terms import monday_of
from service.domain.district import District
from service.domain.home_timetables import LessonInForce
from service.domain.identity import CampusId
from service.domain.joint_lessons import JointLesson
from service.domain.rules.clashes import Booking, Resource, ResourceKind
from service.domain.sittings.in_force import mondays
from service.domain.sittings.single_dates import SingleDate, grade_of
from service.domain.sittings.standings import ClassStanding, Sitting, stands


def joint_claims(district: District, lesson: JointLesson, sitting: Sitting) -> Iterator[Booking]:
    """What a joint lesson claims; classes that sit together (合班, 复式班) share assistant and place.

    Who and what serves two ends of one campus is claimed once. Two claims that are left of one resource clash
    like those of two lessons: somebody at two campuses, a room of two campuses, a class of two ends.
    """
    if isinstance(sitting, SingleDate):
        yield from _claims_within(district, lesson, sitting, lesson.on(sitting.day))
        return
    for days in sitting.days.cut(DateSpan(handover.since, None) for handover in lesson.handovers):
        yield from _claims_within(district, lesson, replace(sitting, days=days), lesson.on(days.first))


def _claims_within(
    district: District, lesson: JointLesson, sitting: Sitting, then: JointLesson
) -> Iterator[Booking]:
    """The claims on dates on which the lesson's people and places are those of `then`."""
    served: set[tuple[Resource, CampusId]] = set()
    for standing in sitting.standings:
        end = then.ends[lesson.ends.index(standing.end)]
        person = then.lecturer_id if end.hosts else end.assistant_id
        alone = _claimed(district, sitting, standing)
        together = reduce(
            ClockSpan.hull,
            (_claimed(district, sitting, other) for other in sitting.standings if other.end == standing.end),
        )
        for kind, id_, span in (
            (ResourceKind.CLASS, standing.class_id, alone),
            (ResourceKind.PERSON, person, together),
            (ResourceKind.PLACE, end.place_id, together),
        ):
            if id_ is None:
                continue
            resource = Resource(kind, id_)
            if kind is not ResourceKind.CLASS:
                if (resource, standing.campus_id) in served:
                    continue
                served.add((resource, standing.campus_id))
            yield _joint_booking(district, lesson, sitting, standing, resource, span)


class HomeClaims:
    """What home lessons claim; the bells of a campus, weekday and grade are looked up once."""

    def __init__(self, district: District) -> None:
        self._district = district
        self._bells: dict[
            tuple[CampusId, int, Grade, DateSpan], tuple[tuple[DateSpan, BellSchedule], ...]
        ] = {}

    def of_lesson(self, campus_id: CampusId, piece: LessonInForce) -> Iterator[Booking]:
        lesson = piece.lesson
        term = self._district.calendars[campus_id].term
        grade = self._district.grade(lesson.class_id)
        for days, span in self._clock(campus_id, piece, grade):
            those = on_dates(mondays(lesson.weeks, term), lesson.weekday, days)
            if not those:
                continue
            for kind, id_ in (
                (ResourceKind.CLASS, lesson.class_id),
                (ResourceKind.PERSON, lesson.teacher_id),
                (ResourceKind.PLACE, lesson.place_id),
            ):
                if id_ is not None:
                    yield Booking(
                        resource=Resource(kind, id_),
                        campus_id=campus_id,
                        weekday=lesson.weekday,
                        period=lesson.period,
                        span=span,
                        mondays=those,
                        days=days,
                        holder=lesson,
                        grade=grade,
                    )

    def _clock(
        self, campus_id: CampusId, piece: LessonInForce, grade: Grade
    ) -> Iterator[tuple[DateSpan, ClockSpan]]:
        """The clock time of a home lesson in each season of its bells."""
        key = (campus_id, piece.lesson.weekday, grade, piece.days)
        if key not in self._bells:
            bells = self._district.calendars[campus_id].bells
            self._bells[key] = bells.seasons(piece.days, piece.lesson.weekday, grade)
        for days, schedule in self._bells[key]:
            period = schedule.period(piece.lesson.period)
            if period is not None:
                yield days, period.span


def on_dates(those: frozenset[date], weekday: int, days: DateSpan) -> frozenset[date]:
    """The Mondays whose weekday falls within the dates."""
    shift = timedelta(days=weekday - 1)
    return frozenset(monday for monday in those if days.contains(monday + shift))


def _claimed(district: District, sitting: Sitting, standing: ClassStanding) -> ClockSpan:
    """The hull where the class really stands in its local period, else the host's span alone."""
    return standing.claimed if stands(district, standing) else sitting.span


def _joint_booking(
    district: District,
    lesson: JointLesson,
    sitting: Sitting,
    standing: ClassStanding,
    resource: Resource,
    span: ClockSpan,
) -> Booking:
    if isinstance(sitting, SingleDate):
        day, weeks = sitting.day, frozenset({monday_of(sitting.day)})
    else:
        day = None
        weeks = on_dates(mondays(lesson.weeks, district.term.term), standing.weekday, sitting.days)
    class_id = standing.class_id
    return Booking(
        resource=resource,
        campus_id=standing.campus_id,
        weekday=standing.weekday,
        period=standing.period.number if standing.period else None,
        span=span,
        mondays=weeks,
        days=sitting.days,
        holder=lesson,
        grade=grade_of(district, lesson) if class_id is None else district.grade(class_id),
        day=day,
    )
