"""Research sessions: 四定 complete, on a teaching day, everybody who attends free and able to get there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from calendars.bells import PeriodKind
from service.domain.district import District, grouped
from service.domain.findings import Code, Finding, Thing
from service.domain.joint_lessons import JointLesson
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.rules import things
from service.domain.rules.bookings import Bookings
from service.domain.rules.clashes import Booking, Resource, ResourceKind
from service.domain.rules.days import closed_finding


@dataclass(frozen=True, slots=True)
class Duty:
    """A lesson somebody has on a date."""

    booking: Booking

    @property
    def is_proper(self) -> bool:
        """A lesson proper: joint lessons, and home lessons that are not reading or after-school service."""
        holder = self.booking.holder
        return isinstance(holder, JointLesson) or holder.kind is PeriodKind.LESSON


def plan_incomplete(bookings: Bookings) -> Iterator[Finding]:
    """四定 (团风方案 8): names which of time, place, topic, chair is missing."""
    for plan in _open_plans(bookings):
        if plan.missing:
            yield _finding(
                bookings.district,
                Code.PLAN_INCOMPLETE,
                plan,
                facts=(("missing", tuple(fixed.value for fixed in plan.missing)),),
            )


def session_on_closed_day(bookings: Bookings) -> Iterator[Finding]:
    """A session on a day on which a campus it needs has no lessons; in place of its other findings."""
    for plan in bookings.sessions:
        closed = bookings.closed_for_sessions[plan.id]
        if closed:
            found = _finding(bookings.district, Code.NOT_A_TEACHING_DAY, plan)
            yield closed_finding(bookings.district, found, closed)


def participant_teaching(bookings: Bookings) -> Iterator[Finding]:
    """A session's chair, speaker or member teaches then."""
    for plan, duty in _duties(bookings):
        minutes = plan.span.overlap(duty.booking.span) if plan.span else 0
        if minutes:
            yield _with_lesson(bookings, Code.PARTICIPANT_TEACHING, plan, duty.booking, minutes)


def session_travel_too_short(bookings: Bookings) -> Iterator[Finding]:
    """An offline session moves everybody who attends: from the lesson before it and to the one after it."""
    for plan, duty in _duties(bookings):
        if plan.mode is not Mode.ON_SITE or plan.host_campus_id is None or plan.span is None:
            continue
        need = bookings.district.minutes_on_the_way(plan.host_campus_id, duty.booking.campus_id)
        span = duty.booking.span
        if duty.is_proper and not plan.span.overlaps(span) and plan.span.gap(span) < need:
            gap = plan.span.gap(span)
            facts = (("gap", gap), ("need", need))
            yield _with_lesson(bookings, Code.TRAVEL_TOO_SHORT, plan, duty.booking, gap, facts)


def person_double_booked(bookings: Bookings) -> Iterator[Finding]:
    """Somebody sits in two sessions at once."""
    district = bookings.district
    for one, other in combinations(_open_plans(bookings), 2):
        minutes = _at_once(one, other)
        for person_id in one.attendees if minutes else ():
            if person_id in other.attendees:
                person = things.person(district, person_id)
                yield _two_sessions(district, Code.PERSON_DOUBLE_BOOKED, one, other, person, minutes)


def session_room_double_booked(bookings: Bookings) -> Iterator[Finding]:
    """A session in a room that a lesson, or another session, has then."""
    district = bookings.district
    joint = _joint_bookings(bookings)
    plans = [plan for plan in _open_plans(bookings) if plan.place_id is not None]
    for plan in plans:
        room = Resource(ResourceKind.PLACE, plan.place_id or "")
        for booking in (*bookings.home_bookings(room), *joint.get(room, ())):
            minutes = plan.span.overlap(booking.span) if plan.span else 0
            if minutes and plan.day is not None and bookings.runs(booking, plan.day):
                yield _with_lesson(bookings, Code.ROOM_DOUBLE_BOOKED, plan, booking, minutes)
    for one, other in combinations(plans, 2):
        if one.place_id is not None and one.place_id == other.place_id and (minutes := _at_once(one, other)):
            place = things.place(district, one.place_id)
            yield _two_sessions(district, Code.ROOM_DOUBLE_BOOKED, one, other, place, minutes)


def _at_once(one: ResearchSession, other: ResearchSession) -> int:
    """The minutes for which two sessions are held at once."""
    if one.day is None or one.day != other.day or one.span is None or other.span is None:
        return 0
    return one.span.overlap(other.span)


def _two_sessions(
    district: District, code: Code, one: ResearchSession, other: ResearchSession, wanted: Thing, minutes: int
) -> Finding:
    return Finding(
        code,
        concerns=(things.session(one), things.session(other), wanted),
        community=things.community(district, one.community_id),
        day=one.day,
        minutes=minutes,
        sides=(things.session_side(district, one), things.session_side(district, other)),
    )


def _open_plans(bookings: Bookings) -> Iterator[ResearchSession]:
    """Those that are not on a closed day."""
    return (plan for plan in bookings.sessions if not bookings.closed_for_sessions[plan.id])


def _duties(bookings: Bookings) -> Iterator[tuple[ResearchSession, Duty]]:
    """What everybody who attends a session has on that date."""
    joint = _joint_bookings(bookings)
    for plan in _open_plans(bookings):
        if plan.day is None or plan.span is None:
            continue
        for person_id in plan.attendees:
            who = Resource(ResourceKind.PERSON, person_id)
            for booking in (*bookings.home_bookings(who), *joint.get(who, ())):
                if bookings.runs(booking, plan.day):
                    yield plan, Duty(booking)


def _joint_bookings(bookings: Bookings) -> Mapping[Resource, tuple[Booking, ...]]:
    return grouped((booking.resource, booking) for claims in bookings.of_joint.values() for booking in claims)


def _with_lesson(
    bookings: Bookings,
    code: Code,
    plan: ResearchSession,
    booking: Booking,
    minutes: int,
    facts: tuple[tuple[str, int], ...] = (),
) -> Finding:
    district = bookings.district
    return Finding(
        code=code,
        concerns=(things.session(plan), things.resource(district, booking.resource)),
        community=things.community(district, plan.community_id),
        day=plan.day,
        minutes=minutes,
        sides=(things.session_side(district, plan), things.side(district, booking)),
        facts=facts,
    )


def _finding(
    district: District, code: Code, plan: ResearchSession, facts: tuple[tuple[str, tuple[str, ...]], ...] = ()
) -> Finding:
    return Finding(
        code=code,
        concerns=(things.session(plan),),
        community=things.community(district, plan.community_id),
        day=plan.day,
        sides=(things.session_side(district, plan),),
        facts=facts,
    )
