"""What stands on one date and what it claims: the same claims, for the same rules, as those of a week."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from calendars.spans import DateSpan
from calendars.teaching_days import TeachingDay
from calendars.terms import monday_of
from service.domain.dated_changes import Key, OccurrenceState
from service.domain.district import District, grouped
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import (
    CampusId,
    ClassId,
    HomeLessonId,
    JointLessonId,
    PersonId,
    PlaceId,
    SessionId,
)
from service.domain.joint_lessons import End, JointLesson, OneOff, Replaces
from service.domain.publishing.published_events import (
    Attendance,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.rules.bookings import Bookings
from service.domain.rules.claims import joint_claims
from service.domain.rules.clashes import Booking, Resource, ResourceKind, SingleHome
from service.domain.single_dates import SingleDate, day_at, single_date
from service.domain.sources import Source
from service.domain.standings import ClassStanding, Season, Sitting

_NOWHERE = Source("", "", "")


class DatedBookings(Bookings):
    """The claims of one date. Each event is a lesson on a single date, with the people and places of then.

    A cancelled event and an absent end claim nothing. An end that teaches its own lesson (转本班自上) has its
    class and its own teachers, not the assistant or the sync room.
    """

    def __init__(self, district: District, day: date, events: Iterable[PublishedEvent]) -> None:
        super().__init__(district)
        self.day = day
        self._events = _told_apart(event for event in events if event.day == day)

    @cached_property
    def judged(self) -> tuple[JointLesson, ...]:
        """Every joint lesson that is on the link, with the ends that are."""
        return tuple(
            self._joint(event, linked)
            for event in self._of(EventKind.JOINT)
            if event.state is not OccurrenceState.CANCELLED and (linked := _linked(event))
        )

    @property
    def held(self) -> tuple[JointLesson, ...]:
        return self.judged

    @cached_property
    def planned(self) -> tuple[JointLesson, ...]:
        """Every joint lesson with all its ends: those that are closed, too."""
        return tuple(self._joint(event, event.ends) for event in self._of(EventKind.JOINT) if event.host)

    @cached_property
    def sessions(self) -> tuple[ResearchSession, ...]:
        return tuple(
            self._session(event)
            for event in self._of(EventKind.SESSION)
            if event.state is not OccurrenceState.CANCELLED
        )

    @cached_property
    def seasons(self) -> Mapping[JointLessonId, tuple[Season, ...]]:
        return {lesson.id: () for lesson in self.judged}

    @cached_property
    def sittings(self) -> Mapping[JointLessonId, tuple[Sitting, ...]]:
        return {lesson.id: (sitting,) for lesson, sitting in self._sat}

    @cached_property
    def of_joint(self) -> Mapping[JointLessonId, tuple[Booking, ...]]:
        return {
            lesson.id: tuple(joint_claims(self.district, lesson, sitting)) for lesson, sitting in self._sat
        }

    @cached_property
    def planned_home(self) -> tuple[SingleHome, ...]:
        return tuple(self._of_class.values())

    @cached_property
    def single_home(self) -> tuple[SingleHome, ...]:
        off = {event.key for event in self._events if event.state is OccurrenceState.CANCELLED}
        return tuple(home for (key, _), home in self._of_class.items() if key not in off)

    @cached_property
    def of_home(self) -> Mapping[tuple[Resource, int], tuple[Booking, ...]]:
        # Campuses may run different weekdays' lessons on one date: all are kept under the date's own.
        weekday = self.day.isoweekday()
        return grouped(
            ((booking.resource, weekday), booking) for home in self.single_home for booking in home.claims
        )

    @property
    def weekly_tables(self) -> tuple[HomeTimetable, ...]:
        return ()

    @property
    def imported(self) -> None:
        return None

    def lessons_at(self, standing: ClassStanding, sitting: Sitting) -> tuple[HomeLesson, ...]:
        """What a class has in other weeks does not matter on a date."""
        return ()

    @cached_property
    def _of_class(self) -> Mapping[tuple[Key, str], SingleHome]:
        """What classes have by themselves, by occurrence and campus: what is cancelled, too."""
        return {
            (event.key, end.campus.id): home
            for event in self._events
            if event.kind is not EventKind.SESSION
            for end in event.ends
            if event.kind is EventKind.HOME or end.attendance is Attendance.REVERTED
            if (home := self._home(event, end)) is not None
        }

    @cached_property
    def _sat(self) -> tuple[tuple[JointLesson, SingleDate], ...]:
        return tuple(
            (lesson, sitting)
            for lesson in self.judged
            for one_off in lesson.one_offs
            if (sitting := single_date(self.district, lesson, one_off)) is not None
        )

    def _taken(self, lesson: JointLesson, mine: Booking, other: Booking) -> frozenset[date]:
        """What a joint lesson takes the place of is not among the events."""
        return frozenset()

    def _of(self, kind: EventKind) -> Iterator[PublishedEvent]:
        return (event for event in self._events if event.kind is kind)

    def _joint(self, event: PublishedEvent, ends: Iterable[PublishedEnd]) -> JointLesson:
        known = self.district.joint_lesson.get(JointLessonId(event.lesson_id.partition("@")[0]))
        return JointLesson(
            id=JointLessonId(event.lesson_id),
            code=event.code,
            community_id=event.community_id or self.district.communities[0].id,
            term_id=self.district.term.id,
            kind=event.lesson_kind,
            subject=event.subject,
            lecturer_id=self._person(event.lecturer),
            ends=tuple(self._end(end) for end in ends),
            one_offs=(OneOff(event.day, span=event.span),),
            replaces=known.replaces if known else Replaces(),
            source=known.source if known else None,
        )

    def _end(self, end: PublishedEnd) -> End:
        place_id = self._place(end.place)
        return End(
            CampusId(end.campus.id),
            self._classes(end),
            end.hosts,
            place_id,
            end.place.name if end.place and place_id is None else "",
            None if end.hosts else self._person(end.teacher),
        )

    def _session(self, event: PublishedEvent) -> ResearchSession:
        host = event.host
        place = host.place if host else None
        people = (self._person(one) for one in event.attendees)
        return ResearchSession(
            id=SessionId(event.lesson_id),
            code=event.code,
            community_id=event.community_id or self.district.communities[0].id,
            term_id=self.district.term.id,
            subject=event.subject,
            topic=event.topic,
            day=event.day,
            span=event.span,
            mode=event.mode or Mode.ONLINE,
            host_campus_id=CampusId(host.campus.id) if host else None,
            place_text=place.name if place else "",
            place_id=self._place(place),
            chair_id=self._person(event.chair),
            speaker_id=self._person(event.speaker),
            member_ids=tuple(person_id for person_id in people if person_id is not None),
            kind=event.lesson_kind,
        )

    def _home(self, event: PublishedEvent, end: PublishedEnd) -> SingleHome | None:
        """A home lesson, or what an end has by itself: one lesson of the first of its classes."""
        classes = self._classes(end)
        if not classes:
            return None
        reverted = event.kind is EventKind.JOINT
        people = end.own_teachers if reverted else (end.teacher,)
        persons = [person_id for one in people if (person_id := self._person(one)) is not None]
        place_id = None if reverted else self._place(end.place)
        campus_id, grade = CampusId(end.campus.id), self.district.grade(classes[0])
        answer = day_at(self.district, campus_id, grade, self.day)
        known = self.district.home_lesson.get(HomeLessonId(event.lesson_id.partition("@")[0]))
        lesson = HomeLesson(
            id=HomeLessonId(f"{event.lesson_id}@{campus_id}" if reverted else event.lesson_id),
            class_id=classes[0],
            weekday=answer.weekday if isinstance(answer, TeachingDay) else self.day.isoweekday(),
            period=end.period or 0,
            subject=end.own_subject or event.subject,
            teacher_id=persons[0] if persons else None,
            source=known.source if known else _NOWHERE,
            kind=event.period_kind,
            place_id=place_id,
        )
        span = (end.period_span or event.span) if reverted else event.span
        wanted = [
            *(Resource(ResourceKind.CLASS, class_id) for class_id in classes),
            *(Resource(ResourceKind.PERSON, person_id) for person_id in persons),
            *((Resource(ResourceKind.PLACE, place_id),) if place_id else ()),
        ]
        whole = Booking(
            resource=wanted[0],
            campus_id=campus_id,
            weekday=lesson.weekday,
            period=end.period,
            span=span,
            mondays=frozenset({monday_of(self.day)}),
            days=DateSpan.of(self.day, self.day),
            holder=lesson,
            grade=grade,
            day=self.day,
        )
        claims = tuple(replace(whole, resource=resource) for resource in wanted)
        return SingleHome(lesson, campus_id, grade, self.day, span, claims)

    def _classes(self, end: PublishedEnd) -> tuple[ClassId, ...]:
        return tuple(ClassId(one.id) for one in end.classes if one.id in self.district.class_name)

    def _person(self, one: Named | None) -> PersonId | None:
        """A mere name is nobody who could be elsewhere."""
        return PersonId(one.id) if one is not None and one.id in self.district.person else None

    def _place(self, one: Named | None) -> PlaceId | None:
        return PlaceId(one.id) if one is not None and one.id in self.district.place else None


def _linked(event: PublishedEvent) -> tuple[PublishedEnd, ...]:
    """The ends that are on the link; none where the host's is not."""
    present = tuple(end for end in event.ends if end.attendance is Attendance.PRESENT)
    return present if any(end.hosts for end in present) else ()


def _told_apart(events: Iterable[PublishedEvent]) -> tuple[PublishedEvent, ...]:
    """The events; of a lesson that stands twice on this date the one from elsewhere has an id of its own."""
    seen: set[str] = set()
    found = []
    for event in sorted(events, key=lambda event: event.day != event.base_day):
        if event.lesson_id in seen:
            event = replace(event, lesson_id=f"{event.lesson_id}@{event.base_day}")
        seen.add(event.lesson_id)
        found.append(event)
    return tuple(found)
