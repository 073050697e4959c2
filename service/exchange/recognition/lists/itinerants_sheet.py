"""走教教师: one person at several campuses, on which weekdays, and how long the way is.

A column per weekday with a campus in it; a row per teacher and campus; or the own school, the other schools
and the days there: 碧湖小学(周二、周四)、大港头学校(周五).
"""

import re

from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import weekdays
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Table, find_table

_NAME = r"(?:走教|共享|流动)?(?:教师)?姓名|走教教师|教师"
_MINUTES = r".*(?:路程|路上|车程|路途|交通|通勤|用时).*"
ROLES = {
    "name": _NAME,
    "subject": r"(?:任教)?(?:学科|科目)",
    "number": r"(?:教师|教)?工号.*|教师编号",
    "home": r"(?:所属|原|本|编制(?:所在)?|人事(?:关系)?(?:所在)?|派出|所在|任职|主)(?:学校|校区|校|单位)",
    "home_days": r"(?:本校|原校|所属学校|所在学校|主校)(?:任教|上课|在校)?(?:星期|时间|日)",
    "away": r"(?:走教|兼课|跨校(?:任教|兼课)?|流动|支教|受援|服务)(?:学校|校区|校|点|单位)(?:及时间|\(.*\))?"
    r"|(?:任教|任职|上课)?(?:学校|校区)(?:及|和|、|/|\()(?:星期|时间|日期).*",
    "days": r"(?:走教|到校|任教|上课|跨校)?(?:星期|日期|时间|日|工作日)(?:\(.*\))?"
    r"|(?:走教|到校|在校|任教|上课|时间)安排",
    "campus": r"学校|校区|任教学校|任教校区|单位|到校学校",
}
_TITLE = re.compile(r"走教|跨校|共享教师|流动|兼课")
SCHOOL, DAYS = "school:", "days:"
_SCHOOL_COLUMN = re.compile(r"(?:任教|走教)?(?:学校|校区)[1-5一二三四甲乙ABC]")
_DAYS_COLUMN = re.compile(r"(?:到校|走教|任教|上课|在校|工作)?(?:星期|日期|时间|日)[1-5一二三四甲乙ABC]?")


def itinerants_table(sheet: Sheet) -> Table | None:
    """A list of names with columns headed by weekdays, or with schools and the days there."""
    for needed in ({"name": _NAME, "minutes": _MINUTES}, {"name": _NAME}):
        table = find_table(sheet, needed, {**ROLES, "minutes": _MINUTES})
        if table is None:
            continue
        table = Table(sheet, table.header_row, {**table.columns, **_several_schools(table)})
        shared = "minutes" in needed or _TITLE.search(f"{plain(sheet.name)}{table.title}") is not None
        if shared and (weekday_columns(table) or _by_schools(table)):
            return table
    return None


def _by_schools(table: Table) -> bool:
    has = table.columns.keys()
    return bool({"away", f"{SCHOOL}1"} & has) or ("days" in has and bool({"campus", "home"} & has))


def _several_schools(table: Table) -> dict[str, int]:
    """学校1, 星期1, 学校2, 星期2 …: the columns of each school, where there are at least two of them."""
    found: dict[str, int] = {}
    count = 0
    for column in range(1, table.sheet.last_column + 1):
        header = table.sheet.plain(table.header_row, column)
        if _SCHOOL_COLUMN.fullmatch(header):
            count += 1
            found[f"{SCHOOL}{count}"] = column
        elif count and _DAYS_COLUMN.fullmatch(header):
            found.setdefault(f"{DAYS}{count}", column)
    return found if count >= 2 else {}


def weekday_columns(table: Table) -> dict[int, frozenset[int]]:
    """The columns whose header is weekdays, with these."""
    found: dict[int, frozenset[int]] = {}
    for column in range(1, table.sheet.last_column + 1):
        try:
            found[column] = weekdays(table.sheet.text(table.header_row, column))
        except NotUnderstoodError:
            continue
    return found
