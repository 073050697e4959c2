"""Change the week itself by date: closures, make-up days, bells, lasting changes, a holiday notice.

The draft is edited, and what is published is published anew with the same edit: nothing else of the draft.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from calendars.zones import clock_of
from service.actions.publishing.write_revision import write_revision
from service.domain.district import District
from service.domain.findings import Finding, Severity
from service.domain.identity import TermId
from service.domain.publishing.decisions.edited_revisions import edited_revisions
from service.domain.publishing.decisions.new_revisions import NewRevision
from service.domain.publishing.feeds.marks import Marks
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.reminding.published_revisions import reminders_of
from service.domain.rules import judge
from service.domain.telling.week_effects import WeekEditReport, effects_of
from service.domain.week_edits.edits import WeekEdit, edited
from service.domain.week_edits.requests import WeekRequest
from service.storage import publications
from service.storage.choices import choices
from service.storage.database import Database
from service.storage.minting import mint
from service.storage.store import Store, WritingStore

#: How often an edit begins anew because something was changed while it was decided.
_ATTEMPTS = 5


class WeekEditRefused(Exception):
    """The week cannot be changed so."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class NothingToEdit(WeekEditRefused):
    """Nothing has been imported yet: start with `tongke import`."""


class NothingNew(WeekEditRefused):
    """That is so already: nothing was changed."""


class PastStays(WeekEditRefused):
    """What lies in the past stays as it was: choose today or a later day."""


class OutsideTerm(WeekEditRefused):
    """That day is not in the term."""


class BringsErrors(WeekEditRefused):
    """It would bring errors that were not there; nothing was written."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


class SeenAnother(WeekEditRefused):
    """Something was changed since this was shown; nothing was written. Look again, then confirm."""


class Overtaken(WeekEditRefused):
    """Others kept changing the same meanwhile; nothing was written. Do it again."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A term with what is published of it."""

    district: District
    former: PublishedTerm
    marks: Marks


@dataclass(frozen=True, slots=True)
class _Gathered:
    """`terms[0]` is the one whose draft is edited; the others only share its holidays."""

    head: int
    terms: tuple[_Term, ...]
    edits: tuple[WeekEdit, ...]


@dataclass(frozen=True, slots=True)
class _Decided:
    after: District
    new: tuple[tuple[_Term, tuple[NewRevision, ...]], ...]
    report: WeekEditReport


async def edit_week(
    database: Database,
    request: WeekRequest,
    *,
    term: str | None = None,
    all_terms: bool = False,
    seen: str | None = None,
    dry_run: bool = False,
    actor: str,
    now: datetime,
) -> WeekEditReport:
    """Do what is asked, from its first day on, or (`dry_run`) say what it would do.

    `all_terms`: what all terms share is edited, such as a holiday notice. `seen`: only if that is still the
    state of the database. Raises WeekEditRefused or RequestRefused: then nothing was written.
    """
    for _ in range(_ATTEMPTS):
        gathered = await _gather(database, request, term, seen, all_terms=all_terms)
        if not all_terms:
            _check_days(gathered, now)
        decided = await asyncio.to_thread(_decide, gathered, actor, now)
        if dry_run:
            return decided.report
        if decided.report.refusals:
            raise BringsErrors(decided.report.refusals)
        if await _apply(database, gathered, decided, actor, now):
            return replace(decided.report, written=True)
    raise Overtaken


async def _gather(
    database: Database, request: WeekRequest, term: str | None, seen: str | None, *, all_terms: bool
) -> _Gathered:
    async with database.reading() as store:
        head = await store.change_head()
        if seen is not None and not await store.stands_as_seen(seen):
            raise SeenAnother
        names: Sequence[str | None] = [term]
        if all_terms:
            names = list(dict.fromkeys(choice.term_id for choice in await choices(store.connection)))
        terms = tuple([await _term(store, name) for name in names])
    if not terms:
        raise NothingToEdit
    return _Gathered(head, terms, request.edits(terms[0].district))


async def _term(store: Store, name: str | None) -> _Term:
    district = await store.load_district(name)
    if district is None:
        raise NothingToEdit
    term_id = district.term.id
    return _Term(
        district,
        await publications.published_term(store.connection, term_id),
        await publications.marks_of_term(store.connection, term_id),
    )


def _check_days(gathered: _Gathered, now: datetime) -> None:
    days = gathered.terms[0].district.term.term.days
    for edit in gathered.edits:
        if not days.contains(edit.days.first):
            raise OutsideTerm
        if edit.days.first < clock_of(now)[0]:
            raise PastStays


def _decide(gathered: _Gathered, actor: str, now: datetime) -> _Decided:
    today, _ = clock_of(now)
    district = gathered.terms[0].district
    after = edited(district, gathered.edits)
    new = tuple(
        (
            term,
            edited_revisions(
                term.former,
                gathered.edits,
                max(today, term.district.term.term.first_day),
                marks=term.marks,
                mint=partial(mint, now),
                actor=actor,
                now=now,
            ),
        )
        for term in gathered.terms
        if any(edit.days.overlaps(term.district.term.term.days) for edit in gathered.edits)
    )
    revisions = [one for _, ones in new for one in ones]
    if after == district and not revisions:
        raise NothingNew
    before, since = judge(district), judge(after)
    findings = tuple(finding for finding in since if finding not in frozenset(before))
    report = WeekEditReport(
        seen=str(gathered.head),
        effects=effects_of(change for one in revisions for change in one.tellable),
        findings=findings,
        solved=tuple(finding for finding in before if finding not in frozenset(since)),
        revisions=tuple(one.revision for one in revisions),
        since=min(edit.days.first for edit in gathered.edits),
        refusals=_refusals(findings, gathered.edits),
    )
    return _Decided(after, new, report)


def _refusals(findings: tuple[Finding, ...], edits: tuple[WeekEdit, ...]) -> tuple[Finding, ...]:
    """The errors it brings; what is a fact (a closure, a notice) is so, whatever it brings."""
    if all(edit.is_fact for edit in edits):
        return ()
    return tuple(one for one in findings if one.severity is Severity.ERROR)


async def _apply(
    database: Database, gathered: _Gathered, decided: _Decided, actor: str, now: datetime
) -> bool:
    """Write everything, or nothing where the database is no longer what was decided upon."""
    first = gathered.terms[0].district
    async with database.writing(None, TermId(first.term.id), actor, now) as store:
        if await store.decided_anew_since(gathered.head):
            return False
        await store.save_district(first, decided.after)
        for term, revisions in decided.new:
            await _publish(store, term, revisions, now)
    return True


async def _publish(
    store: WritingStore, term: _Term, revisions: tuple[NewRevision, ...], now: datetime
) -> None:
    if not revisions:
        return
    names = {community.id: community.name for community in term.district.communities}
    due = reminders_of(term.former, revisions, names, now)
    marks = dict(term.marks)
    for new in revisions:
        await write_revision(store, new, term.district, marks, due.get(new.revision.id, ()))
        marks |= {(mark.uid, mark.view): mark for mark in new.publication.marks}
