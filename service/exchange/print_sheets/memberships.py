"""The schools of a community on a day, with their campuses."""

from datetime import date

from service.domain.communities import Membership
from service.domain.district import District
from service.domain.identity import CampusId, CommunityId


def members_of(
    district: District, community_id: CommunityId, day: date
) -> tuple[tuple[Membership, tuple[CampusId, ...]], ...]:
    """Each membership of a day with its campuses, leading ones first, then as imported."""
    rows = [
        row for row in district.memberships if row.community_id == community_id and row.valid.contains(day)
    ]
    rows.sort(key=lambda row: not row.role.leads)
    return tuple(
        (
            row,
            (row.campus_id,)
            if row.campus_id is not None
            else tuple(campus.id for campus in district.campuses if campus.school_id == row.school_id),
        )
        for row in rows
    )
