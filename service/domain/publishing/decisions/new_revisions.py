"""A revision about to be published, with what it changes against what was published before it."""

from dataclasses import dataclass

from service.domain.identity import CampusId
from service.domain.publishing.decisions.publication import Publication
from service.domain.publishing.occurrences.published_events import EventChange, EventKind
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revisions import Revision


@dataclass(frozen=True, slots=True)
class NewRevision:
    """`former` is all that was published before; its publication was decided upon that."""

    revision: Revision
    publication: Publication
    former: PublishedTerm

    @property
    def tellable(self) -> tuple[EventChange, ...]:
        """The changes, without the own lessons of schools published for the first time: all are new."""
        return tuple(
            change
            for change in self.publication.changes
            if change.old is not None
            or change.new is None
            or change.new.kind is not EventKind.HOME
            or self.former.covers(CampusId(change.new.ends[0].campus.id))
        )
