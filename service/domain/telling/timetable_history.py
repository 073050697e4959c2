"""The acts that made what is published of a term, and what it was before and after each of them.

What an act changed is computed from what was published before it: nothing of that is kept beside.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from calendars.closures import Closure
from calendars.spans import DateSpan
from calendars.zones import clock_of
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.publishing.changes.revision_changes import (
    RevisionChange,
    moves_from_base,
    revision_changes,
)
from service.domain.publishing.feeds.transitions import Transition
from service.domain.publishing.occurrences.dated_states import keys_of
from service.domain.publishing.occurrences.published_events import (
    EventChange,
    EventKind,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.publishing.revisions.amendments import Amendment
from service.domain.publishing.revisions.closure_reasons import closing
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revision_causes import RevisionCause, revision_cause
from service.domain.publishing.revisions.revisions import Revision
from service.domain.telling.audiences import Recipient, touched_by

Act = Revision | Amendment
#: By the ids of revisions, what came with them.
Causes = Mapping[str, RevisionCause]


@dataclass(frozen=True)
class Stretch:
    """Some acts in a row, with what was published before the first and after the last of them."""

    acts: tuple[Act, ...]
    before: PublishedTerm
    after: PublishedTerm
    causes: Causes = field(default_factory=dict)

    @property
    def district(self) -> District:
        """The newest that was published."""
        return self.after.revisions[-1].content.district

    @cached_property
    def event_changes(self) -> tuple[EventChange, ...]:
        """Every event that is not as it was.

        Not the own lessons of schools published for the first time: all are new.
        """
        gone = {event.uid: event for event in self.before.cancelled}
        return Transition(self._events(self.before), self._events(self.after), gone).changes

    @cached_property
    def changes(self) -> tuple[RevisionChange, ...]:
        """The same per lesson; of a first publication also what differs from the schools' own tables."""
        known = self.before.communities
        first = {act.community_id: act for act in self._revisions if act.community_id not in known}
        return (
            *revision_changes(self.event_changes, self._closure),
            *(
                change
                for community_id, revision in first.items()
                for change in moves_from_base(revision.content.district, community_id)
            ),
        )

    @cached_property
    def sides(self) -> tuple[PublishedEvent, ...]:
        """Every event that changed, before and after."""
        return tuple(
            side for change in self.event_changes for side in (change.old, change.new) if side is not None
        )

    @cached_property
    def told(self) -> tuple[Recipient, ...]:
        """Who is to be told: the teachers in person, and campuses and research groups as a whole."""
        return tuple(dict.fromkeys(one for change in self.event_changes for one in touched_by(change)))

    def _closure(self, event: PublishedEvent, ends: Iterable[PublishedEnd]) -> Closure | None:
        """What took out a lesson, or these ends of one; a session is never told together with others."""
        if event.kind is EventKind.SESSION:
            return None
        closings = (closing(self.after.district_on(event, event.day), event, end) for end in ends)
        return next((closure for closure in closings if closure is not None), None)

    @property
    def _revisions(self) -> tuple[Revision, ...]:
        return tuple(act for act in self.acts if isinstance(act, Revision))

    def _events(self, term: PublishedTerm) -> dict[str, PublishedEvent]:
        """What the revisions of the stretch speak for, and whatever dated changes concern."""
        planned = {
            **term.planned(keys_of((*self.before.changes, *self.after.changes))),
            **term.states.bases,
        }
        found = {
            base.uid: term.states.of(base)
            for base in planned.values()
            if base.kind is not EventKind.HOME or self.before.covers(CampusId(base.ends[0].campus.id))
        }
        if self._revisions:
            days = DateSpan(min(revision.effective_from for revision in self._revisions), None)
            campuses = {
                one
                for revision in self._revisions
                for one in revision.content.campuses
                if self.before.covers(one)
            }
            communities = {revision.community_id for revision in self._revisions}
            for opened in (
                *(term.home(one, days) for one in campuses),
                *(term.common(one, days) for one in communities if one in term.communities),
            ):
                found |= {event.uid: event for event in opened}
        return found


class History:
    """Every act of a term, the first one first: no two have one moment."""

    def __init__(self, term: PublishedTerm) -> None:
        self._term = term
        self.acts: tuple[Act, ...] = tuple(sorted((*term.revisions, *term.amendments), key=made_at))

    @cached_property
    def causes(self) -> Causes:
        revisions = self._term.revisions
        return {one.id: revision_cause(one, revisions[:number]) for number, one in enumerate(revisions)}

    def named(self, name: str) -> tuple[Act, ...]:
        """The acts an id means, or a number: `3` a revision, `a3` an amendment. Revisions of several
        communities may have one number."""
        return tuple(act for act in self.acts if name in _names(act))

    def alone(self, act: Act) -> Stretch:
        """One act."""
        return self._stretch(act_.id == act.id for act_ in self.acts)

    def after(self, act: Act) -> Stretch:
        """Everything since an act, without it."""
        return self._stretch(made_at(one) > made_at(act) for one in self.acts)

    def since(self, day: date) -> Stretch:
        """Everything that was published or changed on a day or later."""
        return self._stretch(clock_of(made_at(one))[0] >= day for one in self.acts)

    def _stretch(self, wanted: Iterator[bool]) -> Stretch:
        places = [place for place, is_wanted in enumerate(wanted) if is_wanted]
        first, last = (places[0], places[-1] + 1) if places else (len(self.acts), len(self.acts))
        return Stretch(self.acts[first:last], self._until(first), self._until(last), self.causes)

    def _until(self, count: int) -> PublishedTerm:
        """What was published by the first acts."""
        acts = self.acts[:count]
        if count == len(self.acts):
            return self._term
        return PublishedTerm(
            (act for act in acts if isinstance(act, Revision)),
            (act for act in acts if isinstance(act, Amendment)),
        )


def made_at(act: Act) -> datetime:
    """When it was published or made."""
    return act.published_at if isinstance(act, Revision) else act.made_at


def _names(act: Act) -> tuple[str, ...]:
    return act.id, str(act.number) if isinstance(act, Revision) else f"a{act.number}"
