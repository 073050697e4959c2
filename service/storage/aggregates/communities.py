"""Schools, campuses, communities, memberships, custodies."""

from collections.abc import Iterator

from sqlalchemy import RowMapping, Table

from service.domain.communities import Campus, Community, Custody, Membership, School
from service.domain.identity import TermId
from service.storage.change_log import Changed
from service.storage.records import Record, Row
from service.storage.relations import Parts, Relation, among, digest
from service.storage.tables import communities as tables

_SCHOOL = Record(School)
_CAMPUS = Record(Campus, "aliases")
_COMMUNITY = Record(Community)
_MEMBERSHIP = Record(Membership)
_CUSTODY = Record(Custody)


def _campus_rows(campus: Campus, _term: TermId) -> Iterator[tuple[Table, Row]]:
    yield tables.campus, _CAMPUS.row(campus)
    for place, name in enumerate(campus.aliases):
        yield tables.campus_alias, {"campus_id": campus.id, "ordinal": place, "name": name}


def _campus(row: RowMapping, parts: Parts) -> Campus:
    aliases = parts.of(tables.campus_alias, row["id"])
    return _CAMPUS.entity(row, aliases=tuple(alias["name"] for alias in aliases))


schools = Relation[School](
    kind="school",
    root=tables.school,
    of=lambda district: district.schools,
    rows=lambda school, _term: [(tables.school, _SCHOOL.row(school))],
    entity=lambda row, _parts: _SCHOOL.entity(row),
    within=lambda scope: among(tables.school.c.id, scope, "school"),
)

campuses = Relation[Campus](
    kind="campus",
    root=tables.campus,
    parts=(tables.campus_alias,),
    of=lambda district: district.campuses,
    rows=_campus_rows,
    entity=_campus,
    within=lambda scope: among(tables.campus.c.id, scope, "campus"),
    changed=lambda campus, _district: Changed("campus", campus.id, campus_id=campus.id),
)

communities = Relation[Community](
    kind="community",
    root=tables.community,
    of=lambda district: district.communities,
    rows=lambda community, _term: [(tables.community, _COMMUNITY.row(community))],
    entity=lambda row, _parts: _COMMUNITY.entity(row),
    within=lambda scope: among(tables.community.c.id, scope, "community"),
    changed=lambda community, _district: Changed("community", community.id, community_id=community.id),
)

memberships = Relation[Membership](
    kind="membership",
    root=tables.membership,
    of=lambda district: district.memberships,
    rows=lambda row, _term: [(tables.membership, {"id": digest(row), **_MEMBERSHIP.row(row)})],
    entity=lambda row, _parts: _MEMBERSHIP.entity(row),
    within=lambda scope: among(tables.membership.c.community_id, scope, "community"),
    changed=lambda row, _district: Changed("membership", community_id=row.community_id),
)

custodies = Relation[Custody](
    kind="custody",
    root=tables.custody,
    of=lambda district: district.custodies,
    rows=lambda custody, _term: [(tables.custody, {"id": digest(custody), **_CUSTODY.row(custody)})],
    entity=lambda row, _parts: _CUSTODY.entity(row),
    within=lambda scope: among(tables.custody.c.school_id, scope, "school"),
)
