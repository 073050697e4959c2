"""The community of an import: its schools, its members and their roles, and what was assumed of them."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from calendars.spans import ALWAYS, DateSpan
from service.domain.communities import Campus, Community, CommunityKind, Membership, Role, School
from service.domain.district import District
from service.domain.identity import CampusId, CommunityId, SchoolId
from service.domain.sources import Source
from service.exchange.recognition.lists.overview_sheet import Overview
from service.exchange.recognition.sorted_sheets import SortedSheets
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Mint, Names

_CORE = re.compile(r"核心校?区?|总校|本部|主校区|中心校")
_SUFFIX = re.compile(r"(?:教联体|教共体|学校共同体|共同体|教育集团|联盟)$")
#: the roles of the leading campus and of the others where nothing else is said
ROLES_OF_KIND = {
    CommunityKind.MERGED: (Role.CORE, Role.MEMBER),
    CommunityKind.CO_BUILT: (Role.CORE, Role.MEMBER),
    CommunityKind.COOPERATIVE: (Role.SUPPORTING, Role.SUPPORTED),
}


@dataclass(frozen=True, slots=True)
class CommunityUnderstood:
    """The community with its rows, old and new, and its leading campus first among `members`."""

    community: Community
    schools: tuple[School, ...]
    memberships: tuple[Membership, ...]
    members: tuple[CampusId, ...]

    @property
    def core(self) -> CampusId:
        return self.members[0]

    def members_in(self, roles: Container[Role], names: Names) -> tuple[CampusId, ...]:
        """The campuses that have one of these roles."""
        rows = [row for row in self.memberships if row.role in roles]
        schools = {row.school_id for row in rows if row.campus_id is None}
        sites = {row.campus_id for row in rows}
        return tuple(
            campus
            for campus in self.members
            if campus in sites or names.campus_of(campus).school_id in schools
        )


def understood_community(
    sheets: SortedSheets,
    known: District | None,
    names: Names,
    mint: Mint,
    report: Report,
) -> tuple[CommunityUnderstood, ...]:
    """As 说明 says; else as known of these campuses (one or several); else assumed, with a note."""
    before = () if known is None else _known_of(known, sheets, names)
    if before:
        roles_given(sheets.overviews, names)  # a name that nobody knows is a problem even so
        return before
    for other in sheets.overviews[1:]:
        report.note("sheet_not_used", other.source)
    said = sheets.overviews[0] if sheets.overviews else None
    roles = roles_given(sheets.overviews, names)
    return (described_community(said, roles, names.here, (), known, names, mint, report),)


def described_community(
    said: Overview | None,
    roles: Mapping[CampusId, Role],
    campuses: Sequence[Campus],
    new: Iterable[School],
    known: District | None,
    names: Names,
    mint: Mint,
    report: Report,
) -> CommunityUnderstood:
    """What 说明 says of these campuses, the rest assumed. `new` are schools that this import found before."""
    core = _core(campuses, roles)
    kind = said.kind if said is not None else None
    if kind is None:
        in_one_school = all(campus.name.rstrip(")").endswith("校区") for campus in campuses)
        kind = CommunityKind.MERGED if in_one_school else CommunityKind.CO_BUILT
    name = said.name if said is not None else f"{_school_name(core.name)}教联体"
    if said is None or said.kind is None:
        source = Source("", "", "") if said is None else said.source
        report.note("community_assumed", source, name=name, core=core.name)
    old = None if known is None else next((one for one in known.communities if one.name == name), None)
    community = Community(
        CommunityId(mint()) if old is None else old.id, name, kind, said.shape if said is not None else ""
    )
    schools = _schools(community, core, campuses, new, known, names, mint)
    order = (core, *(campus for campus in campuses if campus.id != core.id))
    memberships = tuple(
        membership_row(
            community,
            names,
            campus.id,
            roles.get(campus.id) or ROLES_OF_KIND[kind][campus.id != core.id],
            ALWAYS,
            known,
        )
        for campus in order
    )
    return CommunityUnderstood(community, schools, memberships, tuple(campus.id for campus in order))


def roles_given(overviews: Iterable[Overview], names: Names) -> dict[CampusId, Role]:
    found: dict[CampusId, Role] = {}
    for said in overviews:
        for text, role, source in said.roles:
            campus = names.campus(text, source)
            if campus is not None:
                found[campus.id] = role
    return found


def _core(campuses: Sequence[Campus], roles: Mapping[CampusId, Role]) -> Campus:
    """The campus with a leading role, else the one called 核心, else the first."""
    leading = [campus for campus in campuses if campus.id in roles and roles[campus.id].leads]
    called = [campus for campus in campuses if _CORE.search(campus.name)]
    return (leading or called or list(campuses))[0]


def _known_of(known: District, sheets: SortedSheets, names: Names) -> tuple[CommunityUnderstood, ...]:
    """The known communities that an import speaks of without describing one.

    Those that all its campuses are members of; where it names no campuses at all (wishes alone), the one
    说明 names, else any. Of several each wish and plan has to say whose it is.
    """
    if names.has_own:
        here = {campus.id for campus in names.here}
        described = bool(sheets.overviews)
        found = [one for one in known.communities if not described and here <= set(known.members(one.id))]
    else:
        called = {said.name for said in sheets.overviews}
        found = [one for one in known.communities if not called or one.name in called]
    return tuple(known_community(known, one) for one in found)


def known_community(known: District, one: Community) -> CommunityUnderstood:
    rows = tuple(row for row in known.memberships if row.community_id == one.id)
    return CommunityUnderstood(one, (), rows, known.members(one.id))


def _schools(
    community: Community,
    core: Campus,
    campuses: Sequence[Campus],
    new: Iterable[School],
    known: District | None,
    names: Names,
    mint: Mint,
) -> tuple[School, ...]:
    """融合型 is one legal person with several campuses; else each campus is a school of its own."""
    merged = community.kind is CommunityKind.MERGED
    wanted = {
        campus.id: _school_name(core.name) or _SUFFIX.sub("", community.name) if merged else campus.name
        for campus in campuses
    }
    settled = {school.id: school for school in (*(() if known is None else known.schools), *new)}
    by_name = {school.name: school for school in settled.values()}
    found: dict[SchoolId, School] = {}
    for campus in campuses:
        if campus.school_id:
            school = settled[campus.school_id]
        else:
            name = wanted[campus.id]
            school = by_name.setdefault(name, School(SchoolId(""), name))
            if not school.id:
                school = by_name[name] = replace(school, id=SchoolId(mint()))
            names.settle_school(campus.id, school.id)
        found[school.id] = school
    return tuple(found.values())


def membership_row(
    community: Community,
    names: Names,
    campus_id: CampusId,
    role: Role,
    valid: DateSpan,
    known: District | None,
) -> Membership:
    """Several campuses of one school are members one by one; dates already known stay where none are said."""
    school_id = names.campus_of(campus_id).school_id
    shared = sum(one.school_id == school_id for one in names.campuses) > 1
    row = Membership(community.id, school_id, role, campus_id if shared else None, valid)
    for old in () if known is None else known.memberships:
        if valid == ALWAYS and replace(old, valid=valid) == row:
            return old
    return row


def _school_name(campus: str) -> str:
    """江北实验小学 of 江北实验小学(核心校区)."""
    return campus.partition("(")[0]
