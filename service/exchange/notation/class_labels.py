"""Class labels as schools write them: 三（１）班, 三(1)班, 301, ３０１, 三年级1班, 三年级, 初一(2)班."""

import re
from dataclasses import dataclass

from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.plain_text import plain

_STAGES = {"小": 0, "初": 6, "高": 9}
_GRADE = r"(?P<stage>[小初高])?(?P<grade>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_NUMBERED = re.compile(rf"{_GRADE}(?:年级?)?(?:\((?P<inner>{NUMBER})\)|(?P<bare>{NUMBER}))班?")
_WHOLE_GRADE = re.compile(rf"{_GRADE}年级")
_FIGURES = re.compile(r"(?P<grade>1[0-2]|[1-9])(?P<number>\d{2})班?")


@dataclass(frozen=True, slots=True, order=True)
class ClassLabel:
    """Grade 1–12 and the number in the grade; None = the grade has one class."""

    grade: int
    number: int | None

    @property
    def name(self) -> str:
        """Grade and two digits: 301."""
        return f"{self.grade}{self.number or 1:02}"


def class_label(text: str) -> ClassLabel:
    """NotUnderstoodError `class_label_unreadable` when it is none."""
    label = plain(text)
    if match := _FIGURES.fullmatch(label):
        grade, count = int(match["grade"]), int(match["number"])
    elif match := _WHOLE_GRADE.fullmatch(label):
        return ClassLabel(_checked(match, text), None)
    elif (match := _NUMBERED.fullmatch(label)) and not _two_bare_figures(match):
        grade, count = _checked(match, text), number(match["inner"] or match["bare"])
    else:
        raise NotUnderstoodError("class_label_unreadable", text)
    if count == 0:
        raise NotUnderstoodError("class_label_unreadable", text)
    return ClassLabel(grade, count)


def grade_label(text: str) -> int:
    """`3年级`, `三年级`, `三`, `3` as 3; NotUnderstoodError `grade_unreadable`."""
    match = re.fullmatch(rf"{_GRADE}(?:年级)?", plain(text))
    if match is None:
        raise NotUnderstoodError("grade_unreadable", text)
    return _checked(match, text)


def is_class_label(text: str) -> bool:
    try:
        class_label(text)
    except NotUnderstoodError:
        return False
    return True


def _two_bare_figures(match: re.Match[str]) -> bool:
    """`31` could be class 31 or grade 3 class 1: nobody can tell, so it is not read."""
    whole = match[0].removesuffix("班")
    return whole.isdecimal()


def _checked(match: re.Match[str], text: str) -> int:
    grade = number(match["grade"]) + (_STAGES[match["stage"]] if match["stage"] else 0)
    if not 1 <= grade <= 12:
        raise NotUnderstoodError("class_label_unreadable", text)
    return grade
