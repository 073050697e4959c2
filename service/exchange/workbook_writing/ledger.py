"""年度活动台账: a line for each activity of a community, in the school's own words."""

from openpyxl.workbook import Workbook

from service.domain.activities import Activity
from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.research_sessions import Mode
from service.exchange.workbook_writing.paper import table
from service.exchange.workbook_writing.spelling import campus_text

_HEADER = (
    "编号", "日期", "教共体", "活动类型", "主题", "学科", "形式", "主办学校", "参加学校", "参加人员", "地点",
    "数量", "状态", "备注",
)  # fmt: skip
_MODES = {Mode.ONLINE: "线上", Mode.ON_SITE: "线下", None: ""}


def write_ledger(book: Workbook, district: District, community_id: CommunityId) -> None:
    """No sheet for a community without activities."""
    rows = [_row(district, one) for one in district.activities if one.community_id == community_id]
    if rows:
        table(book, "年度活动台账", "年度活动台账", _HEADER, rows)


def _row(district: District, activity: Activity) -> tuple[str, ...]:
    return (
        activity.code,
        _days(activity),
        district.community[activity.community_id].name,
        activity.kind,
        activity.topic,
        activity.subject,
        _MODES[activity.mode],
        "" if activity.host_campus_id is None else campus_text(district, activity.host_campus_id),
        "、".join(campus_text(district, campus_id) for campus_id in activity.campus_ids),
        activity.people_text,
        activity.place_text,
        f"{activity.count}{activity.unit}",
        activity.status,
        activity.note,
    )


def _days(activity: Activity) -> str:
    """`2026-09-15 13:50-15:25`, `2026-09-15至2026-09-18`."""
    if activity.days is None:
        return ""
    first, last = activity.days.first, activity.days.last
    text = first.isoformat() if last in (None, first) else f"{first.isoformat()}至{last}"
    return text if activity.span is None else f"{text} {activity.span}"
