"""The rooms of each campus, what they are for, and how many ends they connect."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.communities import Campus
from service.domain.identity import CampusId
from service.domain.places import Place, PlaceKind
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import listed, plain
from service.exchange.recognition.tables import Row, Table
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names, key

_ENDS = re.compile(
    r"(?:最多|至多|不超过|可|支持|≤|≦|<=)?(?:1|一)?(?:拖|对|带)?\+?(\d{1,3})(?:[个所校端路点间]|方)?(?:校区?|学校|教室)?"
)
_UNLIMITED = frozenset(
    {"", "-", "—", "/", "不限", "无", "――", "无限制", "1拖N", "一拖N", "1拖多", "1+N", "N"}
)
_ENDS_IN_USE = re.compile(r"[1一](?:拖|对|带)(\d{1,2})")
_HOSTS = re.compile(r"主讲|主课堂|录播|双向|互动|授课|输出|主播")
_RECEIVES = re.compile(r"听讲|接收|听课|收看|收听|辅课堂|分课堂|远端|录播|双向|互动|输入")
_NEVER_HOSTS = re.compile(
    r"仅(?:供|作|可|能|限)?(?:听|接收|收|远端)|只(?:供|作|可|能)?(?:听|接收|收)|(?:不可|不能|非|无)主讲"
)


@dataclass(frozen=True, slots=True)
class RoomUse:
    """`ends`: how many it connects where the use says so (1拖3)."""

    hosts: bool
    ends: int | None = None


def rooms(table: Table, names: Names, report: Report) -> int:
    """Every room of every row as a place; their number. Capacity belongs to rooms that host."""
    count = 0
    seen: set[tuple[CampusId, str]] = set()
    campus: Campus | None = None
    for row in table.rows():
        if row.plain("campus") or campus is None:
            campus = names.campus(row.text("campus"), row.source("campus"))
        if not row.plain("room"):
            report.problem("cell_empty", row.source("room"), column="教室")
            continue
        use = _use(row, report)
        ends = _ends(row, use, report)
        for name in listed(row.text("room")) if campus is not None else ():
            _put(row, campus, name, use, ends, names, report, seen)
            count += 1
    return count


def _put(
    row: Row,
    campus: Campus | None,
    name: str,
    use: RoomUse | None,
    ends: int | None,
    names: Names,
    report: Report,
    seen: set[tuple[CampusId, str]],
) -> None:
    if campus is None:
        return
    if (campus.id, key(name)) in seen:
        report.problem("room_twice", row.source("room"), text=name, campus=campus.name)
    seen.add((campus.id, key(name)))
    hosts = use is not None and use.hosts
    names.put_place(
        Place(
            names.new_place_id(),
            campus.id,
            name,
            PlaceKind.SYNC,
            can_host=hosts,
            max_ends=ends if hosts else None,
        )
    )


def room_use(text: str) -> RoomUse:
    """`主讲+听讲`, `仅接收`, `录播教室`, `主讲(1拖3)`; NotUnderstoodError `room_use_unreadable`."""
    said = plain(text)
    hosts, receives = _HOSTS.search(said), _RECEIVES.search(said)
    if not hosts and not receives:
        raise NotUnderstoodError("room_use_unreadable", text)
    ends = _ENDS_IN_USE.search(said)
    return RoomUse(hosts is not None and not _NEVER_HOSTS.search(said), int(ends[1]) if ends else None)


def room_ends(text: str) -> int | None:
    """`2`, `4所`, `1拖3`; None is unlimited; NotUnderstoodError `number_unreadable`."""
    said = plain(text)
    if said in _UNLIMITED:
        return None
    match = _ENDS.fullmatch(said)
    if match is None:
        raise NotUnderstoodError("number_unreadable", plain(text))
    return int(match[1])


def _use(row: Row, report: Report) -> RoomUse | None:
    """As its column says; where that is empty, as the name does: 主讲室一."""
    text = row.text("use") if row.plain("use") else row.text("room")
    return report.read(room_use, text, row.source("use"))


def _ends(row: Row, use: RoomUse | None, report: Report) -> int | None:
    if not row.plain("ends"):
        return None if use is None else use.ends
    return report.read(
        room_ends, row.text("ends"), row.source("ends"), lambda ends: "不限" if ends is None else f"1拖{ends}"
    )


def room_names(row: Row) -> Iterator[str]:
    """The rooms of a row, as keys."""
    return map(key, listed(row.text("room")))
