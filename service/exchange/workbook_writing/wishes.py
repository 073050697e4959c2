"""空中同步课堂计划: a wish per row, as it was asked for."""

from openpyxl.workbook import Workbook

from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.joint_lessons import AssistantState, End, JointLesson
from service.exchange.workbook_writing.paper import table
from service.exchange.workbook_writing.spelling import (
    campus_text,
    class_text,
    person_text,
    weekday_text,
    weeks_text,
)

_HEADER = (
    "编号", "类型", "学科", "年级", "主讲校区", "主讲班", "主讲教师", "星期", "节次", "周次", "主讲室",
    "听讲校区(同年级)", "辅助教师",
)  # fmt: skip
_BY_ROLE = "本班学科教师"


def write_wishes(book: Workbook, district: District, community_id: CommunityId) -> None:
    rows = [_row(district, wish) for wish in district.joint_lessons if wish.community_id == community_id]
    table(book, "空中同步课堂计划", "空中同步课堂周计划", _HEADER, rows)


def _row(district: District, wish: JointLesson) -> tuple[str, ...]:
    host = wish.host
    day, period = _time(wish)
    room = "" if host.place_id is None else district.place[host.place_id].name
    return (
        wish.code,
        wish.kind,
        wish.subject,
        f"{district.grade(host.class_ids[0])}年级",
        campus_text(district, host.campus_id),
        class_text(district, host.class_ids[0]),
        person_text(district, wish.lecturer_id),
        day,
        period,
        weeks_text(wish.weeks),
        host.place_text or room,
        "\n".join(listener for end in wish.receivers for listener in _listeners(district, end)),
        "\n".join(text for end in wish.receivers if (text := _assistant(district, end))),
    )


def _time(wish: JointLesson) -> tuple[str, str]:
    """The week's slot, or the first of single dates; empty where any time will do."""
    if wish.wished is not None:
        return weekday_text(wish.wished.weekday), f"第{wish.wished.period}节"
    if not wish.one_offs:
        return "", ""
    once = wish.one_offs[0]
    return once.day.isoformat(), str(once.span) if once.span is not None else f"第{once.period}节"


def _listeners(district: District, end: End) -> list[str]:
    campus = campus_text(district, end.campus_id)
    return [f"{campus}{class_text(district, class_id)}" for class_id in end.class_ids]


def _assistant(district: District, end: End) -> str:
    if end.assistant_state is AssistantState.MISSING:
        return ""
    by_role = end.assistant_state is AssistantState.BY_ROLE
    name = _BY_ROLE if by_role else person_text(district, end.assistant_id)
    return f"{campus_text(district, end.campus_id)}:{name}" if name else ""
