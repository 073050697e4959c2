"""Amendments 调课单: applied acts of dated changes, a light layer upon the published table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from service.domain.dated_changes import DatedChange, Leave
from service.domain.identity import AmendmentId, ChangeId, TermId
from service.domain.publishing.feeds.departures import Departure
from service.domain.publishing.occurrences.published_events import Named


@dataclass(frozen=True, slots=True)
class Amendment:
    """One act, applied at `made_at` (a whole second). It never changes; another can take back what it did.

    `names` are the people and places that its changes and its cause speak of, as they were called then.
    `departures` are the feeds that lost an event by it. `asked` names what was asked for: whoever asks again
    under the same key has to ask the same.
    """

    id: AmendmentId
    term_id: TermId
    number: int
    made_at: datetime
    actor: str
    cause: Leave | str = ""
    added: tuple[DatedChange, ...] = ()
    taken_back: tuple[ChangeId, ...] = ()
    names: tuple[Named, ...] = ()
    departures: tuple[Departure, ...] = ()
    asked: str = ""

    @property
    def only_takes_back(self) -> bool:
        return bool(self.taken_back) and not self.added


def in_force(amendments: Iterable[Amendment]) -> tuple[DatedChange, ...]:
    """The changes that were made and not taken back, in their order."""
    standing: dict[ChangeId, DatedChange] = {}
    for amendment in amendments:
        for change_id in amendment.taken_back:
            standing.pop(change_id, None)
        standing |= {change.id: change for change in amendment.added}
    return tuple(standing.values())
