"""Who and what is wanted when: every claim of a class, a person or a place in the week, on the clock.

Two things clash when they claim one resource on one weekday at overlapping clock time in common weeks.
Weeks are compared by their Mondays, so that campuses which count weeks differently compare, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import combinations

from calendars.grades import Grade
from calendars.occurrences import ResolvedTerm, resolved_term
from calendars.spans import DateSpan
from calendars.teaching_days import ClosedDay, TeachingDay
from calendars.terms import monday_of
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.district import grouped
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, HomeLessonId, JointLessonId, SessionId
from service.domain.joint_lessons import JointLesson
from service.domain.rules.claims import HomeClaims, joint_claims, on_dates
from service.domain.rules.clashes import Booking, Clash, Resource, ResourceKind
from service.domain.rules.scope import Scope
from service.domain.sittings.closed_days import ClosedCampus, closed_for, closed_for_session
from service.domain.sittings.courses import are_halves
from service.domain.sittings.in_force import (
    Taking,
    lessons_at,
    lessons_in_force,
    mondays,
    placements_of,
    replaced_as_wished,
    takings_of,
    weeks_on,
)
from service.domain.sittings.single_dates import SingleDate, single_date
from service.domain.sittings.standings import ClassStanding, Season, Sitting, clock_seasons, stands


class Bookings(Scope):
    """All claims of one district, for the rules. A wish is judged alone: only placed lessons free a time."""

    @property
    def imported(self) -> "Bookings | None":
        """The same before any move and placement; None where that cannot be told."""
        lessons = tuple(replace(lesson, placements=()) for lesson in self.district.joint_lessons)
        return Bookings(replace(self.district, drafts=(), joint_lessons=lessons))

    @property
    def judged_claims(self) -> tuple[tuple[Booking, ...], ...]:
        """What each lesson that is judged claims."""
        return (
            *(self.of_joint[lesson.id] for lesson in self.judged),
            *(home.claims for home in self.single_home),
        )

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
    def sittings(self) -> Mapping[JointLessonId, tuple[Sitting, ...]]:
        """The seasons of every weekly lesson, and the single dates of the others that are no closed days."""
        return {
            lesson.id: self.seasons[lesson.id]
            or tuple(
                sitting
                for one_off in lesson.one_offs
                if not closed_for(self.district, lesson, one_off)
                and (sitting := single_date(self.district, lesson, one_off)) is not None
            )
            for lesson in self.district.joint_lessons
        }

    @cached_property
    def held(self) -> tuple[JointLesson, ...]:
        """The judged lessons without those that only stand on closed days, of which that says everything."""
        return tuple(
            lesson
            for lesson in self.judged
            if lesson.is_weekly
            or not all(closed_for(self.district, lesson, one_off) for one_off in lesson.one_offs)
        )

    @cached_property
    def of_joint(self) -> Mapping[JointLessonId, tuple[Booking, ...]]:
        """What each joint lesson claims."""
        return {
            lesson.id: tuple(
                booking
                for sitting in self.sittings[lesson.id]
                for booking in joint_claims(self.district, lesson, sitting)
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
        claims = HomeClaims(self.district)
        return grouped(
            ((booking.resource, booking.weekday), booking)
            for timetable in self.district.home_timetables
            for piece in lessons_in_force(self.district, timetable, placed)
            for booking in claims.of_lesson(timetable.campus_id, piece)
        )

    def home_bookings(self, resource: Resource) -> Iterator[Booking]:
        """What home lessons claim of a resource on any weekday."""
        yield from self._home_of.get(resource, ())

    @cached_property
    def _home_of(self) -> Mapping[Resource, tuple[Booking, ...]]:
        return grouped(
            (resource, booking)
            for (resource, _), claims in sorted(self.of_home.items(), key=lambda entry: entry[0][1])
            for booking in claims
        )

    @cached_property
    def closed_for_sessions(self) -> Mapping[SessionId, tuple[ClosedCampus, ...]]:
        """Those that each session that is judged needs, and that have no lessons on its day."""
        return {plan.id: closed_for_session(self.district, plan) for plan in self.sessions}

    @cached_property
    def _takings(self) -> Mapping[JointLessonId, Mapping[HomeLessonId, tuple[Taking, ...]]]:
        return {
            lesson.id: grouped((taking.lesson_id, taking) for taking in takings_of(self.district, lesson))
            for lesson in self.judged
        }

    def beside_home(self, lesson: JointLesson, kinds: Iterable[ResourceKind]) -> Iterator[Clash]:
        """Every home lesson that claims the same resource as a joint lesson on a common day.

        What the lesson itself takes the place of is left out. Spans need not overlap: see `Clash.minutes`.
        """
        wanted = frozenset(kinds)
        for mine in self.of_joint[lesson.id]:
            if mine.resource.kind in wanted:
                others = (
                    self.of_home.get((mine.resource, mine.weekday), ())
                    if mine.day is None
                    else self.home_bookings(mine.resource)
                )
                for other in others:
                    common = self.common(mine, other) - self._taken(lesson, mine, other)
                    if common:
                        yield Clash(mine, other, common)

    def between_joint(self, kinds: Iterable[ResourceKind]) -> Iterator[Clash]:
        """Every two claims of joint lessons on a common resource and day, at least one of a judged lesson.

        Two of one lesson are among them: see `joint_claims`. Those of a double period are not: a receiver's
        bells may end its first lesson after the second has begun.
        """
        wanted = frozenset(kinds)
        judged = {lesson.id for lesson in self.judged}
        by_resource = grouped(
            (booking.resource, booking)
            for bookings in self.of_joint.values()
            for booking in bookings
            if booking.resource.kind in wanted
        )
        for bookings in by_resource.values():
            for mine, other in combinations(bookings, 2):
                common = self.common(mine, other)
                if common and {mine.holder.id, other.holder.id} & judged and not self._is_double(mine, other):
                    yield Clash(mine, other, common)

    def _is_double(self, mine: Booking, other: Booking) -> bool:
        """Whether they are of one double period, and the host gives its lessons one after the other."""
        one, two = mine.holder, other.holder
        if not isinstance(one, JointLesson) or not isinstance(two, JointLesson) or not are_halves(one, two):
            return False
        return not any(
            here.days.overlaps(there.days)
            and here.host.weekday == there.host.weekday
            and here.span.overlaps(there.span)
            for here in self.sittings[one.id]
            for there in self.sittings[two.id]
        )

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

    def common(self, mine: Booking, other: Booking) -> frozenset[date]:
        """The weeks, by their Mondays, in which both hold; where one has a date, the week of that."""
        day = mine.day or other.day
        if day is None:
            return mine.mondays & other.mondays if mine.weekday == other.weekday else frozenset()
        return frozenset({monday_of(day)} if self.runs(mine, day) and self.runs(other, day) else ())

    def runs(self, booking: Booking, day: date) -> bool:
        """Whether a booking holds on a date, by what its campus and grade run then."""
        if booking.day is not None:
            return booking.day == day
        answer = self.day_at(booking.campus_id, booking.grade, day)
        return (
            booking.days.contains(day)
            and isinstance(answer, TeachingDay)
            and answer.weekday == booking.weekday
            and answer.week.monday in booking.mondays
            and not any(closed.overlaps(booking.span) for closed in answer.closed)
        )

    def weeks(self, those: frozenset[date], weekday: int, days: DateSpan | None) -> Weeks:
        """Mondays as teaching weeks of the term; all, odd or even where they are that on those dates."""
        term = self.district.term.term
        for named in (ALL_WEEKS, ODD_WEEKS, EVEN_WEEKS):
            if those == on_dates(mondays(named, term), weekday, days or term.days):
                return named
        return Weeks(numbers=frozenset(w.number for w in term.lesson_week_list() if w.monday in those))

    def weeks_of(self, lesson: JointLesson) -> Weeks | None:
        """The weeks of a lesson as findings name them; None on single dates."""
        term = self.district.term.term
        return weeks_on(mondays(lesson.weeks, term), term) if lesson.is_weekly else None

    def lessons_at(self, standing: ClassStanding, sitting: Sitting) -> tuple[HomeLesson, ...]:
        """See `in_force.lessons_at`."""
        return lessons_at(self.district, standing, sitting)

    def stands(self, standing: ClassStanding) -> bool:
        """See `standings.stands`."""
        return stands(self.district, standing)

    def day_at(self, campus_id: CampusId, grade: Grade | None, day: date) -> TeachingDay | ClosedDay | None:
        """What a date is at a campus for one grade; None outside the term."""
        key = (campus_id, grade)
        if key not in self._resolved:
            self._resolved[key] = resolved_term(self.district.calendars[campus_id], grade)
        return self._resolved[key].days.get(day)

    @cached_property
    def _resolved(self) -> dict[tuple[CampusId, Grade | None], ResolvedTerm]:
        """Kept by campus and grade: asking for them by calendar would hash whole calendars."""
        return {}

    @cached_property
    def _taken_on(self) -> frozenset[tuple[JointLessonId, date, str]]:
        """The home lessons whose place lessons on single dates take."""
        return frozenset(
            (lesson.id, sitting.day, home_id)
            for lesson in self.judged
            for sitting in self.sittings[lesson.id]
            if isinstance(sitting, SingleDate)
            for _, home_id in replaced_as_wished(self.district, lesson, sitting)
        )

    def _taken(self, lesson: JointLesson, mine: Booking, other: Booking) -> frozenset[date]:
        """The weeks in which a judged lesson takes this home lesson's place."""
        if mine.day is not None:
            taken = (lesson.id, mine.day, other.holder.id) in self._taken_on
            return frozenset({monday_of(mine.day)} if taken else ())
        takings = self._takings.get(lesson.id, {}).get(HomeLessonId(other.holder.id), ())
        return frozenset[date]().union(*(on_dates(t.mondays, other.weekday, t.days) for t in takings))
