"""The communities of an import: listed in 教共体名单, described by 说明, known before, or assumed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from service.domain.communities import Campus, Community, CommunityKind, Membership, Role, School
from service.domain.district import District
from service.domain.identity import CampusId, CommunityId, SchoolId
from service.exchange.recognition.layouts.home_tables import HomeTable
from service.exchange.recognition.sorted_sheets import SortedSheets
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.communities_listed import CommunityListed, Listed, MemberListed
from service.exchange.understanding.district.community_understood import (
    ROLES_OF_KIND,
    CommunityUnderstood,
    described_community,
    known_community,
    membership_row,
    roles_given,
    understood_community,
)
from service.exchange.understanding.district.names import Mint, Names, key

#: the home timetables of an import by campus
Tables = Mapping[CampusId, tuple[HomeTable, ...]]


@dataclass(frozen=True, slots=True)
class CommunitiesUnderstood:
    """`all` are those that wishes and plans may belong to; `communities` and the others are this import's.

    `of_file`: the one that a workbook describes, where several were handed in, each with its own 说明.
    """

    all: tuple[CommunityUnderstood, ...]
    communities: tuple[Community, ...] = ()
    schools: tuple[School, ...] = ()
    memberships: tuple[Membership, ...] = ()
    of_file: Mapping[str, CommunityUnderstood] = field(default_factory=dict)


def understood_communities(
    sheets: SortedSheets,
    listed: Listed,
    tables: Tables,
    known: District | None,
    names: Names,
    mint: Mint,
    report: Report,
) -> CommunitiesUnderstood:
    """A list says everything of its communities; without one each 说明 describes one; else there is one."""
    if listed.communities:
        return _Lists(sheets, listed, known, names, mint, report).understood()
    if len({key(said.name) for said in sheets.overviews}) > 1:
        return _each_described(sheets, tables, known, names, mint, report)
    if known is not None and not sheets.overviews and _within_several(known, names):
        found = _known(known, {one.id for one in known.communities})
        return CommunitiesUnderstood(found, schools=_own_schools(known, names, mint, report))
    one = understood_community(sheets, known, names, mint, report)
    return CommunitiesUnderstood(one, tuple(c.community for c in one), one[0].schools, one[0].memberships)


def _each_described(
    sheets: SortedSheets, tables: Tables, known: District | None, names: Names, mint: Mint, report: Report
) -> CommunitiesUnderstood:
    """Several 说明: each community with the campuses that its own names, else with those of its workbook."""
    found: dict[str, CommunityUnderstood] = {}
    of_file: dict[str, CommunityUnderstood] = {}
    schools = dict[SchoolId, School]()
    for said in sheets.overviews:
        roles = roles_given([said], names)
        campuses = [names.campus_of(one) for one in roles] or _in_file(said.source.file, tables, names)
        if key(said.name) in found or not campuses:
            report.note("sheet_not_used", said.source)
        else:
            one = described_community(said, roles, campuses, schools.values(), known, names, mint, report)
            found[key(said.name)] = one
            schools |= {school.id: school for school in one.schools}
        if key(said.name) in found:
            of_file[said.source.file] = found[key(said.name)]
    own = _own_schools(known, names, mint, report)
    mine = {one.community.id for one in found.values()}
    older = () if known is None else _known(known, {one.id for one in known.communities} - mine)
    return CommunitiesUnderstood(
        (*found.values(), *older),
        tuple(one.community for one in found.values()),
        (*schools.values(), *own),
        tuple(row for one in found.values() for row in one.memberships),
        of_file,
    )


def _in_file(file: str, tables: Tables, names: Names) -> list[Campus]:
    """The campuses whose home timetable or roster a workbook holds."""
    return [
        campus
        for campus in names.here
        if names.first_seen(campus.id).file == file
        or any(table.sheet.file == file for table in tables.get(campus.id, ()))
    ]


def _within_several(known: District, names: Names) -> bool:
    """Whether the campuses of an import are spread over known communities, and no one holds them all."""
    here = {campus.id for campus in names.here} if names.has_own else set()
    members = [set(known.members(one.id)) for one in known.communities]
    return (
        bool(here)
        and not any(here <= one for one in members)
        and sum(bool(here & one) for one in members) > 1
    )


def _known(known: District, wanted: set[CommunityId]) -> tuple[CommunityUnderstood, ...]:
    found = (known_community(known, one) for one in known.communities if one.id in wanted)
    return tuple(one for one in found if one.members)


class _Lists:
    """Makes communities of what the lists of one import say."""

    def __init__(
        self,
        sheets: SortedSheets,
        listed: Listed,
        known: District | None,
        names: Names,
        mint: Mint,
        report: Report,
    ) -> None:
        self._sheets, self._listed, self._known = sheets, listed, known
        self._names, self._mint, self._report = names, mint, report
        self._described = {key(said.name): said for said in sheets.overviews}

    def understood(self) -> CommunitiesUnderstood:
        schools = self._schools()
        found = tuple(self._community(one) for one in self._listed.communities if one.members)
        names = {key(one.name) for one in self._listed.communities}
        for said in self._sheets.overviews:
            if key(said.name) not in names:
                self._report.note("sheet_not_used", said.source)
        mine = {one.community.id for one in found}
        others = set() if self._known is None else {one.id for one in self._known.communities} - mine
        older = () if self._known is None else _known(self._known, others)
        return CommunitiesUnderstood(
            (*found, *older),
            tuple(one.community for one in found),
            schools,
            tuple(row for one in found for row in one.memberships),
        )

    def _schools(self) -> tuple[School, ...]:
        """That of each listed campus, and one of its own for each other campus of this import."""
        found = dict[SchoolId, School]()
        for campus_id, name in self._listed.school_of.items():
            school = _school(self._names.campus_of(campus_id), name, self._known, found.values(), self._mint)
            code = self._listed.code_of.get(name, "")
            found[school.id] = replace(school, code=code or school.code)
            self._names.settle_school(campus_id, school.id)
        own = _own_schools(self._known, self._names, self._mint, self._report)
        return (*found.values(), *(school for school in own if school.id not in found))

    def _community(self, said: CommunityListed) -> CommunityUnderstood:
        known = () if self._known is None else self._known.communities
        old = next((one for one in known if key(one.name) == key(said.name)), None)
        described = self._described.get(key(said.name))
        kind = said.kind or (described.kind if described else None) or (old.kind if old else None)
        if kind is None:
            kind = self._assumed_kind(said)
            self._report.note("community_kind_assumed", said.source, name=said.name, kind=kind.value)
        shape = said.shape or (described.shape if described else "") or (old.shape if old else "")
        name = said.name if old is None else old.name
        community = Community(CommunityId(self._mint()) if old is None else old.id, name, kind, shape)
        order = sorted(said.members, key=lambda member: not self._role(said, member, kind).leads)
        rows = tuple(
            membership_row(
                community,
                self._names,
                member.campus_id,
                self._role(said, member, kind),
                member.valid,
                self._known,
            )
            for member in order
        )
        return CommunityUnderstood(community, (), rows, tuple(member.campus_id for member in order))

    def _assumed_kind(self, said: CommunityListed) -> CommunityKind:
        """Campuses of one school are one legal person; else what binds least: everything by agreement."""
        schools = {self._names.campus_of(member.campus_id).school_id for member in said.members}
        return CommunityKind.MERGED if len(schools) == 1 else CommunityKind.COOPERATIVE

    def _role(self, said: CommunityListed, member: MemberListed, kind: CommunityKind) -> Role:
        """As listed; else the one after whom the community is called, or the first, leads."""
        if member.role is not None:
            return member.role
        called = [one for one in said.members if self._listed.school_of[one.campus_id] in said.name]
        leads = not any(one.role is not None and one.role.leads for one in said.members)
        first = member == (called or said.members)[0]
        role = ROLES_OF_KIND[kind][not (leads and first)]
        name = self._names.name_of(member.campus_id)
        self._report.note("role_assumed", member.source, campus=name, role=role.value)
        return role


def _own_schools(known: District | None, names: Names, mint: Mint, report: Report) -> tuple[School, ...]:
    """Campuses of this import that no community names are schools of their own."""
    found = []
    for campus in names.here if names.has_own else ():
        if not campus.school_id:
            school = _school(campus, campus.name, known, (), mint)
            names.settle_school(campus.id, school.id)
            found.append(school)
            report.note("campus_in_no_community", names.first_seen(campus.id), campus=campus.name)
    return tuple(found)


def _school(campus: Campus, name: str, known: District | None, new: Iterable[School], mint: Mint) -> School:
    """The campus's own as known, unless the list says it is a site of another; else by name; else new."""
    schools: Mapping[SchoolId, School] = {} if known is None else known.school
    before = schools.get(campus.school_id)
    called = {key(other) for other in campus.names}
    if before is not None and (key(before.name) == key(name) or key(name) in called):
        return before
    same = (school for school in (*schools.values(), *new) if key(school.name) == key(name))
    return next(same, None) or School(SchoolId(mint()), name)
