"""Who and what is wanted when: every claim of a class, a person or a place in the week, on the clock.

Two things clash when they claim one resource on one weekday at overlapping clock time in common weeks.
Weeks are compared by their Mondays, so that campuses which count weeks differently compare, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from calendars.bells import BellSchedule
from calendars.occurrences import ResolvedTerm, resolved_term
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import ClosedDay, TeachingDay
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.district import District, grouped
from service.domain.home_timetables import HomeLesson, LessonInForce
from service.domain.identity import CampusId, CommunityId, HomeLessonId, JointLessonId
from service.domain.in_force import Taking, lessons_in_force, mondays, placements_of, takings_of
from service.domain.joint_lessons import JointLesson
from service.domain.standings import ClassStanding, Season, clock_seasons


class ResourceKind(StrEnum):
    CLASS = "class"
    PERSON = "person"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Resource:
    """What cannot be in two places at once."""

    kind: ResourceKind
    id: str


@dataclass(frozen=True, slots=True)
class Booking:
    """A lesson's claim of a resource on a weekday, within the dates of one season."""

    resource: Resource
    campus_id: CampusId
    weekday: int
    period: int | None
    span: ClockSpan
    mondays: frozenset[date]
    days: DateSpan
    holder: JointLesson | HomeLesson


@dataclass(frozen=True, slots=True)
class Clash:
    """Two bookings of one resource and the weeks (by Monday) in which both hold."""

    mine: Booking
    other: Booking
    mondays: frozenset[date]

    @property
    def minutes(self) -> int:
        return self.mine.span.overlap(self.other.span)

    @property
    def gap(self) -> int:
        return self.mine.span.gap(self.other.span)

    @property
    def days(self) -> DateSpan | None:
        return self.mine.days.intersection(self.other.days)


class Bookings:
    """All claims of one district, for the rules. A wish is judged alone: only placed lessons free a time."""

    def __init__(self, district: District, community_id: CommunityId | None = None) -> None:
        self.district = district
        self.community_id = community_id

    @cached_property
    def judged(self) -> tuple[JointLesson, ...]:
        """The joint lessons that are judged: those of the community, or all."""
        return tuple(
            lesson
            for lesson in self.district.joint_lessons
            if self.community_id in (None, lesson.community_id)
        )

    @cached_property
    def campuses(self) -> frozenset[CampusId]:
        """The campuses whose own tables and calendars are judged."""
        if self.community_id is None:
            return frozenset(self.district.campus)
        return frozenset(self.district.members(self.community_id))

    @cached_property
    def seasons(self) -> Mapping[JointLessonId, tuple[Season, ...]]:
        """The seasons of every weekly lesson of the district, as placed or as wished."""
        return {
            lesson.id: tuple(
                season
                for placement in placements_of(self.district, lesson)
                for season in clock_seasons(self.district, lesson, placement.slot, placement.days)
            )
            for lesson in self.district.joint_lessons
        }

    @cached_property
    def of_joint(self) -> Mapping[JointLessonId, tuple[Booking, ...]]:
        """What each weekly joint lesson claims."""
        return {
            lesson.id: tuple(
                booking for season in self.seasons[lesson.id] for booking in self._claims(lesson, season)
            )
            for lesson in self.district.joint_lessons
        }

    @cached_property
    def of_home(self) -> Mapping[tuple[Resource, int], tuple[Booking, ...]]:
        """What home lessons claim, by resource and weekday; the places placed joint lessons took are free."""
        placed = tuple(
            taking
            for lesson in self.district.joint_lessons
            if lesson.placements
            for taking in takings_of(self.district, lesson)
        )
        return grouped(
            ((booking.resource, booking.weekday), booking)
            for timetable in self.district.home_timetables
            for piece in lessons_in_force(self.district, timetable, placed)
            for booking in self._home_claims(timetable.campus_id, piece)
        )

    @cached_property
    def _takings(self) -> Mapping[JointLessonId, Mapping[HomeLessonId, tuple[Taking, ...]]]:
        return {
            lesson.id: grouped((taking.lesson_id, taking) for taking in takings_of(self.district, lesson))
            for lesson in self.judged
        }

    def beside_home(self, lesson: JointLesson, kinds: Iterable[ResourceKind]) -> Iterator[Clash]:
        """Every home lesson that claims the same resource as a joint lesson on its weekday in common weeks.

        What the lesson itself takes the place of is left out. Spans need not overlap: see `Clash.minutes`.
        """
        wanted = frozenset(kinds)
        for mine in self.of_joint[lesson.id]:
            if mine.resource.kind in wanted:
                for other in self.of_home.get((mine.resource, mine.weekday), ()):
                    common = mine.mondays & other.mondays - self._taken(lesson, other)
                    if common:
                        yield Clash(mine, other, common)

    def between_joint(self, kinds: Iterable[ResourceKind]) -> Iterator[Clash]:
        """Every two joint lessons with a common resource, weekday and weeks, at least one of them judged."""
        wanted = frozenset(kinds)
        judged = {lesson.id for lesson in self.judged}
        by_resource = grouped(
            ((booking.resource, booking.weekday), booking)
            for bookings in self.of_joint.values()
            for booking in bookings
            if booking.resource.kind in wanted
        )
        for bookings in by_resource.values():
            for mine, other in combinations(bookings, 2):
                common = mine.mondays & other.mondays
                if (
                    mine.holder.id != other.holder.id
                    and common
                    and {mine.holder.id, other.holder.id} & judged
                ):
                    yield Clash(mine, other, common)

    def within_home(self, kinds: Iterable[ResourceKind]) -> Iterator[Clash]:
        """Every two home lessons that claim one resource on one weekday in common weeks."""
        wanted = frozenset(kinds)
        for (resource, _), bookings in self.of_home.items():
            if resource.kind not in wanted:
                continue
            for mine, other in combinations(bookings, 2):
                common = mine.mondays & other.mondays
                concerned = {mine.campus_id, other.campus_id} & self.campuses
                if mine.holder.id != other.holder.id and common and concerned:
                    yield Clash(mine, other, common)

    def weeks(self, those: frozenset[date], weekday: int, days: DateSpan | None) -> Weeks:
        """Mondays as teaching weeks of the term; all, odd or even where they are that on those dates."""
        term = self.district.term.term
        for named in (ALL_WEEKS, ODD_WEEKS, EVEN_WEEKS):
            if those == _on_dates(mondays(named, term), weekday, days or term.days):
                return named
        return Weeks(numbers=frozenset(w.number for w in term.lesson_week_list() if w.monday in those))

    def _claims(self, lesson: JointLesson, season: Season) -> Iterator[Booking]:
        weekday = season.slot.weekday
        wanted = _on_dates(mondays(lesson.weeks, self.district.term.term), weekday, season.days)

        def booking(kind: ResourceKind, id_: str, standing: ClassStanding) -> Booking:
            period = standing.period.number if standing.period else None
            span = self._claimed(season, standing)
            resource = Resource(kind, id_)
            return Booking(resource, standing.campus_id, weekday, period, span, wanted, season.days, lesson)

        seen: set[tuple[ResourceKind, str]] = set()
        for standing in season.standings:
            end = standing.end
            person = lesson.lecturer_id if end.hosts else end.assistant_id
            for kind, id_ in (
                (ResourceKind.CLASS, standing.class_id),
                (ResourceKind.PERSON, person),
                (ResourceKind.PLACE, end.place_id),
            ):
                # Classes that sit together (合班, 复式班) share assistant and place: one claim.
                if id_ is not None and (kind, id_) not in seen:
                    seen.add((kind, id_))
                    yield booking(kind, id_, standing)

    def _claimed(self, season: Season, standing: ClassStanding) -> ClockSpan:
        """The hull where the class really stands in its local period, else the host's span alone."""
        return standing.claimed if self.stands(standing) else season.span

    def stands(self, standing: ClassStanding) -> bool:
        """Whether the overlap with the local period is enough."""
        return standing.minutes >= self.district.preferences.least_overlap

    def _home_claims(self, campus_id: CampusId, piece: LessonInForce) -> Iterator[Booking]:
        lesson = piece.lesson
        term = self.district.calendars[campus_id].term
        for days, span in self._clock(campus_id, piece):
            those = _on_dates(mondays(lesson.weeks, term), lesson.weekday, days)
            if not those:
                continue
            for kind, id_ in (
                (ResourceKind.CLASS, lesson.class_id),
                (ResourceKind.PERSON, lesson.teacher_id),
                (ResourceKind.PLACE, lesson.place_id),
            ):
                if id_ is not None:
                    yield Booking(
                        Resource(kind, id_),
                        campus_id,
                        lesson.weekday,
                        lesson.period,
                        span,
                        those,
                        days,
                        lesson,
                    )

    def _clock(self, campus_id: CampusId, piece: LessonInForce) -> Iterator[tuple[DateSpan, ClockSpan]]:
        """The clock time of a home lesson in each season of its bells."""
        lesson = piece.lesson
        key = (campus_id, lesson.weekday, self.district.grade(lesson.class_id), piece.days)
        if key not in self._bells:
            _, weekday, grade, days = key
            self._bells[key] = self.district.calendars[campus_id].bells.seasons(days, weekday, grade)
        for days, schedule in self._bells[key]:
            period = schedule.period(lesson.period)
            if period is not None:
                yield days, period.span

    @cached_property
    def _bells(self) -> dict[tuple[CampusId, int, int, DateSpan], tuple[tuple[DateSpan, BellSchedule], ...]]:
        return {}

    def day_at(self, campus_id: CampusId, grade: int | None, day: date) -> TeachingDay | ClosedDay | None:
        """What a date is at a campus for one grade; None outside the term."""
        key = (campus_id, grade)
        if key not in self._resolved:
            self._resolved[key] = resolved_term(self.district.calendars[campus_id], grade)
        return self._resolved[key].days.get(day)

    @cached_property
    def _resolved(self) -> dict[tuple[CampusId, int | None], ResolvedTerm]:
        """Kept by campus and grade: asking for them by calendar would hash whole calendars."""
        return {}

    def _taken(self, lesson: JointLesson, other: Booking) -> frozenset[date]:
        """The weeks in which a judged lesson takes this home lesson's place."""
        if not isinstance(other.holder, HomeLesson):
            return frozenset()
        takings = self._takings.get(lesson.id, {}).get(other.holder.id, ())
        return frozenset[date]().union(*(t.mondays for t in takings if t.days.overlaps(other.days)))


def _on_dates(those: frozenset[date], weekday: int, days: DateSpan) -> frozenset[date]:
    """The Mondays whose weekday falls within the dates."""
    shift = timedelta(days=weekday - 1)
    return frozenset(monday for monday in those if days.contains(monday + shift))
