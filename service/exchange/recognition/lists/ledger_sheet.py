"""年度活动台账: a line for each activity of a community, with sub-headings, merged types and a total."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Row, Table, find_table
from service.exchange.reporting.reports import Report

_HOSTS = r"(?:主办|承办|牵头|组织)"
_SPEAKERS = r"(?:主讲|执教|授课|主持|负责)"
TOPIC = r"(?:活动)?(?:主题|名称|内容|题目)(?:\(.*\))?|课题|主题/内容|活动"
DAYS = r"(?:活动|开展|举办|实施)?(?:日期|时间|年月日)(?:\(.*\))?"
_ROLES = {
    "code": r"编号|序号|活动编号",
    "month": r"月份|年月",
    "days": DAYS,
    "community": r"(?:所属)?(?:教共体|教联体|(?:学校)?共同体|教育集团|联盟)(?:名称)?",
    "kind": r"(?:活动)?(?:类型|类别|项目|种类)(?:\(.*\))?",
    "topic": TOPIC,
    "subject": r"学科|科目|学段学科",
    "mode": r"(?:活动|开展|组织)?(?:形式|方式)(?:\(.*\))?|线上/?线下",
    "host": rf"{_HOSTS}(?:[/、(]?{_HOSTS}\)?)?(?:学校|单位|校区|校|方)?",
    "members": r"(?:参加|参与|受援|协办|听课)(?:学校|单位|校区|校)|参与(?:面|范围)|学校|单位",
    "speaker": rf"{_SPEAKERS}(?:[/、(]?{_SPEAKERS}\)?)?(?:人|教师|者)?",
    "people": r"(?:参加|参与|活动)(?:人员|教师|对象)|人员|听课教师",
    "place": r"(?:活动|举办)?地点|场所",
    "lessons": r"节数|课时数?|课时\(节\)|节次数",
    "times": r"次数|场次|场数",
    "amount": r"(?:完成)?数量(?:\(.*\))?|计数|节\(次\)数|次\(节\)数|节数/次数|节次人数",
    "heads": r"人次|人数|参加人数|参与人数|参与人次",
    "status": r"完成情况|状态|是否完成|完成|进展|落实情况",
    "evidence": r"(?:佐证|过程|证明|台账)?材料(?:清单|名称)?|佐证|附件",
    "remarks": r"备注|说明",
}
#: what the number in a column without a unit counts
UNITS = {"lessons": "节", "times": "次", "amount": "", "heads": "人次"}
_CALLED = re.compile(r"台账|活动(?:记录|登记|统计|汇总|清单|一览)")
_TELLING = {"status", "evidence", "lessons", "times", "amount", "heads"}
_CONTINUED = {"community", "kind", "month"}
_TOTAL = re.compile(r"(?:合|总|小|累|共)计.*|本?(?:月|年度?|学期)(?:合|小|共|总)计.*")
#: 一、示范课 and (二)集体教研 between the lines
_NUMBERED = re.compile(r"^(?:\(?[一二三四五六七八九十]+[、.)]|\d+[、.)])+")


@dataclass(frozen=True)
class Line:
    """A line, and what it continues of the lines above: community, type and month are often left out."""

    row: Row
    above: Mapping[str, str]

    def plain(self, role: str) -> str:
        return self.row.plain(role) or self.above.get(role, "")

    def text(self, role: str) -> str:
        return self.row.text(role).strip() or self.above.get(role, "")

    def source(self, role: str) -> Source:
        return self.row.source(role)


def called_ledger(sheet: Sheet) -> Table | None:
    """Lines with a date and a topic in a sheet that calls itself 台账 or the like."""
    table = _lines_of(sheet)
    if table is None or _CALLED.search(plain(sheet.name) + table.title) is None:
        return None
    return table if len(table.columns) > len(("topic", "days")) else None


def ledger_table(sheet: Sheet) -> Table | None:
    """Lines with a date, a type, a topic, and what only a ledger has: 完成情况, 节数, 材料."""
    table = _lines_of(sheet)
    told = table is not None and "kind" in table.columns and _TELLING & table.columns.keys()
    return table if told else None


def _lines_of(sheet: Sheet) -> Table | None:
    table = find_table(sheet, {"topic": TOPIC}, _ROLES)
    return table if table is not None and {"days", "month"} & table.columns.keys() else None


def lines(table: Table, report: Report) -> Iterator[Line]:
    """The lines of activities; totals, repeated headers and sub-headings are none."""
    above: dict[str, str] = {}
    for row in table.rows():
        texts = {role: text for role in table.columns if (text := row.plain(role))}
        distinct = set(texts.values())
        if any(_TOTAL.fullmatch(text) for text in distinct):
            report.note("row_not_used", row.source(next(iter(texts))), text=" ".join(texts.values()))
        elif _is_header(table, texts):
            continue
        elif len(distinct) == 1 and texts.keys() not in ({"topic"}, {"days"}):
            above = _of_heading(distinct.pop(), above)
        elif texts.keys() & {"topic", "days"}:
            above |= {role: texts[role] for role in _CONTINUED if role in texts}
            yield Line(row, dict(above))
        elif texts.keys() - _CONTINUED:
            report.note("row_not_used", row.source(next(iter(texts))), text=" ".join(texts.values()))


def _is_header(table: Table, texts: Mapping[str, str]) -> bool:
    """Whether a row says the header again, as on the next printed page."""
    header = {role: table.sheet.plain(table.header_row, table.columns[role]) for role in texts}
    return header == texts


def _of_heading(text: str, above: Mapping[str, str]) -> dict[str, str]:
    """A sub-heading names the type, the community or the month of what follows."""
    said = _NUMBERED.sub("", text).rstrip(":")
    if re.fullmatch(r"(?:20\d\d年)?[\d一二三四五六七八九十]+月份?", said):
        return {**above, "month": said}
    if re.search(r"(?:共体|联体|共同体|集团|联盟)(?:\(.*\))?$", said):
        return {"community": said}
    return {**above, "kind": said}
