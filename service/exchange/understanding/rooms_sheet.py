"""网络功能室, 同步教室: a campus's rooms, what they are for, and how many ends they connect."""

import re

from service.domain.identity import CampusId
from service.domain.places import Place, PlaceKind
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.names import Names, key
from service.exchange.understanding.reports import Report
from service.exchange.understanding.tables import Table, find_table

_ENDS = re.compile(r"(\d{1,3})[个所校端]?")
_UNLIMITED = frozenset({"", "-", "—", "/", "不限", "无", "――"})


def rooms_table(sheet: Sheet) -> Table | None:
    return find_table(
        sheet,
        {
            "campus": r"校区|学校|单位",
            "room": r"教室|教室名称|室名|名称|功能室|同步教室|房间",
            "use": r"用途|角色|功能|作用|类型",
        },
        {"ends": r"最多连接(?:数|校数|端数)?|连接数|容量|最多接入(?:数)?"},
    )


def rooms(table: Table, names: Names, report: Report) -> int:
    """Every row as a place; the number of rows. Capacity belongs to rooms that host."""
    count = 0
    seen: set[tuple[CampusId, str]] = set()
    for row in table.rows():
        campus = names.campus(row.text("campus"), row.source("campus"))
        if not row.plain("room"):
            report.problem("cell_empty", row.source("room"), column="教室")
            continue
        use = row.plain("use")
        hosts, receives = "主讲" in use, "听讲" in use or "接收" in use
        if not hosts and not receives:
            report.problem("room_use_unreadable", row.source("use"), text=use)
        ends = row.plain("ends")
        max_ends: int | None = None
        if match := _ENDS.fullmatch(ends):
            max_ends = int(match[1])
        elif ends not in _UNLIMITED:
            report.problem("number_unreadable", row.source("ends"), text=ends)
        if campus is None:
            continue
        if (campus.id, key(row.text("room"))) in seen:
            report.problem("room_twice", row.source("room"), text=row.plain("room"), campus=campus.name)
        seen.add((campus.id, key(row.text("room"))))
        names.put_place(
            Place(
                names.new_place_id(),
                campus.id,
                plain(row.text("room")),
                PlaceKind.SYNC,
                can_host=hosts,
                max_ends=max_ends if hosts else None,
            )
        )
        count += 1
    return count
