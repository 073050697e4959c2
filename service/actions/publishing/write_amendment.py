"""Write an amendment and all that goes with it, in the transaction of whoever decided it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from service.domain.district import District, grouped
from service.domain.identity import CampusId
from service.domain.publishing.decisions.amending import Amending
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.feeds.marks import Marks
from service.domain.publishing.revisions.amendments import Amendment
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.reminding.amendment_reminders import AmendmentReminders
from service.storage import feeds, publications, reminders
from service.storage.change_log import Changed
from service.storage.store import WritingStore


async def write_amendment(
    store: WritingStore,
    amending: Amending,
    due: Sequence[AmendmentReminders],
    campuses: Sequence[CampusId],
    former: PublishedTerm,
    marks: Marks,
) -> None:
    """The amendment of `campuses`, its marks (`marks` are those before), new feeds, and what is due by it."""
    amendment, connection = amending.amendment, store.connection
    await publications.add_amendment(connection, amendment)
    owners = {event.uid: former.owner(event) for event in amending.sides}
    for owner, own in grouped((owners[mark.uid], mark) for mark in amending.marks).items():
        await publications.save_marks(connection, owner, amendment.term_id, own, marks)
    await feeds.add_feeds(connection, _new_feeds(amendment), store.mint, store.now)
    for one in due:
        await reminders.schedule(
            connection, one.revision.id, one.reminders, now=store.now, mint=store.mint, events=one.events
        )
    await _tell(store, amendment, campuses)


def touched_campuses(district: District, amending: Amending) -> tuple[CampusId, ...]:
    """Every campus whose classes, people (at all their posts) or places the changes touch."""
    ends = (CampusId(end.campus.id) for event in amending.sides for end in event.ends)
    named = {named.id for named in amending.amendment.names}
    named |= {person.id for event in amending.sides for person in event.people}
    posts = (post.campus_id for post in district.posts if post.person_id in named)
    places = (place.campus_id for place in district.places if place.id in named)
    return tuple(dict.fromkeys((*ends, *posts, *places)))


def _new_feeds(amendment: Amendment) -> tuple[FeedTarget, ...]:
    """Whoever stands in has a feed."""
    return tuple(
        FeedTarget(FeedKind.TEACHER, change.substitute_id)
        for change in amendment.added
        if change.substitute_id is not None
    )


async def _tell(store: WritingStore, amendment: Amendment, campuses: Iterable[CampusId]) -> None:
    """For the followers, and for whoever asks later who did it."""
    await store.audit("amended", "amendment", amendment.id, after=replace(amendment, departures=()))
    store.log(
        *(
            Changed("amendment", amendment.id, campus_id=campus_id, term_id=amendment.term_id)
            for campus_id in campuses
        ),
        Changed("amendment", amendment.id, term_id=amendment.term_id),
    )
