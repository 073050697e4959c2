"""教研, 集体备课, 教师例会 in the cell of a class: what teachers do then, and no lesson of the class."""

import re
import unicodedata
from collections.abc import Container

from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.person_names import is_remark, looks_like_a_name
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SubjectNames
from service.exchange.notation.taught_by import is_room
from service.exchange.notation.weeks_written import weeks_in

_MEETING = re.compile(
    r"(?P<whose>.{0,8}?)(?:"
    r"(?:集体|校本|校级|学科|跨校|联合|区域|片区|联盟|同步|网络|线上|线下|主题|大组|年级组?|教研组|备课组)*"
    r"(?:教研|备课|教学研讨)(?:组?活动|组?会议?|时间|日)?"
    r"|(?:周|月|行政|年级组?|教研组|备课组|班主任|教师|老师|教职工|教职员工|教工|全体)*例会"
    r"|(?:全体)?(?:教师|老师|教职工|教职员工|教工|班主任)(?:大会|会议?|学习|活动|培训)"
    r"|(?:全体)?(?:教师|教职工|教工)?(?:政治|业务)(?:学习|培训)"
    r"|校本(?:培训|研修|研训)|(?:集体|组内)?(?:听评课|磨课|评课)(?:活动)?|周前会|工会活动|名师工作室(?:活动)?"
    r")"
)
#: 教研组长 is said of a person; 教研课 is not read as a meeting, and asked about.
_MENTIONED = re.compile(
    r"教研(?!组长|员|室)|备课(?!组长)|教学研讨|例会|(?:政治|业务)(?:学习|培训)"
    r"|校本(?:培训|研修|研训)|听评课|磨课|评课|周前会|工会活动|名师工作室"
    r"|(?:教师|老师|教职工|教职员工|教工|班主任)(?:大会|会|学习|活动|培训)"
)
_GROUPS = frozenset(
    ("文科", "理科", "综合", "艺体", "艺术", "体艺", "音体美", "语数", "语数英", "数英", "文综", "理综")
)
_GRADES = re.compile(r"[一二三四五六七八九1-9低中高](?:年级|段)?")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_WORD = re.compile(r"[^\s()/\\:|·—–\-、,;@+&]+")


def is_staff_meeting(text: str, subjects: SubjectNames) -> bool:
    """教研, 语文教研, 数学组集体备课, 教师例会; not where a district or school calls a subject so."""
    name = plain(text)
    match = _MEETING.fullmatch(name) if _MENTIONED.search(name) else None  # of every lesson it is asked
    if match is None or subjects.standard(name) is not None:
        return False
    whose = match["whose"].removesuffix("组")
    return (
        not whose
        or whose in _GROUPS
        or subjects.meant(whose) is not None
        or _GRADES.fullmatch(whose) is not None
    )


def mentions_staff_meeting(lesson: CellLesson, subjects: SubjectNames) -> bool:
    """Whether a part of a lesson speaks of one, and is none: a teacher called 教研, a subject 班级例会."""
    if is_staff_meeting(lesson.subject, subjects):
        return _MENTIONED.search(lesson.teacher + lesson.place) is not None
    parts = (lesson.subject, lesson.teacher, lesson.place)
    return any(_MENTIONED.search(part) and subjects.standard(part) is None for part in parts)


def staff_meeting_cell(
    text: str, subjects: SubjectNames, teachers: Container[str]
) -> tuple[CellLesson, ...] | None:
    """A cell that says nothing but a meeting, and perhaps who, where and in which weeks; else None."""
    if _MENTIONED.search(plain(text)) is None:
        return None
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    meetings = [word for word in words if is_staff_meeting(word, subjects)]
    others = [word for word in words if word not in meetings]
    names = [word for word in others if word in teachers or looks_like_a_name(word)]
    if len(meetings) != 1 or not all(word in names or _is_beside(word) for word in others):
        return None
    return (CellLesson(meetings[0], "、".join(names)),)


def beside_staff_meeting(text: str) -> str:
    """What a cell says besides the words for a meeting: 数学 of 数学(教研) and 数学/教研."""
    rest = _MENTIONED.sub("", unicodedata.normalize("NFKC", text))
    return _EMPTY_BRACKETS.sub("", rest).strip().strip("/").strip()


def _is_beside(text: str) -> bool:
    return is_room(text) or is_remark(text) or text in ("单", "双") or weeks_in(text) is not None
