"""节假日与调休: a list of days that speaks of holidays or of make-up days."""

import re
from collections.abc import Iterable

from service.exchange.notation.day_sayings import says_whose
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Table, find_table

DAYS = r"(?:放假|休假|起止|具体|休息)?(?:日期|时间)(?:范围|安排)?|放假安排|放假起止(?:日期|时间)|起讫日期"
HOLIDAY = r"节日|节假日|假日|假期|(?:节日|节假日|假期|假日)(?:名称)?"
_ROLES = {
    "holiday": HOLIDAY,
    "makeup": r"(?:调休|补课|补班|调课|上班)(?:上课|上班)?(?:日期|时间|安排|日|情况)?|调休",
    "instead": r"(?:执行|对应|所补)?课表(?:执行|安排)?"
    r"|补上?(?:哪天|何日|什么)的?课|(?:上课|课程)安排|所补日期|补课内容",
    "remarks": r"说明|备注|具体安排",
    "kind": r"类型|类别|性质",
    "name": r"(?:名称|事项|事由|活动|内容|项目|原因)(?:/.+|及.+|\(.+\))?",
    "scope": r"(?:适用|执行)?(?:范围|学校|校区|对象|单位|年级)|涉及学校",
    "count": r"(?:放假)?天数",
}
_NAMES_IT = re.compile(r"节假日|调休|放假|假期|停课")
_WEEKS = ("周次", "教学周")


def closures_table(sheet: Sheet) -> Table | None:
    """A list of days that speaks of holidays or of make-up days; 校区活动 and a 校历 are others."""
    table = find_table(sheet, {"days": DAYS}, _ROLES)
    if table is None:
        return None
    header = [sheet.plain(table.header_row, column) for column in range(1, sheet.last_column + 1)]
    if any(text in _WEEKS for text in header):
        return None
    roles = dict(table.columns)
    if "安排" in header:
        # Beside a type it says more of it; else it is the type.
        roles.setdefault("remarks" if "kind" in roles else "kind", header.index("安排") + 1)
    if (column := _saying_whose(sheet, table.header_row, roles.values())) is not None:
        roles.setdefault("instead", column)
    speaks = "holiday" in roles or "makeup" in roles
    called = _NAMES_IT.search(plain(sheet.name) + table.title) is not None
    if speaks or (called and roles.keys() & {"kind", "instead", "name"}):
        return Table(sheet, table.header_row, roles)
    return None


def _saying_whose(sheet: Sheet, header_row: int, known: Iterable[int]) -> int | None:
    """A column under some other header in which 补10月6日课 or 上周五课 stands."""
    taken = set(known)
    saying = (c.column for c in sheet.cells if c.row > header_row and says_whose(plain(c.text)))
    return next((column for column in saying if column not in taken), None)
