"""Deciding a publication: the slice that is published, what becomes of every event, and what is withheld."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from calendars.spans import DateSpan
from service.domain.dated_changes import OccurrenceState
from service.domain.district import District
from service.domain.identity import CampusId, CommunityId
from service.domain.publishing.expansion import Expansion
from service.domain.publishing.feeds import holders, left_view
from service.domain.publishing.marks import Mark, Marking, Marks
from service.domain.publishing.occurrence_identity import identified
from service.domain.publishing.published_events import (
    EventChange,
    EventKind,
    PublishedEvent,
    compact,
    derived_uid,
)
from service.domain.publishing.revisions import Departure, PublishedTerm, RevisionContent


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication writes. `changes` lists every event that is not as it was, home lessons included."""

    content: RevisionContent
    marks: tuple[Mark, ...]
    changes: tuple[EventChange, ...]

    @property
    def changes_nothing(self) -> bool:
        return not self.marks and not self.changes


def publication(
    slice_: District,
    community_id: CommunityId,
    campuses: tuple[CampusId, ...],
    effective_from: date,
    former: PublishedTerm,
    marks: Marks,
    mint: Callable[[], str],
    stamp: datetime,
) -> Publication:
    """The publication of a community's slice from a day on, upon what was published before.

    1. Open both timetables out from that day on. 2. Give every new event its UID. 3. What is gone stays as
    cancelled, and feeds that lose an event keep it as cancelled. 4. Mark what is new or looks different.
    """
    draft = _Drafting(slice_, community_id, campuses, effective_from, former, mint)
    marking = Marking(marks, stamp)
    return Publication(
        content=RevisionContent(
            district=slice_,
            campuses=campuses,
            uids=tuple(
                (event.lesson_id, event.base_day, event.uid)
                for event in draft.new
                if event.uid != derived_uid(event.lesson_id, compact(event.base_day))
            ),
            cancelled=draft.cancelled,
            departures=draft.departures,
        ),
        marks=tuple(draft.marks(marking)),
        changes=tuple(draft.changes()),
    )


class _Drafting:
    """Old and new events side by side, by UID."""

    def __init__(
        self,
        slice_: District,
        community_id: CommunityId,
        campuses: tuple[CampusId, ...],
        effective_from: date,
        former: PublishedTerm,
        mint: Callable[[], str],
    ) -> None:
        days = DateSpan(effective_from, None)
        self._former = former
        self._campuses = frozenset(campuses)
        self._community_id = community_id
        self.old = {
            event.uid: event
            for opened in (
                *(former.home(campus_id, days) for campus_id in campuses),
                former.common(community_id, days),
            )
            for event in opened
        }
        self._gone_before = {event.uid: event for event in former.cancelled if self._is_ours(event)}
        expansion = Expansion(slice_)
        self.new = identified(
            (
                *(event for campus_id in campuses for event in expansion.home(campus_id, days)),
                *expansion.joint(community_id, days),
                *expansion.sessions(community_id, days),
            ),
            old=self.old.values(),
            cancelled=self._gone_before.values(),
            taken=(uid for r in former.revisions for _, _, uid in r.content.uids),
            mint=mint,
        )
        self._new = {event.uid: event for event in self.new}

    @cached_property
    def cancelled(self) -> tuple[PublishedEvent, ...]:
        """What is gone now, and what was gone before and has not come back."""
        gone = (
            replace(event, state=OccurrenceState.CANCELLED)
            for uid, event in self.old.items()
            if uid not in self._new
        )
        return (*(event for uid, event in self._gone_before.items() if uid not in self._new), *gone)

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """The feeds that have lost an event now, and those that lost one before and did not get it back."""
        before = (d for ds in self._left_before.values() for d in ds if not self._is_back(d))
        leaving = {(d.event.uid, d.target): d for ds in self._leaving.values() for d in ds}
        return (*(d for d in before if (d.event.uid, d.target) not in leaving), *leaving.values())

    @cached_property
    def _left_before(self) -> Mapping[str, tuple[Departure, ...]]:
        found: dict[str, tuple[Departure, ...]] = {}
        for departure in self._former.departures:
            if self._is_ours(departure.event):
                uid = departure.event.uid
                found[uid] = (*found.get(uid, ()), departure)
        return found

    @cached_property
    def _leaving(self) -> Mapping[str, tuple[Departure, ...]]:
        found = {}
        for uid, old in self.old.items():
            new = self._new.get(uid)
            if new is None or new is old or new == old:
                continue
            keeps = holders(new)
            left = tuple(
                Departure(target, old.before if view == left_view(target) and old.before else old)
                for target, view in holders(old).items()
                if target not in keeps
            )
            if left:
                found[uid] = left
        return found

    def changes(self) -> Iterator[EventChange]:
        for event in self.new:
            old = self.old.get(event.uid)
            if old != event:
                yield EventChange(old, event)
        yield from (EventChange(event, None) for uid, event in self.old.items() if uid not in self._new)

    def marks(self, marking: Marking) -> Iterator[Mark]:
        for change in self.changes():
            new = change.new
            if new is None:
                continue
            if change.old is None and new.kind is EventKind.HOME and not self._was_covered(new):
                continue  # the first publication of a campus: sequence 0 and its stamp need no memory
            old = change.old or self._gone_before.get(new.uid)
            yield from marking.of_event(
                new, old, self._left_before.get(new.uid, ()), self._leaving.get(new.uid, ())
            )
        for event in self.cancelled:
            old = self.old.get(event.uid)
            if old is not None:
                yield from marking.of_event(event, old)

    def _was_covered(self, event: PublishedEvent) -> bool:
        return self._former.covers(CampusId(event.ends[0].campus.id))

    def _is_ours(self, event: PublishedEvent) -> bool:
        if event.kind is EventKind.HOME:
            return event.ends[0].campus.id in self._campuses
        return event.community_id == self._community_id

    def _is_back(self, departure: Departure) -> bool:
        event = self._new.get(departure.event.uid)
        return event is not None and departure.target in holders(event)
