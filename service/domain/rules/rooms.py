"""Rooms: which may host, how many ends they connect, and how many classes special rooms hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from calendars.spans import ALWAYS, ClockSpan, DateSpan
from service.domain.district import District
from service.domain.findings import Code, Finding, Side
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId
from service.domain.joint_lessons import End, JointLesson
from service.domain.places import Place
from service.domain.rules import things
from service.domain.rules.bookings import Bookings
from service.domain.rules.clashes import Booking, ResourceKind

Crowd = tuple[CampusId, str]


def room_receive_only(bookings: Bookings) -> Iterator[Finding]:
    """A lesson is given from a room that only receives."""
    for lesson, days, place in _host_places(bookings):
        if not place.can_host:
            yield _finding(bookings, Code.ROOM_RECEIVE_ONLY, lesson, lesson.host, days, place)


def room_over_capacity(bookings: Bookings) -> Iterator[Finding]:
    """More receiving campuses than the host room connects."""
    for lesson, days, place in _host_places(bookings):
        receiving = len({receiver.campus_id for receiver in lesson.receivers})
        if place.can_host and place.max_ends is not None and receiving > place.max_ends:
            found = _finding(bookings, Code.ROOM_OVER_CAPACITY, lesson, lesson.host, days, place)
            yield replace(found, facts=(("ends", receiving), ("most", place.max_ends)))


def room_missing(bookings: Bookings) -> Iterator[Finding]:
    """No room named or known. A receiving class without one, known yet or not, sits in its own classroom."""
    for lesson in bookings.held:
        for days, end in _ends(bookings.district, lesson):
            if end.place_id is None and (end.hosts or end.place_text or not (end.class_ids or end.awaited)):
                found = _finding(bookings, Code.ROOM_MISSING, lesson, end, days, None)
                yield replace(found, facts=(("written", end.place_text),))


def special_room_exceeded(bookings: Bookings) -> Iterator[Finding]:
    """More classes at once in 机房, 音乐室 … than declared, else than the imported table ever had at once."""
    district = bookings.district
    imported = bookings.imported if district.moves else None
    declared = _declared(district)
    # Without a move the imported table is its own measure: only a declared number can be exceeded.
    if imported is None and not declared:
        return
    allowed = {**_most_ever(imported), **declared} if imported else declared
    for crowd, lessons in _special_lessons(bookings).items():
        if crowd[0] not in bookings.campuses:
            continue
        reported: set[tuple[int, int]] = set()
        for here, monday in _moments(lessons):
            together = [other for other in lessons if _at_once(here, other, monday)]
            slot = (here.weekday, here.span.start)
            if len(together) > allowed.get(crowd, len(lessons)) and slot not in reported:
                reported.add(slot)
                common = frozenset.intersection(*(booking.mondays for booking in together))
                yield Finding(
                    code=Code.SPECIAL_ROOM_EXCEEDED,
                    concerns=(things.campus(district, crowd[0]),),
                    weeks=None if here.day else bookings.weeks(common, here.weekday, None),
                    day=here.day,
                    sides=tuple(things.side(district, booking) for booking in together),
                    facts=(("subject", crowd[1]), ("classes", len(together)), ("most", allowed[crowd])),
                )


def _host_places(bookings: Bookings) -> Iterator[tuple[JointLesson, DateSpan | None, Place]]:
    for lesson in bookings.held:
        for days, end in _ends(bookings.district, lesson):
            if end.hosts and end.place_id is not None:
                yield lesson, days, bookings.district.place[end.place_id]


def _ends(district: District, lesson: JointLesson) -> Iterator[tuple[DateSpan | None, End]]:
    """Each end with each room it has; the dates where that is not the whole term."""
    for end in lesson.ends:
        moves = (one for one in lesson.handovers if one.place_id and one.campus_id == end.campus_id)
        for days in ALWAYS.cut(DateSpan(one.since, None) for one in moves):
            within = days.intersection(district.term.term.days)
            if lesson.is_weekly and within is not None:
                yield things.season_of(district, within), lesson.end_on(end, within.first)
            elif any(days.contains(one.day) for one in lesson.one_offs):
                yield None, lesson.end_on(end, days.first)


def _finding(
    bookings: Bookings,
    code: Code,
    lesson: JointLesson,
    end: End,
    days: DateSpan | None,
    place: Place | None,
) -> Finding:
    district = bookings.district
    thing = things.joint(district, lesson)
    where = things.place(district, place.id) if place else things.campus(district, end.campus_id)
    return Finding(
        code=code,
        concerns=(thing, where),
        community=things.community(district, lesson.community_id),
        weeks=bookings.weeks_of(lesson),
        day=things.single_day(lesson),
        days=days,
        sides=(Side(thing=thing, campus=district.campus[end.campus_id].name, source=lesson.source),),
    )


def _special_lessons(bookings: Bookings) -> Mapping[Crowd, list[Booking]]:
    """The home lessons in force of subjects that need a special room, by campus and subject."""
    subjects = bookings.district.preferences.special_room_subjects
    crowds: defaultdict[Crowd, list[Booking]] = defaultdict(list)
    for (resource, _), claims in bookings.of_home.items():
        if resource.kind is ResourceKind.CLASS:
            for booking in claims:
                if isinstance(booking.holder, HomeLesson) and booking.holder.subject in subjects:
                    crowds[booking.campus_id, booking.holder.subject].append(booking)
    return crowds


def _declared(district: District) -> Mapping[Crowd, int]:
    """How many classes at once the special rooms are said to hold."""
    return {
        (place.campus_id, subject): place.classes_at_once
        for place in district.places
        if place.classes_at_once is not None
        for subject in place.subjects
    }


def _most_ever(imported: Bookings) -> Mapping[Crowd, int]:
    """The most classes that the imported table ever has at once."""
    return {
        crowd: max(
            (sum(_at_once(here, other, monday) for other in lessons) for here, monday in _moments(lessons)),
            default=0,
        )
        for crowd, lessons in _special_lessons(imported).items()
    }


def _moments(lessons: list[Booking]) -> Iterator[tuple[Booking, date]]:
    """One Monday for each lesson and each distinct set of lessons that run beside it."""
    running: defaultdict[tuple[int, date], list[int]] = defaultdict(list)
    for n, lesson in enumerate(lessons):
        for monday in lesson.mondays:
            running[lesson.weekday, monday].append(n)
    beside = {moment: tuple(those) for moment, those in running.items()}
    for here in lessons:
        seen: set[tuple[int, ...]] = set()
        for monday in sorted(here.mondays):
            if beside[here.weekday, monday] not in seen:
                seen.add(beside[here.weekday, monday])
                yield here, monday


def _at_once(here: Booking, other: Booking, monday: date) -> bool:
    """Whether `other` is going on when `here` begins in that week: the fullest moments are beginnings."""
    begins = ClockSpan(here.span.start, here.span.start + 1)
    return other.weekday == here.weekday and monday in other.mondays and other.span.overlaps(begins)
