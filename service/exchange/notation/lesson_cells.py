"""The cell of a timetable: subject and teacher, or two subjects that alternate in odd and even weeks.

语文\\n张三 · 语文（张三） · 体 育\\n张 三 · 信息(1-8周)
信息/劳动(单/双)\\n甲/乙 · 信息(单)/劳动(双)\\n甲 · 单信息双劳动
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from calendars.errors import CalendarError
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import lines, plain
from service.exchange.notation.subjects import SubjectNames

_NOTHING = frozenset(
    {"", "/", "\\", "-", "—", "――", "——", "/\\", "无", "空", "×", "x", "X", "*", "大课间", "午休", "午餐"}
)
_NOBODY = frozenset({"待定", "未定", "待聘", "暂缺", "空缺", "缺", "无", "暂无"})
_BETWEEN = re.compile(r"[/\\、,|&]")
_WITH_BRACKETS = re.compile(r"(?P<name>[^()]+)\((?P<inner>[^()]+)\)")
_BOTH_BEHIND = re.compile(
    r"(?P<one>[^/\\]+)[/\\](?P<two>[^/\\]+)\((?P<first>[单双])周?[/、,](?P<second>[单双])周?\)"
)
_EACH_BEHIND = re.compile(
    r"(?P<one>[^()]+)\((?P<first>[单双])周?\)[/\\、,;]?(?P<two>[^()]+)\((?P<second>[单双])周?\)"
)
_EACH_BEFORE = re.compile(
    r"\(?(?P<first>[单双])周?\)?[::]?(?P<one>.+?)[/\\、,;]?\(?(?P<second>[单双])周?\)?[::]?(?P<two>.+)"
)
_PARITY = {"单": ODD_WEEKS, "双": EVEN_WEEKS}


@dataclass(frozen=True, slots=True)
class CellLesson:
    """One lesson of a cell. `subject` is the standard name if there is one, `teacher` "" if none is named."""

    subject: str
    teacher: str
    weeks: Weeks = ALL_WEEKS


Form = Callable[[str, str, SubjectNames], tuple[CellLesson, ...] | None]


def is_no_lesson(text: str) -> bool:
    """Blank, a stroke, or the name of a break."""
    return plain(text) in _NOTHING


def lesson_cell(text: str, subjects: SubjectNames) -> tuple[CellLesson, ...]:
    """No lesson, one, or two that alternate; NotUnderstoodError `cell_unreadable`."""
    if is_no_lesson(text):
        return ()
    head, tail = _head_and_tail(text, subjects)
    for form in _FORMS:
        found = form(head, tail, subjects)
        if found is not None:
            return tuple(replace(one, teacher="") if one.teacher in _NOBODY else one for one in found)
    raise NotUnderstoodError("cell_unreadable", text)


def _head_and_tail(text: str, subjects: SubjectNames) -> tuple[str, str]:
    """The lines that say the subject, joined, and the rest: the teachers.

    A subject may be broken over lines (体\\n育\\n张三), and two may stand over and under their teachers.
    """
    parts = lines(text)
    if sum("单" in part for part in parts) == 1 and sum("双" in part for part in parts) == 1:
        odd, even = (next(n for n, part in enumerate(parts) if sign in part) for sign in "单双")
        if odd != even:
            return _stacked(parts, *sorted((odd, even)))
    if len(parts) == 1:
        return _one_line(text, subjects)
    for count in range(len(parts), 0, -1):
        if count < len(parts) and subjects.standard("".join(parts[:count])) is not None:
            return "".join(parts[:count]), "".join(parts[count:])
    return parts[0], "".join(parts[1:])


def _stacked(parts: Sequence[str], first: int, second: int) -> tuple[str, str]:
    """信息(单)\\n甲\\n劳动(双)\\n乙, and 信息(单)\\n劳动(双)\\n甲\\n乙."""
    if second == first + 1:
        return parts[first] + "/" + parts[second], "/".join(parts[second + 1 :])
    head = parts[first] + "/" + parts[second]
    return head, "/".join(("".join(parts[first + 1 : second]), "".join(parts[second + 1 :])))


def _one_line(text: str, subjects: SubjectNames) -> tuple[str, str]:
    """`语文 张三` and `语文/张三` name the teacher behind; `体 育` is one word with a blank in it."""
    words = text.split()
    for count in range(1, len(words)):
        if (
            subjects.standard("".join(words)) is None
            and subjects.standard("".join(words[:count])) is not None
        ):
            return plain("".join(words[:count])), plain("".join(words[count:]))
    head, _, tail = plain(text).partition("/")
    if tail and "(" not in tail and subjects.standard(head) is not None and subjects.standard(tail) is None:
        return head, tail
    return plain(text), ""


def _both_behind(head: str, tail: str, subjects: SubjectNames) -> tuple[CellLesson, ...] | None:
    match = _BOTH_BEHIND.fullmatch(head)
    return _alternating(match, tail, subjects) if match else None


def _each_behind(head: str, tail: str, subjects: SubjectNames) -> tuple[CellLesson, ...] | None:
    match = _EACH_BEHIND.fullmatch(head)
    return _alternating(match, tail, subjects) if match else None


def _each_before(head: str, tail: str, subjects: SubjectNames) -> tuple[CellLesson, ...] | None:
    match = _EACH_BEFORE.fullmatch(head)
    return _alternating(match, tail, subjects) if match else None


def _plain_subject(head: str, tail: str, subjects: SubjectNames) -> tuple[CellLesson, ...] | None:
    """One subject, its teacher below or in brackets; the brackets may say the weeks instead."""
    weeks = ALL_WEEKS
    if match := _WITH_BRACKETS.fullmatch(head):
        head = match["name"]
        inner = _weeks(match["inner"])
        if inner is not None:
            weeks = inner
        elif tail:
            return None
        else:
            tail = match["inner"]
    if "(" in head or ")" in head or _BETWEEN.search(head) or _BETWEEN.search(tail):
        return None
    if match := _WITH_BRACKETS.fullmatch(tail):
        inner = _weeks(match["inner"])
        if inner is None or weeks != ALL_WEEKS:
            return None
        tail, weeks = match["name"], inner
    return (CellLesson(subjects.named(head), tail.strip("()"), weeks),)


_FORMS: tuple[Form, ...] = (_both_behind, _each_behind, _each_before, _plain_subject)


def _alternating(match: re.Match[str], tail: str, subjects: SubjectNames) -> tuple[CellLesson, ...] | None:
    """The two lessons in the order odd, even. One teacher below is that of both."""
    if match["first"] == match["second"]:
        return None
    teachers = [part for part in _BETWEEN.split(tail) if part] or [""]
    if len(teachers) > 2:
        return None
    below = dict(zip(("one", "two"), teachers if len(teachers) == 2 else teachers * 2, strict=True))
    found = []
    for name, sign in (("one", match["first"]), ("two", match["second"])):
        subject, teacher = match[name], below[name]
        if inner := _WITH_BRACKETS.fullmatch(subject):
            if teacher:
                return None
            subject, teacher = inner["name"], inner["inner"]
        if "(" in subject or _BETWEEN.search(subject):
            return None
        found.append(CellLesson(subjects.named(subject), teacher, _PARITY[sign]))
    return tuple(sorted(found, key=lambda lesson: lesson.weeks != ODD_WEEKS))


def _weeks(text: str) -> Weeks | None:
    if "周" not in text and text not in _PARITY:
        return None
    try:
        return Weeks.parse(text)
    except CalendarError:
        return None
