"""When an occurrence stood as it stands now, before changes of it that were taken back."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise

from service.domain.dated_changes import DatedChange, Key
from service.domain.district import grouped
from service.domain.identity import ChangeId
from service.domain.publishing.feeds.marks import Mark
from service.domain.publishing.revisions.published_terms import PublishedTerm

#: From the first stamp on, until before the second.
Stretch = tuple[datetime, datetime]
#: Before every stamp: the state of who never asked.
FIRST = datetime.min.replace(tzinfo=UTC)
_InForce = frozenset[ChangeId]


class EarlierStands:
    """Of the occurrences of a term that single changes are about.

    Stamps are those of publications and amendments: whoever was given the newest of them within a stretch has
    seen the occurrence as it is.
    """

    def __init__(self, term: PublishedTerm) -> None:
        self._of = grouped(_in_force(term))
        first = min((revision.published_at for revision in term.revisions), default=FIRST)
        self._later = [one.published_at for one in term.revisions if one.published_at > first]

    def of(self, mark: Mark) -> tuple[Stretch, ...]:
        """Nothing from before a later revision: what it made of the occurrence is not remembered."""
        floor = max((stamp for stamp in self._later if stamp <= mark.stamped_at), default=FIRST)
        known = self._of.get((mark.lesson_id, mark.base_day), ())
        # Later acts did not change what is seen in this view.
        steps = [(FIRST, _InForce()), *(step for step in known if step[0] <= mark.stamped_at)]
        now = steps[-1][1]
        return tuple(
            (max(since, floor), until)
            for (since, standing), (until, _) in pairwise(steps)
            if standing == now and until > floor
        )


def _in_force(term: PublishedTerm) -> Iterator[tuple[Key, tuple[datetime, _InForce]]]:
    """By occurrence, which changes of it were in force from each act on that concerned it."""
    made: dict[ChangeId, DatedChange] = {}
    standing: Mapping[Key, _InForce] = {}
    for act in term.amendments:
        made |= {change.id: change for change in act.added}
        after = dict(standing)
        for change in act.added:
            for key in change.keys:
                after[key] = after.get(key, _InForce()) | {change.id}
        for taken in act.taken_back:
            for key in made[taken].keys:
                after[key] = after.get(key, _InForce()) - {taken}
        yield from ((key, (act.made_at, now)) for key, now in after.items() if now != standing.get(key))
        standing = after
