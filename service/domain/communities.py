"""Schools, their campuses, and the communities they belong to, each relation with its dates."""

from dataclasses import dataclass
from enum import StrEnum

from calendars.spans import ALWAYS, DateSpan
from service.domain.identity import CampusId, CommunityId, SchoolId


class CommunityKind(StrEnum):
    """Zhejiang's three kinds (浙教基〔2020〕70号); the kind only gives defaults of who may change what."""

    MERGED = "merged"  # 融合型: one legal person, one office
    CO_BUILT = "co_built"  # 共建型: the lead coordinates
    COOPERATIVE = "cooperative"  # 协作型: everything by agreement


class Role(StrEnum):
    """What a school is in one community; it may be another thing in the next."""

    CORE = "core"  # 核心校
    MEMBER = "member"  # 成员校
    SUPPORTING = "supporting"  # 支援校
    SUPPORTED = "supported"  # 受援校
    GROUP_HEAD = "group_head"  # 集团总校
    LEAD_UNIT = "lead_unit"  # 组长单位
    ROTATING_LEAD = "rotating_lead"  # 轮值牵头
    ALLIED = "allied"  # 联盟校

    @property
    def leads(self) -> bool:
        """Whether this role drafts and publishes the common table."""
        return self in _LEADING


_LEADING = frozenset({Role.CORE, Role.SUPPORTING, Role.GROUP_HEAD, Role.LEAD_UNIT, Role.ROTATING_LEAD})


@dataclass(frozen=True, slots=True)
class School:
    """A legal person; it decides over its own home timetables. `code` is the 学校标识码 where known."""

    id: SchoolId
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Campus:
    """A site (校区, 教学点) with its own bells. `aliases` are the other names its workbooks use."""

    id: CampusId
    school_id: SchoolId
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Community:
    """Schools that share lessons; `shape` is 1+1, 1+N, 1+1+… as the district writes it."""

    id: CommunityId
    name: str
    kind: CommunityKind
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A school's role in one community, with dates; `campus_id` narrows it to one site of a merged school."""

    community_id: CommunityId
    school_id: SchoolId
    role: Role
    campus_id: CampusId | None = None
    valid: DateSpan = ALWAYS


@dataclass(frozen=True, slots=True)
class Custody:
    """托管: a dated record that hands the right over a school's home timetable to its lead."""

    school_id: SchoolId
    held_by: SchoolId
    valid: DateSpan = ALWAYS
