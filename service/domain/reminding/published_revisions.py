"""The reminders of one publication, which may be of several communities: one notice per audience for all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from calendars.spans import ALWAYS
from service.domain.identity import CommunityId, RevisionId
from service.domain.publishing.decisions.new_revisions import NewRevision
from service.domain.publishing.occurrences.published_events import Named
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.reminding.reminders import DueReminder, RevisionPublished, due_reminders


def reminders_of(
    former: PublishedTerm, new: Sequence[NewRevision], names: Mapping[CommunityId, str], now: datetime
) -> Mapping[RevisionId, tuple[DueReminder, ...]]:
    """By the last revision of each community: what is coming, and with the last of all what has changed.

    Everything still to come is meant, before a revision's first day, too. A day is that of the base: what was
    moved from a past one may be still to come. What is over drops out.
    """
    after = PublishedTerm((*former.revisions, *(one.revision for one in new)), former.amendments)
    last = {one.revision.community_id: one for one in new}
    *others, closing = last.values()
    concerned = tuple(names[community_id] for community_id in last)
    changes = tuple(change for one in new for change in one.tellable)
    found = {}
    for one in (*others, closing):
        revision = one.revision
        told = one is closing
        name = "、".join(concerned) if told else names[revision.community_id]
        found[revision.id] = due_reminders(
            RevisionPublished(
                revision.id,
                Named(revision.community_id, name),
                revision.number,
                revision.effective_from,
            ),
            after.common(revision.community_id, ALWAYS),
            changes if told else (),
            now=now,
        )
    return found
