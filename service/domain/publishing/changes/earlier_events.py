"""What changed events were before the revision that changed them: what a lasting change is told against."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from calendars.spans import ALWAYS
from service.domain.dated_changes import OccurrenceState
from service.domain.district import grouped
from service.domain.publishing.feeds.event_views import shown
from service.domain.publishing.feeds.feeds import has_view
from service.domain.publishing.feeds.marks import Marks
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.publishing.revisions.published_terms import FeedEntry, PublishedTerm

#: So long after it begins a lasting change is new: then the lesson is what everybody is used to.
_NEW_FOR = timedelta(weeks=1)


def changed_at(entry: FeedEntry, marks: Marks) -> datetime | None:
    """When it changed, or was added; None: it is as it was first published."""
    mark = marks.get((entry.shown.uid, entry.shown.view))
    if mark is None or (mark.sequence == 0 and mark.stamped_at <= entry.first_published):
        return None
    return mark.stamped_at


def earlier_events(
    terms: Sequence[PublishedTerm], changed: Sequence[tuple[PublishedEvent, datetime]]
) -> Mapping[str, PublishedEvent]:
    """The events by UID, as the revisions before had them, cancelled ones, too; each is given with the stamp
    of its change.

    What an amendment changed is left out: such an event has its `before` with it. Not what one held again,
    which has none any more.
    """
    found: dict[str, PublishedEvent] = {}
    stamps = {stamp for _, stamp in changed}
    for term in terms:
        for stamp in stamps.intersection(one.published_at for one in term.revisions):
            former = PublishedTerm(one for one in term.revisions if one.published_at < stamp)
            found |= _as_before(former, [event for event, moment in changed if moment == stamp])
        for stamp in stamps.intersection(one.made_at for one in term.amendments):
            back = [event for event, moment in changed if moment == stamp and event.before is None]
            found |= {uid: event for uid, event in _amended(term, stamp, back).items() if _is_off(event)}
    return found


def _amended(
    term: PublishedTerm, stamp: datetime, events: Sequence[PublishedEvent]
) -> Mapping[str, PublishedEvent]:
    """The events as all acts before that of the stamp had them."""
    if not events:
        return {}
    revisions = (one for one in term.revisions if one.published_at < stamp)
    amendments = (one for one in term.amendments if one.made_at < stamp)
    return _as_before(PublishedTerm(revisions, amendments), events)


def _as_before(former: PublishedTerm, events: Iterable[PublishedEvent]) -> Mapping[str, PublishedEvent]:
    wanted = {event.uid: event.lesson_id for event in events}
    known = (*former.cancelled, *_of_lessons(former, set(wanted.values())))
    return {event.uid: event for event in known if event.uid in wanted}


def _is_off(event: PublishedEvent) -> bool:
    return event.state is OccurrenceState.CANCELLED


def with_old_values(
    entries: Sequence[FeedEntry], terms: Sequence[PublishedTerm], marks: Marks
) -> tuple[FeedEntry, ...]:
    """The entries of a feed, with what a revision changed for good told beside its old value for a week.

    That is told as a dated change is: of every lesson the first occurrences that look different to the feed.
    What is told follows from the revision that stamped an event and from those before it, which never change:
    it comes and goes with a new stamp only.
    """
    stamps = {entry.shown.uid: stamp for entry in entries if (stamp := _lasting_since(entry, marks))}
    earlier: dict[str, PublishedEvent] = {}
    for term in terms:
        for stamp in {one.published_at for one in term.revisions}.intersection(stamps.values()):
            mine = [entry for entry in entries if stamps.get(entry.shown.uid) == stamp]
            earlier |= _new_to_a_feed(term, stamp, mine)
    return tuple(
        entry if (was := earlier.get(entry.shown.uid)) is None else _beside(entry, was) for entry in entries
    )


def _lasting_since(entry: FeedEntry, marks: Marks) -> datetime | None:
    """The stamp of what changed last, where that may have been a revision; what is off needs no old value.

    What shows the old value of a dated change keeps that one. What this feed does not see of such a change
    must not matter: it brings no new stamp.
    """
    seen = entry.shown
    is_dated = seen.was is not None or seen.was_place or seen.former is not None
    return None if is_dated or seen.state is OccurrenceState.CANCELLED else changed_at(entry, marks)


def _beside(entry: FeedEntry, was: PublishedEvent) -> FeedEntry:
    return replace(entry, shown=shown(replace(entry.event, before=was), entry.shown.view))


def _new_to_a_feed(
    term: PublishedTerm, stamp: datetime, entries: Iterable[FeedEntry]
) -> Mapping[str, PublishedEvent]:
    """By UID, what those were that the revision of that stamp made look different in their first week."""
    views = grouped(((entry.event.lesson_id, entry.shown.view), entry.shown.uid) for entry in entries)
    lessons = {lesson_id for lesson_id, _ in views}
    was, became = (
        tuple(_of_lessons(table, lessons))
        for table in (
            PublishedTerm(one for one in term.revisions if one.published_at < stamp),
            PublishedTerm(one for one in term.revisions if one.published_at <= stamp),
        )
    )
    before = {event.uid: event for event in was}  # of a part, too, that was its whole lesson's then
    of_lesson = grouped((event.lesson_id, event) for event in became)
    found: dict[str, PublishedEvent] = {}
    for (lesson_id, view), uids in views.items():
        new = [
            event
            for event in of_lesson.get(lesson_id, ())
            if (old := before.get(event.uid)) is not None and _differ(old, event, view)
        ]
        first = min((event.day for event in new), default=None)
        found |= {
            event.uid: before[event.uid]
            for event in new
            if event.uid in uids and first is not None and event.day < first + _NEW_FOR
        }
    return found


def _differ(old: PublishedEvent, new: PublishedEvent, view: str) -> bool:
    """Both are seen in that view, and look different there."""
    seen = old != new and has_view(old, view) and has_view(new, view)
    return seen and shown(old, view).digest != shown(new, view).digest


def _of_lessons(term: PublishedTerm, lesson_ids: Collection[str]) -> Iterator[PublishedEvent]:
    for campus_id in term.campuses:
        yield from term.home(campus_id, ALWAYS, lambda lesson: lesson.id in lesson_ids)
    for community_id in term.communities:
        yield from term.common(community_id, ALWAYS)
