"""撤销: which changes the ids of changes and of whole acts mean, and what of an act is over and stays."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from service.domain.dated_changes import Hindered, Obstacle
from service.domain.identity import ChangeId
from service.domain.publishing.decisions.amending import Amending, amended
from service.domain.publishing.feeds.marks import Marks
from service.domain.publishing.revisions.amendments import Amendment
from service.domain.publishing.revisions.published_terms import PublishedTerm


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Changes in force; `of_acts` are those meant by their act alone, `unknown` the ids that mean none."""

    ids: tuple[ChangeId, ...]
    of_acts: frozenset[ChangeId] = frozenset()
    unknown: tuple[str, ...] = ()


def take_back(former: PublishedTerm, ids: Iterable[str]) -> TakeBack:
    """The changes in force that ids of changes or of whole amendments mean, each once."""
    standing = {change.id for change in former.changes}
    by_amendment = {
        str(amendment.id): tuple(change.id for change in amendment.added if change.id in standing)
        for amendment in former.amendments
    }
    found: dict[ChangeId, None] = {}
    alone: set[ChangeId] = set()
    unknown = []
    for id_ in ids:
        if id_ in standing:
            alone.add(ChangeId(id_))
        meant = (ChangeId(id_),) if id_ in standing else by_amendment.get(id_, ())
        found |= dict.fromkeys(meant)
        if not meant:
            unknown.append(id_)
    return TakeBack(tuple(found), frozenset(found) - alone, tuple(unknown))


def amended_ahead(
    former: PublishedTerm, proposed: Amendment, of_acts: frozenset[ChangeId], marks: Marks, today: date
) -> tuple[Amending, tuple[Hindered, ...]]:
    """As `amended`; then what of the acts taken back is over: it stays, and hinders nothing.

    Where that is all there is, it hinders as a single change does.
    """
    decided = amended(former, proposed, marks, today)
    over = tuple(
        one for one in decided.hindered if one.obstacle is Obstacle.DAY_PAST and one.change.id in of_acts
    )
    stay = {one.change.id for one in over}
    left = tuple(id_ for id_ in proposed.taken_back if id_ not in stay)
    if not over or not (left or proposed.added):
        return decided, ()
    return amended(former, replace(proposed, taken_back=left), marks, today), over


def stayed(before: PublishedTerm, made: Amendment, marks: Marks, today: date) -> tuple[Hindered, ...]:
    """What of the acts that an amendment took back was over by then; nothing of single changes."""
    acts = [act.id for act in before.amendments if any(change.id in made.taken_back for change in act.added)]
    whole = take_back(before, acts)
    if not acts or set(whole.ids) == set(made.taken_back):
        return ()
    again, over = amended_ahead(before, replace(made, taken_back=whole.ids), whole.of_acts, marks, today)
    return over if set(again.amendment.taken_back) == set(made.taken_back) else ()
