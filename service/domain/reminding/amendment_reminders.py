"""What an amendment makes due: its events' reminders anew, and one notice per audience of all of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from service.domain.dated_changes import Leave
from service.domain.district import District, grouped
from service.domain.publishing.decisions.amending import Amending
from service.domain.publishing.revisions.amendments import Amendment
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.publishing.revisions.revisions import Revision
from service.domain.reminding.change_notices import ChangeNotice
from service.domain.reminding.reminders import DueReminder, notices_of_amendment, reminders_of_changed


@dataclass(frozen=True, slots=True)
class AmendmentReminders:
    """What joins the rows of one community, by its newest revision; `events` are the UIDs that changed."""

    revision: Revision
    events: tuple[str, ...]
    reminders: tuple[DueReminder, ...]


def amendment_reminders(
    amending: Amending, former: PublishedTerm, district: District, now: datetime
) -> tuple[AmendmentReminders, ...]:
    """By community. The notices, one each for all that concerns an audience, are with the first."""
    return tuple(_by_community(amending, former, district, now)) if amending.changes else ()


def _by_community(
    amending: Amending, former: PublishedTerm, district: District, now: datetime
) -> Iterator[AmendmentReminders]:
    events = tuple(change.new for change in amending.changes if change.new is not None)
    owners = grouped((former.owner(event), event) for event in events)
    cause = amending.amendment.cause
    notice = ChangeNotice(
        "、".join(district.community[owner].name for owner in owners),
        None,
        min(event.day for event in amending.sides),
        cause=cause if isinstance(cause, str) else "",
        away=_away(amending.amendment),
    )
    notices = notices_of_amendment(amending.amendment.id, notice, amending.changes, now=now)
    for owner, theirs in owners.items():
        revision = former.latest(owner)
        if revision is not None:
            uids = tuple(event.uid for event in theirs)
            yield AmendmentReminders(revision, uids, (*reminders_of_changed(theirs, now=now), *notices))
        notices = ()


def _away(amendment: Amendment) -> str:
    """Whose leave is the cause, by name."""
    cause = amendment.cause
    if not isinstance(cause, Leave):
        return ""
    return next((named.name for named in amendment.names if named.id == cause.person_id), "")
