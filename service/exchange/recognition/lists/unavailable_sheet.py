"""教师不可排课时段: a row per teacher, with the times at which she cannot teach."""

import re

from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Table, find_table

NAME = r"(?:教师|任课教师)?姓名|(?:任课)?教师"
#: headers that say it alone
TIMES = r"(?:教师)?(?:不可|不能|不宜|不便|不)(?:排课?|上课)?(?:的)?(?:时间|时段|节次)(?:段)?(?:\(.*\))?"
_TIMES_SO_CALLED = rf"{TIMES}|时间|时段|节次"
_OTHERS = {
    "campus": r"(?:所在|任教|所属)?(?:学校|校区|单位|教学点)(?:名称)?",
    "number": r"(?:教师|教职?|职)?工号|教师编号",
    "reason": r"说明|备注|原因|事由|理由",
}
_TITLE = re.compile(r"(?:不可|不能|不宜|不便|不)(?:排|上课)")


def unavailable_table(sheet: Sheet) -> Table | None:
    """Names with such times; where title or sheet speak of them, with times of any name."""
    table = find_table(sheet, {"name": NAME, "times": TIMES}, _OTHERS)
    if table is not None:
        return table
    table = find_table(sheet, {"name": NAME, "times": _TIMES_SO_CALLED}, _OTHERS)
    if table is None or not _TITLE.search(f"{plain(sheet.name)}{table.title}"):
        return None
    return table
