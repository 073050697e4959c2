"""From 教共体名单 to schools, campuses and members: one school may stand in several communities."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from calendars.spans import DateSpan
from service.domain.communities import Campus, CommunityKind, Role
from service.domain.identity import CampusId
from service.domain.sources import Source
from service.exchange.recognition.tables import Table
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.communities_said import (
    CommunitySaid,
    MemberSaid,
    communities_said,
)
from service.exchange.understanding.district.names import Names, key

_SITE = re.compile(r"(?:校区|教学点|分校|校部|分部|完小|村小)$")
_PLACE_IN_FRONT = re.compile(r"(?:[一-鿿]{2,3}?(?:省|市|区|县|镇|乡|街道))+")
_MAIN_NAMES = ("", "本部", "校本部", "主校区", "总校区", "总校", "中心校区", "核心校区", "中心校", "总部")
_COMMUNITY_AS_MEMBER = re.compile(r"(.+(?:教共体|教联体|共同体|教育集团|联盟))(?:各?(?:成员)?学?校)?")


@dataclass(frozen=True, slots=True)
class MemberListed:
    """A site's role in one community."""

    campus_id: CampusId
    role: Role | None
    valid: DateSpan
    source: Source


@dataclass(frozen=True, slots=True)
class CommunityListed:
    name: str
    kind: CommunityKind | None
    shape: str
    members: tuple[MemberListed, ...]
    source: Source


@dataclass(frozen=True)
class Listed:
    """What the lists say. `school_of`: the name of the school each listed campus belongs to."""

    communities: tuple[CommunityListed, ...] = ()
    school_of: dict[CampusId, str] = field(default_factory=dict)
    code_of: dict[str, str] = field(default_factory=dict)


def communities_listed(tables: Iterable[Table], names: Names, report: Report) -> Listed:
    """After the rosters, whose names of campuses hold, and before the tables, whose titles it explains."""
    said: dict[str, CommunitySaid] = {}
    for one in (one for table in tables for one in communities_said(table, report)):
        before = said.setdefault(one.name, one)
        if before is not one:
            before.members += one.members
            before.kind, before.shape = before.kind or one.kind, before.shape or one.shape
    return _Lister(tuple(said.values()), names, report).listed()


class _Lister:
    """Resolves the names of one import's lists."""

    def __init__(self, said: tuple[CommunitySaid, ...], names: Names, report: Report) -> None:
        self._said, self._names, self._report = said, names, report
        self._of_community = {key(one.name): one for one in said}
        self._members = [member for one in said for member in one.members]
        self._schools = {key(member.school) for member in self._members if not self._refers(member)}
        self._several = Counter(
            key(school) for school, _ in {(m.school, site) for m in self._members for site in m.sites}
        )
        self._with_main = {
            (one.name, key(m.school)) for one in said for m in one.members if m.main or not m.sites
        }
        self._foreign = frozenset(self._foreign_places())
        self._school_of: dict[CampusId, str] = {}
        self._code_of: dict[str, str] = {}

    def listed(self) -> Listed:
        # Schools before their sites: 城北小学 has to be known where 城北小学严鸟校区 is read.
        for one in self._said:
            for member in one.members:
                if not self._refers(member):
                    self._sites(member, one.name)
        found = tuple(
            CommunityListed(one.name, one.kind, one.shape, self._once(one), one.source) for one in self._said
        )
        return Listed(found, self._school_of, self._code_of)

    def _once(self, community: CommunitySaid) -> tuple[MemberListed, ...]:
        """Every site once. 牵头学校 may stand among 成员学校 again; else two roles contradict each other."""
        found: dict[CampusId, MemberListed] = {}
        for member in self._all_members(community, frozenset({key(community.name)})):
            before = found.setdefault(member.campus_id, member)
            beside = (
                before.role is not None and before.role.leads and member.role in (Role.MEMBER, Role.ALLIED)
            )
            if before.role is not member.role and not beside:
                self._report.problem(
                    "role_twice",
                    member.source,
                    campus=self._names.name_of(member.campus_id),
                    community=community.name,
                    other=f"{before.source.sheet}!{before.source.cell}",
                )
        return tuple(found.values())

    def _all_members(self, community: CommunitySaid, within: frozenset[str]) -> Iterator[MemberListed]:
        """`城中中学教共体学校` are the members of that community, in the role named here."""
        for member in community.members:
            other = self._refers(member)
            if other is None:
                for campus in self._sites(member, community.name):
                    yield MemberListed(campus.id, member.role, member.valid, member.source)
            elif key(other.name) not in within:
                for inner in self._all_members(other, within | {key(other.name)}):
                    yield MemberListed(inner.campus_id, member.role, member.valid, member.source)

    def _refers(self, member: MemberSaid) -> CommunitySaid | None:
        match = _COMMUNITY_AS_MEMBER.fullmatch(member.school)
        return None if match is None else self._of_community.get(key(match[1]))

    def _sites(self, member: MemberSaid, community: str) -> tuple[Campus, ...]:
        """The campuses a member has: itself, and those named beside it."""
        school, short = member.school, member.short
        if member.code:
            self._code_of[school] = member.code
        owner = self._owner(school)
        if owner is not None:
            return (self._site_of(owner, school, short),)
        sites = tuple(dict.fromkeys(member.sites))
        found = [self._main(school, short)] if self._has_main(member, community) else []
        found += [self._site_of(school, site, ()) for site in sites]
        return tuple(dict.fromkeys(found))

    def _has_main(self, member: MemberSaid, community: str) -> bool:
        """Several sites and none of them the main one: 东校区、西校区 are all there is, unless something else
        knows the school as a site of its own. A row of its own for the main one says all of it."""
        if member.main or not member.sites:
            return True
        if (community, key(member.school)) in self._with_main:
            return False
        known = self._names.exact(*(member.school + tail for tail in _MAIN_NAMES)) is not None
        return known or self._several[key(member.school)] < 2

    def _main(self, school: str, short: tuple[str, ...]) -> Campus:
        wanted = [f"{name}{tail}" for name in (school, *short) for tail in _MAIN_NAMES]
        found = self._names.exact(*wanted) or self._called_otherwise(school)
        return self._kept(found or self._names.list_campus(school), school, (school, *short))

    def _site_of(self, school: str, site: str, short: tuple[str, ...]) -> Campus:
        whole = site if key(site).startswith(key(school)) else f"{school}{site}"
        found = self._names.exact(whole, *short) or self._names.exact(site)
        campus = found or self._names.list_campus(whole)
        return self._kept(campus, school, (whole, *short))

    def _kept(self, campus: Campus, school: str, aliases: tuple[str, ...]) -> Campus:
        self._school_of.setdefault(campus.id, school)
        place = _PLACE_IN_FRONT.match(school)
        if place is None or place[0] not in self._foreign:
            self._names.add_campus(campus.name)  # one of this import's own, though its table may come later
        return self._names.with_aliases(campus.id, aliases)

    def _owner(self, school: str) -> str | None:
        """城北小学 of 城北小学严鸟校区, where the list, a roster or what is known has such a school."""
        if _SITE.search(school) is None:
            return None
        for end in range(len(school) - 1, 2, -1):
            if key(school[:end]) in self._schools:
                return school[:end]
            if school[end - 1] in "学校" and (known := self._names.exact(school[:end])) is not None:
                return known.name
        return None

    def _called_otherwise(self, school: str) -> Campus | None:
        """莲都区碧湖小学 is 碧湖小学 here; 义乌市稠州中学 is of another place, and so is all of 义乌市."""
        match = _PLACE_IN_FRONT.match(school)
        if match is not None:
            rest = school[match.end() :]
            inside = None if match[0] in self._foreign else self._names.exact(rest)
            if inside is not None and len(rest) > 2:
                self._report.note("school_taken_as", self._source_of(school), text=school, campus=inside.name)
                return inside
            return None
        return self._names.with_a_place_in_front(school, _PLACE_IN_FRONT)

    def _foreign_places(self) -> Iterator[str]:
        """The places in front of names of which at least one is no school known here."""
        for member in self._members:
            match = _PLACE_IN_FRONT.match(member.school)
            whole = self._names.exact(member.school)
            if match is None or (whole is not None and self._names.is_ours(whole.id)):
                continue
            if self._names.exact(member.school[match.end() :]) is None:
                yield match[0]

    def _source_of(self, school: str) -> Source:
        return next(member.source for member in self._members if member.school == school)
