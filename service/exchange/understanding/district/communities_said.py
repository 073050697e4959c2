"""What 教共体名单 says, row by row: every community, and which school is what in it.

Headings such as 一、融合型教共体, roles and campuses in brackets: 城北小学(支援校), 梅山小学(含黄村校区).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from calendars.spans import ALWAYS, DateSpan
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import CommunityKind, Role
from service.domain.sources import Source
from service.exchange.notation.membership_roles import role_named, roles_in
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import NOT_SAID, listed, plain
from service.exchange.notation.terms_of_years import term_of_years
from service.exchange.recognition.lists.memberships_sheet import ROLE_COLUMN
from service.exchange.recognition.lists.overview_sheet import kind_in
from service.exchange.recognition.tables import Row, Table
from service.exchange.reporting.reports import Report

_SHAPE = re.compile(r"1\+(?:\d+|[NnX])(?:\+(?:\d+|[NnX…]+))*…?")
_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+\)?[、.)]|[①-⑳])")
_MAIN = re.compile(r"(?:学校)?(?:校?本部|主校区?|总校区?|中心校区?)")
_SITE_AS_ROLE = re.compile(r"(?:所属|下属|下辖)?(?:校区|教学点|村小)")
_ROLES_OF_GROUPS = frozenset({Role.GROUP_HEAD, Role.MEMBER})
_ROLES_OF_MERGED = frozenset({Role.CORE, Role.MEMBER})


@dataclass(frozen=True, slots=True)
class MemberSaid:
    """A school as the list writes it. `sites` are its campuses named there, `main` whether it is one itself.

    `main` None: nothing says it. `role` None: the list does not say that either.
    """

    school: str
    role: Role | None
    source: Source
    sites: tuple[str, ...] = ()
    main: bool | None = None
    short: tuple[str, ...] = ()
    code: str = ""
    valid: DateSpan = ALWAYS


@dataclass
class CommunitySaid:
    """`kind` None where nothing says it."""

    name: str
    source: Source
    kind: CommunityKind | None = None
    shape: str = ""
    members: list[MemberSaid] = field(default_factory=list)


def communities_said(table: Table, report: Report) -> tuple[CommunitySaid, ...]:
    """Every community of the sheet with its members, in the order of the rows."""
    found: dict[str, CommunitySaid] = {}
    heading: CommunityKind | None = None
    heading_text = ""
    grouped = ""  # 共建型 may stand once, beside the first of its communities
    current: CommunitySaid | None = None
    for row in table.rows():
        if (text := _only_text(row)) is not None:
            heading, heading_text, grouped = kind_in(text) or heading, text, ""
            if kind_in(text) is None:
                report.note("row_not_used", row.source("community"), text=text)
            continue
        grouped = row.plain("kind") or grouped
        kinds = f"{grouped}{row.plain('community')}{heading_text}"
        members = tuple(_members(row, kinds, current, report))
        name = _community_name(row.text("community")) or _unnamed(row, members, current)
        if not name:
            report.problem("cell_empty", row.source("community"), column="教共体")
            continue
        current = found.setdefault(name, CommunitySaid(name, row.source("community")))
        written = f"{grouped} {row.plain('community')}"
        current.kind = current.kind or kind_in(written) or heading
        if match := _SHAPE.search(f"{row.plain('shape')} {written}"):
            current.shape = current.shape or match[0]
        current.members += members
        if not members:
            report.problem("cell_empty", row.source("school"), column="学校")
    return tuple(found.values())


def _only_text(row: Row) -> str | None:
    """The text of a heading row: one text, over all columns or in the first."""
    sheet = row.table.sheet
    texts = {sheet.plain(row.number, column) for column in range(1, sheet.last_column + 1)} - {""}
    return texts.pop() if len(texts) == 1 else None


def _community_name(text: str) -> str:
    """Without its number and without brackets that say what kind it is: 1.城北小学教共体(共建型)."""
    name = _NUMBERING.sub("", plain(text))
    for inner in re.findall(r"\(([^()]*)\)", name):
        if kind_in(inner) is not None or _SHAPE.search(inner) or "虚构" in inner:
            name = name.replace(f"({inner})", "")
    return name


def _unnamed(row: Row, members: tuple[MemberSaid, ...], above: CommunitySaid | None) -> str:
    """A row without a name goes on with the community above; in a list without names the leader gives it."""
    if "community" in row.table.columns:
        return above.name if above is not None else ""
    leaders = [one.school for one in members if one.role is not None and one.role.leads]
    return f"{leaders[0]}教共体" if leaders else above.name if above is not None else ""


def _role_headed(names: str, kinds: str) -> Role:
    """Of 支援校/集团总校 the one that goes with the kind of community the row speaks of."""
    roles = [Role(name) for name in names.split("/")]
    wanted = _ROLES_OF_GROUPS if "集团" in kinds else _ROLES_OF_MERGED if "融合" in kinds else frozenset(Role)
    return next((role for role in roles if role in wanted), roles[0])


def _members(row: Row, kinds: str, above: CommunitySaid | None, report: Report) -> Iterator[MemberSaid]:
    for name in row.table.columns:
        if name.startswith(ROLE_COLUMN):
            role = _role_headed(name.removeprefix(ROLE_COLUMN), kinds)
            members = tuple(_member(item, role, row, name, report) for item in _items(row.text(name)))
            if name == _beside_sites(row.table):
                members = _with_their_sites(members, row, report)
            yield from members
    of_row = _one_role(row, above, report)
    of_column = tuple(_member(item, of_row, row, "school", report) for item in _items(row.text("school")))
    yield from _with_their_sites(of_column, row, report)


def _beside_sites(table: Table) -> str | None:
    """The column of a role that stands next before that of the campuses: theirs are the schools of it."""
    sites = table.columns.get("sites", 0)
    before = [name for name, at in table.columns.items() if name.startswith(ROLE_COLUMN) and at < sites]
    return max(before, key=table.columns.__getitem__, default=None)


def _one_role(row: Row, above: CommunitySaid | None, report: Report) -> Role | None:
    """That of the row's column; of several (集团总校、支援校) the first, and a note.

    校区 is no role: such a site has that of the school above it.
    """
    text, source = row.plain("role"), row.source("role")
    if _SITE_AS_ROLE.fullmatch(text):
        return above.members[-1].role if above is not None and above.members else Role.MEMBER
    roles = roles_in(text) or roles_in(report.meant(CorrectionKind.TEXT, text, source) or "")
    if text not in NOT_SAID and not roles:
        report.note("role_unreadable", source, text=text)
    if len(roles) > 1:
        report.note("role_several", row.source("role"), text=row.plain("role"))
    return roles[0] if roles else None


def _member(item: str, role: Role | None, row: Row, column: str, report: Report) -> MemberSaid:
    """`碧湖小学(含新合校区、石牛教学点)`, `城北小学(支援校)`, `刘英小学(本部)`, `稠州中学(义乌市)`."""
    name, sites, main = _NUMBERING.sub("", item), tuple[str, ...](), None
    for inner in re.findall(r"\(([^()]*)\)", name):
        if (named := role_named(inner)) is not None:
            role, name = named, name.replace(f"({inner})", "")
        elif inner.startswith(("含", "包括", "下辖", "辖")):
            sites = listed(re.sub(r"^(?:包含|包括|下辖|含|辖)|等$", "", inner).replace("和", "、"))
            main, name = True, name.replace(f"({inner})", "")
        elif kind_in(inner) is not None:
            name = name.replace(f"({inner})", "")
        elif _MAIN.fullmatch(inner):
            main, name = True, name.replace(f"({inner})", "")
    return MemberSaid(
        name, role, row.source(column), sites, main, code=row.plain("code"), valid=_valid(row, report)
    )


def _with_their_sites(members: tuple[MemberSaid, ...], row: Row, report: Report) -> tuple[MemberSaid, ...]:
    """Of several schools nobody knows whose the campuses beside them are."""
    if len(members) == 1:
        return (_with_sites(members[0], row),)
    if members and row.plain("sites") not in NOT_SAID:
        header = row.table.sheet.plain(row.table.header_row, row.table.columns["sites"])
        report.note("column_not_used", row.source("sites"), text=header)
    return members


def _with_sites(said: MemberSaid, row: Row) -> MemberSaid:
    """The campuses and short names that stand in columns of their own."""
    names = tuple(site for site in listed(row.text("sites")) if site not in NOT_SAID)
    away = tuple(
        site for site in names if not _MAIN.fullmatch(site.removeprefix(said.school)) and site != said.school
    )
    main: bool | None = said.main
    if "sites" in row.table.columns and (
        not names or len(away) < len(names) or row.plain("sites")[:1] == "含"
    ):
        main = True
    away = tuple(re.sub(r"^(?:包含|含)", "", site) for site in away)
    short = tuple(name for name in listed(row.text("short")) if name not in NOT_SAID)
    return MemberSaid(
        said.school, said.role, said.source, (*said.sites, *away), main, short, said.code, said.valid
    )


def _valid(row: Row, report: Report) -> DateSpan:
    """What cannot be read as dates (三年, 长期) bounds nothing, and is noted."""
    text = row.text("valid")
    if plain(text) in NOT_SAID:
        return ALWAYS
    try:
        return term_of_years(text)
    except NotUnderstoodError:
        report.note("membership_dates_not_read", row.source("valid"), text=plain(text))
        return ALWAYS


def _items(text: str) -> tuple[str, ...]:
    """Items of a cell, plain; separators in brackets divide nothing."""
    depth, parts = 0, [""]
    for sign in re.sub(r"[;；,，\n]", "、", text).replace("（", "(").replace("）", ")"):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "、" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return tuple(item for part in parts if (item := plain(part)) not in NOT_SAID)
