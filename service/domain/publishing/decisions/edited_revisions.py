"""An edit of the week put upon what is published: the same tables with it, as new revisions, and no more.

What lies in a draft is not published with it: a revision's own slice is edited.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from calendars.spans import DateSpan
from service.domain.identity import CampusId, CommunityId, RevisionId
from service.domain.publishing.decisions.new_revisions import NewRevision
from service.domain.publishing.decisions.publication import Publication, publication
from service.domain.publishing.feeds.marks import Mark, Marks, next_stamp
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revisions import Revision, layers
from service.domain.week_edits.edits import WeekEdit, edited

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A revision that still speaks for days to come: for its community, and for these campuses."""

    revision: Revision
    common: DateSpan | None
    homes: Mapping[CampusId, DateSpan]

    def within(self, campuses: Sequence[CampusId]) -> Mapping[str, DateSpan]:
        spans: dict[str, DateSpan] = {campus_id: self.homes[campus_id] for campus_id in campuses}
        return spans if self.common is None else {**spans, self.revision.community_id: self.common}


def edited_revisions(
    former: PublishedTerm,
    edits: Sequence[WeekEdit],
    today: date,
    *,
    marks: Marks,
    mint: Callable[[], str],
    actor: str,
    now: datetime,
) -> tuple[NewRevision, ...]:
    """The revisions that publish these edits from today on, in the order in which they are to be written.

    1. Of every community, the revisions that still speak for days to come and that an edit changes. 2. They
    are laid upon each other as they were: each from its own first day, a past one from today. 3. Each is
    compared with what held on the days for which it will speak. One of which nobody sees a change (a Saturday
    closed on which nobody teaches) is a revision, too: dated changes and later edits are judged by it.
    """
    replayed = _replayed(former, edits, today)
    held = dict(marks)
    done: list[NewRevision] = []
    for place, standing in enumerate(replayed):
        written = [one.revision for one in done]
        before = former
        if written:
            before = PublishedTerm((*former.revisions, *written), former.amendments)
            waiting = _restated(replayed[place:], before)
            before = PublishedTerm((*before.revisions, *waiting), former.amendments)
        stamp = next_stamp(
            now,
            (
                *former.stamps,
                *(revision.published_at for revision in written),
                *(mark.stamped_at for mark in held.values()),
            ),
        )
        campuses = _campuses(former, standing, replayed)
        new = _edited(standing, campuses, edits, before, held, mint, stamp)
        held |= {(mark.uid, mark.view): mark for mark in new.marks}
        number = max(r.number for r in before.revisions if r.community_id == standing.revision.community_id)
        done.append(
            NewRevision(
                replace(
                    standing.revision,
                    id=RevisionId(mint()),
                    number=number + 1,
                    effective_from=max(today, standing.revision.effective_from),
                    published_at=stamp,
                    actor=actor,
                    content=new.content,
                ),
                new,
                before,
            )
        )
    return tuple(done)


def _edited(
    standing: _Standing,
    campuses: tuple[CampusId, ...],
    edits: Sequence[WeekEdit],
    before: PublishedTerm,
    marks: Mapping[tuple[str, str], Mark],
    mint: Callable[[], str],
    stamp: datetime,
) -> Publication:
    revision = standing.revision
    return publication(
        edited(revision.content.district, edits),
        revision.community_id,
        campuses,
        revision.effective_from,
        before,
        marks,
        mint,
        stamp,
        within=standing.within(campuses),
    )


def _replayed(former: PublishedTerm, edits: Sequence[WeekEdit], today: date) -> tuple[_Standing, ...]:
    """Those an edit changes, and those of the same community that lie on top of one."""
    found: list[_Standing] = []
    begun: set[CommunityId] = set()
    for standing in _standing(former, today):
        revision = standing.revision
        district = revision.content.district
        if revision.community_id in begun or edited(district, edits) != district:
            begun.add(revision.community_id)
            found.append(standing)
    return tuple(found)


def _standing(former: PublishedTerm, today: date) -> Iterator[_Standing]:
    """In the order of publication."""
    ahead = DateSpan(today, None)

    def spans(revisions: list[Revision]) -> dict[RevisionId, DateSpan]:
        return {
            revision.id: days
            for revision, span in layers(revisions)
            if (days := span.intersection(ahead)) is not None
        }

    common = {
        community_id: spans([r for r in former.revisions if r.community_id == community_id])
        for community_id in former.communities
    }
    home = {
        campus_id: spans([r for r in former.revisions if campus_id in r.content.campuses])
        for campus_id in former.campuses
    }
    for revision in former.revisions:
        homes = {
            campus_id: home[campus_id][revision.id]
            for campus_id in revision.content.campuses
            if revision.id in home[campus_id]
        }
        days = common[revision.community_id].get(revision.id)
        if days is not None or homes:
            yield _Standing(revision, days, homes)


def _campuses(
    former: PublishedTerm, standing: _Standing, replayed: Sequence[_Standing]
) -> tuple[CampusId, ...]:
    """Whose home timetables a replayed revision publishes again.

    Not one that another community has published since and that no edit concerns: that would be taken back.
    """
    again = {one.revision.id for one in replayed}
    last = {
        campus_id: revision.id for revision in former.revisions for campus_id in revision.content.campuses
    }
    return tuple(campus_id for campus_id in standing.homes if last[campus_id] in again)


def _restated(waiting: Sequence[_Standing], before: PublishedTerm) -> Iterator[Revision]:
    """Revisions that wait to be replayed, on top of those that are: each says what it said.

    What was cancelled meanwhile is handed on, as its own publication would.
    """
    for place, standing in enumerate(waiting):
        revision = standing.revision
        content = replace(revision.content, cancelled=before.taken_out, departures=before.departures)
        published_at = next_stamp(revision.published_at, before.stamps) + place * _SECOND
        yield replace(revision, content=content, published_at=published_at)
