"""教师名册: a row per teacher, with school, 工号 and subject."""

import re
from dataclasses import replace

from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Table, find_table

NAME = r"(?:教师|教职工|任课教师)?姓名|教师"
NUMBER = r"(?:教师|教职?|职)?工号|教职?工编号|教师编号|编号|人员编号|教工代码"
_CAMPUS = r"(?:所在|任教|所属)?(?:校区|教学点)"
_SCHOOL = r"(?:所在|所属|任职|工作)?(?:学校|单位)(?:名称)?|学校/校区|校区/学校|学校\(校区\)"
_SUBJECT = r"(?:任教|主教|任课|所教|主要任教|执教)?(?:学科|科目)(?:\(.*\))?"


#: what every roster says of its people, and no timetable needs
_OF_PERSONS = re.compile(r"性别|(?:最高)?学历|职称|出生(?:年月|日期)|政治面貌|备注")


def roster_table(sheet: Sheet) -> Table | None:
    """Names with staff numbers; or names with schools and subjects."""
    table = _table(sheet)
    if table is None:
        return None
    columns = sheet.columns_of(table.header_row)
    persons = (one for one in columns if _OF_PERSONS.fullmatch(sheet.plain(table.header_row, one)))
    return replace(table, passed_over=frozenset(persons))


def _table(sheet: Sheet) -> Table | None:
    others = {"campus": _CAMPUS, "school": _SCHOOL, "subject": _SUBJECT}
    numbered = find_table(sheet, {"name": NAME, "number": NUMBER}, others)
    if numbered is not None:
        return numbered
    listed_by_school = find_table(sheet, {"name": NAME, "subject": _SUBJECT}, others)
    has = {} if listed_by_school is None else listed_by_school.columns
    return listed_by_school if {"campus", "school"} & has.keys() else None
