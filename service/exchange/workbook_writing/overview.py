"""说明: what the community is called, of which kind it is, and who is what in it."""

from openpyxl.workbook import Workbook

from service.domain.communities import Community, CommunityKind, Membership, Role
from service.domain.district import District
from service.exchange.workbook_writing.paper import Paper

_KINDS = {
    CommunityKind.MERGED: "融合型",
    CommunityKind.CO_BUILT: "共建型",
    CommunityKind.COOPERATIVE: "协作型",
}
_ROLES = {
    Role.CORE: "核心校",
    Role.MEMBER: "成员校",
    Role.SUPPORTING: "支援校",
    Role.SUPPORTED: "受援校",
    Role.GROUP_HEAD: "集团总校",
    Role.LEAD_UNIT: "组长单位",
    Role.ROTATING_LEAD: "轮值牵头",
    Role.ALLIED: "联盟校",
}


def write_overview(book: Workbook, district: District, community: Community) -> None:
    paper = Paper(book, "说明")
    paper.header(("项目", "内容"))
    paper.write(("教联体", f"{community.name}({_KINDS[community.kind]})"))
    leading, plus, members = community.shape.partition("+")
    if plus and leading.isdecimal() and members.isdecimal():
        paper.write(("组成", f"{leading}所核心校 + {members}所成员校"))
    rows = [row for row in district.memberships if row.community_id == community.id]
    for role in dict.fromkeys(row.role for row in rows):
        names = [name for row in rows if row.role is role for name in _campuses(district, row)]
        paper.write((_ROLES[role], "、".join(names)))
    paper.fit(1)
    paper.print_on("A4")


def _campuses(district: District, row: Membership) -> list[str]:
    return [
        campus.name
        for campus in district.campuses
        if (campus.id == row.campus_id if row.campus_id is not None else campus.school_id == row.school_id)
    ]
