"""What stands on one date as lessons and sessions, in the form in which the rules know those of a week."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from calendars.teaching_days import TeachingDay
from calendars.terms import monday_of
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
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
from service.domain.publishing.occurrences.published_events import (
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.rules.clashes import Booking, Resource, ResourceKind, SingleHome
from service.domain.sittings.single_dates import day_at
from service.domain.sources import Source

_NOWHERE = Source("", "", "")


class DatedThings:
    """Makes things of the published events of one date, with the people and places that are known."""

    def __init__(self, district: District, day: date) -> None:
        self._district = district
        self._day = day

    def joint(self, event: PublishedEvent, ends: Iterable[PublishedEnd]) -> JointLesson:
        known = self._district.joint_lesson.get(JointLessonId(event.lesson_id.partition("@")[0]))
        return JointLesson(
            id=JointLessonId(event.lesson_id),
            code=event.code,
            community_id=event.community_id or self._district.communities[0].id,
            term_id=self._district.term.id,
            kind=event.lesson_kind,
            subject=event.subject,
            lecturer_id=self._person(event.lecturer),
            ends=tuple(self._end(end) for end in ends),
            one_offs=(OneOff(event.day, span=event.span),),
            replaces=known.replaces if known else Replaces(),
            source=known.source if known else None,
            course=known.course if known else "",
            right_after=known.right_after if known else "",
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

    def session(self, event: PublishedEvent) -> ResearchSession:
        host = event.host
        place = host.place if host else None
        people = (self._person(one) for one in event.attendees)
        return ResearchSession(
            id=SessionId(event.lesson_id),
            code=event.code,
            community_id=event.community_id or self._district.communities[0].id,
            term_id=self._district.term.id,
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

    def home(self, event: PublishedEvent, end: PublishedEnd) -> SingleHome | None:
        """A home lesson, or what an end has by itself: one lesson of the first of its classes."""
        classes = self._classes(end)
        if not classes:
            return None
        reverted = event.kind is EventKind.JOINT
        people = end.own_teachers if reverted else (end.teacher,)
        persons = [person_id for one in people if (person_id := self._person(one)) is not None]
        place_id = None if reverted else self._place(end.place)
        campus_id, grade = CampusId(end.campus.id), self._district.grade(classes[0])
        answer = day_at(self._district, campus_id, grade, self._day)
        known = self._district.home_lesson.get(HomeLessonId(event.lesson_id.partition("@")[0]))
        lesson = HomeLesson(
            id=HomeLessonId(f"{event.lesson_id}@{campus_id}" if reverted else event.lesson_id),
            class_id=classes[0],
            weekday=answer.weekday if isinstance(answer, TeachingDay) else self._day.isoweekday(),
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
            mondays=frozenset({monday_of(self._day)}),
            days=DateSpan.of(self._day, self._day),
            holder=lesson,
            grade=grade,
            day=self._day,
        )
        claims = tuple(replace(whole, resource=resource) for resource in wanted)
        return SingleHome(lesson, campus_id, grade, self._day, span, claims)

    def _classes(self, end: PublishedEnd) -> tuple[ClassId, ...]:
        return tuple(ClassId(one.id) for one in end.classes if one.id in self._district.class_name)

    def _person(self, one: Named | None) -> PersonId | None:
        """A mere name is nobody who could be elsewhere."""
        return PersonId(one.id) if one is not None and one.id in self._district.person else None

    def _place(self, one: Named | None) -> PlaceId | None:
        return PlaceId(one.id) if one is not None and one.id in self._district.place else None
