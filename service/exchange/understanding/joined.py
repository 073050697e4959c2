"""What an import says joined with what is known: the same thing keeps its place and its id."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from service.domain.activities import Activity
from service.domain.identity import ActivityId
from service.domain.joint_lessons import REPLACES_SAME_SUBJECT, JointLesson
from service.domain.research_sessions import ResearchSession
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Mint

T = TypeVar("T")


def joined(
    known: Iterable[T],
    new: Iterable[T],
    identity: Callable[[T], Hashable],
    kept: Callable[[T, T], T] = lambda before, after: after,
) -> tuple[T, ...]:
    """The known in their order, each replaced by the new one of the same identity, then what is new.

    `kept(before, after)` puts into the new one what an import cannot say.
    """
    rows = {identity(row): row for row in known}
    for row in new:
        before = rows.get(identity(row))
        rows[identity(row)] = row if before is None else kept(before, row)
    return tuple(rows.values())


def lesson_kept(before: JointLesson, after: JointLesson) -> JointLesson:
    """A wish keeps its id; its placements and its pin as long as it asks for the same and allows them.

    A sheet without a word on what it replaces leaves that as it was agreed.
    """
    replaces = before.replaces if after.replaces == REPLACES_SAME_SUBJECT else after.replaces
    after = replace(after, id=before.id, replaces=replaces)
    stays = all(after.limits.allow(placement.slot) for placement in before.placements)
    same = replace(after, placements=before.placements, pinned=before.pinned, handovers=before.handovers)
    asked = (
        "subject",
        "lecturer_id",
        "ends",
        "weeks",
        "days",
        "wished",
        "one_offs",
        "replaces",
        "right_after",
    )
    return same if stays and all(getattr(before, name) == getattr(after, name) for name in asked) else after


def session_kept(before: ResearchSession, after: ResearchSession) -> ResearchSession:
    return replace(after, id=before.id)


_Identity = tuple[object, ...]


def joined_activities(
    known: Iterable[Activity], new: Iterable[Activity], mint: Mint, report: Report
) -> tuple[Activity, ...]:
    """The known in their order, each as the new ledger has it, then what is new.

    A line is that of its number in its community, else the k-th of its days, type and topic. What a newer
    ledger of the same community and year leaves out stays, and is noted.
    """
    before, after = dict(_identified(known)), dict(_identified(new))
    covered = {(one.community_id, _year(one)) for one in after.values()}
    gone = [
        one.code or one.topic
        for identity, one in before.items()
        if identity not in after and (one.community_id, _year(one)) in covered
    ]
    source = next((one.source for one in after.values() if one.source is not None), None)
    if gone and source is not None:
        report.note("activities_gone", replace(source, cell=""), names=tuple(gone))
    kept = [replace(after[i], id=one.id) if i in after else one for i, one in before.items()]
    fresh = [replace(one, id=ActivityId(mint())) for i, one in after.items() if i not in before]
    return (*kept, *fresh)


def _year(activity: Activity) -> int | None:
    return None if activity.days is None else activity.days.first.year


def _identified(activities: Iterable[Activity]) -> Iterator[tuple[_Identity, Activity]]:
    counts: dict[_Identity, int] = {}
    for one in activities:
        named: _Identity = (one.code,) if one.code else (one.days, one.kind, one.topic)
        key = (one.community_id, *named)
        counts[key] = counts.get(key, 0) + 1
        yield (*key, counts[key]), one
