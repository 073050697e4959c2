"""教共体名单: a row per school with a column for its role, or a row per community with a column per role."""

import re

from service.exchange.notation.membership_roles import roles_headed
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import HEADER_WITHIN, Table, columns_in

_CALLED = r"(?:教[共联]体|(?:学校)?共同体|(?:教育)?集团|联盟|片区)"
COLUMNS = {
    "number": r"序号|编号",
    "community": rf"(?:所属|所在)?{_CALLED}(?:[/、(]+{_CALLED}\)?)*(?:\(.*\))?(?:名称)?",
    "kind": r"(?:教共体|共同体|办学|结对)?(?:类型|形式|模式|类别|性质)(?:/形态)?",
    "shape": r"形态|组合形态|结构|规模|组成(?:形态)?",
    "school": r"(?:所在|成员|参与|组成)?(?:学校|单位)(?:名称)?(?:\(.*\))?|成员(?:校名单)?(?:\(.*\))?",
    "role": r"(?:承担|学校|成员|单位)?(?:角色|身份|职责|作用)",
    "sites": r"(?:所含|[所下]辖|[所下]设|[所附]属|含|包含)?(?:校区|教学点)"
    r"(?:[、/(及和]*(?:教学点|校区)\)?)?(?:名称)?",
    "short": r"(?:学校)?(?:简称|别名|简写)",
    "code": r"(?:学校)?(?:标识码|代码|学校代码)",
    "valid": r"起止(?:时间|日期|年月)?|任期|(?:结对|合作|建设)?(?:期限|周期|时间)|有效期",
}
#: What no list of communities has: these are sheets of wishes, plans, rooms, teachers, activities.
_OTHER_LISTS = re.compile(
    r"姓名|(?:主讲|辅助)?教师(?!人?数).*|工号|学科|教室.*|室名|节次|日期|活动.*|主题|星期.*|周次|用途"
)
ROLE_COLUMN = "role:"


def memberships_table(sheet: Sheet) -> Table | None:
    """A header with communities, and with schools or at least two roles as columns."""
    for row in range(1, min(sheet.last_row, HEADER_WITHIN) + 1):
        headers = {sheet.plain(row, column) for column in range(1, sheet.last_column + 1)}
        if any(_OTHER_LISTS.fullmatch(header) for header in headers):
            continue
        roles = _role_columns(sheet, row)
        named = {**COLUMNS, "community": rf"{COLUMNS['community']}|名称"} if len(roles) >= 2 else COLUMNS
        others = columns_in(sheet, row, named)
        columns = {name: column for name, column in others.items() if column not in roles.values()} | roles
        if len(roles) >= 2 or ("community" in columns and ("school" in columns or roles)):
            return Table(sheet, row, columns)
    return None


def _role_columns(sheet: Sheet, row: int) -> dict[str, int]:
    """Columns headed by roles. A single 成员学校 holds all the schools, whatever they are."""
    found: dict[str, int] = {}
    for column in range(1, sheet.last_column + 1):
        if roles := roles_headed(sheet.text(row, column)):
            found.setdefault(ROLE_COLUMN + "/".join(role.value for role in roles), column)
    only = next(iter(found.values()), 0)
    return {} if len(found) == 1 and re.fullmatch(COLUMNS["school"], sheet.plain(row, only)) else found
