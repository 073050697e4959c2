"""No class, person or place in two things at overlapping clock time in common weeks."""

from collections.abc import Iterator

from calendars.bells import PeriodKind
from service.domain.findings import Code, Finding
from service.domain.home_timetables import HomeLesson
from service.domain.joint_lessons import JointLesson
from service.domain.rules.bookings import Bookings
from service.domain.rules.clashes import Clash, ResourceKind
from service.domain.rules.things import clash_finding
from service.domain.sittings.in_force import replaced_subject


def class_double_booked(bookings: Bookings) -> Iterator[Finding]:
    """A class in two lessons; what stands in a joint lesson's own period is judged by its subject instead."""
    for lesson in bookings.judged:
        for clash in bookings.beside_home(lesson, {ResourceKind.CLASS}):
            if clash.minutes and _stands(bookings, lesson, clash) and not _other_subject(lesson, clash):
                yield clash_finding(bookings, Code.CLASS_DOUBLE_BOOKED, clash)
    yield from _elsewhere(bookings, ResourceKind.CLASS, Code.CLASS_DOUBLE_BOOKED)


def teacher_double_booked(bookings: Bookings) -> Iterator[Finding]:
    """A lecturer, an assistant and a home teacher are all teachers."""
    for lesson in bookings.judged:
        for clash in bookings.beside_home(lesson, {ResourceKind.PERSON}):
            if clash.minutes and not _told_of_its_class(bookings, lesson, clash):
                yield clash_finding(bookings, Code.TEACHER_DOUBLE_BOOKED, clash)
    yield from _elsewhere(bookings, ResourceKind.PERSON, Code.TEACHER_DOUBLE_BOOKED)


def room_double_booked(bookings: Bookings) -> Iterator[Finding]:
    """A sync room connects one lesson at a time."""
    for lesson in bookings.judged:
        for clash in bookings.beside_home(lesson, {ResourceKind.PLACE}):
            if clash.minutes:
                yield clash_finding(bookings, Code.ROOM_DOUBLE_BOOKED, clash)
    yield from _elsewhere(bookings, ResourceKind.PLACE, Code.ROOM_DOUBLE_BOOKED)


def _elsewhere(bookings: Bookings, kind: ResourceKind, code: Code) -> Iterator[Finding]:
    """Between two joint lessons, and between two home lessons."""
    for clash in (*bookings.between_joint({kind}), *bookings.within_home({kind})):
        if clash.minutes:
            yield clash_finding(bookings, code, clash)


def _stands(bookings: Bookings, lesson: JointLesson, clash: Clash) -> bool:
    """Whether the class has enough overlap; if not, `overlap_too_short` says all there is to say."""
    return any(
        standing.class_id == clash.mine.resource.id and bookings.stands(standing)
        for sitting in bookings.sittings[lesson.id]
        if sitting.days == clash.mine.days
        for standing in sitting.standings
    )


def _told_of_its_class(bookings: Bookings, lesson: JointLesson, clash: Clash) -> bool:
    """The home lesson is one of a class of the joint lesson, of which this was said already.

    It is the subject of a class with too little overlap, or another one in the very period that the joint
    lesson would take: who teaches there is free when that lesson gives way.
    """
    other = clash.other.holder
    if not isinstance(other, HomeLesson):
        return False
    of_class = [
        standing
        for sitting in bookings.sittings[lesson.id]
        if sitting.days == clash.mine.days
        for standing in sitting.standings
        if standing.class_id == other.class_id
    ]
    if other.subject == replaced_subject(lesson):
        return any(not bookings.stands(standing) for standing in of_class)
    return other.kind is PeriodKind.LESSON and any(
        standing.period is not None
        and standing.period.number == clash.other.period
        and bookings.stands(standing)
        for standing in of_class
    )


def _other_subject(lesson: JointLesson, clash: Clash) -> bool:
    other = clash.other.holder
    return (
        isinstance(other, HomeLesson)
        and clash.other.period == clash.mine.period
        and other.subject != replaced_subject(lesson)
    )
