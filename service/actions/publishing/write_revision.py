"""Write a revision and all that goes with it, in the transaction of whoever decided it."""

from collections.abc import Sequence

from service.domain.district import District
from service.domain.places import linked_rooms
from service.domain.publishing.decisions.new_revisions import NewRevision
from service.domain.publishing.feeds.feeds import feeds_of
from service.domain.publishing.feeds.marks import Marks
from service.domain.publishing.revisions.revisions import Revision
from service.domain.reminding.reminders import DueReminder
from service.storage import displays, feeds, publications, reminders
from service.storage.change_log import Changed
from service.storage.store import WritingStore


async def write_revision(
    store: WritingStore,
    new: NewRevision,
    district: District,
    marks: Marks,
    due: Sequence[DueReminder],
) -> None:
    """The revision, its marks (`marks` are those before), new feeds and displays, and what is due by it."""
    revision, connection = new.revision, store.connection
    community_id, campuses = revision.community_id, revision.content.campuses
    await publications.add_revision(connection, revision)
    await publications.save_marks(connection, community_id, revision.term_id, new.publication.marks, marks)
    await feeds.add_feeds(connection, feeds_of(district, community_id), store.mint, store.now)
    await displays.add_room_displays(
        connection, linked_rooms(district.places, campuses), store.mint, store.now
    )
    await reminders.schedule(connection, revision.id, due, now=store.now, mint=store.mint)
    await _tell(store, revision)


async def _tell(store: WritingStore, revision: Revision) -> None:
    """For the followers, and for whoever asks later who did it."""
    await store.audit(
        "published",
        "revision",
        revision.id,
        after={"number": revision.number, "effective_from": revision.effective_from.isoformat()},
    )
    store.log(
        Changed("revision", revision.id, community_id=revision.community_id, term_id=revision.term_id),
        *(
            Changed(
                "published",
                revision.id,
                community_id=revision.community_id,
                campus_id=campus_id,
                term_id=revision.term_id,
            )
            for campus_id in revision.content.campuses
        ),
    )
