"""Teachers: on the way between campuses, on the days they are there, and assistants."""

from collections.abc import Iterator
from datetime import date

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.findings import Code, Finding, Side
from service.domain.identity import CampusId, PersonId
from service.domain.joint_lessons import AssistantState, End, JointLesson
from service.domain.people import Unavailability
from service.domain.rules import things
from service.domain.rules.bookings import Bookings
from service.domain.rules.clashes import Booking, Clash, ResourceKind
from service.domain.sittings.in_force import takings_of

#: lesson, person and weekday
_HomePlace = tuple[str, str, int]


def travel_too_short(bookings: Bookings) -> Iterator[Finding]:
    """A shared teacher cannot get from one campus to the next in the gap; carries gap and need.

    Between two wishes it is said once: not again where one of them only takes the place of the home lesson
    that the other was already found too close to.
    """
    said: set[tuple[str, str]] = set()
    for lesson in bookings.judged:
        for clash in bookings.beside_home(lesson, {ResourceKind.PERSON}):
            for finding in _too_short(bookings, clash):
                said.add((lesson.id, clash.other.holder.id))
                yield finding
    for clash in bookings.between_joint({ResourceKind.PERSON}):
        if not any(pair in said for pair in _beside_taken(bookings, clash)):
            yield from _too_short(bookings, clash)
    for clash in bookings.within_home({ResourceKind.PERSON}):
        yield from _too_short(bookings, clash)


def teacher_unavailable(bookings: Bookings) -> Iterator[Finding]:
    """Declared unavailable, or not at that campus on that weekday: once per lesson, person and campus."""
    for claims in bookings.judged_claims:
        for booking in _once_per_person(claims):
            person_id = PersonId(booking.resource.id)
            absent = not bookings.district.is_at(person_id, booking.campus_id, booking.weekday)
            declared = next(
                (
                    entry
                    for entry in bookings.district.unavailabilities
                    if entry.person_id == person_id and _covers(bookings, entry, booking)
                ),
                None,
            )
            if absent or declared is not None:
                yield _unavailable(bookings, booking, declared, Code.TEACHER_UNAVAILABLE)


def home_teacher_elsewhere(bookings: Bookings) -> Iterator[Finding]:
    """A home lesson on a weekday on which the list of shared teachers has her at another campus.

    A warning where the school's own table has it so: of two sheets one is wrong, or she comes over. An error,
    `teacher_unavailable`, where it was moved there.
    """
    found = [
        booking
        for claims in bookings.of_home.values()
        for booking in _once_per_person(claims)
        if booking.campus_id in bookings.campuses
        and not bookings.district.is_at(PersonId(booking.resource.id), booking.campus_id, booking.weekday)
    ]
    imported = _places_of_home(bookings.imported) if found else frozenset[_HomePlace]()
    for booking in found:
        moved = _place(booking) not in imported
        code = Code.TEACHER_UNAVAILABLE if moved else Code.TEACHER_ELSEWHERE
        yield _unavailable(bookings, booking, None, code)


def assistant_missing(bookings: Bookings) -> Iterator[Finding]:
    """No assistant named; carries the class's own teacher of the subject as the proposal."""
    district = bookings.district
    for lesson in bookings.held:
        for end in lesson.receivers:
            if end.assistant_state is not AssistantState.MISSING:
                continue
            thing = things.joint(district, lesson)
            proposal = _subject_teacher(district, end, lesson.subject)
            yield Finding(
                code=Code.ASSISTANT_MISSING,
                concerns=(thing, things.campus(district, end.campus_id)),
                day=things.single_day(lesson),
                community=things.community(district, lesson.community_id),
                sides=(Side(thing=thing, campus=district.campus[end.campus_id].name, source=lesson.source),),
                facts=(("proposal", district.person[proposal].name if proposal else ""),),
            )


def _beside_taken(bookings: Bookings, clash: Clash) -> Iterator[tuple[str, str]]:
    """Each of two joint lessons with every home lesson that the other takes the place of."""
    for one, other in ((clash.mine.holder, clash.other.holder), (clash.other.holder, clash.mine.holder)):
        if isinstance(other, JointLesson):
            for taking in takings_of(bookings.district, other):
                yield one.id, taking.lesson_id


def _too_short(bookings: Bookings, clash: Clash) -> Iterator[Finding]:
    need = bookings.district.minutes_on_the_way(clash.mine.campus_id, clash.other.campus_id)
    if not clash.minutes and clash.gap < need:
        yield things.clash_finding(
            bookings, Code.TRAVEL_TOO_SHORT, clash, (("gap", clash.gap), ("need", need))
        )


def _once_per_person(claims: tuple[Booking, ...]) -> Iterator[Booking]:
    """Each season apart, as with every rule: what holds in several is joined where it is told."""
    seen: set[tuple[str, str, CampusId, int, date | None, DateSpan | None]] = set()
    for booking in claims:
        days = None if booking.day is not None else booking.days
        key = (
            booking.holder.id,
            booking.resource.id,
            booking.campus_id,
            booking.weekday,
            booking.day,
            days,
        )
        if booking.resource.kind is ResourceKind.PERSON and key not in seen:
            seen.add(key)
            yield booking


def _place(booking: Booking) -> _HomePlace:
    return booking.holder.id, booking.resource.id, booking.weekday


def _places_of_home(imported: Bookings | None) -> frozenset[_HomePlace]:
    """The weekdays of every home lesson as its school has it."""
    homes = () if imported is None else imported.of_home.values()
    return frozenset(_place(booking) for claims in homes for booking in claims)


def _covers(bookings: Bookings, entry: Unavailability, booking: Booking) -> bool:
    return (
        entry.weekday in (None, booking.weekday)
        and entry.days.overlaps(booking.days)
        and (entry.span is None or entry.span.overlaps(booking.span))
        and entry.weeks.meets(
            bookings.weeks(booking.mondays, booking.weekday, booking.days),
            bookings.district.term.term.lesson_week_list(),
        )
    )


def _unavailable(
    bookings: Bookings, booking: Booking, declared: Unavailability | None, code: Code
) -> Finding:
    district = bookings.district
    lesson = booking.holder
    days = None if booking.day is not None else things.season_of(district, booking.days)
    return Finding(
        code=code,
        concerns=(things.lesson_thing(district, lesson), things.resource(district, booking.resource)),
        community=things.community(district, lesson.community_id)
        if isinstance(lesson, JointLesson)
        else None,
        weeks=None if booking.day is not None else bookings.weeks(booking.mondays, booking.weekday, days),
        day=booking.day,
        days=days,
        sides=(things.side(district, booking),),
        facts=(
            ("reason", declared.reason if declared else ""),
            ("campus", district.campus[booking.campus_id].name),
        ),
    )


def _subject_teacher(district: District, end: End, subject: str) -> PersonId | None:
    """Who teaches the subject in the end's first class."""
    return next(
        (
            lesson.teacher_id
            for timetable in district.timetables_of.get(end.campus_id, ())
            for lesson in timetable.lessons
            if lesson.class_id in end.class_ids
            and lesson.subject == subject
            and lesson.teacher_id is not None
        ),
        None,
    )
