"""Published revisions: the weekly table of one community from a day on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from calendars.spans import DateSpan
from service.domain.dated_changes import Key
from service.domain.district import District
from service.domain.identity import CampusId, CommunityId, HomeLessonId, RevisionId, TermId
from service.domain.publishing.feeds.departures import Departure
from service.domain.publishing.occurrences.expansion import Expansion
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent


@dataclass(frozen=True)
class RevisionContent:
    """All that a revision needs to be opened out. `campuses` are those whose home timetables it publishes.

    `uids` are the identities that do not follow from lesson and date, as (lesson, base day, UID).
    """

    district: District
    campuses: tuple[CampusId, ...]
    uids: tuple[tuple[str, date, str], ...] = ()
    cancelled: tuple[PublishedEvent, ...] = ()
    departures: tuple[Departure, ...] = ()

    @cached_property
    def expansion(self) -> Expansion:
        return Expansion(self.district, self._uids)

    @cached_property
    def unclosed(self) -> Expansion:
        """The same as if no campus had closed: what a closure takes away can be held at another time."""
        entries = tuple(replace(entry, closures=()) for entry in self.district.campus_terms)
        return Expansion(replace(self.district, campus_terms=entries), self._uids)

    @property
    def _uids(self) -> Mapping[Key, str]:
        return {(lesson, day): uid for lesson, day, uid in self.uids}

    def knows(self, lesson_id: str) -> bool:
        """Whether it has a lesson or session of this id."""
        return (
            lesson_id in self.district.home_lesson
            or lesson_id in self.district.joint_lesson
            or any(session.id == lesson_id for session in self.district.sessions)
        )

    def home_campus(self, lesson_id: str) -> CampusId | None:
        """The campus of a home lesson; None where it knows no such home lesson."""
        lesson = self.district.home_lesson.get(HomeLessonId(lesson_id))
        return self.district.class_group[lesson.class_id].campus_id if lesson else None


@dataclass(frozen=True, slots=True)
class Revision:
    """What was published of one community and term. It never changes. `published_at` is a whole second."""

    id: RevisionId
    community_id: CommunityId
    term_id: TermId
    number: int
    effective_from: date
    published_at: datetime
    actor: str
    content: RevisionContent

    def speaks_for(self, event: PublishedEvent) -> bool:
        """Whether it publishes the timetable that an event belongs to: its campus's, or its community's."""
        if event.kind is EventKind.HOME:
            return event.ends[0].campus.id in self.content.campuses
        return event.community_id == self.community_id


def layers(revisions: Iterable[Revision]) -> tuple[tuple[Revision, DateSpan], ...]:
    """Each revision with the days it still speaks for: a later one takes over from its first day on."""
    standing: list[Revision] = []
    for revision in revisions:
        standing = [before for before in standing if before.effective_from < revision.effective_from]
        standing.append(revision)
    return tuple(
        (revision, DateSpan(revision.effective_from, later[0].effective_from if later else None))
        for revision, *later in (standing[number:] for number in range(len(standing)))
    )
