"""The occurrences that dated changes concern, as they stand after all changes in force, in their order."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from service.domain.dated_changes import DatedChange, Hindered, Key, Obstacle, OccurrenceState
from service.domain.publishing.occurrences.changed_occurrences import ChangedOccurrences, DistrictOn
from service.domain.publishing.occurrences.published_events import Named, PublishedEvent


def keys_of(changes: Iterable[DatedChange]) -> frozenset[Key]:
    """Every occurrence that the changes are about."""
    return frozenset(key for change in changes for key in change.keys)


class DatedStates:
    """Changes put on `bases`, the events by the published table that they are about.

    Each change starts from what those before it made, of the other side of a swap, too. `hindered` are those
    that do nothing: their occurrence is no more, or no longer as they found it. `lost` are bases that
    closures took out of the table: unless a change gives them another time, they are cancelled.
    """

    def __init__(
        self,
        changes: Iterable[DatedChange],
        bases: Mapping[Key, PublishedEvent],
        district_on: DistrictOn,
        names: Mapping[str, Named],
        lost: frozenset[Key] = frozenset(),
        standing: Mapping[Key, PublishedEvent] | None = None,
    ) -> None:
        self.bases = bases
        self.lost = lost
        self._district_on = district_on
        changing = ChangedOccurrences(bases, district_on, names)
        self._standing = dict(bases) | dict(standing or {})
        hindered: list[Hindered] = []
        for change in changes:
            made = changing.changed(change, self._standing)
            if isinstance(made, Obstacle):
                hindered.append(Hindered(change, made))
            else:
                self._standing |= made
        self.hindered = tuple(hindered)
        self._now = cache(lambda key: self._finished(changing, self._standing[key]))

    def of(self, event: PublishedEvent) -> PublishedEvent:
        """An event of the published table as it stands; `before` is what it was."""
        return self._now(event.key) if event.key in self.bases else event

    def _finished(self, changing: ChangedOccurrences, event: PublishedEvent) -> PublishedEvent:
        base = self.bases[event.key]
        if event.key in self.lost and (event.day, event.span) == (base.day, base.span):
            return replace(base, state=OccurrenceState.CANCELLED)
        return changing.finished(event.key, event)

    def after(
        self, changes: Iterable[DatedChange], bases: Mapping[Key, PublishedEvent], names: Mapping[str, Named]
    ) -> "DatedStates":
        """More changes on top, without making the first anew; `bases` are what they are about.

        `hindered` of it are those of the new ones.
        """
        whole = {**self.bases, **bases}
        return DatedStates(changes, whole, self._district_on, names, self.lost, self._standing)
