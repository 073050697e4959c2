"""空中同步课堂计划: a wish per row, as it was asked for."""

from collections.abc import Callable

from openpyxl.workbook import Workbook

from calendars.grades import lowest
from service.domain.district import District
from service.domain.identity import CommunityId
from service.domain.joint_lessons import AssistantState, End, JointLesson, ReplaceKind
from service.domain.lesson_codes import is_later_part
from service.exchange.notation.slots_written import ranges_text
from service.exchange.notation.weeks_written import weeks_text
from service.exchange.workbook_writing.courses import Course, a_week, courses_of, times_text
from service.exchange.workbook_writing.paper import table
from service.exchange.workbook_writing.spelling import (
    campus_text,
    class_text,
    person_text,
    weekday_text,
)

_HEADER = (
    "编号", "类型", "学科", "年级", "主讲校区", "主讲班", "主讲教师", "星期", "节次", "周次", "主讲室",
    "听讲校区(同年级)", "辅助教师",
)  # fmt: skip
_BY_ROLE = "本班学科教师"


def write_wishes(book: Workbook, district: District, community_id: CommunityId) -> None:
    """Columns that say the unusual are there where something is: limits, topics, rooms of receivers, 替代.

    Several lessons a week of one wish are a row again, and so are the parts of one that is split by season.
    """
    courses = courses_of(
        wish
        for wish in district.joint_lessons
        if wish.community_id == community_id and not is_later_part(wish)
    )
    wishes = [course[0] for course in courses]
    columns = [(header, text) for header, text in _UNUSUAL if any(text(district, wish) for wish in wishes)]
    rows = [
        [*_row(district, course), *(text(district, course[0]) for _, text in columns)] for course in courses
    ]
    header = [*_HEADER, *(header for header, _ in columns)]
    if any(len(course) > 1 for course in courses):
        header.append("周课时")
        for row, course in zip(rows, courses, strict=True):
            row.append(str(a_week(course)) if len(course) > 1 else "")
    table(book, "空中同步课堂计划", "空中同步课堂周计划", header, rows)


def _row(district: District, course: Course) -> tuple[str, ...]:
    wish = course[0]
    host = wish.host
    day, period = _time(wish) if len(course) == 1 else (times_text(course), "")
    room = "" if host.place_id is None else district.place[host.place_id].name
    return (
        wish.code,
        wish.kind,
        wish.subject,
        _grade(district, wish),
        campus_text(district, host.campus_id),
        _classes(district, host),
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
    times = [
        (once.day.isoformat(), str(once.span) if once.span is not None else f"第{once.period}节")
        for once in wish.one_offs
    ]
    return times[0] if len(times) == 1 else ("\n".join(" ".join(time) for time in times), "")


def _grade(district: District, wish: JointLesson) -> str:
    grades = {district.grade(class_id) for end in wish.ends for class_id in end.class_ids}
    of_host = {district.grade(class_id) for class_id in wish.host.class_ids} or grades
    return f"{min(map(lowest, of_host))}年级" if of_host else ""


def _classes(district: District, end: End) -> str:
    return "、".join(class_text(district, class_id) for class_id in end.class_ids) or end.awaited


def _listeners(district: District, end: End) -> list[str]:
    campus = campus_text(district, end.campus_id)
    return [f"{campus}{class_text(district, class_id)}" for class_id in end.class_ids] or [
        f"{campus}{end.awaited}"
    ]


def _assistant(district: District, end: End) -> str:
    if end.assistant_state is AssistantState.MISSING:
        return ""
    by_role = end.assistant_state is AssistantState.BY_ROLE
    name = _BY_ROLE if by_role else person_text(district, end.assistant_id)
    return f"{campus_text(district, end.campus_id)}:{name}" if name else ""


def _topic(_district: District, wish: JointLesson) -> str:
    return wish.topic


def _rooms(district: District, wish: JointLesson) -> str:
    """A line for each line of receivers; none where every receiver takes the room of its campus."""
    if not any(end.place_text for end in wish.receivers):
        return ""
    return "\n".join(end.place_text or "—" for end in wish.receivers for _ in _listeners(district, end))


def _replaces(_district: District, wish: JointLesson) -> str:
    match wish.replaces.kind:
        case ReplaceKind.NAMED:
            return f"替换{wish.replaces.subject}课"
        case ReplaceKind.NOTHING:
            return "新开课"
        case _:
            return ""


_UNUSUAL: tuple[tuple[str, Callable[[District, JointLesson], str]], ...] = (
    ("可排时段", lambda _, wish: ranges_text(wish.limits.allowed)),
    ("不排时段", lambda _, wish: ranges_text(wish.limits.forbidden)),
    ("课题", _topic),
    ("听讲教室", _rooms),
    ("替代", _replaces),
)
