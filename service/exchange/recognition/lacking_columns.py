"""Sheets that call themselves by a standard name and lack a column, or headers: why no list is found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.bells import bell_headers
from service.exchange.recognition.lists import (
    calendar_sheet,
    closures_sheet,
    itinerants_sheet,
    ledger_sheet,
    memberships_sheet,
    plans_sheet,
    rooms_sheet,
    roster_sheet,
    wishes_sheet,
)
from service.exchange.recognition.tables import HEADER_WITHIN, columns_in, title_above


@dataclass(frozen=True, slots=True)
class _List:
    """`called` is what such a sheet is called; `needed` maps the template's headers to those accepted.

    `drawn`: it may be a picture of weeks or days, so that what has no headers need not be a list.
    """

    called: re.Pattern[str]
    needed: Mapping[str, str]
    drawn: bool = False


def _needed(roles: Mapping[str, str], **headers: str) -> Mapping[str, str]:
    return {header: roles[role] for role, header in headers.items()}


_PERIODS, _TIMES = bell_headers.LABELS[0], (bell_headers.TIME, bell_headers.START)
#: Told apart by names: the first that a sheet is called.
_LISTS = (
    _List(
        re.compile("作息"),
        {"节次": _PERIODS.pattern, "时间": "|".join(one.pattern for one in _TIMES)},
        drawn=True,
    ),
    _List(
        re.compile("节假日|调休"), {"日期": closures_sheet.DAYS, "节日": closures_sheet.HOLIDAY}, drawn=True
    ),
    _List(re.compile("校历|周历"), _needed(calendar_sheet.NEEDED, week="周次", days="日期"), drawn=True),
    _List(
        re.compile("同步教室|功能室|录播教室"),
        _needed(rooms_sheet.NEEDED, campus="学校", room="教室", use="用途"),
    ),
    _List(
        re.compile("同步课堂|专递课堂"),
        _needed(wishes_sheet.NEEDED, code="编号", subject="学科", lecturer="主讲教师", receivers="听讲学校"),
    ),
    _List(
        re.compile("教研计划|教研规划|四定"),
        _needed(plans_sheet.NEEDED, code="编号", time="定时间", topic="定主题", chair="定主持人"),
    ),
    _List(re.compile("台账"), {"活动主题": ledger_sheet.TOPIC, "日期": ledger_sheet.DAYS}),
    _List(re.compile("走教"), _needed(itinerants_sheet.ROLES, name="姓名", away="走教学校")),
    _List(re.compile("教师名册|教师花名册"), {"姓名": roster_sheet.NAME, "工号": roster_sheet.NUMBER}),
    _List(
        re.compile("教[共联]体名单"), _needed(memberships_sheet.COLUMNS, community="教共体", school="学校")
    ),
)


_MOST = 0.8  # of the rows of a list
_ITEM = 20  # characters: what is longer is a sentence, and none of a list


@dataclass(frozen=True, slots=True)
class Lacking:
    """`headers` stand in the row of headers and are none of those needed: one of them may be misspelt.

    `listed` is the first row of a list without headers, of which all needed are lacking; else "".
    """

    source: Source
    columns: tuple[str, ...]
    headers: tuple[str, ...]
    listed: str = ""


def lacking_columns(sheet: Sheet) -> Lacking | None:
    """Of the row with most of the headers needed; None where no such name, no such row, or nothing lacks."""
    rows = range(1, min(sheet.last_row, HEADER_WITHIN) + 1)
    headers = {row: _texts(sheet, row) for row in rows}
    for one in _LISTS:
        found = {row: columns_in(sheet, row, one.needed) for row in rows}
        # Of two, the one with more beside it: a title may be a header, too.
        row = max(rows, key=lambda row: (len(found[row]), len(headers[row])), default=0)
        columns = found.get(row, {})
        lacking = tuple(header for header in one.needed if header not in columns)
        if columns and lacking and one.called.search(f"{plain(sheet.name)} {title_above(sheet, row)}"):
            known = {sheet.plain(row, column) for column in columns.values()}
            others = tuple(text for text in headers[row] if text not in known)
            return Lacking(sheet.source(row, 1), lacking, others) if others else None
    return _without_headers(sheet)


def _without_headers(sheet: Sheet) -> Lacking | None:
    """A list that begins with its first item: rows of short texts, as many as are needed in most of them."""
    texts = {row: _texts(sheet, row) for row in sheet.rows}
    first = next((row for row, some in texts.items() if len(some) > 1), 0)
    items = [some for row, some in texts.items() if row >= first]
    called = f"{plain(sheet.name)} {title_above(sheet, first)}"
    one = next((one for one in _LISTS if one.called.search(called)), None)
    if one is None or one.drawn or len(items) < 2:
        return None
    whole = sum(len(some) >= len(one.needed) and max(map(len, some)) < _ITEM for some in items)
    if whole < _MOST * len(items):
        return None
    return Lacking(sheet.source(first, 1), tuple(one.needed), (), " ".join(texts[first]))


def _texts(sheet: Sheet, row: int) -> tuple[str, ...]:
    texts = (sheet.plain(row, column) for column in range(1, sheet.last_column + 1))
    return tuple(filter(None, dict.fromkeys(texts)))
