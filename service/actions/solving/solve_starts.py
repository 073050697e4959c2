"""From which day on a solve may change lessons where nobody says, once the term has begun."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from calendars.zones import clock_of
from service.domain.district import District
from service.domain.identity import CommunityId
from service.solver.problem import since


class Past(StrEnum):
    """What becomes of the days that are over."""

    NONE = "none"  # none of them is planned anew, or it was said from when
    KEPT = "kept"  # a revision in force tells of them: they stay as they are
    ANEW = "anew"  # nothing is published for them: they are planned with all others


@dataclass(frozen=True, slots=True)
class SolveStart:
    """`first`: the first day that may be changed; None: as drafts and tables say."""

    past: Past = Past.NONE
    first: date | None = None


def solve_start(
    district: District,
    community_ids: tuple[CommunityId, ...],
    published: Mapping[CommunityId, date],
    now: datetime,
) -> SolveStart:
    """Today, where a revision of any of these communities holds since an earlier day (`published`).

    Communities solved as one share a school: planned anew, days that are over would move lessons that classes
    had by what one of them published. Another of them that has published nothing begins today with it.
    """
    today, _ = clock_of(now)
    if not district.term.term.days.contains(today) or since(district, *community_ids) >= today:
        return SolveStart()
    if any(one in published and published[one] < today for one in community_ids):
        return SolveStart(Past.KEPT, today)
    return SolveStart(Past.ANEW)
