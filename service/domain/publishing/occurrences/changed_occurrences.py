"""What one dated change makes of one occurrence: another day or room, other people, each class alone."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from calendars.bells import BellSchedule, Period
from calendars.grades import Grade
from calendars.spans import ClockSpan
from calendars.teaching_days import TeachingDay
from service.domain.dated_changes import ChangeKind, DatedChange, Key, Obstacle, OccurrenceState
from service.domain.district import District
from service.domain.identity import CampusId, ClassId
from service.domain.publishing.occurrences.joint_events import alone, settled
from service.domain.publishing.occurrences.published_events import (
    Attendance,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.publishing.occurrences.substituted_occurrences import concerns, substituted
from service.domain.sittings.single_dates import day_at

#: The district in which an event stands on a day: its bells and closures hold there.
DistrictOn = Callable[[PublishedEvent, date], District]
Events = Mapping[Key, PublishedEvent]


class ChangedOccurrences:
    """Puts single changes on events. `bases` are the events by the published table."""

    def __init__(self, bases: Events, district_on: DistrictOn, names: Mapping[str, Named]) -> None:
        self._bases = bases
        self._district_on = district_on
        self._names = names

    def changed(self, change: DatedChange, events: Events) -> Events | Obstacle:
        """The events that a change makes anew of those that stand."""
        if change.kind is ChangeKind.SWAP:
            return self._swapped(change, events)
        event = events.get(change.key)
        if event is None:
            return Obstacle.OCCURRENCE_UNKNOWN
        made = self._one(event, change)
        if isinstance(made, Obstacle):
            return made
        return Obstacle.CHANGES_NOTHING if made == event else {change.key: made}

    def finished(self, key: Key, event: PublishedEvent) -> PublishedEvent:
        """The event after all its changes, with the state that follows, and the event it was before."""
        base = self._bases[key]
        ends, attended = settled(event.ends)
        if event.state is OccurrenceState.CANCELLED:
            state, ends = OccurrenceState.CANCELLED, event.ends
        elif attended is not OccurrenceState.REVERTED and _where(event) != _where(base):
            state = OccurrenceState.MOVED
        else:
            state = attended
        now = replace(event, ends=ends, state=state)
        return base if now == base else replace(now, before=base)

    def _one(self, event: PublishedEvent, change: DatedChange) -> PublishedEvent | Obstacle:
        if change.kind is ChangeKind.CANCEL:
            return replace(event, state=OccurrenceState.CANCELLED)
        if change.of_one_end and not any(concerns(change, end) for end in event.ends):
            return Obstacle.END_UNKNOWN
        if self._is_off(event) and not (change.gives_another_time or _everywhere(event, change)):
            return Obstacle.IS_CANCELLED
        if change.kind is ChangeKind.MOVE:
            return self._moved(event, change)
        if change.kind is ChangeKind.SUBSTITUTE:
            return substituted(event, change, self._names)
        made = _reverted(event, change)
        if isinstance(made, Obstacle) or not self._is_off(event):
            return made
        return replace(made, state=OccurrenceState.HELD)  # each class has its lesson after all

    def _is_off(self, event: PublishedEvent) -> bool:
        """Whether somebody cancelled it; where its campus is closed, it waits for another time as it is."""
        shut = event.kind is not EventKind.SESSION and any(
            end.hosts and self._closed(event, end) for end in event.ends
        )
        return event.state is OccurrenceState.CANCELLED and not shut

    def _moved(self, event: PublishedEvent, change: DatedChange) -> PublishedEvent | Obstacle:
        if change.to_place_id is not None:
            place = self._names.get(change.to_place_id)
            if place is None:
                return Obstacle.PLACE_UNKNOWN
            event = replace(
                event,
                ends=tuple(
                    replace(end, place=place)
                    if (concerns(change, end) if change.of_one_end else end.hosts)
                    else end
                    for end in event.ends
                ),
            )
        if not change.gives_another_time:
            return Obstacle.INCOMPLETE if change.to_place_id is None else event
        # A make-up of what was cancelled is held.
        again = replace(event, state=OccurrenceState.HELD)
        return self._standing(again, change.to_day or event.day, change.to_period, change.to_span)

    def _swapped(self, change: DatedChange, events: Events) -> Events | Obstacle:
        if change.swap_key is None:
            return Obstacle.INCOMPLETE
        if change.swap_key == change.key:
            return Obstacle.SWAPPED_WITH_ITSELF
        one, other = events.get(change.key), events.get(change.swap_key)
        if one is None or other is None:
            return Obstacle.OCCURRENCE_UNKNOWN
        there, here = self._in_place_of(one, other), self._in_place_of(other, one)
        if isinstance(there, Obstacle):
            return there
        if isinstance(here, Obstacle):
            return here
        if (there, here) == (one, other):
            return Obstacle.CHANGES_NOTHING
        return {change.key: there, change.swap_key: here}

    def _in_place_of(self, event: PublishedEvent, other: PublishedEvent) -> PublishedEvent | Obstacle:
        """The event in the period that the other has at its campus, else at the other's clock."""
        period = next(
            (end.period for end in other.ends if event.host and end.campus == event.host.campus), None
        )
        return self._standing(event, other.day, period, other.span if period is None else None)

    def _standing(
        self, event: PublishedEvent, day: date, number: int | None, span: ClockSpan | None
    ) -> PublishedEvent | Obstacle:
        """The event on another day, by the bells that every campus has then. Who is closed stays away.

        Without a clock it stands in the period given, else in the one it stood in.
        """
        host = event.host
        period = None
        if span is None:
            if number is None and host is not None and host.period_span == event.span:
                number = host.period
            if number is not None:
                period = self._period(event, host, day, number)
                if period is None:
                    return Obstacle.PERIOD_UNKNOWN
            span = event.span if period is None else period.span
        moved = replace(event, day=day, span=span)
        if event.kind is EventKind.SESSION:
            return moved
        if event.kind is EventKind.HOME and period is not None:
            moved = replace(moved, period_kind=period.kind)
        planned = self._bases[event.key].ends
        ends = tuple(
            self._end(moved, end, base, period) for end, base in zip(event.ends, planned, strict=True)
        )
        if any(end.hosts and self._closed(moved, end) for end in event.ends):
            return replace(moved, ends=ends, state=OccurrenceState.CANCELLED)
        return replace(moved, ends=ends)

    def _end(
        self, event: PublishedEvent, end: PublishedEnd, base: PublishedEnd, given: Period | None
    ) -> PublishedEnd:
        """An end where the event stands now."""
        standing = given if end.hosts else None
        if standing is None:
            bells = self._bells(event, end, event.day)
            found = bells.standing(event.span) if bells else None
            standing = found[0] if found else None
        return replace(
            end,
            attendance=self._attendance(event, end, base),
            period=standing.number if standing else None,
            period_span=standing.span if standing else None,
        )

    def _attendance(self, event: PublishedEvent, end: PublishedEnd, base: PublishedEnd) -> Attendance:
        if end.attendance is Attendance.REVERTED and base.attendance is not Attendance.REVERTED:
            return end.attendance  # a change took this end off the link, wherever the lesson goes
        return Attendance.ABSENT if not end.hosts and self._closed(event, end) else Attendance.PRESENT

    def _period(
        self, event: PublishedEvent, host: PublishedEnd | None, day: date, number: int
    ) -> Period | None:
        bells = self._bells(event, host, day) if host else None
        return bells.period(number) if bells else None

    def _bells(self, event: PublishedEvent, end: PublishedEnd, day: date) -> BellSchedule | None:
        """The bells of a date, also where the campus turned out to be closed then."""
        district = self._district_on(event, day)
        grade = _grade(district, event, end)
        answer = day_at(district, CampusId(end.campus.id), grade, day)
        if isinstance(answer, TeachingDay):
            return answer.bells
        calendar = district.calendars.get(CampusId(end.campus.id))
        return calendar.bells.on(day, grade) if calendar else None

    def _closed(self, event: PublishedEvent, end: PublishedEnd) -> bool:
        district = self._district_on(event, event.day)
        answer = day_at(district, CampusId(end.campus.id), _grade(district, event, end), event.day)
        return not isinstance(answer, TeachingDay) or any(shut.overlaps(event.span) for shut in answer.closed)


def _reverted(event: PublishedEvent, change: DatedChange) -> PublishedEvent | Obstacle:
    """One end, or all: without the host's nobody has the lesson."""
    if event.kind is not EventKind.JOINT:
        return Obstacle.NOT_JOINT
    everywhere = _everywhere(event, change)
    return replace(
        event,
        ends=tuple(
            alone(end)
            if (everywhere or concerns(change, end)) and end.attendance is Attendance.PRESENT
            else end
            for end in event.ends
        ),
    )


def _everywhere(event: PublishedEvent, change: DatedChange) -> bool:
    """Whether a revert leaves nobody on the link."""
    host = event.host
    return change.kind is ChangeKind.REVERT and (
        not change.of_one_end or (host is not None and concerns(change, host))
    )


def _where(event: PublishedEvent) -> tuple[object, ...]:
    return event.day, event.span, tuple(end.place for end in event.ends)


def _grade(district: District, event: PublishedEvent, end: PublishedEnd) -> Grade | None:
    """The same of what is published as `grade_at` of a draft: the host's class before the others'."""
    ends = (end, *sorted(event.ends, key=lambda one: not one.hosts))
    classes = (one for of_end in ends for one in of_end.classes)
    known = (ClassId(one.id) for one in classes if one.id in district.class_name)
    return next(map(district.grade, known), None)
