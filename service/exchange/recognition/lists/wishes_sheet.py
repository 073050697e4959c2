"""同步课堂需求, 空中同步课堂计划: a wish per row, or a row per receiver with the wish merged beside them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.notation.receivers_written import receiver_items
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Row, Table, find_table

_WHERE = r"(?:校区|学校|校|方|端|单位|点)"
_GIVES = rf"(?:主讲|授课|支援|主课堂|输出|发起){_WHERE}{{0,2}}"
_LISTENS = rf"(?:听讲|接收|听课|受援|收看|收听|远端|参与|辅课堂|分课堂){_WHERE}{{0,2}}"
_BESIDE = r"(?:\(.*\))?"
_SLOTS = rf"(?:时段|时间段?|节次){_BESIDE}"
#: what begins so below 周次/日期 is a date: 9.15, 2026-09-15, 9月15日; 1-18 are weeks
_DATE = re.compile(
    r"(?:20)?2\d年|20\d\d[-./]\d|20\d{6}|(?:1[0-2]|0?[1-9])[./月]\d|[一二三四五六七八九十]{1,2}月"
)
#: What a wish says once; the other columns are of its receivers.
ONCE = (
    "subject",
    "lecturer",
    "host",
    "host_class",
    "date",
    "weekday",
    "time",
    "period",
    "weeks",
    "times",
    "double",
    "room",
    "community",
    "allowed",
    "forbidden",
)


NEEDED = {
    "code": r"编号|序号|需求编号|课程编号|需求号|课堂编号",
    "subject": r"学科|科目|课程|课程名称",
    "lecturer": rf"(?:主讲|{_GIVES}|上课)(?:教师|老师|人)(?:姓名)?{_BESIDE}|主讲{_BESIDE}",
    "receivers": rf"(?!{_LISTENS}(?:班级?|教师|老师|教室|室|地点|辅.*|助.*|人数)$){_LISTENS}.*",
}
_MORE = {
    "community": r"(?:所属|所在)?(?:教[共联]体|(?:学校)?共同体|(?:教育)?集团|联盟)(?:名称)?",
    "grade": r"年级",
    "host_class": rf"(?:{_GIVES})?班级?{_BESIDE}",
    "host": rf"(?:主讲|授课|支援|主课堂|输出|发起){_WHERE}{{1,2}}{_BESIDE}",
    "weekday": r"(?:上课)?(?:(?:星期|周几)(?:[/或(]*(?:星期|日期|周几)\)?)?|日期[/或(]+(?:星期|周几)\)?)",
    "date": r"(?:上课|开课|具体|单次)?日期",
    "time": rf"(?:上课|开课|授课|同步)?时间(?:安排)?{_BESIDE}",
    "allowed": rf"(?:可排课?|可选|允许(?:排课)?|可(?:以|安)排(?:课)?|可上课?)的?{_SLOTS}",
    "forbidden": rf"(?:(?:不(?:可|能|宜)?|禁止?|勿|避免)(?:安?排课?|用)|避开|不可)的?{_SLOTS}",
    "period": r"节次(?:[/或(]*时间\)?)?|课节|第几节",
    "weeks": r"(?:上课|教学)?周次(?:/单双周|\(单双周\))?|教学周|单双周|单/双周?|起止周|频次|频率"
    r"|(?:上课)?(?:周次?[/或、(]+(?:具体|上课)?日期|日期[/或、(]+周次?)\)?",
    "double": r"(?:是否|需要)?(?:连堂|连排|连上)(?:课)?",
    "times": r"(?:周|每周)(?:课时|节数|次数)|每周几节",
    "room": rf"(?:{_GIVES})(?:教室|室|地点)|(?:同步|录播)?教室",
    "receiving_class": rf"{_LISTENS}班级?",
    "receiving_room": rf"{_LISTENS}(?:教室|室|地点)",
    "assistants": rf"(?:{_LISTENS})?(?:辅助|辅导|协助|助课|听讲)(?:教师|老师)|助教",
    "replaces": r"替[代换](?:原课|课程|方式|说明)?|占用课程|原课|顶替课程|是否替代.*",
    "kind": r"(?:课程|课堂|授课|同步)?(?:类型|形式|类别)|课型",
    "topic": r"课题|内容|课程内容|教学内容|主题",
}


def wishes_table(sheet: Sheet) -> Table | None:
    return find_table(sheet, NEEDED, _MORE)


@dataclass(frozen=True)
class WishRows:
    """The rows of one wish: what it says once, from the first that says it, and a row per receiver."""

    rows: tuple[Row, ...]

    @property
    def table(self) -> Table:
        return self.rows[0].table

    def saying(self, role: str) -> Row:
        """The first row that says something there, else the first."""
        return next((row for row in self.rows if row.plain(role)), self.rows[0])

    @cached_property
    def _in_one(self) -> Mapping[str, str]:
        """`城北小学 三(1)班 张三` in the lecturer's cell is host, class and lecturer."""
        if {"host_class", "host"} & self.table.columns.keys():
            return {}
        items = receiver_items(self.saying("lecturer").text("lecturer"))
        if len(items) != 1 or not items[0].classes or not items[0].assistant:
            return {}
        return {"host": items[0].place, "host_class": items[0].classes, "lecturer": items[0].assistant}

    @cached_property
    def _says_days_for_weeks(self) -> bool:
        """Below 周次/日期 stand weeks or dates: each cell says which."""
        if self.saying("date").plain("date"):
            return False
        return _DATE.match(self.saying("weeks").plain("weeks")) is not None

    def column(self, role: str) -> str:
        """The role of the column that says it."""
        if role == "date" and self._says_days_for_weeks:
            return "weeks"
        return "lecturer" if role in self._in_one else role

    def text(self, role: str) -> str:
        if role == "weeks" and self._says_days_for_weeks:
            return ""
        column = self.column(role)
        return self._in_one.get(role) or self.saying(column).text(column)

    def plain(self, role: str) -> str:
        return plain(self.text(role))

    def source(self, role: str) -> Source:
        column = self.column(role)
        return self.saying(column).source(column)


def wish_rows(table: Table) -> Iterator[WishRows]:
    """Rows that go on with the wish above: its cells are merged down, left empty, or say the same again."""
    mine: list[Row] = []
    for row in table.rows():
        if mine and not _goes_on(mine[0], row):
            yield WishRows(tuple(mine))
            mine = []
        mine.append(row)
    if mine:
        yield WishRows(tuple(mine))


def _goes_on(first: Row, row: Row) -> bool:
    if not row.plain("receivers") or (row.plain("code") and row.plain("code") != first.plain("code")):
        return False
    says = [role for role in ONCE if row.plain(role)]
    if not row.plain("code"):
        return not says and bool(first.plain("code"))
    return all(row.plain(role) == first.plain(role) for role in says) and _differs(first, row)


def _differs(first: Row, row: Row) -> bool:
    """The same code over a merged cell, or beside another receiver: not the very same row twice."""
    merged = row.source("code") == first.source("code")
    beside = ("receivers", "receiving_class")
    return merged or any(row.plain(role) != first.plain(role) for role in beside)
