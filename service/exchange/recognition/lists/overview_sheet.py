"""说明: what the community is called, of which kind it is, and who is what in it."""

import re
from dataclasses import dataclass

from service.domain.communities import CommunityKind, Role
from service.domain.sources import Source
from service.exchange.notation.plain_text import listed, plain
from service.exchange.reading.sheets import Sheet

_NAME_KEYS = re.compile(r"(?:教联体|教共体|学校共同体|共同体|教育集团|联盟)(?:名称)?")
_KINDS = (
    ("融合", CommunityKind.MERGED),
    ("共建", CommunityKind.CO_BUILT),
    ("协作", CommunityKind.COOPERATIVE),
    # A group defaults to co_built, assistance and alliance to cooperative.
    ("集团", CommunityKind.CO_BUILT),
    ("帮扶", CommunityKind.COOPERATIVE),
    ("联盟", CommunityKind.COOPERATIVE),
)
_ROLES = {
    "核心校": Role.CORE,
    "核心校区": Role.CORE,
    "成员校": Role.MEMBER,
    "支援校": Role.SUPPORTING,
    "受援校": Role.SUPPORTED,
    "集团总校": Role.GROUP_HEAD,
    "组长单位": Role.LEAD_UNIT,
    "轮值牵头": Role.ROTATING_LEAD,
    "联盟校": Role.ALLIED,
}
_SHAPE = re.compile(r"(\d+)所核心.*?(\d+)所成员")


def kind_in(text: str) -> CommunityKind | None:
    """The kind a text names: 融合型, 集团式 …"""
    return next((kind for word, kind in _KINDS if word in text), None)


@dataclass(frozen=True, slots=True)
class Overview:
    """`roles` are campuses as they are called there, with their role; `kind` None where nothing says it."""

    name: str
    kind: CommunityKind | None
    shape: str
    roles: tuple[tuple[str, Role, Source], ...]
    source: Source


def overview(sheet: Sheet) -> Overview | None:
    """A sheet of keys and values one of which names the community; None for any other."""
    name, kind, shape, source = "", None, "", sheet.whole
    roles: list[tuple[str, Role, Source]] = []
    for row in range(1, sheet.last_row + 1):
        key, value = sheet.plain(row, 1), sheet.text(row, 2)
        if _NAME_KEYS.fullmatch(key) and value.strip():
            name, source = plain(value).partition("(")[0], sheet.source(row, 2)
            kind = kind_in(value) or kind
        elif key in ("类型", "形式", "性质"):
            kind = kind_in(value) or kind
        elif key in _ROLES:
            roles += [(campus, _ROLES[key], sheet.source(row, 2)) for campus in listed(value)]
        elif match := _SHAPE.search(plain(value)):
            shape = f"{match[1]}+{match[2]}"
    if not name or sheet.last_column > 4:
        return None
    return Overview(name, kind, shape, tuple(roles), source)
