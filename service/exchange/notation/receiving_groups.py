"""Receivers that a wish names together: 全体受援校, 各校区, 全部成员校, 所有教学点, 各受援学校三年级."""

import re
from dataclasses import dataclass
from enum import StrEnum

from service.domain.communities import Role
from service.exchange.notation.class_lists import may_be_class_list
from service.exchange.notation.membership_roles import role_named
from service.exchange.notation.plain_text import plain

_WITHIN = r"(?:(?:本|该|我)?(?:教共体|教联体|学校共同体|共同体|集团|联盟|片区)(?:内|的|中)*)?"
_ALL = r"(?:全体|全部|所有|各个?|其他|其余|其它)+的?"
_GROUP = re.compile(rf"{_WITHIN}(?P<all>{_ALL})?{_WITHIN}(?P<whom>[^\d()]*?(?:校区?|教学点|单位))")
_ANY = re.compile(r"学?校|单位")


class Kind(StrEnum):
    """By what its schools belong to a group: all there are, sites of one school, small sites, or a role."""

    ALL = "all"
    SITES = "sites"
    TEACHING_POINTS = "teaching_points"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class ReceivingGroup:
    """`role` is that of Kind.ROLE; `classes` are those named behind the schools, "" for none."""

    kind: Kind
    role: Role | None = None
    classes: str = ""


def receiving_group(text: str) -> ReceivingGroup | None:
    """None where a text does not name schools together."""
    match = _GROUP.match(plain(text))
    if match is None:
        return None
    classes, whom = plain(text)[match.end() :].lstrip(":的"), match["whom"]
    if classes and not may_be_class_list(classes):
        return None
    role = role_named(whom)
    if not match["all"] and role is not Role.SUPPORTED:
        return None  # 校区, 分校: which of them?
    if role is not None:
        return ReceivingGroup(Kind.ROLE, role, classes)
    if _ANY.fullmatch(whom):
        return ReceivingGroup(Kind.ALL, classes=classes)
    if whom == "校区":
        return ReceivingGroup(Kind.SITES, classes=classes)
    return ReceivingGroup(Kind.TEACHING_POINTS, classes=classes) if whom == "教学点" else None
