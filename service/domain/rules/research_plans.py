"""Research sessions: 四定 complete, on a teaching day, everybody who attends free and able to get there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from calendars.bells import PeriodKind
from calendars.teaching_days import TeachingDay
from service.domain.district import District
from service.domain.findings import Code, Finding, Side
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, PersonId
from service.domain.joint_lessons import JointLesson
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.rules import things
from service.domain.rules.bookings import Booking, Bookings, Resource, ResourceKind
from service.domain.rules.days import ClosedCampus, closed_campuses, closed_finding


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
    for plan in _plans(bookings):
        closed = _closed(bookings.district, plan)
        if closed:
            found = _finding(bookings.district, Code.NOT_A_TEACHING_DAY, plan)
            yield closed_finding(bookings.district, found, closed)


def participant_teaching(bookings: Bookings) -> Iterator[Finding]:
    """A session's chair, speaker or member teaches then."""
    for plan, person_id, duty in _duties(bookings):
        minutes = plan.span.overlap(duty.booking.span) if plan.span else 0
        if minutes:
            yield _with_lesson(bookings, Code.PARTICIPANT_TEACHING, plan, person_id, duty, minutes)


def session_travel_too_short(bookings: Bookings) -> Iterator[Finding]:
    """An offline session moves everybody who attends: from the lesson before it and to the one after it."""
    for plan, person_id, duty in _duties(bookings):
        if plan.mode is not Mode.ON_SITE or plan.host_campus_id is None or plan.span is None:
            continue
        need = bookings.district.travel_minutes.get(
            frozenset({plan.host_campus_id, duty.booking.campus_id}), 0
        )
        span = duty.booking.span
        if duty.is_proper and not plan.span.overlaps(span) and plan.span.gap(span) < need:
            gap = plan.span.gap(span)
            facts = (("gap", gap), ("need", need))
            yield _with_lesson(bookings, Code.TRAVEL_TOO_SHORT, plan, person_id, duty, gap, facts)


def person_double_booked(bookings: Bookings) -> Iterator[Finding]:
    """Somebody sits in two sessions at once."""
    district = bookings.district
    plans = [plan for plan in _open_plans(bookings) if plan.day and plan.span]
    for one, other in combinations(plans, 2):
        if one.day != other.day or one.span is None or other.span is None:
            continue
        minutes = one.span.overlap(other.span)
        for person_id in [p for p in one.attendees if p in set(other.attendees)] if minutes else ():
            yield Finding(
                Code.PERSON_DOUBLE_BOOKED,
                concerns=(things.session(one), things.session(other), things.person(district, person_id)),
                community=things.community(district, one.community_id),
                day=one.day,
                minutes=minutes,
                sides=(_side(district, one), _side(district, other)),
            )


def _plans(bookings: Bookings) -> Iterator[ResearchSession]:
    for plan in bookings.district.sessions:
        if bookings.community_id in (None, plan.community_id):
            yield plan


def _open_plans(bookings: Bookings) -> Iterator[ResearchSession]:
    """Those that are not on a closed day."""
    return (plan for plan in _plans(bookings) if not _closed(bookings.district, plan))


def _closed(district: District, plan: ResearchSession) -> tuple[ClosedCampus, ...]:
    if plan.day is None:
        return ()
    return closed_campuses(district, _needed(district, plan), plan.day)


def _needed(district: District, plan: ResearchSession) -> Iterator[CampusId]:
    """The host campus, and those at which the people who attend have their posts."""
    if plan.host_campus_id is not None:
        yield plan.host_campus_id
    for person_id in plan.attendees:
        posts = district.posts_of.get(person_id, ())
        if plan.day is not None and len({post.campus_id for post in posts}) == 1:
            yield posts[0].campus_id


def _duties(bookings: Bookings) -> Iterator[tuple[ResearchSession, PersonId, Duty]]:
    """What everybody who attends a session has on that date."""
    by_person = _joint_bookings(bookings)
    for plan in _open_plans(bookings):
        if plan.day is None or plan.span is None:
            continue
        for person_id in plan.attendees:
            for booking in (*_home_bookings(bookings, person_id), *by_person.get(person_id, ())):
                if _runs(bookings, booking, plan.day):
                    yield plan, person_id, Duty(booking)


def _home_bookings(bookings: Bookings, person_id: PersonId) -> Iterator[Booking]:
    for weekday in range(1, 8):
        yield from bookings.of_home.get((Resource(ResourceKind.PERSON, person_id), weekday), ())


def _joint_bookings(bookings: Bookings) -> Mapping[PersonId, list[Booking]]:
    found: dict[PersonId, list[Booking]] = {}
    for claims in bookings.of_joint.values():
        for booking in claims:
            if booking.resource.kind is ResourceKind.PERSON:
                found.setdefault(PersonId(booking.resource.id), []).append(booking)
    return found


def _runs(bookings: Bookings, booking: Booking, day: date) -> bool:
    """Whether a weekly booking runs on a date at its campus."""
    district = bookings.district
    holder = booking.holder
    grade = district.grade(holder.class_id) if isinstance(holder, HomeLesson) else None
    answer = bookings.day_at(booking.campus_id, grade, day)
    return (
        booking.days.contains(day)
        and isinstance(answer, TeachingDay)
        and answer.weekday == booking.weekday
        and answer.week.monday in booking.mondays
        and not any(closed.overlaps(booking.span) for closed in answer.closed)
    )


def _with_lesson(
    bookings: Bookings,
    code: Code,
    plan: ResearchSession,
    person_id: PersonId,
    duty: Duty,
    minutes: int,
    facts: tuple[tuple[str, int], ...] = (),
) -> Finding:
    district = bookings.district
    return Finding(
        code=code,
        concerns=(things.session(plan), things.person(district, person_id)),
        community=things.community(district, plan.community_id),
        day=plan.day,
        minutes=minutes,
        sides=(_side(district, plan), things.side(district, duty.booking)),
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
        sides=(_side(district, plan),),
        facts=facts,
    )


def _side(district: District, plan: ResearchSession) -> Side:
    host = plan.host_campus_id
    return Side(
        thing=things.session(plan),
        campus=district.campus[host].name if host is not None else None,
        weekday=plan.day.isoweekday() if plan.day else None,
        source=plan.source,
    )
