"""教共体名单: every community of a district, and which school is what in it.

A row per school with a column for its role, or a row per community with a column per role; merged cells,
headings such as 一、融合型教共体, roles and campuses in brackets: 城北小学(支援校), 梅山小学(含黄村校区).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from calendars.spans import ALWAYS, DateSpan
from service.domain.communities import CommunityKind, Role
from service.domain.corrections import CorrectionKind
from service.domain.sources import Source
from service.exchange.notation.membership_roles import role_named, roles_headed, roles_in
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import NOT_SAID, listed, plain
from service.exchange.notation.terms_of_years import term_of_years
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.overview_sheet import kind_in
from service.exchange.understanding.reports import Report
from service.exchange.understanding.tables import Row, Table, columns_in

_HEADER_WITHIN = 12
_CALLED = r"(?:教[共联]体|(?:学校)?共同体|(?:教育)?集团|联盟|片区)"
_COLUMNS = {
    "number": r"序号|编号",
    "community": rf"(?:所属|所在)?{_CALLED}(?:[/、(]+{_CALLED}\)?)*(?:\(.*\))?(?:名称)?",
    "kind": r"(?:教共体|共同体|办学|结对)?(?:类型|形式|模式|类别|性质)(?:/形态)?",
    "shape": r"形态|组合形态|结构|规模|组成(?:形态)?",
    "school": r"(?:所在|成员|参与|组成)?(?:学校|单位)(?:名称)?(?:\(.*\))?|成员(?:校名单)?(?:\(.*\))?",
    "role": r"(?:承担|学校|成员|单位)?(?:角色|身份|职责|作用)",
    "sites": r"(?:所含|下辖|含|包含)?(?:校区|教学点)(?:[、/(及和]*(?:教学点|校区)\)?)?(?:名称)?",
    "short": r"(?:学校)?(?:简称|别名|简写)",
    "code": r"(?:学校)?(?:标识码|代码|学校代码)",
    "valid": r"起止(?:时间|日期|年月)?|任期|(?:结对|合作|建设)?(?:期限|周期|时间)|有效期",
}
#: What no list of communities has: these are sheets of wishes, plans, rooms, teachers, activities.
_OTHER_LISTS = re.compile(
    r"姓名|(?:主讲|辅助)?教师(?!人?数).*|工号|学科|教室.*|室名|节次|日期|活动.*|主题|星期.*|周次|用途"
)
_SHAPE = re.compile(r"1\+(?:\d+|[NnX])(?:\+(?:\d+|[NnX…]+))*…?")
_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+\)?[、.)]|[①-⑳])")
_MAIN = re.compile(r"(?:学校)?(?:校?本部|主校区?|总校区?|中心校区?)")
_ROLE_COLUMN = "role:"
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


def memberships_table(sheet: Sheet) -> Table | None:
    """A header with communities, and with schools or at least two roles as columns."""
    for row in range(1, min(sheet.last_row, _HEADER_WITHIN) + 1):
        headers = {sheet.plain(row, column) for column in range(1, sheet.last_column + 1)}
        if any(_OTHER_LISTS.fullmatch(header) for header in headers):
            continue
        roles = _role_columns(sheet, row)
        named = {**_COLUMNS, "community": rf"{_COLUMNS['community']}|名称"} if len(roles) >= 2 else _COLUMNS
        others = columns_in(sheet, row, named)
        columns = {name: column for name, column in others.items() if column not in roles.values()} | roles
        if len(roles) >= 2 or ("community" in columns and ("school" in columns or roles)):
            return Table(sheet, row, columns)
    return None


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


def _role_columns(sheet: Sheet, row: int) -> dict[str, int]:
    """Columns headed by roles. A single 成员学校 holds all the schools, whatever they are."""
    found: dict[str, int] = {}
    for column in range(1, sheet.last_column + 1):
        if roles := roles_headed(sheet.text(row, column)):
            found.setdefault(_ROLE_COLUMN + "/".join(role.value for role in roles), column)
    only = next(iter(found.values()), 0)
    return {} if len(found) == 1 and re.fullmatch(_COLUMNS["school"], sheet.plain(row, only)) else found


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
        if name.startswith(_ROLE_COLUMN):
            role = _role_headed(name.removeprefix(_ROLE_COLUMN), kinds)
            for item in _items(row.text(name)):
                yield _member(item, role, row, name, report)
    of_row = _one_role(row, above, report)
    items = _items(row.text("school"))
    for item in items:
        said = _member(item, of_row, row, "school", report)
        if len(items) == 1:
            said = _with_sites(said, row)
        yield said


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
