"""What a reading of a cell must not hold, whatever form of cell it was read by.

A form tells how the parts of a cell stand to one another; these rules look at each part alone. Where one is
broken, the cell says something that its reading does not, and is asked about.
"""

import re
from collections.abc import Callable, Container, Sequence

from calendars.weeks import ALL_WEEKS
from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.person_names import (
    is_awaited,
    is_head_teacher,
    is_remark,
    is_role,
    looks_like_a_name,
)
from service.exchange.notation.subjects import SubjectNames
from service.exchange.notation.taught_by import is_room

_WITH_BRACKETS = re.compile(r"(?P<name>[^()]*)(?P<brackets>(?:\([^()]+\))*)")
_NAME = re.compile(r"[^\W\d_]{1,6}(?:[·.][^\W\d_]{1,8})*")
_LONGEST = 20  # of a subject or a room
_WEEKS = re.compile(r"\d周|[单双]周|第\d|\d[-~]\d")
_PARITIES = frozenset({"单", "双", "单周", "双周"})
_NO_SUBJECT = re.compile(r"[^\w&+.\-《》“”\"'!?/]|_|[单双]$|^[&+.\-/]|[.\-/]$")
_NO_ROOM = re.compile(r"[^\w·.#\-/]|_|^\W|^[单双](?=\d)")
#: Mary, Scratch: no letters of groups
_LATIN = re.compile(r"[A-Za-z]{2,}")
_SIGNS = re.compile(r"[\W_]+")
_GROUP_OF_PEOPLE = re.compile(r".*[组班队社团]")
_GROUP = re.compile(r"\d{1,2}|[A-Za-z]|[A-Za-z\d一二三四五六男女]组|[男女]生?|[大小]")


def is_sound(lesson: CellLesson, subjects: SubjectNames, teachers: Container[str]) -> bool:
    """Whether each part of a lesson can be what it was read as. `teachers` are the names known there."""
    known = _Known(subjects, teachers)
    return not any(broken(lesson, known) for broken in RULES)


def are_one_subject(words: Sequence[str], subjects: SubjectNames, teachers: Container[str]) -> bool:
    """Whether words of one line can be one subject that is new: `玩 泥`, not `围炉 张三` or `语文 数学`."""
    if len(words) < 2 or subjects.standard("".join(words)) is not None:
        return True
    known = _Known(subjects, teachers)
    others = any(known.is_person(word) or is_room(word) or is_remark(word) for word in words)
    return not others and any(subjects.meant(word) is None for word in words)


class _Known:
    """What the words of a cell can be."""

    def __init__(self, subjects: SubjectNames, teachers: Container[str]) -> None:
        self.subjects, self.teachers = subjects, teachers

    def is_subject(self, text: str) -> bool:
        return self.subjects.standard(text) is not None

    def is_person(self, text: str) -> bool:
        return text in self.teachers or looks_like_a_name(text)

    def is_beside(self, text: str) -> bool:
        """What stands beside a subject or a name and is no part of it."""
        return (
            is_room(text)
            or is_remark(text)
            or text in _PARITIES
            or _GROUP.fullmatch(text) is not None
            or (text.endswith("组") and self.subjects.meant(text[:-1]) is not None)
        )

    def is_several(self, text: str) -> bool:
        """Whether a text can be parted wholly into two or more things that a cell says, not subjects alone.

        语文张三 and 张三操场代, but not 校本围棋.
        """
        bare = _LATIN.sub("…", _SIGNS.sub("", text))
        if len(bare) > _LONGEST:
            return True
        # How what stands before each place can be parted: into subjects alone, or not.
        ways: list[set[bool]] = [{False}, *(set() for _ in bare)]
        for end in range(1, len(bare) + 1):
            for start in range(end):
                if ways[start] and (start, end) != (0, len(bare)):
                    part = bare[start:end]
                    if self.subjects.meant(part) is not None:
                        ways[end] |= ways[start]
                    if self.is_person(part) or self.is_beside(part):
                        ways[end].add(True)
        return True in ways[len(bare)]

    def holds_more(self, text: str) -> bool:
        """Whether somebody known stands in a text, or a room at an end of it."""
        signs = len(text)
        if any(is_room(text[:cut]) or is_room(text[-cut:]) for cut in range(2, signs)):
            return True
        parts = {text[start:end] for start in range(signs) for end in range(start + 2, signs + 1)}
        return any(part in self.teachers and looks_like_a_name(part) for part in parts - {text})


def _teacher_is_more_than_a_name(lesson: CellLesson, known: _Known) -> bool:
    """1张三, 8周张三, 张三(单)李四(双), 数学李四, 操场张三, A组."""
    name = lesson.teacher
    if not name or name in known.teachers or is_awaited(name) or is_role(name) or is_head_teacher(name):
        return False
    match = _WITH_BRACKETS.fullmatch(name)
    if match is None:
        return True
    bare, inner = match["name"], match["brackets"].strip("()").split(")(")
    if any(_WEEKS.search(one) or one in _PARITIES or is_room(one) for one in inner):
        return True
    if bare in known.teachers:
        return False
    if any(one in known.teachers for one in inner):
        return True
    if _NAME.fullmatch(bare) is None or known.is_beside(bare) or _GROUP_OF_PEOPLE.fullmatch(bare):
        return True
    if looks_like_a_name(bare):
        weeks_and_more = bare[0] in _PARITIES and known.is_beside(bare[1:])
        ends_with_weeks = len(bare) > 2 and bare[-1] in _PARITIES
        return weeks_and_more or ends_with_weeks or _is_known_with_more(bare, known)
    return known.subjects.meant(bare) is not None or known.is_several(bare) or known.holds_more(bare)


def _is_known_with_more(name: str, known: _Known) -> bool:
    """张三代 or 单张三, where 张三 is known and nobody of that name."""
    return any(
        (name[:cut] in known.teachers and known.is_beside(name[cut:]))
        or (name[cut:] in known.teachers and known.is_beside(name[:cut]))
        for cut in range(1, len(name))
    )


def _subject_is_more_than_one(lesson: CellLesson, known: _Known) -> bool:
    """语文张三, 1-8周语文, 语文操场, 语文(代), 围炉:张三, 操场."""
    subject = lesson.subject
    if known.is_subject(subject) or subject in known.teachers or is_awaited(subject):
        return False
    return (
        _WEEKS.search(subject) is not None
        or _NO_SUBJECT.search(subject) is not None
        or known.is_beside(subject)
        or known.is_several(subject)
        or known.subjects.are_two(subject)
        or known.holds_more(subject)
        or any(known.is_person(part) for part in _SIGNS.split(subject) if part != subject)
    )


def _subject_may_be_the_teacher(lesson: CellLesson, known: _Known) -> bool:
    """张三 over 围炉, where nobody knows either: a subject that looks like a name."""
    return (
        not known.is_subject(lesson.subject)
        and looks_like_a_name(lesson.subject)
        and bool(lesson.teacher or lesson.place or lesson.weeks != ALL_WEEKS)
        and lesson.teacher not in known.teachers
        and not is_awaited(lesson.teacher)
    )


def _place_is_more_than_a_room(lesson: CellLesson, known: _Known) -> bool:
    """王芳301, 张三·操场, 1-8周操场."""
    place = lesson.place
    if _WEEKS.search(place) is not None or _NO_ROOM.search(place) is not None or len(place) > _LONGEST:
        return True
    bare = _SIGNS.sub("", place)
    return any(
        is_room(bare[cut:])
        and (
            known.is_person(bare[:cut])
            or known.is_several(bare[:cut])
            or bare[:cut] in _PARITIES
            or any(bare[start:cut] in known.teachers for start in range(cut))
        )
        for cut in range(1, len(bare))
    )


#: each tells whether a lesson breaks it
RULES: tuple[Callable[[CellLesson, _Known], bool], ...] = (
    _teacher_is_more_than_a_name,
    _subject_is_more_than_one,
    _subject_may_be_the_teacher,
    _place_is_more_than_a_room,
)
