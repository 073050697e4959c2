"""Dated changes (调课 换课 代课 转本班自上 取消) put on the events of the published table."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from service.domain.dated_changes import ChangeKind, DatedChange, OccurrenceState
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.publishing.joint_events import settled
from service.domain.publishing.names import Names
from service.domain.publishing.published_events import (
    Attendance,
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.single_dates import bells_on

Key = tuple[str, date]


class DatedStates:
    """The changes of a district, by the occurrence they concern; several of one occurrence in their order."""

    def __init__(self, district: District, names: Names) -> None:
        self._district = district
        self._names = names
        self._of: dict[Key, list[DatedChange]] = {}
        for change in district.changes:
            self._of.setdefault((change.lesson_id, change.day), []).append(change)
            if change.kind is ChangeKind.SWAP and change.swap_with and change.swap_day:
                self._of.setdefault((change.swap_with, change.swap_day), []).append(change)

    @property
    def lessons(self) -> frozenset[str]:
        """The lessons that any change concerns."""
        return frozenset(lesson_id for lesson_id, _ in self._of)

    def applied(self, events: Iterable[PublishedEvent]) -> list[PublishedEvent]:
        """The events as they stand. Both sides of a swap must be among them; else the swap waits."""
        listed = list(events)
        if not self._of:
            return listed
        table = {event.key: event for event in listed if event.key in self._of}
        return [self._one(event, table) if event.key in self._of else event for event in listed]

    def _one(self, event: PublishedEvent, table: Mapping[Key, PublishedEvent]) -> PublishedEvent:
        now = event
        for change in self._of[event.key]:
            now = self._changed(now, change, table)
        return now if now == event else replace(now, before=event)

    def _changed(
        self, event: PublishedEvent, change: DatedChange, table: Mapping[Key, PublishedEvent]
    ) -> PublishedEvent:
        match change.kind:
            case ChangeKind.MOVE:
                return self._moved(event, change)
            case ChangeKind.SWAP:
                return self._swapped(event, change, table)
            case ChangeKind.SUBSTITUTE:
                return self._substituted(event, change)
            case ChangeKind.REVERT:
                return self._reverted(event, change)
            case ChangeKind.CANCEL:
                return replace(event, state=OccurrenceState.CANCELLED)

    def _moved(self, event: PublishedEvent, change: DatedChange) -> PublishedEvent:
        day = change.to_day or event.day
        span = change.to_span
        host = event.host
        if span is None and change.to_period is not None and host is not None:
            bells = bells_on(self._district, CampusId(host.campus.id), self._grade(host), day)
            period = bells.period(change.to_period) if bells else None
            span = period.span if period else None
        ends = event.ends
        if change.to_place_id is not None:
            place = self._names.place(change.to_place_id)
            ends = tuple(replace(end, place=place) if end.hosts else end for end in ends)
        if event.kind is EventKind.HOME and span is not None:
            ends = tuple(replace(end, period=change.to_period, period_span=span) for end in ends)
        return replace(event, day=day, span=span or event.span, ends=ends, state=OccurrenceState.MOVED)

    def _swapped(
        self, event: PublishedEvent, change: DatedChange, table: Mapping[Key, PublishedEvent]
    ) -> PublishedEvent:
        sides = ((change.lesson_id, change.day), (change.swap_with, change.swap_day))
        other = next((there for key, there in table.items() if key in sides and key != event.key), None)
        if other is None:
            return event
        ends = event.ends
        if event.kind is EventKind.HOME and other.host is not None:
            ends = tuple(
                replace(end, period=other.host.period, period_span=other.host.period_span) for end in ends
            )
        return replace(event, day=other.day, span=other.span, ends=ends, state=OccurrenceState.MOVED)

    def _substituted(self, event: PublishedEvent, change: DatedChange) -> PublishedEvent:
        absent, stands_in = change.absent_id, self._names.person(change.substitute_id)

        def instead(person: Named | None) -> Named | None:
            return stands_in if person is not None and person.id == absent else person

        return replace(
            event,
            lecturer=instead(event.lecturer),
            chair=instead(event.chair),
            speaker=instead(event.speaker),
            attendees=tuple(there for person in event.attendees if (there := instead(person)) is not None),
            ends=tuple(
                replace(
                    end,
                    teacher=instead(end.teacher),
                    own_teachers=tuple(
                        there for person in end.own_teachers if (there := instead(person)) is not None
                    ),
                )
                if change.campus_id in (None, end.campus.id)
                else end
                for end in event.ends
            ),
        )

    def _reverted(self, event: PublishedEvent, change: DatedChange) -> PublishedEvent:
        ends = tuple(
            replace(end, attendance=Attendance.REVERTED if end.classes else Attendance.ABSENT)
            if change.campus_id in (None, end.campus.id) and end.attendance is Attendance.PRESENT
            else end
            for end in event.ends
        )
        settled_ends, state = settled(ends)
        return replace(event, ends=settled_ends, state=state)

    def _grade(self, end: PublishedEnd) -> int | None:
        names = self._district.class_names
        return next(
            (name.grade for name in names if end.classes and name.class_id == end.classes[0].id), None
        )
