"""What changed events were before the revision that changed them: what a lasting change is told against."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from calendars.spans import ALWAYS
from service.domain.publishing.published_events import PublishedEvent
from service.domain.publishing.published_terms import PublishedTerm


def earlier_events(
    terms: Sequence[PublishedTerm], changed: Sequence[tuple[PublishedEvent, datetime]]
) -> Mapping[str, PublishedEvent]:
    """The events by UID, as the revisions before had them; each is given with the stamp of its change.

    What an amendment changed is left out: such an event has its `before` with it.
    """
    found: dict[str, PublishedEvent] = {}
    for term in terms:
        for stamp in {stamp for _, stamp in changed}.intersection(one.published_at for one in term.revisions):
            former = PublishedTerm(one for one in term.revisions if one.published_at < stamp)
            wanted = {event.uid: event.lesson_id for event, moment in changed if moment == stamp}
            events = _of_lessons(former, frozenset(wanted.values()))
            found |= {event.uid: event for event in events if event.uid in wanted}
    return found


def _of_lessons(term: PublishedTerm, lesson_ids: frozenset[str]) -> Iterator[PublishedEvent]:
    for campus_id in term.campuses:
        yield from term.home(campus_id, ALWAYS, lambda lesson: lesson.id in lesson_ids)
    for community_id in term.communities:
        yield from term.common(community_id, ALWAYS)
