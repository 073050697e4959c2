"""Published revisions, and the timetable that they make together: each holds from its first day on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, CommunityId, RevisionId, TermId
from service.domain.publishing.event_views import Shown, left, shown_to
from service.domain.publishing.expansion import Expansion
from service.domain.publishing.feeds import FeedKind, FeedTarget
from service.domain.publishing.published_events import EventKind, PublishedEvent


@dataclass(frozen=True, slots=True)
class Departure:
    """An event that a feed had before it went elsewhere: there it stays, cancelled."""

    target: FeedTarget
    event: PublishedEvent


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
        return Expansion(self.district, {(lesson, day): uid for lesson, day, uid in self.uids})


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


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An event in a feed. `first_published` dates what no mark remembers: it never changed."""

    shown: Shown
    first_published: datetime


class PublishedTerm:
    """The revisions of one term in the order of their publication, as one timetable.

    Two communities that share a school see one home timetable: that of the revision published last. What lies
    before a revision's first day stays as the revisions before it have it.
    """

    def __init__(self, revisions: Iterable[Revision]) -> None:
        self.revisions = tuple(revisions)
        self._common = cache(self._common_events)

    def latest(self, community_id: CommunityId) -> Revision | None:
        return next((r for r in reversed(self.revisions) if r.community_id == community_id), None)

    def covers(self, campus_id: CampusId) -> bool:
        """Whether any revision publishes the home timetable of this campus."""
        return any(campus_id in revision.content.campuses for revision in self.revisions)

    @cached_property
    def campuses(self) -> tuple[CampusId, ...]:
        covered = (campus_id for revision in self.revisions for campus_id in revision.content.campuses)
        return tuple(dict.fromkeys(covered))

    @cached_property
    def communities(self) -> tuple[CommunityId, ...]:
        return tuple(dict.fromkeys(revision.community_id for revision in self.revisions))

    def home(
        self, campus_id: CampusId, days: DateSpan, wanted: Callable[[HomeLesson], bool] | None = None
    ) -> Iterator[PublishedEvent]:
        """The home lessons of a campus as published, without those that were cancelled."""
        covering = [revision for revision in self.revisions if campus_id in revision.content.campuses]
        for revision, span in _layers(covering):
            if (within := span.intersection(days)) is not None:
                yield from revision.content.expansion.home(campus_id, within, wanted)

    def common(self, community_id: CommunityId, days: DateSpan) -> Iterator[PublishedEvent]:
        """The joint lessons and sessions of a community as published, without those that were cancelled."""
        return (event for event in self._common(community_id) if days.contains(event.base_day))

    @cached_property
    def cancelled(self) -> tuple[PublishedEvent, ...]:
        """What was published once and then taken out."""
        return tuple(
            event
            for revision in self.revisions
            for event in revision.content.cancelled
            if self._speaks_for(revision, event)
        )

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        return tuple(
            departure
            for revision in self.revisions
            for departure in revision.content.departures
            if self._speaks_for(revision, departure.event)
        )

    def events(self, days: DateSpan) -> Iterator[PublishedEvent]:
        """Everything published on the given days, what was cancelled included."""
        for campus_id in self.campuses:
            yield from self.home(campus_id, days)
        for community_id in self.communities:
            yield from self.common(community_id, days)
        yield from (event for event in self.cancelled if days.contains(event.base_day))

    def of_feed(self, target: FeedTarget) -> tuple[FeedEntry, ...]:
        """What a feed holds, in the order of day, clock and UID; each UID once."""
        days = DateSpan(date.min, None)
        found: dict[str, FeedEntry] = {}
        for event in (*self._candidates(target, days), *self.cancelled):
            seen = shown_to(event, target)
            if seen is not None:
                found.setdefault(event.uid, FeedEntry(seen, self._first_published(event)))
        for departure in self.departures:
            if departure.target == target and departure.event.uid not in found:
                seen = left(departure.event, target)
                if seen is not None:
                    found[seen.uid] = FeedEntry(seen, self._first_published(departure.event))
        return tuple(
            sorted(found.values(), key=lambda entry: (entry.shown.day, entry.shown.span, entry.shown.uid))
        )

    def _candidates(self, target: FeedTarget, days: DateSpan) -> Iterator[PublishedEvent]:
        """More than a feed holds, but not much more."""
        wanted = _wanted(target)
        if target.kind is not FeedKind.RESEARCH_GROUP:
            for campus_id in self.campuses:
                yield from self.home(campus_id, days, wanted)
        for community_id in self.communities:
            yield from self.common(community_id, days)

    def _common_events(self, community_id: CommunityId) -> tuple[PublishedEvent, ...]:
        own = [revision for revision in self.revisions if revision.community_id == community_id]
        return tuple(
            event
            for revision, span in _layers(own)
            for opened in (revision.content.expansion.joint, revision.content.expansion.sessions)
            for event in opened(community_id, span)
        )

    def _speaks_for(self, revision: Revision, event: PublishedEvent) -> bool:
        """Whether its word on what was cancelled is the last: each carries what those before it had."""
        if event.kind is not EventKind.HOME:
            return self.latest(revision.community_id) is revision
        campus_id = event.ends[0].campus.id
        last = next((r for r in reversed(self.revisions) if campus_id in r.content.campuses), None)
        return last is revision

    def _first_published(self, event: PublishedEvent) -> datetime:
        if event.kind is EventKind.HOME:
            campus_id = event.ends[0].campus.id
            return next(r.published_at for r in self.revisions if campus_id in r.content.campuses)
        return next(r.published_at for r in self.revisions if r.community_id == event.community_id)


def _layers(revisions: Iterable[Revision]) -> tuple[tuple[Revision, DateSpan], ...]:
    """Each revision with the days it still speaks for: a later one takes over from its first day on."""
    standing: list[Revision] = []
    for revision in revisions:
        standing = [before for before in standing if before.effective_from < revision.effective_from]
        standing.append(revision)
    return tuple(
        (revision, DateSpan(revision.effective_from, later[0].effective_from if later else None))
        for revision, *later in (standing[number:] for number in range(len(standing)))
    )


def _wanted(target: FeedTarget) -> Callable[[HomeLesson], bool]:
    """Which home lessons a feed can hold at all; a campus's feed only what dated changes concern."""
    match target.kind:
        case FeedKind.CLASS:
            return lambda lesson: lesson.class_id == target.id
        case FeedKind.TEACHER:
            return lambda lesson: lesson.teacher_id == target.id
        case FeedKind.ROOM:
            return lambda lesson: lesson.place_id == target.id
        case FeedKind.CAMPUS | FeedKind.RESEARCH_GROUP:
            return lambda lesson: False
