"""Deciding a publication: the slice that is published, what becomes of every event, and what is withheld."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from calendars.spans import DateSpan
from service.domain.dated_changes import DatedChange, Key
from service.domain.district import District
from service.domain.identity import CampusId, CommunityId, RevisionId
from service.domain.publishing.feeds.marks import Mark, Marking, Marks
from service.domain.publishing.feeds.transitions import Transition, as_cancelled
from service.domain.publishing.occurrences.dated_states import DatedStates, keys_of
from service.domain.publishing.occurrences.occurrence_identity import identified
from service.domain.publishing.occurrences.published_events import (
    EventChange,
    EventKind,
    PublishedEvent,
    compact,
    derived_uid,
)
from service.domain.publishing.revisions.closure_reasons import closure_reason
from service.domain.publishing.revisions.note_history import renoted
from service.domain.publishing.revisions.planned_tables import PlannedTable
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revisions import Revision, RevisionContent


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication writes. `changes` lists every event that is not as it was, home lessons included.

    `renotes`: what is noted of a day changes (see day_notes), be there lessons on it or not. `renames`: a
    lesson is split or joined where it stands, which nobody who has it in a feed sees.
    """

    content: RevisionContent
    marks: tuple[Mark, ...]
    changes: tuple[EventChange, ...]
    renotes: bool
    renames: bool = False

    @property
    def changes_nothing(self) -> bool:
        return not (self.marks or self.changes or self.renotes or self.renames)


def publication(
    slice_: District,
    community_id: CommunityId,
    campuses: tuple[CampusId, ...],
    effective_from: date,
    former: PublishedTerm,
    marks: Marks,
    mint: Callable[[], str],
    stamp: datetime,
    within: Mapping[str, DateSpan] | None = None,
) -> Publication:
    """The publication of a community's slice from a day on, upon what was published before.

    1. Open both timetables out from that day on. 2. Give every new event its UID. 3. Put the dated changes
    in force on it. 4. What is gone stays as cancelled, and feeds that lose an event keep it as cancelled.
    5. Mark what is new or looks different.

    `within` limits it, by campus (home lessons) and community (the rest), to the days for which it will speak
    where others that follow it take over later. None: it has the last word from that day on.
    """
    if within is None:
        within = dict.fromkeys((*campuses, community_id), DateSpan(effective_from, None))
    ours = _drafted(slice_, community_id, campuses, effective_from, stamp)
    standing = (
        former.common(community_id, days) if speaker == community_id else former.home(CampusId(speaker), days)
        for speaker, days in within.items()
    )
    old = {event.uid: event for opened in standing for event in opened}
    gone_before = {event.uid: event for event in former.taken_out if ours.speaks_for(event)}
    opened = tuple(_opened(ours, within))
    after = PublishedTerm((*former.revisions, ours), former.amendments)
    changes = _changes(former, after, within.get(community_id))
    lost = _lost(former, ours, changes, within, opened)
    planned = identified(
        (*opened, *lost.values()),
        old=(event.before or event for event in old.values()),
        cancelled=gone_before.values(),
        taken=(uid for r in former.revisions for _, _, uid in r.content.uids),
        mint=mint,
        wholes=after.parts.wholes,
    )
    states = _states(former, after, changes, within, planned, frozenset(lost))
    new = {event.uid: states.of(event) for event in planned}
    # A swap may reach beyond what is published now: its other side stands and falls with it.
    beyond = {event.uid: event for event in states.bases.values() if event.uid not in new}
    why = partial(closure_reason, slice_)
    transition = Transition(
        old | {uid: former.states.of(event) for uid, event in beyond.items()},
        new | {uid: states.of(event) for uid, event in beyond.items()},
        gone_before,
        (d for d in former.departures if d.event.uid in beyond or ours.speaks_for(d.event)),
        why,
    )
    marking = Marking(marks, stamp)
    return Publication(
        content=RevisionContent(
            district=slice_,
            campuses=campuses,
            uids=tuple(
                (event.lesson_id, event.base_day, event.uid)
                for event in planned
                if event.uid != derived_uid(event.lesson_id, compact(event.base_day))
            ),
            cancelled=(*transition.cancelled, *(as_cancelled(e, why) for e in planned if e.key in lost)),
            departures=transition.departures,
        ),
        marks=tuple(transition.marks(marking, lambda event: _is_of_a_new_campus(event, former))),
        changes=transition.changes,
        renotes=renoted(former.revisions, ours),
        renames=transition.renames,
    )


def _drafted(
    slice_: District,
    community_id: CommunityId,
    campuses: tuple[CampusId, ...],
    effective_from: date,
    stamp: datetime,
) -> Revision:
    """The revision as it will speak for events, before these have their identities."""
    content = RevisionContent(slice_, campuses)
    return Revision(
        RevisionId(""), community_id, slice_.term.id, 0, effective_from, stamp, actor="", content=content
    )


def _opened(revision: Revision, within: Mapping[str, DateSpan]) -> Iterator[PublishedEvent]:
    expansion = revision.content.expansion
    for campus_id in revision.content.campuses:
        yield from expansion.home(campus_id, within[campus_id])
    common = within.get(revision.community_id)
    if common is not None:
        yield from expansion.joint(revision.community_id, common)
        yield from expansion.sessions(revision.community_id, common)


def _changes(
    former: PublishedTerm, after: PublishedTerm, common: DateSpan | None
) -> tuple[tuple[DatedChange, DatedChange], ...]:
    """The dated changes in force, each as it was and as it is said of the lessons published now."""
    pairs = zip(former.changes, after.changes, strict=True)
    return tuple((was, now if common and common.contains(was.day) else was) for was, now in pairs)


def _lost(
    former: PublishedTerm,
    ours: Revision,
    changes: Iterable[tuple[DatedChange, DatedChange]],
    within: Mapping[str, DateSpan],
    opened: Iterable[PublishedEvent],
) -> Mapping[Key, PublishedEvent]:
    """What closures of this slice take away, where a change in force had given it another time before."""
    known = former.states.bases.keys()
    moved = {now.key for was, now in changes if was.gives_another_time and was.key in known}
    gone = frozenset(moved - {event.key for event in opened})
    found = PlannedTable((ours,), unclosed=True).occurrences(gone) if gone else {}
    return {key: event for key, event in found.items() if _is_within(event, within)}


def _states(
    former: PublishedTerm,
    after: PublishedTerm,
    changes: Iterable[tuple[DatedChange, DatedChange]],
    within: Mapping[str, DateSpan],
    planned: list[PublishedEvent],
    lost: frozenset[Key],
) -> DatedStates:
    """The dated changes in force, put on what is published now and on what stays beside it."""
    standing = [now for _, now in changes]
    keys = keys_of(standing)
    bases = {key: event for key, event in former.states.bases.items() if not _is_within(event, within)} | {
        event.key: event for event in planned if event.key in keys
    }
    beside = frozenset(key for key in former.states.lost if not _is_within(former.states.bases[key], within))
    return DatedStates(standing, bases, after.district_on, after.names, lost | beside)


def _is_within(event: PublishedEvent, within: Mapping[str, DateSpan]) -> bool:
    speaker = event.ends[0].campus.id if event.kind is EventKind.HOME else event.community_id
    days = within.get(speaker or "")
    return days is not None and days.contains(event.base_day)


def _is_of_a_new_campus(event: PublishedEvent, former: PublishedTerm) -> bool:
    """The first publication of a campus needs no memory: its lessons have sequence 0 and its stamp."""
    return event.kind is EventKind.HOME and not former.covers(CampusId(event.ends[0].campus.id))
