"""What stands on one date and what it claims: the same claims, for the same rules, as those of a week."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from service.domain.dated_changes import Key, OccurrenceState
from service.domain.dated_rules.dated_things import DatedThings
from service.domain.district import District, grouped
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import (
    JointLessonId,
)
from service.domain.joint_lessons import JointLesson
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.research_sessions import ResearchSession
from service.domain.rules.bookings import Bookings
from service.domain.rules.claims import joint_claims
from service.domain.rules.clashes import Booking, Resource, SingleHome
from service.domain.sittings.single_dates import SingleDate, single_date
from service.domain.sittings.standings import ClassStanding, Season, Sitting


class DatedBookings(Bookings):
    """The claims of one date. Each event is a lesson on a single date, with the people and places of then.

    A cancelled event and an absent end claim nothing. An end that teaches its own lesson (转本班自上) has its
    class and its own teachers, not the assistant or the sync room.
    """

    def __init__(self, district: District, day: date, events: Iterable[PublishedEvent]) -> None:
        super().__init__(district)
        self.day = day
        self._things = DatedThings(district, day)
        self._events = _told_apart(event for event in events if event.day == day)

    @cached_property
    def judged(self) -> tuple[JointLesson, ...]:
        """Every joint lesson that is on the link, with the ends that are."""
        return tuple(
            self._things.joint(event, linked)
            for event in self._of(EventKind.JOINT)
            if event.state is not OccurrenceState.CANCELLED and (linked := _linked(event))
        )

    @property
    def held(self) -> tuple[JointLesson, ...]:
        return self.judged

    @cached_property
    def planned(self) -> tuple[JointLesson, ...]:
        """Every joint lesson with all its ends: those that are closed, too."""
        return tuple(
            self._things.joint(event, event.ends) for event in self._of(EventKind.JOINT) if event.host
        )

    @cached_property
    def sessions(self) -> tuple[ResearchSession, ...]:
        return tuple(
            self._things.session(event)
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
            if (home := self._things.home(event, end)) is not None
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
