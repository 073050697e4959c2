"""The dated joint lessons of a district: held, held in part, or taught by each class itself (转本班自上)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from calendars.occurrences import resolved_term
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import TeachingDay
from calendars.weeks import TeachingWeek
from service.domain.dated_changes import OccurrenceState
from service.domain.district import District, grouped
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId
from service.domain.joint_lessons import End, JointLesson, OneOff, Placement
from service.domain.publishing.occurrences.names import Names
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    PublishedEnd,
    PublishedEvent,
    compact,
    derived_uid,
)
from service.domain.sittings.in_force import mondays, placements_of
from service.domain.sittings.joint_dates import joint_dates
from service.domain.sittings.single_dates import bells_on, grade_at, span_of
from service.domain.sittings.standings import Season, clock_seasons


@dataclass(frozen=True, slots=True)
class _Local:
    """A date on which an end's campus runs the lesson's weekday in one of its weeks, and its period then."""

    week: TeachingWeek
    period: int | None
    span: ClockSpan | None


class JointEvents:
    """The joint lessons of a district, opened out."""

    def __init__(self, district: District, names: Names) -> None:
        self._district = district
        self._names = names
        self._pieces = grouped(
            (piece.lesson.id, piece) for pieces in district.moved_lessons.values() for piece in pieces
        )

    def of_lesson(self, lesson: JointLesson, days: DateSpan) -> Iterator[PublishedEvent]:
        """The events of one lesson on the given days, in the order of its placements and dates.

        A date of the host is held, or partial where an end is away. Where the host does not give the
        lesson, a receiving campus that runs that weekday teaches its own: its class got nothing else.
        """
        held = self._held(lesson)
        for placement in placements_of(self._district, lesson):
            for season in clock_seasons(self._district, lesson, placement.slot, placement.days):
                within = season.days.intersection(days)
                if within is not None:
                    yield from self._of_season(lesson, placement, season, within, held)
        for one_off in lesson.one_offs:
            if one_off.day in held and days.contains(one_off.day):
                yield from self._of_one_off(lesson, one_off, held[one_off.day])

    def _held(self, lesson: JointLesson) -> Mapping[date, frozenset[CampusId]]:
        """The dates on which the host gives the lesson, with the campuses that are away."""
        dates = joint_dates(self._district, lesson)
        return {day: frozenset[CampusId]() for day in dates.complete} | {
            partial.day: frozenset(partial.absent) for partial in dates.partial
        }

    def _of_season(
        self,
        lesson: JointLesson,
        placement: Placement,
        season: Season,
        days: DateSpan,
        held: Mapping[date, frozenset[CampusId]],
    ) -> Iterator[PublishedEvent]:
        local = dict(season.local_periods) | dict(placement.local_periods)
        local[lesson.host.campus_id] = placement.slot.period
        running = [
            self._running(lesson, end, placement.slot.weekday, local.get(end.campus_id), days)
            for end in lesson.ends
        ]
        host_running = running[lesson.ends.index(lesson.host)]
        for day in sorted({day for dates in running for day in dates}):
            away = held.get(day) if day in host_running else None
            ends = tuple(
                self._end(lesson, placement, end, day, dates.get(day), away)
                for end, dates in zip(lesson.ends, running, strict=True)
            )
            yield from self._event(lesson, day, season.span, ends)

    def _end(
        self,
        lesson: JointLesson,
        placement: Placement,
        end: End,
        day: date,
        local: _Local | None,
        away: frozenset[CampusId] | None,
    ) -> PublishedEnd:
        """One end on one date; `away` is None where the host does not give the lesson."""
        own = self._own(placement, end, day, local.week) if local else ()
        if local is None or (end.hosts and away is None):
            attendance = Attendance.ABSENT
        elif end.hosts or (away is not None and end.campus_id not in away):
            attendance = Attendance.PRESENT
        else:
            attendance = Attendance.REVERTED if own else Attendance.ABSENT
        return replace(
            self._plain_end(lesson, end, day),
            own_subject=own[0].subject if own else "",
            own_teachers=self._names.people(home.teacher_id for home in own),
            attendance=attendance,
            period=local.period if local else None,
            period_span=local.span if local else None,
        )

    def _plain_end(self, lesson: JointLesson, end: End, day: date) -> PublishedEnd:
        end, lecturer_id = lesson.end_on(end, day), lesson.on(day).lecturer_id
        return PublishedEnd(
            campus=self._names.campus(end.campus_id),
            classes=tuple(self._names.class_(class_id) for class_id in end.class_ids),
            place=self._names.place_of(end),
            teacher=self._names.person(lecturer_id if end.hosts else end.assistant_id),
            hosts=end.hosts,
        )

    def _own(self, placement: Placement, end: End, day: date, week: TeachingWeek) -> tuple[HomeLesson, ...]:
        """The home lessons of that week which the joint lesson takes the place of at this end."""
        return tuple(
            piece.lesson
            for class_id, home_id in placement.replaced
            if class_id in end.class_ids
            for piece in self._pieces.get(home_id, ())
            if piece.days.contains(day) and piece.lesson.weeks.includes(week)
        )

    def _running(
        self, lesson: JointLesson, end: End, weekday: int, number: int | None, days: DateSpan
    ) -> dict[date, _Local]:
        """The dates on which an end's campus runs that weekday in one of the lesson's weeks."""
        calendar = self._district.calendars.get(end.campus_id)
        if calendar is None:
            return {}
        wanted = mondays(lesson.weeks, self._district.term.term)
        found = {}
        for day, answer in resolved_term(calendar, grade_at(self._district, lesson, end)).days.items():
            if not isinstance(answer, TeachingDay) or not days.contains(day):
                continue
            if answer.weekday != weekday or answer.week.monday not in wanted:
                continue
            period = None if number is None else answer.bells.period(number)
            if period is None or not any(closed.overlaps(period.span) for closed in answer.closed):
                found[day] = _Local(
                    answer.week, period.number if period else None, period.span if period else None
                )
        return found

    def _of_one_off(
        self, lesson: JointLesson, one_off: OneOff, away: frozenset[CampusId]
    ) -> Iterator[PublishedEvent]:
        span = span_of(self._district, lesson, one_off)
        if span is None:
            return
        ends = tuple(self._single_end(lesson, end, one_off.day, span, away) for end in lesson.ends)
        yield from self._event(lesson, one_off.day, span, ends)

    def _single_end(
        self, lesson: JointLesson, end: End, day: date, span: ClockSpan, away: frozenset[CampusId]
    ) -> PublishedEnd:
        bells = bells_on(self._district, end.campus_id, grade_at(self._district, lesson, end), day)
        standing = bells.standing(span) if bells else None
        absent = not end.hosts and end.campus_id in away
        return replace(
            self._plain_end(lesson, end, day),
            attendance=Attendance.ABSENT if absent else Attendance.PRESENT,
            period=standing[0].number if standing else None,
            period_span=standing[0].span if standing else None,
        )

    def _event(
        self, lesson: JointLesson, day: date, span: ClockSpan, ends: tuple[PublishedEnd, ...]
    ) -> Iterator[PublishedEvent]:
        """The event of a date; none where no class has a lesson."""
        ends, state = settled(ends)
        if all(end.attendance is Attendance.ABSENT for end in ends):
            return
        yield PublishedEvent(
            uid=derived_uid(lesson.id, compact(day)),
            kind=EventKind.JOINT,
            lesson_id=lesson.id,
            base_day=day,
            day=day,
            span=span,
            subject=lesson.subject,
            ends=ends,
            state=state,
            community_id=lesson.community_id,
            code=lesson.code,
            lecturer=self._names.person(lesson.on(day).lecturer_id),
            lesson_kind=lesson.kind,
            topic=lesson.topic,
        )


def settled(ends: tuple[PublishedEnd, ...]) -> tuple[tuple[PublishedEnd, ...], OccurrenceState]:
    """The ends and the state of a date from what its ends do.

    A host whose far ends are all away has its class to itself: reverted, or nothing if no class sits there.
    """
    receiving = [end for end in ends if not end.hosts]
    if receiving and all(end.attendance is not Attendance.PRESENT for end in receiving):
        ends = tuple(
            alone(end) if end.hosts and end.attendance is Attendance.PRESENT else end for end in ends
        )
    present = [end.attendance is Attendance.PRESENT for end in ends]
    if all(present):
        return ends, OccurrenceState.HELD
    return ends, OccurrenceState.PARTIAL if any(present) else OccurrenceState.REVERTED


def alone(end: PublishedEnd) -> PublishedEnd:
    """An end that is taken off the link: its class has its own teachers, the host's has the lecturer.

    She is there already. Where she is away herself, her leave names who stands in.
    """
    if not end.classes:
        return replace(end, attendance=Attendance.ABSENT)
    own = (end.teacher,) if end.hosts and end.teacher else end.own_teachers
    return replace(end, attendance=Attendance.REVERTED, own_teachers=own)
