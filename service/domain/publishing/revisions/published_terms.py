"""What is published of a term: its revisions and amendments together, as one timetable."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property

from calendars.spans import ALWAYS, DateSpan
from service.domain.dated_changes import DatedChange, Hindered, Key
from service.domain.district import District, grouped
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, CommunityId
from service.domain.publishing.feeds.departures import Departure
from service.domain.publishing.feeds.event_views import Shown, left, shown, shown_to
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget, holders
from service.domain.publishing.occurrences.dated_states import DatedStates, keys_of
from service.domain.publishing.occurrences.published_events import EventKind, Named, PublishedEvent
from service.domain.publishing.revisions.amendments import Amendment, in_force
from service.domain.publishing.revisions.lesson_parts import LessonParts
from service.domain.publishing.revisions.planned_tables import PlannedTable
from service.domain.publishing.revisions.revisions import Revision, layers


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An event as a feed shows it. `first_published` dates what no mark remembers: it never changed.

    `was`: the event as the feed had it, where a revision gave it to somebody else.
    """

    shown: Shown
    first_published: datetime
    event: PublishedEvent
    was: PublishedEvent | None = None


class PublishedTerm:
    """The revisions and amendments of one term, each in the order they were made, as one timetable.

    Two communities that share a school see one home timetable: that of the revision published last. What lies
    before a revision's first day stays as the revisions before it have it. Upon this table stand the dated
    changes in force; days that are asked for are days by the table.
    """

    def __init__(self, revisions: Iterable[Revision], amendments: Iterable[Amendment] = ()) -> None:
        self.revisions = tuple(revisions)
        self.amendments = tuple(amendments)
        self._planned = PlannedTable(self.revisions)
        self._unclosed = PlannedTable(self.revisions, unclosed=True)
        self._common = cache(self._common_events)
        self._held = cache(self._common_held)

    def latest(self, community_id: CommunityId) -> Revision | None:
        return next((r for r in reversed(self.revisions) if r.community_id == community_id), None)

    def speaking_for(self, event: PublishedEvent) -> tuple[Revision, ...]:
        """The revisions that publish an event's timetable, the last published last."""
        return tuple(revision for revision in self.revisions if revision.speaks_for(event))

    def owner(self, event: PublishedEvent) -> CommunityId:
        """The community that published an event last."""
        return self.speaking_for(event)[-1].community_id

    def knows(self, lesson_id: str) -> bool:
        """Whether any revision has a lesson or session of this id."""
        return any(revision.content.knows(lesson_id) for revision in self.revisions)

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

    @cached_property
    def changes(self) -> tuple[DatedChange, ...]:
        """The dated changes in force, each said of the lesson that has its occurrence by now."""
        return tuple(map(self.parts.renamed, in_force(self.amendments)))

    @cached_property
    def parts(self) -> LessonParts:
        return LessonParts(self.revisions)

    @property
    def ids(self) -> tuple[str, ...]:
        """What it is made of: equal ids, equal events."""
        return (*(r.id for r in self.revisions), *(a.id for a in self.amendments))

    @cached_property
    def stamps(self) -> tuple[datetime, ...]:
        """When revisions were published and amendments made."""
        return (*(r.published_at for r in self.revisions), *(a.made_at for a in self.amendments))

    @cached_property
    def names(self) -> dict[str, Named]:
        """The people and places that amendments speak of."""
        return {named.id: named for amendment in self.amendments for named in amendment.names}

    @cached_property
    def states(self) -> DatedStates:
        """What the changes in force make of the occurrences they are about."""
        bases, lost = self.planned(keys_of(self.changes)), self.lost(self.changes)
        return DatedStates(self.changes, {**bases, **lost}, self.district_on, self.names, frozenset(lost))

    @cached_property
    def hindered(self) -> tuple[Hindered, ...]:
        """The changes in force that do nothing any more: what they are about is gone or another."""
        return self.states.hindered

    def district_on(self, event: PublishedEvent, day: date) -> District:
        """The district by which an event stands on a day, as its revisions have it."""
        spoken = layers(self.speaking_for(event))
        return next((r for r, days in spoken if days.contains(day)), spoken[0][0]).content.district

    def planned(self, keys: frozenset[Key]) -> Mapping[Key, PublishedEvent]:
        """These occurrences by the published table, without dated changes; those that are."""
        return self._planned.occurrences(keys)

    def lost(self, changes: Iterable[DatedChange]) -> Mapping[Key, PublishedEvent]:
        """What closures took out of the table, where these changes give it another time: as it was planned.

        So it is the same whether a lesson is moved before its day is closed or made up for afterwards.
        """
        wanted = frozenset(change.key for change in changes if change.gives_another_time)
        gone = {event.key: event for event in self.taken_out if event.key in wanted}
        missing = frozenset(gone.keys() - self.planned(wanted).keys()) if gone else frozenset()
        found = self._unclosed.occurrences(missing) if missing else {}
        return {key: replace(event, uid=gone[key].uid) for key, event in found.items()}

    def home(
        self, campus_id: CampusId, days: DateSpan, wanted: Callable[[HomeLesson], bool] | None = None
    ) -> Iterator[PublishedEvent]:
        """The home lessons of a campus: all, or those wanted and whatever dated changes are about.

        Without those that a revision took out.
        """
        changed = {lesson_id for lesson_id, _ in self.states.bases}
        also = None if wanted is None else lambda lesson: lesson.id in changed or wanted(lesson)
        yield from map(self.states.of, self._planned.home(campus_id, days, also))
        for base in self._held_elsewhere():
            is_there = base.kind is EventKind.HOME and base.ends[0].campus.id == campus_id
            if is_there and days.contains(base.base_day):
                yield self.states.of(base)

    def common(self, community_id: CommunityId, days: DateSpan) -> Iterator[PublishedEvent]:
        """The joint lessons and sessions of a community, without those that a revision took out."""
        return (event for event in self._common(community_id) if days.contains(event.base_day))

    @property
    def cancelled(self) -> tuple[PublishedEvent, ...]:
        """What was published once, then taken out by a revision, and is not held at another time."""
        return tuple(event for event in self.taken_out if event.key not in self.states.lost)

    @cached_property
    def taken_out(self) -> tuple[PublishedEvent, ...]:
        """What was published once and then taken out by a revision."""
        return tuple(
            event
            for revision in self.revisions
            for event in revision.content.cancelled
            if self._holds_yet(revision.published_at, event)
        )

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """What feeds have lost, once each; some may have it back by now."""
        carriers = sorted(
            (
                *((r.published_at, r.content.departures) for r in self.revisions),
                *((a.made_at, a.departures) for a in self.amendments),
            ),
            key=lambda carrier: carrier[0],
        )
        found = {
            (departure.event.uid, departure.target): departure
            for moment, departures in carriers
            for departure in departures
            if self._holds_yet(moment, departure.event)
        }
        return tuple(found.values())

    def events(self, days: DateSpan) -> Iterator[PublishedEvent]:
        """Everything published on the given days, what was cancelled included."""
        for campus_id in self.campuses:
            yield from self.home(campus_id, days)
        for community_id in self.communities:
            yield from self.common(community_id, days)
        yield from (event for event in self.cancelled if days.contains(event.base_day))

    def standing_on(
        self, days: Collection[date], wanted: Callable[[HomeLesson], bool] | None = None
    ) -> Iterator[PublishedEvent]:
        """Everything that stands on these dates now, wherever the table has it; of home lessons as `home`."""
        moved = {key: self.states.of(event) for key, event in self.states.bases.items()}
        yield from (event for event in moved.values() if event.day in days)
        for day in days:
            alone = DateSpan.of(day, day)
            for opened in (
                *(self.home(campus_id, alone, wanted) for campus_id in self.campuses),
                *(self.common(community_id, alone) for community_id in self.communities),
            ):
                yield from (event for event in opened if event.key not in moved)

    def of_feed(self, target: FeedTarget) -> tuple[FeedEntry, ...]:
        """What a feed holds, in the order of day, clock and UID; each UID once."""
        departed = {one.event.uid: one for one in self.departures if one.target == target}
        found: dict[str, FeedEntry] = {}
        elsewhere: dict[str, PublishedEvent] = {}
        for event in (*self._candidates(target, departed.values()), *self.cancelled):
            if event.uid in departed:
                elsewhere.setdefault(event.uid, event)
            seen = shown_to(event, target)
            if seen is None and event.uid in departed and departed[event.uid].stays:
                seen = shown(event, departed[event.uid].view)
            if seen is not None:
                found.setdefault(event.uid, FeedEntry(seen, self._first_published(event), event))
        for departure in departed.values():
            if departure.event.uid not in found and not departure.stays:
                was, now = departure.event, elsewhere.get(departure.event.uid)
                if (seen := left(was, target, now)) is not None:
                    first = self._first_published(was)
                    found[seen.uid] = FeedEntry(seen, first, now or was, None if now is None else was)
        return tuple(
            sorted(found.values(), key=lambda entry: (entry.shown.day, entry.shown.span, entry.shown.uid))
        )

    def _candidates(self, target: FeedTarget, departed: Iterable[Departure]) -> Iterator[PublishedEvent]:
        """More than a feed holds, but not much more; an event may come twice."""
        lessons, uids = {one.event.lesson_id for one in departed}, {one.event.uid for one in departed}
        wanted = _wanted(target, lessons)
        if target.kind is not FeedKind.RESEARCH_GROUP:
            for campus_id in self.campuses:
                yield from self.home(campus_id, ALWAYS, wanted)
        for community_id in self.communities:
            yield from self._held(community_id).get(target, ())
            if uids:
                yield from (event for event in self._common(community_id) if event.uid in uids)

    def _common_events(self, community_id: CommunityId) -> tuple[PublishedEvent, ...]:
        lost = (base for base in self._held_elsewhere() if base.community_id == community_id)
        return tuple(map(self.states.of, (*self._planned.common(community_id), *lost)))

    def _common_held(self, community_id: CommunityId) -> Mapping[FeedTarget, tuple[PublishedEvent, ...]]:
        """The same by the feeds that hold them: every feed is asked for after a change, each for a few."""
        return grouped((target, event) for event in self._common(community_id) for target in holders(event))

    def _held_elsewhere(self) -> Iterator[PublishedEvent]:
        return (base for key, base in self.states.bases.items() if key in self.states.lost)

    def _holds_yet(self, moment: datetime, event: PublishedEvent) -> bool:
        """Whether what was written of an event then is the last word: a revision carries what was before."""
        return self.speaking_for(event)[-1].published_at <= moment

    def _first_published(self, event: PublishedEvent) -> datetime:
        return self.speaking_for(event)[0].published_at


def _wanted(target: FeedTarget, departed: Collection[str]) -> Callable[[HomeLesson], bool]:
    """Which home lessons a feed can hold, or had; a campus's feed only what dated changes concern or did."""
    match target.kind:
        case FeedKind.CLASS:
            return lambda lesson: lesson.class_id == target.id or lesson.id in departed
        case FeedKind.TEACHER:
            return lambda lesson: lesson.teacher_id == target.id or lesson.id in departed
        case FeedKind.ROOM:
            return lambda lesson: lesson.place_id == target.id or lesson.id in departed
        case FeedKind.CAMPUS | FeedKind.COMMUNITY | FeedKind.RESEARCH_GROUP:
            return lambda lesson: lesson.id in departed
