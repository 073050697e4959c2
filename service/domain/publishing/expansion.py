"""A timetable opened out: every dated event of a district, with the UIDs it was published under."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, CommunityId
from service.domain.publishing.dated_states import DatedStates
from service.domain.publishing.home_events import HomeEvents
from service.domain.publishing.joint_events import JointEvents
from service.domain.publishing.names import Names
from service.domain.publishing.published_events import PublishedEvent
from service.domain.publishing.session_events import session_event

Uids = Mapping[tuple[str, date], str]


class Expansion:
    """One district, opened out as asked. `days` always speaks of the published table, not of dated changes.

    `uids` are the identities that were stored; the others follow from lesson and date.
    """

    def __init__(self, district: District, uids: Uids | None = None) -> None:
        self._district = district
        self._uids = uids or {}
        self._names = Names(district)
        self._home = HomeEvents(district, self._names)
        self._joint = JointEvents(district, self._names)
        self._states = DatedStates(district, self._names)

    def home(
        self, campus_id: CampusId, days: DateSpan, wanted: Callable[[HomeLesson], bool] | None = None
    ) -> list[PublishedEvent]:
        """The home lessons of a campus: all, or those wanted and whatever dated changes concern."""
        if wanted is None:
            return self._published(self._home.of_campus(campus_id, days))
        changed, asked = self._states.lessons, wanted
        return self._published(
            self._home.of_campus(campus_id, days, lambda lesson: asked(lesson) or lesson.id in changed)
        )

    def joint(self, community_id: CommunityId, days: DateSpan) -> list[PublishedEvent]:
        """The joint lessons of a community."""
        return self._published(
            event
            for lesson in self._district.joint_lessons
            if lesson.community_id == community_id
            for event in self._joint.of_lesson(lesson, days)
        )

    def sessions(self, community_id: CommunityId, days: DateSpan) -> list[PublishedEvent]:
        """The research sessions of a community that have a day and a time."""
        found = (
            session_event(self._district, self._names, session)
            for session in self._district.sessions
            if session.community_id == community_id
        )
        return self._published(event for event in found if event and days.contains(event.base_day))

    def _published(self, events: Iterable[PublishedEvent]) -> list[PublishedEvent]:
        if self._uids:
            events = (
                event if (uid := self._uids.get(event.key)) is None else replace(event, uid=uid)
                for event in events
            )
        return self._states.applied(events)
