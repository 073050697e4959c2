"""Cells with two lessons that alternate in odd and even weeks.

信息/劳动(单/双)\\n甲/乙 · 信息/劳动(单/双)(甲/乙) · 信息(单)/劳动(双)\\n甲 · 单信息双劳动 ·
单周:信息 甲 双周:劳动 乙 · and so with weeks by their numbers: 音乐(1-9周)/美术(10-18周)\\n甲
"""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from calendars.errors import CalendarError
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, NO_WEEKS, ODD_WEEKS, Weeks
from service.exchange.notation.cell_lessons import WITH_BRACKETS, CellLesson
from service.exchange.notation.person_names import is_awaited, is_surname, looks_like_a_name, two_names
from service.exchange.notation.plain_text import lines, plain
from service.exchange.notation.subjects import SubjectNames

#: what stands between two subjects or two names
BETWEEN = re.compile(r"[/\\、,|&;+]")
_SIGN = re.compile(r"\((?P<one>[单双])周?\)[::]?|(?P<two>[单双])周[::]?|(?<![^\s/,、;])(?P<three>[单双])[::]")
_BOTH_BEHIND = re.compile(
    r"(?P<one>[^/\\]+)[/\\](?P<two>[^/\\]+)\((?P<first>[单双])周?[/、,](?P<second>[单双])周?\)"
)
_EACH_BEHIND = re.compile(
    r"(?P<one>[^()]+)\((?P<first>[单双])周?\)[/\\、,;]?(?P<two>[^()]+)\((?P<second>[单双])周?\)"
)
_EACH_BEFORE = re.compile(
    r"\(?(?P<first>[单双])周?+\)?[::]?(?P<one>.+?)[/\\、,;]?\(?(?P<second>[单双])周?+\)?[::]?(?P<two>.+)"
)
_BOTH_BEHIND_IN_A_LINE = re.compile(
    r"(\S.*?\([单双]周?[/、,][单双]周?\)|\S+\([单双]周?\)[/\\、,;]\S+\([单双]周?\))\s+(\S.*)"
)
_WEEKS_IN_BRACKETS = r"\([单双]周?(?:[/、,][单双]周?)?\)"
_NAMES_IN_BRACKETS = re.compile(
    rf"(?P<head>[^()]*(?:{_WEEKS_IN_BRACKETS}[^()]*)*)(?!{_WEEKS_IN_BRACKETS})\((?P<names>[^()]+)\)"
)
_LONGEST_NAME = 3  # letters of a name in pieces; 张 三 李 四 are two people
_PARITY = {"单": ODD_WEEKS, "双": EVEN_WEEKS}
_TO = r"[-‐‑–—―~至到、,]"
_NUMBERED = re.compile(rf"第?\d{{1,2}}周?(?:{_TO}第?\d{{1,2}}周?)*(?<=周)")


def as_odd_and_even(text: str) -> tuple[str, Weeks, Weeks] | None:
    """A cell with two lists of weeks as if they were odd and even, and what those stand for.

    音乐1-9周/美术10-18周 is 音乐(单)/美术(双) with weeks 1–9 and 10–18; None for any other cell, and where
    both have a week in common.
    """
    signs = list(_NUMBERED.finditer(text))
    if len(signs) != 2 or "单" in text or "双" in text:
        return None
    try:
        first, second = (Weeks.parse(sign[0]) for sign in signs)
    except CalendarError:
        return None
    if first.both(second) != NO_WEEKS:
        return None
    parities = iter("单双")
    return _NUMBERED.sub(lambda sign: _as_parity(sign, next(parities)), text), first, second


def _as_parity(sign: re.Match[str], parity: str) -> str:
    """In brackets as it stands; else in brackets behind a subject, and without them before one."""
    before, behind = sign.string[: sign.start()], sign.string[sign.end() :]
    if before.count("(") > before.count(")"):
        return parity
    if not before or before[-1] in "\n /\\、,;":
        return f"{parity}周" if behind.startswith(":") else f"{parity}周:"
    return f"({parity})"


def alternating(text: str, one_lesson: Callable[[str], CellLesson | None]) -> tuple[CellLesson, ...] | None:
    """Two lessons that each have a teacher of their own beside them; None for any other cell."""
    signs = list(_SIGN.finditer(text))
    halves = _halves(text, signs) if len(signs) == 2 else None
    if halves is None:
        return None
    found = []
    for sign, half in zip(signs, halves, strict=True):
        lesson = one_lesson(half) if half else None
        if lesson is None or not lesson.teacher or lesson.weeks != ALL_WEEKS:
            return None
        found.append(replace(lesson, weeks=_PARITY[sign["one"] or sign["two"] or sign["three"]]))
    return None if found[0].weeks == found[1].weeks else _odd_first(found)


def _halves(text: str, signs: Sequence[re.Match[str]]) -> tuple[str, str] | None:
    """What belongs to each sign: what follows it, what stands before it, or both up to a stroke."""
    first, second = signs
    before, between, behind = text[: first.start()], text[first.end() : second.start()], text[second.end() :]
    ends = " \t\n/\\、,;()"
    if not before.strip(ends):
        return between.strip(ends[:-2]), behind.strip(ends[:-2])
    if not behind.strip(ends):
        return before.strip(ends[:-2]), between.strip(ends[:-2])
    stroke = re.search(r"[/\\、;\n]", between)
    if stroke is None:
        return None
    return before + " " + between[: stroke.start()], between[stroke.end() :] + " " + behind


def head_and_tail_of_two(
    text: str, subjects: SubjectNames, known: Container[str]
) -> tuple[CellLesson, ...] | None:
    """Two subjects, their weeks, and below them their teachers or the one of both; None for other cells.

    `known` are names of teachers: they part two that stand without anything between them.
    """
    head, tail = _before_in_a_line(text, subjects) or _head_and_tail(text)
    if tail is None:
        return None
    for form in (_BOTH_BEHIND, _EACH_BEHIND, _EACH_BEFORE):
        match = form.fullmatch(head)
        if match is not None:
            return _both(match, tail, subjects, known)
    return None


def _before_in_a_line(text: str, subjects: SubjectNames) -> tuple[str, str | None] | None:
    """As `_head_and_tail` of 单周音乐/双周美术 张三: only known subjects tell where the names begin.

    None for a cell of another form, and of this one without blanks.
    """
    match = _EACH_BEFORE.fullmatch(text.strip())
    if match is None or not any(len(match[half].split()) > 1 for half in ("one", "two")):
        return None
    words = match["two"].split()
    for count in range(len(words), 0, -1):
        if all(subjects.meant(half) is not None for half in (match["one"], "".join(words[:count]))):
            names = _names_in_a_line(" ".join(words[count:]))
            return plain(match.string[: match.start("two")] + "".join(words[:count])), names
    return "", None


def _head_and_tail(text: str) -> tuple[str, str | None]:
    """The lines that say the subjects, joined, and the rest: the teachers; None where they cannot be told."""
    parts = lines(text)
    if sum("单" in part for part in parts) == 1 and sum("双" in part for part in parts) == 1:
        odd, even = (next(n for n, part in enumerate(parts) if sign in part) for sign in "单双")
        if odd != even:
            return _stacked(parts, *sorted((odd, even)))
    if match := _NAMES_IN_BRACKETS.fullmatch("".join(parts)):
        return match["head"], match["names"]
    if match := _BOTH_BEHIND_IN_A_LINE.fullmatch(text.strip()):
        return plain(match[1]), _names_in_a_line(match[2])
    if len(parts) == 2:
        return parts[0], _names_in_a_line(next(reversed(text.strip().splitlines())))
    return parts[0], _names_in_lines(parts[1:])


def _names_in_lines(parts: Sequence[str]) -> str:
    """A name in each line, or one name sign by sign: 张\\n三."""
    in_pieces = all(len(part) == 1 for part in parts) and len(parts) <= _LONGEST_NAME
    return ("" if in_pieces and is_surname("".join(parts)[:1]) else "/").join(parts)


def _names_in_a_line(text: str) -> str | None:
    """The names behind the subjects, a stroke between two: 甲某/乙某 of `甲某 乙某`; 张三 of `张 三`."""
    parts = [_names_parted_by_blanks(part.split()) for part in BETWEEN.split(text)]
    return None if None in parts else "/".join(part for part in parts if part)


def _names_parted_by_blanks(words: Sequence[str]) -> str | None:
    """None where blanks stand in what is neither one name in pieces nor two names."""
    if len(words) == 2 and all(looks_like_a_name(word) or is_awaited(word) for word in words):
        return "/".join(words)
    in_pieces = any(len(word) == 1 for word in words) and len("".join(words)) <= _LONGEST_NAME
    if len(words) < 2 or in_pieces or (len(words) == 2 and is_surname(words[0])):
        return "".join(words)
    return None


def _stacked(parts: Sequence[str], first: int, second: int) -> tuple[str, str | None]:
    """信息(单)\\n甲\\n劳动(双)\\n乙, and 信息(单)\\n劳动(双)\\n甲\\n乙."""
    head = parts[first] + "/" + parts[second]
    if second == first + 1:
        return head, None if first else _names_in_lines(parts[second + 1 :])
    below = [_names_in_lines(names) for names in (parts[first + 1 : second], parts[second + 1 :])]
    # Of 信息(单)\n甲\n劳动(双) nobody knows whose 劳动 is.
    return head, None if first or not all(below) else "/".join(below)


def _both(
    match: re.Match[str], tail: str, subjects: SubjectNames, known: Container[str]
) -> tuple[CellLesson, ...] | None:
    """The two lessons in the order odd, even. One teacher below is that of both."""
    if match["first"] == match["second"]:
        return None
    teachers = _teachers(tail, known)
    if teachers is None:
        return None
    below = dict(zip(("one", "two"), (teachers[0], teachers[-1]), strict=True))
    found = []
    for name, sign in (("one", match["first"]), ("two", match["second"])):
        subject, teacher = match[name], below[name]
        if inner := WITH_BRACKETS.fullmatch(subject):
            if teacher:
                return None
            subject, teacher = inner["name"], inner["inner"]
        if "(" in subject or BETWEEN.search(subject) or _ends_with_a_name(subject, subjects):
            return None
        if subjects.meant(subject) is None and _is_rather_a_name(sign + subject, match.string):
            return None
        found.append(CellLesson(subjects.named(subject), teacher, _PARITY[sign]))
    return _odd_first(found)


def _teachers(tail: str, known: Container[str]) -> Sequence[str] | None:
    """One or two, [""] for nobody; None where there are more, or where two that are glued could be others."""
    names = [part for part in BETWEEN.split(tail) if part] or [""]
    glued = [cuts for name in names if (cuts := two_names(name, known))]
    if len(names) == len(glued) == len(glued[0] if glued else ()) == 1:
        return glued[0][0]
    return None if glued or len(names) > 2 else names


def _ends_with_a_name(text: str, subjects: SubjectNames) -> bool:
    """美术张三: no subject of its own."""
    return subjects.standard(text) is None and any(
        subjects.standard(text[:cut]) is not None and looks_like_a_name(text[cut:])
        for cut in range(1, len(text))
    )


def _is_rather_a_name(text: str, head: str) -> bool:
    """单芳 of 双周语单芳 and (双)语单芳: the other sign does not stand alone."""
    return (
        ("周" in head or ")" in head)
        and text in head
        and any(looks_like_a_name(text[:count]) for count in (2, 3))
    )


def _odd_first(found: Sequence[CellLesson]) -> tuple[CellLesson, ...]:
    return tuple(sorted(found, key=lambda lesson: lesson.weeks != ODD_WEEKS))
