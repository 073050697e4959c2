"""A timetable opened out: every dated event of a district, with the UIDs it was published under."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from calendars.spans import DateSpan
from service.domain.dated_changes import Key
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, CommunityId
from service.domain.publishing.occurrences.home_events import HomeEvents
from service.domain.publishing.occurrences.joint_events import JointEvents
from service.domain.publishing.occurrences.names import Names
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.publishing.occurrences.session_events import session_event

Uids = Mapping[Key, str]


class Expansion:
    """One district, opened out as asked, by the published table: dated changes are no part of it.

    `uids` are the identities that were stored; the others follow from lesson and date. What communities share
    is remembered: it stays while dated changes come and go.
    """

    def __init__(self, district: District, uids: Uids | None = None) -> None:
        self._district = district
        self._uids = uids or {}
        self._names = Names(district)
        self._home = HomeEvents(district, self._names)
        self._joint = JointEvents(district, self._names)
        self.joint = cache(self._joint_events)
        self.sessions = cache(self._session_events)

    def home(
        self, campus_id: CampusId, days: DateSpan, wanted: Callable[[HomeLesson], bool] | None = None
    ) -> tuple[PublishedEvent, ...]:
        """The home lessons of a campus: all, or those wanted."""
        opened = self._home.of_campus(campus_id, days, *(() if wanted is None else (wanted,)))
        return self._published(opened)

    def _joint_events(self, community_id: CommunityId, days: DateSpan) -> tuple[PublishedEvent, ...]:
        """The joint lessons of a community."""
        return self._published(
            event
            for lesson in self._district.joint_lessons
            if lesson.community_id == community_id
            for event in self._joint.of_lesson(lesson, days)
        )

    def _session_events(self, community_id: CommunityId, days: DateSpan) -> tuple[PublishedEvent, ...]:
        """The research sessions of a community that have a day and a time."""
        found = (
            session_event(self._district, self._names, session)
            for session in self._district.sessions
            if session.community_id == community_id
        )
        return self._published(event for event in found if event and days.contains(event.base_day))

    def _published(self, events: Iterable[PublishedEvent]) -> tuple[PublishedEvent, ...]:
        if self._uids:
            events = (
                event if (uid := self._uids.get(event.key)) is None else replace(event, uid=uid)
                for event in events
            )
        return tuple(events)
