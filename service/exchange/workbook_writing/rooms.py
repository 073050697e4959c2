"""网络功能室: the rooms that can be linked, what they are for, and how many ends they connect."""

from collections.abc import Sequence

from openpyxl.workbook import Workbook

from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.places import PlaceKind
from service.exchange.workbook_writing.paper import table


def write_rooms(book: Workbook, district: District, campus_ids: Sequence[CampusId]) -> None:
    rows = [
        (
            district.campus[place.campus_id].name,
            place.name,
            "主讲+听讲" if place.can_host else "听讲",
            "—" if place.max_ends is None else place.max_ends,
        )
        for place in district.places
        if place.kind is PlaceKind.SYNC and place.campus_id in campus_ids
    ]
    table(book, "网络功能室", "网络功能室", ("校区", "教室", "用途", "最多连接"), rows)
