"""The occurrences that revisions publish, each for its own days, before any dated change."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from calendars.spans import ALWAYS, DateSpan
from service.domain.dated_changes import Key
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, CommunityId
from service.domain.publishing.occurrences.expansion import Expansion
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.publishing.revisions.revisions import Revision, RevisionContent, layers


class PlannedTable:
    """Revisions, in the order they were published, laid upon each other.

    `unclosed`: as they would be had no campus closed. There stands what closures take away.
    """

    def __init__(self, revisions: Iterable[Revision], *, unclosed: bool = False) -> None:
        self._revisions = tuple(revisions)
        self._unclosed = unclosed

    def occurrences(self, keys: frozenset[Key]) -> Mapping[Key, PublishedEvent]:
        """Those of these that there are."""
        lessons = {lesson_id for lesson_id, _ in keys}
        campuses = dict.fromkeys(
            campus_id
            for revision in self._revisions
            for lesson_id in lessons
            if (campus_id := revision.content.home_campus(lesson_id)) in revision.content.campuses
        )
        communities = dict.fromkeys(revision.community_id for revision in self._revisions if keys)
        found = (
            *(
                event
                for campus_id in campuses
                for event in self.home(campus_id, ALWAYS, lambda lesson: lesson.id in lessons)
            ),
            *(event for community_id in communities for event in self.common(community_id)),
        )
        return {event.key: event for event in found if event.key in keys}

    def home(
        self, campus_id: CampusId, days: DateSpan, wanted: Callable[[HomeLesson], bool] | None
    ) -> Iterator[PublishedEvent]:
        """The home lessons of a campus: all, or those wanted."""
        covering = [revision for revision in self._revisions if campus_id in revision.content.campuses]
        for revision, span in layers(covering):
            if (within := span.intersection(days)) is not None:
                yield from self._opened(revision.content).home(campus_id, within, wanted)

    def common(self, community_id: CommunityId) -> Iterator[PublishedEvent]:
        """The joint lessons and sessions of a community."""
        own = [revision for revision in self._revisions if revision.community_id == community_id]
        for revision, span in layers(own):
            expansion = self._opened(revision.content)
            yield from expansion.joint(community_id, span)
            yield from expansion.sessions(community_id, span)

    def _opened(self, content: RevisionContent) -> Expansion:
        return content.unclosed if self._unclosed else content.expansion
